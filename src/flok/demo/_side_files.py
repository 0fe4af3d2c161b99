"""The files that lie beside the invoices: lists of wares, contracts, units and rates, an export, a note.

CSV with semicolons, UTF-8; dates are ISO, except in one assortment list and the export (dd-mm-yyyy). The
export is what it is in life: cp1252 and decimal commas.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from flok.demo._buyer import Buyer, Unit
from flok.demo._goods import GROUPS
from flok.demo._numbers import cvr, gtin
from flok.demo._suppliers import Item, Supplier
from flok.demo._tree import kroner

RATES = {"EUR": (746, 745), "SEK": (65, 66)}
"""Fictional rates in DKK per 100 units, as Danmarks Nationalbank quotes: before and from 1 July."""
EXPORT_SUPPLIER = ("Lokaltryk Fiktiv I/S", cvr(500))


def table(header: str, rows: Iterable[Iterable[object]]) -> str:
    """A CSV text. No cell may need quoting."""
    lines = [header, *(";".join("" if cell is None else str(cell) for cell in row) for row in rows)]
    return "\n".join(lines) + "\n"


def rate_on(currency: str, day: datetime.date) -> int:
    """DKK per 100 units on a day."""
    return 100 if currency == "DKK" else RATES[currency][day.month >= 7]


def rates(year: int) -> str:
    """kurser.csv: both currencies on every weekday of the year."""
    first = datetime.date(year, 1, 1)
    days = [first + datetime.timedelta(days=n) for n in range(366)]
    weekdays = [day for day in days if day.year == year and day.weekday() < 5]
    return table("Dato;Valuta;Kurs", ((day, c, f"{rate_on(c, day)},00") for day in weekdays for c in RATES))


def unit_list(units: tuple[Unit, ...]) -> str:
    """enheder.csv."""
    return table("GLN;Navn;Afdeling", ((u.gln, u.name, u.department) for u in units))


_ASSORTMENT = "Leverandør CVR;Varenr;GTIN;Varetekst;Mærke;Gyldig fra;Gyldig til"


def assortments(suppliers: tuple[Supplier, ...], year: int) -> Iterator[tuple[str, str]]:
    """Name and text of one list for each supplier that tells of its labels that way."""
    listing = [supplier for supplier in suppliers if supplier.tells == "assortment"]
    for place, supplier in enumerate(listing):
        form = "%d-%m-%Y" if place == 1 else "%Y-%m-%d"
        period = tuple(datetime.date(year, m, d).strftime(form) for m, d in ((1, 1), (12, 31)))
        number = supplier.party.number
        rows = ((number, i.id, i.gtin, i.name, ", ".join(i.labels), *period) for i in supplier.items)
        yield f"{number}.csv", table(_ASSORTMENT, rows)


def attested(suppliers: tuple[Supplier, ...]) -> tuple[tuple[Supplier, Item], ...]:
    """The wares the buyer has found equivalent to a labelled one: of suppliers that tell nothing."""
    silent = [s for s in suppliers if s.tells == "none"]
    wares = [(s, i) for s in silent for i in s.items if i.group.official and not i.green]
    return tuple(wares[::5][:5])


def equivalents(wares: tuple[tuple[Supplier, Item], ...], year: int) -> str:
    """tilsvarende.csv: an assortment list with what it is equivalent to, by whom, and when."""
    header = _ASSORTMENT + ";Tilsvarende til;Bekræftet af (rolle);Bekræftet den"
    told = ("", f"{year}-01-01", f"{year}-12-31", "SVANEN", "Indkøbskonsulent", f"{year - 1}-12-15")
    return table(header, ((s.party.number, i.id, i.gtin, i.name, *told) for s, i in wares))


def contracts(suppliers: tuple[Supplier, ...], confirmed: frozenset[str], year: int) -> str:
    """kontrakter.csv: categories are UNSPSC codes separated by commas; the confirmed contracts are attested."""
    header = (
        "Kontraktnr;Navn;Leverandør CVR;Gyldig fra;Gyldig til;Kategorier;Andre numre;Bæredygtig;"
        "Bekræftet af (rolle);Bekræftet den"
    )
    rows = []
    for supplier in suppliers:
        number = supplier.contract
        if number is None:
            continue
        codes = ", ".join(dict.fromkeys(item.group.unspsc for item in supplier.items))
        attestation = ("ja", "Kontraktansvarlig", f"{year - 1}-12-15") if number in confirmed else ("nej", "", "")
        start = f"{number[2:6]}-01-01"
        other = f"{number[2:]}, SAG-{number[-3:]}"
        name = "Aftale med " + supplier.party.name
        rows.append((number, name, supplier.party.number, start, f"{year + 1}-12-31", codes, other, *attestation))
    return table(header, rows)


def export(buyer: Buyer, seed: int, year: int, rows: int) -> tuple[bytes, int]:
    """indkoeb-eksport.csv of a printer that sends no e-invoices, and its sum in øre."""
    rng = buyer.random(seed, "export")
    header = (
        "Fakturanr;Fakturadato;Leverandør CVR;Leverandør;GLN;Varenr;GTIN;Varetekst;Antal;Enhed;"
        "Enhedspris;Beløb ekskl. moms;UNSPSC;Mærke;Konto"
    )
    name, number = EXPORT_SUPPLIER
    wares = [(key, ware) for key in ("printing", "envelopes") for ware in GROUPS[key].wares.split(";")]
    day = datetime.date(year, 1, 1)
    total, found = 0, []
    for place in range(rows):
        serial = rng.randrange(len(wares))
        key, ware = wares[serial]
        if place % 2 == 0:  # two rows to an invoice
            day = datetime.date(year, 1 + 12 * place // rows, rng.randrange(1, 29))
        count, price = rng.randrange(1, 9), (4_000 + 3_500 * serial) + rng.randrange(0, 900, 5)
        total += count * price
        label = "SVANEN" if serial % 3 == 0 else ""
        unit = buyer.units[place // 2 % len(buyer.units)]
        head = (f"LT{buyer.first + 1000 + place // 2}", day.strftime("%d-%m-%Y"), number, name, unit.gln)
        figures = (str(count), "STK", _danish(price), _danish(count * price))
        ids = (f"LT-{serial + 1:02d}", gtin(90_000 + serial) if serial % 2 else "", ware)
        found.append((*head, *ids, *figures, GROUPS[key].unspsc, label, "2200"))
    return table(header, found).replace("\n", "\r\n").encode("cp1252"), total


def _danish(ore: int) -> str:
    """1.234,50 for 123450 øre."""
    whole, fraction = kroner(ore).split(".")
    return f"{int(whole):,}".replace(",", ".") + "," + fraction


_NOTE = """{title}
{line}

Alt i denne mappe er opdigtet. {the_buyer}, enhederne, leverandørerne og varerne findes ikke.

  CVR-numre      begynder med 99. Kontrolcifferet passer, men registret når ikke så langt.
  GLN og GTIN    begynder med 952, som GS1 bruger til eksempler.
  CPR-nummer     ét sted står 0101010000, som ikke kan være tildelt nogen.

Her ligger:

  e-fakturaer/          et år i OIOUBL og Peppol BIS: en zip om måneden, december som løse filer.
                        Nogle få filer er med vilje i stykker eller skal ikke tælles med.
  indkoeb-eksport.csv   køb hos en leverandør, der ikke sender e-fakturaer
  katalog/              leverandørers elektroniske kataloger
  sortiment/            leverandørers lister over varer og mærker
  tilsvarende.csv       varer, som {buyer} har bekræftet svarer til mærkede varer
  kontrakter.csv        {buyer}s kontrakter
  enheder.csv           hvilke enheder GLN-numrene hører til
  kurser.csv            opdigtede valutakurser i kroner for 100 enheder
  sandhed.json          hvad der er skrevet, talt op af det, der skrev det
"""

_READ_ME = """A fictional {buyer}'s year of e-invoices

Everything here is made up: the {buyer}, its units, the suppliers and their wares. Numbers come from
ranges nobody can have been given: CVR numbers begin with 99, beyond the register; GLN and GTIN begin with
952, the prefix GS1 keeps for examples; the one CPR number is 0101010000. Check digits are valid.
laes-mig.txt says in Danish what the files are; sandhed.json holds the figures as the generator knows them.
"""


def notes(buyer: Buyer, year: int) -> tuple[str, str]:
    """laes-mig.txt and README.txt: that everything is made up, and what lies where."""
    danish, english = buyer.called
    title = f"{buyer.party.name}, {year}: et opdigtet år med e-fakturaer"
    line = "=" * (len(title) + 1)
    note = _NOTE.format(title=title, line=line, the_buyer=danish.capitalize(), buyer=danish)
    return note, _READ_ME.format(buyer=english)
