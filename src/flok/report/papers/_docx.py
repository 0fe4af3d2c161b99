"""A paper as DOCX (ISO/IEC 29500), to work on in: real headings, lists and tables, in its language."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from ._content import PaperLike, TableLike

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

_LANGUAGES = {"da": "da-DK", "en": "en-GB"}
_INK = "1A1A1A"
_MADE = (1980, 1, 1, 0, 0, 0)  # the zip's earliest date: the document carries its own


def docx(paper: PaperLike) -> bytes:
    """The paper as a DOCX file; the same paper gives the same bytes.

    No macros, links or images. Characters that XML cannot hold are dropped; nothing is read as markup.
    """
    from docx import Document  # only those who write a DOCX need it

    document = Document()
    _dress(document, paper)
    document.add_paragraph(_clean(paper.title), "Title")
    if paper.about:
        document.add_paragraph(_clean(paper.about))
    document.add_paragraph().add_run(_clean(paper.lead)).bold = True
    for section in paper.sections:
        document.add_paragraph(_clean(section.heading), "Heading 1")
        for sentence in section.sentences:
            document.add_paragraph(_clean(sentence))
        for point in section.points:
            document.add_paragraph(_clean(point), "List Bullet")
        if section.table:
            _table(document, section.table)
    written = io.BytesIO()
    document.save(written)
    return _same_each_time(written)


def _dress(document: Document, paper: PaperLike) -> None:
    """A4, plain ink, the paper's language, and whose it is: the library's template is American and blue."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    for name, size in (("Normal", 11), ("Title", 20), ("Heading 1", 14)):
        font = document.styles[name].font
        font.size, font.color.rgb = Pt(size), RGBColor.from_string(_INK)
    language = _LANGUAGES.get(paper.lang, "da-DK")
    for said in document.styles.element.iter(qn("w:lang")):
        said.set(qn("w:val"), language)
    about: Any = document.core_properties
    about.title, about.author, about.comments, about.language = _clean(paper.title)[:255], "Flok", "", language
    about.created = about.modified = datetime.combine(paper.made_on, time())
    about.last_modified_by = "Flok"


def _table(document: Document, content: TableLike) -> None:
    """The table, its first row repeated on each page, and a paragraph after it."""
    from docx.oxml import OxmlElement

    table = document.add_table(rows=1, cols=len(content.heads), style="Table Grid")
    _fill(table, 0, content.heads, is_heading=True)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # the library has no name for it
    for number, row in enumerate(content.rows, 1):
        table.add_row()
        _fill(table, number, row)
    document.add_paragraph()


def _fill(table: Table, number: int, texts: Sequence[str], is_heading: bool = False) -> None:
    for cell, told in zip(table.rows[number].cells, texts, strict=True):
        cell.paragraphs[0].add_run(_clean(told)).bold = is_heading


def _clean(told: str) -> str:
    """Without controls but the line break, marks of direction, surrogates and unassigned characters."""
    return "".join(char for char in told if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn"))


def _same_each_time(written: io.BytesIO) -> bytes:
    """The same parts, dated the same day: the library dates them by the clock."""
    again = io.BytesIO()
    with zipfile.ZipFile(written) as archive, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as dated:
        for name in archive.namelist():
            dated.writestr(zipfile.ZipInfo(name, _MADE), archive.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()
