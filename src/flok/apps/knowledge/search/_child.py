"""Reads the text inside one document in a process of its own (flok.kernel.children), and writes it as JSON lines.

Started by path from _reading.py and imported by nobody. Only parts that hold text are opened, so that pictures and
films cost nothing; what a part says it will unpack to is counted before it is opened.

{"page": text} for each page, slide or sheet; last {"end": "read" | "part" | "nothing"}. {"refused": outcome} alone
where nothing is read: protected, other_kind, damaged, limit.
"""

from __future__ import annotations

import json
import os
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator

MOST_UNPACKED = 400_000_000
MOST_MEMBERS = 20_000
FEW_LETTERS = 12  # on a page of a PDF; a scan has a number or a stamp at most
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HOLDS = {"pptx": "ppt/presentation.xml", "docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
ODF = {"odt": "text", "odp": "presentation", "ods": "spreadsheet"}
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT, TABLE, DRAW = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("text", "table", "drawing"))
WORDS = {DRAWING + "t", WORD + "t"}
SPACES = {WORD + "tab", WORD + "br", DRAWING + "br"}
LINES = {DRAWING + "p", WORD + "p"}
OPEN_LINES = {TEXT + "p", TEXT + "h"}  # an OpenDocument has text and elements side by side in a line
OPEN_SPACES = {TEXT + "s", TEXT + "tab", TEXT + "line-break"}
NEW_PAGE = {DRAW + "page", TABLE + "table"}
DELETED = TEXT + "tracked-changes"


class RefusedError(Exception):
    """The outcome: protected, other_kind, damaged or limit."""


def pages(path: str, kind: str) -> Iterator[str]:
    """The text of each page, in order."""
    with open(path, "rb") as file:  # noqa: PTH123 - this program knows as little as it can
        head = file.read(1024)
        if head.startswith(OLE):
            file.seek(0)
            locked = "EncryptedPackage".encode("utf-16-le") in file.read(50_000_000)
            raise RefusedError("protected" if locked and kind in HOLDS else "other_kind")
    if kind == "pdf":
        if b"%PDF-" not in head:
            raise RefusedError("other_kind")
        yield from pdf(path)
        return
    if not zipfile.is_zipfile(path):
        raise RefusedError("other_kind" if not head.startswith(b"PK") else "damaged")
    with zipfile.ZipFile(path) as archive:
        check(archive, kind)
        if kind == "pptx":
            yield from slides(archive)
        elif kind == "docx":
            names = [*named(archive, r"word/document\d*\.xml"), *named(archive, r"word/(foot|end)notes\.xml")]
            yield "\n".join(text for name in names for text in walked(archive, name))
        elif kind == "xlsx":
            yield from sheets(path)
        else:
            yield from walked(archive, "content.xml")


def check(archive: zipfile.ZipFile, kind: str) -> None:
    """Refuse what is locked, too heavy, or of another kind than its name says."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise RefusedError("limit")
    if any(one.flag_bits & 1 for one in members):
        raise RefusedError("protected")
    if sum(one.file_size for one in members if one.filename.endswith(".xml")) > MOST_UNPACKED:
        raise RefusedError("limit")
    names = {one.filename for one in members}
    if kind in HOLDS:
        if HOLDS[kind] not in names:
            raise RefusedError("other_kind")
        return
    if "mimetype" not in names or ODF[kind].encode() not in archive.open("mimetype").read(200):
        raise RefusedError("other_kind")
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.open("META-INF/manifest.xml").read(1 << 20):
        raise RefusedError("protected")


def named(archive: zipfile.ZipFile, pattern: str) -> list[str]:
    """The parts whose names fit, numbers in their own order."""
    fits = [name for name in archive.namelist() if re.fullmatch(pattern, name)]
    return sorted(fits, key=lambda name: ([int(number) for number in re.findall(r"\d+", name)], name))


def slides(archive: zipfile.ZipFile) -> Iterator[str]:
    """Each slide as the presentation orders them, with what is said to it; last what stands in drawn diagrams."""
    targets = relations(archive, "ppt/_rels/presentation.xml.rels")
    with archive.open("ppt/presentation.xml") as opened:
        order = re.findall(rb"<p:sldId\s[^>]*\br:id=[\"']([^\"']+)[\"']", opened.read(10_000_000))
    parts = [targets[one.decode()] for one in order if one.decode() in targets]
    for part in parts or named(archive, r"ppt/slides/slide\d+\.xml"):
        notes = relations(archive, re.sub(r"([^/]+)$", r"_rels/\1.rels", part)).values()
        spoken = [one for one in notes if re.fullmatch(r"ppt/notesSlides/[^/]+\.xml", one)]
        yield "\n".join(text for name in (part, *spoken) for text in walked(archive, name))
    drawn = named(archive, r"ppt/diagrams/data\d*\.xml")
    if drawn:
        yield "\n".join(text for name in drawn for text in walked(archive, name))


def relations(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """What a part's relations point to, by their ids; addresses outside the file are not among them."""
    if name not in archive.namelist():
        return {}
    found = {}
    with archive.open(name) as opened:
        tags = re.findall(rb"<(?:\w+:)?Relationship\s[^>]*>", opened.read(10_000_000))
    for tag in tags:
        identity, target = (re.search(rb"\b%s=[\"']([^\"']*)[\"']" % key, tag) for key in (b"Id", b"Target"))
        if identity and target and b"TargetMode" not in tag:
            place = target[1].decode("utf-8", "replace")
            place = place.lstrip("/") if place.startswith("/") else "ppt/" + re.sub(r"^(\.\./)+", "", place)
            found[identity[1].decode("utf-8", "replace")] = place
    return found


def walked(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    """The text of one part; of an OpenDocument each page or sheet by itself. What was deleted in it is passed over."""
    from lxml import etree

    if name not in archive.namelist():
        return
    pieces: list[str] = []
    root, deleted = None, 0
    with archive.open(name) as opened:
        parser = etree.iterparse(
            opened, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        for event, node in parser:
            if root is None:
                root = node
                if root.getroottree().docinfo.doctype:
                    raise RefusedError("damaged")
            if node.tag == DELETED:
                deleted += 1 if event == "start" else -1
            if event == "start":
                if node.tag in NEW_PAGE and pieces:
                    yield "".join(pieces)
                    pieces = []
            elif not deleted:
                pieces += taken(node)
    yield "".join(pieces)


def taken(node) -> list[str]:  # type: ignore[no-untyped-def]  # lxml is not typed here
    """What an element adds when it ends. It is emptied once what is in it has been taken."""
    tag = node.tag
    if tag in OPEN_LINES:
        added = ["".join(node.itertext()), "\n"]
    elif tag in OPEN_SPACES:
        node.text = " "
        return []
    elif tag in WORDS:
        added = [node.text or ""]
    elif tag in SPACES:
        added = [" "]
    elif tag in LINES:
        added = ["\n"]
    else:
        return []
    node.clear(keep_tail=True)
    return added


def sheets(path: str) -> Iterator[str]:
    """The name and the cells of each sheet that is shown."""
    import python_calamine

    workbook = python_calamine.load_workbook(path)
    for about in workbook.sheets_metadata:
        if about.visible == python_calamine.SheetVisibleEnum.Visible:
            sheet = workbook.get_sheet_by_name(about.name)
            lines = ("\t".join(str(cell) for cell in row if cell != "") for row in sheet.iter_rows())
            yield "\n".join([about.name, *(line for line in lines if line)])


def pdf(path: str) -> Iterator[str]:
    """Each page's text; a word broken at the end of a line is whole again."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        raise RefusedError("protected" if "password" in str(fault).lower() else "damaged") from None
    for number in range(len(document)):
        page = document[number]
        yield re.sub(r"[\ufffe\x02]\r?\n?", "", page.get_textpage().get_text_range())
        page.close()


def main(path: str, kind: str, most: int) -> None:
    """Write the document to standard output, which is a file."""
    try:
        write({"end": written(pages(path, kind), most, FEW_LETTERS if kind == "pdf" else 0)})
    except RefusedError as refusal:
        refuse(str(refusal))
    except (MemoryError, OverflowError, RecursionError):
        refuse("limit")
    except BaseException:  # a panic inside a reader is no Exception
        refuse("damaged")


def written(texts: Iterable[str], most: int, few: int) -> str:
    """Write pages until there are `most` signs; how it ended. With `few` letters a page there is nothing to read."""
    signs = letters = count = 0
    for text in texts:
        write({"page": text[: most - signs]})
        letters += sum(sign.isalnum() for sign in text)
        signs += len(text) + 1
        count += 1
        if signs >= most:
            return "part"
    return "read" if letters > few * count else "nothing"


def write(piece: dict[str, str]) -> None:
    os.write(1, json.dumps(piece).encode() + b"\n")


def refuse(outcome: str) -> None:
    """Take back what was written and write the outcome instead."""
    os.ftruncate(1, 0)
    os.lseek(1, 0, os.SEEK_SET)
    write({"refused": outcome})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
