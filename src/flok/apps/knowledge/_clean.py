"""Writes a copy of one file without what is hidden in it, or tells what is hidden, in a process of its own.

Started by path from cleaning.py and imported by nobody: a crafted file can make any reader ask for all memory, and
then only this process ends. `_clean.py KIND SOURCE TARGET` writes one line of JSON: {"cleaned": bool, "found": [code]}.

A PDF is not mended but made anew: its pages are carried over with what draws them, and nothing else. A picture is made
anew from its pixels. Office files are never cleaned: too much of them is out of sight.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
import zipfile
from pathlib import Path

import pikepdf
from PIL import Image, ImageOps

MOST_OUTPUT, MOST_PIXELS = 100_000_000, 50_000_000
PAGE_KEYS = ("/Type", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/UserUnit", "/Group")
DROPPED = ("/Metadata", "/PieceInfo", "/LastModified", "/OPI", "/Alternates", "/OC", "/StructParent", "/StructParents")
PART_BYTES = 30_000_000
START_OF_SCAN, END_OF_PICTURE = 0xDA, b"\xff\xd9"
MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # but stuffed zeros, fill and restarts
KEPT_NOTES = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}


def pdf(source: Path, target: Path) -> tuple[bool, list[str]]:
    """What is refused: layers, and pictures in a format that cannot be looked through."""
    with pikepdf.open(source) as old:
        found = _in_root(old)
        if "/OCProperties" in old.Root:
            return False, [*found, "layers"]
        new = pikepdf.new()
        for page in old.pages:
            new.pages.append(page)
        for page in new.pages:
            if "/Annots" in page.obj:
                found.append("annotations")
            for key in list(page.obj.keys()):
                if key not in (*PAGE_KEYS, "/Parent"):
                    del page.obj[key]
        if "/Lang" in old.Root:
            new.Root.Lang = pikepdf.String(str(old.Root.Lang))
        new.remove_unreferenced_resources()
        for thing in new.objects:
            if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)) and not _stripped(thing):
                return False, [*found, "pictures"]
        new.save(target, fix_metadata_version=False, deterministic_id=True)
    return True, sorted(set(found))


def _in_root(old: pikepdf.Pdf) -> list[str]:
    """What a PDF carries beside its pages, by code."""
    found, names = [], old.Root.get("/Names", pikepdf.Dictionary())
    if len(old.docinfo) or "/Metadata" in old.Root:
        found.append("metadata")
    if "/JavaScript" in names or "/OpenAction" in old.Root or "/AA" in old.Root:
        found.append("actions")
    if "/EmbeddedFiles" in names or "/AF" in old.Root:
        found.append("files")
    if "/AcroForm" in old.Root:
        found.append("forms")
    return found


def _stripped(thing: pikepdf.Dictionary | pikepdf.Stream) -> bool:
    """Take what nobody sees from one object; False for a picture that cannot be looked through."""
    for key in DROPPED:
        if key in thing:
            del thing[key]
    if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
        filters = [str(one) for one in _listed(thing.get("/Filter"))]
        if "/JPXDecode" in filters:
            return False
        if "/DCTDecode" in filters[1:]:  # a JPEG packed once more
            return False
        if filters == ["/DCTDecode"]:
            kept = jpeg_without_notes(thing.read_raw_bytes())
            thing.write(kept, filter=pikepdf.Name.DCTDecode, decode_parms=thing.get("/DecodeParms"))
    return True


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def jpeg_without_notes(content: bytes) -> bytes:
    """A JPEG without its APP segments (but JFIF, colour profile and Adobe's transform), comments, and what follows it.

    Source: ITU-T T.81, annex B: segments with their length; after a start of scan, data until the next marker.
    """
    kept, place = bytearray(content[:2]), 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        if marker == START_OF_SCAN:
            after = MARKER.search(content, end)
            if after is None:  # cut short: readers show what is there
                return bytes(kept + content[place:])
            end = after.start()
        segment = content[place:end]
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or segment[4:].startswith(KEPT_NOTES.get(marker, ())):
            kept += segment
        place = end
        if content[place : place + 2] == END_OF_PICTURE:
            return bytes(kept + END_OF_PICTURE)
    raise ValueError("not a picture")


def picture(kind: str, source: Path, target: Path) -> tuple[bool, list[str]]:
    """Made anew from its pixels, turned as its notes say it should be seen."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(source, formats=["PNG" if kind == "png" else "JPEG"]) as old:
        if old.width * old.height > MOST_PIXELS:
            return False, ["large"]
        found = ["metadata"] if old.info or old.getexif() else []
        seen = ImageOps.exif_transpose(old)
        mode = (
            seen.mode if seen.mode in ("RGB", "RGBA", "L", "LA") else ("RGBA" if "transparency" in seen.info else "RGB")
        )
        seen = seen.convert("RGB" if kind == "jpg" and mode in ("RGBA", "LA") else mode)
        new = Image.frombytes(seen.mode, seen.size, seen.tobytes())
        new.save(target, format="PNG" if kind == "png" else "JPEG", **({} if kind == "png" else {"quality": 92}))
    return True, found


# kind: (code, parts by name, what in them tells; None: that the part is there at all)
OFFICE = (
    ("metadata", r"docProps/|meta\.xml$", rb"<(?:\w+:)?(creator|lastModifiedBy|company|manager|initial-creator)>[^<]"),
    ("comments", r"(word|xl|ppt)/(.*/)?(comment|threadedComment|people|person)", None),
    ("comments", r"^content\.xml$", rb"<office:annotation\b"),
    ("changes", r"word/.*\.xml$", rb"<w:(ins|del|moveFrom|moveTo)\b"),
    ("changes", r"^content\.xml$|xl/revisions/", rb"<text:tracked-changes\b|<table:tracked-changes\b|<revision"),
    ("hidden_text", r"word/.*\.xml$", rb"<w:vanish\b"),
    ("hidden_sheets", r"xl/workbook\.xml$", rb"\bstate=\"(hidden|veryHidden)\""),
    ("hidden_sheets", r"^content\.xml$", rb"table:visibility=\"(collapse|filter)\"|table:display=\"false\""),
    ("hidden_rows", r"xl/worksheets/.*\.xml$", rb"<(row|col)\b[^>]*\bhidden=\"(1|true)\""),
    ("hidden_slides", r"ppt/slides/.*\.xml$", rb"<p:sld\b[^>]*\bshow=\"(0|false)\""),
    ("hidden_slides", r"^content\.xml$", rb"presentation:visibility=\"hidden\""),
    ("notes", r"ppt/notesSlides/", None),
    ("notes", r"^content\.xml$", rb"<presentation:notes\b"),
    ("files", r"(word|xl|ppt)/embeddings/|^Object|externalLinks/", None),
    ("custom", r"customXml/item|docProps/custom\.xml", None),
)  # fmt: skip


def office(source: Path) -> tuple[bool, list[str]]:
    """What lies out of sight in an office file, by code. It is never cleaned."""
    found = set()
    with zipfile.ZipFile(source) as archive:
        for part in archive.infolist():
            wanted = [one for one in OFFICE if re.search(one[1], part.filename)]
            content = b""
            if any(one[2] for one in wanted):
                with archive.open(part) as opened:
                    content = opened.read(PART_BYTES)
            found |= {code for code, _name, sign in wanted if sign is None or re.search(sign, content)}
    return False, sorted(found) or ["office"]


def main(kind: str, source: Path, target: Path) -> dict[str, object]:
    try:
        if kind == "pdf":
            cleaned, found = pdf(source, target)
        elif kind in ("png", "jpg"):
            cleaned, found = picture(kind, source, target)
        else:
            cleaned, found = office(source)
    except pikepdf.PasswordError:
        cleaned, found = False, ["protected"]
    except Exception:  # whatever a crafted file makes a reader say, it is refused
        cleaned, found = False, ["damaged"]
    return {"cleaned": cleaned, "found": found}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_OUTPUT, MOST_OUTPUT))
    said = main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8").write(json.dumps(said) + "\n")
