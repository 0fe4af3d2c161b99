"""A bid read back: its entries, what the engine makes of them, and everything that is not as it should be."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from flok.domain.tco._compile import compile_study
from flok.domain.tco._evaluate import evaluate
from flok.domain.tco._rounding import to_ore
from flok.domain.tco._study import NotComputableError

from ._bound import entries, with_bid
from ._compared import as_number, compared, shortened
from ._file import LARGEST, MEGABYTE, ReadBook, ReadCell, RefusedError, read_book
from ._layout import BID, FINGERPRINT_NAME, Entry, Layout, address
from ._remarks import Remark
from ._sheets import entry_of, layout
from ._terms import Tender

Status = Literal["refused", "missing", "ask", "fine"]
_GRADES: tuple[Status, ...] = ("refused", "missing", "ask")


@dataclass(frozen=True, slots=True)
class Bid:
    """What one file came to. Nothing of it is lost when it is refused: its name, hash, size and why are kept.

    values: by input id, those that are numbers. compared_ore: what the bid is compared by, by the engine; costs_ore the
    present value of costs alone; None where it cannot be computed. own_ore: the figure the workbook itself came to.
    """

    file: str
    sha256: str
    size: int
    remarks: tuple[Remark, ...] = ()
    bidder: str = ""
    cvr: str = ""
    variant: str = ""
    values: tuple[tuple[str, float], ...] = ()
    compared_ore: int | None = None
    costs_ore: int | None = None
    own_ore: int | None = None
    program: str = ""

    @property
    def status(self) -> Status:
        """The gravest grade of its remarks; `fine` where there is nothing to ask about."""
        grades = {each.grade for each in self.remarks}
        return next((each for each in _GRADES if each in grades), "fine")


def load_bids(tender: Tender, paths: Sequence[Path]) -> list[Bid]:
    """The bids in files, in their order. Raises OSError where one cannot be read, and TooManyError."""
    form = layout(tender)
    found = []
    for path in paths:
        with path.open("rb") as opened:
            content = opened.read(LARGEST + 1)
            if len(content) > LARGEST:
                opened.seek(0)
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
                remark = Remark("too_large", "", f"{opened.tell() // MEGABYTE} MB")
                found.append(Bid(shortened(path.name), digest, opened.tell(), (remark,)))
            else:
                found.append(read_bid(tender, path.name, content, form))
    return found


def read_bid(tender: Tender, file: str, content: bytes, form: Layout | None = None) -> Bid:
    """The bid in the bytes of a file; whatever is in them, there is an answer and no exception.

    form: layout(tender), where many bids are read. Raises TooManyError as `layout` does.
    """
    form = form or layout(tender)
    bid = Bid(shortened(file), hashlib.sha256(content).hexdigest(), len(content))
    try:
        book = read_book(content)
    except RefusedError as refused:
        return replace(bid, remarks=(Remark(refused.code, "", shortened(refused.detail)),))
    bid = replace(bid, program=shortened(book.program))
    strange = _belongs(form, book)
    if strange:
        return replace(bid, remarks=(strange,))
    told = _details(form, book)
    values, remarks = _values(tender, form, book)
    remarks = [*remarks, *compared(form, book), *_beside(book)]
    if not told["bidder"]:
        remarks.insert(0, Remark("no_bidder", form.cell(form.entries["bidder"])))
    bid = replace(bid, bidder=told["bidder"], cvr=told["cvr"], variant=told["variant"], values=tuple(values.items()))
    bid, more = _computed(tender, bid, values, form, book)
    return replace(bid, remarks=(*remarks, *more))


def _belongs(form: Layout, book: ReadBook) -> Remark | None:
    """Why the workbook is none of this tender's; in the other language it is found to have another fingerprint."""
    place = form.names[FINGERPRINT_NAME].partition("!")[2].replace("$", "")
    for name in (form.bid.name, BID.da, BID.en):
        sheet = book.sheet(name)
        cell = sheet.cells.get(place) if sheet else None
        if cell is not None and cell.kind == "s" and len(cell.value.strip()) == len(form.fingerprint):
            if cell.value.strip() == form.fingerprint:
                return None
            return Remark("other_tender", f"{name}!{place}", shortened(cell.value), form.fingerprint)
    return Remark("no_fingerprint", f"{form.bid.name}!{place}")


def _details(form: Layout, book: ReadBook) -> dict[str, str]:
    sheet = book.sheet(form.bid.name)
    found = {}
    for id in ("bidder", "cvr", "variant"):  # noqa: A001
        cell = sheet.cells.get(address(*form.entries[id])) if sheet else None
        found[id] = shortened(cell.value) if cell else ""
    return found


def _values(tender: Tender, form: Layout, book: ReadBook) -> tuple[dict[str, float], list[Remark]]:
    """The numbers in the entries, and what is wrong with them, each by its cell."""
    study, lang = tender.method, tender.terms.language
    sheet = book.sheet(form.bid.name)
    values: dict[str, float] = {}
    remarks: list[Remark] = []
    for asked in entries(study):
        cell = sheet.cells.get(address(*form.entries[asked.id])) if sheet else None
        place = form.cell(form.entries[asked.id])
        entry = entry_of(asked, study, lang)
        number, found = _number(cell, entry, place)
        remarks.extend(found)
        if number is not None:
            values[asked.id] = number
    return values, remarks


def _number(cell: ReadCell | None, entry: Entry, place: str) -> tuple[float | None, list[Remark]]:
    if cell is None or (not cell.formula and not cell.value.strip()):
        return None, [Remark("missing_entry", place)]
    number = as_number(cell)
    if number is None:
        code = {"s": "text_in_entry", "d": "date_in_entry"}.get(cell.kind, "not_a_number")
        return None, [Remark(code, place, shortened(cell.value or f"={cell.formula}"))]
    remarks = [Remark("formula_in_entry", place, shortened(f"={cell.formula}"))] if cell.formula else []
    low, high = entry.low, entry.high
    is_within = low is not None and high is not None and low <= number <= high
    if entry.whole and not (is_within and number == int(number)):
        return None, [*remarks, Remark("unusable", place, f"{number:.15g}", f"{low:g} - {high:g}")]
    if not is_within:
        remarks.append(Remark("implausible", place, f"{number:.15g}", f"{low:g} - {high:g}"))
    return number, remarks


def _beside(book: ReadBook) -> Iterator[Remark]:
    if book.comments:
        yield Remark("comments", "", str(book.comments))
    if book.drawings:
        yield Remark("drawings", "", str(book.drawings))
    if book.links:
        yield Remark("links", "", str(book.links))
    if not book.program.startswith("Microsoft"):
        yield Remark("other_program", "", shortened(book.program))


def _computed(
    tender: Tender, bid: Bid, values: Mapping[str, float], form: Layout, book: ReadBook
) -> tuple[Bid, list[Remark]]:
    """The engine's figures beside the workbook's own."""
    own = _own(form, book)
    bid = replace(bid, own_ore=own)
    if any(each.id not in values for each in entries(tender.method)):
        return bid, []
    try:
        compared_ore, costs_ore = figures(tender, values)
    except NotComputableError:
        return bid, [Remark("not_computable")]
    bid = replace(bid, compared_ore=compared_ore, costs_ore=costs_ore)
    place = form.cell(form.result)
    if own is None:
        return bid, [Remark("no_result", place)]
    if own != compared_ore:
        return bid, [Remark("result_differs", place, f"{own / 100:.2f}", f"{compared_ore / 100:.2f}")]
    return bid, []


def figures(tender: Tender, values: Mapping[str, float]) -> tuple[int, int]:
    """What a bid is compared by, and the present value of its costs, in øre. Raises NotComputableError."""
    if any(tender.method.input(each).unit == "rate" and value <= -1 for each, value in values.items()):
        raise NotComputableError("rate")
    try:
        evaluation = evaluate(compile_study(with_bid(tender, values)))
        return to_ore(float(evaluation.compared[0]), "bid"), to_ore(float(evaluation.costs[0]), "bid")
    except (OverflowError, ZeroDivisionError):
        raise NotComputableError("bid") from None


def _own(form: Layout, book: ReadBook) -> int | None:
    sheet = book.sheet(form.bid.name)
    cell = sheet.cells.get(address(*form.result)) if sheet else None
    number = as_number(cell) if cell else None
    try:
        return None if number is None else to_ore(number, "own")
    except NotComputableError:
        return None
