"""Looking at a file before it is read: what kind it is, and of a table what its columns seem to be."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flok.apps.purchases.models import Kind
from flok.apps.purchases.rules import TABLES
from flok.domain import spend

_ROOT = re.compile(r"<(?:[\w.-]+:)?(Invoice|CreditNote|Catalogue\w*)[\s>]")
_HEAD = 65_536  # bytes of a document in which its root is looked for
_SAMPLE = 20  # documents of an archive that are looked at
_MOST_COLUMNS, _LONGEST_CELL = 80, 120
_LISTS: tuple[tuple[Kind, Callable[[Path], Any]], ...] = (
    (Kind.RATES, spend.read_rates),
    (Kind.CONTRACTS, spend.read_contracts),
    (Kind.LABELS, spend.read_label_list),
    (Kind.UNITS, spend.read_units),
    (Kind.LABELS, spend.read_label_list),
)


def kind_of(path: Path) -> Kind:
    """What a file is, by its content. Raises spend.Refused for a table that cannot be opened."""
    ending = path.suffix[1:]
    if ending in TABLES:
        return _kind_of_table(path)
    roots = Counter(_roots_in(path) if ending == "zip" else _root(path.open("rb").read(_HEAD)))
    catalogues = sum(count for root, count in roots.items() if root.startswith("Catalogue"))
    return Kind.CATALOGUE if catalogues > roots.total() - catalogues else Kind.INVOICES


def _root(head: bytes) -> list[str]:
    found = _ROOT.search(head.decode("latin-1"))
    return [found[1]] if found else []


def _roots_in(path: Path) -> Iterator[str]:
    """The roots of an archive's first documents; nothing where it cannot be opened: its reader says why."""
    try:
        with zipfile.ZipFile(path) as archive:
            documents = (entry for entry in archive.infolist() if entry.filename.lower().endswith(".xml"))
            for _, entry in zip(range(_SAMPLE), documents, strict=False):
                with archive.open(entry) as opened:
                    yield from _root(opened.read(_HEAD))
    except Exception:
        return


def _kind_of_table(path: Path) -> Kind:
    """An export if its header is one; else the list whose columns it has; else an export, to be mapped by hand."""
    try:
        spend.preview(path)
    except spend.Refused as refused:
        if refused.code != "header":
            raise
    else:
        return Kind.EXPORT
    seen = set()
    for kind, read in _LISTS:
        try:
            rows, _problems = read(path)
        except spend.Refused:
            continue
        if kind == Kind.LABELS and kind not in seen and not any(item.states_labels for item in rows):
            seen.add(kind)  # it may be a list of units, whose numbers look like items'
            continue
        return kind
    return Kind.EXPORT


def seen(path: Path, sheet: str | None = None, header_row: int | None = None) -> dict[str, Any]:
    """What the mapping step shows of a table, as plain data. Raises spend.Refused where it cannot be opened.

    `mapping`: as detected, in TOML; "" where the header is not that of an export, or another was asked for.
    """
    if sheet is None and header_row is None:
        try:
            return _detected(spend.preview(path))
        except spend.Refused as refused:
            if refused.code != "header":
                raise
            return {**_plain(path, sheet, header_row), "unknown": refused.detail or ""}
    return _plain(path, sheet, header_row)


def _detected(found: spend.Preview) -> dict[str, Any]:
    return {
        "mapping": found.mapping.to_toml(),
        "names": list(found.names[:_MOST_COLUMNS]),
        "rows": [_cut(row) for row in found.rows],
        "row_count": found.row_count,
        "unsettled": found.unsettled or "",
        "sheet": found.sheet or "",
        "sheets": list(found.unread_sheets),
        "hidden_sheets": list(found.hidden_sheets),
        "hidden_rows": found.hidden_rows,
        "hidden_columns": found.hidden_columns,
        "formulas": found.formulas,
        "external_parts": found.external_parts,
        "mojibake_rows": found.mojibake_rows,
        "header_row": found.mapping.header_row,
    }


def _plain(path: Path, sheet: str | None, header_row: int | None) -> dict[str, Any]:
    """The first rows as they stand; the one with most cells, or the one asked for, is taken as the names."""
    rows = spend.first_rows(path, sheet, max(15, (header_row or 0) + 10))
    if not rows:
        raise spend.Refused("empty")
    head = max(rows, key=lambda row: (row[0] == header_row, sum(map(bool, row[1])), -row[0]))
    return {
        "mapping": "",
        "names": [name for name in head[1][:_MOST_COLUMNS] if name],
        "rows": [_cut(cells) for number, cells in rows if number > head[0]][:10],
        "unsettled": "",
        "sheet": sheet or "",
        "header_row": head[0],
    }


def _cut(row: tuple[str, ...]) -> list[str]:
    return [cell[:_LONGEST_CELL] for cell in row[:_MOST_COLUMNS]]
