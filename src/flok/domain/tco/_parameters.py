"""Parameter sets: discount rates, price growth and prices of emissions as dated, versioned data with a source.

parameters/*.toml are the ones Flok comes with. A set that is changed gets a new version and a new file, so that a study
that names `dk-co2-tax-2022@1/outside_ets` gives the same figures in years to come.
"""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ._study import Basis, Name, Path


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value with its unit; a Path where it changes by calendar year."""

    id: str
    name: Name
    unit: str
    value: float | Path


@dataclass(frozen=True, slots=True)
class ParameterSet:
    """published: when the source came out; read: the day it was read. discount: basis and steps, where it has them."""

    id: str
    version: int
    published: datetime.date
    read: datetime.date
    name: Name
    note: Name
    source: str
    values: tuple[Parameter, ...]
    discount: tuple[Basis, tuple[tuple[int, float], ...]] | None

    @property
    def reference(self) -> str:
        """How a study names it: `dk-co2-tax-2022@1`."""
        return f"{self.id}@{self.version}"


@cache
def parameter_sets() -> tuple[ParameterSet, ...]:
    """All sets Flok comes with, by id and version."""
    folder = files(__package__) / "parameters"
    documents = [each for each in folder.iterdir() if each.name.endswith(".toml")]
    read = [_set(tomllib.loads(each.read_text(encoding="utf-8"))) for each in documents]
    return tuple(sorted(read, key=lambda each: (each.id, each.version)))


def parameter_set(reference: str) -> ParameterSet:
    """The set `id@version`. Raises KeyError."""
    return {each.reference: each for each in parameter_sets()}[reference]


def parameter(reference: str) -> tuple[ParameterSet, Parameter]:
    """The value `id@version/value`, with its set. Raises KeyError."""
    holder = parameter_set(reference.split("/", 1)[0])
    return holder, {f"{holder.reference}/{each.id}": each for each in holder.values}[reference]


def _set(content: dict[str, Any]) -> ParameterSet:
    return ParameterSet(
        id=content["id"],
        version=content["version"],
        published=content["published"],
        read=content["read"],
        name=Name(**content["name"]),
        note=Name(**content["note"]),
        source=content["source"],
        values=tuple(_value(each) for each in content.get("value", ())),
        discount=_discount(content.get("discount")),
    )


def _value(content: dict[str, Any]) -> Parameter:
    value = content.get("value")
    stated = Path(tuple(content["years"]), tuple(map(float, content["values"]))) if value is None else float(value)
    return Parameter(content["id"], Name(**content["name"]), content["unit"], stated)


def _discount(content: dict[str, Any] | None) -> tuple[Basis, tuple[tuple[int, float], ...]] | None:
    if content is None:
        return None
    return content["basis"], tuple((each["from"], float(each["rate"])) for each in content["steps"])
