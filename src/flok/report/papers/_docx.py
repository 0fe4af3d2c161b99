"""A paper as DOCX (ISO/IEC 29500, WordprocessingML), to work on in: real headings, lists and tables, in its language.

Written by hand: a few parts in a zip, no macros, no links, no images, and the same bytes for the same paper.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence

from lxml import etree

from ._content import PaperLike, TableLike

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LANGUAGES = {"da": "da-DK", "en": "en-GB"}
_MADE = (1980, 1, 1, 0, 0, 0)  # the zip's earliest date: the document carries its own

_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_OFFICE}.numbering+xml"/>'
    '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_ROOT = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_PARTS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="r2" Type="{_RELATIONS}/numbering" Target="numbering.xml"/></Relationships>'
)
_NUMBERING = (
    f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
_STYLES = (
    f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>'
    '<w:sz w:val="22"/><w:lang w:val="LANGUAGE"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:keepNext/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="C3CAD0"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style></w:styles>"
)


def docx(paper: PaperLike) -> bytes:
    """The paper as a DOCX file. Characters that XML cannot hold are dropped; nothing is read as markup."""
    core = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:title/><dc:language/>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{paper.made_on.isoformat()}T00:00:00Z</dcterms:created>'
        "</cp:coreProperties>"
    )
    properties = etree.fromstring(core)
    properties[0].text, properties[1].text = _clean(paper.title), _LANGUAGES.get(paper.lang, "da-DK")
    parts = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _ROOT.encode(),
        "docProps/core.xml": etree.tostring(properties, xml_declaration=True, encoding="UTF-8", standalone=True),
        "word/document.xml": _document(paper),
        "word/styles.xml": _STYLES.replace("LANGUAGE", _LANGUAGES.get(paper.lang, "da-DK")).encode(),
        "word/numbering.xml": _NUMBERING.encode(),
        "word/_rels/document.xml.rels": _PARTS.encode(),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _document(paper: PaperLike) -> bytes:
    root = etree.Element(_w("document"), nsmap={"w": _W})
    body = etree.SubElement(root, _w("body"))
    body.append(_paragraph(paper.title, "Title"))
    if paper.about:
        body.append(_paragraph(paper.about))
    body.append(_paragraph(paper.lead, bold=True))
    for section in paper.sections:
        body.append(_paragraph(section.heading, "Heading1"))
        body.extend(_paragraph(sentence) for sentence in section.sentences)
        body.extend(_paragraph(point, "ListBullet") for point in section.points)
        if section.table:
            body.extend(_table(section.table))
    page = etree.SubElement(body, _w("sectPr"))
    etree.SubElement(page, _w("pgSz"), {_w("w"): "11906", _w("h"): "16838"})
    margins = dict.fromkeys(("top", "right", "bottom", "left"), "1134") | {
        "header": "708",
        "footer": "708",
        "gutter": "0",
    }
    etree.SubElement(page, _w("pgMar"), {_w(side): twips for side, twips in margins.items()})
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _table(table: TableLike) -> Iterator[etree._Element]:
    """The table, its first row repeated on each page, and the paragraph Word wants after it."""
    made = etree.Element(_w("tbl"))
    properties = etree.SubElement(made, _w("tblPr"))
    etree.SubElement(properties, _w("tblStyle"), {_w("val"): "Grid"})
    etree.SubElement(properties, _w("tblW"), {_w("w"): "5000", _w("type"): "pct"})
    grid = etree.SubElement(made, _w("tblGrid"))
    for _ in table.heads:
        etree.SubElement(grid, _w("gridCol"))
    _row(made, table.heads, is_heading=True)
    for row in table.rows:
        _row(made, row)
    yield made
    yield _paragraph("")


def _row(table: etree._Element, cells: Sequence[str], is_heading: bool = False) -> None:
    row = etree.SubElement(table, _w("tr"))
    if is_heading:
        etree.SubElement(etree.SubElement(row, _w("trPr")), _w("tblHeader"))
    for cell in cells:
        etree.SubElement(row, _w("tc")).append(_paragraph(cell, bold=is_heading))


def _paragraph(told: str, style: str = "", bold: bool = False) -> etree._Element:
    paragraph = etree.Element(_w("p"))
    if style:
        etree.SubElement(etree.SubElement(paragraph, _w("pPr")), _w("pStyle"), {_w("val"): style})
    run = etree.SubElement(paragraph, _w("r"))
    if bold:
        etree.SubElement(etree.SubElement(run, _w("rPr")), _w("b"))
    for place, line in enumerate(told.split("\n")):
        if place:
            etree.SubElement(run, _w("br"))
        shown = etree.SubElement(run, _w("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        shown.text = _clean(line)
    return paragraph


def _clean(told: str) -> str:
    """Without controls, marks of direction, surrogates and unassigned characters."""
    return "".join(char for char in told if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn"))


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"
