"""Worked cases: a purchase, a label, answers that differ from all being well, the verdict and the rows that decided.

The bodies and purchases are fictional. "" takes an answer out: nobody knows.
"""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    purchase: str
    label: str
    differs: dict[str, str]
    code: str
    rows: tuple[str, ...]
    scope: str = "whole"
    contradictions: tuple[tuple[str, ...], ...] = ()
    arguable: tuple[str, ...] = ()


ALL = ("A6", "B1", "B2", "C2a", "C2b", "C2c", "C3", "C4", "C5")
CARRIED = ("A6", "A7", *ALL[1:])
NO_C = dict.fromkeys(("C2a", "C2b", "C2c", "C3", "C4", "C5"), "")
SWAN = {"A2": "product", "A6": "I", "A7": "official", **NO_C}
NO_CONTROL = dict.fromkeys(("D1", "D2", "D10"), "no")
NAME = ("name-or-criteria",)

CASES = {
    # R1: may be required
    "the Swan for cleaning, conditions carried by type I": Case(
        "Rengøring", "nordic_swan", SWAN, "R1", CARRIED, arguable=NAME
    ),
    "the EU Ecolabel for paint": Case("Maling", "eu_ecolabel", SWAN, "R1", CARRIED, arguable=NAME),
    "FSC for furniture, each condition answered": Case("Møbler", "fsc_100", {}, "R1", ALL, arguable=NAME),
    "TCO for screens, private type I answered in full": Case(
        "Skærme", "tco_certified", {"A6": "I"}, "R1", ALL, arguable=("private-type-one", *NAME)
    ),
    "MSC for fish": Case("Fisk", "msc", {"A2": "process"}, "R1", ALL, arguable=("trader-level", *NAME)),
    "the Ø label for milk": Case("Mejerivarer", "dk_organic", {"A7": "official"}, "R1", ALL, arguable=NAME),
    "no third party is no obstacle in law": Case(
        "Hvidevarer", "eu_energy_label", {"A7": "official", **NO_CONTROL}, "R1", ALL, arguable=NAME
    ),
    "unknown control changes nothing": Case("Papir", "pefc", {"D1": "", "D5": ""}, "R1", ALL, arguable=NAME),
    # R1 for a part
    "the Swan covers the paper, not the pens": Case(
        "Papir og skriveredskaber", "nordic_swan", {**SWAN, "B1": "partly"}, "R1", CARRIED, "part", arguable=NAME
    ),
    "FSC covers the wooden part of the toys": Case(
        "Legetøj", "fsc", {"B1": "partly"}, "R1", ALL, "part", arguable=NAME
    ),
    # levels and versions
    "EPEAT Gold for laptops, bronze is not meant": Case(
        "Bærbare", "epeat_gold", {"A6": "I", "A8": "Guld"}, "R1", ALL, arguable=("private-type-one", *NAME)
    ),
    "GOTS at the level organic": Case("Arbejdstøj", "gots", {"A8": "organic"}, "R1", ALL, arguable=NAME),
    # R2: use the requirements
    "the Swan for hotels, some criteria on general policy": Case(
        "Hotel", "nordic_swan", {**SWAN, "B2": "partly", "B3": "ledelsens politik"}, "R2", CARRIED
    ),
    "Fairtrade for coffee, premium outside the purchase": Case("Kaffe", "fairtrade", {"B2": "partly"}, "R2", ALL),
    "a label whose criteria are all about the firm": Case(
        "Rengøring", "b_corp", {"A2": "organisation", "B2": "no"}, "R2", ALL, arguable=("organisation-label",)
    ),
    "for a part, and only some criteria": Case("Kantine", "krav", {"B1": "partly", "B2": "partly"}, "R2", ALL, "part"),
    # R3: each condition of § 46 failing alone
    "no. 2 fails: cannot be verified objectively": Case(
        "Tekstiler", "bluesign", {"C2b": "no"}, "R3", ("A6", "B1", "C2a", "C2b", "D1", "D5")
    ),
    "no. 2 fails: does not treat all alike": Case(
        "Æbler", "danish_ip_quality", {"C2c": "no"}, "R3", ("A6", "B1", "C2a", "C2c", "D1", "D5")
    ),
    "no. 3 fails: not developed openly": Case(
        "Tekstiler", "oeko_tex_100", {"C3": "no"}, "R3", ("A6", "B1", "C2a", "C3", "D1", "D5")
    ),
    "no. 4 fails: closed to foreign tenderers": Case(
        "Mad", "dk_organic", {"A7": "official", "C4": "no"}, "R3", ("A6", "B1", "C2a", "C4", "D1", "D5")
    ),
    "no. 5 fails: the trade's own requirements": Case(
        "Maling", "indoor_climate_label", {"C5": "no"}, "R3", ("A6", "B1", "C2a", "C5", "D1", "D5")
    ),
    "a condition half met is not met": Case(
        "Træ", "sfi", {"C3": "partly"}, "R3", ("A6", "B1", "C2a", "C3", "D1", "D5")
    ),
    "two conditions fail": Case(
        "Fisk", "friend_of_the_sea", {"C3": "no", "C5": "no"}, "R3", ("A6", "B1", "C2a", "C3", "C5", "D1", "D5")
    ),
    "a failed condition goes before the subject matter": Case(
        "Fisk", "dolphin_safe", {"B2": "no", "C4": "no"}, "R3", ("A6", "B1", "C2a", "C4", "D1", "D5")
    ),
    # R4: do not rely on it
    "no. 2 fails: criteria not public": Case("Vask", "bluesign", {"C2a": "no"}, "R4", ("B1", "C2a")),
    "criteria public in part only": Case("Vask", "bluesign", {"C2a": "partly"}, "R4", ("B1", "C2a")),
    "a failed condition and no third party": Case(
        "Møbler", "bsci", {"C5": "no", **NO_CONTROL}, "R4", ("B1", "C5", "D1")
    ),
    "a failed condition and no register": Case(
        "Møbler", "goodweave", {"C3": "no", "D5": "no"}, "R4", ("B1", "C3", "D5")
    ),
    "a self-declared claim": Case(
        "Poser", "recyclable_claim", {"A6": "II", "C5": "no", **NO_CONTROL}, "R4", ("A6", "B1")
    ),
    "a self-declared claim said to be certified": Case(
        "Poser", "recyclable_claim", {"A6": "II"}, "R4", ("A6", "B1"), contradictions=(("A6", "D1"), ("A6", "C5"))
    ),
    "a claim with secret criteria": Case(
        "Poser", "carbon_neutral", {"A6": "II", "C2a": "no", "C5": "no", **NO_CONTROL}, "R4", ("A6", "B1", "C2a")
    ),
    # R0: not for this purchase
    "the Swan for a thing it has no criteria for": Case("Broer", "nordic_swan", {**SWAN, "B1": "no"}, "R0", ("B1",)),
    "a management system asked as a product label": Case(
        "Papir",
        "iso_14001",
        {"A2": "management_system", "B1": "no", "B2": "no"},
        "R0",
        ("B1",),
        arguable=("organisation-label",),
    ),
    "the kitchen's label asked of the food": Case(
        "Fødevarer",
        "organic_cuisine_label",
        {"A2": "organisation", "B1": "no"},
        "R0",
        ("B1",),
        arguable=("organisation-label",),
    ),
    "a claim about something else": Case(
        "Rengøring", "recyclable_claim", {"A6": "II", "C5": "no", **NO_CONTROL, "B1": "no"}, "R0", ("B1",)
    ),
    # organisation labels and management systems that do cover a service
    "a management system for the service itself": Case(
        "Rengøring", "emas", {"A2": "management_system", "B2": "partly"}, "R2", ALL, arguable=("organisation-label",)
    ),
    # declarations
    "an EPD for flooring": Case("Gulve", "epd", {"A6": "III"}, "R1", ALL, arguable=("declaration", *NAME)),
    # R5: not decided
    "nobody knows whether it covers the purchase": Case("Rengøring", "nordic_swan", {**SWAN, "B1": ""}, "R5", ("B1",)),
    "nobody knows whether all criteria concern it": Case("Rengøring", "nordic_swan", {**SWAN, "B2": ""}, "R5", ("B2",)),
    "nobody knows whether it was developed openly": Case("Te", "rainforest_alliance", {"C3": ""}, "R5", ("C3",)),
    "nobody knows whether it is a claim": Case("Poser", "ok_compost", {"A6": ""}, "R5", ("A6",)),
    "nobody knows whether there is a register": Case("Te", "utz", {"C4": "no", "D5": ""}, "R5", ("D5",)),
    "type I, and nobody knows whether official": Case(
        "Toner",
        "blue_angel",
        {"A6": "I", "A7": "", **NO_C},
        "R5",
        ("A7", "C2a", "C2b", "C2c", "C3", "C4", "C5"),
        arguable=("private-type-one",),
    ),
    # an unknown that does not decide
    "unknown conditions do not save secret criteria": Case(
        "Vask", "bluesign", {"C2a": "no", "C3": "", "D1": ""}, "R4", ("B1", "C2a")
    ),
    "unknown rest does not matter where it does not cover": Case(
        "Broer", "msc", {**NO_C, "A6": "", "B1": "no", "B2": ""}, "R0", ("B1",)
    ),
    "an unknown condition beside one that fails": Case(
        "Fisk", "asc", {"C3": "no", "C4": ""}, "R3", ("A6", "B1", "C2a", "C3", "D1", "D5")
    ),
    # a person's own answer goes before type I
    "an official label said to be closed": Case(
        "Rengøring",
        "nordic_swan",
        {**SWAN, "C4": "no"},
        "R3",
        ("A6", "A7", "B1", "C2a", "C4", "D1", "D5"),
        contradictions=(("A6", "A7", "C4"),),
    ),
}
