"""Documents made by hand, bent out of shape, and read the way the command reads them."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from flok.demo import BUYER, Document, Line, oioubl_invoice, peppol_invoice
from flok.domain.spend._columns import ReadDocument
from flok.domain.spend.reading import ReadContext, jobs_for, read_job
from flok.domain.spend.reading._file import read_file

assert BUYER.gln is not None
CONTEXT = ReadContext(
    buyer_ids=frozenset({BUYER.number}), unit_ids=frozenset({BUYER.gln}), secret=b"key", today=date(2026, 7, 1)
)
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
CPR = "010101-1234"
WHOLE = Document(
    number="F-7",
    lines=(Line(name="Rødt papir", quantity="3", price="41.50"), Line(name="Æbler", quantity="2", price="10.10")),
)
WHOLE_ORE = 3 * 4150 + 2 * 1010
GOOD = peppol_invoice(replace(WHOLE, number="GOOD-1"))


def oioubl(**changes: Any) -> bytes:
    return oioubl_invoice(replace(WHOLE, **changes))


def peppol(**changes: Any) -> bytes:
    return peppol_invoice(replace(WHOLE, **changes))


def changed(raw: bytes, *pairs: tuple[bytes | str, bytes | str]) -> bytes:
    """The document with the first of each text replaced; what is to be replaced must be there."""
    for old, new in pairs:
        old, new = (text.encode() if isinstance(text, str) else text for text in (old, new))
        assert old in raw, old
        raw = raw.replace(old, new, 1)
    return raw


def body(raw: bytes) -> bytes:
    """The document without its XML declaration."""
    assert raw.startswith(DECLARATION[:-1])
    return raw[len(DECLARATION) - 1 :].lstrip()


def encoded(raw: bytes, name: str, *, codec: str | None = None) -> bytes:
    """The document in another encoding, with the declaration that says so."""
    return f'<?xml version="1.0" encoding="{name}"?>\n{body(raw).decode()}'.encode(codec or name)


def read(raw: bytes, context: ReadContext = CONTEXT, *, piece: int = 262_144) -> list[ReadDocument]:
    """The documents of one file's bytes."""
    pieces = (raw[start : start + piece] for start in range(0, len(raw), piece))
    return list(read_file(pieces, "a.xml", context))


def only(raw: bytes, context: ReadContext = CONTEXT) -> ReadDocument:
    (document,) = read(raw, context)
    return document


def read_all(*paths: Path, context: ReadContext = CONTEXT) -> list[ReadDocument]:
    """The documents of files, folders and archives on disk."""
    return [document for job in jobs_for(paths) for document in read_job(job, context)]


def fate(document: ReadDocument) -> tuple[str, str | None, int]:
    """What became of it: status, reason, øre counted."""
    return document.status, document.code, document.counted_ore


def archive(entries: Mapping[str, bytes] | Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    """A zip archive of these entries."""
    file = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in entries.items() if isinstance(entries, Mapping) else entries:
            opened.writestr(name, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()
