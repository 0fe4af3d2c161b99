"""The archive: a zip of database/<table>.jsonl, files/<path>, and a manifest with the hash of each."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

FORMAT = 1
_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 500_000_000
_PIECE = 1_000_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class RefusedError(Exception):
    """It was not done: what, where and why, in Danish and English."""

    def __init__(self, danish: str, english: str) -> None:
        super().__init__(f"{danish}\n{english}")
        self.danish, self.english = danish, english


@dataclass(frozen=True, slots=True)
class Manifest:
    """`tables`: rows and columns by table. `entries`: sha256, size and mode by name in the archive."""

    format: int
    flok: str
    made: str
    database: str
    migrations: dict[str, list[str]]
    tables: dict[str, dict[str, Any]]
    entries: dict[str, dict[str, Any]]


class Writer:
    """Writes an archive entry by entry, and the manifest last."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self.entries: dict[str, dict[str, Any]] = {}

    def add(self, name: str, pieces: Iterable[bytes], *, mode: int = 0o600, packed: bool = True) -> None:
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
        self.entries[name] = {"sha256": digest.hexdigest(), "size": size, "mode": mode}

    def end(self, **words: Any) -> Manifest:
        manifest = Manifest(format=FORMAT, entries=self.entries, **words)
        self._zip.writestr(_MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        self._zip.close()
        return manifest


class Archive:
    """An archive opened for reading. Raises RefusedError where it is none, or of a format that is not known."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
            with self._zip.open(_MANIFEST) as file:
                written = json.loads(file.read(_LARGEST_MANIFEST))
        except FileNotFoundError:
            raise RefusedError(f"{path}: filen findes ikke", f"{path}: there is no such file") from None
        except (*_BROKEN, KeyError) as error:
            why = type(error).__name__
            raise RefusedError(
                f"{path} er ikke en hel sikkerhedskopi: indholdsfortegnelsen kan ikke læses ({why}). "
                "Er filen kopieret helt?",
                f"{path} is not a whole backup: its list of contents cannot be read ({why}). "
                "Was the file copied to its end?",
            ) from None
        if not isinstance(written, dict) or written.get("format") != FORMAT:
            found = written.get("format") if isinstance(written, dict) else None
            raise RefusedError(
                f"{path}: formatet er {found}, og denne Flok læser {FORMAT}. Brug den version, der lavede den.",
                f"{path}: the format is {found}, and this Flok reads {FORMAT}. Use the version that made it.",
            )
        try:
            self.manifest = Manifest(**written)
        except TypeError:
            raise _damaged(path, _MANIFEST) from None

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_error: object) -> None:
        self._zip.close()

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of an entry. Raises RefusedError, at the end at the latest, where they are not as made."""
        known, digest, size = self.manifest.entries[name], hashlib.sha256(), 0
        try:
            with self._zip.open(name) as file:
                while piece := file.read(_PIECE):
                    size += len(piece)
                    if size > known["size"]:
                        break
                    digest.update(piece)
                    yield piece
        except (*_BROKEN, KeyError):
            raise _damaged(self.path, name) from None
        if (size, digest.hexdigest()) != (known["size"], known["sha256"]):
            raise _damaged(self.path, name)

    def lines(self, name: str) -> Iterator[bytes]:
        rest = b""
        for piece in self.pieces(name):
            *whole, rest = (rest + piece).split(b"\n")
            yield from whole
        if rest:
            raise _damaged(self.path, name)

    def names(self) -> list[str]:
        return sorted(set(self._zip.namelist()) - {_MANIFEST})


def verify(path: Path) -> tuple[Manifest, list[RefusedError]]:
    """The manifest, and what is damaged, by name: none where each byte is as it was made.

    Raises RefusedError where the archive cannot be opened at all, or is of an unknown format.
    """
    faults = []
    with Archive(path) as archive:
        manifest, there = archive.manifest, archive.names()
        for name in there:
            if name not in manifest.entries or not is_safe(name):
                faults.append(
                    RefusedError(f"{path}: {name} hører ikke til", f"{path}: {name} does not belong in the archive")
                )
        for name in sorted(set(manifest.entries) - set(there)):
            faults.append(RefusedError(f"{path}: {name} mangler", f"{path}: {name} is missing"))
        for name in sorted(set(manifest.entries) & set(there)):
            faults += _faults_of(archive, name)
    return manifest, faults


def _faults_of(archive: Archive, name: str) -> list[RefusedError]:
    lines = 0
    try:
        for piece in archive.pieces(name):
            lines += piece.count(b"\n")
    except RefusedError as damaged:
        return [damaged]
    table = PurePosixPath(name).stem
    if name.startswith("database/") and lines != archive.manifest.tables.get(table, {}).get("rows"):
        return [_damaged(archive.path, name)]
    return []


def is_safe(name: str) -> bool:
    """Whether an entry stays inside the folder it is unpacked in."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and "\0" not in name


def _damaged(path: Path, name: str) -> RefusedError:
    return RefusedError(
        f"{path}: {name} er beskadiget. Brug en anden sikkerhedskopi.",
        f"{path}: {name} is damaged. Use another backup.",
    )
