"""DuckDB and Spark say the same of the same lines, to the øre, and read the same from the same files."""

from __future__ import annotations

import random
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from flok.demo import Document, Line, oioubl_invoice, write_documents
from flok.domain import spend
from tests.domain.spend import stores
from tests.domain.spend.rows import (
    EU_ECOLABEL,
    FSC_BY_NAME,
    LABELLING,
    SHIPPED,
    SWAN,
    Row,
    contract,
    line,
    lines_in,
    statement,
)

pytestmark = pytest.mark.spark

YEAR = date(2026, 1, 1)
SUPPLIERS = ["99000013", "99000021", "gln:9520000000011", "cpr:0123456789ab"]
ITEMS = ["1", "2", "3", "4", None]
CODES = ["14111507", "53131608", "47131810", "50131701", None]
CPV = ["30197630", "15991000", "03212100", None]
TEXTS = [[SWAN], [EU_ECOLABEL, FSC_BY_NAME], [FSC_BY_NAME], [["DK_ECO", "NA", "NA"]], [], None, None, None]


# Between them they ask for everything a rule or a scope can.
ASKED = [
    one for one in SHIPPED if one.id in ("official-ecolabel", "labelled-turnover", "organic-share", "verified-contract")
]


def day(dice: random.Random) -> date:
    return YEAR + timedelta(days=dice.randrange(365))


def purchases(dice: random.Random, count: int) -> list[Row]:
    rows = [_purchase(dice, number) for number in range(count)]
    return rows + [_credit(dice, row, number) for number, row in enumerate(dice.sample(rows, count // 5))]


def _purchase(dice: random.Random, number: int) -> Row:
    supplier = dice.choice(SUPPLIERS)
    return line(
        f"f{number // 3}-{number % 3}",
        line_index=number % 3,
        ore=dice.randrange(-500_000, 9_000_000),
        supplier_id=supplier,
        supplier_name=dice.choice([f"Firma {supplier}", None]),
        unit_id=dice.choice(["9520000000011", "9520000000028", None]),
        issue_date=day(dice),
        name=dice.choice(["Papir", "Sæbe", "Ærter – økologiske"]),
        seller_item_id=dice.choice(ITEMS),
        gtin=dice.choice(["09529000000017", "09529000000024", None, None]),
        unspsc=dice.choice(CODES),
        cpv=dice.choice(CPV),
        contract_ref=dice.choice(["k-1", "Æblerammen", "K-404", None, None]),
        certificates=dice.choice(TEXTS),
        part=dice.choice(["line", "line", "line", "free", "unallocated"]),
    )


def _credit(dice: random.Random, row: Row, number: int) -> Row:
    return row | {
        "line_id": f"k{number}-1",
        "number": f"k{number}",
        "kind": "credit_note",
        "credits": dice.choice([row["number"], row["number"], "unknown"]),
        "line_no": dice.choice([row["line_no"], "9"]),
        "issue_date": day(dice),
        "certificates": None,
        "dkk_ore": -row["dkk_ore"],
    }


def sources(dice: random.Random) -> spend.Sources:
    keys = [f"s:{item}" for item in ITEMS if item] + ["g:09529000000017", "g:09529000000024"]
    return spend.Sources(
        [_statement(dice, dice.choice(keys)) for _ in range(60)], [_contract(dice, n) for n in range(8)]
    )


def _statement(dice: random.Random, key: str) -> spend.Statement:
    starts = day(dice)
    return statement(
        key,
        supplier_id=dice.choice(SUPPLIERS + [None] * key.startswith("g:")),
        valid_from=starts,
        valid_to=starts + timedelta(days=dice.randrange(120)),
        labels=dice.choice([["nordic_swan"], ["fsc_mix", "dk_organic"], []]),
        named=dice.choice([["fairtrade"], []]),
        equivalent_to=dice.choice([["eu_ecolabel"], [], []]),
        states_labels=dice.random() < 0.5,
    )


def _contract(dice: random.Random, number: int) -> spend.Contract:
    return contract(
        f"K-{number}",
        supplier_id=dice.choice(SUPPLIERS),
        valid_from=day(dice),
        categories=dice.choice([(), ("14",), ("1411", "cpv:3019", "cpv:15"), ("50", "53131608")]),
        aliases=dice.choice([("æblerammen",), ()]),
        sustainable=dice.choice([True, False, None]),
        verified=dice.random() < 0.5,
    )


def test_shares_are_equal_to_the_ore_in_every_dimension(duckdb: spend.Engine, spark: spend.Engine) -> None:
    dice = random.Random(2026)
    rows, known = purchases(dice, 300), sources(dice)
    outcomes, decisions = [], []
    for engine in (duckdb, spark):
        table = engine.kept(spend.decided(engine, lines_in(engine, rows), ASKED, known, LABELLING))
        rules = [f"rule_{place}" for place in range(len(ASKED))]
        found = engine.rows(table.select("line_id", "evidence_line_id", "contract_no", *rules))
        decisions.append(sorted(found, key=lambda row: row["line_id"]))
        outcomes.append(spend.shares(engine, table, ASKED, spend.DIMENSIONS))
    assert len(decisions[0]) == len(rows)
    assert decisions[0] == decisions[1]
    assert outcomes[0] == outcomes[1]
    said = {(one.definition.id, name) for one in outcomes[0] for name, ore in one.amounts.ore.items() if ore}
    assert len(said) >= 3 * len(ASKED)  # the lines are varied enough to tell


def folder_of_invoices(folder: Path) -> list[Path]:
    """Loose files, an archive, an export, a broken file and the same document twice."""
    write_documents(folder / "løse", count=12, seed=7)
    again = oioubl_invoice(Document(number="M-1", lines=(Line(labels=("SVANEN",)),)))
    (folder / "løse" / "igen.xml").write_bytes(again)
    (folder / "løse" / "tom.xml").write_bytes(b"")
    with zipfile.ZipFile(folder / "arkiv.zip", "w") as archive:
        archive.writestr("a/igen.xml", again)
        archive.writestr("a/M-1.xml", oioubl_invoice(Document(number="M-1", lines=(Line(price="99.00"),))))
        archive.writestr("bilag.pdf", b"%PDF")
    head = "Fakturanr;Fakturadato;CVR;Leverandør;Varetekst;Beløb"
    (folder / "køb.csv").write_text(f"{head}\r\nE-1;01-02-2026;99000013;Fiktiv;Papir;1.234,50\r\n", encoding="utf-8")
    return [folder / "løse", folder / "arkiv.zip", folder / "køb.csv"]


def test_reading_inside_spark_publishes_what_reading_here_does(spark: spend.Engine, tmp_path: Path) -> None:
    paths = folder_of_invoices(tmp_path / "filer")
    stores.read(tmp_path / "here", *paths)
    progress: list[tuple[int, int]] = []
    spend.read_into(spark, tmp_path / "spark", paths, stores.CONTEXT, progress=lambda *read: progress.append(read))
    documents: list[dict[str, Any]] = stores.documents(tmp_path / "spark")
    lines = stores.lines(tmp_path / "spark")
    assert documents == stores.documents(tmp_path / "here")
    assert lines == stores.lines(tmp_path / "here")
    assert [row["code"] for row in documents if row["code"]] == ["empty", "duplicate", "conflict", "not_a_document"]
    assert progress[-1] == (len(documents), len(lines) + 2)  # of two documents read a line each does not count
