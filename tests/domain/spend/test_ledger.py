"""What only shows across documents. Each story has a supplier of its own, so one query settles them all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import ibis
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flok.domain import spend
from flok.domain.spend._ledger import settled
from tests.domain.spend.rows import Row, document, documents_in

Told = list[tuple[str, str | None, str | None]]
COUNTED = ("counted", None, None)
AGAIN = ("excluded", "duplicate", "read first: a.xml")
CONFLICT = ("set_aside", "conflict", "read first: a.xml")


def credit(document_id: str, credits_: str | None, ore: int, **fields: object) -> Row:
    return document(document_id, 0, kind="credit_note", credits=credits_, ore=-ore, **fields)


def aside(over_ore: int) -> tuple[str, str, str]:
    return ("set_aside", "overcredit", f"credited beyond the invoice, in øre: {over_ore}")


def invoice(document_id: str, ore: int = 10_000, **fields: object) -> Row:
    return document(document_id, 0, ore=ore, **fields)


def export(document_id: str, ore: int = 10_000, **fields: object) -> Row:
    return document(document_id, 0, ore=ore, format="table", kind="export", **fields)


SAME = {"number": "17", "content_id": "said"}
# In reading order: the documents, and what each must become.
STORIES: dict[str, tuple[list[Row], Told]] = {
    "the same bytes count once": (
        [invoice("a"), invoice("a", source="b.xml")],
        [COUNTED, ("excluded", "duplicate", "same bytes")],
    ),
    "the same bytes set aside are still only once set aside": (
        [invoice("a", status="set_aside", code="arith"), invoice("a", status="set_aside", code="arith")],
        [("set_aside", "arith", None), ("excluded", "duplicate", "same bytes")],
    ),
    "rejected files are told of each time": (
        [invoice("a", status="rejected", code="empty"), invoice("a", status="rejected", code="empty")],
        [("rejected", "empty", None), ("rejected", "empty", None)],
    ),
    "the same content in other bytes is a duplicate": ([invoice("a", **SAME), invoice("b", **SAME)], [COUNTED, AGAIN]),
    "the same number with other content is a conflict": (
        [invoice("a", number="17"), invoice("b", number="17"), invoice("c", 9_999, number="17")],
        [COUNTED, CONFLICT, CONFLICT],
    ),
    "the same content on another date, in another currency or of another amount is a conflict": (
        [
            invoice("a", **SAME),
            invoice("b", **SAME, issue_date=date(2026, 3, 11)),
            invoice("c", **SAME, currency="EUR"),
            invoice("d", 10_001, **SAME),
        ],
        [COUNTED, CONFLICT, CONFLICT, CONFLICT],
    ),
    "another number is another document": (
        [invoice("a", number="17"), invoice("b", number="18")],
        [COUNTED, COUNTED],
    ),
    "documents without a number are not compared": (
        [invoice("a", number=None), invoice("b", number=None)],
        [COUNTED, COUNTED],
    ),
    "an invoice and a credit note may share a number": (
        [invoice("a", number="17"), credit("b", None, 10_000, number="17")],
        [COUNTED, COUNTED],
    ),
    "a row of an export is the document it came from": (
        [invoice("a", number="17"), export("b", number="17")],
        [COUNTED, AGAIN],
    ),
    "an export read first counts instead of the document": (
        [export("a", number="17"), invoice("b", number="17")],
        [COUNTED, AGAIN],
    ),
    "a negative row of an export is a credit note": (
        [invoice("x", number="17"), credit("a", None, 10_000, number="17"), export("b", -10_000, number="17")],
        [COUNTED, COUNTED, AGAIN],
    ),
    "an export with another total is a conflict": (
        [invoice("a", number="17"), export("b", 9_000, number="17")],
        [COUNTED, CONFLICT],
    ),
    "suppliers known by name alone are apart": (
        [export("a", number="17", supplier_name="A"), export("b", 9_000, number="17", supplier_name="B")],
        [COUNTED, COUNTED],
    ),
    "a supplier known by name alone is one": (
        [export("a", number="17", supplier_name="A"), export("b", 9_000, number="17", supplier_name="A")],
        [COUNTED, CONFLICT],
    ),
    "a document that does not count has no say over the next with its number": (
        [invoice("a", number="17", status="set_aside", code="arith"), invoice("b", number="17")],
        [("set_aside", "arith", None), COUNTED],
    ),
    "credit notes up to the invoice and a krone count": (
        [invoice("i", 10_000), credit("k1", "i", 4_000), credit("k2", "i", 6_100)],
        [COUNTED, COUNTED, COUNTED],
    ),
    "the credit note that tips is set aside, and those after it": (
        [invoice("i", 10_000), credit("k1", "i", 6_000), credit("k2", "i", 6_000), credit("k3", "i", 3_000)],
        [COUNTED, COUNTED, aside(2_000), aside(5_000)],
    ),
    "a credit note read before its invoice counts all the same": (
        [credit("k1", "i", 4_000), invoice("i", 10_000)],
        [COUNTED, COUNTED],
    ),
    "credit notes read before their invoice exceed it all the same": (
        [credit("k1", "i", 6_000), credit("k2", "i", 6_000), invoice("i", 10_000)],
        [COUNTED, aside(2_000), COUNTED],
    ),
    "a credit note to an unknown invoice counts": ([credit("k1", "elsewhere", 6_000)], [COUNTED]),
    "a credit note that names no invoice counts": ([invoice("i", 100), credit("k1", None, 6_000)], [COUNTED, COUNTED]),
    "another currency is not compared": (
        [invoice("i", 100), credit("k1", "i", 6_000, currency="EUR")],
        [COUNTED, COUNTED],
    ),
    "a duplicate credit note uses nothing up": (
        [invoice("i", 10_000), credit("k1", "i", 6_000), credit("k1", "i", 6_000), credit("k2", "i", 4_000)],
        [COUNTED, COUNTED, ("excluded", "duplicate", "same bytes"), COUNTED],
    ),
    "what tipped in an earlier run still stands before the next": (
        [
            invoice("i", 10_000),
            credit("k1", "i", 6_000),
            credit("k2", "i", 6_000, status="set_aside", code="overcredit", detail=aside(2_000)[2]),
            credit("k3", "i", 3_000),
        ],
        [COUNTED, COUNTED, aside(2_000), aside(5_000)],
    ),
}


def placed() -> list[Row]:
    """All the stories as one table; a document belongs to its supplier, and reading order goes on."""
    told = [(story, row) for story, (documents, _) in STORIES.items() for row in documents]
    return [_placed(story, row) | {"sequence": sequence} for sequence, (story, row) in enumerate(told)]


def _placed(story: str, row: Row) -> Row:
    name = row["supplier_name"]
    supplier = {"supplier_id": None, "supplier_name": f"{story}: {name}"} if name else {"supplier_id": story}
    return row | supplier | {"document_id": f"{row['document_id']} of {story}"}


@pytest.fixture(scope="module")
def ledger(engine: spend.Engine) -> list[Row]:
    return sorted(engine.rows(settled(documents_in(engine, placed()))), key=lambda row: row["sequence"])


@pytest.mark.parametrize("story", STORIES)
def test_settling(ledger: list[Row], story: str) -> None:
    told = [
        (row["status"], row["code"], row["detail"]) for row in ledger if row["document_id"].endswith(f" of {story}")
    ]
    assert told == STORIES[story][1]


def test_what_does_not_count_has_no_amounts_and_all_else_stays_as_read(ledger: list[Row]) -> None:
    expected = []
    for before, after in zip(placed(), ledger, strict=True):
        changed = {name: after[name] for name in ("status", "code", "detail")}
        if after["status"] != "counted" and before["status"] == "counted":
            changed |= dict.fromkeys(("counted_ore", "rounding_ore", "dkk_ore", "line_count"), 0)
        expected.append(before | changed)
    for row in expected:  # what had been set aside twice, or set aside before by the same rule, loses its amounts too
        if (row["code"], row["detail"]) == ("duplicate", "same bytes") or row["code"] == "overcredit":
            row |= dict.fromkeys(("counted_ore", "rounding_ore", "dkk_ore", "line_count"), 0)
    assert ledger == expected


def drawn(document_id: str) -> st.SearchStrategy[Row]:
    return st.builds(
        document,
        st.just(document_id),
        st.just(0),
        number=st.sampled_from(["1", "2", None]),
        kind=st.sampled_from(["invoice", "credit_note"]),
        ore=st.sampled_from([100, 5_000, 10_000, -4_000]),
        credits=st.sampled_from(["1", "2", None]),
        content_id=st.sampled_from(["x", "y"]),
    )


_NUMBERED = {"number": "1", "credits": "1", "content_id": "x"}
# the second of two credit notes with one number is read after the first was set aside
_TIPPED = (
    *(document(one, 0, kind="invoice", ore=100, **_NUMBERED) for one in "abcd"),
    *(document(one, 0, kind="credit_note", ore=-4_000, **_NUMBERED) for one in "efg"),
)


@settings(max_examples=15, deadline=None)
@given(st.tuples(*map(drawn, "abcdefg")), st.integers(1, 6))
@example(_TIPPED, 5)
def test_two_runs_settle_as_one_and_the_second_never_changes_what_the_first_published(
    settle: Callable[[list[Row]], list[Row]], documents: tuple[Row, ...], cut: int
) -> None:
    """Given that no run reads a credit note without the invoices before it: those of a later run come too late."""
    in_order = sorted(documents, key=lambda row: row["kind"] == "credit_note")
    rows = [{**row, "sequence": sequence} for sequence, row in enumerate(in_order)]
    first = settle(rows[:cut])
    both = settle(first + rows[cut:])
    assert both == settle(rows)
    assert both[:cut] == first


@pytest.fixture(scope="module")
def settle(duckdb: spend.Engine) -> Callable[[list[Row]], list[Row]]:
    """Settles rows with the expression translated once; that takes much longer than running it."""
    schema = ibis.schema(spend.DOCUMENTS)
    table = duckdb.connection.create_table("drawn_documents", schema=schema)
    sql = f"SELECT * FROM ({ibis.to_sql(settled(table), dialect='duckdb')}) ORDER BY sequence"

    def settled_rows(rows: list[Row]) -> list[Row]:
        drawn_rows = pa.Table.from_pylist(rows, schema=spend.DOCUMENTS)
        connection = duckdb.connection.con
        connection.execute("DELETE FROM drawn_documents")
        connection.register("drawn_rows", drawn_rows)
        connection.execute("INSERT INTO drawn_documents SELECT * FROM drawn_rows")
        result: list[Row] = connection.execute(sql).to_arrow_table().to_pylist()
        return result

    return settled_rows
