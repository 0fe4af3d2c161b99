"""The answer as one page to show a board: a single HTML file that loads nothing from anywhere.

The order of the page is that of the product: the answer in a sentence, the definitions side by side, over
time, where the gap is, what is unknown and what to do about it, the account. Danish.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from flok.kernel import danish
from flok.report import charts as _charts
from flok.report import tables as _tables
from flok.report import words

Answer = dict[str, Any]

_HERE = Path(__file__).parent
_TOP = 8  # groups in a picture
_DIMENSIONS = {
    "category": ("varegruppe", "varegrupper"),
    "unit": ("enhed", "enheder"),
    "supplier": ("leverandør", "leverandører"),
    "contract": ("kontrakt", "kontrakter"),
}


def write_report(answer: Answer, path: Path) -> None:
    """Write the page of `answer` (docs/formats/answer.schema.json) to `path`, in UTF-8.

    Raises OSError where the file cannot be written.
    """
    path.write_text(page(answer), encoding="utf-8", newline="\n")


def page(answer: Answer) -> str:
    """The page as text."""
    return _environment().get_template("template.html").render(_content(answer))


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda value: value if isinstance(value, Markup) else words.plain(value),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "amount": lambda ore: words.amount(ore).replace(" ", "\u00a0"),
        "number": danish.number,
        "percent": words.percent,
        "day": words.day,
        "goal": words.goal,
        "goal_by": words.goal_by,
        "span": words.span,
        "shares": words.shares,
        "denominator": words.denominator,
        "version": words.version,
        "outside": _tables.name,
    }
    return environment


def _content(answer: Answer) -> dict[str, Any]:
    """Everything the template shows, already put into words, tables and pictures."""
    main = words.main_definition(answer)
    settled, account = words.account(answer)
    return {
        "answer": answer,
        "letter": escape((_HERE / "letter_da.txt").read_text(encoding="utf-8")),
        "css": Markup((_HERE / "style.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        "who": _who(answer["organisation"]),
        "when": _when(answer["period"]),
        "made": danish.date_and_time(datetime.fromisoformat(answer["generated"])),
        "sentence": _unbroken(words.sentence(answer)),
        "main": main,
        "definitions": [_definition(d) for d in answer["definitions"]],
        "definitions_table": _tables.definitions(answer["definitions"]),
        "settled": settled,
        "account": account,
        "files": _tables.files(answer["documents"]),
        "currencies": [_tables.reconciliation(c, row) for c, row in sorted(answer["reconciliation"].items())],
        "abroad": {c: row for c, row in sorted(answer["reconciliation"].items()) if c != "DKK"},
        "excise": {
            c: words.exact_amount(row["excise_ore"], c)
            for c, row in answer["reconciliation"].items()
            if row["excise_ore"]
        },
        "units": _tables.units(answer["units"]),
        "problems": _tables.problems(answer),
        **(_main_content(main) if main else {"months": None, "gaps": [], "unknown": None}),
    }


def _main_content(main: Answer) -> dict[str, Any]:
    return {
        "no_share": words.percent(main["not_sustainable_ore"] / words.denominator(main))
        if main["share_low"] is not None
        else "–",
        "bar": _charts.range_bar(main, main["target"], words.local(main, "name", "da")),
        "grounds": _unbroken(words.grounds(main)),
        "after_unknown": _unbroken(words.after_unknown(main) or ""),
        "months": _months(main),
        "gaps": [_gap(main, dimension) for dimension in _DIMENSIONS if main["groups"].get(dimension)],
        "unknown": _unknown(main),
    }


def _unbroken(text: str) -> str:
    """Amounts kept on one line: `96,4 mio. kr.` does not break."""
    return text.replace(" mio. kr.", "\u00a0mio.\u00a0kr.").replace(" kr.", "\u00a0kr.")


def _who(organisation: Answer) -> Markup:
    numbers = ", ".join(organisation["buyer"])
    if organisation["name"]:
        return _tables.name(organisation["name"])
    return _tables.name(f"CVR {numbers}") if numbers else Markup("Alle købere i filerne")


def _when(period: Answer | None) -> str:
    return f"{words.day(period['from'])} – {words.day(period['to'])}" if period else "Hele filernes periode"


def _definition(d: Answer) -> dict[str, Any]:
    name = words.local(d, "name", "da")
    return {
        "facts": d,
        "name": name,
        "told": _told(d),
        "bar": _charts.range_bar(d, d["target"], name),
        "reasons": _tables.reasons(d),
    }


def _told(d: Answer) -> str:
    """The amounts that must stand beside the per cent."""
    whole, gap = words.denominator(d), d["gap_ore"]
    if d["share_low"] is None:
        return "Der er ingen køb inden for definitionen at tage en andel af."
    if d["unknown_ore"] == 0:
        text = f"Andelen er af {words.amount(whole)}, og vi ved nok om det hele."
    else:
        text = f"Andelen er af {words.amount(whole)}; heraf ved vi ikke nok om {words.amount(d['unknown_ore'])}"
    if gap is not None:
        text += f" Til målet mangler {words.amount(gap)}" if gap > 0 else " Målet er nået."
    return _unbroken(text)


def _months(main: Answer) -> dict[str, Any] | None:
    """The share over time: the picture in two widths, its words and its table; None below two months."""
    months = sorted((m for m in main["groups"].get("month", []) if m["key"]), key=lambda m: m["key"])
    if len(months) < 2:
        return None
    first, last = months[0], months[-1]
    said = (
        f"Andelen måned for måned. {danish.month_name(first['key']).capitalize()}: "
        f"{_charts.described(first, main['target'])}. {danish.month_name(last['key']).capitalize()}: "
        f"{_charts.described(last, main['target'])}. Alle tal står i tabellen under billedet."
    )
    named = [{**m, "label": danish.month_name(m["key"])} for m in months]
    undated = [m for m in main["groups"]["month"] if not m["key"]]
    path = _charts.path_to_target(months, main["target"]) if main["target"] else None
    return {
        "wide": _charts.month_chart(months, main["target"], 640, said),
        "narrow": _charts.month_chart(months, main["target"], 260, said),
        "path": path,
        "first": danish.month_name(first["key"]),
        "last": danish.month_name(last["key"]),
        "table": _tables.groups(named + undated, main["target"], "Måned", "Andelen måned for måned, hele kroner"),
    }


def _gap(main: Answer, dimension: str) -> dict[str, Any]:
    """Where the gap is, along one dimension: the largest groups as bars, and all of them as a table."""
    one, many = _DIMENSIONS[dimension]
    listed = main["groups"][dimension]
    top = words.largest(listed, "gap_ore", _TOP)
    whole = top[0]["gap_ore"] if top else 0
    ordered = sorted(listed, key=lambda g: (-(g["gap_ore"] or 0), -words.denominator(g)))
    return {
        "one": one,
        "many": many,
        "count": len(listed),
        "bars": [
            {
                "label": _tables.group_label(g),
                "gap_ore": g["gap_ore"],
                "maybe_ore": min(max(g["unknown_ore"], 0), g["gap_ore"]),
                "share": words.span(g, main["target"]),
                "bar": _gap_bar(g, whole),
            }
            for g in top
        ],
        "table": _tables.groups(ordered, main["target"], one.capitalize(), f"Alle {many}, hele kroner"),
    }


def _gap_bar(group: Answer, whole: int) -> Markup:
    maybe = min(max(group["unknown_ore"], 0), group["gap_ore"])
    return _charts.amount_bar([("mulig", maybe), ("ikke", group["gap_ore"] - maybe)], whole)


def _unknown(main: Answer) -> dict[str, Any]:
    """What is unknown: which suppliers it lies with, and why."""
    whole = main["unknown_ore"]
    suppliers = main["groups"].get("supplier", [])
    top = words.largest(suppliers, "unknown_ore", _TOP)
    reasons = sorted((r for r in main["reasons"] if r["outcome"] == "unknown"), key=lambda r: -abs(r["ore"]))
    most = max([r["ore"] for r in reasons], default=0)
    named = [g for g in suppliers if g["key"] is not None]
    three = sum(g["unknown_ore"] for g in words.largest(named, "unknown_ore", 3))
    return {
        "count": len(words.largest(suppliers, "unknown_ore", len(suppliers))),
        "three_ore": three,
        "three_share": three / whole if whole > 0 and len(top) > 3 else None,
        "suppliers": [
            {
                "label": _tables.group_label(g),
                "ore": g["unknown_ore"],
                "share": words.percent(g["unknown_ore"] / whole) if whole > 0 else "–",
                "bar": _charts.amount_bar([("mulig", g["unknown_ore"])], top[0]["unknown_ore"]),
            }
            for g in top
        ],
        "reasons": [
            {"text": words.local(r, "text", "da"), "ore": r["ore"], "lines": r["lines"],
             "bar": _charts.amount_bar([("mulig", r["ore"])], most)}
            for r in reasons
        ],
    }  # fmt: skip
