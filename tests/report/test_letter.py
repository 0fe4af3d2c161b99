"""The text to a supplier."""

from flok.report import letter
from tests.report.answers import ESCAPE, SCRIPT


def test_to_a_supplier_by_name() -> None:
    assert letter("Nordlys Kontor A/S").splitlines()[:3] == [
        "Emne: Skriv mærkekoder på fakturalinjerne",
        "",
        "Kære Nordlys Kontor A/S",
    ]
    assert letter("Nordlys Kontor A/S", "en").splitlines()[2] == "Dear Nordlys Kontor A/S"


def test_to_any_supplier() -> None:
    assert letter().splitlines()[2] == "Kære leverandør"
    assert letter("  ", "en").splitlines()[2] == "Dear supplier"


def test_the_codes_are_the_same_in_both_languages() -> None:
    def codes(text: str) -> list[str]:
        return [line for line in text.splitlines() if line.startswith("<") or line.startswith("  <cbc:ID>SVANEN")]

    assert codes(letter()) == codes(letter(lang="en"))
    listed = [
        [line.split(":")[0] for line in letter(lang=lang).splitlines() if line.startswith("- ")]
        for lang in ("da", "en")
    ]
    assert listed[0] == listed[1]
    assert len(listed[0]) == 7


def test_a_name_is_only_a_name() -> None:
    assert letter(ESCAPE).splitlines()[2] == "Kære \ufffd[2J[bold]Rød ApS[/bold]"
    assert letter(SCRIPT).splitlines()[2] == f"Kære {SCRIPT}"  # plain text: the page escapes it
    assert letter("A\nCc: b").splitlines()[2] == "Kære A Cc: b"
