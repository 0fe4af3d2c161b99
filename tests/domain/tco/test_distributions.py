from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from flok.domain.tco._distributions import DISTRIBUTIONS, drawn, fault_of, mean, quantile, variance
from flok.domain.tco._study import Uncertainty

GOOD = {
    "triangular": Uncertainty("triangular", (("low", 1.0), ("mode", 2.0), ("high", 6.0))),
    "pert": Uncertainty("pert", (("low", 1.0), ("mode", 2.0), ("high", 6.0))),
    "uniform": Uncertainty("uniform", (("low", -1.0), ("high", 3.0))),
    "normal": Uncertainty("normal", (("mean", 10.0), ("sd", 2.0))),
    "lognormal": Uncertainty("lognormal", (("median", 3.0), ("sigma", 0.4))),
    "discrete": Uncertainty("discrete", (("values", (5.0, 1.0, 3.0)), ("weights", (1.0, 1.0, 2.0)))),
    "empirical": Uncertainty("empirical", (("values", (4.0, 4.0, 7.0, 1.0)),)),
}
PEERS = {
    "triangular": stats.triang(c=0.2, loc=1, scale=5),
    "pert": stats.beta(1.8, 4.2, loc=1, scale=5),
    "uniform": stats.uniform(-1, 4),
    "normal": stats.norm(10, 2),
    "lognormal": stats.lognorm(0.4, scale=3),
}


def test_every_distribution_is_tried() -> None:
    assert set(GOOD) == set(DISTRIBUTIONS)
    assert {name: fault_of(one) for name, one in GOOD.items()} == dict.fromkeys(GOOD)


@pytest.mark.parametrize("name", PEERS)
def test_quantiles_means_and_variances_are_those_of_an_independent_implementation(name: str) -> None:
    at = np.array([0.001, 0.1, 0.2, 0.5, 0.9, 0.999])
    assert quantile(GOOD[name], at) == pytest.approx(PEERS[name].ppf(at), rel=1e-9)
    assert mean(GOOD[name]) == pytest.approx(PEERS[name].mean(), rel=1e-12)
    assert variance(GOOD[name]) == pytest.approx(PEERS[name].var(), rel=1e-12)


def test_what_is_listed_is_drawn_as_often_as_its_weight() -> None:
    at = np.array([0.1, 0.24, 0.26, 0.74, 0.76, 0.99])
    assert quantile(GOOD["discrete"], at).tolist() == [1.0, 1.0, 3.0, 3.0, 5.0, 5.0]
    assert quantile(GOOD["empirical"], at).tolist() == [1.0, 1.0, 4.0, 4.0, 7.0, 7.0]
    assert (mean(GOOD["discrete"]), variance(GOOD["discrete"])) == (3.0, 2.0)
    assert (mean(GOOD["empirical"]), variance(GOOD["empirical"])) == (4.0, 4.5)


@pytest.mark.parametrize("name", GOOD)
def test_draws_have_the_mean_and_the_variance(name: str) -> None:
    numbers = drawn(GOOD[name], np.random.default_rng(3), 200_000)
    assert numbers.shape == (200_000,)
    deviation = math.sqrt(variance(GOOD[name]))
    assert numbers.mean() == pytest.approx(mean(GOOD[name]), abs=5 * deviation / math.sqrt(200_000))
    assert numbers.var() == pytest.approx(variance(GOOD[name]), rel=0.03)


@given(st.sampled_from(sorted(GOOD)), st.lists(st.floats(1e-9, 1 - 1e-9), min_size=2, max_size=20))
def test_quantiles_rise(name: str, at: list[float]) -> None:
    found = quantile(GOOD[name], np.sort(np.array(at)))
    assert (np.diff(found) >= -1e-12).all()


BAD = {
    "an unknown kind": Uncertainty("cauchy", (("mean", 1.0),)),
    "a parameter too few": Uncertainty("normal", (("mean", 1.0),)),
    "a parameter too many": Uncertainty("normal", (("mean", 1.0), ("sd", 1.0), ("skew", 1.0))),
    "R01 a negative deviation": Uncertainty("normal", (("mean", 1.0), ("sd", -1.0))),
    "R01 an infinite deviation": Uncertainty("normal", (("mean", 1.0), ("sd", math.inf))),
    "R01 not a number": Uncertainty("normal", (("mean", math.nan), ("sd", 1.0))),
    "R02 the order is wrong": Uncertainty("triangular", (("low", 3.0), ("mode", 2.0), ("high", 1.0))),
    "R02 the mode lies outside": Uncertainty("pert", (("low", 0.0), ("mode", 2.0), ("high", 1.0))),
    "nothing between": Uncertainty("uniform", (("low", 1.0), ("high", 1.0))),
    "no median": Uncertainty("lognormal", (("median", 0.0), ("sigma", 1.0))),
    "weights that do not fit": Uncertainty("discrete", (("values", (1.0, 2.0)), ("weights", (1.0,)))),
    "weights of nothing": Uncertainty("discrete", (("values", (1.0,)), ("weights", (0.0,)))),
    "no values": Uncertainty("empirical", (("values", ()),)),
    "one number for a list": Uncertainty("empirical", (("values", 1.0),)),
    "a list for one number": Uncertainty("normal", (("mean", (1.0,)), ("sd", 1.0))),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_distribution_is_told_in_both_languages(name: str) -> None:
    fault = fault_of(BAD[name])
    assert fault is not None
    assert len(fault) == 2
    assert fault[0] != fault[1]
