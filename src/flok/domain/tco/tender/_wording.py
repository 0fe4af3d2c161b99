"""How parts of a study are told to bidders: what is expected of an entry, when an amount falls, how it changes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flok.domain.tco._study import Change, Effect, Input, Line, Path, Study, Timing
from flok.domain.tco._units import ALIASES
from flok.domain.tco._words import number, percent

from ._terms import Tender


def in_one_wording(tender: Tender) -> tuple[str, ...]:
    """Texts of the study and the terms that bidders see alike in every language: names given once, units, how figures
    are shown, and the authority's own sources. In an English tender they are to be looked at.
    """
    study = tender.method
    names = [study.name, *(each.name for each in study.inputs), *(each.name for each in study.lines)]
    names += [*(each.name for each in study.effects), *(each.name for each in tender.terms.model.criteria)]
    texts = [each.da for each in names if each.da == each.en]
    texts += [text for each in study.inputs for text in (each.verified_by, "" if each.parameter else each.source)]
    texts.append("" if study.discounting.parameter else study.discounting.source)
    texts += [each.unit for each in study.inputs if not each.parameter and each.unit not in ("rate", "share")]
    return tuple(dict.fromkeys(filter(None, texts)))


def either(lang: str, danish: str, english: str) -> str:
    """The one of two texts that `lang` asks for."""
    return english if lang == "en" else danish


def figure(value: float, lang: str) -> str:
    """A number as it is written in the language."""
    told = number(value, 8)
    return either(lang, told.da, told.en)


def unit(asked: Input, lang: str) -> str:
    """The unit as it stands in the study, `DKK/stk/år`, with what a rate is; in English `DKK/stk/year`."""
    if asked.unit == "rate":
        return either(lang, "decimaltal (0,02 er 2 %)", "decimal (0.02 is 2 %)")
    english = re.sub(r"[^\s/*·]+", lambda symbol: ALIASES.get(symbol[0]) or symbol[0], asked.unit)
    return either(lang, asked.unit, english)


def source(asked: Input, lang: str) -> str:
    """Where an input of the authority's is from."""
    return asked.source or asked.parameter or either(lang, "Ordregivers eget skøn", "The authority's own estimate")


def expected(asked: Input, lang: str, *, whole: bool) -> str:
    """`Et tal fra 0 til 3.`"""
    kind = either(lang, "Hele år", "Whole years") if whole else either(lang, "Et tal", "A number")
    low, high = (None if each is None else figure(each, lang) for each in (asked.low, asked.high))
    if low is not None and high is not None:
        return either(lang, f"{kind} fra {low} til {high}.", f"{kind} from {low} to {high}.")
    if low is not None:
        return either(lang, f"{kind}, mindst {low}.", f"{kind}, at least {low}.")
    if high is not None:
        return either(lang, f"{kind}, højst {high}.", f"{kind}, at most {high}.")
    return f"{kind}." if asked.unit == "rate" else either(lang, f"{kind}, mindst 0.", f"{kind}, at least 0.")


def named(study: Study, ids: Sequence[str], lang: str) -> str:
    """Inputs multiplied: `Antal x Pris`."""
    names = [study.input(each).name for each in ids]
    return " × ".join(either(lang, each.da, each.en) for each in names) or "1"


def amount(study: Study, part: Line | Effect, lang: str) -> str:
    """What a line or effect is the product of."""
    if isinstance(part, Effect):
        return named(study, part.quantity, lang)
    if part.residual is None:
        return named(study, (*part.quantity, *part.price), lang)
    lines = {each.id: each.name for each in study.lines}
    of = ", ".join(either(lang, lines[each].da, lines[each].en) for each in part.residual.of)
    if part.residual.rule == "share":
        share = named(study, (part.residual.share,), lang)
        return either(lang, f"{share} × {of}", f"{share} × {of}")
    return either(lang, f"den del af levetiden, der er tilbage × {of}", f"the share of the life left × {of}")


def when(study: Study, timing: Timing, lang: str) -> str:
    """When an amount falls."""
    if timing.kind == "start":
        return either(lang, "ved start", "at the start")
    if timing.kind == "end":
        return either(lang, "ved periodens udgang", "at the end of the period")
    if timing.kind == "dates":
        return ", ".join(each.isoformat() for each in timing.dates)
    if timing.kind == "years":
        years = ", ".join(map(str, timing.years))
        return either(lang, f"ved udgangen af år {years}", f"at the end of year {years}")
    if timing.kind == "every":
        return _every(study, timing, lang)
    return _yearly(timing, lang)


def _every(study: Study, timing: Timing, lang: str) -> str:
    if isinstance(timing.interval, str):
        name = study.input(timing.interval).name
        told = either(lang, f"hver gang der er gået {name.da.lower()}", f"each time {name.en.lower()} have passed")
    else:
        told = either(lang, f"hvert {timing.interval}. år", f"every {timing.interval} years")
    if timing.first:
        told += either(lang, f" fra år {timing.first}", f" from year {timing.first}")
    at_end = either(lang, ", også ved periodens udgang", ", also at the end of the period")
    return told + (at_end if timing.at_end else either(lang, ", ikke ved udgangen", ", not at the end"))


def _yearly(timing: Timing, lang: str) -> str:
    if timing.kind == "monthly":
        told = either(
            lang, "hver måned, en tolvtedel ved månedens udgang", "monthly, a twelfth at the end of the month"
        )
    else:
        places = {
            0.0: either(lang, "ved årets begyndelse", "at its start"),
            0.5: either(lang, "midt i året", "in its middle"),
            1.0: either(lang, "ved årets udgang", "at its end"),
        }
        share = percent(timing.share_of_year)
        into = either(lang, f"{share.da} inde i året", f"{share.en} into it")
        told = either(lang, "hvert år, ", "every year, ") + places.get(timing.share_of_year, into)
    if timing.first > 1 or timing.last:
        last = str(timing.last) if timing.last else either(lang, "udgangen", "the end")
        told += either(lang, f", fra år {timing.first} til {last}", f", from year {timing.first} to {last}")
    return told


def change(study: Study, stated: Change, lang: str) -> str:
    """How a price or quantity changes; empty where it does not."""
    if stated.rate:
        name = study.input(stated.rate).name
        return either(lang, f"{name.da} om året", f"{name.en} a year")
    if stated.rates or stated.index:
        rows = stated.rates or stated.index
        shown = "; ".join(figure(each, lang) for each in rows)
        kind = either(lang, "ændring", "change") if stated.rates else either(lang, "indeks", "index")
        return either(lang, f"{kind} år 1, 2, …: {shown}", f"{kind} in year 1, 2, …: {shown}")
    return ""


def value(asked: Input, lang: str) -> str:
    """An input's value; a path year by year."""
    if isinstance(asked.value, Path):
        pairs = zip(asked.value.years, asked.value.values, strict=True)
        return "; ".join(f"{year}: {figure(each, lang)}" for year, each in pairs)
    return "–" if asked.value is None else figure(asked.value, lang)
