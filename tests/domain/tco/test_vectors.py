"""Published figures: every one of them reproduced, and a wrong one found."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from flok.domain import tco
from flok.domain.tco import Agreement, agreements
from flok.domain.tco._vectors import agreements_of

FOUND = tuple(agreements())
HB135 = (files(tco) / "vectors" / "nist-hb135-hvac.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("each", FOUND, ids=lambda each: f"{each.vector}:{each.figure}")
def test_published_figures(each: Agreement) -> None:
    assert each.agrees, each


def test_how_many_figures_each_source_has() -> None:
    assert Counter(each.vector for each in FOUND) == {
        "blcc-ecip": 15,
        "blcc-hvac-femp": 27,
        "blcc-lighting-financed": 58,
        "clean-vehicles": 5,
        "dk-discount-2021": 30,
        "energyplus-escalation": 5,
        "engrecon-periodic": 1,
        "nist-e3-escalation": 30,
        "nist-e3-samples": 4,
        "nist-e3-unit": 19,
        "nist-hb135-hvac": 12,
    }


def test_handbook_135_to_a_billionth() -> None:
    """NIST Handbook 135's HVAC example, as both NIST E3 engines compute it."""
    found = {each.figure: each.found for each in FOUND if each.vector == "nist-hb135-hvac"}
    assert found == pytest.approx(
        {
            "present_value/conventional": 659945.2632595174,
            "present_value/efficient": 612797.843746499,
            "net_savings/efficient": 47147.4195130183,
            "savings_to_investment/efficient": 2.7308185669826683,
            "adjusted_internal_rate/efficient": 0.08305838015198939,
            "internal_rate/efficient": 0.17774958057288137,
            "simple_payback/efficient": 6,
            "discounted_payback/efficient": 6,
            "line/conventional/fan": 8416.558562315677,
            "line/conventional/energy": 446324.2458136652,
            "line/conventional/upkeep": 104142.32402318854,
            "line/conventional/salvage": -1937.8651396521718,
        },
        rel=1e-9,
    )


def test_what_may_differ_by_more_than_rounding_says_why() -> None:
    for file in (files(tco) / "vectors").iterdir():
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        for each in (*content.get("expect", ()), *content.get("call", ())):
            assert each.get("because") or "digits" in each or each["relative"] == 1e-9, each


def test_a_wrong_figure_is_found() -> None:
    wrong = HB135.replace("612797.843746499", "612797.944")
    (told,) = [each for each in agreements_of("wrong", wrong) if not each.agrees]
    assert (told.figure, told.published, round(told.found, 3)) == ("present_value/efficient", 612797.944, 612797.844)
