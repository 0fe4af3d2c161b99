"""Suppliers that do not exist, and the wares each of them sells.

Seventy names, each with the format it sends and the way it tells about labels: on the invoice line, in a
catalogue, in an assortment list, or not at all.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass

from flok.demo._goods import GROUPS, Group
from flok.demo._numbers import cvr, gtin
from flok.demo.documents import Party


@dataclass(frozen=True, slots=True)
class Item:
    """One ware of one supplier. `labels` is what it carries, whether or not the supplier tells.

    A `gain` is a day in the year from which it carries `labels`; before that it carries none. From the day
    `ends` it is no longer sold.
    """

    id: str
    gtin: str | None
    name: str
    group: Group
    ore: int  # unit price, or the price of a hundred
    labels: tuple[str, ...]
    green: bool
    gain: datetime.date | None = None
    ends: datetime.date | None = None

    def labels_on(self, day: datetime.date) -> tuple[str, ...]:
        return () if self.gain and day < self.gain else self.labels


@dataclass(frozen=True, slots=True)
class Supplier:
    """`tells`: line, catalogue, assortment or none. `format`: o (OIOUBL 2.1), 2 (OIOUBL 2.02), p (Peppol)."""

    party: Party
    format: str
    tells: str
    weight: int
    longest: int
    items: tuple[Item, ...]
    contract: str | None = None
    currency: str = "DKK"


_TABLE = (
    # name | format | tells | weight | most lines | groups
    "Kontorhuset Fiktiv A/S|o|line|30|14|paper envelopes pens batteries toner",
    "Papirlageret Opdigtet ApS|p|none|16|6|paper envelopes",
    "Nordfiktiv Kontor A/S|p|catalogue|64|12|paper pens tissue batteries",
    "Rent & Fint Engros A/S|o|line|34|12|cleaning tissue soap dishwash",
    "Blankpuds Forsyning ApS|p|assortment|56|10|cleaning tissue soap laundry",
    "Hygiejnelageret Fantasi A/S|o|catalogue|64|12|cleaning dishwash laundry soap tissue",
    "Kemi-Kompagniet Ukendt A/S|2|none|22|8|cleaning dishwash laundry",
    "Storkøkken & Opvask Fiktiv|p|none|8|5|dishwash",
    "Fiktiv Facility Service A/S|p|none|13|2|cleaning_service",
    "Morgengry Rengøring ApS|o|line|4|2|cleaning_service windows",
    "Tørsted Fiktive Rengøring I/S|2|assortment|13|2|cleaning_service",
    "Pudsemesteren Opdigtet|o|none|8|2|windows",
    "Bleeksperten Fiktiv A/S|o|catalogue|44|8|nappies soap",
    "Omsorgsprodukter Fantasi A/S|p|assortment|64|8|incontinence gloves soap",
    "Plejevarer Nord Fiktiv ApS|2|none|18|6|incontinence gloves",
    "Farvehandler Pensel Fiktiv|o|line|18|6|paint",
    "Malerengros Opdigtet A/S|p|none|12|6|paint screws",
    "Trykkeriet Bogstav Fiktiv|p|line|6|3|printing",
    "Hurtigtryk Fantasi ApS|o|none|9|3|printing envelopes",
    "Linnedservice Fiktiv A/S|p|assortment|12|3|linen textiles",
    "Vaskeriet Skum Opdigtet|o|none|6|3|linen",
    "Mejeriet Engdrag Fiktiv|o|line|80|15|dairy",
    "Landets Mejeri Fantasi amba|p|catalogue|60|15|dairy",
    "Grøntgården Fiktiv I/S|o|line|60|15|vegetables",
    "Frugt & Grønt Engros Opdigtet|p|none|50|15|vegetables",
    "Slagter Hakke Fiktiv A/S|p|none|40|10|meat",
    "Kødgrossisten Fantasi A/S|o|catalogue|34|10|meat",
    "Madgrossisten Alt-i-Et Fiktiv|p|assortment|70|15|dry_goods dairy vegetables meat coffee",
    "Kolonial Opdigtet A/S|2|none|30|12|dry_goods coffee",
    "Kafferisteriet Bønne Fiktiv|o|line|30|5|coffee",
    "Automatkaffe Fantasi ApS|p|none|14|3|coffee",
    "Møbelhuset Fiktiv A/S|p|assortment|14|5|chairs desks",
    "Skolemøbler Opdigtet A/S|o|line|10|5|chairs desks",
    "Stol & Bord Fantasi ApS|o|none|6|4|chairs",
    "It-Huset Fiktiv A/S|p|catalogue|18|6|laptops monitors",
    "Computerlageret Fantasi|o|none|10|5|laptops monitors toner",
    "Hvidevarer Fiktiv Engros A/S|o|line|8|3|white_goods",
    "El-Grossisten Opdigtet A/S|p|line|26|10|lamps batteries screws",
    "Lampehuset Fantasi ApS|2|none|10|6|lamps",
    "Arbejdstøj Fiktiv A/S|o|assortment|16|6|textiles gloves",
    "Tøjcentralen Opdigtet|p|none|8|5|textiles",
    "Toner-Express Fantasi ApS|p|none|12|4|toner",
    "Byggemarked Søm Fiktiv A/S|o|none|44|10|timber screws concrete paint",
    "Trælasten Opdigtet A/S|p|line|24|8|timber",
    "Betoncentralen Fantasi A/S|2|none|16|4|concrete",
    "Brændstof Fiktiv Energi A/S|p|none|30|3|fuel",
    "Tankstationen Opdigtet ApS|o|none|16|2|fuel",
    "Legetøjsengros Fiktiv A/S|o|none|24|8|toys",
    "Pædagogisk Fantasi ApS|p|line|14|6|toys books",
    "Boghandlen Opdigtet|o|none|26|10|books",
    "Forlaget Kapitel Fiktiv A/S|p|none|16|8|books",
    "Medico Fantasi A/S|o|none|26|6|gloves",
    "Planteskolen Fiktiv I/S|o|none|18|8|plants",
    "Taxa Tørsted Fiktiv amba|p|none|44|10|taxi",
    "Kørselskontoret Opdigtet ApS|o|none|20|6|taxi",
    "Emballagehuset Fiktiv A/S|o|none|20|5|bags",
    "Softwarehuset Fantasi A/S|p|none|12|3|software",
    "Skyens Driftscenter Fiktiv|o|none|8|2|software",
    "Rådgiverne Opdigtet P/S|p|none|9|3|consultancy",
    "Konsulenthuset Fantasi ApS|o|none|7|2|consultancy",
    "Vikarcentralen Fiktiv ApS|p|none|20|4|temps",
    "Teleselskabet Opdigtet A/S|o|none|14|6|telephony",
    "Kursuscentret Fiktiv|p|none|8|3|training books",
    "Ejendomsselskabet Fantasi A/S|o|none|8|2|rent",
    "Klinikken Opdigtet ApS|2|none|8|4|health gloves",
)
_ABROAD = (
    (Party(name="Fiktive Büromöbel GmbH", number="DE999999999", scheme="de_vat", city="Musterstadt", country="DE"),
     "EUR", "chairs desks"),
    (Party(name="Påhittade Läromedel AB", number="9999999999", scheme="se_org", city="Exempelstad", country="SE"),
     "SEK", "books toys"),
)  # fmt: skip
_SPECIALISTS = (
    # as _TABLE: what only hospitals and places of learning buy
    "Laboratorievarer Fiktiv A/S|p|catalogue|40|8|reagents labware",
    "Diagnostik Opdigtet ApS|o|none|22|5|reagents",
    "Hospitalsengros Fantasi A/S|p|line|60|12|dressings syringes surgical",
    "Sterilgods Nord Fiktiv|2|none|20|6|surgical syringes dressings",
    "AV-Huset Opdigtet A/S|o|line|14|4|projectors",
    "Fagbasen Fantasi ApS|p|none|8|2|journals",
)


def suppliers(seed: int, year: int) -> tuple[Supplier, ...]:
    """All suppliers with their wares; the same for the same seed and year."""
    rng = random.Random(f"{seed} suppliers")  # noqa: S311 - a story, not a secret
    found = [_supplier(row, place, rng, year) for place, row in enumerate(_TABLE, 1)]
    for place, (party, currency, keys) in enumerate(_ABROAD, len(found) + 1):
        wares = _items(keys.split(), place, "none", rng, year)
        found.append(Supplier(party, "p", "none", 2, 3, wares, currency=currency))
    found += [_supplier(row, place, rng, year) for place, row in enumerate(_SPECIALISTS, len(found) + 1)]
    return tuple(found)


def _supplier(row: str, place: int, rng: random.Random, year: int) -> Supplier:
    name, form, tells, weight, longest, keys = row.split("|")
    party = Party(name=name, number=cvr(place), street="Fiktivvej", building=str(place), city="Opdigtby")
    wares = _items(keys.split(), place, tells, rng, year)
    return Supplier(party, form, tells, int(weight), int(longest), wares)


def _items(keys: list[str], place: int, tells: str, rng: random.Random, year: int) -> tuple[Item, ...]:
    """The first wares of each group, every other one labelled where the group has labels.

    In a catalogue the third ware of a group gains its label in July, and the fourth goes out of the range.
    """
    july = datetime.date(year, 7, 1)
    found: list[Item] = []
    for key in keys:
        group = GROUPS[key]
        wares = group.wares.split(";")
        for number, ware in enumerate(wares[: max(2, 9 - 2 * len(keys))] if len(wares) > 2 else wares):
            serial = place * 100 + len(found)
            green = bool(group.labels) and number % 2 == 0
            labels = _labels(group, number, green, tells)
            in_catalogue = tells == "catalogue"
            found.append(
                Item(
                    id=f"{place:02d}{len(found) + 1:03d}",
                    gtin=gtin(serial) if rng.random() < 0.6 else None,
                    name=ware,
                    group=group,
                    ore=rng.randrange(group.low * 100, group.high * 100 + 1, 5),
                    labels=labels,
                    green=green,
                    gain=july if green and in_catalogue and number == 2 else None,
                    ends=july if in_catalogue and number == 3 else None,
                )
            )
    return tuple(found)


def _labels(group: Group, number: int, green: bool, tells: str) -> tuple[str, ...]:
    """A label of the group's own on every other ware; another one on some of the rest."""
    if green:
        return (group.labels[number // 2 % len(group.labels)],)
    if group.other and number % 4 == (3 if tells == "line" else 1):
        return (group.other[number // 4 % len(group.other)],)
    return ()
