"""`flok lines`: the same lines as CSV, JSON and Parquet."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flok.demo import Document, Line, Party, oioubl_invoice
from flok.domain import spend
from tests.cli.terminal import Said, flok, two_invoices, with_a_broken_one, write


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return two_invoices(tmp_path / "in")


def test_three_forms_say_the_same(clean: Path, tmp_path: Path) -> None:
    parquet = tmp_path / "lines.parquet"
    assert flok("lines", clean, "--format", "parquet", "--output", parquet) == Said(0, "", "")
    table = pq.read_table(parquet)
    assert table.schema.names == spend.LINES.names
    rows = table.to_pylist()
    assert [(row["issue_date"], row["line_id"]) for row in rows] == sorted(
        (row["issue_date"], row["line_id"]) for row in rows
    )
    told = [(row["number"], row["name"], row["line_index"], row["net_ore"], row["gtin"]) for row in rows]
    assert sorted(told) == [("A", "Kopipapir A4", 1, 30_000, None), ("B", "=Maling", 1, 20_000, "09529000007044")]

    said = flok("lines", clean, "--format", "json")
    assert (said.status, said.err) == (0, "")
    assert [json.loads(line) for line in said.out.splitlines()] == [
        {**row, "issue_date": row["issue_date"].isoformat()} for row in rows
    ]

    said = flok("lines", clean)
    assert (said.status, said.err) == (0, "")
    cells = list(csv.DictReader(io.StringIO(said.out), delimiter=";"))
    assert [list(row) for row in cells] == [spend.LINES.names] * 2
    texts = [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]
    for text in texts:
        text["name"] = text["name"].replace("=Maling", "'=Maling")
    assert cells == texts


def test_what_a_spreadsheet_would_take_for_a_formula(tmp_path: Path) -> None:
    names = ["=1+1", "+45 12", "@SUM(A1)", "-1+cmd|' /C calc'!A0", " =2", "-12,50", "Pære; æble", 'Et "godt" æble']
    supplier = Party(name="=cmd", number=Document().supplier.number)
    lines = tuple(Line(name=name) for name in names)
    write(tmp_path / "a.xml", oioubl_invoice(Document(supplier=supplier, lines=lines)))
    said = flok("lines", tmp_path / "a.xml")
    rows = list(csv.DictReader(io.StringIO(said.out), delimiter=";"))
    assert [row["supplier_name"] for row in rows] == ["'=cmd"] * len(names)
    assert [row["name"] for row in rows] == [
        *("'=1+1", "'+45 12", "'@SUM(A1)", "'-1+cmd|' /C calc'!A0"),
        *("'=2", "-12,50", "Pære; æble", 'Et "godt" æble'),
    ]


def test_to_a_file(clean: Path, tmp_path: Path) -> None:
    for form in ("csv", "json"):
        output = tmp_path / f"lines.{form}"
        assert flok("lines", clean, "--format", form, "--output", output) == Said(0, "", "")
        assert output.read_text(encoding="utf-8").replace("\r\n", "\n") == (
            flok("lines", clean, "--format", form).out.replace("\r\n", "\n")
        )


def test_a_file_that_cannot_be_written(clean: Path, tmp_path: Path) -> None:
    for form in ("csv", "parquet"):
        said = flok("lines", clean, "--format", form, "--output", tmp_path / "no" / "lines")
        assert (said.status, said.out, len(said.err.splitlines())) == (2, "", 2)


def test_only_what_counts(tmp_path: Path) -> None:
    said = flok("lines", with_a_broken_one(tmp_path / "in"), "--format", "json")
    assert (said.status, said.err, len(said.out.splitlines())) == (0, "", 2)


def test_no_lines(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.pdf", b"%PDF")
    said = flok("lines", tmp_path / "in")
    assert (said.status, said.out.strip()) == (2, ";".join(spend.LINES.names))
    assert said.err == (
        f"Error: Ingen fakturaer, kreditnotaer eller indkøbsrækker at tælle i {tmp_path / 'in'}\n"
        f"No invoices, credit notes or purchase rows to count in {tmp_path / 'in'}\n"
    )
