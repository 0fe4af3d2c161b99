"""Two versions of a study: what was changed, and what it did to each alternative."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ._results import results
from ._study import Study
from ._writing import study_to_data


@dataclass(frozen=True, slots=True)
class Edit:
    """A field of the document that is not the same: `before` or `after` is None where it was not there."""

    place: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Moved:
    """What an alternative is compared by in each version, in øre; None where it was not there."""

    alternative: str
    before_ore: int | None
    after_ore: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """edits in the order of the document; ranking before and after."""

    edits: tuple[Edit, ...]
    moved: tuple[Moved, ...]
    ranking_before: tuple[str, ...]
    ranking_after: tuple[str, ...]


def difference(before: Study, after: Study) -> Difference:
    """What two versions of a study do not have in common. Raises NotComputableError."""
    old, new = results(before), results(after)
    sums = [{each.id: each.compared.ore for each in told.alternatives} for told in (old, new)]
    return Difference(
        tuple(_edits("", study_to_data(before), study_to_data(after))),
        tuple(Moved(each, sums[0].get(each), sums[1].get(each)) for each in dict.fromkeys([*sums[0], *sums[1]])),
        old.ranking,
        new.ranking,
    )


def _edits(place: str, before: Any, after: Any) -> Iterator[Edit]:
    if before == after:
        return
    if _has_ids(before) and _has_ids(after):
        before, after = _by_id(before), _by_id(after)
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            yield from _edits(f"{place}.{key}".lstrip("."), before.get(key), after.get(key))
        return
    yield Edit(place, before, after)


def _has_ids(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) and "id" in each for each in value)


def _by_id(value: list[dict[str, Any]]) -> dict[str, Any]:
    return {each["id"]: each for each in value}
