"""From contributions and all earlier releases to a release."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flok.domain.comparison._blocks import Block, block_of, form_blocks, renews
from flok.domain.comparison._contribution import CELLS, MIXED, TYPES, Contribution
from flok.domain.comparison._figure import pooled
from flok.domain.comparison._ledger import Cell, Published, Release, published_blocks
from flok.domain.comparison._rules import Rules, unsafe_part
from flok.domain.comparison._years import OtherYears

MOST_ORGANISATIONS = 300
MOST_RELEASES = 1000
_PERIOD = re.compile(r"[0-9]{4}(-Q[1-4])?", re.ASCII)


def release(
    contributions: Iterable[Contribution],
    *,
    definition: str,
    version: int,
    period: str,
    earlier: Sequence[Release],
    rules: Rules,
) -> Release:
    """What can be shown of one definition in one period, and the record of it.

    contributions: one for each organisation that said yes, at the time of the call. period: `2026` or `2026-Q3`, best
    one that is over. earlier: every earlier release of every definition and period, oldest first; the caller holds a
    lock from reading them until the new one is saved. The proof is in the package's docstring; the steps are

    1. an organisation with an amount below zero is left out: the p%-rule holds for non-negative amounts only, and
       with absolute values the rule would pass sums that bound nothing;
    2. a block of this year is counted if all its members are here: with their new numbers if those are safe and may
       stand beside *all* that was published of the block for the period (`renews`), else with the numbers it was last
       shown with, else not;
    3. organisations in no block of this year or of one that binds it form new ones, each type by itself, then the
       rest together;
    4. a cell pools the blocks of its type; "all" pools every block.

    Raises ValueError for an unknown type or period, an organisation given twice, more organisations or releases than
    this is made for, or a ledger in which an organisation is in two blocks of a year.
    """
    rows = list(contributions)
    _refuse_what_is_wrong(rows, period, earlier)
    present = {one.organisation: one for one in rows if not one.is_negative}
    history = list(published_blocks(earlier))
    this_year = [one for one in history if one.period[:4] == period[:4]]
    bound = _blocks_of(this_year)
    shown = [
        block
        for members in bound
        if (block := _counted_again(members, this_year, present, (definition, version, period), rules))
    ]
    taken = frozenset().union(*bound)
    free = [one for one in present.values() if one.organisation not in taken]
    shown += _new_blocks(free, OtherYears(history, period[:4], rules), rules)
    counted = frozenset().union(*(block.members for block in shown))
    mixed = [block.members for block in [*bound.values(), *shown] if block.kind == MIXED]
    return Release(
        definition=definition,
        version=version,
        period=period,
        cells=tuple(_cell(name, shown, rows, frozenset().union(*mixed), rules) for name in CELLS),
        blocks=tuple(shown),
        waiting=tuple(sorted({one.organisation for one in rows} - counted)),
    )


def _refuse_what_is_wrong(rows: Sequence[Contribution], period: str, earlier: Sequence[Release]) -> None:
    if not _PERIOD.fullmatch(period):
        raise ValueError(f"not a calendar year or quarter: {period!r}")
    if len({one.organisation for one in rows}) != len(rows):
        raise ValueError("an organisation contributes twice")
    if unknown := {one.type for one in rows} - set(TYPES):
        raise ValueError(f"unknown types of organisation: {sorted(unknown)}")
    if len(rows) > MOST_ORGANISATIONS or len(earlier) > MOST_RELEASES:
        raise ValueError("more organisations or releases than the comparison is made for")


def _blocks_of(this_year: Sequence[Published]) -> dict[frozenset[str], Block]:
    """The year's blocks by their members, each as first published."""
    blocks: dict[frozenset[str], Block] = {}
    for one in this_year:
        blocks.setdefault(one.block.members, one.block)
    if len(frozenset().union(*blocks)) != sum(map(len, blocks)):
        raise ValueError("the ledger has an organisation in two blocks of one year")
    return blocks


def _counted_again(
    members: frozenset[str],
    this_year: Sequence[Published],
    present: dict[str, Contribution],
    asked: tuple[str, int, str],
    rules: Rules,
) -> Block | None:
    """A block of this year with the numbers that may be shown, or None.

    Years and quarters of a block are never both shown: four quarters less a year would tell whose numbers were
    changed in between.
    """
    before = [one for one in this_year if one.block.members == members]
    first = before[0].block
    if any(present.get(one.organisation, one).type != one.type for one in first.contributions) or not (
        members <= present.keys()
    ):
        return None
    period = asked[2]
    if len(before[0].period) != len(period):
        return None
    new = block_of(first.kind, (present[organisation] for organisation in members))
    same_period = [one.block for one in before if one.period == period]
    if unsafe_part(new.contributions, rules) is None and all(renews(new, old, rules) for old in same_period):
        return new
    shown = [one.block for one in before if (one.definition, one.version, one.period) == asked]
    return shown[-1] if shown and unsafe_part(shown[-1].contributions, rules) is None else None


def _new_blocks(free: Sequence[Contribution], other_years: OtherYears, rules: Rules) -> list[Block]:
    """Blocks of other years whose members are all free live on; what is left forms new ones."""
    blocks: list[Block] = []
    left = {one.organisation: one for one in free}
    for kind in (*TYPES, MIXED):
        candidates = {key: one for key, one in left.items() if kind in (MIXED, one.type)}
        revived = other_years.living_on(kind, candidates)
        for block in revived:
            candidates = {key: one for key, one in candidates.items() if key not in block.members}
        blocks += revived
        blocks += form_blocks(kind, other_years.unbound(candidates.values()), rules, other_years.allow)
        counted = frozenset().union(*(block.members for block in blocks))
        left = {key: one for key, one in left.items() if key not in counted}
    return blocks


def _cell(name: str, shown: Sequence[Block], rows: Sequence[Contribution], mixed: frozenset[str], rules: Rules) -> Cell:
    pool = [one for block in shown if name in ("all", block.kind) for one in block.contributions]
    if pool:
        return Cell(name, pooled(pool), "")
    here = [one for one in rows if name in ("all", one.type)]
    able = [one for one in here if not one.is_negative]
    if len(able) < rules.smallest_block:
        return Cell(name, None, "negative" if len(here) >= rules.smallest_block else "too_few")
    if not form_blocks(name, able, rules, lambda _: True):
        return Cell(name, None, "dominance")
    return Cell(name, None, "secondary" if any(one.organisation in mixed for one in able) else "differencing")
