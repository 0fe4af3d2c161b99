"""Two pages for the decision: the answer and what it rests on, as PDF/UA-1 with the pictures drawn to the page."""

from __future__ import annotations

import json
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from markupsafe import Markup

from flok.domain import tco
from flok.report import words
from flok.report.paper import printable, styled
from flok.report.tables import Table

from ._about import About
from ._places import place_in_words
from ._sentences import decimal, name_of, unit_in_words
from ._told import Swing, Told, told

_TEMPLATE = Path(__file__).parent / "study.typ"
_WIDE = 420  # pixels
_INPUTS, _SWINGS, _FINDINGS = 14, 6, 6


def pdf(study: tco.Study, about: About) -> bytes:
    """The study on A4, tagged, titled, in its language: two pages, where its names are of a reasonable length.

    The same study and About give the same bytes. Raises tco.NotComputableError, tco.SimulationError; and
    typst.TypstError where the template and the study do not fit, which is a fault in Flok.
    """
    import typst  # only those who write a PDF need it

    return bytes(
        typst.compile(
            _TEMPLATE.read_bytes(),
            sys_inputs={"told": json.dumps(_printable(_content(study, about)), ensure_ascii=False)},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=int(about.made.timestamp()),
        )
    )


def _printable(part: Any) -> Any:
    if isinstance(part, Markup):
        return styled(part)
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, dict):
        return {key: _printable(inner) for key, inner in part.items()}
    return [_printable(inner) for inner in part] if isinstance(part, list) else part


def _content(study: tco.Study, about: About) -> dict[str, Any]:
    lang = about.lang
    t = partial(words.either, lang)
    whole = told(study, lang=lang, width=_WIDE)
    title, name = t("Totaløkonomi", "Life-cycle cost"), name_of(study.name, lang)
    mark = sha256(tco.study_to_toml(study).encode()).hexdigest()[:16]
    day = words.day(about.made.date().isoformat(), lang)
    return {
        "lang": lang, "title": f"{title}: {name}", "heading": name, "over": title, "who": words.plain(about.who),
        "made": [about.made.year, about.made.month, about.made.day], "page": t("Side {} af {}", "Page {} of {}"),
        "about": t(f"Version {about.version}, {day}", f"Version {about.version}, {day}"),
        "summary": name_of(study.summary, lang),
        "example": t("Tallene er opdigtede.", "The figures are made up.") if study.is_example else "",
        "answer": words.unbroken(whole.answer), "sureness": whole.sureness,
        "turning": {"title": t("Hvad kan vende det?", "What could turn it?"),
                    "points": list(whole.turning[:5]) or [t("Ingen af tallene vender det, inden for det rimelige.",
                                                            "None of the inputs turns it within reason.")]},
        "bars": {"heads": [t("Alternativ", "Alternative"), _bar_title(study, lang), t("Kroner", "Kroner"),
                           t("Billigst i", "Cheapest in")],
                 "rows": [[one.name, one.bar, one.compared, one.cheapest or "–"] for one in whole.bars]},
        "legend": [[_swatch(sign), word] for sign, word in whole.legend],
        "pieces": _table(whole.pieces),
        "adding": {"title": whole.adding_up.heading, "drawn": whole.adding_up.drawn,
                   "legend": [[_swatch(sign, 30), word] for sign, word in whole.adding_up.legend],
                   "alt": t("Hvordan udgifterne løber op. Tallene står i regnearket.",
                            "How the costs add up. The figures are in the workbook.")},
        "swings": _swings(whole.swings[:_SWINGS], lang),
        "spread": _table(whole.spread) if whole.spread else None,
        "effects": _table(whole.effects) if whole.effects else None,
        "budgets": _table(whole.budgets),
        "inputs": _inputs(study, lang),
        "findings": _findings(study, whole, lang),
        "basis": {"title": t("Sådan er der regnet", "How it was computed"),
                  "points": _basis(study, whole.results, lang, mark)},
    }  # fmt: skip


def _bar_title(study: tco.Study, lang: str) -> str:
    if study.comparison == "equivalent_annual":
        return words.either(lang, "Årlig udgift", "Cost a year")
    return words.either(lang, "Nutidsværdi", "Present value")


def _swings(swings: tuple[Swing, ...], lang: str) -> dict[str, Any] | None:
    if not swings:
        return None
    t = partial(words.either, lang)
    return {
        "title": t("De tal, der flytter mest", "The inputs that move most"),
        "intro": t(
            "Søjlen er forspringet for det billigste, når ét tal går fra lavt til højt. Under mærket er det tabt.",
            "The bar is the lead of the cheapest as one input goes from low to high. Below the mark it is lost.",
        ),
        "heads": [t("Tal", "Input"), "", t("Fra og til", "From and to"), t("Forspring", "Lead")],
        "rows": [[one.name, one.bar, one.span, one.leads] for one in swings],
    }


def _inputs(study: tco.Study, lang: str) -> dict[str, Any]:
    t = partial(words.either, lang)
    swings = [each.key.partition("@")[0] for each in tco.tornado(study)]
    order = list(dict.fromkeys([*swings, *(each.id for each in study.inputs)]))[:_INPUTS]
    rows = []
    for id_ in (each for each in order if each not in ("discount_rate", "discount_shift")):
        given = study.input(id_)
        rows.append([name_of(given.name, lang), _value(study, given, lang), _source(given, lang)])
    left = len(study.inputs) - len(rows)
    return {
        "title": t("Tallene bag", "The inputs behind it"),
        "table": {
            "caption": t("De vigtigste først", "The most important first"),
            "heads": [t("Tal", "Input"), t("Værdi", "Value"), t("Kilde", "Source")], "right": [False, True, False],
            "rows": rows, "total": None,
        },
        "left": t(f"{left} tal til står i undersøgelsen.", f"{left} more are in the study.") if left > 0 else "",
    }  # fmt: skip


def _value(study: tco.Study, given: tco.Input, lang: str) -> str:
    share = given.unit in ("rate", "share")
    unit = unit_in_words(given.unit, lang)
    times = 100 if share else 1
    if isinstance(given.value, tco.Path):
        pairs = list(zip(given.value.years, given.value.values, strict=True))
        shown = [pairs[0], pairs[-1]] if len(pairs) > 1 else pairs
        return f"{'; '.join(f'{year}: {decimal(one * times, 4, lang)}' for year, one in shown)} {unit}"
    if given.value is not None:
        return f"{decimal(given.value * times, 4, lang)} {unit}"
    own = [dict(each.values)[given.id] for each in study.alternatives]
    return f"{' / '.join(decimal(one * times, 4, lang) for one in own)} {unit}"


def _source(given: tco.Input, lang: str) -> str:
    source = given.source or given.verified_by or words.either(lang, "eget tal", "own number")
    source = words.plain(source)
    return source if len(source) <= 110 else source[:109] + "…"


def _findings(study: tco.Study, whole: Told, lang: str) -> dict[str, Any] | None:
    """What would make it wrong, or is to be looked at."""
    serious = [each for each in whole.findings if each.severity != "note"]
    if not serious:
        return None
    points = [
        f"{place_in_words(study, each.place, lang)}: {each.en if lang == 'en' else each.da}"
        for each in serious[:_FINDINGS]
    ]
    return {"title": words.either(lang, "Se på det her først", "Look at this first"), "points": points}


def _basis(study: tco.Study, found: tco.Results, lang: str, mark: str) -> list[str]:
    t = partial(words.either, lang)
    rates, years = study.discounting, max(each.years for each in found.alternatives)
    steps = "; ".join(
        t(f"{decimal(rate * 100, 2, lang)} % fra år {first}", f"{decimal(rate * 100, 2, lang)} % from year {first}")
        for first, rate in rates.steps
        if first <= years
    )
    comparison = {
        "same_period": t(f"Alle over {study.horizon} år.", f"All over {study.horizon} years."),
        "replacement_chain": t(
            f"Købes igen, når de er slidt op, over {study.horizon} år.",
            f"Bought again when worn out, over {study.horizon} years.",
        ),
        "equivalent_annual": t("Om året, hver over sin levetid.", "By the year, each over its own life."),
    }[study.comparison]
    first_day = words.day(study.base_date.isoformat(), lang)
    source = words.plain(rates.source).rstrip(".")[:200]
    kind = t("Faste priser" if study.prices == "real" else "Løbende priser",
             "Constant prices" if study.prices == "real" else "Current prices")  # fmt: skip
    headline = next((each for each in study.price_sets if each.id == study.headline), None)
    counted = (
        t(f"Effekter tæller med til prisen {name_of(headline.name, lang)}.",
          f"Effects count at the price {name_of(headline.name, lang)}.")
        if headline
        else t("Effekter på andre tæller ikke med i sammenligningen.", "Effects on others do not count in it.")
    )  # fmt: skip
    return [
        f"{comparison} {t('Første dag', 'First day')}: {first_day}. {kind}.",
        f"{t('Kalkulationsrente', 'Discount rate')}: {steps}." + (f" {source}." if source else ""),
        counted,
        t(
            f"Dokumentets fingeraftryk: {mark}. Det samme dokument giver de samme tal.",
            f"The document's fingerprint: {mark}. The same document gives the same figures.",
        ),
    ]


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "heads": [head for head, _ in table.heads],
        "right": [is_number for _, is_number in table.heads],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "total": [_cell(cell) for cell in table.total] if table.total else None,
    }


def _cell(cell: str | Markup) -> str:
    return words.plain(cell.striptags() if isinstance(cell, Markup) else cell)


def _swatch(sign: Markup, wide: int = 22) -> Markup:
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} 16" '
    return Markup(str(sign).replace("<svg ", frame, 1))  # noqa: S704 - drawn by charts
