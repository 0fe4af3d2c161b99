"""A rich, fictional answer: nine definitions, twelve months, forty units, and names that mean harm.

Every figure is added up from the same cells, so groups, definitions and reasons agree to the øre.
`python tests/report/answers.py report.html` writes the report of it, to look at.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any, NamedTuple

Answer = dict[str, Any]

SCRIPT = "<script>alert('hej')</script> & Co. A/S"
FORMULA = '=cmd|"/c calc"!A1'
REVERSED = "Faktura\u202egnp.exe ApS"
ESCAPE = "\x1b[2J[bold]Rød ApS[/bold]"
OUTCOMES = ("sustainable", "not_sustainable", "unknown", "out_of_scope")

SUPPLIERS = [
    "Nordlys Kontor A/S", "Havblik Fødevarer", "Grønbæk Rengøring", "Kløver Møbler ApS", "Tæppehuset Vest",
    "Skovly Papir", "Fjordens El", "Østergaard & Søn", "Dansk Arbejdstøj", "Bakkens Byg", "Lyng Hygiejne",
    "Mejeriet Enghave", "Sundby Hjælpemidler", "IT-huset Midt", "Bølgen Transport",
    SCRIPT, FORMULA, REVERSED, ESCAPE, "Hansen" * 12,
]  # fmt: skip
CATEGORIES = {
    "14111500": "Papir til print og kopi", "47131800": "Rengøringsmidler", "76111500": "Rengøringsydelser",
    "50000000": "Fødevarer", "56100000": "Møbler til kontor og skole", "43211500": "Computere",
    "53102700": "Arbejdstøj", "39101600": "Lyskilder", "15100000": "Brændstof", "42142500": "Hygiejneprodukter",
    "31210000": "Maling", "78100000": "Transport",
}  # fmt: skip
DEFINITIONS: list[tuple[str, str, str, float | None, int, tuple[int, int, int, int], str, str]] = [
    ("official-label", "Officielt miljømærke eller tilsvarende", "Official ecolabel or equivalent", 0.8, 2030,
     (31, 42, 27, 15), "Tæller Svanemærket, EU-Blomsten og tilsvarende, der er dokumenteret.", "3"),
    ("swan-flower", "Svanemærket og EU-Blomsten", "Nordic Swan and EU Ecolabel", None, 0,
     (26, 47, 27, 15), "Tæller kun de to officielle miljømærker; ikke tilsvarende dokumentation.", "2"),
    ("any-label", "Et miljø- eller socialmærke på linjen", "Any label on the line", None, 0,
     (44, 36, 20, 15), "Tæller også økologi, Fairtrade og FSC; ikke FSC Mix.", "1.1"),
    ("organic", "Økologisk andel af fødevarer", "Organic share of food", 0.6, 2027,
     (58, 30, 12, 380), "Kun fødevarer, i kroner; ikke i kilo.", "2"),
    ("state-groups", "Statens 14 varegrupper", "The state's 14 product groups", 1.0, 2030,
     (22, 30, 48, 190), "Som den første, men kun i de varegrupper, staten har valgt.", "1"),
    ("agreement", "Bæredygtig aftale", "Sustainable agreement", None, 0,
     (12, 3, 85, 0), "Tæller alt, der er købt på en aftale med bæredygtige krav.", "1"),
    ("energy", "Bedste energiklasse", "Best energy class", 0.5, 2026,
     (55, 35, 10, 700), "Kun varer med energimærke.", "4"),
    ("forest", "Skovmærket papir og træ", "Forest-labelled paper and wood", None, 0,
     (70, 30, 0, 400), "FSC og PEFC; også FSC Mix.", "1"),
    ("reused", "Genbrugt eller istandsat", "Reused or refurbished", 0.1, 2030,
     (0, 0, 0, 100), "Kun køb, der er mærket som genbrug på fakturaen.", "1"),
]  # fmt: skip
REASONS = {
    "sustainable": [
        ("label_on_line", "Mærkekoden på linjen er på definitionens liste.", "The line's label code is accepted."),
        ("label_in_catalogue", "Varen har mærket i leverandørens katalog.", "The catalogue says the label."),
    ],
    "not_sustainable": [("no_label", "Leverandøren skriver mærker, men ikke på denne vare.", "No label on this item.")],
    "unknown": [
        ("supplier_silent", "Leverandøren skriver aldrig mærkekoder.", "The supplier never writes label codes."),
        ("no_class", "Linjen har hverken varegruppe eller varenummer.", "The line has neither class nor item."),
    ],
    "out_of_scope": [("outside", "Varegruppen er uden for definitionen.", "The category is out of scope.")],
}


PROBLEMS = [
    ("set_aside", "arith", "Dokumentets tal stemmer ikke med hinanden.", "The document's figures do not add up."),
    ("rejected", "malformed", "Filen er afkortet eller ikke gyldig XML.", "The file is not well-formed XML."),
    ("set_aside", "conflict", "Samme nummer er læst før med et andet indhold.", "Read before with other content."),
]


class Cell(NamedTuple):
    """Kroner of one outcome in one place."""

    outcome: str
    reason: tuple[str, str, str]
    ore: int
    month: str
    unit: str | None
    supplier: str | None
    category: str | None
    contract: str | None


def rich_answer() -> Answer:
    """The whole answer; the same every time."""
    definitions = [_definition(i) for i in range(len(DEFINITIONS))]
    counted = 23_512_409_913
    return {
        "schema": 1,
        "flok": "0.1.0",
        "generated": "2026-11-23T10:00:00+01:00",
        "organisation": {"buyer": ["29189999"], "name": "Tørsted Kommune"},
        "period": {"from": "2026-01-01", "to": "2026-12-31"},
        "engine": "duckdb",
        "inputs": {
            "paths": ["fakturaer/2026", "fakturaer/<b>gamle</b>.zip"],
            "catalogues": ["kataloger"],
            "contracts": [],
            "labels": ["mærker.xlsx"],
            "rates": ["kurser.csv"],
            "units": ["enheder.csv"],
        },
        "conventions": [
            _convention("vat", "excluded", "Alle beløb er uden moms.", "All amounts are without VAT."),
            _convention("credit_notes", "own_month", "Kreditnotaer trækkes fra i deres egen måned.", "Credit notes."),
            _convention("freight", "spread", "Fragt og gebyrer fordeles på fakturaens linjer.", "Freight is spread."),
            _convention("unknown", "stays", "Det ukendte tæller hverken som ja eller nej.", "The unknown stays."),
        ],
        "documents": {
            "read": 20_480, "counted": 20_111, "duplicate": 214, "excluded": {"not_a_document": 61, "pro_forma": 3},
            "set_aside": {"arith": 48, "conflict": 17, "rate": 2}, "rejected": {"doctype": 1, "malformed": 23},
        },
        "lines": 184_233,
        "reconciliation": {
            "DKK": _reconciled(counted, {"pro_forma": 1_200_000}, {"arith": 91_233_150, "conflict": 4_400_075}, -317),
            "EUR": {**_reconciled(1_250_075, {}, {"rate": 88_000}, 0), "counted_dkk_ore": 9_325_560},
        },
        "accounted_for": True,
        "files_off": [],
        "definitions": definitions,
        "units": {
            "known": 38,
            "unknown": [
                {"unit_id": "5798009999999", "ore": 12_345_600, "lines": 41},
                {"unit_id": None, "ore": 99_900, "lines": 2},
            ],
        },
        "problems": [_problem(i) for i in range(90)],
        "problems_total": 94,
    }  # fmt: skip


def empty_answer() -> Answer:
    """Nothing was read: no definition, no period, no name."""
    nothing = rich_answer()
    nothing |= {"definitions": [], "conventions": [], "problems": [], "problems_total": 0, "lines": 0}
    nothing |= {"period": None, "organisation": {"buyer": [], "name": None}, "reconciliation": {}}
    nothing["documents"] = {"read": 0, "counted": 0, "duplicate": 0, "excluded": {}, "set_aside": {}, "rejected": {}}
    nothing["units"] = {"known": 0, "unknown": []}
    return nothing


def figures(yes: int, no: int, unknown: int, outside: int = 0, target: float | None = None) -> Answer:
    """The amounts, shares and gap of a group or a definition."""
    whole = yes + no + unknown
    return {
        "sustainable_ore": yes, "not_sustainable_ore": no, "unknown_ore": unknown, "out_of_scope_ore": outside,
        "share_low": yes / whole if whole > 0 else None,
        "share_high": (yes + unknown) / whole if whole > 0 else None,
        "gap_ore": max(0, round(target * whole) - yes) if target is not None and whole > 0 else None,
    }  # fmt: skip


def _definition(index: int) -> Answer:
    identity, danish, english, goal, year, weights, summary, version = DEFINITIONS[index]
    cells = _cells(index, weights)
    return {
        "id": identity, "version": version, "date": "2026-01-01", "name_da": danish, "name_en": english,
        "summary_da": summary, "summary_en": f"{english}, in kroner.",
        "source": "Strategi for grønne offentlige indkøb, 2020; https://example.org/strategi",
        "target": {"share": goal, "year": year, "source": "Byrådets beslutning 14. juni 2025"} if goal else None,
        **figures(*(_sum(cells, outcome) for outcome in OUTCOMES), target=goal),
        "lines": {outcome: 40 * sum(c.outcome == outcome for c in cells) for outcome in OUTCOMES},
        "reasons": [
            {"rule": rule - 1, "reason": code, "outcome": outcome, "text_da": da, "text_en": en,
             "ore": sum(c.ore for c in cells if c.reason[0] == code),
             "lines": 40 * sum(c.reason[0] == code for c in cells)}
            for rule, (outcome, (code, da, en)) in enumerate(
                (o, r) for o in ("out_of_scope", *OUTCOMES[:3]) for r in REASONS[o]
            )
        ],
        "groups": {name: _groups(cells, name, goal) for name in ("month", "unit", "supplier", "category", "contract")},
    }  # fmt: skip


def _cells(seed: int, weights: tuple[int, int, int, int]) -> list[Cell]:
    draw = random.Random(f"flok {seed}")
    cells = []
    for number in range(960):
        outcome = draw.choices(OUTCOMES, weights)[0]
        supplier = min(int(draw.expovariate(0.2)), len(SUPPLIERS) - 1)
        unit, category = draw.randrange(40), draw.choice([*CATEGORIES, None])
        ore = int(draw.lognormvariate(16.3, 0.9)) + number
        if draw.random() < 0.03 or unit == 39:
            ore = -ore
        cells.append(
            Cell(
                outcome,
                draw.choice(REASONS[outcome]),
                ore,
                f"2026-{draw.randrange(12) + 1:02d}",
                f"57980000000{unit:02d}" if unit else None,
                f"SUP{supplier:05d}" if supplier else None,
                category,
                draw.choice(["SKI 50.40", "SKI 02.19", "K-2024-117", None]),
            )
        )
    return cells


def _groups(cells: list[Cell], dimension: str, goal: float | None) -> list[Answer]:
    found: dict[str | None, list[Cell]] = {}
    for cell in cells:
        found.setdefault(getattr(cell, dimension), []).append(cell)
    return [
        {"key": key, "label": _label(dimension, key), "lines": 40 * len(inside),
         **figures(*(_sum(inside, outcome) for outcome in OUTCOMES), target=goal)}
        for key, inside in sorted(found.items(), key=lambda item: item[0] or "")
    ]  # fmt: skip


def _label(dimension: str, key: str | None) -> str:
    if key is None:
        return "ukendt"
    if dimension == "supplier":
        return SUPPLIERS[int(key[3:])]
    if dimension == "category":
        return CATEGORIES[key]
    places = ("Skole", "Børnehus", "Plejecenter", "Bibliotek")
    return f"Tørsted {places[int(key[-2:]) % 4]} {key[-2:]}" if dimension == "unit" else key


def _sum(cells: list[Cell], outcome: str) -> int:
    return sum(cell.ore for cell in cells if cell.outcome == outcome)


def _convention(name: str, value: str, danish: str, english: str) -> Answer:
    return {"name": name, "value": value, "text_da": danish, "text_en": english}


def _reconciled(counted: int, excluded: dict[str, int], aside: dict[str, int], rounding: int) -> Answer:
    return {
        "source_ore": counted + sum(excluded.values()) + sum(aside.values()) + rounding,
        "counted_ore": counted, "excluded_ore": sum(excluded.values()), "set_aside_ore": sum(aside.values()),
        "rounding_ore": rounding, "difference_ore": 0, "excise_ore": 412_300, "counted_dkk_ore": counted,
        "by_code": {"excluded": excluded, "set_aside": aside},
    }  # fmt: skip


def _problem(index: int) -> Answer:
    status, code, danish, english = PROBLEMS[index % 3]
    names = [f"{SCRIPT}.xml", f"{REVERSED}.xml", f"{ESCAPE}.xml", "\udce6gte.xml", f"faktura-{index:04d}.xml"]
    is_read = status != "rejected"
    return {
        "source": f"fakturaer/2026.zip!/{names[min(index, 4)]}",
        "document_id": f"{index:016x}" if is_read else None,
        "number": f"2026{index:04d}" if is_read else None,
        "status": status,
        "code": code,
        "detail": FORMULA if index == 0 else "LineExtensionAmount 100.00, men linjerne giver 90.00",
        "text_da": danish,
        "text_en": english,
        "source_ore": 1_000_000 + index if is_read else None,
        "currency": "DKK" if is_read else None,
    }


if __name__ == "__main__":
    from flok.report import write_report

    write_report(rich_answer(), Path(sys.argv[1]))
