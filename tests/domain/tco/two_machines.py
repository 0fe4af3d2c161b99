"""A small study for the tests: a cheap machine that uses much, and a dear one that uses little."""

from __future__ import annotations

import datetime
from dataclasses import replace

from flok.domain.tco._study import (
    Alternative,
    Correlation,
    Discounting,
    Effect,
    Input,
    Line,
    Name,
    PriceSet,
    Study,
    Timing,
    Uncertainty,
)


def two_machines(**changes: object) -> Study:
    """Ten years at 3 %: 10,000 kr. and 2,000 kWh a year, or 16,000 kr. and 1,500 kWh, at 2 kr./kWh."""
    inputs = (
        Input("purchase", _name("purchase"), "DKK", None, fixed_by="bidder"),
        Input("use", _name("use"), "kWh/year", None, fixed_by="bidder"),
        Input("one", _name("one"), "piece", 1.0),
        Input("power_price", _name("power price"), "DKK/kWh", 2.0),
        Input("emission", _name("emission"), "kg/kWh", 0.1),
        Input("co2_price", _name("CO2 price"), "DKK/kg", 0.0),
    )
    study = Study(
        id="machines", version=1, date=datetime.date(2026, 1, 1), name=_name("Machines"), summary=_name("Machines"),
        base_date=datetime.date(2026, 1, 1), horizon=10, prices="real", comparison="same_period",
        discounting=Discounting("real", ((1, 0.03),)), inputs=inputs,
        alternatives=(
            Alternative("cheap", _name("cheap"), (("purchase", 10_000.0), ("use", 2_000.0))),
            Alternative("dear", _name("dear"), (("purchase", 16_000.0), ("use", 1_500.0))),
        ),
        lines=(
            Line("purchase", _name("purchase"), "acquisition", ("one",), ("purchase",), Timing("start")),
            Line("power", _name("power"), "operation", ("use",), ("power_price",), Timing("yearly")),
        ),
        effects=(Effect("co2", _name("CO2"), "co2e", ("use", "emission"), Timing("yearly")),),
        price_sets=(PriceSet("shadow", _name("shadow"), (("co2e", "co2_price"),)),),
    )  # fmt: skip
    return replace(study, **changes)


def uncertain(study: Study, correlations: tuple[Correlation, ...] = (), **by_input: Uncertainty) -> Study:
    """The study with these inputs uncertain."""
    inputs = tuple(replace(one, uncertainty=by_input.get(one.id, one.uncertainty)) for one in study.inputs)
    return replace(study, inputs=inputs, correlations=correlations)


def normal(mean: float, sd: float, *, relative: bool = False, shared: bool = True) -> Uncertainty:
    return Uncertainty("normal", (("mean", mean), ("sd", sd)), relative, shared)


def _name(words: str) -> Name:
    return Name(words, words)
