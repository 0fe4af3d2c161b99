"""Places and values of a study's document, as people call them."""

from __future__ import annotations

import datetime

import pytest

from flok.domain import tco
from flok.report.studies import place_in_words, said_of
from flok.report.studies._sentences import chance

STUDY = tco.templates()[0]


@pytest.mark.parametrize(
    ("place", "da", "en"),
    [
        ("alternative.saving.values.purchase_price", "Pris pr. maskine (Fiktiv Spar 700)",
         "Price of a machine (Fictional Saver 700)"),
        ("input.washes.uncertainty", "Vaske om året: usikkerhed", "Washes a year: uncertainty"),
        ("input.washes.uncertainty.low", "Vaske om året: usikkerhed", "Washes a year: uncertainty"),
        ("line.water", "Vand", "Water"),
        ("line.gone.price", "gone: pris", "gone: price"),
        ("price_set.tax.prices.co2e", "CO2-afgiften: priser", "The CO2 tax: prices"),
        ("discount.basis", "Renten: real eller nominel", "The discount rate: real or nominal"),
        ("horizon", "Antal år", "Years"),
        ("correlation[1].rank", "correlation[1].rank", "correlation[1].rank"),
        ("", "Dokumentet", "The document"),
    ],
)  # fmt: skip
def test_a_place(place: str, da: str, en: str) -> None:
    assert (place_in_words(STUDY, place, "da"), place_in_words(STUDY, place, "en")) == (da, en)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "–"), (True, "ja"), (1234.5, "1.234,5"), (datetime.date(2027, 1, 1), "1. januar 2027"),
        ({"da": "Vand", "en": "Water"}, "Vand"), ({"id": "x", "name": "X"}, "X"), ([1, 2.5], "1; 2,5"),
        ({"low": 1}, "low: 1"), ("a\x1b[31m", "a\ufffd[31m"), ("x" * 500, "x" * 199 + "…"),
    ],
)  # fmt: skip
def test_a_value(value: object, said: str) -> None:
    assert said_of(value, "da") == said


def test_nearly_all_is_not_all() -> None:
    shares = (0.0, 0.002, 0.3, 0.998, 1.0)
    assert [chance(one, "da").replace("\u00a0", " ") for one in shares] == [
        "0 %", "under 1 %", "30 %", "over 99 %", "100 %",
    ]  # fmt: skip
