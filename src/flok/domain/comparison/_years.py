"""Blocks of other calendar years, and what they allow in this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from flok.domain.comparison._blocks import Block, block_of, differs_enough
from flok.domain.comparison._contribution import MIXED, Contribution
from flok.domain.comparison._ledger import Published
from flok.domain.comparison._rules import Rules, unsafe_part

BINDING_YEARS = 3


class OtherYears:
    """The blocks of every calendar year but one, each as last published.

    A block of one type binds its members in the three years before and after: there they are counted in that block
    or not at all. So any four calendar years in a row are as one: the proof holds for all their releases together,
    even for somebody who takes it that no number changes from year to year. A mixed block binds in its own year
    only; otherwise the first region in a network could not be compared with regions when there are three.
    """

    def __init__(self, history: Iterable[Published], year: str, rules: Rules) -> None:
        self._rules = rules
        self._year = int(year)
        self._years: dict[str, dict[frozenset[str], Block]] = {}
        for one in history:
            if one.period[:4] != year:
                self._years.setdefault(one.period[:4], {})[one.block.members] = one.block

    def unbound(self, candidates: Iterable[Contribution]) -> list[Contribution]:
        """The candidates that no block of another year binds."""
        bound = {organisation for members, old in self._all() if self._binds(*old) for organisation in members}
        return [one for one in candidates if one.organisation not in bound]

    def allow(self, block: Block) -> bool:
        """Is the block apart from, or the same as, each block that binds? And does it differ enough from each other
        block it overlaps, and from all those of a year put together?
        """
        if any(m & block.members and m != block.members for m, old in self._all() if self._binds(*old)):
            return False
        for blocks in self._years.values():
            overlapping = [old.contributions for members, old in blocks.items() if members & block.members]
            together = [one for old in overlapping for one in old]
            if not all(differs_enough(block, old, self._rules) for old in [*overlapping, together]):
                return False
        return True

    def living_on(self, kind: str, candidates: Mapping[str, Contribution]) -> list[Block]:
        """Blocks of a kind, newest year first, with the candidates' numbers of now; disjoint, safe and allowed."""
        left = dict(candidates)
        living: list[Block] = []
        for year in sorted(self._years, reverse=True):
            for members, old in self._years[year].items():
                if old.kind != kind or not members <= left.keys():
                    continue
                block = block_of(kind, (left[organisation] for organisation in members))
                if unsafe_part(block.contributions, self._rules) is None and self.allow(block):
                    living.append(block)
                    left = {key: one for key, one in left.items() if key not in members}
        return living

    def _all(self) -> Iterator[tuple[frozenset[str], tuple[str, Block]]]:
        for year, blocks in self._years.items():
            for members, old in blocks.items():
                yield members, (year, old)

    def _binds(self, year: str, old: Block) -> bool:
        return old.kind != MIXED and abs(int(year) - self._year) <= BINDING_YEARS
