"""Published figures, with their source, and how Flok's agree with them: `flok tco check`.

vectors/*.toml: studies with what they should come to, and single functions with arguments. What is allowed to differ
stands at each figure: `digits` (the printed digits are the same), `relative` or `share` (of the figure), `absolute`;
where it is more than rounding, `because` says why.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from ._compile import compile_study
from ._conventions import Conventions
from ._discounting import annuity, discount_factor, inflation_rate, nominal_rate, real_rate
from ._flows import flows
from ._parameters import parameter_set
from ._read_study import study_from
from ._return import adjusted_internal_rate, internal_rates, payback, savings_to_investment
from ._savings import difference_of
from ._study import Study
from ._timing import last_occurrence


@dataclass(frozen=True, slots=True)
class Agreement:
    """A published figure and Flok's. allowed: how much they may differ; because: why, where it is not rounding."""

    vector: str
    title: str
    source: str
    figure: str
    published: float
    found: float
    allowed: float
    because: str

    @property
    def agrees(self) -> bool:
        """Whether the two differ by no more than is allowed."""
        return abs(self.found - self.published) <= self.allowed


def agreements() -> Iterator[Agreement]:
    """Every figure of every vector that Flok comes with, in the order of the files' names."""
    folder = files(__package__) / "vectors"
    for each in sorted(folder.iterdir(), key=lambda file: file.name):
        if each.name.endswith(".toml"):
            yield from agreements_of(each.name.removesuffix(".toml"), each.read_text(encoding="utf-8"))


def agreements_of(name: str, text: str) -> Iterator[Agreement]:
    """Every figure of one vector, given as its text."""
    content = tomllib.loads(text)
    told: list[tuple[str, float, dict[str, Any]]] = []
    if "study" in content:
        figures = _Figures(study_from(content["study"], name))
        told += [(each["figure"], figures[each["figure"]], each) for each in content["expect"]]
    for each in content.get("call", ()):
        figure = f"{each['function']}({', '.join(map(str, each['arguments']))})"
        told.append((figure, _called(each), each))
    for figure, found, each in told:
        published, because = float(each["value"]), each.get("because", "")
        yield Agreement(
            name, content["title"], content["source"], figure, published, found, _allowed(each, published), because
        )


def _called(stated: dict[str, Any]) -> float:
    value = _FUNCTIONS[stated["function"]](*stated["arguments"])
    return float("nan") if value is None else float(value)


def _allowed(stated: dict[str, Any], published: float) -> float:
    if "digits" in stated:
        return float(0.5 * 10.0 ** -stated["digits"]) + 1e-9
    if "absolute" in stated:
        return float(stated["absolute"])
    return float(stated.get("relative", stated.get("share", 0.0))) * abs(published)


class _Figures:
    """Figures of a study in float64, by address: `present_value/alternative`, `paid/alternative/line/year` ..."""

    def __init__(self, study: Study) -> None:
        self._study, self._flows = study, flows(compile_study(study))
        self._ids = [each.id for each in study.alternatives]

    def __getitem__(self, address: str) -> float:
        kind, own, *rest = address.split("/")
        number = self._ids.index(own)
        if kind in ("present_value", "annual", "units"):
            return self._whole(kind, number)
        if kind == "line_annual":
            return self._part("line", number, rest) / self._sum("annuity", number)
        if kind in ("line", "lines", "paid", "discounted", "effect", "kg"):
            return self._part(kind, number, rest)
        return self._saved(kind, number)

    def _sum(self, section: str, number: int) -> float:
        rows = [each for each in self._flows if each.row.section == section and each.row.alternative == number]
        return float(sum(each.discounted.sum() for each in rows))

    def _whole(self, kind: str, number: int) -> float:
        if kind == "units":
            return self._sum("units", number)
        return self._sum("cost", number) / (1.0 if kind == "present_value" else self._sum("annuity", number))

    def _part(self, kind: str, number: int, rest: list[str]) -> float:
        section = kind if kind in ("effect", "kg") else "cost"
        own = [each for each in self._flows if each.row.section == section and each.row.alternative == number]
        if kind == "effect":
            own = [each for each in own if [each.row.of, each.row.id] == rest]
        elif kind == "lines":
            own = [each for each in own if each.row.id.startswith(rest[0])]
        else:
            own = [each for each in own if each.row.id == rest[0]]
        if kind in ("paid", "discounted", "kg"):
            by_year = [each.discounted if kind == "discounted" else each.paid for each in own]
            return float(sum(each[int(rest[1])] for each in by_year))
        return float(sum(each.discounted.sum() for each in own))

    def _saved(self, kind: str, number: int) -> float:
        study = self._study
        saved = difference_of(study, self._flows, self._ids.index(study.baseline), number)
        net = float(saved.discounted.sum())
        ratio = savings_to_investment(net + saved.extra, saved.extra)
        told: dict[str, float | None] = {
            "net_savings": net,
            "other_savings": net + saved.extra,
            "extra_investment": saved.extra,
            "savings_to_investment": ratio,
            "adjusted_internal_rate": adjusted_internal_rate(ratio, study.discounting.steps[0][1], study.horizon),
            "internal_rate": next(iter(internal_rates(saved.moments).rates), None),
            "simple_payback": payback(saved.paid.tolist(), study.conventions),
            "discounted_payback": payback(saved.discounted.tolist(), study.conventions),
        }
        value = told[kind]
        return float("nan") if value is None else value


def _danish_steps() -> tuple[tuple[int, float], ...]:
    discount = parameter_set("dk-discount-2021@1").discount
    return discount[1] if discount is not None else ()


_FUNCTIONS: Mapping[str, Callable[..., float | None]] = {
    "real_rate": real_rate,
    "nominal_rate": nominal_rate,
    "inflation_rate": inflation_rate,
    "annuity": annuity,
    "discount_factor": lambda rate, t: discount_factor(((1, rate),), "cumulative", t),
    "present_value": lambda rate, amount, t: amount * discount_factor(((1, rate),), "cumulative", t),
    "danish_factor": lambda reading, t: discount_factor(_danish_steps(), reading, t),
    "danish_annuity": lambda years: sum(
        discount_factor(_danish_steps(), "cumulative", year) for year in range(1, years + 1)
    ),
    "savings_to_investment": savings_to_investment,
    "adjusted_internal_rate": adjusted_internal_rate,
    "payback_ratio": lambda invested, saved: payback([-invested, saved], Conventions(payback_form="ratio")),
    "last_occurrence": last_occurrence,
}
