"""What may be wrong with a study that can be computed: things a reader, a bidder or a complaints board would ask about.

Sources: Directive 2014/24/EU article 68 and udbudsloven § 166 (externalities only where their value in money can be
determined and verified; method and data in the tender documents); Upphandlingsmyndigheten on real and nominal rates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ._check_study import named_inputs
from ._residual import parts_left
from ._study import Name, Path, Study
from ._timing import number_of, period
from ._units import is_of_mass


@dataclass(frozen=True, slots=True)
class Finding:
    """severity: `error` (would make the comparison wrong), `warning` (to be looked at), `note` (to be known)."""

    code: str
    severity: Literal["error", "warning", "note"]
    place: str
    da: str
    en: str


def lint(study: Study) -> tuple[Finding, ...]:
    """All findings, the most severe first."""
    found = dict.fromkeys(finding for rule in _RULES for finding in rule(study))
    return tuple(sorted(found, key=lambda each: ("error", "warning", "note").index(each.severity)))


def _counted_twice(study: Study) -> Iterator[Finding]:
    """The tax on a substance is in a price, and a price set counts the substance again."""
    for prices in study.price_sets:
        priced = {substance for substance, _ in prices.prices}
        used = {each.substance for each in study.effects} & priced
        for line in study.lines:
            for named in (*line.quantity, *line.price):
                price = study.input(named).name
                for substance in sorted(used & set(study.input(named).includes)):
                    yield Finding(
                        "counted_twice",
                        "error",
                        f"line.{line.id}.price",
                        f"{price.da} har allerede {substance} med, og {prices.name.da} lægger det til igen",
                        f"{price.en} includes {substance} already, and {prices.name.en} adds it again",
                    )


def _unverifiable(study: Study) -> Iterator[Finding]:
    """An effect is priced by a value nobody can look up, or its quantity is not said to be verified."""
    severity: Literal["error", "warning"] = "error" if study.in_tender else "warning"
    for prices in study.price_sets:
        for _, named in prices.prices:
            if study.input(named).is_own:
                yield Finding(
                    "no_source",
                    severity,
                    f"input.{named}.source",
                    "prisen på en effekt har ingen kilde; værdien i penge skal kunne efterprøves (§ 166)",
                    "the price of an effect has no source; its value in money must be verifiable (article 68)",
                )
    for effect in study.effects:
        for named in effect.quantity:
            each = study.input(named)
            if each.is_own and each.value is not None and is_of_mass(each.unit) and not study.is_example:
                yield Finding(
                    "no_source",
                    severity,
                    f"input.{named}.source",
                    "udledningen har ingen kilde; værdien i penge skal kunne efterprøves (§ 166)",
                    "the emission has no source; its value in money must be verifiable (article 68)",
                )
            if each.fixed_by == "bidder" and not each.verified_by:
                yield Finding(
                    "not_verified",
                    severity,
                    f"input.{named}.verified_by",
                    "tilbudsgiver oplyser tallet, men det står ikke, hvordan det vises",
                    "the bidder states it, but how it is shown is not said",
                )
    for substance in sorted({each.substance for each in study.effects}):
        if not any(substance in dict(each.prices) for each in study.price_sets):
            yield Finding(
                "no_price",
                "note",
                f"effect.{substance}",
                f"{substance} regnes i kg, men har ingen pris",
                f"{substance} is counted in kg, but has no price",
            )


def _rates(study: Study) -> Iterator[Finding]:
    """A nominal rate with real prices, or the other way round, and no inflation to bring them together."""
    discounting = study.discounting
    if discounting.basis != study.prices and discounting.inflation is None:
        yield Finding(
            "basis",
            "error",
            "discount.basis",
            f"renten er {discounting.basis}, priserne er {study.prices}; skriv inflationen, eller brug samme slags",
            f"the rate is {discounting.basis}, the prices are {study.prices}; state inflation, or use the same kind",
        )
    if discounting.inflation is not None and discounting.basis == study.prices:
        yield Finding(
            "inflation_unused",
            "note",
            "discount.inflation",
            "inflationen bruges ikke: rente og priser er af samme slags",
            "inflation is not used: rate and prices are of the same kind",
        )
    if len({rate for _, rate in discounting.steps}) > 1 and discounting.reading == "spot":
        yield Finding(
            "spot_steps",
            "note",
            "discount.reading",
            "med spot bliver penge efter et trin mere værd end penge før det",
            "read as spot, money after a step is worth more than money before it",
        )


def _missing_lines(study: Study) -> Iterator[Finding]:
    """A line is in some alternatives only, and nothing says why; or a bidder's line costs nothing in one."""
    for kind, parts in (("line", study.lines), ("effect", study.effects)):
        for part in parts:
            if part.alternatives and not part.reason:
                da, en = _listed(each.name for each in study.alternatives if each.id not in part.alternatives)
                yield Finding(
                    "line_missing",
                    "warning",
                    f"{kind}.{part.id}.alternatives",
                    f"mangler i {da}; skriv hvorfor (reason)",
                    f"is missing in {en}; say why (reason)",
                )


def _costs_nothing(study: Study) -> Iterator[Finding]:
    """A line comes to nothing in one alternative and not in another, by a value of its own."""
    for line in study.lines:
        having = [each for each in study.alternatives if not line.alternatives or each.id in line.alternatives]
        factors = [each for each in (*line.quantity, *line.price) if study.input(each).value is None]
        free = [each.name for each in having if any(dict(each.values)[factor] == 0 for factor in factors)]
        if free and len(free) < len(having):
            da, en = _listed(free)
            yield Finding(
                "costs_nothing",
                "warning",
                f"line.{line.id}",
                f"koster intet i {da}; er det rigtigt?",
                f"costs nothing in {en}; is that right?",
            )


def _listed(names: Iterable[Name]) -> tuple[str, str]:
    """In Danish and in English."""
    told = list(names)
    return ", ".join(each.da for each in told), ", ".join(each.en for each in told)


def _implausible(study: Study) -> Iterator[Finding]:
    """A value outside what the study itself calls plausible."""
    for each in study.inputs:
        stated = [
            (f"alternative.{own.id}.values.{each.id}", dict(own.values).get(each.id)) for own in study.alternatives
        ]
        if each.value is not None and not isinstance(each.value, Path):
            stated = [(f"input.{each.id}.value", each.value)]
        for place, value in stated:
            is_low = value is not None and each.low is not None and value < each.low
            is_high = value is not None and each.high is not None and value > each.high
            if is_low or is_high:
                da = f"{value:g} er uden for det rimelige ({each.low} til {each.high})"
                en = f"{value:g} is outside what is plausible ({each.low} to {each.high})"
                yield Finding("implausible", "warning", place, da, en)


def _unused(study: Study) -> Iterator[Finding]:
    """An input that nothing names: perhaps a line is missing."""
    named = {id_ for _, id_ in named_inputs(study)}
    for each in study.inputs:
        if each.id not in named:
            yield Finding("unused", "warning", f"input.{each.id}", "bruges ikke", "is not used")


def _beyond_life(study: Study) -> Iterator[Finding]:
    """Something has a value left, or goes on costing, after its life has ended."""
    if study.comparison != "same_period":
        return
    for alternative in study.alternatives:
        for line in study.lines:
            if line.residual is None or (line.alternatives and alternative.id not in line.alternatives):
                continue
            named = line.residual.life or study.life
            life = number_of(study, named, alternative) if named else None
            if life is not None and life < study.horizon and any(parts_left(study, line, alternative)):
                yield Finding(
                    "residual_beyond_life",
                    "warning",
                    f"line.{line.id}",
                    f"{alternative.name.da} holder {life:g} år; efter {study.horizon} år er der ingen restværdi",
                    f"{alternative.name.en} lasts {life:g} years; after {study.horizon} years nothing is left of it",
                )
        if study.life and number_of(study, study.life, alternative) < study.horizon and not _is_replaced(study):
            yield Finding(
                "not_replaced",
                "error",
                f"alternative.{alternative.id}",
                "holder kortere end perioden og købes ikke igen; brug replacement_chain eller equivalent_annual",
                "lasts shorter than the period and is not bought again; use replacement_chain or equivalent_annual",
            )


def _is_replaced(study: Study) -> bool:
    return any(each.kind == "replacement" for each in study.lines)


def _not_told(study: Study) -> Iterator[Finding]:
    """What a tender must tell: how each figure of the bidder is shown, and what is internal."""
    if not study.in_tender:
        if any(each.fixed_by == "bidder" for each in study.inputs):
            yield Finding(
                "not_in_tender",
                "note",
                "in_tender",
                "metoden skal stå i udbudsmaterialet, før den kan bruges til tildeling (§ 166)",
                "the method must be in the tender documents before it can decide an award (article 68)",
            )
        return
    for each in study.inputs:
        if each.fixed_by == "bidder" and not each.verified_by:
            yield Finding(
                "not_verified",
                "warning",
                f"input.{each.id}.verified_by",
                "det står ikke, hvordan tilbudsgivers tal vises",
                "how the bidder's figure is shown is not said",
            )
        if each.fixed_by == "authority" and each.value is None:
            yield Finding(
                "authority_differs",
                "error",
                f"input.{each.id}",
                "ordregiver fastsætter tallet, men det er ikke ens for alle",
                "the authority fixes it, but it is not the same for all",
            )
        if each.fixed_by == "bidder" and each.value is not None:
            yield Finding(
                "bidder_cannot",
                "error",
                f"input.{each.id}.value",
                "tilbudsgiver skal oplyse tallet, men det er skrevet på forhånd",
                "the bidder is to state it, but it is written beforehand",
            )
    if study.is_example:
        yield Finding(
            "example", "error", "is_example", "eksempeltal hører ikke i et udbud", "example figures in a tender"
        )


def _own_values(study: Study) -> Iterator[Finding]:
    """Values without a source are the user's own."""
    own = [each.name for each in study.inputs if each.is_own and each.value is not None]
    if own and not study.is_example:
        da, en = _listed(own)
        yield Finding("own_values", "note", "input", f"egne tal uden kilde: {da}", f"own, without source: {en}")
    if not study.discounting.source and not study.discounting.parameter:
        yield Finding("own_rate", "note", "discount.source", "renten har ingen kilde", "the rate has no source")


def _held_paths(study: Study) -> Iterator[Finding]:
    """A path ends before the period does; its last value is held."""
    last = study.base_date.year + max(period(study, each) for each in study.alternatives) - 1
    for each in study.inputs:
        if isinstance(each.value, Path) and each.value.years[-1] < last:
            ends = each.value.years[-1]
            yield Finding(
                "path_held",
                "note",
                f"input.{each.id}",
                f"slutter i {ends}; den sidste værdi holdes til {last}",
                f"ends in {ends}; the last value is held to {last}",
            )


_RULES: tuple[Callable[[Study], Iterator[Finding]], ...] = (
    _counted_twice,
    _unverifiable,
    _rates,
    _missing_lines,
    _costs_nothing,
    _implausible,
    _unused,
    _beyond_life,
    _not_told,
    _own_values,
    _held_paths,
)
