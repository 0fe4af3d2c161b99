"""Blocks: organisations counted together or not at all, and how new ones are formed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from flok.domain.comparison._contribution import Contribution
from flok.domain.comparison._rules import Rules, is_safe, unsafe_part


@dataclass(frozen=True)
class Block:
    """A kind (a type of organisation, or `mixed`: counted in "all" only) and its members' amounts, by organisation."""

    kind: str
    contributions: tuple[Contribution, ...]

    @property
    def members(self) -> frozenset[str]:
        return frozenset(one.organisation for one in self.contributions)


def block_of(kind: str, contributions: Iterable[Contribution]) -> Block:
    return Block(kind, tuple(sorted(contributions, key=lambda one: one.organisation)))


def renews(new: Block, published: Block, rules: Rules) -> bool:
    """May a block's new numbers be published, when `published` (same members and period) has been?

    For each of sustainable, not sustainable, unknown, sustainable with unknown, and the denominator: the number of
    every member differs, or of none; and where they differ the sizes of the differences pass the p%-rule. So the
    difference of the two sums is itself a sum that cannot be taken apart, also for somebody who knows who has new
    numbers.
    """
    for before, after in zip(_measures(published), _measures(new), strict=True):
        changes = [abs(b - a) for a, b in zip(before, after, strict=True)]
        if any(changes) and not (all(changes) and is_safe(changes, rules)):
            return False
    return True


def differs_enough(new: Block, old: Sequence[Contribution], rules: Rules) -> bool:
    """May a block be counted in one year, when `old` was counted together in another?

    Organisations in one of them only are all that the two sums differ by if numbers hardly change over the years:
    there must be none, or a safe block of them.
    """
    members = {one.organisation for one in old}
    apart = [one for one in new.contributions if one.organisation not in members]
    apart += [one for one in old if one.organisation not in new.members]
    return not apart or unsafe_part(apart, rules) is None


def form_blocks(
    kind: str, candidates: Iterable[Contribution], rules: Rules, may_be_counted: Callable[[Block], bool]
) -> list[Block]:
    """Disjoint safe blocks, small, from those of the candidates that can be in one; the others wait.

    Candidates are taken in an order that has nothing to do with their amounts (a hash of the id), so that being in a
    block together tells nothing of size. Where no block can be made, the one that stands in the way is set aside and
    the others tried without it; in the end each one left is offered to the last block.
    """

    def passes(contributions: Sequence[Contribution]) -> bool:
        return unsafe_part(contributions, rules) is None and may_be_counted(block_of(kind, contributions))

    waiting = sorted(candidates, key=lambda one: sha256(one.organisation.encode()).digest())
    formed: list[list[Contribution]] = []
    left: list[Contribution] = []
    while len(waiting) >= rules.smallest_block:
        sizes = range(rules.smallest_block, len(waiting) + 1)
        size = next((size for size in sizes if passes(waiting[:size])), None)
        if size is None:
            left.append(waiting.pop(_in_the_way(waiting, rules)))
        else:
            formed.append(waiting[:size])
            waiting = waiting[size:]
    for one in [*waiting, *left]:
        if formed and passes([*formed[-1], one]):
            formed[-1].append(one)
    return [block_of(kind, block) for block in formed]


def _in_the_way(waiting: Sequence[Contribution], rules: Rules) -> int:
    part = unsafe_part(waiting, rules)
    if part is None:
        return 0
    return max(range(len(waiting)), key=lambda place: waiting[place].amounts[part])


def _measures(block: Block) -> list[list[int]]:
    rows = block.contributions
    return [
        *([one.amounts[part] for one in rows] for part in range(3)),
        [one.sustainable_ore + one.unknown_ore for one in rows],
        [one.denominator_ore for one in rows],
    ]
