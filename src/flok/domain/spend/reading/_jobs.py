"""Folders, files and archives cut into jobs that workers take; each job yields its documents in order."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .._columns import ReadDocument
from .._reasons import Refused
from ..tables import Mapping, read_export
from ._archive import (
    PIECE,
    Budget,
    entry_name,
    is_folder,
    nested_archive,
    open_archive,
    pieces_of,
    refuse_entry,
)
from ._context import ReadContext
from ._file import read_file, refused_file
from ._strip import cut

FILES_PER_JOB = 400
_TABLES = (".csv", ".tsv", ".xlsx")
_REFUSED_TYPES = (".xls", ".xlsm", ".xltm", ".ods", ".rar", ".7z", ".gz", ".tar")
_SYSTEM = ("thumbs.db", "desktop.ini", ".ds_store")


@dataclass(frozen=True, slots=True)
class Job:
    """Files to read one after another, or a run of an archive's entries (start, end)."""

    number: int
    files: tuple[str, ...]
    entries: tuple[int, int] | None = None
    shown_from: str = ""

    @property
    def key(self) -> str:
        """The same for the same unchanged files: path, size and time of change of each."""
        said = hashlib.sha256(repr((self.entries, self.shown_from)).encode())
        for file in self.files:
            try:
                known = Path(file).stat()
                said.update(repr((file, known.st_size, known.st_mtime_ns)).encode())
            except OSError:
                said.update(repr((file, None)).encode())
        return said.hexdigest()[:24]


def jobs_for(paths: Sequence[Path]) -> Iterator[Job]:
    """The work of reading these files, folders and archives, in an order that does not vary."""
    number = 0
    for path in paths:
        shown_from = str(path.parent)
        loose: list[str] = []
        for file in _files(path):
            if file.lower().endswith(".zip"):
                for entries in _runs(file):
                    yield Job(number, (file,), entries, shown_from)
                    number += 1
            else:
                loose.append(file)
            if len(loose) == FILES_PER_JOB:
                yield Job(number, tuple(loose), None, shown_from)
                number, loose = number + 1, []
        if loose:
            yield Job(number, tuple(loose), None, shown_from)
            number += 1


def _files(path: Path) -> Iterator[str]:
    if not path.is_dir():
        yield str(path)
        return
    closed: list[str] = []
    for folder, folders, names in os.walk(path, onerror=lambda error: closed.append(error.filename)):
        folders.sort()
        for name in sorted(names):
            yield os.path.join(folder, name)  # noqa: PTH118 - os.walk speaks in strings
    yield from closed  # folders that may not be opened: the worker says why


def _runs(file: str) -> list[tuple[int, int] | None]:
    """An archive's entries in at most nine runs, so that several workers share one archive."""
    try:
        with open_archive(file) as archive:
            count = len(archive.infolist())
    except (Refused, OSError):
        return [None]  # the worker says why
    step = max(200, count // 8 + 1)
    return [(start, min(start + step, count)) for start in range(0, count, step)]


def read_job(job: Job, context: ReadContext, mapping: Mapping | None = None) -> Iterator[ReadDocument]:
    """Every document of the job; never raises Refused, one bad file never stops the rest."""
    for file in job.files:
        shown = context.mask(_shown(file, job.shown_from))
        try:
            if file.lower().endswith(".zip"):
                with open_archive(file) as archive:
                    yield from _entries(archive, job.entries, shown, context, mapping, Budget.of(archive))
            else:
                yield from _loose(file, shown, context, mapping)
        except Refused as refused:
            yield refused_file(refused, _hash(file), shown)
        except OSError as error:
            yield refused_file(Refused("corrupt", error.strerror), _hash(file), shown)


def _shown(file: str, shown_from: str) -> str:
    """The path below where reading began, control characters made visible."""
    relative = file[len(shown_from) + 1 :] if shown_from and file.startswith(shown_from + os.sep) else file
    if relative.isprintable():
        return relative
    return "".join(char if char.isprintable() else "\ufffd" for char in relative)


def _loose(file: str, shown: str, context: ReadContext, mapping: Mapping | None) -> Iterator[ReadDocument]:
    refuse_by_name(os.path.basename(file))  # noqa: PTH119 - a Path for each of millions of files is dear
    mode = os.stat(file).st_mode  # noqa: PTH116 - as above
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise Refused("type", "not a file")  # a pipe or a device would never end
    if file.lower().endswith(_TABLES):
        yield from read_export(Path(file), source=shown, file_id=_hash(file), mapping=mapping, context=context)
        return
    with open(file, "rb") as opened:  # noqa: PTH123 - as above
        yield from read_file(iter(lambda: opened.read(PIECE), b""), shown, context)


def refuse_by_name(name: str) -> None:
    """Raise Refused for what its name says is no document: system files, pictures, other office formats."""
    lower = name.lower()
    if lower in _SYSTEM or lower.startswith("._"):
        raise Refused("not_a_document", "system file")
    if lower.endswith(_REFUSED_TYPES):
        raise Refused("type", lower.rsplit(".", 1)[-1])
    if "." in lower and not lower.endswith((".xml", *_TABLES)):
        raise Refused("not_a_document", lower.rsplit(".", 1)[-1][:10])


def _entries(
    archive: zipfile.ZipFile,
    run: tuple[int, int] | None,
    shown: str,
    context: ReadContext,
    mapping: Mapping | None,
    budget: Budget,
    depth: int = 1,
) -> Iterator[ReadDocument]:
    start, end = run or (0, len(archive.infolist()))
    for entry in archive.infolist()[start:end]:
        if is_folder(entry):
            continue
        name = f"{shown}!/{context.mask(entry_name(entry))}"
        try:
            refuse_entry(entry)
            if entry.orig_filename.startswith("__MACOSX/"):
                raise Refused("not_a_document", "system file")
            if entry.orig_filename.lower().endswith(".zip"):
                if depth > 1:
                    raise Refused("nested")
                with nested_archive(archive, entry, budget) as inner:
                    yield from _entries(inner, None, name, context, mapping, budget, depth + 1)
                continue
            refuse_by_name(entry.orig_filename.rsplit("/", 1)[-1])
            if entry.orig_filename.lower().endswith(_TABLES):
                yield from _packed_table(pieces_of(archive, entry, budget), entry, name, context, mapping)
            else:
                yield from read_file(pieces_of(archive, entry, budget), name, context)
        except Refused as refused:
            yield refused_file(refused, hashlib.sha256(name.encode()).hexdigest(), name)


def _packed_table(
    pieces: Iterator[bytes], entry: zipfile.ZipInfo, shown: str, context: ReadContext, mapping: Mapping | None
) -> Iterator[ReadDocument]:
    """A purchase export inside an archive: tables are read twice, so it is unpacked first."""
    suffix = Path(entry.orig_filename).suffix.lower()
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        path = Path(file.name)
        yield from read_export(path, source=shown, file_id=_hash(file.name), mapping=mapping, context=context)


def _hash(file: str) -> str:
    """SHA-256 of a file's bytes; of its name where it cannot be opened."""
    try:
        with open(file, "rb") as opened:  # noqa: PTH123 - as above
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(os.fsencode(file)).hexdigest()


def xml_files(
    paths: Sequence[Path], context: ReadContext, problems: list[ReadDocument]
) -> Iterator[tuple[str, str, bytes]]:
    """(source, SHA-256, bytes) of every XML file, attachments cut out; for catalogues, which are few and small.

    What cannot be opened is added to `problems`.
    """
    for job in jobs_for(paths):
        for file in job.files:
            shown = context.mask(_shown(file, job.shown_from))
            try:
                if file.lower().endswith(".zip"):
                    with open_archive(file) as archive:
                        entries = archive.infolist()[slice(*(job.entries or (None, None)))]
                        yield from _xml_entries(archive, entries, shown, context, problems)
                elif file.lower().endswith(".xml"):
                    raw = Path(file).read_bytes()
                    yield shown, hashlib.sha256(raw).hexdigest(), cut(raw)[0]
            except Refused as refused:
                problems.append(refused_file(refused, _hash(file), shown))
            except OSError as error:
                problems.append(refused_file(Refused("corrupt", error.strerror), _hash(file), shown))


def _xml_entries(
    archive: zipfile.ZipFile,
    entries: Sequence[zipfile.ZipInfo],
    shown: str,
    context: ReadContext,
    problems: list[ReadDocument],
) -> Iterator[tuple[str, str, bytes]]:
    budget = Budget.of(archive)
    for entry in entries:
        if not entry.orig_filename.lower().endswith(".xml"):
            continue
        name = f"{shown}!/{context.mask(entry_name(entry))}"
        try:
            refuse_entry(entry)
            raw = b"".join(pieces_of(archive, entry, budget))
            stripped = cut(raw)[0]
        except Refused as refused:
            problems.append(refused_file(refused, hashlib.sha256(name.encode()).hexdigest(), name))
            continue
        yield name, hashlib.sha256(raw).hexdigest(), stripped
