"""Writes the year: the deliveries of e-invoices, the side files and the truth about them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from flok.demo._buyer import Buyer
from flok.demo._catalogues import catalogues
from flok.demo._drawing import Drawn, Market, Year
from flok.demo._municipality import TORSTED
from flok.demo._odd import OddFile, in_envelope, odd_files
from flok.demo._side_files import (
    assortments,
    attested,
    contracts,
    equivalents,
    export,
    notes,
    rate_on,
    rates,
    unit_list,
)
from flok.demo._suppliers import Supplier, suppliers
from flok.demo._truth import Odd, Tally, Truth
from flok.kernel.money import spread

INVOICES = "e-fakturaer"
ENVELOPE_MONTH, NESTED_MONTH = 3, 5
_SEASON = (9, 8, 9, 8, 8, 8, 5, 8, 10, 10, 10, 9)
Stamp = tuple[int, int, int, int, int, int]  # year to second, as a zip has it
_NESTED = "efterlevering.zip"


def write_year(
    folder: Path,
    *,
    buyer: Buyer = TORSTED,
    seed: int = 2026,
    lines: int = 21_000,
    year: int = 2026,
    progress: Callable[[int, int], None] | None = None,
) -> Truth:
    """Write a fictional buyer's year into `folder` and return what is in it.

    `lines` is the number of ordinary invoice and credit note lines; the broken and odd documents, some twenty,
    come on top. The same buyer, seed, lines and year give the same bytes; buyers with the same seed share the
    market: its suppliers and their wares. `progress` is told lines written and lines
    to write after each month. The folder is made if need be; FileExistsError if it is not empty.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    sellers, tally = buyer.sellers(suppliers(seed, year)), Tally()
    equal = attested(sellers)
    draw = Year(Market.of(buyer, sellers), seed, year, frozenset(item.id for _, item in equal))
    odd = list(odd_files(buyer, year))
    (folder / INVOICES).mkdir()
    done = 0
    for month, share in enumerate(spread(lines, _SEASON), 1):
        files = _month_files(tally, draw.month(month, share), [f for f in odd if f.month == month], year, month)
        _deliver(folder / INVOICES, f"{year}-{month:02d}", files, (year, month, 28, 12, 0, 0), loose=month == 12)
        done += share
        if progress:
            progress(done, lines)
    export_rows = max(20, min(400, lines // 50))
    content, export_ore = export(buyer, seed, year, export_rows)
    (folder / "indkoeb-eksport.csv").write_bytes(content)
    _write_lists(folder, buyer, sellers, year)
    _text(folder / "tilsvarende.csv", equivalents(equal, year))
    official = tuple(sorted({item.group.unspsc for s in sellers for item in s.items if item.group.official}))
    truth = tally.truth(official, (export_rows, export_ore))
    truth.write(folder / "sandhed.json")
    return truth


def _write_lists(folder: Path, buyer: Buyer, sellers: tuple[Supplier, ...], year: int) -> None:
    (folder / "katalog").mkdir()
    for name, content in catalogues(sellers, buyer.party, year):
        (folder / "katalog" / name).write_bytes(content)
    (folder / "sortiment").mkdir()
    for name, text in assortments(sellers, year):
        _text(folder / "sortiment" / name, text)
    _text(folder / "kontrakter.csv", contracts(sellers, buyer.confirmed, year))
    _text(folder / "enheder.csv", unit_list(buyer.units))
    _text(folder / "kurser.csv", rates(year))
    danish, english = notes(buyer, year)
    _text(folder / "laes-mig.txt", danish)
    _text(folder / "README.txt", english)


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _month_files(
    tally: Tally, drawn: Iterable[Drawn], odd: list[OddFile], year: int, month: int
) -> list[tuple[str, bytes]]:
    """Name and bytes of each of a month's files, tallied; late ones lie in a zip of their own."""
    files: list[tuple[str, bytes]] = []
    for document in drawn:
        tally.counted(document, _rate(document))
        content = document.written()
        said = document.document
        name = f"{said.supplier.number}_{said.number}.xml"
        if month == ENVELOPE_MONTH and not files:
            root = "CreditNote" if said.is_credit_note else "Invoice"
            name, content = "kuvert_" + name, in_envelope(content, root)
        files.append((name, content))
    if month == NESTED_MONTH:
        late = files[-3:]
        stamp = (year, month, 28, 12, 0, 0)
        files = [*files[:-3], (_NESTED, _zipped(late, stamp))]
    where = f"{INVOICES}/{year}-{month:02d}" + ("/" if month == 12 else ".zip!/")
    for file in odd:
        told = Odd(where + file.name, file.status, file.code, file.about)
        if file.counts is None:
            tally.other(told)
        else:
            tally.counted(file.counts)
            tally.odd.append(told)
        files.append((file.name, file.content))
    return files


def _rate(drawn: Drawn) -> int:
    document = drawn.document
    return 100 if isinstance(document.date, str) else rate_on(document.currency, document.date)


def _deliver(folder: Path, name: str, files: list[tuple[str, bytes]], stamp: Stamp, *, loose: bool) -> None:
    if not loose:
        (folder / f"{name}.zip").write_bytes(_zipped(files, stamp))
        return
    (folder / name).mkdir()
    for file, content in files:
        (folder / name / file).write_bytes(content)


def _zipped(files: list[tuple[str, bytes]], stamp: Stamp) -> bytes:
    """A zip whose bytes depend on its content alone."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as target:
        for name, content in files:
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            target.writestr(entry, content)
    return archive.getvalue()
