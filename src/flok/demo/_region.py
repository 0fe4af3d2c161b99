"""Region Fiktivsund: a region that does not exist. Its hospitals buy most, and from many who say little of labels."""

from __future__ import annotations

from flok.demo._buyer import Buyer, unit_table
from flok.demo._numbers import cvr, gln
from flok.demo.documents import Party

_SOUND, _HILL, _MIND = "Fiktivsund Sygehus", "Tomhøj Sygehus", "Psykiatrien"
_LAB, _PHARMACY, _AMBULANCE = "Laboratoriemedicin", "Sygehusapoteket", "Præhospitalet"
_SERVICE, _HOUSE = "Ejendomme og Service", "Regionshuset"
_UNITS = unit_table(
    1001,
    # department, type, size, names
    (_SOUND, "ward", 10, "Akutmodtagelsen;Medicinsk Afdeling;Kirurgisk Afdeling;Operationsgangen"),
    (_SOUND, "ward", 6, "Børneafdelingen;Fødegangen;Øjenklinikken;Intensiv"),
    (_HILL, "ward", 8, "Ortopædkirurgien;Neurologien;Genoptræning Tomhøj"),
    (_HILL, "ward", 5, "Dagkirurgien;Dialysen;Ambulatoriet"),
    (_MIND, "psychiatry", 5, "Voksenpsykiatrien;Børne- og Ungepsykiatrien;Retspsykiatrien"),
    (_LAB, "laboratory", 8, "Klinisk Biokemi;Mikrobiologien;Patologien;Blodbanken"),
    (_PHARMACY, "pharmacy", 6, "Apotekets Produktion;Apotekets Lager"),
    (_AMBULANCE, "ambulance", 5, "Ambulancestation Øst;Ambulancestation Vest;Vagtcentralen"),
    (_SERVICE, "service", 10, "Rengøringen Fiktivsund;Rengøringen Tomhøj"),
    (_SERVICE, "service", 7, "Teknisk Afdeling;Portørcentralen;Linneddepotet"),
    (_SERVICE, "kitchen", 9, "Sygehuskøkkenet Fiktivsund;Sygehuskøkkenet Tomhøj"),
    (_HOUSE, "office", 6, "Koncernøkonomi;Koncernindkøb;Regional It"),
    (_HOUSE, "office", 4, "Regionssekretariatet;Kollektiv Trafik;Jord og Råstoffer"),
)
_CARE = "tissue soap gloves coffee paper batteries"
_WANTS = {
    "ward": f"{_CARE} incontinence nappies dressings syringes surgical cleaning textiles linen chairs laptops temps",
    "psychiatry": f"{_CARE} incontinence cleaning laundry linen dressings syringes chairs books taxi temps training",
    "laboratory": "gloves paper tissue soap reagents labware batteries toner white_goods cleaning pens",
    "pharmacy": "gloves paper labware syringes envelopes printing cleaning toner bags",
    "ambulance": "gloves fuel dressings syringes textiles batteries soap telephony training",
    "service": "cleaning cleaning_service windows tissue soap laundry linen paint lamps screws bags fuel plants",
    "kitchen": "dishwash dairy vegetables meat dry_goods coffee cleaning tissue soap textiles white_goods bags",
    "office": "paper envelopes pens toner printing coffee laptops monitors chairs desks consultancy software "
    "telephony training taxi cleaning_service windows rent",
}

REGION = Buyer(
    party=Party(
        name="Region Fiktivsund", number=cvr(810), gln=gln(1000), street="Sundalléen", building="10", city="Fiktivsund"
    ),
    called=("regionen", "region"),
    neighbour=Party(name="Region Ingenhede", number=cvr(910), gln=gln(1910), city="Ingenhede"),
    new_unit=gln(1777),
    units=_UNITS,
    wants=_WANTS,
    contracts={
        "Hospitalsengros Fantasi A/S": "R-2024-101",
        "Laboratorievarer Fiktiv A/S": "R-2023-088",
        "Plejevarer Nord Fiktiv ApS": "R-2025-012",
        "Kemi-Kompagniet Ukendt A/S": "R-2024-055",
        "Linnedservice Fiktiv A/S": "R-2022-040",
        "Mejeriet Engdrag Fiktiv": "R-2025-031",
        "Grøntgården Fiktiv I/S": "R-2025-032",
        "Brændstof Fiktiv Energi A/S": "R-2023-014",
        "Nordfiktiv Kontor A/S": "R-2024-070",
        "Computerlageret Fantasi": "R-2025-006",
    },
    confirmed=frozenset({"R-2022-040"}),
    weights={
        "Plejevarer Nord Fiktiv ApS": 74,
        "Omsorgsprodukter Fantasi A/S": 22,
        "Kemi-Kompagniet Ukendt A/S": 66,
        "Rent & Fint Engros A/S": 12,
        "Storkøkken & Opvask Fiktiv": 20,
        "Vaskeriet Skum Opdigtet": 14,
        "Blankpuds Forsyning ApS": 30,
        "Papirlageret Opdigtet ApS": 60,
        "Nordfiktiv Kontor A/S": 30,
        "Kontorhuset Fiktiv A/S": 10,
        "Medico Fantasi A/S": 60,
        "Bleeksperten Fiktiv A/S": 10,
        "Tørsted Fiktive Rengøring I/S": 0,
        "Taxa Tørsted Fiktiv amba": 0,
        "Madgrossisten Alt-i-Et Fiktiv": 40,
    },
    zeal=(0.35, 0.9),
    keen={_LAB: 0.6, _SERVICE: 1.5, _HOUSE: 1.4, _HILL: 0.8},
    bulk=3,
    first=30_000,
)
