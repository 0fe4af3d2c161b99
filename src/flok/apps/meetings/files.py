"""Files that may hang on a meeting: which kinds, how they are told, and where they lie.

A file is kept under a random name without ending, and is only ever sent as something to save.
"""

from __future__ import annotations

import hashlib
import os
import uuid
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from django.conf import settings

MAX_BYTES = 50_000_000
_MAX_MEMBERS = 20_000
# ending: (what a zip must hold, media type); for OpenDocument the content of its first member, "mimetype"
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
KINDS = {
    "pdf": ("", "application/pdf"),
    "pptx": ("ppt/presentation.xml", _OOXML + "presentationml.presentation"),
    "docx": ("word/document.xml", _OOXML + "wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", _OOXML + "spreadsheetml.sheet"),
    "odp": ("", _ODF + "presentation"),
    "odt": ("", _ODF + "text"),
    "ods": ("", _ODF + "spreadsheet"),
}


class RefusedFileError(ValueError):
    """`code`: kind, content, macros, large, empty."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def kind_of(name: str, file: IO[bytes], size: int) -> str:
    """The kind of an offered file, told by its name and confirmed by its bytes. Raises RefusedFileError.

    A PDF must begin as one at the first byte, so that no file is a PDF and something else at once; office files are
    zips that hold what their kind must hold, and no macros.
    """
    kind = name.rpartition(".")[2].lower()
    if kind not in KINDS:
        raise RefusedFileError("kind")
    if size == 0:
        raise RefusedFileError("empty")
    if size > MAX_BYTES:
        raise RefusedFileError("large")
    file.seek(0)
    head = file.read(5)
    if kind == "pdf":
        if head != b"%PDF-":
            raise RefusedFileError("content")
    elif head[:4] != b"PK\x03\x04":
        raise RefusedFileError("content")
    else:
        _check_office_file(kind, file)
    file.seek(0)
    return kind


def _check_office_file(kind: str, file: IO[bytes]) -> None:
    part, media_type = KINDS[kind]
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) > _MAX_MEMBERS:
                raise RefusedFileError("content")
            names = {one.filename for one in members}
            if part:
                is_it = part in names and "[Content_Types].xml" in names
            else:
                first = members[0] if members else None
                is_it = first is not None and first.filename == "mimetype" and first.file_size <= 100
                is_it = is_it and archive.read("mimetype").decode("ascii", "replace").strip() == media_type
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        if isinstance(error, RefusedFileError):
            raise
        raise RefusedFileError("content") from error
    if not is_it:
        raise RefusedFileError("content")
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
        raise RefusedFileError("macros")


def folder() -> Path:
    return Path(settings.DATA) / "network" / "meetings"


def path_of(key: uuid.UUID) -> Path:
    return folder() / str(key)


def keep(key: uuid.UUID, chunks: Iterable[bytes]) -> tuple[int, str]:
    """Write a file whole or not at all; returns its size in bytes and its SHA-256."""
    folder().mkdir(parents=True, exist_ok=True)
    digest, size, waiting = hashlib.sha256(), 0, path_of(key).with_suffix(".part")
    try:
        with waiting.open("xb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(path_of(key))
    finally:
        waiting.unlink(missing_ok=True)
    return size, digest.hexdigest()


def discard(key: uuid.UUID) -> None:
    path_of(key).unlink(missing_ok=True)
