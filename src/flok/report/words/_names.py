"""Codes in words, and whose purchases they are and when."""

from __future__ import annotations

from typing import Any

from flok.domain.spend import REASONS

from ._numbers import day, plain

_OUTCOMES = {
    "sustainable": ("bæredygtigt", "sustainable"),
    "not_sustainable": ("ikke bæredygtigt", "not sustainable"),
    "unknown": ("ved vi ikke nok om", "unknown"),
    "out_of_scope": ("uden for definitionen", "out of scope"),
}
_STATUSES = {
    "counted": ("talt med", "counted"),
    "duplicate": ("læst før", "read before"),
    "excluded": ("holdt ude", "excluded"),
    "set_aside": ("lagt til side", "set aside"),
    "rejected": ("ikke læst", "rejected"),
}
_DIMENSIONS = {
    "month": (("måned", "month"), ("måneder", "months")),
    "unit": (("enhed", "unit"), ("enheder", "units")),
    "category": (("varegruppe", "category"), ("varegrupper", "categories")),
    "supplier": (("leverandør", "supplier"), ("leverandører", "suppliers")),
    "contract": (("kontrakt", "contract"), ("kontrakter", "contracts")),
}


def either(lang: str, danish_text: str, english_text: str) -> str:
    """The text in the language asked for."""
    return danish_text if lang == "da" else english_text


def outcome(code: str, lang: str = "da") -> str:
    """`sustainable` is `bæredygtigt`; a code that is not known stays."""
    return _word(_OUTCOMES.get(code), code, lang)


def status(code: str, lang: str = "da") -> str:
    """What became of a document: `set_aside` is `lagt til side`; a code that is not known stays."""
    return _word(_STATUSES.get(code), code, lang)


def dimension(code: str, lang: str = "da", *, many: bool = False) -> str:
    """`supplier` is `leverandør`, or `leverandører`; a code that is not known stays."""
    return _word(_DIMENSIONS[code][many] if code in _DIMENSIONS else None, code, lang)


def _word(pair: tuple[str, str] | None, code: str, lang: str) -> str:
    return plain(code) if pair is None else either(lang, *pair)


def reason(code: str, lang: str = "da") -> str:
    """A reason code's own words."""
    found = REASONS.get(code)
    return plain(code) if found is None else either(lang, found.danish, found.english)


def local(thing: dict[str, Any], name: str, lang: str) -> str:
    """The field `name` in the language asked for: `text_da`, `name_en`, ..."""
    return plain(thing[f"{name}_{lang}"])


def version(d: dict[str, Any], lang: str = "da") -> str:
    """`v. 3, 1. januar 2026`; the space after v. does not break."""
    return f"v.{'' if lang == 'en' else chr(160)}{plain(d['version'])}, {day(d['date'], lang)}"


def group_name(group: dict[str, Any], lang: str = "da") -> str:
    """A group's label; what has no key, or no words, is called unknown."""
    text = "" if group["key"] is None else plain(group["label"] or group["key"]).strip()
    return text or either(lang, "ukendt", "unknown")


def who(organisation: dict[str, Any], lang: str = "da") -> str:
    """Whose purchases they are: the name, else the CVR numbers, else everybody's in the files."""
    if organisation["name"]:
        return plain(organisation["name"])
    numbers = ", ".join(plain(number) for number in organisation["buyer"])
    return f"CVR {numbers}" if numbers else either(lang, "Alle købere i filerne", "All buyers in the files")


def period(days: dict[str, Any] | None, lang: str = "da") -> str:
    """`1. januar 2026 – 31. december 2026`; `Hele filernes periode` where no purchase has a date."""
    if days is None:
        return either(lang, "Hele filernes periode", "All the time in the files")
    return f"{day(days['from'], lang)} – {day(days['to'], lang)}"
