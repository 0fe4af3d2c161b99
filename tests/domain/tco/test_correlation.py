from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from flok.domain.tco._correlation import Sampler, fault_of_correlations, variables_of
from flok.domain.tco._distributions import quantile
from flok.domain.tco._study import Correlation, Uncertainty
from tests.domain.tco.two_machines import normal, two_machines, uncertain

TRIANGLE = Uncertainty("triangular", (("low", 0.0), ("mode", 1.0), ("high", 3.0)))
SKEW = Uncertainty("lognormal", (("median", 2.0), ("sigma", 0.8)))


def drawn(sampler: Sampler, seed: int, scale: float = 1.0) -> NDArray[np.float64]:
    found = np.empty((len(sampler.variables), 100_000))
    sampler.draw(np.random.default_rng(seed), found, np.full(len(found), scale))
    return found


def test_each_alternative_has_its_own_number_unless_it_is_shared() -> None:
    own = uncertain(two_machines(), use=normal(1, 0.1, relative=True, shared=False), power_price=normal(2, 0.2))
    assert [(one.input, one.alternative) for one in variables_of(own)] == [
        ("use", "cheap"), ("use", "dear"), ("power_price", None),
    ]  # fmt: skip
    shared = uncertain(two_machines(), use=normal(1, 0.1, relative=True))
    assert [(one.input, one.alternative) for one in variables_of(shared)] == [("use", None)]


@pytest.mark.parametrize("rank", [-1.0, -0.6, 0.3, 0.9, 1.0])
def test_numbers_go_together_by_rank_whatever_their_distributions(rank: float) -> None:
    pair = (Correlation("power_price", "emission", rank),)
    sampler = Sampler(uncertain(two_machines(), pair, power_price=TRIANGLE, emission=SKEW))
    price, emission = drawn(sampler, 1)
    assert stats.spearmanr(price, emission).statistic == pytest.approx(rank, abs=0.01)
    assert np.quantile(price, [0.1, 0.5, 0.9]) == pytest.approx(
        stats.triang(1 / 3, 0, 3).ppf([0.1, 0.5, 0.9]), abs=0.02
    )


def test_numbers_of_one_alternative_go_together_and_those_of_two_do_not() -> None:
    own = normal(1, 0.1, relative=True, shared=False)
    study = uncertain(two_machines(), (Correlation("use", "purchase", 0.8),), use=own, purchase=own)
    sampler = Sampler(study)
    assert [(one.input, one.alternative) for one in sampler.variables] == [
        ("purchase", "cheap"), ("purchase", "dear"), ("use", "cheap"), ("use", "dear"),
    ]  # fmt: skip
    found = stats.spearmanr(drawn(sampler, 2), axis=1).statistic
    expected = np.array([[1, 0, 0.8, 0], [0, 1, 0, 0.8], [0.8, 0, 1, 0], [0, 0.8, 0, 1]])
    assert found == pytest.approx(expected, abs=0.015)


def test_a_shared_number_goes_together_with_each_alternatives_own() -> None:
    study = uncertain(
        two_machines(), (Correlation("power_price", "use", 0.5),),
        use=normal(1, 0.1, relative=True, shared=False), power_price=normal(2, 0.3),
    )  # fmt: skip
    found = stats.spearmanr(drawn(Sampler(study), 3), axis=1).statistic
    assert found[:2, 2] == pytest.approx([0.5, 0.5], abs=0.015)


def test_each_number_has_its_own_distribution_however_it_is_drawn() -> None:
    kinds = {"co2_price": TRIANGLE, "power_price": normal(2, 0.3), "emission": SKEW, "use": normal(5, 0.1)}
    pair = (Correlation("power_price", "emission", 0.5),)
    sampler = Sampler(uncertain(two_machines(), pair, **kinds))
    named = zip((each.input for each in sampler.variables), drawn(sampler, 4, -2.0), strict=True)
    found = {name: np.quantile(row, [0.1, 0.5, 0.9]) for name, row in named}
    assert set(found) == set(kinds)
    for name, kind in kinds.items():
        assert found[name] == pytest.approx(-2.0 * quantile(kind, np.array([0.9, 0.5, 0.1])), rel=0.02)


def test_sound_correlations_have_no_fault() -> None:
    assert fault_of_correlations(two_machines()) is None
    pair = (Correlation("power_price", "emission", -1.0),)
    assert fault_of_correlations(uncertain(two_machines(), pair, power_price=TRIANGLE, emission=SKEW)) is None


THREE = {"power_price": TRIANGLE, "emission": SKEW, "co2_price": TRIANGLE}
FAULTS = {
    "R02 not positive semidefinite": (
        (
            Correlation("power_price", "emission", 0.9),
            Correlation("emission", "co2_price", 0.9),
            Correlation("power_price", "co2_price", -0.9),
        ),
        "correlations",
    ),
    "above one": ((Correlation("power_price", "emission", 1.2),), "correlation[1]"),
    "not a number": ((Correlation("power_price", "emission", float("nan")),), "correlation[1]"),
    "with itself": ((Correlation("emission", "emission", 0.5),), "correlation[1]"),
    "twice": (
        (Correlation("power_price", "emission", 0.5), Correlation("emission", "power_price", 0.4)),
        "correlation[2]",
    ),
    "of what is certain": ((Correlation("power_price", "one", 0.5),), "correlation[1]"),
    "of what is not there": ((Correlation("power_price", "weather", 0.5),), "correlation[1]"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_no_correlation_is_told_with_its_place(name: str) -> None:
    pairs, place = FAULTS[name]
    fault = fault_of_correlations(uncertain(two_machines(), pairs, **THREE))
    assert fault is not None
    assert fault[0] == place
    assert fault[1] != fault[2]
