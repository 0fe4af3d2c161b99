"""What catalogues and lists say of items, as one table of validity intervals.

A catalogue is a change stream: Add and Update replace what was said of an item before, Delete ends it. Lists say
what they say beside it. For every item and day at most one row holds, both ends included.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2999, 12, 31)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one source says of one item from a day to a day.

    `key`: "g:" + GTIN-14 or "s:" + the seller's own number. `supplier_id` None: whoever sells it (GTIN only).
    `labels`: label ids found by code; `named`: found by name only; `equivalent_to`: a person has confirmed it.
    `states_labels`: the source says which labels the item has, so none named means none.
    """

    supplier_id: str | None
    key: str
    valid_from: date
    valid_to: date
    labels: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    equivalent_to: frozenset[str] = frozenset()
    states_labels: bool = False
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of a catalogue: a statement (None: Delete) that takes the place of what was said before.

    `catalogue`: which of the supplier's catalogues, by its contract. `key` "": all items of that catalogue.
    """

    supplier_id: str
    key: str
    issued: date
    statement: Statement | None
    deleted_from: date | None = None
    catalogue: str = ""


def current_statements(changes: Iterable[Change]) -> list[Statement]:
    """The change stream played in order of issue: what each catalogue says, from when to when."""
    said: dict[str, dict[str, tuple[str, list[Statement]]]] = defaultdict(dict)  # the catalogue that spoke last
    for change in sorted(changes, key=lambda change: change.issued):
        items = said[change.supplier_id]
        starts = change.statement.valid_from if change.statement else (change.deleted_from or change.issued)
        for key in [change.key] if change.key else _all_of(change.catalogue, items):
            before = items[key][1] if key in items else []
            kept = [shorter for one in before if (shorter := _ended(one, starts)) is not None]
            items[key] = (change.catalogue, kept)
        if change.statement is not None:
            items[change.key][1].append(change.statement)
    return [one for items in said.values() for _, statements in items.values() for one in statements]


def _all_of(catalogue: str, items: dict[str, tuple[str, list[Statement]]]) -> list[str]:
    return [key for key, (spoke_last, _) in items.items() if spoke_last == catalogue]


def _ended(statement: Statement, before: date) -> Statement | None:
    """The statement as it held until the day before `before`; None if it never did."""
    if statement.valid_to < before:
        return statement
    if statement.valid_from >= before:
        return None
    return _between(statement, statement.valid_from, before - _DAY)


def merged(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Statements of the same item made disjoint: where several hold on a day, what they say together."""
    holding = (one for one in statements if one.valid_from <= one.valid_to)
    for _, group in itertools.groupby(sorted(holding, key=_item), key=_item):
        same = list(group)
        yield from same if len(same) == 1 else _disjoint(same)


def _item(statement: Statement) -> tuple[str, str]:
    return statement.supplier_id or "", statement.key


def _disjoint(same: list[Statement]) -> list[Statement]:
    edges = sorted({statement.valid_from for statement in same} | {statement.valid_to + _DAY for statement in same})
    result = []
    for start, end in itertools.pairwise(edges):
        holding = [one for one in same if one.valid_from <= start and one.valid_to >= end - _DAY]
        if holding:
            result.append(_together(holding, start, end - _DAY))
    return result


def _together(holding: list[Statement], start: date, end: date) -> Statement:
    first = holding[0]
    return Statement(
        supplier_id=first.supplier_id,
        key=first.key,
        valid_from=start,
        valid_to=end,
        labels=frozenset().union(*(one.labels for one in holding)),
        named=frozenset().union(*(one.named for one in holding)),
        equivalent_to=frozenset().union(*(one.equivalent_to for one in holding)),
        states_labels=any(one.states_labels for one in holding),
        origin="; ".join(dict.fromkeys(one.origin for one in holding if one.origin)),
    )


def _between(statement: Statement, start: date, end: date) -> Statement:
    return _together([statement], start, end)
