"""Documents of each kind, made with the libraries that others make them with, and bad ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pptx
import typst
from PIL import Image

ODF = "application/vnd.oasis.opendocument."
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("table", "table"))
)


def pdf(path: Path, pages: Sequence[str]) -> Path:
    path.write_bytes(typst.compile("\n#pagebreak()\n".join(pages).encode()))
    return path


def locked_pdf(path: Path) -> Path:
    with pikepdf.open(pdf(path, ["Hemmelige priser"]), allow_overwriting_input=True) as document:
        document.save(path, encryption=pikepdf.Encryption(user="åbn", owner="ejer"))
    return path


def scanned_pdf(path: Path) -> Path:
    Image.new("L", (600, 800), 230).save(path, "PDF")
    return path


def presentation(path: Path, slides: Sequence[str], notes: str = "") -> Path:
    deck = pptx.Presentation()
    for text in slides:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = text, "punkt"
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
    deck.save(str(path))
    return path


def document(path: Path, paragraphs: Sequence[str]) -> Path:
    written = docx.Document()
    for text in paragraphs:
        written.add_paragraph(text)
    table = written.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Celle", "Nabo"
    written.save(str(path))
    return path


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[object]]], hidden: str = "") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name == hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def open_document(path: Path, kind: str, body: str, *, manifest: str = "", doctype: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", ODF + kind)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?>{doctype}<office:document-content {NAMES}><office:body><office:{kind}>{body}'
            f"</office:{kind}></office:body></office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return path


def changed(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A zip with its parts changed; None drops a part."""
    old = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return path
