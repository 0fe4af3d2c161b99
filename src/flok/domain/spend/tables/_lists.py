"""The lists an organisation keeps beside its invoices: units, contracts, labelled items, exchange rates.

Each reader takes a CSV or XLSX file with Danish or English column names and gives what it holds and the rows
left out, each with its number, a reason's code and the cell. The file as a whole is refused with Refused:
see open_table, and `header` (what was expected and what was found) and `ambiguous`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from flok.domain.spend.tables._cells import BadRow
from flok.domain.spend.tables._numbers import DecimalVote, NotANumber, number_text
from flok.domain.spend.tables._rates import Rates
from flok.domain.spend.tables._records import Record, RowProblem, open_list
from flok.domain.spend.tables._words import CONTRACTS, ITEMS, RATES, UNITS, Words
from flok.kernel import money
from flok.kernel.identifiers import gtin14

_YES = {"ja", "j", "yes", "y", "true", "sand", "x", "1"}
_NO = {"nej", "n", "no", "false", "falsk", "0"}
_CATEGORY = re.compile(r"(?:(?P<mark>cpv|unspsc)[\s:]*)?(?P<code>[0-9]{1,8})(?P<check>-[0-9])?")
_UNKNOWN = {"", "ukendt", "ved ikke", "unknown", "?", "-"}

Problems = tuple[RowProblem, ...]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that receives invoices: its GLN (13 digits), its name, and the department it belongs to."""

    gln: str
    name: str
    department: str | None


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract of the organisation. `categories` are UNSPSC or CPV prefixes, `aliases` other numbers or names
    it goes by, `sustainable` None where nobody has said."""

    id: str
    name: str
    supplier_id: str
    valid_from: date | None
    valid_to: date | None
    categories: tuple[str, ...]
    aliases: tuple[str, ...]
    sustainable: bool | None
    confirmed_by_role: str | None
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item of a supplier's assortment or a label list. `states_labels`: the list has a label column, so that
    no label written means no label held."""

    supplier_id: str | None
    gtin: str | None
    seller_item_id: str | None
    name: str | None
    labels: tuple[str, ...]
    states_labels: bool
    equivalent_to: tuple[str, ...]
    confirmed_by_role: str | None
    confirmed_on: date | None
    valid_from: date | None
    valid_to: date | None


def read_units(path: Path) -> tuple[tuple[Unit, ...], Problems]:
    """Units by GLN. A GLN that is not 13 digits, and one given twice, is a problem (`id`, `conflict`)."""
    seen: set[str] = set()

    def unit(record: Record) -> Unit:
        gln = record.required("gln", record.identifier("gln"))
        gln = "".join(gln.split())
        if not (len(gln) == 13 and gln.isascii() and gln.isdigit()):
            raise BadRow("id", record.place("gln"))
        name = record.required("name", record.text("name"))
        _only_once(seen, gln, record.place("gln"))
        return Unit(gln, name, record.text("department"))

    return _read(path, UNITS, (("gln",), ("name",)), unit)


def read_contracts(path: Path) -> tuple[tuple[Contract, ...], Problems]:
    """Contracts by id. Sustainable is ja, nej or ukendt; anything else is a problem (`cell`)."""
    seen: set[str] = set()

    def contract(record: Record) -> Contract:
        identity = record.required("id", record.identifier("id"))
        answer = (record.text("sustainable") or "").casefold()
        if answer not in _YES | _NO | _UNKNOWN:
            raise BadRow("cell", record.place("sustainable"))
        made = Contract(
            identity,
            record.text("name") or identity,
            record.required("supplier_id", record.supplier_id()),
            *record.period(),
            categories=(
                *(_category(code) for code in _separate(record.names("categories"))),
                *(_category(f"cpv:{code}") for code in _separate(record.names("cpv_categories"))),
            ),
            aliases=record.names("aliases"),
            sustainable=None if answer in _UNKNOWN else answer in _YES,
            confirmed_by_role=record.text("confirmed_by_role"),
            confirmed_on=record.day("confirmed_on"),
        )
        if not all(made.categories):
            raise BadRow("cell", record.place("categories"))
        _only_once(seen, identity, record.place("id"))
        return made

    return _read(path, CONTRACTS, (("id",), ("supplier_id",)), contract, ("valid_from", "valid_to", "confirmed_on"))


def _separate(written: tuple[str, ...]) -> list[str]:
    """Codes separated by blanks count as several; `CPV 30197630` is one."""
    return [code for part in written for code in (part.split() if part[:1].isdigit() else [part])]


def _category(written: str) -> str:
    """`14111507` for a UNSPSC prefix, `cpv:30197630` for a CPV prefix; "" for anything else.

    A CPV code is marked (`CPV 3019`, `cpv:3019`) or told by its check digit (`30197630-1`); the rest is UNSPSC.
    """
    found = _CATEGORY.fullmatch(written.strip().lower())
    if found is None:
        return ""
    is_cpv = found["mark"] == "cpv" or found["check"] is not None
    return ("cpv:" if is_cpv else "") + found["code"]


def read_label_list(path: Path) -> tuple[tuple[ListedItem, ...], Problems]:
    """Items with their labels. A row needs a GTIN with a valid check digit or the seller's item number."""

    def item(record: Record) -> ListedItem:
        written, seller = record.identifier("gtin"), record.identifier("seller_item_id")
        gtin = gtin14(written)
        if written and not gtin:
            raise BadRow("id", record.place("gtin"))
        if not gtin and not seller:
            raise BadRow("missing", record.place("gtin" if "gtin" in record.columns else "seller_item_id"))
        start, end = record.period()
        return ListedItem(
            supplier_id=record.supplier_id(),
            gtin=gtin,
            seller_item_id=seller,
            name=record.text("name"),
            labels=record.names("labels"),
            states_labels="labels" in record.columns,
            equivalent_to=record.names("equivalent_to"),
            confirmed_by_role=record.text("confirmed_by_role"),
            confirmed_on=record.day("confirmed_on"),
            valid_from=start,
            valid_to=end,
        )

    return _read(path, ITEMS, (("gtin", "seller_item_id"),), item, ("valid_from", "valid_to", "confirmed_on"))


def read_rates(path: Path) -> tuple[Rates, Problems]:
    """Exchange rates: day, currency, kroner for 100 units. Two rates for one day are a problem (`conflict`)."""
    found: dict[str, dict[date, Fraction]] = {}
    with open_list(path, RATES, (("day",), ("currency",), ("rate",)), ("day",)) as opened:
        vote = DecimalVote()
        for record in opened.records():
            vote.add(record.cell("rate"))
        opened.problems.clear()
        decimal = vote.decided(opened.names[opened.columns["rate"]])
        for record in opened.records():
            try:
                day, currency, rate = _rate(record, decimal)
                if found.setdefault(currency, {}).setdefault(day, rate) != rate:
                    raise BadRow("conflict", f"{currency} {day.isoformat()}")
            except BadRow as bad:
                opened.problem(record, bad)
        return Rates({currency: sorted(days.items()) for currency, days in found.items()}), tuple(opened.problems)


def _rate(record: Record, decimal: str) -> tuple[date, str, Fraction]:
    day = record.day("day")
    if day is None:
        raise BadRow("missing", record.place("day"))
    currency = record.required("currency", record.text("currency")).upper()
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise BadRow("currency", record.place("currency"))
    try:
        rate = money.exact(number_text(record.cell("rate"), decimal))
    except NotANumber:
        raise BadRow("cell", record.place("rate")) from None
    if rate <= 0:
        raise BadRow("cell", record.place("rate"))
    return day, currency, rate


def _only_once(seen: set[str], key: str, place: str) -> None:
    if key in seen:
        raise BadRow("conflict", place)
    seen.add(key)


def _read(
    path: Path,
    words: Words,
    required: Sequence[tuple[str, ...]],
    made: Callable[[Record], Made],
    dates: Sequence[str] = (),
) -> tuple[tuple[Made, ...], Problems]:
    """What `made` makes of every record, and the problems in order of row."""
    results = []
    with open_list(path, words, required, dates) as opened:
        for record in opened.records():
            try:
                results.append(made(record))
            except BadRow as bad:
                opened.problem(record, bad)
        return tuple(results), tuple(opened.problems)
