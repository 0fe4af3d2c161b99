"""A study as the document that reads back as it: TOML for people, plain data for JSON."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ._conventions import Conventions
from ._read_study import FORMAT
from ._study import Change, Discounting, Effect, Input, Line, Name, Path, PriceSet, Study, Timing

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_EACH = {0.0: "year_start", 0.5: "year_middle", 1.0: "year_end"}


def study_to_toml(study: Study) -> str:
    """TOML text with read_study(study_to_toml(s)) == s. Values stand beside the parameter they were taken from."""
    return document_to_toml(study_to_data(study))


def document_to_toml(content: Mapping[str, Any]) -> str:
    """The same of a document as plain data, which may hold more than the study, such as `[tender]`."""
    head = {key: each for key, each in content.items() if not _is_block(each)}
    parts = ["\n".join(f"{key} = {_inline(each)}" for key, each in head.items())]
    for key, block in content.items():
        if key not in head:
            tables, heading = (block, f"[[{key}]]") if isinstance(block, list) else ([block], f"[{key}]")
            parts += ["\n".join([heading, *(f"{_key(k)} = {_inline(v)}" for k, v in each.items())]) for each in tables]
    return "\n\n".join(parts) + "\n"


def study_to_data(study: Study) -> dict[str, Any]:
    """The document as plain data, dates as dates; what is left out has its default."""
    head = {
        "format": FORMAT,
        "id": study.id,
        "version": study.version,
        "date": study.date,
        "name": _name(study.name),
        "summary": _name(study.summary),
        "base_date": study.base_date,
        "horizon": study.horizon,
        "prices": study.prices,
        "comparison": study.comparison,
        "currency": study.currency,
        "life": study.life,
        "baseline": study.baseline,
        "headline": study.headline,
        "is_example": study.is_example,
        "in_tender": study.in_tender,
    }
    parts = {
        "discount": _discounting(study.discounting),
        "conventions": {key: word for key, word in asdict(study.conventions).items() if word != _DEFAULTS[key]},
        "input": [_input(each) for each in study.inputs],
        "alternative": [
            {"id": each.id, "name": _name(each.name), "values": dict(each.values)} for each in study.alternatives
        ],
        "line": [_line(each) for each in study.lines],
        "effect": [_effect(each) for each in study.effects],
        "price_set": [_price_set(each) for each in study.price_sets],
        "correlation": [{"between": [each.first, each.second], "rank": each.rank} for each in study.correlations],
    }
    if study.per_unit is not None:
        parts["per_unit"] = {"name": _name(study.per_unit.name), "quantity": list(study.per_unit.quantity)}
    return {**_stated(head), **{key: each for key, each in parts.items() if each}}


_DEFAULTS = asdict(Conventions())


def _stated(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that say something; a number zero does."""
    return {
        key: each for key, each in fields.items() if each is not None and each is not False and each not in ("", [])
    }


def _name(name: Name) -> str | dict[str, str]:
    return name.da if name.da == name.en else {"da": name.da, "en": name.en}


def _discounting(discounting: Discounting) -> dict[str, Any]:
    return _stated(
        {
            "basis": discounting.basis,
            "steps": [{"from": first, "rate": rate} for first, rate in discounting.steps],
            "reading": discounting.reading,
            "inflation": discounting.inflation,
            "reinvestment": discounting.reinvestment,
            "source": discounting.source,
            "parameter": discounting.parameter,
        }
    )


def _input(given: Input) -> dict[str, Any]:
    path = given.value if isinstance(given.value, Path) else Path((), ())
    fields: dict[str, Any] = {
        "id": given.id,
        "name": _name(given.name),
        "unit": given.unit,
        "value": None if isinstance(given.value, Path) else given.value,
        "years": list(path.years),
        "values": list(path.values),
        "source": given.source,
        "parameter": given.parameter,
        "fixed_by": given.fixed_by,
        "verified_by": given.verified_by,
        "low": given.low,
        "high": given.high,
        "includes": list(given.includes),
    }
    unknown = given.uncertainty
    if unknown is not None:
        numbers: dict[str, Any] = {
            key: list(each) if isinstance(each, tuple) else each for key, each in unknown.parameters
        }
        drawn = {"relative": unknown.relative, "shared": unknown.shared}
        fields["uncertainty"] = {"distribution": unknown.distribution, **numbers, **drawn}
    return _stated(fields)


def _line(line: Line) -> dict[str, Any]:
    residual = line.residual
    rule: dict[str, Any] = {}
    if residual is not None:
        rule = {"rule": residual.rule, "of": list(residual.of), "share": residual.share, "life": residual.life}
    return _stated(
        {
            "id": line.id,
            "name": _name(line.name),
            "kind": line.kind,
            "quantity": list(line.quantity),
            "price": list(line.price),
            "when": _when(line.timing),
            "price_change": _change(line.price_change),
            "quantity_change": _change(line.quantity_change),
            "budget": line.budget,
            "account": line.account,
            "residual": _stated(rule) or None,
            "alternatives": list(line.alternatives),
            "reason": line.reason,
        }
    )


def _effect(effect: Effect) -> dict[str, Any]:
    return _stated(
        {
            "id": effect.id,
            "name": _name(effect.name),
            "substance": effect.substance,
            "quantity": list(effect.quantity),
            "when": _when(effect.timing),
            "quantity_change": _change(effect.quantity_change),
            "alternatives": list(effect.alternatives),
            "reason": effect.reason,
        }
    )


def _price_set(prices: PriceSet) -> dict[str, Any]:
    change = _change(prices.price_change)
    return _stated({"id": prices.id, "name": _name(prices.name), "prices": dict(prices.prices), "price_change": change})


def _when(timing: Timing) -> str | dict[str, Any]:
    if timing.kind in ("start", "end"):
        return timing.kind
    limits = {"first": timing.first, "last": timing.last or None}
    if timing.kind == "years":
        return {"years": list(timing.years)}
    if timing.kind == "dates":
        return {"dates": list(timing.dates)}
    if timing.kind == "every":
        limits["first"] = timing.first or None
        return _stated({"every": timing.interval, **limits, "at_end": timing.at_end})
    if timing.kind == "yearly" and timing.share_of_year not in _EACH:
        return _stated({"month": round(timing.share_of_year * 12), **limits})
    word = "monthly" if timing.kind == "monthly" else _EACH[timing.share_of_year]
    return word if (timing.first, timing.last) == (1, 0) else _stated({"each": word, **limits})


def _change(change: Change) -> str | dict[str, Any]:
    if change.rate:
        return change.rate
    return _stated({"rates": list(change.rates), "index": list(change.index)}) or ""


def _is_block(value: object) -> bool:
    """Whether a field is written under a heading of its own: a table of tables, or the discounting and its like."""
    if isinstance(value, dict):
        return set(value) != {"da", "en"}
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _inline(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{_SPECIAL.sub(_escaped, value)}"'
    if isinstance(value, dict):
        inside = ", ".join(f"{_key(key)} = {_inline(each)}" for key, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return repr(value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _inline(key)


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], f"\\u{ord(found[0]):04x}")
