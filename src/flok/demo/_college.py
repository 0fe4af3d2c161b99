"""Professionshøjskolen Luftkastel: a university college that does not exist, small, and far with its labels."""

from __future__ import annotations

from flok.demo._buyer import Buyer, unit_table
from flok.demo._numbers import cvr, gln
from flok.demo.documents import Party

_NORTH, _SOUTH, _COAST = "Campus Nord", "Campus Syd", "Campus Kyst"
_OPERATIONS, _SHARED = "Campusdrift", "Fællesadministrationen"
_UNITS = unit_table(
    2001,
    # department, type, size, names
    (_NORTH, "teaching", 8, "Læreruddannelsen;Pædagoguddannelsen Nord"),
    (_NORTH, "library", 4, "Biblioteket Nord"),
    (_SOUTH, "clinic", 8, "Sygeplejerskeuddannelsen;Fysioterapeutuddannelsen"),
    (_SOUTH, "teaching", 5, "Socialrådgiveruddannelsen;Bioanalytikeruddannelsen"),
    (_COAST, "teaching", 6, "Pædagoguddannelsen Kyst;Diplomingeniøruddannelsen"),
    (_COAST, "library", 3, "Biblioteket Kyst"),
    (_OPERATIONS, "operations", 10, "Drift Nord;Drift Syd;Drift Kyst"),
    (_OPERATIONS, "canteen", 7, "Kantinen Nord;Kantinen Syd"),
    (_SHARED, "office", 7, "It-afdelingen;Økonomi og Indkøb"),
    (_SHARED, "office", 4, "Studieadministrationen;Rektorsekretariatet;Videreuddannelsen"),
)
_WANTS = {
    "teaching": "paper pens toner printing projectors laptops monitors chairs desks books toys coffee paint",
    "clinic": "paper pens soap gloves dressings syringes linen textiles incontinence cleaning books laptops tissue",
    "library": "books journals paper printing chairs monitors envelopes software",
    "operations": "cleaning cleaning_service windows tissue soap paint lamps batteries plants screws bags white_goods",
    "canteen": "dairy vegetables meat dry_goods coffee dishwash cleaning tissue white_goods",
    "office": "paper envelopes pens toner printing coffee laptops monitors chairs desks consultancy software telephony "
    "training rent",
}

COLLEGE = Buyer(
    party=Party(
        name="Professionshøjskolen Luftkastel",
        number=cvr(811),
        gln=gln(2000),
        street="Campusvej",
        building="4",
        city="Luftby",
    ),
    called=("professionshøjskolen", "university college"),
    neighbour=Party(name="Professionshøjskolen Drømmeland", number=cvr(911), gln=gln(2910), city="Drømmeby"),
    new_unit=gln(2777),
    units=_UNITS,
    wants=_WANTS,
    contracts={
        "Nordfiktiv Kontor A/S": "P-2024-003",
        "Hygiejnelageret Fantasi A/S": "P-2024-004",
        "Morgengry Rengøring ApS": "P-2025-001",
        "It-Huset Fiktiv A/S": "P-2025-002",
        "Møbelhuset Fiktiv A/S": "P-2023-009",
        "Trykkeriet Bogstav Fiktiv": "P-2024-011",
        "AV-Huset Opdigtet A/S": "P-2025-007",
        "Madgrossisten Alt-i-Et Fiktiv": "P-2024-012",
    },
    confirmed=frozenset({"P-2025-001", "P-2023-009"}),
    weights={
        "Morgengry Rengøring ApS": 34,
        "Fiktiv Facility Service A/S": 0,
        "Tørsted Fiktive Rengøring I/S": 4,
        "Taxa Tørsted Fiktiv amba": 0,
        "Trykkeriet Bogstav Fiktiv": 20,
        "Hurtigtryk Fantasi ApS": 2,
        "Papirlageret Opdigtet ApS": 3,
        "Kemi-Kompagniet Ukendt A/S": 3,
        "Malerengros Opdigtet A/S": 3,
        "Byggemarked Søm Fiktiv A/S": 6,
        "Toner-Express Fantasi ApS": 4,
        "Boghandlen Opdigtet": 40,
        "AV-Huset Opdigtet A/S": 24,
    },
    zeal=(2.6, 2.2),
    keen={_NORTH: 1.6, _COAST: 0.5},
    first=60_000,
)
