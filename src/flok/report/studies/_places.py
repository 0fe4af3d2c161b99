"""Places in a study's document, as people call them: `alternative.a.values.price` is `Pris (Fiktiv Spar 700)`."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from flok.domain import tco
from flok.report import words

from ._sentences import decimal, name_of

_FIELDS: Mapping[str, tuple[str, str]] = {
    "name": ("navn", "name"), "summary": ("beskrivelse", "summary"), "unit": ("enhed", "unit"),
    "value": ("værdi", "value"), "values": ("værdier", "values"), "years": ("år", "years"),
    "source": ("kilde", "source"), "parameter": ("kendt værdi", "known value"),
    "low": ("rimeligt fra", "plausible from"),
    "high": ("rimeligt til", "plausible to"), "uncertainty": ("usikkerhed", "uncertainty"),
    "fixed_by": ("hvem der fastsætter det", "who fixes it"), "verified_by": ("hvordan det vises", "how it is shown"),
    "includes": ("hvad prisen har med", "what the price includes"), "kind": ("slags", "kind"),
    "quantity": ("mængde", "quantity"), "price": ("pris", "price"), "when": ("hvornår", "when"),
    "price_change": ("prisudvikling", "change of price"), "quantity_change": ("mængdeudvikling", "change of quantity"),
    "budget": ("budget", "budget"), "account": ("konto", "account"), "residual": ("restværdi", "residual value"),
    "alternatives": ("hvilke alternativer", "which alternatives"), "reason": ("begrundelse", "reason"),
    "substance": ("stof", "substance"), "prices": ("priser", "prices"), "rank": ("sammenhæng", "correlation"),
    "steps": ("trin", "steps"), "rate": ("rente", "rate"), "basis": ("real eller nominel", "real or nominal"),
    "reading": ("hvordan trin læses", "how steps are read"), "inflation": ("inflation", "inflation"),
    "reinvestment": ("geninvestering", "reinvestment"),
}  # fmt: skip
_HEADS: Mapping[str, tuple[str, str]] = {
    "name": ("Navnet", "The name"), "summary": ("Beskrivelsen", "The summary"), "horizon": ("Antal år", "Years"),
    "comparison": ("Måden at sammenligne på", "How they are compared"), "life": ("Levetiden", "The lifetime"),
    "headline": ("Effekter i sammenligningen", "Effects in the comparison"), "input": ("Tallene", "The inputs"),
    "baseline": ("Det, der spares mod", "What savings are against"), "discount": ("Renten", "The discount rate"),
    "base_date": ("Første dag", "The first day"), "prices": ("Priserne", "The prices"),
    "line": ("Udgifterne", "The costs"),
    "alternative": ("Alternativerne", "The alternatives"), "effect": ("Effekterne", "The effects"),
    "price_set": ("Priser på effekter", "Prices of effects"), "conventions": ("Regnemåden", "The conventions"),
    "in_tender": ("Udbuddet", "The tender"), "is_example": ("Eksemplet", "The example"), "date": ("Datoen", "The day"),
    "per_unit": ("Udgift pr. enhed", "Cost per unit"), "correlation": ("Sammenhæng", "Correlation"),
    "version": ("Versionens nummer", "The version's number"), "tender": ("Udbuddets vilkår", "The tender's terms"),
}  # fmt: skip
_LONG = 200


def place_in_words(study: tco.Study, place: str, lang: str) -> str:
    """Where in a study something is, by the names in it; what is not known there is told as it stands."""
    kind, _dot, rest = place.partition(".")
    id_, _dot, more = rest.partition(".")
    english = lang == "en"
    if kind == "alternative" and more.startswith("values."):
        inside = more.removeprefix("values.")
        return f"{_called(study.inputs, inside, lang)} ({_called(study.alternatives, id_, lang)})"
    parts: Mapping[str, Iterable[Any]] = {
        "input": study.inputs, "line": study.lines, "effect": study.effects, "alternative": study.alternatives,
        "price_set": study.price_sets,
    }  # fmt: skip
    if kind in parts and id_:
        field = more.partition(".")[0]
        told = _FIELDS.get(field, (field, field))[english]
        called = _called(parts[kind], id_, lang)
        return f"{called}: {told}" if told else called
    if kind in _HEADS:
        told = _FIELDS.get(id_, ("", ""))[english]
        return f"{_HEADS[kind][english]}: {told}" if told else _HEADS[kind][english]
    return words.plain(place) or words.either(lang, "Dokumentet", "The document")


def said_of(value: Any, lang: str) -> str:
    """A value of a document in words: – for none, numbers as they are written, a part that is new or gone by name."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return words.either(lang, "ja", "yes") if value else words.either(lang, "nej", "no")
    if isinstance(value, int | float):
        return decimal(value, 6, lang)
    if isinstance(value, datetime.date):
        return words.day(value.isoformat(), lang)
    if isinstance(value, dict):
        named = value.get("name", value if set(value) == {"da", "en"} else None)
        if isinstance(named, dict):
            return words.plain(named.get(lang, ""))
        if named is not None:
            return words.plain(named)
        return _short("; ".join(f"{words.plain(key)}: {said_of(each, lang)}" for key, each in value.items()))
    if isinstance(value, list | tuple):
        return _short("; ".join(said_of(each, lang) for each in value))
    return _short(words.plain(value))


def _called(parts: Iterable[Any], id_: str, lang: str) -> str:
    return next((name_of(each.name, lang) for each in parts if each.id == id_), words.plain(id_))


def _short(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"
