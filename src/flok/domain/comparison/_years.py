"""Blocks of other calendar years, and what they allow in this one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flok.domain.comparison._blocks import Block, block_of, differs_enough
from flok.domain.comparison._contribution import Contribution
from flok.domain.comparison._ledger import Published
from flok.domain.comparison._rules import Rules, unsafe_part


class OtherYears:
    """The blocks of every calendar year but one, each as last published."""

    def __init__(self, history: Iterable[Published], year: str, rules: Rules) -> None:
        self._rules = rules
        self._years: dict[str, dict[frozenset[str], Block]] = {}
        for one in history:
            if one.period[:4] != year:
                self._years.setdefault(one.period[:4], {})[one.block.members] = one.block

    def allow(self, block: Block) -> bool:
        """Does the block differ enough from each one it overlaps, and from all those of a year put together?"""
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
