"""Finding the header of a table: below titles and blank rows, in one row or in two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from flok.domain.spend._persons import without_cpr
from flok.domain.spend._reasons import Refused
from flok.domain.spend.tables._cells import Row, cell_name, text
from flok.domain.spend.tables._csv import squashed
from flok.domain.spend.tables._words import Words

SEARCHED_ROWS = 40
_MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header is and which column (from 0) is which field. `names` are as shown, one a column."""

    first_row: int
    last_row: int
    columns: dict[str, int]
    names: tuple[str, ...]


def find_header(
    rows: Iterable[Row],
    words: Words,
    required: Sequence[tuple[str, ...]],
    *,
    given: Mapping[str, str] | None = None,
    header_row: int | None = None,
    hidden: frozenset[int] = frozenset(),
) -> Header:
    """The header that gives most fields. `required` are groups of which at least one field must be found.

    `given` are column names by field, as in a mapping; then nothing else is guessed. `header_row` is the row
    number of the (last) header row. Hidden columns are only used where they are given.
    Raises Refused `header`: what was expected and what was found, or the names that are repeated.
    """
    head = [(row.number, _names(row)) for row in islice(rows, header_row or SEARCHED_ROWS) if not row.hidden]
    found = [header for header in _candidates(head) if header_row in (None, header.last_row)]
    if not found:
        raise Refused("header", _expected(required))
    read = [(header, _assigned(header, words, given, hidden)) for header in found]
    best, (columns, repeated) = max(read, key=lambda pair: (len(pair[1][0]), -_height(pair[0]), -pair[0].first_row))
    if repeated:
        raise Refused("header", "gentaget / repeated: " + ", ".join(repeated))
    missing = [name for field, name in (given or {}).items() if field not in columns]
    lacking = [group for group in required if not any(field in columns for field in group)]
    if missing or lacking:
        wanted = "mangler / missing: " + ", ".join(missing) if missing else _expected(lacking)
        raise Refused("header", f"{wanted}; fundet / found: {_shown(best.names)}")
    return Header(best.first_row, best.last_row, columns, best.names)


def _height(header: Header) -> int:
    return header.last_row - header.first_row


def _names(row: Row) -> list[str]:
    return [text(cell) or "" if isinstance(cell, str) else "" for cell in row.cells or []]


def _candidates(head: list[tuple[int, list[str]]]) -> Iterable[Header]:
    """Every row, and every two rows in succession read as one: `Leverandør` over `CVR`."""
    for i, (number, names) in enumerate(head):
        if any(names):
            yield Header(number, number, {}, tuple(names))
        if any(names) and i + 1 < len(head) and head[i + 1][0] == number + 1:
            joined, above = [], ""
            for column, below in enumerate(head[i + 1][1]):
                own = names[column] if column < len(names) else ""
                above = own or above
                joined.append(f"{above}\n{below}" if below else own)
            yield Header(number, number + 1, {}, tuple(joined))


def _readings(name: str) -> list[str]:
    """The squashed names a column may go by: both rows together, the lower, the upper."""
    above, _, below = name.partition("\n")
    return [squashed(above + below), squashed(below), squashed(above)] if below else [squashed(name)]


def _assigned(
    header: Header, words: Words, given: Mapping[str, str] | None, hidden: frozenset[int]
) -> tuple[dict[str, int], list[str]]:
    """Column by field, and the names that more than one column has where one was needed."""
    ranks = (
        {squashed(name): (field, 0) for field, name in given.items()}
        if given is not None
        else {name: (field, rank) for field, names in words.items() for rank, name in enumerate(names)}
    )
    by_field: dict[str, list[tuple[int, int]]] = {}
    for column, name in enumerate(header.names):
        if given is None and column in hidden:
            continue
        match = next((ranks[reading] for reading in _readings(name) if reading in ranks), None)
        if match:
            by_field.setdefault(match[0], []).append((match[1], column))
    columns, repeated = {}, []
    for field, found in by_field.items():
        best = min(found)[0]
        chosen = [column for rank, column in found if rank == best]
        columns[field] = chosen[0]
        if len(chosen) > 1:
            places = ", ".join(cell_name(column, header.last_row) for column in chosen)
            repeated.append(f"{header.names[chosen[0]].replace(chr(10), ' ')} ({places})")
    return columns, repeated


def _expected(groups: Iterable[tuple[str, ...]]) -> str:
    shown = [" / ".join(DANISH_NAMES.get(field, field) for field in group) for group in groups]
    return "forventet / expected: " + ", ".join(shown)


def _shown(names: Sequence[str]) -> str:
    """The names found, personal numbers hidden; an unnamed column by its letter."""
    shown = [without_cpr(n.replace("\n", " ")) if n else f"({cell_name(i, 0)[:-1]})" for i, n in enumerate(names)]
    return ", ".join(shown[:_MOST_SHOWN]) + (" …" if len(shown) > _MOST_SHOWN else "")


DANISH_NAMES = {
    "number": "Fakturanr",
    "issue_date": "Fakturadato",
    "supplier_id": "CVR",
    "supplier_name": "Leverandør",
    "unit_id": "EAN/GLN",
    "name": "Varetekst",
    "seller_item_id": "Varenr",
    "gtin": "GTIN",
    "quantity": "Antal",
    "unit_code": "Måleenhed",
    "unspsc": "UNSPSC",
    "cpv": "CPV",
    "account": "Konto",
    "order_ref": "Ordrenr",
    "contract_ref": "Kontraktnr",
    "currency": "Valuta",
    "net_amount": "Beløb ekskl. moms",
    "labels": "Mærker",
    "kind": "Bilagstype",
    "gln": "EAN/GLN",
    "department": "Forvaltning",
    "id": "Kontraktnr",
    "valid_from": "Gyldig fra",
    "valid_to": "Gyldig til",
    "day": "Dato",
    "rate": "Kurs",
}
