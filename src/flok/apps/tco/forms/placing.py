"""At which field of a study's form a problem of its document is told."""

from __future__ import annotations

from collections.abc import Container

from flok.apps.tco.forms.opened import Opened

_WORDS = {"life": "comparison", "per_unit": "unit_of", "correlations": "rank.0"}


def field_at(place: str, fields: Container[str], opened: Opened | None) -> str | None:
    """The name of the field; None where none of the form's says it."""
    kind, _dot, rest = place.partition(".")
    id_, _dot, more = rest.partition(".")
    if opened and f"{kind}:{id_}" == opened.word:
        name = opened.field_at(more)
    elif kind == "input":
        name = f"{_of_input(more)}.{id_}"
    elif kind == "alternative":
        name = f"value.{more.removeprefix('values.')}@{id_}"
    elif kind == "discount":
        name = id_ if id_ in ("inflation", "source") else "rate" if id_ == "steps" else "discount"
    else:
        name = _WORDS.get(kind, kind)
    return name if name in fields else None


def _of_input(more: str) -> str:
    """The field of an input by what of it is wrong."""
    first = more.partition(".")[0]
    named = {"uncertainty": "low", "low": "least", "high": "most", "verified_by": "shown", "fixed_by": "fixed"}
    return named.get(first, "value")
