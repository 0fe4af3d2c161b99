"""Files that people offer: which kind they are, told by name and confirmed by content, and how one is kept whole."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import IO

MAX_BYTES = 50_000_000
_MAX_MEMBERS = 20_000
# ending: (what a zip must hold, media type); for OpenDocument the content of its first member, "mimetype"
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
OFFICE = {
    "pptx": ("ppt/presentation.xml", _OOXML + "presentationml.presentation"),
    "docx": ("word/document.xml", _OOXML + "wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", _OOXML + "spreadsheetml.sheet"),
    "odp": ("", _ODF + "presentation"),
    "odt": ("", _ODF + "text"),
    "ods": ("", _ODF + "spreadsheet"),
}
# ending: (first bytes, last bytes, media type); a file that is two things at once begins or ends as neither
_PLAIN = {
    "pdf": (b"%PDF-", b"", "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82", "image/png"),
    "jpg": (b"\xff\xd8\xff", b"\xff\xd9", "image/jpeg"),
}
MEDIA_TYPES = {kind: media_type for kind, (_first, _last, media_type) in _PLAIN.items()}
MEDIA_TYPES |= {kind: media_type for kind, (_part, media_type) in OFFICE.items()}
DOCUMENTS = ("pdf", *OFFICE)
PICTURES = ("png", "jpg")


class RefusedFileError(ValueError):
    """`code`: kind, content, macros, large, empty."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def kind_of(name: str, file: IO[bytes], size: int, kinds: Collection[str] = DOCUMENTS) -> str:
    """The kind (of `kinds`) of an offered file, told by its name and confirmed by its bytes. Raises RefusedFileError.

    A PDF must begin as one at the first byte, and a picture end as one at the last, so that no file is two things at
    once; office files are zips that hold what their kind must hold, and no macros. Nothing is unpacked.
    """
    kind = name.rpartition(".")[2].lower()
    kind = "jpg" if kind == "jpeg" else kind
    if kind not in kinds:
        raise RefusedFileError("kind")
    if size == 0:
        raise RefusedFileError("empty")
    if size > MAX_BYTES:
        raise RefusedFileError("large")
    if kind in OFFICE:
        _check_office_file(kind, file)
    else:
        _check_ends(*_PLAIN[kind][:2], file, size)
    file.seek(0)
    return kind


def _check_ends(first: bytes, last: bytes, file: IO[bytes], size: int) -> None:
    file.seek(0)
    if file.read(len(first)) != first:
        raise RefusedFileError("content")
    file.seek(max(size - len(last), 0))
    if last and file.read(len(last)) != last:
        raise RefusedFileError("content")


def _check_office_file(kind: str, file: IO[bytes]) -> None:
    part, media_type = OFFICE[kind]
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        raise RefusedFileError("content")
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) > _MAX_MEMBERS:
                raise RefusedFileError("content")
            names = {one.filename for one in members}
            if part:
                is_it = part in names and "[Content_Types].xml" in names
            else:
                is_it = bool(members) and _says(archive, members[0]) == media_type
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        if isinstance(error, RefusedFileError):
            raise
        raise RefusedFileError("content") from error
    if not is_it:
        raise RefusedFileError("content")
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
        raise RefusedFileError("macros")


def _says(archive: zipfile.ZipFile, first: zipfile.ZipInfo) -> str:
    """What kind of OpenDocument a file says it is, in a first member that is not packed: nothing is unpacked here."""
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.compress_size > 100:
        return ""
    with archive.open(first) as member:
        return member.read(100).decode("ascii", "replace").strip()


def keep(path: Path, chunks: Iterable[bytes]) -> tuple[int, str]:
    """Write a file whole or not at all; returns its size in bytes and its SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size, waiting = hashlib.sha256(), 0, path.with_suffix(".part")
    try:
        with waiting.open("xb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)
    return size, digest.hexdigest()
