from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flok.domain.tco import NotComputableError, Study, compile_study, evaluate, to_ore
from flok.domain.tco._correlation import Sampler
from flok.domain.tco._distributions import mean, variance
from flok.domain.tco._simulation import BARS, BLOCK, Knowing, SimulationError, _compared, simulate, worth_knowing
from flok.domain.tco._study import Correlation
from tests.domain.tco.two_machines import normal, two_machines, uncertain

OWN = normal(1, 0.2, relative=True, shared=False)
PRICE = normal(2, 0.5)


def study() -> Study:
    return uncertain(two_machines(), purchase=OWN, power_price=PRICE)


def test_without_uncertainty_there_is_nothing_to_draw() -> None:
    assert simulate(two_machines()) is None
    assert worth_knowing(two_machines()) == ()


def test_the_same_seed_gives_the_same_answer_and_another_another() -> None:
    assert simulate(study(), 5_000, 7) == simulate(study(), 5_000, 7)
    assert simulate(study(), 5_000, 7) != simulate(study(), 5_000, 8)


def test_all_runs_are_told() -> None:
    found = simulate(study(), 3 * BLOCK + 17)
    assert found is not None
    assert [sum(one.bars) for one in found.spreads] == [3 * BLOCK + 17] * 2
    assert [sum(one.ranks) for one in found.spreads] == pytest.approx([1, 1])
    assert sum(one.cheapest for one in found.spreads) == pytest.approx(1)
    assert len(found.edges) == BARS + 1
    assert all(list(one.quantiles) == sorted(one.quantiles) for one in found.spreads)


def test_each_run_is_an_evaluation_of_what_was_drawn() -> None:
    """Whether a number is told relatively or not, and fills the place of one alternative or of both."""
    both = normal(1, 0.2, relative=True)
    plan, runs = compile_study(uncertain(two_machines(), purchase=both, use=OWN, power_price=PRICE)), 5
    sampler = Sampler(uncertain(two_machines(), purchase=both, use=OWN, power_price=PRICE))
    kept = np.empty((4, runs))
    with ThreadPoolExecutor() as pool:
        compared = _compared(pool, plan, sampler, runs, 3, kept)
    drawn = {(each.input, each.alternative): row for each, row in zip(sampler.variables, kept, strict=True)}
    for run in range(runs):
        values = {
            "purchase@cheap": 10_000 * drawn["purchase", None][run],
            "purchase@dear": 16_000 * drawn["purchase", None][run],
            "use@cheap": drawn["use", "cheap"][run],  # drawn in kWh, as it fills one place
            "use@dear": drawn["use", "dear"][run],
            "power_price": drawn["power_price", None][run],
        }
        assert compared[:, run] == pytest.approx(evaluate(plan, values).compared, rel=1e-12)
    assert 500 < drawn["use", "dear"].mean() < 2_500


def test_a_linear_study_has_the_mean_and_the_variance_of_the_closed_form() -> None:
    """Cost is Σ value × its factor: mean at the means, variance Σ (factor × deviation)²."""
    sure = two_machines()
    plan, found = compile_study(sure), simulate(study(), 400_000, 3)
    assert found is not None
    factor = sum(1.03**-year for year in range(1, 11))
    for number, (alternative, purchase, use) in enumerate((("cheap", 10_000, 2_000), ("dear", 16_000, 1_500))):
        deviation = math.sqrt(purchase**2 * variance(OWN) + (use * factor) ** 2 * variance(PRICE))
        told = found.spreads[number]
        assert told.alternative == alternative
        middle = float(evaluate(plan).costs[number])
        assert told.mean / 100 == pytest.approx(middle, abs=4 * deviation / math.sqrt(400_000))
        assert told.deviation / 100 == pytest.approx(deviation, rel=0.005)
        normal_quantiles = [middle + deviation * z for z in (-1.6448536, -0.6744898, 0, 0.6744898, 1.6448536)]
        assert [one / 100 for one in told.quantiles] == pytest.approx(normal_quantiles, rel=0.004)


def test_the_chance_of_being_the_cheapest_is_that_of_the_closed_form() -> None:
    """The lead of cheap over dear is 6,000 less 500 kWh × price × factor: normal in the price alone."""
    only = uncertain(two_machines(), power_price=PRICE)
    found = simulate(only, 200_000, 5)
    assert found is not None
    turn = 6_000 / (500 * sum(1.03**-year for year in range(1, 11)))
    chance = 0.5 * (1 + math.erf((turn - mean(PRICE)) / math.sqrt(2 * variance(PRICE))))
    assert found.spreads[0].cheapest == pytest.approx(chance, abs=4 * found.error)
    assert found.error == pytest.approx(math.sqrt(chance * (1 - chance) / 200_000), rel=0.02)
    assert found.knowing == min(one.regret for one in found.spreads)


def test_what_both_share_does_not_blur_their_order() -> None:
    """A price on both alike moves both, never their order: common random numbers."""
    alike = replace(
        two_machines(), alternatives=tuple(
            replace(one, values=(("purchase", purchase), ("use", 2_000.0)))
            for one, purchase in zip(two_machines().alternatives, (10_000.0, 10_001.0), strict=True)
        ),
    )  # fmt: skip
    found = simulate(uncertain(alike, power_price=PRICE), 10_000)
    assert found is not None
    assert [one.cheapest for one in found.spreads] == [1.0, 0.0]
    assert [one.ranks for one in found.spreads] == [(1.0, 0.0), (0.0, 1.0)]
    assert [one.regret for one in found.spreads] == [0, 100]


def test_equal_alternatives_share_being_the_cheapest() -> None:
    twins = replace(
        two_machines(), alternatives=tuple(
            replace(one, values=(("purchase", 10_000.0), ("use", 2_000.0))) for one in two_machines().alternatives
        ),
    )  # fmt: skip
    found = simulate(uncertain(twins, power_price=PRICE), 1_000)
    assert found is not None
    assert [one.cheapest for one in found.spreads] == [0.5, 0.5]
    assert found.knowing == 0


def test_it_is_worth_knowing_what_decides_the_order_and_nothing_else() -> None:
    """`emission` is uncertain, but costs nothing; only the price of power decides."""
    found = worth_knowing(uncertain(two_machines(), power_price=PRICE, emission=normal(0.1, 0.05)))
    whole = simulate(uncertain(two_machines(), power_price=PRICE), 20_000)
    assert whole is not None
    assert [one.input for one in found] == ["power_price", "emission"]
    assert found[0].worth == pytest.approx(whole.knowing, rel=0.06)
    assert found[1] == Knowing("emission", None, 0)


def test_a_correlated_pair_spreads_more_than_a_free_one() -> None:
    free = simulate(uncertain(two_machines(), purchase=normal(1, 0.2, relative=True), power_price=PRICE), 50_000)
    tied = simulate(
        uncertain(
            two_machines(), (Correlation("purchase", "power_price", 0.9),),
            purchase=normal(1, 0.2, relative=True), power_price=PRICE,
        ),
        50_000,
    )  # fmt: skip
    assert free is not None
    assert tied is not None
    deviation = [one.deviation for one in free.spreads]
    assert all(more.deviation > 1.1 * less for more, less in zip(tied.spreads, deviation, strict=True))


@settings(max_examples=20, deadline=None)
@given(st.floats(0.1, 10), st.integers(0, 2**31))
def test_a_scale_on_all_amounts_is_a_scale_on_the_answer(scale: float, seed: int) -> None:
    base = simulate(study(), 500, seed)
    values = tuple(
        replace(one, values=tuple((key, value * scale) for key, value in one.values)) for one in study().alternatives
    )
    larger = simulate(replace(study(), alternatives=values), 500, seed)
    assert base is not None
    assert larger is not None
    for one, other in zip(base.spreads, larger.spreads, strict=True):
        assert other.mean == pytest.approx(one.mean * scale, rel=1e-6)
        assert other.cheapest == pytest.approx(one.cheapest, abs=0.01)


@pytest.mark.parametrize(
    ("samples", "seed"),
    [(0, 1), (-1, 1), (10**12, 1), (100, -1), (100, 2**70)],
    ids=["R01 none", "R01 negative", "R01 too many", "R01 negative seed", "R01 huge seed"],
)
def test_what_cannot_be_drawn_is_told(samples: int, seed: int) -> None:
    with pytest.raises(SimulationError) as told:
        simulate(study(), samples, seed)
    assert told.value.da != told.value.en


def test_r01_more_numbers_than_can_be_drawn_are_refused() -> None:
    cheap = two_machines().alternatives[0]
    thirty = tuple(replace(cheap, id=f"number{number}") for number in range(30))
    many = replace(uncertain(two_machines(), purchase=OWN, use=OWN), alternatives=thirty)
    with pytest.raises(SimulationError, match="833333"):
        simulate(many, 1_000_000)
    few = simulate(many, 10)
    assert few is not None
    assert few.samples == 10


@pytest.mark.parametrize("price", [1e308, 1e10])
def test_a_run_without_a_finite_result_is_refused(price: float) -> None:
    with pytest.raises(NotComputableError) as told:
        simulate(uncertain(two_machines(), power_price=normal(price, price / 10)), 100)
    assert told.value.place == "uncertainty"


def test_the_mean_is_rounded_once() -> None:
    found = simulate(study(), 1)
    assert found is not None
    assert found.spreads[0].mean == to_ore(found.spreads[0].mean / 100)
    assert isinstance(found.spreads[0].mean, int)
    assert np.isfinite(found.error)
