"""Results for people: every figure in øre, with the reason for it."""

from __future__ import annotations

from typing import Any

import pytest

from flok.domain import tco
from flok.domain.tco import Name, NotComputableError, Why, results
from flok.domain.tco._read_study import study_from
from flok.domain.tco._results_types import (
    Amount,
    BudgetResult,
    EffectPart,
    EffectResult,
    LineResult,
    Mass,
    Measure,
    Rates,
    Savings,
    YearResult,
)
from tests.domain.tco.studies import document, study


def effects(**changed: Any) -> dict[str, Any]:
    content = document(
        effect=[{"id": "air", "name": "Air", "substance": "co2e", "quantity": ["use", "grid"]}],
        price_set=[
            {"id": "low", "name": "Low", "prices": {"co2e": "tax"}},
            {"id": "high", "name": "High", "prices": {"co2e": "harm"}},
        ],
        discount={"rate": 0, "source": "the test"},
        **changed,
    )
    source = {"source": "the test"}
    content["input"].append({"id": "grid", "name": "Grid", "unit": "kg CO2e/kWh", "value": 0.5, **source})
    content["input"].append({"id": "tax", "name": "Tax", "unit": "DKK/t", "value": 750, **source})
    content["input"].append({"id": "harm", "name": "Harm", "unit": "DKK/kg", "value": 20, **source})
    return content


def test_a_line_whole() -> None:
    assert results(study()).alternatives[0].lines[1] == LineResult(
        id="run",
        name=Name("Run", "Run"),
        kind="operation",
        budget="operation",
        account="",
        present_value=Amount(
            356_146,
            Why(
                "Use 400 kWh/år × Power 2 DKK/kWh × faktor 4,451822 (år 1–5, rente 4 %) = 3.561,46 kr.",
                "Use 400 kWh/år × Power 2 DKK/kWh × factor 4.451822 (year 1–5, rate 4 %) = DKK 3,561.46",
            ),
        ),
        by_year=(0, 80_000, 80_000, 80_000, 80_000, 80_000),
    )


def test_the_whole_and_a_year_of_it() -> None:
    told = results(study()).alternatives[0]
    assert told.present_value == Amount(
        482_816,
        Why(
            "Buy 1.000,00 kr. + Run 3.561,46 kr. + Fix 266,70 kr. = 4.828,16 kr.",
            "Buy DKK 1,000.00 + Run DKK 3,561.46 + Fix DKK 266.70 = DKK 4,828.16",
        ),
    )
    assert told.annual == Amount(
        108_453,
        Why(
            "nutidsværdi 4.828,16 kr. ÷ annuitetsfaktor 4,451822 = 1.084,53 kr.",
            "present value DKK 4,828.16 ÷ annuity factor 4.451822 = DKK 1,084.53",
        ),
    )
    assert told.by_year[3] == YearResult(3, 110_000, 97_790, 348_677)
    assert told.by_year[5].cumulative_ore == told.present_value.ore


def test_by_budget_and_account() -> None:
    content = document()
    content["line"][1]["account"] = "El"
    assert results(study_from(content, "test")).alternatives[1].by_budget == (
        BudgetResult("investment", "", 150_000, (150_000, 0, 0, 0, 0, 0)),
        BudgetResult("operation", "", 26_670, (0, 0, 0, 30_000, 0, 0)),
        BudgetResult("operation", "El", 222_591, (0, 50_000, 50_000, 50_000, 50_000, 50_000)),
    )


def test_savings_whole() -> None:
    saved = results(study()).alternatives[1].savings
    assert saved is not None
    rate = saved.internal_rates.values[0]
    assert sum(300 / (1 + rate) ** year for year in range(1, 6)) == pytest.approx(500, rel=1e-12)
    assert saved == Savings(
        net_savings=Amount(
            83_555, Why("A 4.828,16 kr. − B 3.992,61 kr. = 835,55 kr.", "A DKK 4,828.16 − B DKK 3,992.61 = DKK 835.55")
        ),
        savings_to_investment=Measure(
            pytest.approx(1335.5467 / 500, rel=1e-6),
            Why(
                "sparet 1.335,55 kr. ÷ ekstra investering 500,00 kr. = 2,6711",
                "saved DKK 1,335.55 ÷ extra investment DKK 500.00 = 2.6711",
            ),
        ),
        adjusted_internal_rate=Measure(
            pytest.approx(1.04 * (1335.5467 / 500) ** 0.2 - 1, rel=1e-6),
            Why("(1 + 4 %) × 2,6711^(1/5) − 1 = 26,5818 %", "(1 + 4 %) × 2.6711^(1/5) − 1 = 26.5818 %"),
        ),
        internal_rates=Rates(
            (pytest.approx(0.5279561754181752, rel=1e-12),),
            "",
            Why("nutidsværdien af forskellen er nul ved 52,7956 %", "the difference is worth nothing at 52.7956 %"),
        ),
        simple_payback=Measure(
            2.0,
            Why(
                "sparet beløb dækker den ekstra investering efter 2 år (ikke diskonteret)",
                "savings cover the extra investment after 2 years (not discounted)",
            ),
        ),
        discounted_payback=Measure(
            2.0,
            Why(
                "sparet beløb dækker den ekstra investering efter 2 år (diskonteret)",
                "savings cover the extra investment after 2 years (discounted)",
            ),
        ),
    )


def test_the_baseline_saves_nothing_against_itself() -> None:
    assert results(study()).alternatives[0].savings is None
    content = document()
    del content["baseline"]
    assert [each.savings for each in results(study_from(content, "test")).alternatives] == [None, None]


def test_effects_apart_and_together_at_several_prices() -> None:
    told = results(study_from(effects(), "test")).alternatives[0]
    assert told.masses == (
        Mass(
            "co2e",
            1000.0,
            Why(
                "Use 400 kWh/år × Grid 0,5 kg CO2e/kWh × faktor 5 (år 1–5) = 1.000 kg",
                "Use 400 kWh/år × Grid 0.5 kg CO2e/kWh × factor 5 (year 1–5) = 1,000 kg",
            ),
        ),
    )
    assert told.effects == (
        EffectResult(
            "low",
            Name("Low", "Low"),
            (
                EffectPart(
                    "air",
                    Name("Air", "Air"),
                    Amount(
                        75_000,
                        Why(
                            "Use 400 kWh/år × Grid 0,5 kg CO2e/kWh × Tax 750 DKK/t × 0,001"
                            " × faktor 5 (år 1–5, rente 0 %) = 750,00 kr.",
                            "Use 400 kWh/år × Grid 0.5 kg CO2e/kWh × Tax 750 DKK/t × 0.001"
                            " × factor 5 (year 1–5, rate 0 %) = DKK 750.00",
                        ),
                    ),
                ),
            ),
            Amount(75_000, Why("Air 750,00 kr. = 750,00 kr.", "Air DKK 750.00 = DKK 750.00")),
            Amount(
                605_000,
                Why("udgifter 5.300,00 kr. + Low 750,00 kr. = 6.050,00 kr.",
                    "costs DKK 5,300.00 + Low DKK 750.00 = DKK 6,050.00"),
            ),
        ),
        EffectResult(
            "high",
            Name("High", "High"),
            (
                EffectPart(
                    "air",
                    Name("Air", "Air"),
                    Amount(
                        2_000_000,
                        Why(
                            "Use 400 kWh/år × Grid 0,5 kg CO2e/kWh × Harm 20 DKK/kg"
                            " × faktor 5 (år 1–5, rente 0 %) = 20.000,00 kr.",
                            "Use 400 kWh/år × Grid 0.5 kg CO2e/kWh × Harm 20 DKK/kg"
                            " × factor 5 (year 1–5, rate 0 %) = DKK 20,000.00",
                        ),
                    ),
                ),
            ),
            Amount(2_000_000, Why("Air 20.000,00 kr. = 20.000,00 kr.", "Air DKK 20,000.00 = DKK 20,000.00")),
            Amount(
                2_530_000,
                Why("udgifter 5.300,00 kr. + High 20.000,00 kr. = 25.300,00 kr.",
                    "costs DKK 5,300.00 + High DKK 20,000.00 = DKK 25,300.00"),
            ),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(("headline", "ranking"), [("", ("b", "a")), ("low", ("b", "a")), ("high", ("a", "b"))])
def test_the_headline_prices_rank(headline: str, ranking: tuple[str, ...]) -> None:
    content = effects(**({"headline": headline} if headline else {}))
    content["input"][1]["unit"], content["alternative"][1]["values"] = "kWh/år", {"price": 1500, "use": 250}
    content["effect"][0]["alternatives"] = ["b"]
    assert results(study_from(content, "test")).ranking == ranking


def test_per_unit_levelised_and_not() -> None:
    per = {"name": {"da": "kWh", "en": "kWh"}, "quantity": ["use"]}
    levelised = results(study(per_unit=per)).alternatives[0].per_unit
    plain = results(study(per_unit=per, conventions={"per_unit": "undiscounted"})).alternatives[0].per_unit
    assert levelised == Measure(
        pytest.approx(4828.1568 / (400 * 4.451822), rel=1e-6),
        Why(
            "nutidsværdi 4.828,16 kr. ÷ tilbagediskonterede enheder 1.780,73 = 2,7113 DKK/kWh",
            "present value DKK 4,828.16 ÷ discounted units 1,780.73 = 2.7113 DKK/kWh",
        ),
    )
    assert plain is not None
    assert plain.value == pytest.approx(4828.1568 / 2000, rel=1e-6)


def test_no_units() -> None:
    content = document(per_unit={"name": "kWh", "quantity": ["use"]})
    content["alternative"][0]["values"]["use"] = 0
    told = results(study_from(content, "test")).alternatives[0].per_unit
    assert told == Measure(None, Why("ingen enheder at dele med", "no units to divide by"))


def test_the_annuity_of_steps_and_of_the_first_rate() -> None:
    steps = {"steps": [{"from": 1, "rate": 0.05}, {"from": 3, "rate": 0.01}]}
    schedule = results(study(discount=steps)).alternatives[0]
    first = results(study(discount=steps, conventions={"annuity": "first_rate"})).alternatives[0]
    assert schedule.present_value == first.present_value
    factors = [1.05**-1, 1.05**-2, 1.05**-2 / 1.01, 1.05**-2 / 1.01**2, 1.05**-2 / 1.01**3]
    whole = schedule.present_value.ore
    assert schedule.annual.ore == round(whole / sum(factors))
    assert first.annual.ore == round(whole / ((1 - 1.05**-5) / 0.05))


def test_annual_comparison_saves_by_the_year_and_no_more() -> None:
    told = results(tco.read_study(tco.template_text("work-clothes")))
    cotton, blend = told.alternatives
    assert told.ranking == ("blend", "cotton")
    assert (cotton.years, blend.years) == (2, 3)
    assert blend.savings is not None
    assert blend.savings.net_savings.ore == cotton.annual.ore - blend.annual.ore
    assert blend.savings.simple_payback.value is None
    assert blend.savings.internal_rates.reason == "different_periods"


@pytest.mark.parametrize(("price", "is_computed"), [(1e9, True), (1e12, False)])
def test_i07_numbers_out_of_bounds_are_named_not_shown(price: float, is_computed: bool) -> None:
    content = document()
    content["input"][3]["value"] = price
    content["line"][2].update(quantity="many", when="year_end")
    content["input"].append({"id": "many", "name": "Many", "unit": "1/year", "value": 100})
    read = study_from(content, "test")
    if is_computed:
        assert results(read).alternatives[0].present_value.ore > 0
        return
    with pytest.raises(NotComputableError) as caught:
        results(read)
    assert caught.value.place == "alternative.a.fix"


def test_i07_overflow_is_named_too() -> None:
    content = document(horizon=120, discount={"rate": -0.9999})
    content["line"] = content["line"][:2]
    with pytest.raises(NotComputableError):
        results(study_from(content, "test"))
