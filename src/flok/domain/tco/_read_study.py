"""Reading a study: a TOML or JSON document, strictly, with all that is wrong with it told at once."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path as FilePath
from typing import Any, get_args, get_type_hints

from ._check_study import check_study
from ._conventions import Conventions
from ._fields import LARGEST, Table
from ._parameters import parameter_set
from ._read_inputs import read_correlation, read_input
from ._read_timing import YEARS, read_change, read_timing
from ._study import (
    Alternative,
    Discounting,
    Effect,
    Kind,
    Line,
    Name,
    PerUnit,
    PriceSet,
    Problem,
    Residual,
    Study,
    StudyError,
)
from ._text import SIZE_LIMIT, parse_text

FORMAT = "flok-tco/1"
_KEYS = (
    "format id version date name summary base_date horizon prices comparison discount conventions currency life"
    " baseline headline per_unit input alternative line effect price_set correlation is_example in_tender tender"
).split()
_LINE = (
    "id name kind quantity price when price_change quantity_change budget account residual alternatives reason"
).split()
_EFFECT = "id name substance quantity when quantity_change alternatives reason".split()
_INVESTMENTS = ("acquisition", "replacement", "resale", "residual")


def load_study(path: FilePath) -> Study:
    """The study in a file. Raises StudyError, OSError."""
    with path.open("rb") as file:
        content = file.read(SIZE_LIMIT + 1)
    try:
        return read_study(content.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError:
        problem = Problem("", "encoding", "dokumentet er ikke UTF-8", "the document is not UTF-8")
        raise StudyError(path.name, (problem,)) from None


def read_study(text: str, origin: str = "study.toml") -> Study:
    """The study in a TOML or JSON text; `origin` names it in messages.

    Raises StudyError with every problem found: what is unknown, missing or no value; then, when all can be read,
    what does not fit together (units, references, lifetimes).
    """
    return study_from(parse_text(text, origin), origin)


def study_from(content: dict[str, Any], origin: str) -> Study:
    """The study in tables that were parsed already (parse_text bounds what comes from outside). Raises StudyError."""
    problems: list[Problem] = []
    terms = content.get("tender", {})
    Table(problems, "tender", terms, terms if isinstance(terms, dict) else ())  # what is in it: tender/_reading.py
    study = _study(Table(problems, "", content, _KEYS))
    problems = problems or check_study(study)
    if problems:
        raise StudyError(origin, tuple(problems))
    return study


def _study(top: Table) -> Study:
    top.choice("format", (FORMAT,))
    base_date = top.day("base_date")
    return Study(
        id=top.identifier("id"),
        version=top.whole("version", 1, 1_000_000),
        date=top.day("date"),
        name=top.name("name"),
        summary=top.name("summary", ""),
        base_date=base_date,
        horizon=top.whole("horizon", 1, YEARS),
        prices=top.choice("prices", ("real", "nominal")),
        comparison=top.choice("comparison", ("same_period", "replacement_chain", "equivalent_annual"), "same_period"),
        discounting=_discounting(top),
        inputs=tuple(read_input(each) for each in top.tables("input", _input_keys(), 500)),
        alternatives=tuple(map(_alternative, top.tables("alternative", ("id", "name", "values"), 50))),
        lines=tuple(map(_line, top.tables("line", _LINE, 200))),
        effects=tuple(map(_effect, top.tables("effect", _EFFECT, 50))),
        price_sets=tuple(map(_price_set, top.tables("price_set", ("id", "name", "prices", "price_change"), 20))),
        headline=top.identifier("headline", ""),
        life=top.identifier("life", ""),
        baseline=top.identifier("baseline", ""),
        per_unit=_per_unit(top) if top.has("per_unit") else None,
        correlations=tuple(map(read_correlation, top.tables("correlation", ("between", "rank"), 200))),
        conventions=_conventions(top),
        currency=top.choice("currency", ("DKK", "EUR", "SEK", "NOK", "USD", "CZK"), "DKK"),
        is_example=top.flag("is_example"),
        in_tender=top.flag("in_tender"),
    )


def _input_keys() -> tuple[str, ...]:
    own = "id name unit value years values parameter source fixed_by verified_by low high includes uncertainty"
    return tuple(own.split())


def _discounting(top: Table) -> Discounting:
    keys = "basis rate steps parameter reading inflation reinvestment source".split()
    given = top.table("discount", keys)
    if not top.has("discount"):
        given.problem("", "missing", "mangler: vælg en rente", "is missing: choose a rate")
    basis = given.choice("basis", ("real", "nominal"), "real")
    steps, source, parameter = _steps(given), given.text("source", ""), given.text("parameter", "")
    if parameter:
        basis, steps, source = _known(given, parameter, steps) or (basis, steps or ((1, 0.0),), source)
    elif not given.has("rate") and not given.content.get("steps"):
        given.problem("", "missing", "ét af: rate, steps, parameter", "one of: rate, steps, parameter")
    return Discounting(
        basis=basis,
        steps=steps or ((1, 0.0),),
        reading=given.choice("reading", ("cumulative", "spot"), "cumulative"),
        inflation=given.number("inflation", -1, 10, above=True),
        reinvestment=given.number("reinvestment", -1, 10, above=True),
        source=source,
        parameter=parameter,
    )


def _steps(given: Table) -> tuple[tuple[int, float], ...]:
    rate = given.number("rate", -1, 10, above=True)
    tables = given.tables("steps", ("from", "rate"), 20)
    steps = tuple((each.whole("from", 1, YEARS + 1), each.number("rate", -1, 10, above=True) or 0.0) for each in tables)
    if rate is not None and steps:
        given.problem("steps", "value", "enten rate eller steps", "either rate or steps")
    starts = [first for first, _ in steps]
    if steps and (starts[0] != 1 or sorted(set(starts)) != starts):
        given.problem(
            "steps", "value", "trin skal stige, det første fra år 1", "steps must rise, the first from year 1"
        )
        return ((1, 0.0),)
    for each in tables:
        if not each.has("rate"):
            each.problem("rate", "missing", "mangler", "is missing")
    return ((1, rate),) if rate is not None else steps


def _known(given: Table, reference: str, steps: Any) -> Any:
    try:
        known = parameter_set(reference)
    except KeyError:
        known = None
    if known is None or known.discount is None:
        given.problem("parameter", "parameter", "kendes ikke som renter", "is not known as rates")
        return None
    if steps and steps != known.discount[1]:
        given.problem(
            "parameter", "parameter_differs", "har andre renter end de skrevne", "has other rates than stated"
        )
    return (*known.discount, known.source)


def _conventions(top: Table) -> Conventions:
    words = {name: get_args(literal) for name, literal in get_type_hints(Conventions).items()}
    given = top.table("conventions", words)
    defaults = {each.name: str(each.default) for each in fields(Conventions)}
    return Conventions(**{name: given.choice(name, words[name], defaults[name]) for name in words})


def _alternative(table: Table) -> Alternative:
    content = table.content.get("values", {})
    values = table.table("values", content if isinstance(content, dict) else ())
    stated: list[tuple[str, float]] = []
    for key, given in values.content.items():
        number = values.number(key, -LARGEST, LARGEST)
        if number is not None:
            stated.append((key, number))
        elif given is None:
            values.problem(key, "missing", "mangler", "is missing")
    return Alternative(table.identifier("id"), table.name("name"), tuple(stated))


def _line(table: Table) -> Line:
    kind: Kind = table.choice("kind", get_args(Kind))
    budget = "investment" if kind in _INVESTMENTS else "operation"
    return Line(
        id=table.identifier("id"),
        name=table.name("name"),
        kind=kind,
        quantity=table.identifiers("quantity"),
        price=table.identifiers("price"),
        timing=read_timing(table, kind),
        price_change=read_change(table, "price_change"),
        quantity_change=read_change(table, "quantity_change"),
        budget=table.choice("budget", ("investment", "operation"), budget),
        account=table.text("account", ""),
        residual=_residual(table) if table.has("residual") else None,
        alternatives=table.identifiers("alternatives"),
        reason=table.text("reason", ""),
    )


def _residual(table: Table) -> Residual:
    given = table.table("residual", ("rule", "of", "share", "life"))
    rule = given.choice("rule", ("share", "straight_line"))
    of = given.identifiers("of")
    if not of:
        given.problem("of", "missing", "mangler: af hvilke linjer?", "is missing: of which lines?")
    share = given.identifier("share", None if rule == "share" else "")
    return Residual(rule, of, share, given.identifier("life", ""))


def _effect(table: Table) -> Effect:
    return Effect(
        id=table.identifier("id"),
        name=table.name("name"),
        substance=table.identifier("substance"),
        quantity=table.identifiers("quantity"),
        timing=read_timing(table, "operation"),
        quantity_change=read_change(table, "quantity_change"),
        alternatives=table.identifiers("alternatives"),
        reason=table.text("reason", ""),
    )


def _price_set(table: Table) -> PriceSet:
    content = table.content.get("prices", {})
    prices = table.table("prices", content if isinstance(content, dict) else ())
    stated = tuple((substance, prices.identifier(substance)) for substance in prices.content)
    return PriceSet(table.identifier("id"), table.name("name"), stated, read_change(table, "price_change"))


def _per_unit(top: Table) -> PerUnit:
    given = top.table("per_unit", ("name", "quantity"))
    name: Name = given.name("name")
    return PerUnit(name, given.identifiers("quantity"))
