"""What was used and paid after the award, beside what was promised: by year, and by cost line."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from flok.domain import tco
from flok.report import charts, words
from flok.report.tables import Cell, Table

from ._sentences import decimal, name_of, unit_in_words, year_in_words
from ._told import Picture

Pair = tuple[int, int, int | None]  # as charts.paired_columns has it
_FINE = 10_000  # parts that the largest quantity is drawn in, at least


@dataclass(frozen=True, slots=True)
class FollowedLine:
    """A cost line of which something is known: its kroner and its quantity, drawn where there is more than one year."""

    name: str
    pictures: tuple[Picture, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`said`: what was paid, where it is known. `years` has its table in `table`."""

    said: str
    years: Picture
    table: Table
    lines: tuple[FollowedLine, ...]


def follow_up(study: tco.Study, found: Sequence[tco.Followed], lang: str, *, width: int | None = None) -> FollowUp:
    """`found`: every line in every year of the winning bid, of which something is told of some.

    Unknown is never nothing: what was promised is kept apart where it is not known what was paid.
    """
    last = max(one.year for one in found)
    labels = [year_in_words(study, year, lang) for year in range(last + 1)]
    by_year = [[one for one in found if one.year == year] for year in range(last + 1)]
    pairs = [_kroner(each) for each in by_year]
    kroner = partial(words.whole_kroner, lang=lang)
    said = _said(study, found, lang)
    title = words.either(lang, "Lovet og betalt år for år", "Promised and paid by year")
    drawn = charts.paired_columns(labels, pairs, f"{title}. {said} {_more(lang)}", kroner, width=width, ref="years")
    lines = [(line, [one for one in found if one.line == line.id]) for line in study.lines]
    return FollowUp(
        said,
        Picture(title, drawn, _legend(pairs, lang, words.either(lang, "Betalt", "Paid"))),
        _table(labels, pairs, lang),
        tuple(_line(study, line, of, labels, lang, width) for line, of in lines if any(map(_is_known, of))),
    )


def _is_known(one: tco.Followed) -> bool:
    return one.paid_ore is not None or one.quantity is not None


def _kroner(found: Sequence[tco.Followed]) -> Pair:
    """Øre promised where it is known what was paid, promised where it is not, and paid; None where nothing is."""
    paid = [one.paid_ore for one in found if one.paid_ore is not None]
    known = sum(one.promised_ore for one in found if one.paid_ore is not None)
    return known, sum(one.promised_ore for one in found) - known, sum(paid) if paid else None


def _said(study: tco.Study, found: Sequence[tco.Followed], lang: str) -> str:
    promised, _unknown, paid = _kroner(found)
    if paid is None:
        return words.either(lang, "Det er ikke kendt endnu, hvad der er betalt.", "What was paid is not known yet.")
    came, told, off = (words.exact_amount(ore, study.currency, lang) for ore in (paid, promised, abs(paid - promised)))
    if paid == promised:
        return words.either(
            lang, f"Hvor det betalte er kendt, er der betalt {came}, som lovet.",
            f"Where it is known, {came} was paid, as promised.",
        )  # fmt: skip
    more = words.either(lang, "mere", "more") if paid > promised else words.either(lang, "mindre", "less")
    return words.either(
        lang, f"Hvor det betalte er kendt, er der betalt {came} mod lovet {told}, altså {off} {more}.",
        f"Where it is known, {came} was paid against {told} promised: {off} {more}.",
    )  # fmt: skip


def _table(labels: Sequence[str], pairs: Sequence[Pair], lang: str) -> Table:
    titles = words.either(
        lang, "År|Lovet|Heraf med kendt betaling|Betalt|Forskel",
        "Year|Promised|Of it with payment known|Paid|Difference",
    ).split("|")  # fmt: skip
    rows = [[label, *_row(*pair, lang)] for label, pair in zip(labels, pairs, strict=True)]
    paid = [came for _, _, came in pairs if came is not None]
    sums = (sum(known for known, _, _ in pairs), sum(unknown for _, unknown, _ in pairs), sum(paid) if paid else None)
    total: list[Cell] = [words.either(lang, "I alt", "Total"), *_row(*sums, lang)]
    caption = words.either(lang, "Lovet og betalt år for år, kroner", "Promised and paid by year, kroner")
    return Table(caption, [(title, number > 0) for number, title in enumerate(titles)], rows, total)


def _row(known: int, unknown: int, paid: int | None, lang: str) -> list[Cell]:
    part, difference = (None, None) if paid is None else (known, paid - known)
    return [words.whole_kroner(ore, lang) for ore in (known + unknown, part, paid, difference)]


def _line(
    study: tco.Study, line: tco.Line, found: Sequence[tco.Followed], labels: Sequence[str], lang: str, width: int | None
) -> FollowedLine:
    name, unit = name_of(line.name, lang), _unit(study, line, lang)
    drawn: list[tuple[str, str, list[Pair], Callable[[int], str]]] = [
        (
            f"{name}, kroner", words.either(lang, "Betalt", "Paid"), [_kroner([one]) for one in found],
            partial(words.whole_kroner, lang=lang),
        )
    ]  # fmt: skip
    if any(one.promised_quantity is not None for one in found):
        most = max(abs(each or 0) for one in found for each in (one.promised_quantity, one.quantity))
        places = max(0, math.ceil(math.log10(_FINE / most))) if most else 0
        title = words.either(lang, f"{name}, mængde{unit}", f"{name}, quantity{unit}")
        drawn.append(
            (
                title, words.either(lang, "Brugt", "Used"), [_quantity(one, 10**places) for one in found],
                partial(_at_axis, places=places, lang=lang),
            )
        )  # fmt: skip
    pictures = tuple(
        Picture(
            title, charts.paired_columns(labels, pairs, f"{title}. {_more(lang)}", written, width=width, ref=title),
            _legend(pairs, lang, came),
        )
        for title, came, pairs, written in drawn
        if sum(pair != (0, 0, None) for pair in pairs) > 1
    )  # fmt: skip
    return FollowedLine(name, pictures, _line_table(name, unit, found, labels, lang))


def _at_axis(value: int, places: int, lang: str) -> str:
    """A quantity that is drawn in parts of 10 to the power of `places`."""
    return decimal(value / 10**places, places, lang)


def _quantity(one: tco.Followed, scale: int) -> Pair:
    promised = round((one.promised_quantity or 0) * scale)
    return (0, promised, None) if one.quantity is None else (promised, 0, round(one.quantity * scale))


def _line_table(
    name: str, unit: str, found: Sequence[tco.Followed], labels: Sequence[str], lang: str
) -> Table:  # fmt: skip
    titles = words.either(
        lang, f"År|Lovet mængde{unit}|Brugt|Lovet, kroner|Betalt|Lovet pris pr. enhed|Betalt pris",
        f"Year|Promised quantity{unit}|Used|Promised, kroner|Paid|Promised price of each|Paid price",
    ).split("|")  # fmt: skip
    rows: list[list[Cell]] = []
    for one in found:
        if one.promised_ore or _is_known(one):
            rows.append(
                [
                    labels[one.year], _decimal(one.promised_quantity, lang), _decimal(one.quantity, lang),
                    words.whole_kroner(one.promised_ore, lang), words.whole_kroner(one.paid_ore, lang),
                    _each(one.promised_ore, one.promised_quantity, lang), _each(one.paid_ore, one.quantity, lang),
                ]
            )  # fmt: skip
    return Table(name, [(title, number > 0) for number, title in enumerate(titles)], rows)


def _each(ore: int | None, quantity: float | None, lang: str) -> str:
    return _decimal(ore / 100 / quantity if ore is not None and quantity else None, lang)


def _decimal(value: float | None, lang: str) -> str:
    return "–" if value is None else decimal(value, 2, lang)


def _unit(study: tco.Study, line: tco.Line, lang: str) -> str:
    """What a line's quantity is told in, after a comma; nothing where it has no unit of its own."""
    try:
        unit = tco.left_unit(study, line.price, line.timing, study.currency)
    except ValueError:
        return ""
    return "" if unit == "1" else f", {unit_in_words(unit, lang)}"


def _legend(pairs: Sequence[Pair], lang: str, came: str) -> tuple[tuple[Markup, str], ...]:
    signs = [(charts.PLANNED, words.either(lang, "Lovet", "Promised"))]
    if any(unknown for _, unknown, _ in pairs):
        signs.append((charts.UNKNOWN, words.either(lang, "Lovet, udfald ikke kendt", "Promised, outcome not known")))
    signs.append((charts.CAME, came))
    return tuple((charts.fill_swatch(number), word) for number, word in signs)


def _more(lang: str) -> str:
    return words.either(lang, "Alle tal står i tabellen.", "All figures are in the table.")
