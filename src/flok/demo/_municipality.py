"""Tørsted Kommune: a municipality that does not exist, its units and its departments."""

from __future__ import annotations

from dataclasses import dataclass

from flok.demo._numbers import cvr, gln
from flok.demo.documents import Party

MUNICIPALITY = Party(
    name="Tørsted Kommune", number=cvr(0), gln=gln(0), street="Rådhuspladsen", building="1", city="Tørsted"
)
NEIGHBOUR = Party(name="Nørre Fiktrup Kommune", number=cvr(900), gln=gln(900), city="Fiktrup")
UNKNOWN_UNIT = gln(777)
"""A GLN of the municipality that stands in no list of units: a unit opened during the year."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Who buys: `type` decides what, `size` how often (the largest about 10)."""

    gln: str
    name: str
    department: str
    type: str
    size: int


_SCHOOL, _CARE, _ELDER = "Skole og Læring", "Dagtilbud", "Ældre og Sundhed"
_PARK, _HALL, _CULTURE = "Teknik og Miljø", "Fællessekretariat", "Kultur og Fritid"
_TABLE = (
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


def units() -> tuple[Unit, ...]:
    """All units, each with its own GLN, in the order of the list."""
    found: list[Unit] = []
    for department, unit_type, size, names in _TABLE:
        for name in names.split(";"):
            found.append(Unit(gln(len(found) + 1), name, department, unit_type, size))
    return tuple(found)
