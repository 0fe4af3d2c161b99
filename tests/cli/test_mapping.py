"""`flok mapping`: how an export is understood, saved, corrected and used."""

from pathlib import Path

import pytest

from flok.demo import Document
from tests.cli.terminal import flok, write

HEAD = "Fakturanr;Fakturadato;CVR;Leverandør;Varetekst;Beløb"
SELLER = Document().supplier.number


@pytest.fixture
def export(tmp_path: Path) -> Path:
    rows = f"A1;31-01-2026;{SELLER};Fiktiv A/S;Papir;1.234,50\nA2;01-02-2026;{SELLER};Fiktiv A/S;=Maling;10,00\n"
    return write(tmp_path / "export.csv", f"{HEAD}\n{rows}")


def test_shown(export: Path) -> None:
    said = flok("mapping", export)
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    gap = lines.index("")
    assert "Fakturadato: kolonnen »Fakturadato«" in lines[:gap] or any("»Fakturadato«" in line for line in lines[:gap])
    assert lines[gap + 1 :] == [
        HEAD.replace(";", " | "),
        f"A1 | 31-01-2026 | {SELLER} | Fiktiv A/S | Papir | 1.234,50",
        f"A2 | 01-02-2026 | {SELLER} | Fiktiv A/S | =Maling | 10,00",
    ]


def test_saved_and_used(export: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    said = flok("mapping", export, "--save", mapping)
    assert (said.status, said.out.splitlines()[-1]) == (0, f"Gemt: {mapping}")
    assert flok("mapping", export, "--mapping", mapping).status == 0
    said = flok("share", export, "--mapping", mapping, "--format", "json", "--definition", "organic-share")
    assert (said.status, said.answer["reconciliation"]["DKK"]["counted_ore"]) == (0, 124_450)


def test_a_mapping_for_columns_nobody_knows(tmp_path: Path) -> None:
    export = write(tmp_path / "export.csv", f"Hvem;Hvornår;Kroner\n{SELLER};2026-01-31;12,50\n")
    said = flok("mapping", export)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("Error: export.csv: Kolonnenavnene er tomme, gentaget eller kan ikke genkendes.")
    mapping = write(tmp_path / "mapping.toml", 'net_amount = "Kroner"\nissue_date = "Hvornår"\nsupplier_id = "Hvem"\n')
    assert flok("mapping", export, "--mapping", mapping).status == 0
    said = flok("share", export, "--mapping", mapping, "--format", "json", "--definition", "organic-share")
    assert (said.status, said.answer["reconciliation"]["DKK"]["counted_ore"]) == (0, 1_250)


@pytest.mark.parametrize("content", [b"", b"net_amount = ", b"\xff", b'net_amount = "x"\n', b"net_amount = 5\n"])
def test_a_mapping_that_is_none(export: Path, tmp_path: Path, content: bytes) -> None:
    said = flok("mapping", export, "--mapping", write(tmp_path / "mapping.toml", content))
    assert (said.status, said.out, len(said.err.splitlines())) == (2, "", 2)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"\x00\x01"),
        ("a.xlsx", b"PK\x03\x04"),
        ("a.xml", b"<Invoice/>"),
        ("a.pdf", b"%PDF-1.4"),
        ("a.xls", b"\xd0\xcf\x11\xe0"),
        ("a", b"x"),
    ],
)
def test_files_that_are_no_exports(tmp_path: Path, name: str, content: bytes) -> None:
    said = flok("mapping", write(tmp_path / name, content))
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"Error: {name}: ")
    assert len(said.err.splitlines()) == 2


def test_paths_that_are_none(tmp_path: Path, export: Path) -> None:
    assert flok("mapping", tmp_path / "gone.csv").status == 2
    assert flok("mapping", tmp_path).status == 2
    said = flok("mapping", export, "--save", tmp_path / "no" / "mapping.toml")
    assert (said.status, len(said.err.splitlines())) == (2, 2)
