"""A fictional tender of dishwashers, workbooks filled in by fictional bidders, and hands that tamper with them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace

from flok.domain.tco import template_text
from flok.domain.tco.tender import Tender, read_tender
from flok.domain.tco.tender._render import render
from flok.domain.tco.tender._sheets import layout

TERMS = """
[tender]
reference = "2027-0042"
authority = "Eksempel Kommune"
opens = 2027-03-01T12:00:00+01:00
"""
ENGLISH = TERMS + 'language = "en"\n'
NOISE = """
[[tender.model.criterion]]
id = "noise"
name = { da = "Støj", en = "Noise" }
highest = 10
"""
VALUES = {"purchase_price": 8000.0, "energy_per_wash": 0.9, "water_per_wash": 0.01, "service": 300.0}
COMPARED_ORE = 185_688_099  # of VALUES, as LibreOffice and the engine have it
SHEETS = {
    **{"Tilbud": 1, "Forudsætninger": 2, "Beregning": 3, "Faktorer": 4},
    **{"Bid": 1, "Assumptions": 2, "Calculation": 3, "Factors": 4},
}


def dishwashers(model: str = "", more: str = "", terms: str = TERMS) -> Tender:
    """The tender, with the lines of [tender.model] given."""
    return read_tender(template_text("appliances") + terms + (f"[tender.model]\n{model}\n" if model else "") + more)


def filled(tender: Tender, values: Mapping[str, float | str] = VALUES, bidder: str = "Fiktiv A/S") -> bytes:
    """A workbook as a bidder hands it in; it holds no computed results."""
    told = layout(tender)
    sheet = told.bid
    for entry, place in told.entries.items():
        given = {"bidder": bidder, **values}.get(entry)
        sheet.cells[place] = replace(sheet.cells[place], value=given)
    into = io.BytesIO()
    render(told, into, tender.study.date)
    return into.getvalue()


def part_changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with a piece of a part exchanged; an empty `old` puts `new` in the place of the whole part."""
    into = io.BytesIO()
    found = False
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as written:
        for name in archive.namelist():
            text = archive.read(name)
            if name == part:
                found = True
                told = text.decode()
                assert old in told, old
                text = (told.replace(old, new, 1) if old else new).encode()
            written.writestr(name, text)
        if not found:
            written.writestr(part, new)
    return into.getvalue()


def cell_changed(content: bytes, cell: str, new: str) -> bytes:
    """The workbook with other XML at a cell such as `Tilbud!C16`: the inside of <c>, with its attributes first.

    `t="str"><v>hej</v>` is a text, `><v>7</v>` a number, `><f>1+1</f><v>2</v>` a formula.
    """
    sheet, _, place = cell.partition("!")
    part = f"xl/worksheets/sheet{SHEETS[sheet]}.xml"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read(part).decode()
    found = re.search(rf'<c r="{place}"[^>]*?(/>|>.*?</c>)', text)
    if found:
        return part_changed(content, part, found[0], f'<c r="{place}" {new}</c>' if new else "")
    row = re.search(rf'<row r="{place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"[^>]*?>', text)
    assert row, cell
    return part_changed(content, part, row[0], f'{row[0]}<c r="{place}" {new}</c>')
