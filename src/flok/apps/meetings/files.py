"""Where the files of meetings lie: under random names without ending. They are only ever sent to be saved."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from flok.kernel import files
from flok.kernel.files import DOCUMENTS, MAX_BYTES, RefusedFileError, kind_of

KINDS = {kind: files.MEDIA_TYPES[kind] for kind in DOCUMENTS}

__all__ = [
    "KINDS",
    "MAX_BYTES",
    "RefusedFileError",
    "discard",
    "folder",
    "keep",
    "kind_of",
    "path_of",
    "public_path_of",
]


def folder() -> Path:
    return Path(settings.DATA) / "network" / "meetings"


def path_of(key: uuid.UUID) -> Path:
    return folder() / str(key)


def public_path_of(key: uuid.UUID) -> Path:
    """The copy for everyone, without what was hidden in the file."""
    return folder() / f"{key}.public"


def keep(key: uuid.UUID, chunks: Iterable[bytes]) -> tuple[int, str]:
    """Write a file whole or not at all; returns its size in bytes and its SHA-256."""
    return files.keep(path_of(key), chunks)


def discard(key: uuid.UUID) -> None:
    path_of(key).unlink(missing_ok=True)
    public_path_of(key).unlink(missing_ok=True)
