"""The sheets of a bidders' workbook for one tender."""

from __future__ import annotations

from flok.domain.tco._study import Input, Path, Study

from ._bound import entries, structural
from ._counted import Book, counted_sheet, factor_sheets
from ._fingerprint import fingerprint, shown
from ._layout import BID, FINGERPRINT_NAME, GIVEN, RESULT_NAME, Cell, Entry, Layout, Sheet, address, constant
from ._merged import merged
from ._terms import Tender
from ._wording import expected, unit

LARGEST = 1e12
LOWEST_RATE = -0.99
_VALUE = 2  # the column entries and givens have their value in
_HOW = (
    "Udfyld de gule felter. Alt andet er låst og er ens for alle tilbudsgivere.",
    "Skriv tal, ikke formler. Skriv 0, hvor noget ikke koster noget; et tomt felt er et manglende svar.",
    "Gem filen som .xlsx. Én fil er ét tilbud på én delaftale; et alternativt tilbud er en fil for sig.",
    "Ordregiver regner selv efter. Ændrede formler og låste felter kan ses, og de ændrer ikke resultatet.",
)
_DETAILS = (
    Entry("bidder", "Tilbudsgiver", "Virksomhedens navn.", text=True),
    Entry("cvr", "CVR-nummer", "Otte cifre. Udenlandske virksomheder skriver deres eget nummer.", text=True),
    Entry("variant", "Tilbuddets navn, hvis I giver flere", "Kan stå tomt.", text=True),
)


def layout(tender: Tender) -> Layout:
    """The workbook of a tender without obstacles. Raises TooManyError."""
    study = tender.method
    mark = fingerprint(tender)
    book = Book(merged(tender))
    bid, places, next_row = _bid_sheet(tender, mark)
    for id, (row, column) in places.items():  # noqa: A001
        book.cells[id] = f"{BID}!{address(row, column, fixed=True)}"
    given = _given_sheet(study, mark, book)
    factors = factor_sheets(study, book)
    counted = counted_sheet(study, book)
    result = _results(bid, next_row, study, book, places)
    names = {
        FINGERPRINT_NAME: f"{BID}!$C$4",
        RESULT_NAME: f"{BID}!{address(*result, fixed=True)}",
    }
    return Layout(f"{study.name.da} – tilbud", mark, (bid, given, counted, *factors), names, places, result)


def entry_of(asked: Input, study: Study) -> Entry:
    """An input as a bidder's entry: what is plausible where the study does not say is nothing below zero."""
    whole = asked.id in structural(study)
    is_rate = asked.unit == "rate"
    low = asked.low if asked.low is not None else (LOWEST_RATE if is_rate else 0.0)
    high = asked.high if asked.high is not None else (10.0 if is_rate else LARGEST)
    told = f"{asked.name.da} i {unit(asked, 'da')}. {expected(asked, 'da', whole=whole)}"
    if asked.verified_by:
        told += f" Dokumenteres ved: {asked.verified_by}"
    return Entry(asked.id, asked.name.da, told, low, high, whole)


def _bid_sheet(tender: Tender, mark: str) -> tuple[Sheet, dict[str, tuple[int, int]], int]:
    study = tender.method
    sheet = Sheet(BID, (44, 2, 24, 22, 34, 44, 24))
    sheet.put(0, 0, Cell(study.name.da, looks="title"))
    lot = f", {tender.terms.lot}" if tender.terms.lot else ""
    sheet.put(1, 0, Cell(f"{tender.terms.authority}, {tender.terms.reference}{lot}", looks="note"))
    sheet.put(2, 0, Cell("Metodens fingeraftryk", looks="text"))
    sheet.put(2, 2, Cell(shown(mark), looks="code"))
    sheet.put(3, 0, Cell("Fingeraftrykket helt", looks="text"))
    sheet.put(3, 2, Cell(mark, looks="code"))
    for row, text in enumerate(_HOW, start=5):
        sheet.put(row, 0, Cell(text, looks="note"))
    places: dict[str, tuple[int, int]] = {}
    row = 10
    for detail in _DETAILS:
        sheet.put(row, 0, Cell(detail.label))
        sheet.put(row, _VALUE, Cell(entry=detail, looks="entry text"))
        places[detail.id] = (row, _VALUE)
        row += 1
    row += 1
    for column, head in enumerate(("Felt", "", "Jeres tal", "Enhed", "Ventet", "Sådan dokumenteres det", "Tjek")):
        sheet.put(row, column, Cell(head, looks="head"))
    for asked in entries(study):
        row += 1
        entry = entry_of(asked, study)
        sheet.put(row, 0, Cell(asked.name.da, looks="wrapped"))
        sheet.put(row, _VALUE, Cell(entry=entry, looks="entry"))
        sheet.put(row, 3, Cell(unit(asked, "da"), looks="unit"))
        sheet.put(row, 4, Cell(expected(asked, "da", whole=entry.whole), looks="wrapped"))
        sheet.put(row, 5, Cell(asked.verified_by, looks="wrapped"))
        here = address(row, _VALUE)
        bounds = f"AND({here}>={constant(entry.low or 0.0)},{here}<={constant(entry.high or 0.0)})"
        fine = f'IF({bounds},"","Uden for det ventede")'
        sheet.put(row, 6, Cell(formula=f'IF(ISNUMBER({here}),{fine},"Mangler et tal")', looks="check"))
        places[asked.id] = (row, _VALUE)
    return sheet, places, row + 2


def _given_sheet(study: Study, mark: str, book: Book) -> Sheet:
    sheet = Sheet(GIVEN, (44, 2, 18, 22, 60))
    sheet.put(0, 0, Cell("Ordregivers forudsætninger, ens for alle", looks="title"))
    sheet.put(1, 0, Cell(f"{study.id}, version {study.version}, {study.date.isoformat()}", looks="note"))
    sheet.put(2, 0, Cell(f"Fingeraftryk {mark}", looks="note"))
    row = 4
    for column, head in enumerate(("Forudsætning", "", "Værdi", "Enhed", "Kilde")):
        sheet.put(row, column, Cell(head, looks="head"))
    for asked in study.inputs:
        if asked.fixed_by == "bidder":
            continue
        row += 1
        sheet.put(row, 0, Cell(asked.name.da, looks="wrapped"))
        sheet.put(row, 3, Cell(unit(asked, "da"), looks="unit"))
        source = asked.source or asked.parameter or "Ordregivers eget skøn"
        sheet.put(row, 4, Cell(source, looks="wrapped"))
        if isinstance(asked.value, Path):
            for year, value in zip(asked.value.years, asked.value.values, strict=True):
                row += 1
                sheet.put(row, 0, Cell(f"  {year}", looks="text"))
                sheet.put(row, _VALUE, Cell(value, looks="number"))
        else:
            book.cells[asked.id] = sheet.put(row, _VALUE, Cell(asked.value, looks="number"))
    row += 2
    sheet.put(row, 0, Cell("Diskonteringsrente", looks="head"))
    sheet.put(row, _VALUE, Cell("Pr. år", looks="head"))
    for first, rate in book.merged.steps:
        row += 1
        sheet.put(row, 0, Cell(f"Fra år {first}", looks="text"))
        book.rates.append((first, sheet.put(row, _VALUE, Cell(rate, looks="number"))))
    return sheet


def _results(bid: Sheet, row: int, study: Study, book: Book, places: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """The figures at the foot of the bid; the place of the one bids are compared by."""
    asked = entries(study)
    first, last = (address(*places[each.id]) for each in (asked[0], asked[-1]))
    missing = f"COUNT({first}:{last})<{len(asked)}"
    wrong = f"COUNT({','.join(book.chosen)})<{len(book.chosen)}" if book.chosen else ""
    told: list[tuple[str, str, str]] = [("Nutidsværdi af omkostninger", book.costs, "money")]
    if study.headline:
        told.append(("Værdi af påvirkninger af andre", book.effects, "money"))
    if book.merged.by_year:
        told.append(("Pr. år over levetiden (det tilbud sammenlignes på)", book.compared, "result"))
    else:
        told.append(("Tilbud sammenlignes på", book.compared, "result"))
    bid.put(row, 0, Cell("Resultat", looks="head"))
    bid.put(row, _VALUE, Cell(f"Kr. ({study.currency})", looks="head"))
    for label, cell, looks in told:
        row += 1
        figure = f"ROUND({cell},2)"
        if wrong:
            figure = f'IF({wrong},"Se kolonnen Tjek",{figure})'
        bid.put(row, 0, Cell(label))
        bid.put(row, _VALUE, Cell(formula=f'IF({missing},"Felter mangler",{figure})', looks=looks))
    return row, _VALUE
