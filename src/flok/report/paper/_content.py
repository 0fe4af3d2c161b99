"""What stands in the PDF, as plain texts, rows and pictures: the template only sets it."""

from __future__ import annotations

from functools import partial
from typing import Any

from markupsafe import Markup

from flok.report import charts, tables, words

Answer = dict[str, Any]
Told = dict[str, Any]

_TOP = 5  # groups of each dimension
_DIMENSIONS = ("category", "supplier", "unit", "contract")
_WIDE, _ROW, _SMALL, _TIME = 640, 340, 240, 720  # pixels


def content(answer: Answer, lang: str) -> Told:
    """Everything the template shows; every leaf is text, or a picture as Markup."""
    t = partial(words.either, lang)
    main = words.main_definition(answer)
    title = t("Andel af bæredygtige indkøb", "Share of sustainable purchases")
    who = words.who(answer["organisation"], lang)
    return {
        "lang": lang,
        "title": title,
        "document": f"{title} – {who}",
        "who": who,
        "period": words.period(answer["period"], lang),
        "sentence": words.unbroken(words.sentence(answer, lang)),
        "page": t("Side {} af {}", "Page {} of {}"),
        "main": _main(main, lang) if main else None,
        "definitions": _definitions(answer["definitions"], lang) if answer["definitions"] else None,
        "months": _months(main, lang) if main else None,
        "gaps": _gaps(main, lang) if main and main["target"] else None,
        "unknown": _unknown(main, lang) if main else None,
        "account": _account(answer, lang),
        "basis": _basis(answer, lang),
    }


def _main(d: Answer, lang: str) -> Told:
    t = partial(words.either, lang)
    name = words.local(d, "name", lang)
    low, high = words.shares(d, d["target"], lang)
    whole = words.denominator(d)
    known_not = words.percent(d["not_sustainable_ore"] / whole if d["share_low"] is not None else None, lang=lang)
    amount = partial(words.amount, lang=lang)
    figures = [
        ["proven", t("Bevist", "Proven"), low, amount(d["sustainable_ore"])],
        ["possible", t("Ved vi ikke nok om", "Unknown"), f"{t('op til', 'up to')} {high}", amount(d["unknown_ore"])],
        ["not", t("Ikke bæredygtigt", "Not sustainable"), known_not, amount(d["not_sustainable_ore"])],
    ]
    if d["target"]:
        figures.append(["target", t("Målet", "Target"), words.goal_by(d["target"], lang), _missing(d["gap_ore"], lang)])
    source = d["target"]["source"] if d["target"] else None
    return {
        "bar": charts.range_bar(d, d["target"], name, lang=lang, size="large", width=_WIDE),
        "alt": f"{name}: {words.described(d, d['target'], lang)}",
        "figures": [[_swatch(kind), *told] for kind, *told in figures],
        "told": " ".join(
            words.unbroken(text) for text in (words.grounds(d, lang), words.after_unknown(d, lang) or "") if text
        ),
        "source": f"{t('Målets kilde:', 'Source of the target:')} {words.plain(source)}" if source else "",
        "note": t(
            "Andelen er i kroner. En ændring i andelen er ikke i sig selv en ændring i, hvad der er købt: stiger"
            " prisen på det, I allerede køber bæredygtigt, stiger andelen.",
            "The share is in kroner. A change in the share is not in itself a change in what was bought: if the"
            " price of what you already buy sustainably rises, so does the share.",
        ),
    }


def _missing(gap: int | None, lang: str) -> str:
    if gap is None:
        return "–"
    missing = words.amount(gap, lang)
    return (
        words.either(lang, f"der mangler {missing}", f"{missing} missing")
        if gap > 0
        else words.either(lang, "nået", "met")
    )


def _swatch(kind: str) -> Markup:
    sign, frame = str(charts.swatch(kind)), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 16" '
    return Markup(sign.replace("<svg ", frame, 1))  # noqa: S704 - drawn by charts


def _definitions(listed: list[Answer], lang: str) -> Told:
    t = partial(words.either, lang)
    return {
        "title": t(
            f"De samme køb efter {len(listed)} definitioner", f"The same purchases by {len(listed)} definitions"
        ),
        "intro": t(
            "Der er ikke én definition af et bæredygtigt køb. Her er de samme fakturalinjer talt op efter hver af"
            " dem. Det første tal er bevist, det andet er det højst mulige.",
            "There is no one definition of a sustainable purchase. Here the same invoice lines are added up by each"
            " of them. The first figure is proven, the second the most that is possible.",
        ),
        "heads": ["Definition", "0 – 100 %", t("Andel", "Share")],
        "rows": [
            {
                "name": words.local(d, "name", lang),
                "version": words.version(d, lang),
                "bar": charts.range_bar(d, d["target"], words.local(d, "name", lang), lang=lang, width=_ROW),
                "alt": words.described(d, d["target"], lang),
                "share": words.span(d, d["target"], lang),
                "target": f"{t('mål', 'target')} {words.goal_by(d['target'], lang)}" if d["target"] else "",
                "told": words.unbroken(f"{words.local(d, 'summary', lang)} {words.told(d, lang)}"),
            }
            for d in listed
        ],
    }


def _by(d: Answer, lang: str) -> str:
    return f"{words.either(lang, 'Efter', 'By')} {words.local(d, 'name', lang)} ({words.version(d, lang)})"


def _months(d: Answer, lang: str) -> Told | None:
    t = partial(words.either, lang)
    listed = d["groups"].get("month", [])
    chart = charts.months(listed, d["target"], lang=lang, width=_TIME)
    if not chart:
        return None
    dated = sorted((m for m in listed if m["key"]), key=lambda m: m["key"])
    dashed = charts.path_to_target(dated, d["target"]) if d["target"] else None
    way = t(" Den stiplede linje er den lige vej til målet.", " The dashed line is the straight way to the target.")
    return {
        "title": t("Måned for måned", "Month by month"),
        "intro": _by(d, lang)
        + t(
            ". Nederst det beviste, skraveret det, vi ikke ved nok om, hvidt det, der ikke er bæredygtigt.",
            ". The proven at the bottom, hatched what is unknown, white what is not sustainable.",
        )
        + (way if dashed else ""),
        "chart": chart,
        "alt": t("Andelen måned for måned. Alle tal står i tabellen.", "The share month by month; see the table."),
        "table": _table(tables.months(listed, d["target"], lang)),
    }


def _gaps(d: Answer, lang: str) -> Told | None:
    t = partial(words.either, lang)
    listed = [_gap(d, code, lang) for code in _DIMENSIONS if d["groups"].get(code)]
    if not any(gap["rows"] for gap in listed):
        return None
    return {
        "title": t("Hvor der mangler mest", "Where most is missing"),
        "intro": f"{_by(d, lang)}, {t('mål', 'target')} {words.goal_by(d['target'], lang)}. "
        + t(
            "Skraveret er det, der kan vise sig at være bæredygtigt allerede; hvidt er det, der skal købes anderledes.",
            "Hatched is what may prove sustainable already; white is what must be bought otherwise.",
        ),
        "groups": [gap for gap in listed if gap["rows"]],
    }


def _gap(d: Answer, code: str, lang: str) -> Told:
    t = partial(words.either, lang)
    bars = charts.gap_bars(d["groups"][code], d["target"], lang=lang, top=_TOP, size="small", width=_SMALL)
    return {
        "heads": [words.dimension(code, lang).capitalize(), "", t("Mangler", "Missing"),
                  t("Heraf måske", "Of it perhaps"), t("Andel", "Share")],
        "rows": [
            [bar.label, bar.bar, words.amount(bar.gap_ore, lang), words.amount(bar.maybe_ore, lang), bar.share]
            for bar in bars
        ],
    }  # fmt: skip


def _unknown(d: Answer, lang: str) -> Told | None:
    t = partial(words.either, lang)
    reasons = sorted((r for r in d["reasons"] if r["outcome"] == "unknown"), key=lambda r: -abs(r["ore"]))
    bars = charts.unknown_bars(
        d["groups"].get("supplier", []), d["unknown_ore"], lang=lang, top=_TOP, size="small", width=_SMALL
    )
    if not reasons and not bars:
        return None
    of, whole = words.amount(d["unknown_ore"], lang), words.amount(words.denominator(d), lang)
    intro = t(
        f"{_by(d, lang)} ved vi ikke nok om {of} af {whole}",
        f"{_by(d, lang)}, {of} of {whole} are unknown.",
    )
    stays = t(
        " De tæller hverken som ja eller nej, og de bliver i det, andelen er af.",
        " They count neither as yes nor as no, and they stay in what the share is taken of.",
    )
    return {
        "title": t("Hvad vi ikke ved nok om", "What we know too little about"),
        "intro": words.unbroken(intro) + stays,
        "why": {
            "heads": [t("Hvorfor", "Why"), t("Beløb", "Amount"), t("Linjer", "Lines")],
            "rows": [
                [words.local(r, "text", lang), words.amount(r["ore"], lang), words.number(r["lines"], lang)]
                for r in reasons
            ],
        },
        "ask": {
            "heads": [t("Hvem vi kan spørge", "Whom to ask"), "", t("Beløb", "Amount"),
                      t("Af det ukendte", "Of the unknown")],
            "rows": [[bar.label, bar.bar, words.amount(bar.ore, lang), bar.part] for bar in bars],
        },
        "now": t(
            "En mærkekode på fakturalinjen er nok til, at købet kan tælle. Teksten til at sende ligger klar i Flok.",
            "A label code on the invoice line is enough for the purchase to count. Flok has the text to the supplier.",
        ),
    }  # fmt: skip


def _account(answer: Answer, lang: str) -> Told:
    t = partial(words.either, lang)
    text = words.account(answer, lang)[1]
    read, lines = words.number(answer["documents"]["read"], lang), words.number(answer["lines"], lang)
    return {
        "title": t("Regnskabet", "The account"),
        "settled": text,
        "intro": t(
            f"{read} filer er læst, og {lines} indkøbslinjer er talt med. Hver øre i filerne står et sted herunder.",
            f"{read} files were read, and {lines} purchase lines were counted. Every øre in the files stands below.",
        ),
        "tables": [
            *(_table(tables.reconciliation(c, row, lang)) for c, row in sorted(answer["reconciliation"].items())),
            _table(tables.files(answer["documents"], lang)),
        ],
    }


def _basis(answer: Answer, lang: str) -> Told:
    t = partial(words.either, lang)
    names = {"paths": t("Fakturaer", "Invoices"), "catalogues": t("Kataloger", "Catalogues"),
             "contracts": t("Kontrakter", "Contracts"), "labels": t("Mærkelister", "Lists of labels"),
             "rates": t("Kurser", "Rates"), "units": t("Enheder", "Units")}  # fmt: skip
    made = f"{words.moment(answer['generated'], lang)}, Flok {words.plain(answer['flok'])}"
    read = [[name, ", ".join(map(words.plain, answer["inputs"][key]))] for key, name in names.items()]
    buyers = ", ".join(map(words.plain, answer["organisation"]["buyer"]))
    return {
        "title": t("Sådan er der regnet", "How it was computed"),
        "conventions": [words.local(c, "text", lang) for c in answer["conventions"]],
        "read": [
            [t("Lavet", "Made"), made],
            *(row for row in [[t("Køber (CVR)", "Buyer (CVR)"), buyers], *read] if row[1]),
        ],
        "manner": t(
            "Flok giver tal og begrundelser, ikke juridisk rådgivning.",
            "Flok gives figures and reasons, not legal advice.",
        ),
    }


def _table(table: tables.Table) -> Told:
    """A table as plain texts."""
    return {
        "caption": table.caption,
        "heads": [head for head, _ in table.heads],
        "right": [is_number for _, is_number in table.heads],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "total": [_cell(cell) for cell in table.total] if table.total else None,
    }


def _cell(cell: tables.Cell) -> str:
    return words.plain(cell.striptags() if isinstance(cell, Markup) else cell)
