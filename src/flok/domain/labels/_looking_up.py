"""Finding a label from what a person wrote, and what the register can answer of it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cache

from ._answers import Answered
from ._profiles import Fact, profile
from ._register import CODE_LISTS, Label, Register, fold_name
from ._sources import sources
from ._words import Words

_NEAR = 5
_FROM_REGISTER = Words("Mærkeregistret", "The label register")


def find_label(written: str) -> Label | None:
    """The label of an id, a code of any list, or an exact name; None for anything else, never a near match.

    Blanks, case and hidden characters are disregarded; text whose letters were broken by a wrong encoding (UTF-8 read
    as Latin-1) is tried mended as well.
    """
    register = Register.load()
    for text in (written, _mended(written)):
        if text is None:
            continue
        if (key := text.strip().casefold()) in register.labels:
            return register.labels[key]
        hits = [register.by_code(code_list, text) for code_list in CODE_LISTS] + [register.by_name(text)]
        for hit in hits:
            if hit:
                return register.labels[hit[0]]
        if (own := _own_names().get(fold_name(text))) is not None:
            return own
    return None


def near(written: str) -> tuple[Label, ...]:
    """At most five labels whose names look alike or hold the words, to choose from; never an answer in itself."""
    wanted, names = fold_name(written), _names()
    if len(wanted) < 2:
        return ()
    holding = sorted((name for name in names if wanted in name), key=len)
    found = {names[name].id: names[name] for name in (*holding, *difflib.get_close_matches(wanted, names, 10, 0.7))}
    return tuple(found.values())[:_NEAR]


def suggested(label: str) -> Mapping[str, Answered]:
    """What the register answers from facts whose source was read, each dated the day it was.

    Facts that were not verified are left out: see `hints`.
    """
    known = profile(label)
    found = {}
    for key, fact in known.answers.items() if known else ():
        if fact.source is not None:
            source = sources()[fact.source]
            evidence = f"{_FROM_REGISTER.da}: {source.name.da}"
            found[key] = Answered(key, fact.value, evidence, source.address, source.checked, by_register=True)
    return found


def hints(label: str) -> Mapping[str, Fact]:
    """What the register believes but nobody has read up: to show beside a question, never to answer it."""
    known = profile(label)
    return {key: fact for key, fact in known.answers.items() if fact.source is None} if known else {}


@cache
def _own_names() -> Mapping[str, Label]:
    """Labels by their Danish and their English name, as compared; without a name that two of them have."""
    found: dict[str, set[str]] = {}
    labels = Register.load().labels
    for each in labels.values():
        for name in (each.name_da, each.name_en):
            found.setdefault(fold_name(name), set()).add(each.id)
    return {name: labels[next(iter(ids))] for name, ids in found.items() if name and len(ids) == 1}


@cache
def _names() -> Mapping[str, Label]:
    """Labels by every name there is for them, as compared."""
    labels = Register.load().labels.values()
    names = {fold_name(name): each for each in labels for name in (*each.names, each.name_da)}
    return names | {fold_name(each.name_en): each for each in labels}


def _mended(text: str) -> str | None:
    for wrong in ("cp1252", "latin-1"):
        try:
            mended = text.encode(wrong).decode("utf-8")
        except UnicodeError:
            continue
        return mended if mended != text else None
    return None
