"""`flok year`: the first thing a newcomer runs."""

from pathlib import Path

import pytest

from flok.cli import _year
from flok.demo import BUYER
from tests.cli.terminal import Said, flok


def test_twice(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    (folder / "aar.tmp" / "e-fakturaer").mkdir(parents=True)  # of a run that was interrupted
    command = ("year", "--folder", folder, "--lines", "1000")
    first = flok(*command)
    assert (first.status, first.err) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["aar", "rapport.html"]
    assert first.out.endswith(
        f"\nRapport: {folder}/rapport.html\n"
        f"Prøv selv: .venv/bin/flok share {folder}/aar/e-fakturaer --buyer {BUYER.number}\n"
    )
    assert "Tørsted Kommune (opdigtet)" in (folder / "rapport.html").read_text(encoding="utf-8")
    written = {path: path.read_bytes() for path in (folder / "aar").rglob("*") if path.is_file()}
    assert flok(*command, "--lang", "en").status == 0
    assert {path: path.read_bytes() for path in written} == written


def test_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A year half written is no year; the next run writes it anew."""
    folder = tmp_path / "demo"

    def broken(year: Path, **named: object) -> None:
        year.mkdir(parents=True)
        (year / "e-fakturaer").mkdir()
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(_year, "write_year", broken)
        said = flok("year", "--folder", folder)
    assert (said.status, said.out) == (2, "")
    assert said.err == (
        "Error: Det lykkedes ikke at læse eller skrive på disken: [Errno 28] No space left on device\n"
        "Reading or writing on the disk failed: [Errno 28] No space left on device\n"
    )
    assert [path.name for path in folder.iterdir()] == ["aar.tmp"]


def test_a_folder_with_something_else(tmp_path: Path) -> None:
    (tmp_path / "aar").mkdir()
    (tmp_path / "aar" / "mine.txt").write_text("mine")
    assert flok("year", "--folder", tmp_path) == Said(
        2,
        "",
        f"Error: {tmp_path / 'aar'} er ikke et år, som flok year har skrevet; vælg en anden --folder\n"
        f"{tmp_path / 'aar'} is not a year that flok year wrote; choose another --folder\n",
    )
    assert (tmp_path / "aar" / "mine.txt").read_text() == "mine"
