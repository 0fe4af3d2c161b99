"""What the generator knows about its own year, kept apart from anything that reads it."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flok.demo._drawing import Drawn

WAYS = ("line", "catalogue", "assortment", "equivalent", "listed_without", "line_other", "untold")
"""How an official ecolabel on a purchase can be known. Four ways it is proven: on the line, in a catalogue, in an
assortment list, by an attested equivalent. The ware is in its supplier's catalogue or list without one. The line
names another label only. Nothing is said."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A broken or odd document: where it lies, and what must become of it (code None: counted)."""

    source: str
    status: str
    code: str | None
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The year's figures. Amounts are øre without VAT and excise, credit notes negative.

    `documents` counts by "status" or "status/code"; `net_ore` is by currency; the `dkk_by_…` sums are of
    counted documents in `e-fakturaer/`. The export, of a supplier without e-invoices, stands apart.
    `official_raw_ore` splits the line amounts as written (before document allowances and charges, in DKK) of
    groups with an official ecolabel by the way the label can be known, see WAYS.
    """

    documents: Mapping[str, int]
    net_ore: Mapping[str, int]
    dkk_ore: int
    dkk_by_month: Mapping[str, int]
    dkk_by_unit: Mapping[str, int]  # by GLN; "" where a document is addressed to the CVR number
    dkk_by_supplier: Mapping[str, int]  # by the supplier's own number, a person's left out
    excise_ore: int
    lines: int  # of counted documents, free lines included
    free_lines: int
    credit_notes: int
    units: int  # GLNs on counted documents
    suppliers: int  # on counted documents, a person included
    official_raw_ore: Mapping[str, int]
    official_unspsc: tuple[str, ...]
    export_lines: int
    export_dkk_ore: int
    odd: tuple[Odd, ...]

    def count(self, status: str, code: str | None = None) -> int:
        """How many documents have this status, and this code where one is given."""
        if code is not None:
            return self.documents.get(f"{status}/{code}", 0)
        return sum(n for key, n in self.documents.items() if key.split("/")[0] == status)

    def write(self, path: Path) -> None:
        """As JSON, keys sorted."""
        text = json.dumps(dataclasses.asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8", newline="\n")


class Tally:
    """Adds up what is written, document by document."""

    def __init__(self) -> None:
        self.documents: Counter[str] = Counter()
        self.net: Counter[str] = Counter()
        self.months: Counter[str] = Counter()
        self.units: Counter[str] = Counter()
        self.suppliers: Counter[tuple[str, str]] = Counter()
        self.official: Counter[str] = Counter(dict.fromkeys(WAYS, 0))
        self.excise = self.lines = self.free_lines = self.credit_notes = 0
        self.odd: list[Odd] = []

    def counted(self, drawn: Drawn, rate: int = 100) -> None:
        """A document that counts; `rate` is DKK per 100 units of its currency."""
        document = drawn.document
        net = drawn.net_ore
        dkk, rest = divmod(net * rate, 100)
        if rest:
            raise ValueError("the conversion must come out even in øre")
        self.documents["counted"] += 1
        self.net[document.currency] += net
        self.months[document.date_text[:7]] += dkk
        self.units[document.unit or ""] += dkk
        self.suppliers[document.supplier.scheme, document.supplier.number] += dkk
        self.lines += len(document.lines)
        self.free_lines += sum(line.free for line in document.lines)
        self.excise += document.sign * sum(line.excise for line in document.lines)
        self.credit_notes += document.is_credit_note
        for way, raw in drawn.official_raw_ore():
            self.official[way] += raw

    def other(self, odd: Odd) -> None:
        """A document that does not count."""
        self.documents[f"{odd.status}/{odd.code}"] += 1
        self.odd.append(odd)

    def truth(self, official_unspsc: tuple[str, ...], export: tuple[int, int]) -> Truth:
        return Truth(
            documents=dict(sorted(self.documents.items())),
            net_ore=dict(sorted(self.net.items())),
            dkk_ore=sum(self.months.values()),
            dkk_by_month=dict(sorted(self.months.items())),
            dkk_by_unit=dict(sorted(self.units.items())),
            dkk_by_supplier={n: dkk for (s, n), dkk in sorted(self.suppliers.items()) if s != "cpr"},
            excise_ore=self.excise,
            lines=self.lines,
            free_lines=self.free_lines,
            credit_notes=self.credit_notes,
            units=len([unit for unit in self.units if unit]),
            suppliers=len(self.suppliers),
            official_raw_ore=dict(self.official),
            official_unspsc=official_unspsc,
            export_lines=export[0],
            export_dkk_ore=export[1],
            odd=tuple(self.odd),
        )
