"""A paper as PDF/UA-1, set by Typst with the font it carries."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path

from flok.report.paper import printable

from ._content import PaperLike, SectionLike

_TEMPLATE = Path(__file__).parent / "paper.typ"


def pdf(paper: PaperLike) -> bytes:
    """The paper as a tagged A4 PDF in its language; the same paper gives the same bytes.

    Texts are handed over as data and never read as markup. Raises typst.TypstError where the template and the paper
    do not fit, which is a fault in Flok.
    """
    import typst  # only those who write a PDF need it

    page = "Page {} of {}" if paper.lang == "en" else "Side {} af {}"
    told = {
        "lang": paper.lang,
        "title": printable(paper.title),
        "about": printable(paper.about),
        "lead": printable(paper.lead),
        "page": page,
        "made": [paper.made_on.year, paper.made_on.month, paper.made_on.day],
        "sections": [_section(section) for section in paper.sections],
    }
    made = datetime.combine(paper.made_on, time(), UTC)
    return bytes(
        typst.compile(
            _TEMPLATE.read_bytes(),
            sys_inputs={"told": json.dumps(told, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=int(made.timestamp()),
        )
    )


def _section(section: SectionLike) -> dict[str, object]:
    table = section.table
    return {
        "heading": printable(section.heading),
        "sentences": [_paragraph(sentence) for sentence in section.sentences],
        "points": [_paragraph(point) for point in section.points],
        "table": table
        and {
            "heads": [printable(head) for head in table.heads],
            "rows": [[_paragraph(cell) for cell in row] for row in table.rows],
        },
    }


def _paragraph(told: str) -> list[str]:
    """The lines of a text: a line break is the one control character that means something."""
    return [printable(line) for line in told.split("\n")]
