"""Reading inputs, what is not known about them, and how they go together."""

from __future__ import annotations

from ._distributions import DISTRIBUTIONS, MOST_VALUES, fault_of
from ._fields import LARGEST, Table
from ._parameters import parameter
from ._study import Correlation, Input, Path, Uncertainty

_LISTS = ("values", "weights")


def read_input(table: Table) -> Input:
    """An input: a value, a path, a parameter, or none of these where each alternative has its own."""
    reference = table.text("parameter", "")
    value, unit, name, source = _value(table), "", None, table.text("source", "")
    if reference:
        try:
            holder, known = parameter(reference)
        except KeyError:
            table.problem("parameter", "parameter", "kendes ikke", "is not known")
        else:
            differs = value is not None and value != known.value
            if differs or (table.has("unit") and table.text("unit") != known.unit):
                da, en = "har en anden værdi eller enhed", "has another value or unit"
                table.problem("parameter", "parameter_differs", da, en)
            value, unit, name, source = known.value, known.unit, known.name, source or holder.source
    return Input(
        id=table.identifier("id"),
        name=name if name is not None and not table.has("name") else table.name("name"),
        unit=unit or table.text("unit"),
        value=value,
        source=source,
        parameter=reference,
        fixed_by=table.choice("fixed_by", ("authority", "bidder"), "authority"),
        verified_by=table.text("verified_by", ""),
        low=table.number("low", -LARGEST, LARGEST),
        high=table.number("high", -LARGEST, LARGEST),
        includes=table.identifiers("includes"),
        uncertainty=_uncertainty(table) if table.has("uncertainty") else None,
    )


def _value(table: Table) -> float | Path | None:
    if not table.has("years") and not table.has("values"):
        return table.number("value", -LARGEST, LARGEST)
    if table.has("value"):
        table.problem("value", "value", "enten value eller years og values", "either value or years and values")
    years, values = table.numbers("years", 1990, 2300), table.numbers("values", -LARGEST, LARGEST)
    rising = list(years) == sorted(set(years)) and all(year == int(year) for year in years)
    if not years or len(years) != len(values) or not rising:
        da = "hele år der stiger, og lige så mange værdier"
        table.problem("years", "value", da, "whole years that rise, and as many values")
        return None
    return Path(tuple(int(year) for year in years), values)


def _uncertainty(table: Table) -> Uncertainty:
    wanted = sorted({each for distribution in DISTRIBUTIONS.values() for each in distribution.wants})
    given = table.table("uncertainty", ("distribution", "relative", "shared", *wanted))
    distribution = given.choice("distribution", tuple(DISTRIBUTIONS))
    parameters: list[tuple[str, float | tuple[float, ...]]] = []
    for key in filter(given.has, wanted):
        value = given.numbers(key, -LARGEST, LARGEST, most=MOST_VALUES) if key in _LISTS else None
        parameters.append((key, value if value is not None else given.number(key, -LARGEST, LARGEST) or 0.0))
    shared = given.flag("shared") if given.has("shared") else True
    uncertainty = Uncertainty(distribution, tuple(parameters), given.flag("relative"), shared)
    fault = fault_of(uncertainty)
    if fault is not None:
        given.problem("", "uncertainty", *fault)
    return uncertainty


def read_correlation(table: Table) -> Correlation:
    """A rank correlation between two inputs."""
    pair = table.identifiers("between")
    rank = table.number("rank", -1, 1)
    if rank is None and not table.has("rank"):
        table.problem("rank", "missing", "mangler", "is missing")
    if len(pair) != 2 or pair[0] == pair[1]:
        table.problem("between", "value", "skal være to forskellige input", "must be two different inputs")
        return Correlation("", "", 0.0)
    return Correlation(pair[0], pair[1], rank or 0.0)
