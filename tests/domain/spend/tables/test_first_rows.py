"""The first rows of a table nothing is understood of."""

from __future__ import annotations

import pytest

from flok.domain.spend._reasons import Refused
from flok.domain.spend.tables import first_rows


def test_rows_with_their_numbers_and_no_persons(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Rapport;;\n\nHvem;Hvor meget;Hvornaar\n010101-1234;100,00;2026-02-01\n", encoding="utf-8")
    assert first_rows(path) == [
        (1, ("Rapport", "", "")),
        (3, ("Hvem", "Hvor meget", "Hvornaar")),
        (4, ("[cpr]", "100,00", "2026-02-01")),
    ]
    assert [number for number, _cells in first_rows(path, count=1)] == [1]


def test_what_cannot_be_opened_is_refused(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"")
    with pytest.raises(Refused):
        first_rows(tmp_path / "a.csv")
