"""The store: what is published, and what a damaged one says."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from flok.demo import Document, Line, oioubl_invoice, peppol_invoice, write_documents
from flok.domain import spend
from tests.domain.spend.stores import CONTEXT, became, documents, files, lines, read


@pytest.fixture
def invoices(tmp_path: Path) -> Path:
    write_documents(tmp_path / "invoices", count=6, seed=3, whitespace=False)
    return tmp_path / "invoices"


@pytest.fixture
def store(tmp_path: Path, invoices: Path) -> Path:
    read(tmp_path / "store", invoices)
    return tmp_path / "store"


def test_a_store_never_written_to_holds_nothing(tmp_path: Path) -> None:
    assert spend.published(tmp_path / "none") == spend.Published((), ())
    assert not (tmp_path / "none").exists()


def test_what_lies_in_it(store: Path) -> None:
    assert list(files(store)) == [
        ".lock",
        "CURRENT",
        "documents/00001.parquet",
        "lines/00001-0000000.parquet",
        "manifests/00001.json",
    ]
    now = spend.published(store)
    assert now == spend.Published(
        (store / "documents/00001.parquet",), (store / "lines/00001-0000000.parquet",), 0, number=1
    )


def test_the_same_files_twice_add_nothing(store: Path, invoices: Path) -> None:
    before = files(store)
    now = read(store, invoices)
    assert files(store) == before
    assert now == replace(spend.published(store), read_before=6)


def test_the_same_bytes_under_other_names_add_nothing(store: Path, invoices: Path, tmp_path: Path) -> None:
    before = files(store)
    for path in list(invoices.iterdir()):
        path.rename(path.with_name("b" + path.name))
    assert read(store, invoices.rename(tmp_path / "moved")).read_before == 6
    assert files(store) == before


def test_a_second_folder_adds(store: Path, invoices: Path, tmp_path: Path) -> None:
    first = files(store)
    read_once, lines_once = documents(store), lines(store)
    (tmp_path / "more").mkdir()
    for number in ("N-1", "N-2"):
        (tmp_path / "more" / f"{number}.xml").write_bytes(oioubl_invoice(Document(number=number)))
    now = read(store, invoices, tmp_path / "more")
    assert (now.read_before, now.number) == (6, 2)
    assert documents(store)[:6] == read_once
    assert [name for name, content in files(store).items() if first.get(name) != content] == [
        "CURRENT",
        "documents/00002.parquet",
        "lines/00002-0000001.parquet",
        "manifests/00002.json",
    ]
    assert [line for line in lines(store) if line in lines_once] == lines_once


def test_leftovers_of_an_interrupted_run_are_swept(store: Path, tmp_path: Path) -> None:
    for name in ("documents/00002.parquet", "documents/00002.parquet.tmp", "lines/00002-0000000.parquet"):
        (store / name).write_bytes(b"half")
    (store / "staging" / "0123456789abcdef").mkdir(parents=True)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "one.xml").write_bytes(oioubl_invoice(Document(number="N-1")))
    read(store, tmp_path / "more")
    assert list(files(store)) == [
        ".lock",
        "CURRENT",
        "documents/00001.parquet",
        "documents/00002.parquet",
        "lines/00001-0000000.parquet",
        "lines/00002-0000000.parquet",
        "manifests/00001.json",
        "manifests/00002.json",
    ]
    assert not (store / "staging").exists()


@pytest.mark.parametrize(
    ("damage", "where"),
    [
        (lambda store: (store / "CURRENT").write_bytes(b""), "CURRENT"),
        (lambda store: (store / "CURRENT").write_bytes(b"\xff\xfe"), "CURRENT"),
        (lambda store: (store / "CURRENT").write_text("00007.json"), "manifests/00007.json"),
        (lambda store: (store / "manifests/00001.json").unlink(), "manifests/00001.json"),
        (lambda store: (store / "manifests/00001.json").write_text("{"), "manifests/00001.json"),
        (lambda store: (store / "manifests/00001.json").write_text("[]"), "manifests/00001.json"),
        (lambda store: (store / "manifests/00001.json").write_text('{"schema": 1}'), "manifests/00001.json"),
        (lambda store: (store / "lines/00001-0000000.parquet").unlink(), "lines/00001-0000000.parquet"),
        (lambda store: (store / "documents/00001.parquet").unlink(), "documents/00001.parquet"),
    ],
)
def test_a_damaged_store_says_where(store: Path, damage, where: str) -> None:
    damage(store)
    with pytest.raises(spend.Refused) as refused:
        spend.published(store)
    assert (refused.value.code, refused.value.detail) == ("corrupt", f"lageret / the store: {store / where}")


def test_a_store_of_another_schema(store: Path) -> None:
    manifest = store / "manifests/00001.json"
    manifest.write_text(manifest.read_text().replace('"schema": 1', '"schema": 2'))
    with pytest.raises(spend.Refused) as refused:
        spend.published(store)
    assert refused.value.detail == f"{manifest}: schema 2, not 1"


def test_a_damaged_store_is_not_written_to(store: Path, tmp_path: Path) -> None:
    (store / "manifests/00001.json").unlink()
    before = files(store)
    write_documents(tmp_path / "more", count=1, seed=5)
    with pytest.raises(spend.Refused):
        read(store, tmp_path / "more")
    kept = {name: content for name, content in files(store).items() if not name.startswith("staging/")}
    assert kept == before


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    first = spend.secret_of(tmp_path / "store")
    assert len(first) == 32
    assert spend.secret_of(tmp_path / "store") == first
    assert (tmp_path / "store" / "secret").stat().st_mode & 0o777 == 0o600
    assert spend.secret_of(tmp_path / "other") != first


@pytest.mark.parametrize("content", [b"", b"beef", b"not hexadecimal", b"\xff"])
def test_a_damaged_secret(tmp_path: Path, content: bytes) -> None:
    """Another secret would give the persons of the store other pseudonyms, so none is made up."""
    (tmp_path / "secret").write_bytes(content)
    with pytest.raises(spend.Refused) as refused:
        spend.secret_of(tmp_path)
    assert refused.value.detail == f"lageret / the store: {tmp_path / 'secret'}"


def test_what_could_not_be_counted_counts_once_it_can(tmp_path: Path) -> None:
    """A file nothing of which was counted is read anew with what has been given since."""
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    (folder / "a.xml").write_bytes(oioubl_invoice(Document(number="A")))
    (folder / "b.xml").write_bytes(peppol_invoice(Document(number="B", currency="EUR")))
    (folder / "c.xml").write_bytes(b"<broken")
    (folder / "rates.csv").write_text("Dato;Valuta;Kurs\n2026-01-15;EUR;746,00\n")
    rates, _ = spend.read_rates(folder / "rates.csv")
    (folder / "rates.csv").unlink()
    read(store, folder)
    assert became(store) == [
        ("a.xml", "counted", None),
        ("b.xml", "set_aside", "rate"),
        ("c.xml", "rejected", "malformed"),
    ]
    first = files(store)
    now = read(store, folder, context=replace(CONTEXT, rates=rates))
    assert became(store) == [
        ("a.xml", "counted", None),
        ("c.xml", "rejected", "malformed"),
        ("b.xml", "counted", None),
    ]
    assert sorted(line["dkk_ore"] for line in lines(store)) == [10_000, 74_600]
    assert now.read_before == 2
    assert len(now.documents) == 1
    assert files(store)["documents/00001.parquet"] == first["documents/00001.parquet"]
    again = files(store)
    assert read(store, folder, context=replace(CONTEXT, rates=rates)).read_before == 3
    kept = {name: content for name, content in again.items() if name != "documents/00001.parquet"}
    assert files(store) == kept


def test_what_was_settled_against_others_stays_settled(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    invoice = Document(number="A")
    (folder / "1.xml").write_bytes(oioubl_invoice(invoice))
    (folder / "2.xml").write_bytes(oioubl_invoice(replace(invoice, lines=(Line(price="7.00"),))))
    (folder / "3.xml").write_bytes(oioubl_invoice(invoice, whitespace=False))
    credit = replace(invoice, kind="credit_note", credits="A", lines=(Line(price="900.00"),))
    (folder / "4.xml").write_bytes(oioubl_invoice(credit))
    (folder / "5.xml").write_bytes(peppol_invoice(Document(number="B", currency="EUR")))
    (folder / "6.xml").write_bytes(peppol_invoice(Document(number="B", currency="EUR")))
    read(store, folder)
    assert became(store) == [
        ("1.xml", "counted", None),
        ("2.xml", "set_aside", "conflict"),
        ("3.xml", "excluded", "duplicate"),
        ("4.xml", "set_aside", "overcredit"),
        ("5.xml", "set_aside", "rate"),
        ("6.xml", "excluded", "duplicate"),
    ]
    before = files(store)
    assert read(store, folder).read_before == 6
    assert files(store) == before


def test_an_export_is_read_again_under_a_mapping(tmp_path: Path) -> None:
    """First nothing could be made of it; then it counts, once; another mapping later adds nothing."""
    export, store = tmp_path / "export.csv", tmp_path / "store"
    export.write_text(
        "Hvem;Hvornår;Kroner;Nr\n99000110;2026-01-02;10,00;A\n99000110;2026-01-02;5,50;A\n", encoding="utf-8"
    )
    read(store, export)
    assert became(store) == [("export.csv", "rejected", "header")]
    mapping = spend.Mapping(net_amount="Kroner", issue_date="Hvornår", supplier_id="Hvem", number="Nr")
    read(store, export, mapping=mapping)
    assert became(store) == [("export.csv", "counted", None)]
    assert [line["dkk_ore"] for line in lines(store)] == [1000, 550]
    before = files(store)
    read(store, export, mapping=replace(mapping, number=None))
    assert sum(line["dkk_ore"] for line in lines(store)) == 1550
    assert {n: c for n, c in before.items() if n in files(store)} == files(store)


def test_a_failing_disk_leaves_the_store(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "one.xml").write_bytes(oioubl_invoice(Document(number="N-1")))
    before = spend.published(store)
    for call in ("rename", "fsync"):
        with monkeypatch.context() as patched:
            patched.setattr(os, call, _full)
            with pytest.raises(OSError, match="No space left"):
                read(store, tmp_path / "more")
        assert spend.published(store) == before
    assert read(store, tmp_path / "more").number == 2


def _full(*given: object, **named: object) -> None:
    raise OSError(28, "No space left on device")
