"""The tables of an answer. Each picture has one, and the account is told in them.

Text that came from a document or a list goes through `name`, which keeps its reading direction to itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from flok.report import words

Answer = dict[str, Any]
Cell = str | Markup

ROWS = 100  # the most rows of a group table; the rest are added up
PROBLEMS = 200  # the most problems listed

AMOUNTS = ("sustainable_ore", "not_sustainable_ore", "unknown_ore", "out_of_scope_ore")


@dataclass(frozen=True)
class Table:
    """A table of a page: `heads` are (title, is it a number), the first cell of a row is its heading."""

    caption: str
    heads: list[tuple[str, bool]]
    rows: list[list[Cell]]
    total: list[Cell] | None = None


def name(text: object) -> Markup:
    """Text from outside as it may stand in a page: escaped, and with its reading direction isolated."""
    return Markup("<bdi>{}</bdi>").format(words.plain(text, keep_direction=True))


def group_label(group: Answer, lang: str = "da") -> Markup:
    """A group's name; "ukendt" where it has none."""
    if group["key"] is None or not words.plain(group["label"] or group["key"]).strip():
        return Markup("<em>{}</em>").format(words.either(lang, "ukendt", "unknown"))
    return name(group["label"] or group["key"])


def definitions(listed: Sequence[Answer], lang: str = "da") -> Table:
    """The definitions in figures, side by side."""
    rows: list[list[Cell]] = [
        [
            Markup("{} <small>{}</small>").format(words.local(d, "name", lang), words.version(d, lang)),
            *(words.whole_kroner(d[field], lang) for field in AMOUNTS),
            words.span(d, d["target"], lang),
            words.goal_by(d["target"], lang) if d["target"] else "–",
            words.whole_kroner(d["gap_ore"], lang),
        ]
        for d in listed
    ]
    heads = [("Definition", False), *_amount_heads(lang), _share_head(lang)]
    heads += [(words.either(lang, "Mål", "Target"), False), _gap_head(lang)]
    return Table(words.either(lang, "Definitionerne i hele kroner", "The definitions in whole kroner"), heads, rows)


def dimension(d: Answer, code: str, lang: str = "da") -> Table:
    """The groups of a definition along one dimension, the largest gap first, then the most kroner."""
    if code == "month":
        return months(d["groups"][code], d["target"], lang)
    ordered = sorted(d["groups"][code], key=lambda g: (-(g["gap_ore"] or 0), -words.denominator(g)))
    many = words.dimension(code, lang, many=True)
    caption = words.either(lang, f"Alle {many}, hele kroner", f"All {many}, whole kroner")
    return groups(ordered, d["target"], words.dimension(code, lang).capitalize(), caption, lang)


def months(listed: Sequence[Answer], target: Answer | None, lang: str = "da") -> Table:
    """The months in order, what has no date last."""
    ordered = sorted(listed, key=lambda g: (not g["key"], g["key"] or ""))
    named = [{**g, "label": words.month(g["key"], lang)} if g["key"] else g for g in ordered]
    caption = words.either(lang, "Andelen måned for måned, hele kroner", "The share month by month, whole kroner")
    return groups(named, target, words.dimension("month", lang).capitalize(), caption, lang)


def history(points: Sequence[Answer], target: Answer | None, lang: str = "da") -> Table:
    """The figures of each publication; `points` have "date" as YYYY-MM-DD."""
    rows: list[list[Cell]] = [
        [
            words.day(point["date"], lang),
            *(words.whole_kroner(point[field], lang) for field in AMOUNTS),
            words.span(point, target, lang),
            words.whole_kroner(point["gap_ore"], lang),
        ]
        for point in points
    ]
    heads = [(words.either(lang, "Gjort op", "Computed"), False), *_amount_heads(lang)]
    heads += [_share_head(lang), _gap_head(lang)]
    caption = words.either(lang, "Andelen, hver gang den er gjort op", "The share each time it was computed")
    return Table(caption, heads, rows)


def groups(listed: Sequence[Answer], target: Answer | None, head: str, caption: str, lang: str = "da") -> Table:
    """The groups of one dimension in whole kroner, at most ROWS of them, with the rest and the total."""
    shown, rest = listed[:ROWS], listed[ROWS:]
    rows = [_group_row(group_label(g, lang), g, target, lang) for g in shown]
    if rest:
        rows.append(_group_row(_others(len(rest), lang), added(rest), target, lang))
    heads = [(head, False), *_amount_heads(lang), _share_head(lang), _gap_head(lang), _lines_head(lang)]
    whole = _group_row(words.either(lang, "I alt", "In all"), added(listed), target, lang)
    return Table(caption, heads, rows, whole)


def _group_row(label: Cell, g: Answer, target: Answer | None, lang: str) -> list[Cell]:
    amounts = [words.whole_kroner(g[field], lang) for field in AMOUNTS]
    gap, lines = words.whole_kroner(g["gap_ore"], lang), words.number(g["lines"], lang)
    return [label, *amounts, words.span(g, target, lang), gap, lines]


def added(listed: Sequence[Answer]) -> Answer:
    """Groups as one. Its gap is left out: a group over the target does not make up for another."""
    total: Answer = {field: sum(g[field] for g in listed) for field in (*AMOUNTS, "lines")}
    whole = words.denominator(total)
    low = total["sustainable_ore"] / whole if whole > 0 else None
    high = (total["sustainable_ore"] + total["unknown_ore"]) / whole if whole > 0 else None
    return {**total, "share_low": low, "share_high": high, "gap_ore": None}


def _others(count: int, lang: str) -> str:
    return words.either(lang, f"De øvrige {words.number(count)}", f"The other {words.number(count, 'en')}")


def _amount_heads(lang: str) -> list[tuple[str, bool]]:
    return [(words.outcome(field.removesuffix("_ore"), lang).capitalize(), True) for field in AMOUNTS]


def _share_head(lang: str) -> tuple[str, bool]:
    return words.either(lang, "Andel", "Share"), True


def _gap_head(lang: str) -> tuple[str, bool]:
    return words.either(lang, "Mangler", "Missing"), True


def _lines_head(lang: str) -> tuple[str, bool]:
    return words.either(lang, "Linjer", "Lines"), True


def reasons(d: Answer, lang: str = "da") -> Table:
    """Why the lines were judged as they were, rule by rule."""
    rows: list[list[Cell]] = [
        [
            words.local(r, "text", lang),
            rule(r, lang),
            words.outcome(r["outcome"], lang),
            words.whole_kroner(r["ore"], lang),
            words.number(r["lines"], lang),
        ]
        for r in sorted(d["reasons"], key=lambda r: (r["rule"], -r["ore"]))
    ]
    heads = [
        (words.either(lang, "Begrundelse", "Reason"), False),
        (words.either(lang, "Regel", "Rule"), True),
        (words.either(lang, "Tæller som", "Counts as"), False),
        (words.either(lang, "Kr.", "DKK"), True),
        _lines_head(lang),
    ]
    told = words.either(lang, "reglernes begrundelser", "the reasons of its rules")
    return Table(f"{words.local(d, 'name', lang)}: {told}", heads, rows)


def rule(reason: Answer, lang: str = "da") -> str:
    """The number of the rule that judged, from 1; below that it was the scope of the definition."""
    if reason["rule"] < 0:
        return words.either(lang, "afgrænsningen", "the scope")
    return words.number(reason["rule"] + 1, lang)


def files(documents: Answer, lang: str = "da") -> Table:
    """What became of every file read."""
    counted = words.status("counted", lang).capitalize()
    rows: list[list[Cell]] = [[counted, "", words.number(documents["counted"], lang)]]
    if words.repeated(documents):
        again = words.reason("duplicate", lang)
        before = words.status("duplicate", lang).capitalize()
        rows.append([before, again, words.number(documents["duplicate"], lang)])
    for status in ("excluded", "set_aside", "rejected"):
        for code, count in sorted(documents[status].items(), key=lambda item: -item[1]):
            became = words.status(status, lang).capitalize()
            rows.append([became, words.reason(code, lang), words.number(count, lang)])
    missing = words.unaccounted_files(documents)
    if missing:
        rows.append([_unaccounted(lang), "", words.number(missing, lang)])
    heads = [
        (words.either(lang, "Hvad der blev af filerne", "What became of the files"), False),
        (words.either(lang, "Hvorfor", "Why"), False),
        (words.either(lang, "Antal", "Number"), True),
    ]
    whole: list[Cell] = [words.either(lang, "Læst i alt", "Read in all"), "", words.number(documents["read"], lang)]
    return Table(words.either(lang, "Filerne", "The files"), heads, rows, whole)


def account(row: Answer, lang: str = "da") -> list[tuple[str, str, int]]:
    """Where each øre of one currency went: (what became of it, why, øre). They add up to `source_ore`."""
    listed = [(words.status("counted", lang).capitalize(), "", int(row["counted_ore"]))]
    for status in ("excluded", "set_aside"):
        codes = row["by_code"].get(status, {})
        became = words.status(status, lang).capitalize()
        for code, ore in sorted(codes.items(), key=lambda item: -abs(item[1])):
            listed.append((became, words.reason(code, lang), ore))
        left = row[f"{status}_ore"] - sum(codes.values())
        if left:
            listed.append((became, "", left))
    allowed = words.either(lang, "Inden for det, formatet tillader.", "Within what the format allows.")
    listed.append((words.either(lang, "Afrunding", "Rounding"), allowed, row["rounding_ore"]))
    listed.append((_unaccounted(lang), "", row["difference_ore"]))
    return listed


def reconciliation(currency: str, row: Answer, lang: str = "da") -> Table:
    """The account of one currency to the øre: what the files say, and where each øre went."""
    rows: list[list[Cell]] = [
        [became, why, words.exact_amount(ore, currency, lang)] for became, why, ore in account(row, lang)
    ]
    if currency == "DKK":
        head = words.either(lang, "Hvor kronerne blev af", "Where the kroner went")
    else:
        head = words.either(lang, "Hvor beløbet blev af", "Where the amount went")
    heads = [(head, False), (words.either(lang, "Hvorfor", "Why"), False), _sum_head(lang)]
    whole = words.exact_amount(row["source_ore"], currency, lang)
    total: list[Cell] = [words.either(lang, "I filerne i alt", "In the files in all"), "", whole]
    shown = words.plain(currency)
    caption = words.either(lang, f"Regnskabet i {shown}, uden moms", f"The account in {shown}, without VAT")
    return Table(caption, heads, rows, total)


def _sum_head(lang: str) -> tuple[str, bool]:
    return words.either(lang, "Beløb", "Amount"), True


def _unaccounted(lang: str) -> str:
    return words.either(lang, "Ikke gjort rede for", "Not accounted for")


def units(found: Answer, lang: str = "da") -> Table:
    """Places of delivery no list names."""
    none = words.either(lang, "intet nummer på fakturaen", "no number on the invoice")
    rows: list[list[Cell]] = [
        [
            name(u["unit_id"]) if u["unit_id"] else Markup("<em>{}</em>").format(none),
            words.whole_kroner(u["ore"], lang),
            words.number(u["lines"], lang),
        ]
        for u in found["unknown"][:ROWS]
    ]
    rest = found["unknown"][ROWS:]
    if rest:
        ore, lines = (sum(u[field] for u in rest) for field in ("ore", "lines"))
        rows.append([_others(len(rest), lang), words.whole_kroner(ore, lang), words.number(lines, lang)])
    heads = [
        (words.either(lang, "EAN-nummer (GLN)", "GLN"), False),
        (words.either(lang, "Kr.", "DKK"), True),
        _lines_head(lang),
    ]
    caption = words.either(lang, "Enheder, vi ikke kender navnet på", "Units whose name we do not know")
    return Table(caption, heads, rows)


def problems(answer: Answer, lang: str = "da") -> Table:
    """The files to look at, at most PROBLEMS of them."""
    rows: list[list[Cell]] = [
        [
            name(p["source"]),
            name(p["number"]) if p["number"] else "–",
            words.status(p["status"], lang),
            Markup("{} {}").format(words.local(p, "text", lang), name(p["detail"] or "")),
            words.exact_amount(p["source_ore"], words.plain(p["currency"] or ""), lang)
            if p["source_ore"] is not None
            else "–",
        ]
        for p in answer["problems"][:PROBLEMS]
    ]
    heads = [
        (words.either(lang, "Fil", "File"), False),
        (words.either(lang, "Nummer", "Number"), False),
        (words.either(lang, "Hvad der skete", "What happened"), False),
        (words.either(lang, "Hvorfor", "Why"), False),
        _sum_head(lang),
    ]
    return Table(words.either(lang, "Filer at se på", "Files to look at"), heads, rows)
