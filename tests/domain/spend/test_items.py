"""What is said of an item from day to day: the change stream, and several sources at once."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flok.domain.spend import Change, Statement, current_statements
from flok.domain.spend._items import merged
from tests.domain.spend.rows import statement

JANUARY, MAY, JUNE, JULY = date(2026, 1, 1), date(2026, 5, 31), date(2026, 6, 1), date(2026, 7, 1)
NEW_YEARS_EVE = date(2026, 12, 31)
SWAN, FLOWER = ("nordic_swan",), ("eu_ecolabel",)


def said(
    issued: date, valid_from: date, valid_to: date = NEW_YEARS_EVE, *, key: str = "s:1", **fields: object
) -> Change:
    one = statement(key, valid_from=valid_from, valid_to=valid_to, **fields)
    return Change(supplier_id="99000013", key=key, issued=issued, statement=one)


def deleted(issued: date, deleted_from: date | None = None, *, key: str = "s:1", catalogue: str = "") -> Change:
    return Change(
        supplier_id="99000013",
        key=key,
        issued=issued,
        statement=None,
        deleted_from=deleted_from,
        catalogue=catalogue,
    )


def test_an_update_takes_the_place_of_what_was_said_from_its_first_day() -> None:
    changes = [said(JANUARY, JANUARY, labels=SWAN), said(JUNE, JUNE, labels=FLOWER)]
    assert current_statements(changes) == [
        statement("s:1", valid_to=MAY, labels=SWAN),
        statement("s:1", valid_from=JUNE, labels=FLOWER),
    ]


def test_the_order_of_issue_counts_not_of_reading() -> None:
    changes = [said(JANUARY, JANUARY, labels=SWAN), said(JUNE, JUNE, labels=FLOWER), deleted(JULY)]
    assert current_statements(reversed(changes)) == current_statements(changes)


def test_a_deletion_ends_it_the_day_before() -> None:
    assert current_statements([said(JANUARY, JANUARY), deleted(JUNE)]) == [statement("s:1", valid_to=MAY)]
    assert current_statements([said(JANUARY, JANUARY), deleted(MAY, JUNE)]) == [statement("s:1", valid_to=MAY)]


def test_what_was_not_yet_in_force_is_never_said() -> None:
    assert current_statements([said(JANUARY, JULY), deleted(JUNE)]) == []
    assert current_statements([said(JANUARY, JULY, labels=SWAN), said(MAY, JUNE)]) == [
        statement("s:1", valid_from=JUNE)
    ]


def test_what_had_ended_before_stays_as_it_was() -> None:
    assert current_statements([said(JANUARY, JANUARY, MAY), said(JULY, JULY)]) == [
        statement("s:1", valid_to=MAY),
        statement("s:1", valid_from=JULY),
    ]


def test_a_deletion_of_an_unknown_item_says_nothing() -> None:
    assert current_statements([deleted(JUNE), said(JULY, JULY)]) == [statement("s:1", valid_from=JULY)]


def test_items_and_suppliers_are_apart() -> None:
    other = Change(
        supplier_id="99000021", key="s:1", issued=JANUARY, statement=statement("s:1", supplier_id="99000021")
    )
    found = current_statements([said(JANUARY, JANUARY), said(JANUARY, JANUARY, key="s:2"), other, deleted(JUNE)])
    assert found == [
        statement("s:1", valid_to=MAY),
        statement("s:2"),
        statement("s:1", supplier_id="99000021"),
    ]


def test_a_whole_catalogue_ends_without_the_supplier_s_others() -> None:
    other = Change(supplier_id="99000013", key="s:9", issued=JANUARY, statement=statement("s:9"), catalogue="K-2")
    changes = [said(JANUARY, JANUARY), said(JANUARY, JANUARY, key="s:2"), other, deleted(JUNE, key="")]
    assert current_statements([*changes, said(JUNE, JUNE, key="s:2")]) == [
        statement("s:1", valid_to=MAY),
        statement("s:2", valid_to=MAY),
        statement("s:2", valid_from=JUNE),
        statement("s:9"),
    ]


def test_an_item_belongs_to_the_catalogue_that_spoke_of_it_last() -> None:
    moved = Change(
        supplier_id="99000013",
        key="s:1",
        issued=MAY,
        statement=statement("s:1", valid_from=MAY),
        catalogue="K-2",
    )
    changes = [said(JANUARY, JANUARY), moved, deleted(JUNE, key="")]
    assert current_statements(changes) == [
        statement("s:1", valid_to=date(2026, 5, 30)),
        statement("s:1", valid_from=MAY),
    ]


def test_sources_that_overlap_are_heard_together_both_end_days_included() -> None:
    first = statement("s:1", valid_to=JUNE, labels=SWAN, origin="one")
    second = statement("s:1", valid_from=JUNE, named=FLOWER, states_labels=True, origin="two")
    assert list(merged([first, second])) == [
        statement("s:1", valid_to=MAY, labels=SWAN, origin="one"),
        statement(
            "s:1",
            valid_from=JUNE,
            valid_to=JUNE,
            labels=SWAN,
            named=FLOWER,
            states_labels=True,
            origin="one; two",
        ),
        statement("s:1", valid_from=date(2026, 6, 2), named=FLOWER, states_labels=True, origin="two"),
    ]


def test_a_statement_that_ends_before_it_begins_says_nothing() -> None:
    assert list(merged([statement("s:1", valid_from=JUNE, valid_to=MAY)])) == []


_START = date(2026, 1, 1)
DAYS = [_START + timedelta(days=number) for number in range(12)]
labels = st.sets(st.sampled_from(["nordic_swan", "eu_ecolabel", "fsc_mix"]), max_size=2)
statements = st.builds(
    statement,
    st.sampled_from(["s:1", "g:09529000000017"]),
    supplier_id=st.sampled_from(["99000013", None]),
    valid_from=st.sampled_from(DAYS),
    valid_to=st.sampled_from(DAYS),
    labels=labels,
    named=labels,
    equivalent_to=labels,
    states_labels=st.booleans(),
)
Said = tuple[frozenset[str], frozenset[str], frozenset[str], bool]


def on_the_day(sources: list[Statement], place: tuple[str | None, str], day: date) -> Said | None:
    """Without any cleverness: who speaks of the item that day, and all they say."""
    speaking = [one for one in sources if (one.supplier_id, one.key) == place and one.valid_from <= day <= one.valid_to]
    if not speaking:
        return None
    return (
        frozenset(label for one in speaking for label in one.labels),
        frozenset(label for one in speaking for label in one.named),
        frozenset(label for one in speaking for label in one.equivalent_to),
        any(one.states_labels for one in speaking),
    )


@given(st.lists(statements, max_size=8))
def test_every_day_says_what_a_computation_day_by_day_says(sources: list[Statement]) -> None:
    found = list(merged(sources))
    for place in {(one.supplier_id, one.key) for one in sources}:
        for day in DAYS:
            here = [
                one for one in found if (one.supplier_id, one.key) == place and one.valid_from <= day <= one.valid_to
            ]
            assert len(here) <= 1
            assert on_the_day(found, place, day) == on_the_day(sources, place, day)


@given(st.lists(st.tuples(st.sampled_from(DAYS), st.none() | statements), max_size=8, unique_by=lambda drawn: drawn[0]))
def test_the_change_stream_says_on_every_day_what_was_last_issued_of_it(
    drawn: list[tuple[date, Statement | None]],
) -> None:
    """The last change in order of issue that reaches back to the day decides it, and it alone."""
    changes = [Change(supplier_id="x", key="s:1", issued=issued, statement=said_then) for issued, said_then in drawn]
    found = current_statements(changes)
    for day in DAYS:
        expected: list[Statement] = []
        for change in sorted(changes, key=lambda change: change.issued):
            if (change.statement.valid_from if change.statement else change.issued) <= day:
                expected = [change.statement] if change.statement else []
        in_force = [one for one in found if one.valid_from <= day <= one.valid_to]
        naive = [one for one in expected if day <= one.valid_to]
        assert [one.labels for one in in_force] == [one.labels for one in naive]
