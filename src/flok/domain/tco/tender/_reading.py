"""Reading the `[tender]` table that stands beside a study in the same document, and writing both."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from flok.domain.tco._fields import Table
from flok.domain.tco._read_study import read_study
from flok.domain.tco._study import Problem, StudyError
from flok.domain.tco._text import SIZE_LIMIT, parse_text
from flok.domain.tco._writing import study_to_toml

from ._models import faults
from ._terms import Criterion, Model, Tender, Terms, Watch

_TERMS = "reference authority opens lot language model watch".split()
_MODEL = "rule price_weight spread low high floor tie criterion".split()
_CRITERION = "id name highest weight value minimum".split()
_MOST = 1e12
_NEVER = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def load_tender(path: FilePath) -> Tender:
    """The tender in a file. Raises StudyError, OSError."""
    with path.open("rb") as file:
        content = file.read(SIZE_LIMIT + 1)
    try:
        return read_tender(content.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError:
        problem = Problem("", "encoding", "dokumentet er ikke UTF-8", "the document is not UTF-8")
        raise StudyError(path.name, (problem,)) from None


def read_tender(text: str, origin: str = "study.toml") -> Tender:
    """The study and the terms in one TOML or JSON text. Raises StudyError with every problem found."""
    study = read_study(text, origin)
    problems: list[Problem] = []
    content = parse_text(text, origin)
    if "tender" not in content:
        told = ("mangler: [tender] med reference, ordregiver og åbningstid",
                "is missing: [tender] with reference, authority and opening time")  # fmt: skip
        raise StudyError(origin, (Problem("tender", "missing", *told),))
    terms = _terms(Table(problems, "tender", content["tender"], _TERMS))
    problems = problems or list(faults(terms.model))
    if problems:
        raise StudyError(origin, tuple(problems))
    return Tender(study, terms, text)


def tender_to_toml(tender: Tender) -> str:
    """TOML text that read_tender reads back as the same study and terms."""
    terms, model = tender.terms, tender.terms.model
    lines = ["[tender]", *_line("reference", terms.reference), *_line("authority", terms.authority)]
    lines += [f"opens = {terms.opens.isoformat()}", *_line("lot", terms.lot), *_line("language", terms.language)]
    lines += ["", "[tender.model]", *_line("rule", model.rule)]
    numbers = (("price_weight", 1.0), ("spread", 0.0), ("low", 0.0), ("high", 0.0))
    lines += [f"{key} = {getattr(model, key)!r}" for key, default in numbers if getattr(model, key) != default]
    lines += [*_line("floor", model.floor), *_line("tie", model.tie)]
    for each in model.criteria:
        da, en = (json.dumps(text, ensure_ascii=False) for text in (each.name.da, each.name.en))
        name = f"{{ da = {da}, en = {en} }}"
        lines += ["", "[[tender.model.criterion]]", *_line("id", each.id), f"name = {name}"]
        lines += [f"{key} = {getattr(each, key)!r}" for key in ("highest", "weight", "value", "minimum")]
    watch = terms.watch
    lines += ["", "[tender.watch]"]
    lines += [f"{key} = {getattr(watch, key)!r}" for key in ("low_total", "low_line", "high_line")]
    return study_to_toml(tender.study) + "\n" + "\n".join(lines) + "\n"


def with_text(tender: Tender) -> Tender:
    """The tender with its document, made where it was not read from one. Raises StudyError for one that is none."""
    return tender if tender.text else read_tender(tender_to_toml(tender))


def _line(key: str, value: str) -> list[str]:
    return [f"{key} = {json.dumps(value, ensure_ascii=False)}"] if value else []


def _terms(top: Table) -> Terms:
    watch = top.table("watch", ("low_total", "low_line", "high_line"))
    usual = Watch()
    return Terms(
        reference=top.text("reference"),
        authority=top.text("authority"),
        opens=_moment(top, "opens"),
        model=_model(top.table("model", _MODEL)),
        lot=top.text("lot", ""),
        language=top.choice("language", ("da", "en"), "da"),
        watch=Watch(
            _or(watch.number("low_total", 0, 1), usual.low_total),
            _or(watch.number("low_line", 0, 1), usual.low_line),
            _or(watch.number("high_line", 0, 100), usual.high_line),
        ),
    )


def _model(top: Table) -> Model:
    rules = ("lowest_cost", "relative", "linear", "fixed_interval", "per_point", "monetised")
    rule = top.choice("rule", rules, "lowest_cost")
    criteria = tuple(map(_criterion, top.tables("criterion", _CRITERION, 20)))
    left = 1 - sum(Decimal(str(each.weight)) for each in criteria)
    return Model(
        rule=rule,
        criteria=criteria,
        price_weight=_or(top.number("price_weight", 0, 1), float(left) if rule != "per_point" else 1.0),
        spread=_or(top.number("spread", 0, 100), 0.0),
        low=_or(top.number("low", -_MOST, _MOST), 0.0),
        high=_or(top.number("high", -_MOST, _MOST), 0.0),
        floor=top.choice("floor", ("zero", "below_zero"), "zero"),
        tie=top.choice("tie", ("lowest_cost", "draw"), "lowest_cost"),
    )


def _criterion(top: Table) -> Criterion:
    return Criterion(
        id=top.identifier("id"),
        name=top.name("name"),
        highest=_or(top.number("highest", 0, 1e6, above=True), 10.0),
        weight=_or(top.number("weight", 0, 1), 0.0),
        value=_or(top.number("value", 0, _MOST), 0.0),
        minimum=_or(top.number("minimum", 0, 1e6), 0.0),
    )


def _or(value: float | None, default: float) -> float:
    return default if value is None else value


def _moment(top: Table, key: str) -> datetime.datetime:
    """A moment with its offset from UTC; in JSON as text, 2027-03-01T12:00:00+01:00."""
    value: Any = top.content.get(key)
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value)
        except ValueError:
            value = None
    if isinstance(value, datetime.datetime) and value.utcoffset() is not None:
        return value
    top.problem(
        key,
        "value",
        "skal være et tidspunkt med tidszone, som 2027-03-01T12:00:00+01:00",
        "must be a moment with its time zone, such as 2027-03-01T12:00:00+01:00",
    )
    return _NEVER
