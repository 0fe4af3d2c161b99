"""When a sum of several organisations' amounts is safe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flok.domain.comparison._contribution import Contribution


@dataclass(frozen=True)
class Rules:
    """The parameters: from settings, confidential (whoever knows them learns from what is kept back), not in repr.

    p_percent: how close an estimate may never come. min_contributors: the least number in a block, 3 or more.
    coalition: how many organisations are assumed to put their own numbers together, 1 or more.
    Raises ValueError where they protect nothing.
    """

    p_percent: int = field(repr=False)
    min_contributors: int = field(default=3, repr=False)
    coalition: int = field(default=1, repr=False)

    def __post_init__(self) -> None:
        if not 1 <= self.p_percent <= 100 or self.min_contributors < 3 or self.coalition < 1:
            raise ValueError("the rules of comparison are out of range")

    @property
    def smallest_block(self) -> int:
        """A coalition, its target, and one more whose amount nobody in the coalition knows."""
        return max(self.min_contributors, self.coalition + 2)


def is_safe(amounts: Iterable[int], rules: Rules) -> bool:
    """The p%-rule for one sum of non-negative amounts, one for each organisation.

    With x1 ≥ x2 ≥ … and sum X, a sum is unsafe when X - x2 - x1 < p/100 · x1: the second largest could subtract its
    own and know the largest to within p%. With coalitions of c organisations, X - x(c+1) - … - x1 < p/100 · x1.
    (Handbook on Statistical Disclosure Control, chapter 4, "Sensitive cells in magnitude tables", table of
    sensitivity rules and its note on coalitions. It calls the (1,k)-rule inadequate.) That the largest is protected
    from the next largest implies it for every target and every coalition of c. A sum of zero is unsafe: it would
    tell that each amount is zero.
    """
    ordered = sorted(amounts, reverse=True)
    if len(ordered) < rules.smallest_block or ordered[0] == 0:
        return False
    return 100 * sum(ordered[rules.coalition + 1 :]) >= rules.p_percent * ordered[0]


def unsafe_part(contributions: Sequence[Contribution], rules: Rules) -> int | None:
    """Which of the three amounts (0, 1, 2) is the first whose sum is not safe; None where all are."""
    for part in range(3):
        if not is_safe((one.amounts[part] for one in contributions), rules):
            return part
    return None
