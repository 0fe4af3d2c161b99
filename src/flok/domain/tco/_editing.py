"""A study changed in its parts: alternatives, cost lines and effects that come and go.

What a change leaves without use goes too. Nothing is checked here: the document is read again (study_from).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from ._check_study import named_inputs
from ._study import Alternative, Correlation, Effect, Input, Line, Name, Study, Timing
from ._units import parse_unit, product, written

Part = TypeVar("Part", Line, Effect)
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})


def new_id(name: str, taken: Collection[str], otherwise: str) -> str:
    """An id made of a name: `El pr. vask` is `el_pr_vask`; numbered where it is taken, `otherwise` where nothing is
    left of the name.
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    word = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:50]
    word = word if re.match(r"[a-z]", word) else otherwise
    numbers = (f"{word}_{number}" for number in range(2, len(taken) + 3))
    return word if word not in taken else next(each for each in numbers if each not in taken)


def with_alternative(study: Study, name: str, like: str) -> Study:
    """One alternative more, at the values of the one it is like. Raises KeyError."""
    model = study.alternative(like)
    id_ = new_id(name, [each.id for each in study.alternatives], "alternative")
    added = Alternative(id_, Name(name, name), model.values)
    return replace(
        study,
        alternatives=(*study.alternatives, added),
        lines=tuple(replace(each, alternatives=_with(each.alternatives, like, id_)) for each in study.lines),
        effects=tuple(replace(each, alternatives=_with(each.alternatives, like, id_)) for each in study.effects),
    )


def without_alternative(study: Study, id_: str) -> Study:
    """One alternative less, with the lines and effects that were its alone. Raises KeyError."""
    gone = study.alternative(id_)
    left = tuple(each for each in study.alternatives if each is not gone)
    lines = tuple(_without(each, id_, len(left)) for each in study.lines if each.alternatives != (id_,))
    effects = tuple(_without(each, id_, len(left)) for each in study.effects if each.alternatives != (id_,))
    baseline = "" if study.baseline == id_ else study.baseline
    changed = replace(study, alternatives=left, effects=effects, baseline=baseline)
    return _swept(study, _of_lines(changed, lines))


def without_line(study: Study, id_: str) -> Study:
    """The study without a cost line, residual values of it alone, and inputs that nothing else names."""
    return _swept(study, _of_lines(study, tuple(each for each in study.lines if each.id != id_)))


def without_effect(study: Study, id_: str) -> Study:
    """The study without an effect, prices of what it alone gave off, and inputs that nothing else names."""
    effects = tuple(each for each in study.effects if each.id != id_)
    given_off = {each.substance for each in effects}
    gone = {each.substance for each in study.effects} - given_off
    priced = [
        replace(each, prices=tuple(one for one in each.prices if one[0] not in gone)) for each in study.price_sets
    ]
    price_sets = tuple(each for each in priced if each.prices)
    headline = study.headline if study.headline in {each.id for each in price_sets} else ""
    return _swept(study, replace(study, effects=effects, price_sets=price_sets, headline=headline))


def with_input(study: Study, given: Input, *, own: float | None = None) -> Study:
    """One input more; `own`: each alternative has its own value, for now this. Its place in a line comes after."""
    if own is None:
        return replace(study, inputs=(*study.inputs, given))
    alternatives = tuple(replace(each, values=(*each.values, (given.id, own))) for each in study.alternatives)
    return replace(study, inputs=(*study.inputs, replace(given, value=None)), alternatives=alternatives)


def with_life(study: Study, id_: str, name: Name) -> Study:
    """The study with a lifetime for each alternative, as long as the horizon to begin with."""
    return replace(with_input(study, Input(id_, name, "year", None), own=float(study.horizon)), life=id_)


def left_unit(study: Study, counted: Iterable[str], timing: Timing, numerator: str) -> str:
    """The unit of the last factor of a line or effect: what times the units of `counted` comes to `numerator`.

    `DKK/vask` for dishwashers times washes a year, every year. Raises KeyError for an input there is not, ValueError
    where it would be something times years, so that what is counted and when it falls do not fit.
    """
    wanted = Counter({numerator: 1, **({"year": -1} if timing.kind in ("yearly", "monthly") else {})})
    wanted.subtract(product(study.input(each).unit for each in counted))
    powers = {symbol: power for symbol, power in sorted(wanted.items(), key=_year_last) if power}
    if powers.get("year", 0) > 0 or powers.get("year", 0) < -1:
        raise ValueError(written(powers))
    return written(powers)


def _year_last(power: tuple[str, int]) -> bool:
    return power[0] == "year"


def may_count(given: Input, currency: str) -> bool:
    """Whether an input is a number of something, that a cost or an effect can be per."""
    unit = parse_unit(given.unit)
    return bool(unit) and currency not in unit and not {"kg", "t", "g"} & set(unit) and set(unit) != {"year"}


def is_years(given: Input) -> bool:
    """Whether an input is a number of years."""
    return parse_unit(given.unit) == Counter({"year": 1})


def may_hold(study: Study, given: Input) -> tuple[str, ...]:
    """The substances whose tax or harm may be in an input already: those priced, where it is the price of a cost."""
    is_price = any(given.id in line.price for line in study.lines) and study.currency in parse_unit(given.unit)
    priced = {substance for prices in study.price_sets for substance, _ in prices.prices}
    return tuple(sorted(priced & {each.substance for each in study.effects})) if is_price else ()


def may_be_left(line: Line) -> bool:
    """Whether a residual value can be counted of a line: it is bought, at whole years."""
    return line.residual is None and line.timing.kind in ("start", "every", "years")


def _with(named: tuple[str, ...], like: str, id_: str) -> tuple[str, ...]:
    return (*named, id_) if like in named else named


def _without(part: Part, id_: str, left: int) -> Part:
    named = tuple(each for each in part.alternatives if each != id_)
    if len(named) == left:
        return replace(part, alternatives=(), reason="")
    return replace(part, alternatives=named)


def _of_lines(study: Study, lines: Sequence[Line]) -> Study:
    """The study with these lines; residual values of no other line go, until none does."""
    ids = {each.id for each in lines}
    kept = []
    for line in lines:
        if line.residual is not None:
            of = tuple(each for each in line.residual.of if each in ids)
            if not of:
                continue
            line = replace(line, residual=replace(line.residual, of=of))
        kept.append(line)
    return replace(study, lines=tuple(kept))


def _swept(before: Study, after: Study) -> Study:
    """Without the inputs that were named before and are not any more, and correlations with them."""
    unrelated = replace(after, correlations=())
    gone = {named for _, named in named_inputs(before)} - {named for _, named in named_inputs(unrelated)}
    correlations = tuple(each for each in after.correlations if not _is_of(each, gone))
    alternatives = tuple(
        replace(each, values=tuple(pair for pair in each.values if pair[0] not in gone)) for each in after.alternatives
    )
    inputs = tuple(each for each in after.inputs if each.id not in gone)
    return replace(after, inputs=inputs, alternatives=alternatives, correlations=correlations)


def _is_of(correlation: Correlation, gone: set[str]) -> bool:
    return correlation.first in gone or correlation.second in gone
