"""One row of a purchase export read into what it says, or into the reason why it cannot be."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from flok.domain.spend._persons import is_cpr, without_cpr
from flok.domain.spend.tables._cells import (
    ERROR,
    REMEMBERED,
    BadRow,
    Cell,
    cell_name,
    identifier,
    is_mojibake,
    text,
)
from flok.domain.spend.tables._context import TableContext
from flok.domain.spend.tables._dates import NotADate, day_of, is_plausible
from flok.domain.spend.tables._numbers import NotANumber, number_text
from flok.domain.spend.tables._survey import Survey, is_credit
from flok.kernel.identifiers import gtin14, is_cvr_checked

_SEPARATORS = re.compile(r"[,;|\n]")
_CPV = re.compile(r"([0-9]{8})(?:-?[0-9])?", re.ASCII)


class Item(NamedTuple):
    """What a row says. `amount` is the text `-1234.5`, `ore` the same rounded to whole øre."""

    row: int
    number: str | None
    day: date
    supplier_id: str | None
    supplier_name: str | None
    unit_id: str | None
    currency: str
    amount: str
    ore: int
    kind: str | None
    name: str | None
    seller_item_id: str | None
    standard_item_id: str | None
    gtin: str | None
    gtin_field: str | None
    quantity: float | None
    unit_code: str | None
    unspsc: str | None
    cpv: str | None
    account: str | None
    order_ref: str | None
    contract_ref: str | None
    certificates: str | None
    flags: frozenset[str]

    @property
    def key(self) -> tuple[str, str, date] | None:
        """What rows of the same document share; None for a row that is its own document."""
        if self.number is None:
            return None
        return (self.supplier_id or self.supplier_name or "", self.number, self.day)


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads rows of one table: where its columns are, how they are written, and whose they are."""

    columns: dict[str, int]
    written: Survey
    context: TableContext
    default_currency: str
    epoch_1904: bool

    def cell(self, cells: list[Cell], field: str) -> Cell:
        """The field's cell; empty where there is no such column."""
        column = self.columns.get(field)
        return "" if column is None else cells[column]

    def place(self, field: str, row: int) -> str:
        return cell_name(self.columns[field], row)

    def amount(self, row: int, cells: list[Cell]) -> str:
        """The amount as `-1234.5`, the sign of a credit note turned where that is agreed. Raises BadRow."""
        cell = self.cell(cells, "net_amount")
        if cell == "":
            raise BadRow("missing", self.place("net_amount", row))
        try:
            plain = number_text(cell, self.written.amount_decimal)
        except NotANumber:
            raise BadRow("cell", self.place("net_amount", row)) from None
        if self.written.negate_credits and is_credit(self.cell(cells, "kind")):
            return plain[1:] if plain.startswith("-") else f"-{plain}"
        return plain

    def item(self, row: int, cells: list[Cell], amount: str, ore: int) -> Item:
        """The row read. Raises BadRow: `cell`, `missing`, `date`, `precision`, `id`, `currency`."""
        if ERROR in cells:
            for field, column in self.columns.items():
                if cells[column] is ERROR:
                    raise BadRow("cell", self.place(field, row))
        flags: set[str] = set()
        day = self.day(row, cells)
        supplier = self.supplier(row, cells, flags)
        supplier_name = self.text(cells, "supplier_name", flags)
        if not supplier and not supplier_name:
            missing = [self.place(f, row) for f in ("supplier_id", "supplier_name") if f in self.columns]
            raise BadRow("missing", ", ".join(missing))
        seller_item_id, standard = (self.reference(row, cells, f) for f in ("seller_item_id", "gtin"))
        gtin, gtin_field = self.gtin(row, standard, seller_item_id)
        return Item(
            row=row,
            number=self.reference(row, cells, "number"),
            day=day,
            supplier_id=supplier,
            supplier_name=supplier_name,
            unit_id=self.unit(row, cells, flags),
            currency=self.currency(row, cells),
            amount=amount,
            ore=ore,
            kind=text(self.cell(cells, "kind")),
            name=self.text(cells, "name", flags),
            seller_item_id=seller_item_id,
            standard_item_id=standard,
            gtin=gtin,
            gtin_field=gtin_field,
            quantity=self.quantity(row, cells),
            unit_code=text(self.cell(cells, "unit_code")),
            unspsc=self.classification(row, cells, "unspsc"),
            cpv=self.classification(row, cells, "cpv"),
            account=self.text(cells, "account", flags),
            order_ref=self.reference(row, cells, "order_ref"),
            contract_ref=self.reference(row, cells, "contract_ref"),
            certificates=self.certificates(cells, flags),
            flags=frozenset(flags),
        )

    def day(self, row: int, cells: list[Cell]) -> date:
        cell = self.cell(cells, "issue_date")
        if cell == "":
            raise BadRow("missing", self.place("issue_date", row))
        try:
            day = day_of(cell, self.written.date_order, epoch_1904=self.epoch_1904)
        except NotADate:
            raise BadRow("cell", self.place("issue_date", row)) from None
        if not is_plausible(day, self.context.today):
            raise BadRow("date", f"{self.place('issue_date', row)}: {day.isoformat()}")
        return day

    def text(self, cells: list[Cell], field: str, flags: set[str]) -> str | None:
        """Free text without personal numbers; `mojibake` is noted."""
        written = text(self.cell(cells, field))
        if not written:
            return None
        if is_mojibake(written):
            flags.add("mojibake")
        return self.context.mask(without_cpr(written))

    def reference(self, row: int, cells: list[Cell], field: str) -> str | None:
        """A number given by somebody: of an invoice, an order, an item. Only a hyphenated CPR is taken for one."""
        cell = self.cell(cells, field)
        if cell == "":
            return None
        written = identifier(cell, self.columns[field], row)
        return without_cpr(written, hyphen_only=True) if written else None

    def supplier(self, row: int, cells: list[Cell], flags: set[str]) -> str | None:
        """CVR, GLN, another scheme's id, or the pseudonym of a person. Flag
        `cvr_check`: its check digit is wrong, as it is in official samples."""
        cell = self.cell(cells, "supplier_id")
        written = identifier(cell, self.columns["supplier_id"], row) if cell != "" else None
        if not written:
            return None
        compact = "".join(written.split())
        if is_cpr(compact):
            return self.context.supplier_id("CPR", compact.replace("-", ""))
        if ":" in compact:
            return self.context.supplier_id(*compact.split(":", 1))
        digits = re.sub(r"^DK[-:]?", "", compact, flags=re.IGNORECASE)
        if not (digits.isascii() and digits.isdigit()):
            return self.context.supplier_id(None, without_cpr(compact))
        if len(digits) not in (8, 13):
            raise BadRow("id", f"{self.place('supplier_id', row)}: {len(digits)} cifre / digits")
        if len(digits) == 8 and not is_cvr_checked(digits):
            flags.add("cvr_check")
        return self.context.supplier_id("GLN" if len(digits) == 13 else None, digits)

    def unit(self, row: int, cells: list[Cell], flags: set[str]) -> str | None:
        """A GLN. Flag `gln_check`: its check digit is wrong."""
        cell = self.cell(cells, "unit_id")
        written = identifier(cell, self.columns["unit_id"], row) if cell != "" else None
        if not written:
            return None
        digits = "".join(written.split())
        if not (len(digits) == 13 and digits.isascii() and digits.isdigit()):
            raise BadRow("id", f"{self.place('unit_id', row)}: GLN")
        if not gtin14(digits):
            flags.add("gln_check")
        return digits

    def currency_or_none(self, cells: list[Cell]) -> str | None:
        """The row's currency where it is written so that it can be read."""
        try:
            return self.currency(0, cells)
        except BadRow:
            return None

    def currency(self, row: int, cells: list[Cell]) -> str:
        written = (text(self.cell(cells, "currency")) or self.default_currency).upper()
        if not (len(written) == 3 and written.isascii() and written.isalpha()):
            raise BadRow("currency", self.place("currency", row))
        return written

    def quantity(self, row: int, cells: list[Cell]) -> float | None:
        cell = self.cell(cells, "quantity")
        if cell == "" or (isinstance(cell, str) and not cell.strip()):
            return None
        try:
            return float(number_text(cell, self.written.quantity_decimal))
        except NotANumber:
            raise BadRow("cell", self.place("quantity", row)) from None

    def gtin(self, row: int, standard: str | None, seller: str | None) -> tuple[str | None, str | None]:
        """GTIN-14 and its field. A number that ends in six noughts was once written 5,70123E+12 (`precision`)."""
        if standard and len(standard) in (12, 13, 14) and standard.isdigit() and standard.endswith("000000"):
            raise BadRow("precision", self.place("gtin", row))
        for found, field in ((standard, "gtin"), (seller, "seller_item_id")):
            if (gtin := gtin14(found)) is not None:
                return gtin, field
        return None, None

    def classification(self, row: int, cells: list[Cell], field: str) -> str | None:
        """Eight digits; None for what is no code. Seven digits have lost a leading nought (`precision`)."""
        cell = self.cell(cells, field)
        written = identifier(cell, self.columns[field], row) if cell != "" else None
        if written is None:
            return None
        if len(written) == 7 and written.isascii() and written.isdigit():
            raise BadRow("precision", self.place(field, row))
        code = _CPV.fullmatch(written)
        return code[1] if code else None

    def certificates(self, cells: list[Cell], flags: set[str]) -> str | None:
        """The labels as JSON [[label, "NA", "NA"], ...], in the order written."""
        written = self.cell(cells, "labels")
        names = split_names(written)
        if any(is_mojibake(name) for name in names):
            flags.add("mojibake")
        return _as_json(tuple(self.context.mask(without_cpr(name)) for name in names)) if names else None


@lru_cache(REMEMBERED)
def _as_json(names: tuple[str, ...]) -> str:
    return json.dumps([[name, "NA", "NA"] for name in names], ensure_ascii=False, separators=(",", ":"))


def split_names(cell: Cell) -> tuple[str, ...]:
    """Names in a cell, separated by comma, semicolon, bar or line break."""
    if not isinstance(cell, str):
        written = text(cell)
        return (written,) if written else ()
    return _names_in(cell) if cell else ()


@lru_cache(REMEMBERED)
def _names_in(written: str) -> tuple[str, ...]:
    return tuple(name for part in _SEPARATORS.split(written) if (name := text(part)))
