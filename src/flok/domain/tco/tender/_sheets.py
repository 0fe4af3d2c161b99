"""The sheets of a bidders' workbook for one tender."""

from __future__ import annotations

from functools import partial

from flok.domain.tco._study import Input, Name, Path, Study

from ._bound import entries, structural
from ._counted import Book, counted_sheet, factor_sheets
from ._fingerprint import fingerprint, shown
from ._layout import BID, FINGERPRINT_NAME, GIVEN, RESULT_NAME, Cell, Entry, Layout, Sheet, address, constant
from ._merged import merged
from ._terms import Tender
from ._wording import either, expected, source, unit

LARGEST = 1e12
LOWEST_RATE = -0.99
_VALUE = 2  # the column entries and givens have their value in
_HOW = (
    Name("Udfyld de gule felter. Alt andet er låst og er ens for alle tilbudsgivere.",
         "Fill in the yellow cells. Everything else is locked and is the same for all bidders."),
    Name("Skriv tal, ikke formler. Skriv 0, hvor noget ikke koster noget; et tomt felt er et manglende svar.",
         "Write numbers, not formulas. Write 0 where something costs nothing; an empty cell is a missing answer."),
    Name("Gem filen som .xlsx. Én fil er ét tilbud på én delaftale; et alternativt tilbud er en fil for sig.",
         "Save the file as .xlsx. One file is one bid on one lot; a variant is a file of its own."),
    Name("Ordregiver regner selv efter. Ændrede formler og låste felter kan ses, og de ændrer ikke resultatet.",
         "The authority computes it again. Altered formulas and locked cells can be seen, and change no result."),
)  # fmt: skip
_DETAILS = (
    ("bidder", Name("Tilbudsgiver", "Bidder"), Name("Virksomhedens navn.", "The name of the company.")),
    ("cvr", Name("CVR-nummer", "Company number (CVR)"),
     Name("Otte cifre. Udenlandske virksomheder skriver deres eget nummer.",
          "Eight digits. Companies of other countries write their own number.")),
    ("variant", Name("Tilbuddets navn, hvis I giver flere", "Name of the bid, if you give several"),
     Name("Kan stå tomt.", "May be left empty.")),
)  # fmt: skip


def layout(tender: Tender) -> Layout:
    """The workbook of a tender without obstacles, in its language. Raises TooManyError."""
    study, lang = tender.method, tender.terms.language
    t = partial(either, lang)
    mark = fingerprint(tender)
    book = Book(merged(tender), lang)
    bid, places, next_row = _bid_sheet(tender, mark)
    for id, (row, column) in places.items():  # noqa: A001
        book.cells[id] = f"{bid.name}!{address(row, column, fixed=True)}"
    given = _given_sheet(study, mark, book)
    factors = factor_sheets(study, book)
    counted = counted_sheet(study, book)
    result = _results(bid, next_row, study, book, places)
    names = {
        FINGERPRINT_NAME: f"{bid.name}!$C$4",
        RESULT_NAME: f"{bid.name}!{address(*result, fixed=True)}",
    }
    title = t(f"{study.name.da} – tilbud", f"{study.name.en} – bid")
    return Layout(title, lang, mark, (bid, given, counted, *factors), names, places, result)


def entry_of(asked: Input, study: Study, lang: str) -> Entry:
    """An input as a bidder's entry: what is plausible where the study does not say is nothing below zero."""
    t = partial(either, lang)
    whole = asked.id in structural(study)
    is_rate = asked.unit == "rate"
    low = asked.low if asked.low is not None else (LOWEST_RATE if is_rate else 0.0)
    high = asked.high if asked.high is not None else (10.0 if is_rate else LARGEST)
    counted = unit(asked, lang)
    told = t(f"{asked.name.da} i {counted}. ", f"{asked.name.en} in {counted}. ") + expected(asked, lang, whole=whole)
    if asked.verified_by:
        told += t(" Dokumenteres ved: ", " Shown by: ") + asked.verified_by
    return Entry(asked.id, t(asked.name.da, asked.name.en), told, low, high, whole)


def _bid_sheet(tender: Tender, mark: str) -> tuple[Sheet, dict[str, tuple[int, int]], int]:
    study, lang = tender.method, tender.terms.language
    t = partial(either, lang)
    sheet = Sheet(t(BID.da, BID.en), (44, 2, 24, 22, 34, 44, 24))
    sheet.put(0, 0, Cell(t(study.name.da, study.name.en), looks="title"))
    lot = f", {tender.terms.lot}" if tender.terms.lot else ""
    sheet.put(1, 0, Cell(f"{tender.terms.authority}, {tender.terms.reference}{lot}", looks="note"))
    sheet.put(2, 0, Cell(t("Metodens fingeraftryk", "The method's fingerprint"), looks="text"))
    sheet.put(2, 2, Cell(shown(mark), looks="code"))
    sheet.put(3, 0, Cell(t("Fingeraftrykket helt", "The whole fingerprint"), looks="text"))
    sheet.put(3, 2, Cell(mark, looks="code"))
    for row, text in enumerate(_HOW, start=5):
        sheet.put(row, 0, Cell(t(text.da, text.en), looks="note"))
    places: dict[str, tuple[int, int]] = {}
    row = 10
    for id, label, hint in _DETAILS:  # noqa: A001
        detail = Entry(id, t(label.da, label.en), t(hint.da, hint.en), text=True)
        sheet.put(row, 0, Cell(detail.label))
        sheet.put(row, _VALUE, Cell(entry=detail, looks="entry text"))
        places[id] = (row, _VALUE)
        row += 1
    row += 1
    heads = (t("Felt", "Entry"), "", t("Jeres tal", "Your figure"), t("Enhed", "Unit"), t("Ventet", "Expected"),
             t("Sådan dokumenteres det", "Shown by"), t("Tjek", "Check"))  # fmt: skip
    for column, head in enumerate(heads):
        sheet.put(row, column, Cell(head, looks="head"))
    for asked in entries(study):
        row += 1
        entry = entry_of(asked, study, lang)
        sheet.put(row, 0, Cell(entry.label, looks="wrapped"))
        sheet.put(row, _VALUE, Cell(entry=entry, looks="entry"))
        sheet.put(row, 3, Cell(unit(asked, lang), looks="unit"))
        sheet.put(row, 4, Cell(expected(asked, lang, whole=entry.whole), looks="wrapped"))
        sheet.put(row, 5, Cell(asked.verified_by, looks="wrapped"))
        here = address(row, _VALUE)
        bounds = f"AND({here}>={constant(entry.low or 0.0)},{here}<={constant(entry.high or 0.0)})"
        outside = t("Uden for det ventede", "Outside what is expected")
        none = t("Mangler et tal", "A number is missing")
        fine = f'IF({bounds},"","{outside}")'
        sheet.put(row, 6, Cell(formula=f'IF(ISNUMBER({here}),{fine},"{none}")', looks="check"))
        places[asked.id] = (row, _VALUE)
    return sheet, places, row + 2


def _given_sheet(study: Study, mark: str, book: Book) -> Sheet:
    t = partial(either, book.lang)
    sheet = Sheet(t(GIVEN.da, GIVEN.en), (44, 2, 18, 22, 60))
    title = t("Ordregivers forudsætninger, ens for alle", "The authority's assumptions, the same for all")
    sheet.put(0, 0, Cell(title, looks="title"))
    sheet.put(1, 0, Cell(f"{study.id}, version {study.version}, {study.date.isoformat()}", looks="note"))
    sheet.put(2, 0, Cell(t(f"Fingeraftryk {mark}", f"Fingerprint {mark}"), looks="note"))
    row = 4
    heads = (t("Forudsætning", "Assumption"), "", t("Værdi", "Value"), t("Enhed", "Unit"), t("Kilde", "Source"))
    for column, head in enumerate(heads):
        sheet.put(row, column, Cell(head, looks="head"))
    for asked in study.inputs:
        if asked.fixed_by == "bidder":
            continue
        row += 1
        sheet.put(row, 0, Cell(t(asked.name.da, asked.name.en), looks="wrapped"))
        sheet.put(row, 3, Cell(unit(asked, book.lang), looks="unit"))
        sheet.put(row, 4, Cell(source(asked, book.lang), looks="wrapped"))
        if isinstance(asked.value, Path):
            for year, value in zip(asked.value.years, asked.value.values, strict=True):
                row += 1
                sheet.put(row, 0, Cell(f"  {year}", looks="text"))
                sheet.put(row, _VALUE, Cell(value, looks="number"))
        else:
            book.cells[asked.id] = sheet.put(row, _VALUE, Cell(asked.value, looks="number"))
    row += 2
    sheet.put(row, 0, Cell(t("Diskonteringsrente", "Discount rate"), looks="head"))
    sheet.put(row, _VALUE, Cell(t("Pr. år", "A year"), looks="head"))
    for first, rate in book.merged.steps:
        row += 1
        sheet.put(row, 0, Cell(t(f"Fra år {first}", f"From year {first}"), looks="text"))
        book.rates.append((first, sheet.put(row, _VALUE, Cell(rate, looks="number"))))
    return sheet


def _results(bid: Sheet, row: int, study: Study, book: Book, places: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """The figures at the foot of the bid; the place of the one bids are compared by."""
    t = partial(either, book.lang)
    asked = entries(study)
    first, last = (address(*places[each.id]) for each in (asked[0], asked[-1]))
    missing = f"COUNT({first}:{last})<{len(asked)}"
    wrong = f"COUNT({','.join(book.chosen)})<{len(book.chosen)}" if book.chosen else ""
    told = [(t("Nutidsværdi af omkostninger", "Present value of costs"), book.costs, "money")]
    if study.headline:
        told.append((t("Værdi af påvirkninger af andre", "Value of effects on others"), book.effects, "money"))
    compared = (
        t("Pr. år over levetiden (det tilbud sammenlignes på)", "A year over the life (what bids are compared by)")
        if book.merged.by_year
        else t("Tilbud sammenlignes på", "Bids are compared by")
    )
    told.append((compared, book.compared, "result"))
    bid.put(row, 0, Cell(t("Resultat", "Result"), looks="head"))
    bid.put(row, _VALUE, Cell(t(f"Kr. ({study.currency})", study.currency), looks="head"))
    see, unfilled = t("Se kolonnen Tjek", "See the column Check"), t("Felter mangler", "Entries are missing")
    for label, cell, looks in told:
        row += 1
        figure = f"ROUND({cell},2)"
        if wrong:
            figure = f'IF({wrong},"{see}",{figure})'
        bid.put(row, 0, Cell(label))
        bid.put(row, _VALUE, Cell(formula=f'IF({missing},"{unfilled}",{figure})', looks=looks))
    return row, _VALUE
