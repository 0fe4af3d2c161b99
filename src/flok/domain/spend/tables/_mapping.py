"""Which column of a purchase export is what: detected, shown to a person, kept as TOML, and read back."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from flok.domain.spend._reasons import Refused
from flok.domain.spend.tables._header import DANISH_NAMES, Header
from flok.domain.spend.tables._words import EXPORT

COLUMN_FIELDS = tuple(EXPORT)
REQUIRED: tuple[tuple[str, ...], ...] = (("net_amount",), ("issue_date",), ("supplier_id", "supplier_name"))
_CHOICES = {
    "decimal": ("comma", "point"),
    "date_order": ("dmy", "mdy"),
    "total_rows": ("detect", "none"),
    "credit_sign": ("as_written", "negate"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Column names by field, and what the columns' values cannot tell themselves.

    `decimal`, `date_order` and `credit_sign` are None where the values decide. `header_row` is the number of
    the (last) header row. `total_rows`: `detect` leaves sums of other rows out, `none` takes no row for a sum.
    `credit_sign`: `negate` turns the sign of the rows whose `kind` is a credit note. A column name of two rows
    is written as one, `Leverandør CVR`. Raises Refused `header` for a value that is not one of the choices or a
    required field that is missing (net_amount, issue_date, and supplier_id or supplier_name).
    """

    net_amount: str
    issue_date: str
    number: str | None = None
    supplier_id: str | None = None
    supplier_name: str | None = None
    unit_id: str | None = None
    name: str | None = None
    seller_item_id: str | None = None
    gtin: str | None = None
    quantity: str | None = None
    unit_code: str | None = None
    unspsc: str | None = None
    cpv: str | None = None
    account: str | None = None
    order_ref: str | None = None
    contract_ref: str | None = None
    currency: str | None = None
    labels: str | None = None
    kind: str | None = None
    default_currency: str = "DKK"
    decimal: str | None = None
    date_order: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    total_rows: str = "detect"
    credit_sign: str | None = None

    def __post_init__(self) -> None:
        for group in REQUIRED:
            if not any(getattr(self, field) for field in group):
                raise Refused("header", f"kolonneoversigt / mapping: {' / '.join(group)}")
        for field, choices in _CHOICES.items():
            if getattr(self, field) not in (None, *choices):
                raise Refused("header", f"{field}: {' | '.join(choices)}")
        currency = self.default_currency
        if not (len(currency) == 3 and currency.isascii() and currency.isalpha() and currency.isupper()):
            raise Refused("header", "default_currency: DKK, EUR, ...")

    @property
    def columns(self) -> dict[str, str]:
        """Column name by field, of the fields that have one."""
        named = ((field, getattr(self, field)) for field in COLUMN_FIELDS)
        return {field: name for field, name in named if name}

    def to_toml(self) -> str:
        """The mapping as TOML, one field a line; read_mapping gives the same mapping back."""
        written = ((f.name, getattr(self, f.name)) for f in fields(self))
        return "".join(f"{key} = {_toml(value)}\n" for key, value in written if value is not None)

    def describe(self) -> list[str]:
        """Lines in Danish for a person to confirm: `Beløb ekskl. moms: kolonnen »Nettobeløb«`."""
        lines = [f"{DANISH_NAMES[field]}: kolonnen »{name}«" for field, name in self.columns.items()]
        if self.sheet:
            lines.append(f"Ark: {self.sheet}")
        if self.header_row:
            lines.append(f"Kolonnenavne i række {self.header_row}")
        lines.append(_DECIMALS[self.decimal or ""])
        lines.append(_DATES[self.date_order or "dmy"])
        lines.append(f"Valuta, hvor intet andet står: {self.default_currency}")
        lines.append(
            "Sumrækker tælles ikke med" if self.total_rows == "detect" else "Ingen rækker regnes for sumrækker"
        )
        if self.credit_sign:
            lines.append("Kreditnotaers fortegn: " + ("vendes" if self.credit_sign == "negate" else "som skrevet"))
        return lines


_DECIMALS = {
    "": "Decimaltegn: afgøres af tallene",
    "comma": "Decimaltegn: komma (1.234,50)",
    "point": "Decimaltegn: punktum (1,234.50)",
}
_DATES = {"dmy": "Datoer: dag, måned, år", "mdy": "Datoer: måned, dag, år"}


def _toml(value: str | int) -> str:
    """A JSON string is a TOML basic string, but for the one character TOML wants escaped."""
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_mapping(path: Path) -> Mapping:
    """The mapping in a TOML file. Raises Refused `corrupt` for no TOML, `header` for an unknown or wrong field."""
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise Refused("corrupt", f"TOML: {fault}") from None
    kinds = {f.name: int if f.name == "header_row" else str for f in fields(Mapping)}
    wrong = [key for key, value in content.items() if type(value) is not kinds.get(key)]
    lacking = [key for key in ("net_amount", "issue_date") if key not in content]
    if wrong or lacking:
        raise Refused("header", "kolonneoversigt / mapping: " + ", ".join(wrong + lacking))
    return Mapping(**content)


def mapping_of(header: Header, sheet: str | None = None, **stated: str | None) -> Mapping:
    """The mapping a header gives."""
    named = {field: header.names[column].replace("\n", " ") for field, column in header.columns.items()}
    return Mapping(**named, sheet=sheet, header_row=header.last_row, **stated)  # type: ignore[arg-type]  # names are its fields
