"""The sheets that count: factors by year, and what each line comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from flok.domain.tco._study import Effect, Line, Study

from ._layout import COUNTED, FACTORS, LIVES, Cell, Sheet, address, column_letters, constant
from ._merged import Block, Merged, Product, choices
from ._wording import either

_YEARS = 2  # the column of year 0
_RATE, _END, _FLAT = 4, 5, 6  # rows: the year's rate, discounting at its end, the same at the first year's rate


@dataclass
class Book:
    """Addresses found while the sheets are laid out.

    cells: of each input with one number, by id. rates: of each step, by its first year. chosen: of the number of
    the combination of lifetimes in use; text where the lifetimes are no good. factors: of each block.
    """

    merged: Merged
    lang: str
    cells: dict[str, str] = field(default_factory=dict)
    rates: list[tuple[int, str]] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    factors: list[str] = field(default_factory=list)
    costs: str = ""
    effects: str = ""
    compared: str = ""


def factor_sheets(study: Study, book: Book) -> tuple[Sheet, ...]:
    """The factors, and the table of lifetimes where bidders state any."""
    merged, t = book.merged, partial(either, book.lang)
    sheet = Sheet(t(FACTORS.da, FACTORS.en), (44, 18, *(12,) * (merged.years + 1)))
    title = t("Faktorer: hvad 1 kr. i hvert år er værd i dag",
              f"Factors: what 1 {study.currency} in each year is worth today")  # fmt: skip
    sheet.put(0, 0, Cell(title, looks="title"))
    note = t(
        "Vægten er den del af beløbet, der falder i året, gange tabeller for pris, mængde og sti. År 0 er basisdatoen.",
        "The weight is the share of the amount that falls in the year, times tables of price, quantity and path. "
        "Year 0 is the base date.",
    )
    sheet.put(1, 0, Cell(note, looks="note"))
    sheet.put(3, 0, Cell(t("År", "Year"), looks="head"))
    sheet.put(3, 1, Cell("Sum", looks="head"))
    sheet.put(_RATE, 0, Cell(t("Årets rente", "The year's rate")))
    sheet.put(_END, 0, Cell(t("Ved årets udgang", "At the end of the year")))
    sheet.put(_FLAT, 0, Cell(t("Ved første års rente", "At the first year's rate")))
    for year in range(merged.years + 1):
        _discounting(sheet, book, year)
    lives = Sheet(t(LIVES.da, LIVES.en), (44, 12, *(12,) * (merged.years + 1)))
    chosen = _choices(study, book, lives)
    row = _FLAT + 1
    for number, block in enumerate(merged.blocks, start=1):
        row += 1
        table = _table(block, number, lives, chosen, book.lang) if block.lives else {}
        book.factors.append(_factor(sheet, row, number, block, table, book))
        row += 2
    return (sheet, lives) if chosen else (sheet,)


def _discounting(sheet: Sheet, book: Book, year: int) -> None:
    column = _YEARS + year
    sheet.put(3, column, Cell(float(year), looks="head"))
    if year == 0:
        for row in (_END, _FLAT):
            sheet.put(row, column, Cell(1.0, looks="number"))
        return
    rate = next(cell for first, cell in reversed(book.rates) if first <= year)
    sheet.put(_RATE, column, Cell(formula=rate, looks="number"))
    here, before = address(_RATE, column), address(_END, column - 1)
    end = f"(1+{here})^-{year}" if book.merged.reading == "spot" else f"{before}/(1+{here})"
    sheet.put(_END, column, Cell(formula=end, looks="number"))
    sheet.put(_FLAT, column, Cell(formula=f"(1+{book.rates[0][1]})^-{year}", looks="number"))


def _choices(study: Study, book: Book, sheet: Sheet) -> dict[tuple[str, ...], str]:
    """For each set of lifetimes that something depends on, the cell with the number of the combination stated."""
    t = partial(either, book.lang)
    title = t("Hvad der falder hvornår, for hver levetid der kan bydes",
              "What falls when, for each life that can be bid")  # fmt: skip
    sheet.put(0, 0, Cell(title, looks="title"))
    found: dict[tuple[str, ...], str] = {}
    for lives in {each.lives: None for each in book.merged.blocks if each.lives}:
        row = 2 + len(found)
        names = ", ".join(_names(study, lives, book.lang))
        sheet.put(row, 0, Cell(t(f"Række nr. for {names}", f"Row no. for {names}"), looks="text"))
        number = "1"
        for each in lives:
            asked, cell = study.input(each), book.cells[each]
            low, high = int(asked.low or 0), int(asked.high or 0)
            number = f"({number}-1)*{high - low + 1}+({cell}-{low})+1"
        for each in lives:
            asked, cell = study.input(each), book.cells[each]
            bounds = f"AND({cell}>={int(asked.low or 0)},{cell}<={int(asked.high or 0)},{cell}=INT({cell}))"
            number = f'IF(ISNUMBER({cell}),IF({bounds},{number},"-"),"-")'
        found[lives] = sheet.put(row, 1, Cell(formula=number, looks="number"))
        book.chosen.append(found[lives])
    if found:
        combinations = sorted(found, key=len)
        for lives in combinations:
            _legend(study, lives, sheet, book.lang)
    return found


def _names(study: Study, lives: tuple[str, ...], lang: str) -> list[str]:
    return [either(lang, name.da, name.en) for name in (study.input(each).name for each in lives)]


def _legend(study: Study, lives: tuple[str, ...], sheet: Sheet, lang: str) -> None:
    """Which row is which combination."""
    row = 1 + max(row for row, _ in sheet.cells)
    sheet.put(row + 1, 0, Cell(" / ".join(_names(study, lives, lang)), looks="head"))
    for number, chosen in enumerate(choices(study, lives), start=1):
        sheet.put(row + 1 + number, 0, Cell(" / ".join(map(str, chosen))))
        sheet.put(row + 1 + number, 1, Cell(float(number), looks="number"))


def _table(block: Block, number: int, sheet: Sheet, chosen: dict[tuple[str, ...], str], lang: str) -> dict[int, str]:
    """The block's weights by lifetime; for each year in use, the formula that looks its weight up."""
    row = 2 + max(row for row, _ in sheet.cells)
    sheet.put(row, 0, Cell(either(lang, f"Vægte for faktor {number}", f"Weights of factor {number}"), looks="head"))
    used = [year for year in range(len(block.weights[0])) if any(each[year] for each in block.weights)]
    for year in used:
        sheet.put(row, _YEARS + year, Cell(float(year), looks="head"))
        for place, weights in enumerate(block.weights, start=1):
            sheet.put(row + place, _YEARS + year, Cell(weights[year], looks="number"))
    found: dict[int, str] = {}
    for year in used:
        letters = column_letters(_YEARS + year)
        table = f"{sheet.name}!${letters}${row + 2}:${letters}${row + 1 + len(block.weights)}"
        pick = chosen[block.lives]
        found[year] = f"IF(ISNUMBER({pick}),INDEX({table},{pick}),0)"
    return found


def _factor(sheet: Sheet, row: int, number: int, block: Block, table: dict[int, str], book: Book) -> str:
    """A row of weights and a row of what they are worth; the address of their sum."""
    name = either(book.lang, f"Faktor {number}", f"Factor {number}")
    sheet.put(row, 0, Cell(name + either(book.lang, ": vægte", ": weights"), looks="text"))
    sheet.put(row + 1, 0, Cell(name, looks="text"))
    years = sorted(table) or [year for year, weight in enumerate(block.weights[0]) if weight]
    for year in years:
        column = _YEARS + year
        weight = Cell(formula=table[year], looks="number") if table else Cell(block.weights[0][year], looks="number")
        sheet.put(row, column, weight)
        worth = f"{address(row, column)}*{address(_FLAT if block.flat else _END, column)}"
        for rate in block.rates:
            if year > block.lag:
                worth += f"*(1+{book.cells[rate]})^{year - block.lag}"
        if block.before_end and year > 0:
            rate = book.rates[0][1] if block.flat else address(_RATE, column)
            worth += f"*(1+{rate})^{constant(block.before_end)}"
        sheet.put(row + 1, column, Cell(formula=worth, looks="number"))
    first, last = (address(row + 1, _YEARS + year) for year in (0, book.merged.years))
    return sheet.put(row + 1, 1, Cell(formula=f"SUM({first}:{last})", looks="number"))


def counted_sheet(study: Study, book: Book) -> Sheet:
    """Each line as amount x factor, and what they come to."""
    t = partial(either, book.lang)
    sheet = Sheet(t(COUNTED.da, COUNTED.en), (44, 18, 18, 18))
    title = t("Beregning: beløb gange faktor er nutidsværdien i kr.",
              f"Calculation: amount times factor is the present value in {study.currency}")  # fmt: skip
    sheet.put(0, 0, Cell(title, looks="title"))
    heads = (t("Linje", "Line"), t("Beløb", "Amount"), t("Faktor", "Factor"), t("Nutidsværdi", "Present value"))
    for column, head in enumerate(heads):
        sheet.put(2, column, Cell(head, looks="head"))
    named: tuple[Line | Effect, ...] = (*study.lines, *study.effects)
    names = {each.id: t(each.name.da, each.name.en) for each in named}
    one = t("1 kr. om året i levetiden", f"1 {study.currency} a year for the life")
    row, annuity = 2, ""
    parts: dict[str, list[str]] = {"cost": [], "effect": []}
    for each in book.merged.sums:
        for product in each.products:
            row += 1
            sheet.put(row, 0, Cell(names.get(each.id, one), looks="wrapped"))
            worth = _product(sheet, row, product, book)
            if each.section == "annuity":
                annuity = worth
            else:
                parts[each.section].append(worth)
    row += 2
    book.costs = _total(sheet, row, t("Omkostninger i alt", "Total costs"), parts["cost"])
    total = book.costs
    if study.headline:
        label = t("Påvirkninger af andre i alt", "Total effects on others")
        book.effects = _total(sheet, row + 1, label, parts["effect"])
        total = f"({book.costs}+{book.effects})"
    compared = f"IF({annuity}=0,0,{total}/{annuity})" if book.merged.by_year else total
    sheet.put(row + 2, 0, Cell(t("Tilbud sammenlignes på", "Bids are compared by")))
    book.compared = sheet.put(row + 2, 3, Cell(formula=compared, looks="money"))
    return sheet


def _product(sheet: Sheet, row: int, product: Product, book: Book) -> str:
    amount = "*".join((constant(product.constant), *(book.cells[each] for each in product.inputs)))
    sheet.put(row, 1, Cell(formula=amount, looks="money"))
    sheet.put(row, 2, Cell(formula="+".join(book.factors[each] for each in product.blocks), looks="number"))
    return sheet.put(row, 3, Cell(formula=f"{address(row, 1)}*{address(row, 2)}", looks="money"))


def _total(sheet: Sheet, row: int, label: str, parts: list[str]) -> str:
    sheet.put(row, 0, Cell(label))
    first = min((int(each.rsplit("$", 1)[1]) for each in parts), default=1)
    last = max((int(each.rsplit("$", 1)[1]) for each in parts), default=1)
    return sheet.put(row, 3, Cell(formula=f"SUM(D{first}:D{last})" if parts else "0", looks="money"))
