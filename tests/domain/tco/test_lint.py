"""A lint for studies: each rule finds what it is for, and a sound study has nothing wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flok.domain import tco
from flok.domain.tco import Finding, lint
from flok.domain.tco._read_study import study_from
from tests.domain.tco.studies import document

Content = dict[str, Any]


def sound() -> Content:
    """In a tender, nothing wrong: an effect with a price that has a source, and a residual within its life."""
    content = document(
        in_tender=True,
        effect=[{"id": "air", "name": "Air", "substance": "co2e", "quantity": ["use", "grid"]}],
        price_set=[{"id": "tax", "name": "Tax", "prices": {"co2e": "tax"}}],
    )
    content["input"] += [
        {"id": "grid", "name": "Grid", "unit": "kg CO2e/kWh", "value": 0.1, "source": "the test"},
        {"id": "tax", "name": "Tax", "unit": "DKK/t", "value": 750, "source": "the test"},
        {"id": "life", "name": "Life", "unit": "år", "value": 8, "source": "the test"},
    ]
    rule = {"rule": "straight_line", "of": ["buy"], "life": "life"}
    content["line"].append({"id": "left", "name": "Left", "kind": "residual", "residual": rule})
    return content


def test_a_sound_study() -> None:
    assert lint(study_from(sound(), "test")) == ()


def _tax_in_price(content: Content) -> None:
    content["input"][2]["includes"] = ["co2e"]


def _price_without_source(content: Content) -> None:
    del content["input"][5]["source"]


def _tax_in_what_is_called_quantity(content: Content) -> None:
    content["line"][1].update(quantity=["use", "power"], price=[])
    _tax_in_price(content)


def _emission_without_source(content: Content) -> None:
    del content["input"][4]["source"]


def _use_not_verified(content: Content) -> None:
    del content["input"][1]["verified_by"]


def _no_price(content: Content) -> None:
    content["effect"][0]["substance"] = "pm"


def _nominal_rate(content: Content) -> None:
    content["discount"]["basis"] = "nominal"


def _idle_inflation(content: Content) -> None:
    content["discount"]["inflation"] = 0.02


def _spot(content: Content) -> None:
    steps = [{"from": 1, "rate": 0.035}, {"from": 36, "rate": 0.025}]
    content["discount"] = {"steps": steps, "reading": "spot", "source": "the test"}


def _only_one_has_it(content: Content) -> None:
    content["line"][2]["alternatives"] = ["a"]


def _share_after_death(content: Content) -> None:
    content["input"][6]["value"] = 3
    content["input"].append({"id": "part", "name": "Part", "unit": "share", "value": 0.2, "source": "the test"})
    content["line"][3]["residual"] = {"rule": "share", "of": ["buy"], "share": "part", "life": "life"}


def _dies_early(content: Content) -> None:
    content["input"][6]["value"] = 3
    content["life"] = "life"


def _not_in_tender(content: Content) -> None:
    content["in_tender"] = False


def _authority_differs(content: Content) -> None:
    content["input"][0]["fixed_by"] = "authority"


def _bidder_cannot(content: Content) -> None:
    content["input"][3].update(fixed_by="bidder", verified_by="the list")


def _example(content: Content) -> None:
    content["is_example"] = True


def _own_value(content: Content) -> None:
    del content["input"][3]["source"]


def _own_rate(content: Content) -> None:
    del content["discount"]["source"]


def _free(content: Content) -> None:
    content["alternative"][0]["values"]["use"] = 0


def _far_out(content: Content) -> None:
    content["input"][0].update(low=1200, high=2000)


def _idle(content: Content) -> None:
    content["input"].append({"id": "paint", "name": "Paint", "unit": "l", "value": 1, "source": "the test"})


def _short_path(content: Content) -> None:
    del content["input"][2]["value"]
    content["input"][2].update(years=[2027, 2028], values=[2, 3])


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (_tax_in_price, ("counted_twice", "error", "line.run.price")),
        (_price_without_source, ("no_source", "error", "input.tax.source")),
        (_tax_in_what_is_called_quantity, ("counted_twice", "error", "line.run.price")),
        (_emission_without_source, ("no_source", "error", "input.grid.source")),
        (_use_not_verified, ("not_verified", "error", "input.use.verified_by")),
        (_no_price, ("no_price", "note", "effect.pm")),
        (_nominal_rate, ("basis", "error", "discount.basis")),
        (_idle_inflation, ("inflation_unused", "note", "discount.inflation")),
        (_spot, ("spot_steps", "note", "discount.reading")),
        (_only_one_has_it, ("line_missing", "warning", "line.fix.alternatives")),
        (_share_after_death, ("residual_beyond_life", "warning", "line.left")),
        (_dies_early, ("not_replaced", "error", "alternative.a")),
        (_not_in_tender, ("not_in_tender", "note", "in_tender")),
        (_authority_differs, ("authority_differs", "error", "input.price")),
        (_bidder_cannot, ("bidder_cannot", "error", "input.repair.value")),
        (_example, ("example", "error", "is_example")),
        (_own_value, ("own_values", "note", "input")),
        (_own_rate, ("own_rate", "note", "discount.source")),
        (_free, ("costs_nothing", "warning", "line.run")),
        (_far_out, ("implausible", "warning", "alternative.a.values.price")),
        (_idle, ("unused", "warning", "input.paint")),
        (_short_path, ("path_held", "note", "input.power")),
    ],
)
def test_what_is_wrong_is_found(spoil: Callable[[Content], None], found: tuple[str, str, str]) -> None:
    content = sound()
    spoil(content)
    told = lint(study_from(content, "test"))
    assert (told[0].code, told[0].severity, told[0].place) == found
    assert all(each.da and each.en for each in told)


def test_a_finding_whole() -> None:
    content = sound()
    _tax_in_price(content)
    assert lint(study_from(content, "test")) == (
        Finding(
            "counted_twice",
            "error",
            "line.run.price",
            "Power har allerede co2e med, og Tax lægger det til igen",
            "Power includes co2e already, and Tax adds it again",
        ),
    )


@pytest.mark.parametrize("name", tco.TEMPLATES)
def test_templates_have_no_errors(name: str) -> None:
    assert [each for each in lint(tco.read_study(tco.template_text(name))) if each.severity == "error"] == []
