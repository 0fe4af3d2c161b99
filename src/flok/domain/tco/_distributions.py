"""The distributions an uncertain input may have: what they want, and how a number is drawn from each.

triangular, pert: low, mode, high. uniform: low, high. normal: mean, sd. lognormal: median, sigma (sd of the logarithm).
discrete: values, weights. empirical: values (each as likely as the next).
pert is the beta distribution with shape 4: Malcolm, Roseboom, Clark & Fazar (1959), Operations Research 7(5), 646-669.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtri

from ._study import Uncertainty

Numbers = NDArray[np.float64]
Parameters = Mapping[str, Any]
MOST_VALUES = 10_000


@dataclass(frozen=True, slots=True)
class Distribution:
    """wants: names of its parameters. fault: why they make none, as (da, en), or None. draw: n numbers from a
    generator. inverse: the quantiles at given probabilities within (0, 1). mean: its expected value.
    """

    wants: tuple[str, ...]
    fault: Callable[[Parameters], tuple[str, str] | None]
    draw: Callable[[Parameters, np.random.Generator, int], Numbers]
    inverse: Callable[[Parameters, Numbers], Numbers]
    mean: Callable[[Parameters], float]
    variance: Callable[[Parameters], float]


def fault_of(uncertainty: Uncertainty) -> tuple[str, str] | None:
    """Why this is no distribution, in Danish and English; None where it is one."""
    kind = DISTRIBUTIONS.get(uncertainty.distribution)
    if kind is None:
        known = ", ".join(DISTRIBUTIONS)
        return f"en ukendt fordeling; kendte er {known}", f"an unknown distribution; known are {known}"
    given = dict(uncertainty.parameters)
    if set(given) != set(kind.wants):
        wants = ", ".join(kind.wants)
        return f"fordelingen skal have {wants}", f"the distribution takes {wants}"
    for name, value in given.items():
        numbers = value if isinstance(value, tuple) else (value,)
        if isinstance(value, tuple) != (name in ("values", "weights")) or not 0 < len(numbers) <= MOST_VALUES:
            return f"{name} har ikke den rette form", f"{name} does not have the right form"
        if not all(math.isfinite(one) for one in numbers):
            return f"{name} er ikke et endeligt tal", f"{name} is not a finite number"
    return kind.fault(given)


def drawn(uncertainty: Uncertainty, generator: np.random.Generator, size: int) -> Numbers:
    """`size` numbers, drawn independently."""
    return DISTRIBUTIONS[uncertainty.distribution].draw(dict(uncertainty.parameters), generator, size)


def quantile(uncertainty: Uncertainty, probability: Numbers) -> Numbers:
    """The values that are not exceeded with these probabilities, each within (0, 1)."""
    return DISTRIBUTIONS[uncertainty.distribution].inverse(dict(uncertainty.parameters), probability)


def mean(uncertainty: Uncertainty) -> float:
    return DISTRIBUTIONS[uncertainty.distribution].mean(dict(uncertainty.parameters))


def variance(uncertainty: Uncertainty) -> float:
    return DISTRIBUTIONS[uncertainty.distribution].variance(dict(uncertainty.parameters))


def _fault_of_three(given: Parameters) -> tuple[str, str] | None:
    if given["low"] <= given["mode"] <= given["high"] and given["low"] < given["high"]:
        return None
    return (
        "laveste, mest sandsynlige og højeste værdi skal stå i den rækkefølge",
        "the lowest, the most likely and the highest value must come in that order",
    )


def _fault_of_two(given: Parameters) -> tuple[str, str] | None:
    if given["low"] < given["high"]:
        return None
    return "den laveste værdi skal være mindre end den højeste", "the lowest value must be less than the highest"


def _fault_of_normal(given: Parameters) -> tuple[str, str] | None:
    return None if given["sd"] > 0 else ("spredningen skal være over 0", "the standard deviation must be above 0")


def _fault_of_lognormal(given: Parameters) -> tuple[str, str] | None:
    if given["median"] > 0 and 0 < given["sigma"] <= 5:
        return None
    return "medianen skal være over 0, sigma mellem 0 og 5", "the median must be above 0, sigma between 0 and 5"


def _fault_of_discrete(given: Parameters) -> tuple[str, str] | None:
    weights = given["weights"]
    if len(weights) != len(given["values"]):
        return "der skal være lige mange værdier og vægte", "there must be as many weights as values"
    if min(weights) < 0 or sum(weights) <= 0:
        return "vægtene må ikke være negative eller alle 0", "the weights must not be negative, nor all 0"
    return None


def _fault_of_empirical(given: Parameters) -> tuple[str, str] | None:
    return None


def _shapes(given: Parameters) -> tuple[float, float, float]:
    """The beta distribution's two shapes and the width of a pert."""
    width = given["high"] - given["low"]
    return 1 + 4 * (given["mode"] - given["low"]) / width, 1 + 4 * (given["high"] - given["mode"]) / width, width


def _triangular(given: Parameters, at: Numbers) -> Numbers:
    low, mode, high = given["low"], given["mode"], given["high"]
    turn = (mode - low) / (high - low)
    rising = low + np.sqrt(at * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - at) * (high - low) * (high - mode))
    return np.asarray(np.where(at < turn, rising, falling), dtype=np.float64)


def _pert(given: Parameters, at: Numbers) -> Numbers:
    first, second, width = _shapes(given)
    return np.asarray(given["low"] + width * betaincinv(first, second, at), dtype=np.float64)


def _draw_pert(given: Parameters, generator: np.random.Generator, size: int) -> Numbers:
    first, second, width = _shapes(given)
    return np.asarray(given["low"] + width * generator.beta(first, second, size), dtype=np.float64)


def _discrete(given: Parameters, at: Numbers) -> Numbers:
    order = np.argsort(given["values"], kind="stable")
    values, weights = np.asarray(given["values"], float)[order], np.asarray(given["weights"], float)[order]
    bounds = np.cumsum(weights) / weights.sum()
    return np.take(values, np.minimum(np.searchsorted(bounds, at, side="right"), len(values) - 1))


def _weighted(given: Parameters) -> tuple[float, float]:
    """Mean and variance of values with weights (all alike where there are none)."""
    values = np.asarray(given["values"], float)
    weights = np.asarray(given.get("weights", np.ones(len(values))), float)
    middle = float(np.average(values, weights=weights))
    return middle, float(np.average((values - middle) ** 2, weights=weights))


def _equally(given: Parameters) -> Parameters:
    return {"values": given["values"], "weights": (1.0,) * len(given["values"])}


def _triangular_variance(given: Parameters) -> float:
    low, mode, high = given["low"], given["mode"], given["high"]
    return float(low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18


def _pert_variance(given: Parameters) -> float:
    first, second, width = _shapes(given)
    total = first + second
    return float(width**2 * first * second / (total**2 * (total + 1)))


DISTRIBUTIONS: dict[str, Distribution] = {
    "triangular": Distribution(
        ("low", "mode", "high"), _fault_of_three,
        lambda given, generator, size: generator.triangular(given["low"], given["mode"], given["high"], size),
        _triangular, lambda given: float(given["low"] + given["mode"] + given["high"]) / 3, _triangular_variance,
    ),
    "pert": Distribution(
        ("low", "mode", "high"), _fault_of_three, _draw_pert, _pert,
        lambda given: float(given["low"] + 4 * given["mode"] + given["high"]) / 6, _pert_variance,
    ),
    "uniform": Distribution(
        ("low", "high"), _fault_of_two,
        lambda given, generator, size: generator.uniform(given["low"], given["high"], size),
        lambda given, at: given["low"] + (given["high"] - given["low"]) * at,
        lambda given: float(given["low"] + given["high"]) / 2,
        lambda given: float(given["high"] - given["low"]) ** 2 / 12,
    ),
    "normal": Distribution(
        ("mean", "sd"), _fault_of_normal,
        lambda given, generator, size: generator.normal(given["mean"], given["sd"], size),
        lambda given, at: np.asarray(given["mean"] + given["sd"] * ndtri(at), dtype=np.float64),
        lambda given: float(given["mean"]), lambda given: float(given["sd"]) ** 2,
    ),
    "lognormal": Distribution(
        ("median", "sigma"), _fault_of_lognormal,
        lambda given, generator, size: generator.lognormal(math.log(given["median"]), given["sigma"], size),
        lambda given, at: np.asarray(given["median"] * np.exp(given["sigma"] * ndtri(at)), dtype=np.float64),
        lambda given: float(given["median"]) * math.exp(given["sigma"] ** 2 / 2),
        lambda given: float(given["median"]) ** 2 * math.exp(given["sigma"] ** 2) * math.expm1(given["sigma"] ** 2),
    ),
    "discrete": Distribution(
        ("values", "weights"), _fault_of_discrete,
        lambda given, generator, size: _discrete(given, generator.random(size)), _discrete,
        lambda given: _weighted(given)[0], lambda given: _weighted(given)[1],
    ),
    "empirical": Distribution(
        ("values",), _fault_of_empirical,
        lambda given, generator, size: _discrete(_equally(given), generator.random(size)),
        lambda given, at: _discrete(_equally(given), at),
        lambda given: _weighted(given)[0], lambda given: _weighted(given)[1],
    ),
}  # fmt: skip
