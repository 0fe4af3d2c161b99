"""The report's tables. Each picture has one, and the account is told in them.

Text that came from a document or a list goes through `name`, which keeps its reading direction to itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from flok.kernel import danish
from flok.report import words

Answer = dict[str, Any]
Cell = str | Markup

ROWS = 100  # the most rows of a group table; the rest are added up
PROBLEMS = 200  # the most problems listed

OUTCOMES = {
    "sustainable": "bæredygtigt",
    "not_sustainable": "ikke bæredygtigt",
    "unknown": "ved vi ikke nok om",
    "out_of_scope": "uden for definitionen",
}
STATUSES = {"rejected": "ikke læst", "set_aside": "lagt til side", "excluded": "holdt ude", "counted": "talt med"}
_AMOUNTS = ("sustainable_ore", "not_sustainable_ore", "unknown_ore", "out_of_scope_ore")


@dataclass(frozen=True)
class Table:
    """A table of the page: `heads` are (title, is it a number), the first cell of a row is its heading."""

    caption: str
    heads: list[tuple[str, bool]]
    rows: list[list[Cell]]
    total: list[Cell] | None = None


def name(text: object) -> Markup:
    """Text from outside as it may stand in the page: escaped, and with its reading direction isolated."""
    return Markup("<bdi>{}</bdi>").format(words.plain(text, keep_direction=True))


def group_label(group: Answer) -> Markup:
    """A group's name; "ukendt" where it has none."""
    if group["key"] is None or not words.group_name(group):
        return Markup("<em>ukendt</em>")
    return name(group["label"] or group["key"])


def definitions(listed: list[Answer]) -> Table:
    """The definitions in figures, side by side."""
    rows: list[list[Cell]] = [
        [
            Markup("{} <small>{}</small>").format(words.local(d, "name", "da"), words.version(d)),
            *(danish.whole_kroner(d[field]) for field in _AMOUNTS),
            words.span(d, d["target"]),
            words.goal_by(d["target"]) if d["target"] else "–",
            _whole(d["gap_ore"]),
        ]
        for d in listed
    ]
    heads = [("Definition", False), *_amount_heads(), ("Andel", True), ("Mål", False), ("Mangler", True)]
    return Table("Definitionerne i hele kroner", heads, rows)


def groups(listed: list[Answer], target: Answer | None, head: str, caption: str) -> Table:
    """The groups of one dimension in whole kroner, at most ROWS of them, with the rest and the total."""
    shown, rest = listed[:ROWS], listed[ROWS:]
    rows = [_group_row(group_label(g), g, target) for g in shown]
    if rest:
        rows.append(_group_row(f"De øvrige {danish.number(len(rest))}", _added(rest), target))
    heads = [(head, False), *_amount_heads(), ("Andel", True), ("Mangler", True), ("Linjer", True)]
    return Table(caption, heads, rows, _group_row("I alt", _added(listed), target))


def _group_row(label: Cell, g: Answer, target: Answer | None) -> list[Cell]:
    amounts = [danish.whole_kroner(g[field]) for field in _AMOUNTS]
    return [label, *amounts, words.span(g, target), _whole(g["gap_ore"]), danish.number(g["lines"])]


def _added(listed: list[Answer]) -> Answer:
    """Groups as one. Its gap is left out: a group over the target does not make up for another."""
    added: Answer = {field: sum(g[field] for g in listed) for field in (*_AMOUNTS, "lines")}
    whole = words.denominator(added)
    low = added["sustainable_ore"] / whole if whole > 0 else None
    high = (added["sustainable_ore"] + added["unknown_ore"]) / whole if whole > 0 else None
    return {**added, "share_low": low, "share_high": high, "gap_ore": None}


def _amount_heads() -> list[tuple[str, bool]]:
    return [(OUTCOMES[field.removesuffix("_ore")].capitalize(), True) for field in _AMOUNTS]


def _whole(ore: int | None) -> str:
    return "–" if ore is None else danish.whole_kroner(ore)


def reasons(d: Answer) -> Table:
    """Why the lines were judged as they were, rule by rule."""
    rows: list[list[Cell]] = [
        [
            words.local(r, "text", "da"),
            "afgrænsningen" if r["rule"] < 0 else danish.number(r["rule"] + 1),
            OUTCOMES.get(r["outcome"], words.plain(r["outcome"])),
            danish.whole_kroner(r["ore"]),
            danish.number(r["lines"]),
        ]
        for r in sorted(d["reasons"], key=lambda r: (r["rule"], -r["ore"]))
    ]
    heads = [("Begrundelse", False), ("Regel", True), ("Tæller som", False), ("Kr.", True), ("Linjer", True)]
    return Table(f"{words.local(d, 'name', 'da')}: reglernes begrundelser", heads, rows)


def files(documents: Answer) -> Table:
    """What became of every file read."""
    rows: list[list[Cell]] = [["Talt med", "", danish.number(documents["counted"])]]
    if words.repeated(documents):
        again = words.reason("duplicate")
        rows.append(["Læst før", again, danish.number(documents["duplicate"])])
    for status in ("excluded", "set_aside", "rejected"):
        for code, count in sorted(documents[status].items(), key=lambda item: -item[1]):
            rows.append([STATUSES[status].capitalize(), words.reason(code), danish.number(count)])
    missing = words.unaccounted_files(documents)
    if missing:
        rows.append(["Ikke gjort rede for", "", danish.number(missing)])
    heads = [("Hvad der blev af filerne", False), ("Hvorfor", False), ("Antal", True)]
    return Table("Filerne", heads, rows, ["Læst i alt", "", danish.number(documents["read"])])


def reconciliation(currency: str, row: Answer) -> Table:
    """The account of one currency to the øre: what the files say, and where each øre went."""
    rows: list[list[Cell]] = [["Talt med", "", words.exact_amount(row["counted_ore"], currency)]]
    for status in ("excluded", "set_aside"):
        codes = row["by_code"].get(status, {})
        for code, ore in sorted(codes.items(), key=lambda item: -abs(item[1])):
            amount = words.exact_amount(ore, currency)
            rows.append([STATUSES[status].capitalize(), words.reason(code), amount])
        left = row[f"{status}_ore"] - sum(codes.values())
        if left:
            rows.append([STATUSES[status].capitalize(), "", words.exact_amount(left, currency)])
    rows.append(["Afrunding", "Inden for det, formatet tillader.", words.exact_amount(row["rounding_ore"], currency)])
    rows.append(["Ikke gjort rede for", "", words.exact_amount(row["difference_ore"], currency)])
    heads = [("Hvor kronerne blev af" if currency == "DKK" else "Hvor beløbet blev af", False)]
    heads += [("Hvorfor", False), ("Beløb", True)]
    total: list[Cell] = ["I filerne i alt", "", words.exact_amount(row["source_ore"], currency)]
    return Table(f"Regnskabet i {words.plain(currency)}, uden moms", heads, rows, total)


def units(found: Answer) -> Table:
    """Places of delivery no list names."""
    rows: list[list[Cell]] = [
        [
            name(u["unit_id"]) if u["unit_id"] else Markup("<em>intet nummer på fakturaen</em>"),
            danish.whole_kroner(u["ore"]),
            danish.number(u["lines"]),
        ]
        for u in found["unknown"][:ROWS]
    ]
    rest = found["unknown"][ROWS:]
    if rest:
        ore, lines = (sum(u[field] for u in rest) for field in ("ore", "lines"))
        label = f"De øvrige {danish.number(len(rest))}"
        rows.append([label, danish.whole_kroner(ore), danish.number(lines)])
    heads = [("EAN-nummer (GLN)", False), ("Kr.", True), ("Linjer", True)]
    return Table("Enheder, vi ikke kender navnet på", heads, rows)


def problems(answer: Answer) -> Table:
    """The files to look at, at most PROBLEMS of them."""
    rows: list[list[Cell]] = [
        [
            name(p["source"]),
            name(p["number"]) if p["number"] else "–",
            STATUSES.get(p["status"], words.plain(p["status"])),
            Markup("{} {}").format(words.local(p, "text", "da"), name(p["detail"] or "")),
            words.exact_amount(p["source_ore"], words.plain(p["currency"] or ""))
            if p["source_ore"] is not None
            else "–",
        ]
        for p in answer["problems"][:PROBLEMS]
    ]
    heads = [("Fil", False), ("Nummer", False), ("Hvad der skete", False), ("Hvorfor", False), ("Beløb", True)]
    return Table("Filer at se på", heads, rows)
