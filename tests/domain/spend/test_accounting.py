"""The account of a store by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flok.demo import peppol_invoice
from flok.demo.documents import Document, Line
from flok.domain import spend

PAPER = Document(number="F-1", lines=(Line(name="Papir", quantity="3", price="41.50"),))


def test_every_document_is_in_the_account_and_by_its_file(tmp_path: Path) -> None:
    contents = {
        "a.xml": peppol_invoice(PAPER),
        "b.xml": peppol_invoice(replace(PAPER, number="F-2", currency="EUR")),
        "c.xml": b"hej",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    with spend.engine(threads=1) as engine:
        paths = [tmp_path / name for name in contents]
        store = spend.read_into(engine, tmp_path / "store", paths, spend.ReadContext(secret=b"x"), processes=1)
        account = spend.accounted(engine, store, read_before=2)
        by_file = spend.documents_by_file(engine, store)
        off = spend.not_counted(engine, store, ["b.xml", "c.xml"], 5)
        first = spend.not_counted(engine, store, ["c.xml"], 0)
    assert (account["lines"], account["accounted_for"], account["documents"]) == (
        1,
        True,
        {"read": 5, "counted": 1, "duplicate": 2, "excluded": {}, "set_aside": {"rate": 1}, "rejected": {"not_ubl": 1}},
    )
    assert [(row["file"], row["status"], row["code"], row["documents"], row["source_ore"]) for row in by_file] == [
        ("a.xml", "counted", None, 1, 12450),
        ("b.xml", "set_aside", "rate", 1, 12450),
        ("c.xml", "rejected", "not_ubl", 1, 0),
    ]
    assert [(row["file"], row["code"]) for row in off] == [("b.xml", "rate"), ("c.xml", "not_ubl")]
    assert first == []
