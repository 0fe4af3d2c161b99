"""The answer accounts for every øre it read, and says so when it does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flok.domain import spend
from flok.domain.spend._answer import MOST_PROBLEMS, conventions, files_off, problems, reconciliation
from tests.domain.spend.rows import LABELLING, SWAN, Row, contract, definition, document, documents_in, line, lines_in

OWN = definition(
    'labels = ["nordic_swan"] -> sustainable/label\notherwise -> unknown/no_evidence',
    '[target]\nshare = 0.5\nsource = "test"',
)
NORTH = "9520000000011"
JUNE = date(2026, 6, 30)

DOCUMENTS = [
    document("a", 0, ore=15_001, rounding_ore=1, source_ore=15_002, excise_ore=250, line_count=2),
    document("b", 1, ore=-5_000, kind="credit_note"),
    document("e", 2, ore=2_000, currency="EUR", dkk_ore=14_920, issue_date=JUNE),
    document("a2", 3, status="excluded", code="duplicate", source_ore=15_002, counted_ore=0),
    document("r", 4, status="excluded", code="doc_type", source_ore=None, counted_ore=0, currency=None),
    document("s", 5, status="set_aside", code="arith", detail="lines 99.00, header 100.00", counted_ore=0),
    document("t", 6, status="set_aside", code="overcredit", source_ore=-700, counted_ore=0, currency="EUR"),
    document("u", 7, status="set_aside", code="amount", source_ore=None, counted_ore=0, currency=None),
    document("x", 8, status="rejected", code="empty", source_ore=None, counted_ore=0, currency=None),
]
LINES = [
    line("a-1", ore=10_001, certificates=[SWAN], unit_id=NORTH, contract_ref="K-1"),
    line("a-2", ore=5_000, unit_id="9520000000028"),
    line("b-1", ore=-5_000, kind="credit_note"),
    line("e-1", ore=2_000, currency="EUR", dkk_ore=14_920, issue_date=JUNE, unit_id=NORTH),
]


def account(**ore: Any) -> dict[str, Any]:
    names = ("source", "counted", "excluded", "set_aside", "rounding", "difference", "excise", "counted_dkk")
    by_code = {"excluded": ore.pop("excluded_codes", {}), "set_aside": ore.pop("set_aside_codes", {})}
    return {f"{name}_ore": ore.get(name, 0) for name in names} | {"by_code": by_code}


KRONER = account(
    source=15_002 - 5_000 + 15_002 + 10_000,
    counted=10_001,
    excluded=15_002,
    set_aside=10_000,
    rounding=1,
    excise=250,
    counted_dkk=10_001,
    excluded_codes={"duplicate": 15_002},
    set_aside_codes={"arith": 10_000},
)
EUROS = account(
    source=2_000 - 700, counted=2_000, set_aside=-700, counted_dkk=14_920, set_aside_codes={"overcredit": -700}
)


def amounts(sustainable: int, unknown: int, gap: int | None, low: float | None, high: float | None) -> dict[str, Any]:
    return {
        "sustainable_ore": sustainable,
        "not_sustainable_ore": 0,
        "unknown_ore": unknown,
        "out_of_scope_ore": 0,
        "share_low": low,
        "share_high": high,
        "gap_ore": gap,
    }


def store(folder: Path, documents: list[Row], lines: list[Row]) -> spend.Published:
    paths = folder / "documents.parquet", folder / "lines.parquet"
    pq.write_table(pa.Table.from_pylist(documents, schema=spend.DOCUMENTS), paths[0])
    pq.write_table(pa.Table.from_pylist(lines, schema=spend.LINES), paths[1])
    return spend.Published((paths[0],), (paths[1],), read_before=3)


@pytest.fixture
def question() -> spend.Question:
    sources = spend.Sources(contracts=[contract("K-1", name="Papir og sæbe", categories=("99",))])
    return spend.Question([OWN], LABELLING, sources, ("unit", "contract"), {NORTH: "Nordskolen"})


def test_the_whole_answer(engine: spend.Engine, tmp_path: Path, question: spend.Question) -> None:
    answer = spend.answered(engine, store(tmp_path, DOCUMENTS, LINES), question)
    reasons = spend.REASONS
    unsettled = [row for row in DOCUMENTS if row["status"] != "counted" and row["code"] != "duplicate"]
    fields = ("source", "document_id", "number", "status", "code", "detail", "source_ore", "currency")
    text = {"text_da": "text", "text_en": "text"}
    assert answer == {
        "period": {"from": "2026-03-10", "to": "2026-06-30"},
        "engine": engine.name,
        "conventions": conventions(),
        "documents": {
            "read": 12,
            "counted": 3,
            "duplicate": 4,
            "excluded": {"doc_type": 1},
            "set_aside": {"amount": 1, "arith": 1, "overcredit": 1},
            "rejected": {"empty": 1},
        },
        "lines": 4,
        "reconciliation": {"DKK": KRONER, "EUR": EUROS},
        "accounted_for": True,
        "files_off": [],
        "definitions": [
            {
                "id": "own",
                "version": 1,
                "date": "2026-01-01",
                "name_da": "name",
                "name_en": "name",
                "summary_da": "summary",
                "summary_en": "summary",
                "source": "test",
                "target": {"share": 0.5, "year": None, "source": "test"},
                **amounts(10_001, 14_920, 2_460, 10_001 / 24_921, 1.0),  # half of 24,921 is 12,460.5
                "lines": {"sustainable": 1, "not_sustainable": 0, "unknown": 3, "out_of_scope": 0},
                "reasons": [
                    {"rule": 0, "reason": "label", "outcome": "sustainable", **text, "ore": 10_001, "lines": 1},
                    {"rule": 1, "reason": "no_evidence", "outcome": "unknown", **text, "ore": 14_920, "lines": 3},
                ],
                "groups": {
                    "unit": [
                        {
                            "key": NORTH,
                            "label": "Nordskolen",
                            **amounts(10_001, 14_920, 2_460, 10_001 / 24_921, 1.0),
                            "lines": 2,
                        },
                        {"key": None, "label": "ukendt", **amounts(0, -5_000, None, None, None), "lines": 1},
                        {
                            "key": "9520000000028",
                            "label": "9520000000028",
                            **amounts(0, 5_000, 2_500, 0.0, 1.0),
                            "lines": 1,
                        },
                    ],
                    "contract": [
                        {"key": None, "label": "ukendt", **amounts(0, 14_920, 7_460, 0.0, 1.0), "lines": 3},
                        {"key": "0", "label": "Papir og sæbe", **amounts(10_001, 0, 0, 1.0, 1.0), "lines": 1},
                    ],
                },
            }
        ],
        "units": {
            "known": 1,
            "unknown": [
                {"unit_id": None, "ore": -5_000, "lines": 1},
                {"unit_id": "9520000000028", "ore": 5_000, "lines": 1},
            ],
        },
        "problems": [
            {name: row[name] for name in fields}
            | {"text_da": reasons[row["code"]].danish, "text_en": reasons[row["code"]].english}
            for row in unsettled
        ],
        "problems_total": 5,
    }


def test_an_empty_store_is_an_answer_too(duckdb: spend.Engine, tmp_path: Path, question: spend.Question) -> None:
    answer = spend.answered(duckdb, spend.Published((), ()), question)
    assert (answer["period"], answer["lines"], answer["reconciliation"], answer["accounted_for"]) == (None, 0, {}, True)
    assert answer["documents"]["read"] == 0


def test_what_was_read_is_counted_set_aside_excluded_or_rounded(duckdb: spend.Engine) -> None:
    found = reconciliation(duckdb, documents_in(duckdb, DOCUMENTS), lines_in(duckdb, LINES))
    assert found == {"DKK": KRONER, "EUR": EUROS}
    for one in found.values():
        parts = ("counted_ore", "excluded_ore", "set_aside_ore", "rounding_ore", "difference_ore")
        assert one["source_ore"] == sum(one[part] for part in parts)


@pytest.mark.parametrize(
    ("lines", "difference", "off"),
    [
        (LINES[1:], 10_001, ["a.xml"]),  # a line lost on the way
        ([*LINES, LINES[1]], -5_000, ["a.xml"]),  # a line twice
        ([LINES[0] | {"net_ore": 10_000}, *LINES[1:]], 1, ["a.xml"]),  # an øre lost
        ([*LINES, line("t-1", ore=-700)], 700, []),  # a line of a document that does not count
    ],
)
def test_a_line_lost_or_won_shows(
    duckdb: spend.Engine, tmp_path: Path, question: spend.Question, lines: list[Row], difference: int, off: list[str]
) -> None:
    answer = spend.answered(duckdb, store(tmp_path, DOCUMENTS, lines), question)
    assert answer["reconciliation"]["DKK"]["difference_ore"] == difference
    assert (answer["accounted_for"], answer["files_off"]) == (False, off)


def test_differences_that_cancel_out_still_show_by_document(duckdb: spend.Engine) -> None:
    moved = [LINES[0] | {"net_ore": 10_002}, LINES[1], LINES[2] | {"net_ore": -5_001}, LINES[3]]
    documents, lines = documents_in(duckdb, DOCUMENTS), lines_in(duckdb, moved)
    assert reconciliation(duckdb, documents, lines)["DKK"]["difference_ore"] == 0
    assert files_off(duckdb, documents, lines) == ["a.xml", "b.xml"]


def test_only_the_first_problems_are_listed_and_all_are_counted(duckdb: spend.Engine) -> None:
    rows = [document(f"x{n}", 1_000 - n, status="rejected", code="empty") for n in range(MOST_PROBLEMS + 5)]
    found, total = problems(duckdb, documents_in(duckdb, rows))
    last = MOST_PROBLEMS + 4
    assert total == MOST_PROBLEMS + 5
    assert [row["document_id"] for row in found] == [f"x{last - n}" for n in range(MOST_PROBLEMS)]
