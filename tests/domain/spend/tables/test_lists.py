"""Units, contracts, label lists and rates; and cells of exported files."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.spend._reasons import Refused
from flok.domain.spend.tables import (
    Contract,
    ListedItem,
    Rates,
    Unit,
    neutral,
    read_contracts,
    read_label_list,
    read_rates,
    read_units,
)
from flok.domain.spend.tables import _words as words
from flok.domain.spend.tables._rates import apportioned
from flok.kernel import money


def test_units(csv):
    path = csv("5798009811578;Skolen;Børn", "123;Kort;", "5798009811578;Igen;", head="EAN-nr.;Navn;Forvaltning")
    assert read_units(path) == (
        (Unit("5798009811578", "Skolen", "Børn"),),
        ((3, "id", "A3"), (4, "conflict", "A4")),
    )


def test_units_in_a_workbook(tmp_path):
    workbook = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = workbook.add_worksheet()
    sheet.write_row(2, 1, ["GLN", "Name"])
    sheet.write_row(3, 1, [5798009811578, "School"])
    workbook.close()
    assert read_units(tmp_path / "a.xlsx") == ((Unit("5798009811578", "School", None),), ())


def test_contracts(csv):
    head = "Kontraktnr;Titel;CVR;Gyldig fra;Gyldig til;Kategorier;CPV;Alias;Bæredygtig;Bekræftet af;Bekræftet den"
    path = csv(
        "K1;Papir;12345674;01-01-2025;31-12-9999;1411, 30197643-5;0351;K-1,Papir 25;Ja;Indkøber;02-02-2025",
        "K2;;SE556;01-01-2026;;;;;ukendt;;",
        "K3;Omvendt;12345674;01-01-2026;01-01-2025;;;;nej;;",
        "K4;Måske;12345674;;;;;;måske;;",
        head=head,
    )
    assert read_contracts(path) == (
        (
            Contract(
                "K1", "Papir", "12345674", date(2025, 1, 1), None,
                ("1411", "cpv:30197643", "cpv:0351"), ("K-1", "Papir 25"), True, "Indkøber", date(2025, 2, 2),
            ),
            Contract("K2", "K2", "id:SE556", date(2026, 1, 1), None, (), (), None, None, None),
        ),
        ((4, "date", "D4 > E4"), (5, "cell", "I5")),
    )  # fmt: skip


@pytest.mark.parametrize(("head", "states"), [("CVR;GTIN;Mærker", True), ("CVR;GTIN;Andet", False)])
def test_label_lists(csv, head, states):
    path = csv("12345674;5701234567899;FSC; ;".rstrip("; "), "12345674;5701234567890;", head=head)
    labels = ("FSC",) if states else ()
    assert read_label_list(path) == (
        (ListedItem("12345674", "05701234567899", None, None, labels, states, (), None, None, None, None),),
        ((3, "id", "B3"),),
    )


def test_rates(csv):
    path = csv(
        "02-01-2026;EUR;746,05", "05-01-2026;EUR;746,10", "05-01-2026;EUR;746,20", "x;SEK;1", head="Dato;Valuta;Kurs"
    )
    rates, problems = read_rates(path)
    assert problems == ((4, "conflict", "EUR 2026-01-05"), (5, "cell", "A5"))
    assert rates.to_dkk("EUR", date(2026, 1, 4), [100, 200]) == [746, 1492]
    assert rates.to_dkk("EUR", date(2026, 1, 12), [100]) == [746]
    assert rates.to_dkk("EUR", date(2026, 1, 13), [100]) is None
    assert rates.to_dkk("EUR", date(2026, 1, 1), [100]) is None
    assert rates.to_dkk("USD", date(2026, 1, 5), [100]) is None
    assert rates.to_dkk("DKK", date(2026, 1, 5), [7]) == [7]


@given(st.lists(st.integers(-(10**9), 10**9), max_size=20), st.integers(1, 10**7))
def test_converted_parts_add_up_to_the_converted_total(amounts, rate):
    rates = Rates({"EUR": [(date(2026, 1, 5), Fraction(rate, 1000))]})
    parts = rates.to_dkk("EUR", date(2026, 1, 5), amounts)
    assert sum(parts) == money.rounded(sum(amounts) * Fraction(rate, 100_000))
    assert all(abs(part - amount * Fraction(rate, 100_000)) < 1 for part, amount in zip(parts, amounts, strict=True))
    if sum(amounts):
        assert rates.to_dkk("EUR", date(2026, 1, 5), [-amount for amount in amounts]) == [-part for part in parts]


def test_apportioned_of_nothing():
    assert apportioned([]) == []


@pytest.mark.parametrize("read", [read_units, read_contracts, read_label_list, read_rates])
def test_a_missing_column_is_told(csv, read):
    with pytest.raises(Refused) as refused:
        read(csv("1;2", head="Et;To"))
    assert refused.value.code == "header"
    assert refused.value.detail.startswith("forventet / expected: ")
    assert refused.value.detail.endswith("fundet / found: Et, To")


@pytest.mark.parametrize("kind", [words.EXPORT, words.UNITS, words.CONTRACTS, words.ITEMS, words.RATES])
def test_no_column_name_stands_for_two_fields(kind):
    names = [name for field in kind.values() for name in set(field)]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_s01_no_cell_begins_like_a_formula(start):
    assert neutral(f"{start}SUM(A1)") == f"'{start}SUM(A1)"
    assert neutral(f" {start}x") == f"' {start}x"


@pytest.mark.parametrize("cell", ["-12", "-12,50", "-1.234,50", "12", "Papir - hvidt", ""])
def test_s01_numbers_and_plain_text_stay(cell):
    assert neutral(cell) == cell
