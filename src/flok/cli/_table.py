"""The answer as a person reads it in a terminal: plain words, 80 to 120 columns, no colour needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flok.report import words

_WIDEST = 120
_TOP = 5
_GLYPHS = {"utf": "█▒·┃├┤", "ascii": "#/.|[]"}  # proven, possible, known not, target, the two ends

_TEXT = {
    "side_by_side": ("De samme køb efter {n} definitioner", "The same purchases by {n} definitions"),
    "legend": (
        "{0} bevist   {1} muligt, ved vi ikke nok om   {2} ikke bæredygtigt   {3} målet",
        "{0} proven   {1} possible, unknown   {2} not sustainable   {3} target",
    ),
    "definition": ("definition", "definition"),
    "range": ("0 – 100 %", "0 – 100%"),
    "share": ("andel", "share"),
    "unknown": ("ved vi ikke", "unknown"),
    "gap": ("mangler", "gap"),
    "behind": (
        "Hvor der mangler mest efter {name}",
        "Where most is missing by {name}",
    ),
    "divided": ("Fordelt efter {name}", "Divided by {name}"),
    "month": ("måned", "month"),
    "unit": ("enhed", "unit"),
    "category": ("varegruppe", "category"),
    "supplier": ("leverandør", "supplier"),
    "contract": ("kontrakt", "contract"),
    "dont_know": ("Hvad vi ikke ved nok om", "What we know too little about"),
    "of_unknown": ("af det ukendte", "of the unknown"),
    "account": ("Regnskabet", "The account"),
    "read": ("læst", "read"),
    "counted": ("talt med", "counted"),
    "duplicate": ("læst før", "read before"),
    "excluded": ("holdt ude", "excluded"),
    "set_aside": ("lagt til side", "set aside"),
    "rejected": ("ikke læst", "rejected"),
    "source": ("i filerne", "in the files"),
    "rounding": ("afrunding", "rounding"),
    "difference": ("ikke gjort rede for", "unaccounted"),
    "excise": ("afgifter (særskilt)", "excise (apart)"),
    "in_dkk": ("talt med i kroner", "counted in DKK"),
    "documents": ("filer", "files"),
    "currency": ("beløb", "amounts"),
    "lines": ("{n} indkøbslinjer", "{n} purchase lines"),
    "problems": ("Filer at se på ({n} i alt)", "Files to look at ({n} in all)"),
    "more": ("og {n} mere", "and {n} more"),
    "conventions": ("Sådan er der regnet", "How it was computed"),
    "no_gap": ("{of}: ingen at pege på.", "{of}: none to point to."),
}


def print_answer(
    answer: dict[str, Any], console: Console, lang: str = "da", by: Sequence[str] = ("category", "supplier")
) -> None:
    """Write the answer to `console`: the sentence, the definitions, the gap, the unknown, the account.

    `lang` is "da" or "en"; `by` the dimensions to show, of those the answer has: month in order and in full,
    the others by their largest gap (largest unknown, where there is no target). Text from invoices is written
    as plain text: no markup, no control characters.
    """
    width = min(console.width, _WIDEST)
    main = words.main_definition(answer)
    console.print(Text(words.sentence(answer, lang), style="bold"), width=width)
    if main:
        console.print(Text(words.grounds(main, lang)), width=width)
        left = words.after_unknown(main, lang)
        if left:
            console.print(Text(left), width=width)
        _definitions(answer["definitions"], console, width, lang)
        _gap(main, by, console, width, lang)
        _unknown(main, console, width, lang)
    _account(answer, console, width, lang)
    _problems(answer, console, width, lang)
    _conventions(answer, console, width, lang)


def range_bar(
    low: float | None, high: float | None, target: float | None, cells: int, glyphs: str = _GLYPHS["utf"]
) -> str:
    """The range bar in `cells` characters between its two ends.

    A cell counts as proven or possible when its middle lies there; what is there at all gets at least one
    cell; shares outside 0 to 1 are cut.
    """
    yes, may, no, mark, left, right = tuple(glyphs)
    if low is None or high is None:
        return left + " " * cells + right
    start, end = sorted((_cut(low), _cut(high)))
    proven = max(round(start * cells), int(start > 0))
    possible = max(round(end * cells) - proven, int(end > start))
    bar = (yes * proven + may * possible).ljust(cells, no)[:cells]
    if target is not None:
        at = min(int(_cut(target) * cells), cells - 1)
        bar = bar[:at] + mark + bar[at + 1 :]
    return left + bar + right


def _cut(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _say(lang: str, key: str, *args: str, **fields: str) -> str:
    return _TEXT[key][lang == "en"].format(*args, **fields)


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold"))


def _grid(*columns: tuple[str, str], width: int | None = None) -> Table:
    """A table without lines; each column is (heading, "left" | "right" | "bar")."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, width=width, header_style="dim")
    for heading, kind in columns:
        if kind == "left":
            table.add_column(Text(heading), ratio=1, overflow="fold")
        else:
            table.add_column(Text(heading), no_wrap=True, justify="right" if kind == "right" else "left")
    return table


def _row(table: Table, *cells: str) -> None:
    table.add_row(*(Text(words.plain(cell)) for cell in cells))


def _money(ore: int | None, lang: str) -> str:
    return "–" if ore is None else words.amount(ore, lang)


def _glyphs(console: Console) -> str:
    return _GLYPHS["utf" if (console.encoding or "").lower().startswith("utf") else "ascii"]


def _definitions(definitions: list[dict[str, Any]], console: Console, width: int, lang: str) -> None:
    glyphs = _glyphs(console)
    cells = 16 if width < 100 else 26
    _heading(console, _say(lang, "side_by_side", n=str(len(definitions))))
    table = _grid(
        (_say(lang, "definition"), "left"),
        (_say(lang, "range"), "bar"),
        (_say(lang, "share"), "right"),
        (_say(lang, "unknown"), "right"),
        (_say(lang, "gap"), "right"),
        width=width,
    )
    for d in definitions:
        target = d["target"]["share"] if d["target"] else None
        _row(
            table,
            f"{words.local(d, 'name', lang)}, v.{d['version']}",
            range_bar(d["share_low"], d["share_high"], target, cells, glyphs),
            words.span(d, d["target"], lang),
            _money(d["unknown_ore"], lang),
            _money(d["gap_ore"], lang),
        )
    console.print(table)
    console.print(Text(_say(lang, "legend", *glyphs)), width=width)


def _gap(main: dict[str, Any], by: Sequence[str], console: Console, width: int, lang: str) -> None:
    dimensions = [dimension for dimension in by if dimension in main["groups"]]
    if not dimensions:
        return
    heading = "behind" if main["target"] else "divided"
    _heading(console, _say(lang, heading, name=words.local(main, "name", lang)))
    for place, dimension in enumerate(dimensions):
        if place:
            console.print()
        groups = _shown(main, dimension)
        if not groups:
            console.print(Text(_say(lang, "no_gap", of=_say(lang, dimension).capitalize())))
            continue
        table = _grid(
            (_say(lang, dimension), "left"),
            (_say(lang, "gap"), "right"),
            (_say(lang, "unknown"), "right"),
            (_say(lang, "share"), "right"),
            width=width,
        )
        for g in groups:
            gap, unknown = _money(g["gap_ore"], lang), _money(g["unknown_ore"], lang)
            _row(table, words.group_name(g, lang), gap, unknown, words.span(g, main["target"], lang))
        console.print(table)


def _shown(main: dict[str, Any], dimension: str) -> list[dict[str, Any]]:
    groups = main["groups"][dimension]
    if dimension == "month":
        return sorted(groups, key=lambda g: g["key"] or "")
    return words.largest(groups, "gap_ore" if main["target"] else "unknown_ore", _TOP)


def _unknown(main: dict[str, Any], console: Console, width: int, lang: str) -> None:
    reasons = sorted((r for r in main["reasons"] if r["outcome"] == "unknown"), key=lambda r: -abs(r["ore"]))
    suppliers = words.largest(main["groups"].get("supplier", []), "unknown_ore", _TOP)
    if not reasons and not suppliers:
        return
    _heading(console, _say(lang, "dont_know"))
    for r in reasons[:_TOP]:
        line = Text(f"{words.amount(r['ore'], lang)}: {words.local(r, 'text', lang)}")
        console.print(line, width=width)
    if not suppliers:
        return
    table = _grid(
        (_say(lang, "supplier"), "left"),
        (_say(lang, "unknown"), "right"),
        (_say(lang, "of_unknown"), "right"),
        width=width,
    )
    whole = main["unknown_ore"]
    for g in suppliers:
        part = words.percent(g["unknown_ore"] / whole, lang=lang) if whole > 0 else "–"
        _row(table, words.group_name(g, lang), _money(g["unknown_ore"], lang), part)
    console.print(table)


def _account(answer: dict[str, Any], console: Console, width: int, lang: str) -> None:
    settled, text = words.account(answer, lang)
    _heading(console, _say(lang, "account"))
    console.print(Text(text, style="" if settled else "bold"), width=width)
    documents = answer["documents"]
    parts = [f"{words.number(documents['read'], lang)} {_say(lang, 'documents')} {_say(lang, 'read')}"]
    counts = {"counted": documents["counted"], "duplicate": words.repeated(documents)}
    counts |= {key: sum(documents[key].values()) for key in ("excluded", "set_aside", "rejected")}
    parts += [f"{words.number(n, lang)} {_say(lang, key)}" for key, n in counts.items() if n]
    parts.append(_say(lang, "lines", n=words.number(answer["lines"], lang)))
    console.print(Text(" · ".join(parts)), width=width)
    for currency, row in sorted(answer["reconciliation"].items()):
        _currency(currency, row, console, width, lang)


def _currency(currency: str, row: dict[str, Any], console: Console, width: int, lang: str) -> None:
    table = _grid((f"{_say(lang, 'currency')} ({words.plain(currency)})", "left"), ("", "right"))
    table.columns[0].ratio = None
    for key in ("source", "counted", "excluded", "set_aside", "rounding", "difference", "excise"):
        ore = row[f"{key}_ore"]
        if ore or key in ("source", "counted", "difference"):
            _row(table, _say(lang, key), words.exact_amount(ore, currency, lang))
    if currency != "DKK":
        _row(table, _say(lang, "in_dkk"), words.exact_amount(row["counted_dkk_ore"], "DKK", lang))
    console.print(table, width=width)


def _problems(answer: dict[str, Any], console: Console, width: int, lang: str) -> None:
    if not answer["problems_total"]:
        return
    _heading(console, _say(lang, "problems", n=words.number(answer["problems_total"], lang)))
    counts: dict[str, int] = {}
    for status in ("rejected", "set_aside", "excluded"):
        counts |= answer["documents"][status]
    by_code: dict[str, list[dict[str, Any]]] = {}
    for problem in answer["problems"]:
        by_code.setdefault(problem["code"], []).append(problem)
    for code, listed in sorted(by_code.items(), key=lambda item: -counts.get(item[0], len(item[1]))):
        total = max(counts.get(code, 0), len(listed))
        first = f"{words.number(total, lang)} × {words.local(listed[0], 'text', lang)} [{words.plain(code)}]"
        console.print(Text(first), width=width)
        for problem in listed[:3]:
            console.print(Padding(Text(_where(problem), overflow="fold"), (0, 0, 0, 4)), width=width)
        if total > 3:
            more = _say(lang, "more", n=words.number(total - 3, lang))
            console.print(Padding(Text(more), (0, 0, 0, 4)), width=width)


def _where(problem: dict[str, Any]) -> str:
    detail = f": {words.plain(problem['detail'])}" if problem["detail"] else ""
    return words.plain(problem["source"]) + detail


def _conventions(answer: dict[str, Any], console: Console, width: int, lang: str) -> None:
    if not answer["conventions"]:
        return
    _heading(console, _say(lang, "conventions"))
    told = " ".join(words.local(c, "text", lang) for c in answer["conventions"])
    console.print(Text(told), width=width)
