"""What is told as unknown must fit where it stands: a draw that nothing uses, or that cannot be, misleads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import numpy as np

from ._distributions import quantile
from ._study import Path, Problem, Study, Uncertainty

MOST_DRAWN = 1_000
_RAREST = 1e-9  # in each end of what has no ends: six deviations of a normal one


def check_uncertainty(
    study: Study, lifetimes: Iterable[str], rates: Iterable[str], shares: Iterable[str]
) -> list[Problem]:
    """More numbers than can be drawn together; lifetimes that are drawn; one number drawn in the place of several;
    rates to -100 %, and shares outside 0 to 1.

    The three are ids of inputs that stand in such a place.
    """
    problems: list[Problem] = []
    drawn = {each.id: each.uncertainty for each in study.inputs if each.uncertainty is not None}
    own = [each.value is None and each.uncertainty is not None and not each.uncertainty.shared for each in study.inputs]
    if len(drawn) + sum(own) * (len(study.alternatives) - 1) > MOST_DRAWN:
        da, en = f"mere end {MOST_DRAWN} usikre tal kan ikke trækkes", f"more than {MOST_DRAWN} inputs cannot be drawn"
        return [Problem("input", "too_many", da, en)]
    for id_ in sorted(drawn.keys() & set(lifetimes)):
        da = "en levetid trækkes ikke; resultatet viser, ved hvilken levetid rækkefølgen skifter"
        en = "a lifetime is not drawn; the result shows at which lifetime the order turns"
        problems.append(_problem(id_, da, en))
    for id_, unknown in drawn.items():
        if not unknown.relative and not isinstance(study.input(id_).value, float):
            da = "er flere tal; skriv usikkerheden som en faktor på dem (relative = true)"
            en = "is several numbers; write the uncertainty as a factor on them (relative = true)"
            problems.append(_problem(id_, da, en))
    for id_ in sorted(drawn.keys() & set(rates)):
        if not all(-1 < each <= 10 for each in _ends(study, id_, drawn[id_])):
            da, en = "kan blive en rente på -100 % eller mindre", "can become a rate of -100 % or less"
            problems.append(_problem(id_, f"{da}, eller over 1.000 %", f"{en}, or above 1,000 %"))
    for id_ in sorted(drawn.keys() & set(shares)):
        if not all(0 <= each <= 1 for each in _ends(study, id_, drawn[id_])):
            da, en = "kan blive en andel uden for 0 til 1", "can become a share outside 0 to 1"
            problems.append(_problem(id_, da, en))
    return problems


def _ends(study: Study, id_: str, unknown: Uncertainty) -> Iterator[float]:
    """The least and the most the input can be drawn as, whichever alternative's value a factor is on."""
    given = dict(unknown.parameters)
    if "low" in given:
        ends = [cast(float, given["low"]), cast(float, given["high"])]
    elif "values" in given:
        values = cast("tuple[float, ...]", given["values"])
        ends = [min(values), max(values)]
    else:
        ends = quantile(unknown, np.array([_RAREST, 1 - _RAREST])).tolist()
    if not unknown.relative:
        yield from ends
        return
    value = study.input(id_).value
    own = [dict(each.values).get(id_, 0.0) for each in study.alternatives]
    bases = value.values if isinstance(value, Path) else own if value is None else (value,)
    yield from (base * end for base in bases for end in ends)


def _problem(id_: str, danish: str, english: str) -> Problem:
    return Problem(f"input.{id_}.uncertainty", "uncertainty", danish, english)
