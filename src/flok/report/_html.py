"""The answer as one page to show a board: a single HTML file that loads nothing from anywhere.

The order of the page is that of the product: the answer in a sentence, the definitions side by side, over
time, where the gap is, what is unknown and what to do about it, the account.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from flok.report import charts, tables, words

from ._letter import letter

Answer = dict[str, Any]

_HERE = Path(__file__).parent
_TOP = 8  # groups in a picture
_DIMENSIONS = ("category", "unit", "supplier", "contract")
_IN_WORDS = ("number", "percent", "goal", "goal_by", "span", "shares", "version")


def write_report(answer: Answer, path: Path, lang: str = "da") -> None:
    """Write the page of `answer` (docs/formats/answer.schema.json) to `path`, in UTF-8.

    Raises OSError where the file cannot be written.
    """
    path.write_text(page(answer, lang), encoding="utf-8", newline="\n")


def page(answer: Answer, lang: str = "da") -> str:
    """The page as text, in Danish ("da") or English ("en")."""
    return _environment(lang).get_template("template.html").render(_content(answer, lang))


def _environment(lang: str) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda value: value if isinstance(value, Markup) else words.plain(value),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"lang": lang, "t": partial(words.either, lang), "swatch": charts.swatch}
    environment.filters |= {name: partial(getattr(words, name), lang=lang) for name in _IN_WORDS}
    environment.filters |= {
        "amount": lambda ore: words.amount(ore, lang).replace(" ", "\u00a0"),
        "text": lambda thing, field: tables.name(thing[f"{field}_{lang}"]),
        "denominator": words.denominator,
        "outside": tables.name,
    }
    return environment


def _content(answer: Answer, lang: str) -> dict[str, Any]:
    """Everything the template shows, already put into words, tables and pictures."""
    main = words.main_definition(answer)
    settled, account = words.account(answer, lang)
    accounts = sorted(answer["reconciliation"].items())
    return {
        "answer": answer,
        "letter": escape(letter(lang=lang)),
        "css": _styles(lang),
        "who": tables.name(words.who(answer["organisation"], lang)),
        "when": words.period(answer["period"], lang),
        "made": words.moment(answer["generated"], lang),
        "sentence": words.unbroken(words.sentence(answer, lang)),
        "main": main,
        "definitions": [_definition(d, lang) for d in answer["definitions"]],
        "definitions_table": tables.definitions(answer["definitions"], lang),
        "settled": settled,
        "account": account,
        "files": tables.files(answer["documents"], lang),
        "currencies": [tables.reconciliation(c, row, lang) for c, row in accounts],
        "abroad": {c: row for c, row in accounts if c != "DKK"},
        "excise": {c: words.exact_amount(row["excise_ore"], c, lang) for c, row in accounts if row["excise_ore"]},
        "units": tables.units(answer["units"], lang),
        "problems": tables.problems(answer, lang),
        **(_main_content(main, lang) if main else {"months": None, "gaps": [], "unknown": None}),
    }


def _styles(lang: str) -> Markup:
    """The page's and the pictures' own sheets."""
    sheets = [path.read_text(encoding="utf-8") for path in (charts.CHARTS_CSS, _HERE / "style.css")]
    foot = words.either(lang, '"Side " counter(page) " af " counter(pages)', 'counter(page) " / " counter(pages)')
    return Markup("\n".join(sheets).replace('"{page of pages}"', foot))  # noqa: S704 - our own files


def _main_content(main: Answer, lang: str) -> dict[str, Any]:
    return {
        "no_share": words.percent(main["not_sustainable_ore"] / words.denominator(main), lang=lang)
        if main["share_low"] is not None
        else "–",
        "bar": charts.range_bar(main, main["target"], words.local(main, "name", lang), lang=lang, size="large"),
        "grounds": words.unbroken(words.grounds(main, lang)),
        "after_unknown": words.unbroken(words.after_unknown(main, lang) or ""),
        "months": _months(main, lang),
        "gaps": [_gap(main, code, lang) for code in _DIMENSIONS if main["groups"].get(code)],
        "unknown": _unknown(main, lang),
    }


def _definition(d: Answer, lang: str) -> dict[str, Any]:
    name = words.local(d, "name", lang)
    return {
        "facts": d,
        "name": name,
        "told": words.unbroken(words.told(d, lang)),
        "bar": charts.range_bar(d, d["target"], name, lang=lang),
        "reasons": tables.reasons(d, lang),
    }


def _months(main: Answer, lang: str) -> dict[str, Any] | None:
    """The share over time: the picture, its words and its table; None below two months."""
    listed = main["groups"].get("month", [])
    chart = charts.months(listed, main["target"], lang=lang)
    if not chart:
        return None
    dated = sorted((m for m in listed if m["key"]), key=lambda m: m["key"])
    return {
        "chart": chart,
        "path": charts.path_to_target(dated, main["target"]) if main["target"] else None,
        "first": words.month(dated[0]["key"], lang),
        "last": words.month(dated[-1]["key"], lang),
        "table": tables.months(listed, main["target"], lang),
    }


def _gap(main: Answer, code: str, lang: str) -> dict[str, Any]:
    """Where the gap is, along one dimension: the largest groups as bars, and all of them as a table."""
    listed = main["groups"][code]
    return {
        "many": words.dimension(code, lang, many=True),
        "count": len(listed),
        "bars": [
            {"label": tables.group_label(bar.group, lang), "bar": bar}
            for bar in charts.gap_bars(listed, main["target"], lang=lang, top=_TOP)
        ],
        "table": tables.dimension(main, code, lang),
    }


def _unknown(main: Answer, lang: str) -> dict[str, Any]:
    """What is unknown: why, and which suppliers it lies with."""
    whole = main["unknown_ore"]
    suppliers = main["groups"].get("supplier", [])
    bars = charts.unknown_bars(suppliers, whole, lang=lang, top=_TOP)
    reasons = sorted((r for r in main["reasons"] if r["outcome"] == "unknown"), key=lambda r: -abs(r["ore"]))
    most = max([r["ore"] for r in reasons], default=0)
    named = [g for g in suppliers if g["key"] is not None]
    three = sum(g["unknown_ore"] for g in words.largest(named, "unknown_ore", 3))
    return {
        "count": len(words.largest(suppliers, "unknown_ore", len(suppliers))),
        "three_ore": three,
        "three_share": three / whole if whole > 0 and len(bars) > 3 else None,
        "suppliers": [{"label": tables.group_label(bar.group, lang), "bar": bar} for bar in bars],
        "reasons": [
            {**r, "bar": charts.amount_bar([("possible", r["ore"])], most, ref=f"reason {r['rule']} {r['reason']}")}
            for r in reasons
        ],
    }
