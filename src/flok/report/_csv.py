"""The answer and the purchase lines as CSV: semicolons, decimal points, whole øre, nothing a spreadsheet would run.

The columns are named as in docs/formats, in no language, for programs as much as for people.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flok.domain import spend

_OUTCOMES = ("sustainable", "not_sustainable", "unknown", "out_of_scope")
_FIGURES = [*(f"{outcome}_ore" for outcome in _OUTCOMES), "share_low", "share_high", "gap_ore"]
_CHUNK = 500  # rows


def csv_text(answer: dict[str, Any]) -> str:
    """The figures of the answer: one row for each definition, then one for each of its groups."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["definition", "version", "dimension", "key", "label", *_FIGURES])
    for definition in answer["definitions"]:
        head = [_cell(definition["id"]), _cell(definition["version"])]
        writer.writerow([*head, "", "", "", *(definition[name] for name in _FIGURES)])
        for dimension, groups in definition["groups"].items():
            for group in groups:
                texts = [spend.neutral(group[name] or "") for name in ("key", "label")]
                writer.writerow([*head, dimension, *texts, *(group[name] for name in _FIGURES)])
    return out.getvalue()


def lines_csv(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Purchase lines (docs/formats/lines.md) as pieces of CSV text, the heading first; some hundred rows in memory."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(spend.LINES.names)
    for count, row in enumerate(rows, 1):
        writer.writerow([_cell(row[name]) for name in spend.LINES.names])
        if count % _CHUNK == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _cell(value: Any) -> Any:
    return spend.neutral(value) if isinstance(value, str) else value
