"""CSV of the answer and of purchase lines."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from flok.domain import spend
from flok.report import csv_text, lines_csv
from tests.report.answers import FORMULA, Answer, empty_answer

HEAD = (
    "definition;version;dimension;key;label;sustainable_ore;not_sustainable_ore;unknown_ore;out_of_scope_ore;"
    "share_low;share_high;gap_ore\r\n"
)


def test_the_answer(answer: Answer) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_text(answer)), delimiter=";"))
    for d in answer["definitions"]:
        own = [row for row in rows if row["definition"] == d["id"]]
        assert int(own[0]["unknown_ore"]) == d["unknown_ore"]
        for dimension, groups in d["groups"].items():
            listed = [row for row in own if row["dimension"] == dimension]
            assert [int(row["sustainable_ore"]) for row in listed] == [g["sustainable_ore"] for g in groups]


def test_formulas_are_made_harmless(answer: Answer) -> None:
    d = answer["definitions"][0] | {"id": "=own", "version": "@1", "groups": {}}
    d["groups"] = {"supplier": [{**answer["definitions"][0]["groups"]["supplier"][0], "key": "+1", "label": FORMULA}]}
    rows = list(csv.reader(io.StringIO(csv_text(answer | {"definitions": [d]})), delimiter=";"))
    assert rows[2][:5] == ["'=own", "'@1", "supplier", "'+1", "'" + FORMULA]


def test_nothing() -> None:
    assert csv_text(empty_answer()) == HEAD


def line(**fields: Any) -> dict[str, Any]:
    return {**dict.fromkeys(spend.LINES.names), **fields}


def test_lines_in_pieces() -> None:
    taken = []

    def rows() -> Iterator[dict[str, Any]]:
        for number in range(1200):
            taken.append(number)
            yield line(line_index=number, name="=1+1", issue_date=date(2026, 3, 12), dkk_ore=-5)

    pieces = lines_csv(rows())
    first = next(pieces)
    assert len(taken) == 500
    found = list(csv.DictReader(io.StringIO(first + "".join(pieces)), delimiter=";"))
    assert [int(row["line_index"]) for row in found] == list(range(1200))
    told = {name: value for name, value in found[7].items() if value}
    assert told == {"line_index": "7", "name": "'=1+1", "issue_date": "2026-03-12", "dkk_ore": "-5"}


def test_no_lines() -> None:
    assert list(lines_csv([])) == [";".join(spend.LINES.names) + "\r\n"]
