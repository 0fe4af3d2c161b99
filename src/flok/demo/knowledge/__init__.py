"""What a fictional network knows: cases and measures, guides, links to others' guides, and what came of its meetings.

The words lie beside this file in TOML, in Danish, as members would have written them. Nothing of it has happened. Only
`LINKS` are real: guides of public bodies, by name and address.
"""

from flok.demo.knowledge._meetings import MORE_MEETINGS
from flok.demo.knowledge._read import read_cases, read_guides, read_links, read_records
from flok.demo.knowledge._shapes import (
    Action,
    Answer,
    Attachment,
    Case,
    Figure,
    Guide,
    Link,
    Outcome,
    Record,
    Remark,
    Theme,
    Use,
)
from flok.demo.network import NETWORK, Text

THEMES = (
    Theme(
        "circular",
        Text("Cirkulære indkøb", "Circular purchases"),
        Text(
            "At bruge det, vi har: genbrug, reparation, deling, og de køb, der ikke bliver til noget.",
            "Using what we have: reuse, repair, sharing, and the purchases that are never made.",
        ),
    ),
    Theme(
        "data",
        Text("Data og klimaaftryk", "Data and climate footprint"),
        Text(
            "Hvad indkøbsdata kan svare på, hvad de ikke kan, og hvordan de bliver bedre.",
            "What purchase data can answer, what they cannot, and how they become better.",
        ),
    ),
)
"""Those the group has added to the themes it began with."""
MEETINGS = tuple(sorted((*NETWORK.meetings, *MORE_MEETINGS), key=lambda meeting: meeting.date))
"""The network's, and two more; oldest first. The last is the next one."""
CASES = read_cases()
GUIDES = read_guides()
LINKS = read_links()
RECORDS = read_records()

__all__ = [
    "CASES",
    "GUIDES",
    "LINKS",
    "MEETINGS",
    "RECORDS",
    "THEMES",
    "Action",
    "Answer",
    "Attachment",
    "Case",
    "Figure",
    "Guide",
    "Link",
    "Outcome",
    "Record",
    "Remark",
    "Theme",
    "Use",
]
