"""A small presentation as a PDF file, made when it is needed."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence

import typst

_SLIDES = """
#let said = json(bytes(sys.inputs.said))
#set document(title: said.title, author: said.presenter)
#set page(paper: "presentation-16-9", margin: 2cm, fill: rgb("#f7f7f5"), footer: text(12pt, said.footer))
#set text(lang: said.language, size: 26pt)
#align(horizon)[#heading(level: 1, said.title) #v(1em) #said.presenter \\ #said.day]
#pagebreak()
#align(horizon, list(spacing: 1.2em, ..said.lines))
"""
_FOOTER = {"da": "Opdigtet oplæg fra en demonstration", "en": "A fictional presentation, made for a demonstration"}


def presentation_pdf(
    title: str, presenter: str, lines: Sequence[str], *, day: datetime.date, language: str = "da"
) -> bytes:
    """A PDF/UA-1 of two slides: title and presenter, then the lines as a list. The same words give the same bytes.

    `language` is da or en, and is what the file says it is written in. The words are taken as they are: no markup.
    """
    said = {
        "title": title,
        "presenter": presenter,
        "lines": list(lines),
        "day": f"{day.day}.{day.month}.{day.year}",
        "language": language,
        "footer": _FOOTER[language],
    }
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    made: bytes = typst.compile(
        _SLIDES.encode(),
        format="pdf",
        sys_inputs={"said": json.dumps(said)},
        pdf_standards=["ua-1"],
        timestamp=int(noon.timestamp()),
        ignore_system_fonts=True,
    )
    return made
