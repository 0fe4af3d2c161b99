"""Draws a month's purchases: who buys what from whom, how the invoice is made, what is credited later."""

from __future__ import annotations

import datetime
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flok.demo._buyer import Buyer, Unit
from flok.demo._goods import OFFICIAL
from flok.demo._suppliers import Item, Supplier
from flok.demo._tree import kroner
from flok.demo.documents import EXEMPT, STANDARD, Adjustment, Attachment, Document, Line
from flok.demo.oioubl import oioubl_invoice, oioubl_line_ore, oioubl_net_ore
from flok.demo.peppol import peppol_invoice, peppol_line_ore, peppol_net_ore

_BAGS = "24111503"  # carrier bags, on which a duty is paid


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document, the ware behind each of its lines, and the way its supplier tells about labels."""

    document: Document
    format: str  # o, 2 or p, as in Supplier
    tells: str = "none"
    items: tuple[Item, ...] = ()
    attested: frozenset[str] = frozenset()  # ids of wares attested as equivalent to an ecolabel

    def written(self, *, whitespace: bool = True) -> bytes:
        write = peppol_invoice if self.format == "p" else oioubl_invoice
        return write(self.document, whitespace=whitespace)

    @property
    def net_ore(self) -> int:
        net = peppol_net_ore if self.format == "p" else oioubl_net_ore
        return net(self.document)

    def official_raw_ore(self) -> Iterator[tuple[str, int]]:
        """For each line of a group with an official ecolabel: how the label can be known, and its øre."""
        amount = peppol_line_ore if self.format == "p" else oioubl_line_ore
        for item, line in zip(self.items, self.document.lines, strict=bool(self.items)):
            if item.group.official:
                yield self._way(item), self.document.sign * amount(line)

    def _way(self, item: Item) -> str:
        if item.id in self.attested:
            return "equivalent"
        if self.tells == "none":
            return "untold"
        if not isinstance(self.document.date, datetime.date):
            raise TypeError("a drawn document has a date")
        labels = item.labels_on(self.document.date)
        if any(label in OFFICIAL for label in labels):
            return self.tells
        if self.tells == "line":
            return "line_other" if labels else "untold"
        return "listed_without"


@dataclass(frozen=True, slots=True)
class Market:
    """Who buys, and for each type of its units the suppliers it may buy from."""

    buyer: Buyer
    by_type: dict[str, tuple[Supplier, ...]]

    @classmethod
    def of(cls, buyer: Buyer, suppliers: tuple[Supplier, ...]) -> Market:
        types = dict.fromkeys(unit.type for unit in buyer.units)
        return cls(buyer, {t: tuple(s for s in suppliers if buyer.wares(s, t)) for t in types})


class Year:
    """The draw through a year: the random numbers, the running invoice numbers, what may yet be credited."""

    def __init__(self, market: Market, seed: int, year: int, attested: frozenset[str]) -> None:
        self.market = market
        self.buyer = market.buyer
        self.year = year
        self.attested = attested
        self.rng = self.buyer.random(seed, "year")
        self.numbers: dict[str, int] = {}
        self.creditable: list[tuple[Supplier, datetime.date, Drawn]] = []
        self.chances: dict[tuple[str, str, str, int], tuple[list[Item], list[float]]] = {}

    def month(self, month: int, lines: int) -> Iterator[Drawn]:
        """Documents of one month with exactly `lines` lines together."""
        while lines > 0:
            drawn = self._credit_note(month, lines) if self.rng.random() < 0.035 else None
            drawn = drawn or self._invoice(month, lines)
            lines -= len(drawn.document.lines)
            yield drawn

    def _invoice(self, month: int, most: int) -> Drawn:
        rng = self.rng
        unit = rng.choices(self.buyer.units, [u.size for u in self.buyer.units])[0]
        suppliers = self.market.by_type[unit.type]
        supplier = rng.choices(suppliers, [s.weight for s in suppliers])[0]
        day = self._day(month, supplier)
        pool, weights = self._wares(supplier, unit, month)
        count = min(most, 1 + int(supplier.longest * rng.random() ** 1.15))
        items = tuple(rng.choices(pool, weights, k=count))
        lines = tuple(self._line(item, supplier, day) for item in items)
        document = Document(
            number=self._number(supplier, "F"),
            date=day,
            supplier=supplier.party,
            buyer=self.buyer.party,
            unit=None if rng.random() < 0.01 else unit.gln,
            lines=lines,
            currency=supplier.currency,
            order=f"{rng.randrange(10**6):06d}" if rng.random() < 0.6 else None,
            contract=supplier.contract if rng.random() < 0.35 else None,
            account=f"{unit.gln[7:12]}-{items[0].group.unspsc[:4]}" if rng.random() < 0.5 else None,
            reference=f"{unit.type}-{rng.randrange(100):02d}",
            type_code="389" if supplier.format == "p" and "taxi" in _keys(items) else None,
            customization="OIOUBL-2.02" if supplier.format == "2" else None,
        )
        if supplier.currency == "DKK":
            document = self._embellished(document, supplier.format != "p")
        drawn = Drawn(document, supplier.format, supplier.tells, items, self.attested)
        if drawn.net_ore > 0 and not any(line.free for line in document.lines) and not _changing(items):
            self.creditable.append((supplier, day, drawn))
        return drawn

    def _embellished(self, document: Document, is_oioubl: bool) -> Document:
        """Now and then a return, freight, a discount, a free sample, a duty, an attachment, a payment."""
        rng, lines = self.rng, document.lines
        chance = rng.random()
        if is_oioubl and lines[0].unspsc == _BAGS:
            taxed = replace(lines[0], excise=rng.randrange(500, 9000, 25))
            return replace(document, lines=(taxed, *lines[1:]))
        if chance < 0.008 and len(lines) >= 3 and lines[-1].gross_ore < lines[0].gross_ore:
            returned = replace(lines[-1], quantity="-" + lines[-1].quantity, allowances=())
            return replace(document, lines=(*lines[:-1], returned))
        vat = STANDARD if any(line.vat == STANDARD for line in lines) else EXEMPT
        if chance < 0.13:
            freight = Adjustment(amount=rng.randrange(4900, 35000, 50), reason="Fragt", code="FC", vat=vat)
            document = replace(document, charges=(freight,))
        elif chance < 0.16:
            base = sum(line.gross_ore for line in lines if line.vat == vat)
            document = replace(document, allowances=(Adjustment(amount=max(1, base * 3 // 100), vat=vat),))
        elif chance < 0.18 and is_oioubl:
            sample = replace(lines[-1], free=True, allowances=(), excise=0)
            document = replace(document, lines=(*lines[:-1], sample) if len(lines) > 1 else lines)
        elif chance < 0.19:
            document = replace(document, attachments=(_attachment(rng),))
        elif chance < 0.193:
            document = replace(document, prepaid=1000)
        return document

    def _credit_note(self, month: int, most: int) -> Drawn | None:
        """Credits an earlier invoice, the whole of it or one line; None where none fits."""
        rng = self.rng
        if not self.creditable:
            return None
        recent = max(0, len(self.creditable) - 300)
        supplier, issued, original = self.creditable.pop(rng.randrange(recent, len(self.creditable)))
        invoice = original.document
        day = max(self._day(month, supplier), issued)
        credit = replace(
            invoice,
            kind="credit_note",
            number=self._number(supplier, "K"),
            date=day,
            type_code=None,
            prepaid=0,
            attachments=(),
            credits=invoice.number if rng.random() < 0.9 else None,
        )
        whole = Drawn(credit, original.format, original.tells, original.items, self.attested)
        if len(invoice.lines) <= most and rng.random() < 0.5:
            return whole
        place = rng.randrange(len(invoice.lines))
        part = replace(credit, lines=(invoice.lines[place],), allowances=(), charges=())
        drawn = replace(whole, document=part, items=(original.items[place],))
        return drawn if 0 < -drawn.net_ore <= original.net_ore else None

    def _line(self, item: Item, supplier: Supplier, day: datetime.date) -> Line:
        rng, group = self.rng, item.group
        count = 1 + int(group.most * self.buyer.bulk * rng.random() ** 2)
        ore = item.ore * (100 + (group.rise if day.month >= 7 else 0)) // 100
        quantity = str(count)
        allowances: tuple[Adjustment, ...] = ()
        if group.per_hundred:
            quantity = str(50 * (1 + count // 50))
        elif group.unit in ("KGM", "HUR") and rng.random() < 0.4:
            quantity = f"{count}.{rng.choice((25, 5, 75))}"
        if supplier.currency != "DKK":
            ore = ore // 100 * 100
        elif rng.random() < 0.04:
            allowances = (Adjustment(amount=max(1, ore * count // (2000 if group.per_hundred else 20))),)
        told = item.labels_on(day) if supplier.tells == "line" else ()
        only_gtin = item.gtin is not None and item.id.endswith(("3", "7"))
        return Line(
            name=item.name,
            quantity=quantity,
            unit=group.unit,
            price=kroner(ore),
            base_quantity=100 if group.per_hundred else 1,
            vat=group.vat,
            item_id=None if only_gtin else item.id,
            gtin=item.gtin,
            unspsc=group.unspsc,
            labels=told,
            properties=_emission(item) if supplier.tells == "line" and group.key == "timber" else (),
            allowances=allowances,
        )

    def _wares(self, supplier: Supplier, unit: Unit, month: int) -> tuple[list[Item], list[float]]:
        """What a unit may buy from a supplier in a month, and how likely each ware is."""
        key = (supplier.party.number, unit.type, unit.department, month)
        if key not in self.chances:
            first = datetime.date(self.year, month, 1)
            pool = [i for i in self.buyer.wares(supplier, unit.type) if i.ends is None or first < i.ends]
            zeal = self.buyer.zeal_of(unit, month)
            self.chances[key] = pool, [_chance(item, pool, month, zeal) for item in pool]
        return self.chances[key]

    def _day(self, month: int, supplier: Supplier) -> datetime.date:
        """A day of the month; a weekday where the amount must be converted, as rates are of weekdays."""
        day = datetime.date(self.year, month, self.rng.randrange(1, 29))
        if supplier.currency != "DKK" and day.weekday() > 4:
            day = day.replace(day=day.day + 2 if day.day < 26 else day.day - 2)
        return day

    def _number(self, supplier: Supplier, series: str) -> str:
        self.numbers[supplier.party.number] = self.numbers.get(supplier.party.number, self.buyer.first) + 1
        return f"{series}{self.year % 100:02d}{self.numbers[supplier.party.number]:05d}"


def _keys(items: tuple[Item, ...]) -> list[str]:
    return [item.group.key for item in items]


def _changing(items: tuple[Item, ...]) -> bool:
    """Whether what is known of a ware changes in the year, so that a later credit note would know another."""
    return any(item.gain or item.ends for item in items)


def _chance(item: Item, pool: list[Item], month: int, zeal: float) -> float:
    """Groups are alike; within one, labelled wares take a part that moves from January to December."""
    start, end = item.group.green
    green = math.pow(start + (end - start) * (month - 1) / 11, 1 / zeal)
    fellows = [other for other in pool if other.group is item.group]
    alike = sum(other.green == item.green for other in fellows)
    if alike == len(fellows):
        return 1 / alike
    return (green if item.green else 1 - green) / alike


def _emission(item: Item) -> tuple[tuple[str, str], ...]:
    return (("EmissionFactor", f"0.{20 + item.ore % 60}"), ("EmissionFactorSource", "Database"))


def _attachment(rng: random.Random) -> Attachment:
    content = b"%PDF-1.4\n% fiktivt bilag\n" + rng.randbytes(rng.randrange(2_000, 20_000)) + b"\n%%EOF\n"
    return Attachment(name="bilag.pdf", content=content)
