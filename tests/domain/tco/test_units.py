"""Units as written, and what products of them come to."""

from __future__ import annotations

import pytest

from flok.domain.tco._units import kilograms, parse_unit, product, written


@pytest.mark.parametrize(
    ("text", "powers"),
    [
        ("DKK/kWh", {"DKK": 1, "kWh": -1}),
        ("vask/stk/år", {"vask": 1, "stk": -1, "year": -1}),
        ("kr./år", {"DKK": 1, "year": -1}),
        ("kg CO2e/kWh", {"kg": 1, "kWh": -1}),
        ("kg tøj/sæt", {"kg tøj": 1, "sæt": -1}),
        ("km·bil", {"km": 1, "bil": 1}),
        ("m3/m3", {}),
        ("rate", {}),
        ("share", {}),
        ("1/år", {"year": -1}),
    ],
)
def test_units(text: str, powers: dict[str, int]) -> None:
    assert dict(parse_unit(text)) == powers


@pytest.mark.parametrize("text", ["", "/", "DKK/", "%", "12", "(DKK)", "DKK//kWh"])
def test_no_units(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_unit(text)


def test_products() -> None:
    assert written(product(["kWh/vask", "vask/stk/år", "stk", "DKK/kWh"])) == "DKK/year"
    assert written(product(["stk", "1/stk"])) == "1"


@pytest.mark.parametrize(
    ("text", "factor"), [("kg/km", 1), ("g/km", 0.001), ("t", 1000), ("DKK/t", 0.001), ("DKK/g", 1000)]
)
def test_kilograms(text: str, factor: float) -> None:
    assert kilograms(parse_unit(text)) == pytest.approx(factor, rel=1e-15)
