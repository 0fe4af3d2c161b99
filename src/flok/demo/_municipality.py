"""Tørsted Kommune: a municipality that does not exist, its units and what they buy."""

from __future__ import annotations

from flok.demo._buyer import Buyer, unit_table
from flok.demo._numbers import cvr, gln
from flok.demo.documents import BUYER, Party

NEIGHBOUR = Party(name="Nørre Fiktrup Kommune", number=cvr(900), gln=gln(900), city="Fiktrup")

_SCHOOL, _CARE, _ELDER = "Skole og Læring", "Dagtilbud", "Ældre og Sundhed"
_PARK, _HALL, _CULTURE = "Teknik og Miljø", "Fællessekretariat", "Kultur og Fritid"
_UNITS = unit_table(
    1,
    # department, type, size, names
    (_SCHOOL, "school", 8, "Bakkeskolen;Engskolen;Havneskolen;Skovbrynskolen;Søndre Skole;Åskolen"),
    (_SCHOOL, "school", 5, "Heldagsskolen Lærken;10. klassecentret;Tørsted Musik- og Billedskole"),
    (_CARE, "daycare", 4, "Børnehuset Mælkebøtten;Børnehuset Regnbuen;Børnehuset Solstrålen"),
    (_CARE, "daycare", 4, "Vuggestuen Pilen;Børnehuset Skovmusen;Børnehuset Ærten;Dagplejen Øst"),
    (_CARE, "daycare", 3, "Børnehuset Kastanjen;Børnehuset Åkanden;Naturbørnehaven Egernet"),
    (_ELDER, "nursing", 10, "Plejecenter Lindely;Plejecenter Bøgehøj;Plejecenter Fjordblik"),
    (_ELDER, "nursing", 7, "Plejecenter Æblehaven;Hjemmeplejen Nord;Hjemmeplejen Syd"),
    (_ELDER, "nursing", 5, "Genoptræningscentret;Botilbuddet Rønnehuset;Hjælpemiddeldepotet"),
    (_ELDER, "kitchen", 10, "Madservice Tørsted;Centralkøkkenet Lindely"),
    (_PARK, "park", 8, "Park og Vej;Materielgården;Ejendomscentret"),
    (_PARK, "park", 5, "Genbrugspladsen;Tørsted Havn;Skadedyr og Natur"),
    (_HALL, "office", 8, "Rådhuset;Borgerservice;It og Digitalisering"),
    (_HALL, "office", 5, "Økonomi og Indkøb;Personale og Løn;Byrådssekretariatet"),
    (_HALL, "office", 4, "Jobcentret;Familieafdelingen;Byggesag;Socialforvaltningen"),
    (_CULTURE, "culture", 5, "Tørsted Bibliotek;Svømmehallen;Idrætscentret;Kulturhuset Gasværket"),
    (_CULTURE, "culture", 3, "Ungdomsklubben Loftet;Byarkivet"),
)
_HYGIENE = "cleaning tissue soap coffee"
_WANTS = {
    "school": f"{_HYGIENE} paper dishwash cleaning_service windows batteries paint printing dairy chairs desks laptops "
    "monitors lamps toner pens toys books taxi software training",
    "daycare": f"{_HYGIENE} paper dishwash laundry windows nappies batteries dairy vegetables dry_goods chairs "
    "white_goods pens toys temps rent",
    "nursing": f"{_HYGIENE} dishwash laundry cleaning_service windows incontinence batteries linen dairy vegetables "
    "meat dry_goods laptops white_goods textiles gloves taxi temps telephony training health",
    "kitchen": f"{_HYGIENE} dishwash linen dairy vegetables meat dry_goods white_goods textiles gloves bags",
    "park": "cleaning tissue coffee paint white_goods lamps textiles screws timber concrete fuel plants bags "
    "consultancy",
    "office": "cleaning tissue coffee paper cleaning_service windows batteries envelopes printing chairs desks laptops "
    "monitors lamps toner pens taxi software consultancy telephony training rent",
    "culture": f"{_HYGIENE} paper cleaning_service windows batteries paint envelopes printing linen chairs books "
    "plants bags rent",
}

TORSTED = Buyer(
    party=BUYER,
    called=("kommunen", "municipality"),
    neighbour=NEIGHBOUR,
    new_unit=gln(777),
    units=_UNITS,
    wants=_WANTS,
    contracts={
        "Kontorhuset Fiktiv A/S": "K-2024-011",
        "Rent & Fint Engros A/S": "K-2024-012",
        "Hygiejnelageret Fantasi A/S": "K-2023-007",
        "Fiktiv Facility Service A/S": "K-2025-003",
        "Morgengry Rengøring ApS": "K-2025-004",
        "Omsorgsprodukter Fantasi A/S": "K-2024-020",
        "Mejeriet Engdrag Fiktiv": "K-2023-015",
        "Madgrossisten Alt-i-Et Fiktiv": "K-2025-009",
        "Møbelhuset Fiktiv A/S": "K-2022-031",
        "It-Huset Fiktiv A/S": "K-2025-018",
        "Linnedservice Fiktiv A/S": "K-2024-027",
        "Brændstof Fiktiv Energi A/S": "K-2024-033",
    },
    confirmed=frozenset({"K-2024-027", "K-2022-031"}),
)
