"""Zip archives: entries by index, names never used as paths, sizes never believed, one nested level.

Bounds and reasons follow the catalogue of bad inputs, Z01-Z13 (docs/formats/reasons.md).
"""

from __future__ import annotations

import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from .._reasons import Refused

MAX_ENTRIES = 200_000
MAX_RATIO = 100
RATIO_FROM = 10_000_000  # bytes unpacked before the ratio means anything
PIECE = 262_144
_TAIL = 65_557  # the end-of-archive record with the longest comment it may have
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ABSOLUTE = re.compile(r"^(?:[A-Za-z]:|[/\\])")


@dataclass(slots=True)
class Budget:
    """Bytes an archive may still unpack to, all its entries and those of archives inside it together."""

    left: int

    @classmethod
    def of(cls, archive: zipfile.ZipFile) -> Budget:
        return cls(MAX_RATIO * max(archive.start_dir, RATIO_FROM))


def open_archive(file: IO[bytes] | str) -> zipfile.ZipFile:
    """An archive whose directory has been looked at. Raises Refused: empty, type, corrupt, limit, overlap."""
    refuse_other_types(file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused("corrupt", str(error)[:120]) from None
    try:
        entries = archive.infolist()
        if not entries:
            raise Refused("empty", "0 entries")
        if len(entries) > MAX_ENTRIES:
            raise Refused("limit", f"{len(entries)} entries, at most {MAX_ENTRIES}")
        _refuse_overlap(entries)
        _refuse_strange_bytes(archive)
    except Refused:
        archive.close()
        raise
    return archive


def refuse_other_types(file: IO[bytes] | str) -> None:
    """RAR, 7z, gzip and the like called .zip are refused as what they are."""
    if isinstance(file, str):
        with open(file, "rb") as opened:  # noqa: PTH123 - a path of the caller's, as given
            head = opened.read(6)
    else:
        head = file.read(6)
        file.seek(0)
    if not head:
        raise Refused("empty", "0 bytes")
    if head.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")):
        raise Refused("type", "RAR, 7z, gzip, bzip2 or xz, not zip")


def _refuse_overlap(entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share bytes are a bomb in disguise (D. Fifield, "A better zip bomb", 2019)."""
    last_end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < last_end:
            raise Refused("overlap", f"entry at byte {entry.header_offset}")
        last_end = entry.header_offset + 30 + entry.compress_size


def _refuse_strange_bytes(archive: zipfile.ZipFile) -> None:
    """Bytes before the first entry or after the last record: of two archives end to end only one would be read."""
    before = min(entry.header_offset for entry in archive.infolist())
    if before > 4:  # some begin with an empty marker of four bytes
        raise Refused("corrupt", f"{before} bytes before the first entry")
    file = archive.fp
    assert file is not None
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    after = len(tail) - tail.rfind(b"PK\x05\x06") - 22 - len(archive.comment)
    if after:
        raise Refused("corrupt", f"{after} bytes after the archive's end")


def entry_name(entry: zipfile.ZipInfo) -> str:
    """The entry's name for showing: control characters made visible, long names cut."""
    name = "".join(char if char.isprintable() else "\ufffd" for char in entry.orig_filename)
    return name if len(name) <= 200 else name[:199] + "…"


def is_folder(entry: zipfile.ZipInfo) -> bool:
    """A folder's own entry, which holds nothing."""
    return entry.is_dir() and not entry.file_size and entry.compress_size <= 2  # deflate writes nothing as two bytes


def refuse_entry(entry: zipfile.ZipInfo) -> None:
    """Raise Refused for an entry that is not a plain readable file: path, symlink, encrypted, type."""
    name = entry.orig_filename
    if _ABSOLUTE.match(name) or ".." in re.split(r"[/\\]", name):
        raise Refused("path")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused("symlink")
    if entry.flag_bits & 0x1:
        raise Refused("encrypted")
    if entry.compress_type not in _METHODS:
        raise Refused("type", f"compression method {entry.compress_type}")
    if entry.is_dir():
        raise Refused("path", "a folder with content")


def pieces_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> Iterator[bytes]:
    """The entry's bytes, counted as they come. Raises Refused: bomb, corrupt."""
    size = 0
    try:
        with archive.open(entry) as opened:
            while piece := opened.read(PIECE):
                size += len(piece)
                budget.left -= len(piece)
                if size > RATIO_FROM and size > MAX_RATIO * max(entry.compress_size, 1):
                    raise Refused("bomb", f"more than {MAX_RATIO} times its packed size")
                if budget.left < 0:
                    raise Refused("bomb", f"the archive, more than {MAX_RATIO} times its packed size")
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise Refused("corrupt", str(error)[:120]) from None


def nested_archive(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> zipfile.ZipFile:
    """The archive inside an archive, unpacked to a temporary file that goes with it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the archive that reads it
    for piece in pieces_of(archive, entry, budget):
        file.write(piece)
    file.seek(0)
    return open_archive(file)
