"""What was planned beside what came of it, year by year."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from ._fills import fills, piece
from ._plot import EDGES, HEIGHT, axis, labels, y_of
from ._svg import picture

PLANNED, CAME, UNKNOWN = 2, 0, 5  # ways to fill
_START, _WIDE = 0.1, 0.39  # of the room a year has: where the pair begins, and each of its columns


def paired_columns(
    years: Sequence[str],
    pairs: Sequence[tuple[int, int, int | None]],
    said: str,
    written: Callable[[int], str],
    *,
    width: int | None = None,
    ref: str = "",
) -> Markup:
    """For each year (planned where it is known what came of it, planned where it is not, what came of it).

    To the left what was planned, the part whose outcome is unknown on top in a fill of its own; to the right what
    came, and nothing where that is None. Negative numbers hang under the axis. `written` says a number at the axis;
    `said` is what the picture says to those who cannot see it, its table is the page's.
    """
    ends = [*(_ends(known, unknown) for known, unknown, _ in pairs), *(_ends(came or 0) for _, _, came in pairs)]
    low, high = min([0, *(one[0] for one in ends)]), max([1, *(one[1] for one in ends)])
    identity, drawn = fills((PLANNED, CAME, UNKNOWN), "pairs", tuple(pairs), width, ref)
    made = [drawn, *axis(low, high, written, width)]
    room = 1 / max(len(years), 1)
    for place, (known, unknown, came) in enumerate(pairs):
        at = (place + _START) * room
        base = known if known * unknown > 0 else 0
        for fill, start, number, from_ in (
            (PLANNED, at, known, 0), (UNKNOWN, at, unknown, base), (CAME, at + _WIDE * room, came or 0, 0)
        ):  # fmt: skip
            top, bottom = max(from_, from_ + number), min(from_, from_ + number)
            y = y_of(top, low, high)
            made.append(piece(fill, start, start + _WIDE * room, y, y_of(bottom, low, high) - y, width, identity))
    made += labels(years, width)
    return picture(made, said, "lives", HEIGHT, width, edges=EDGES)


def _ends(*parts: int) -> tuple[int, int]:
    """How far down and up parts on top of each other reach."""
    return sum(one for one in parts if one < 0), sum(one for one in parts if one > 0)
