"""Where files of cases lie, and how much room there is.

organisations/<id>/knowledge/<digest>         an attachment, once, however many cases share it
organisations/<id>/knowledge/waiting/<key>    a cleaned copy that waits for a second person
network/knowledge/<key>                       a cleaned copy that everyone may fetch
No name that a user gives is ever a path.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Collection, Iterable
from pathlib import Path

from django.conf import settings

from flok.apps.members.models import Organisation
from flok.kernel import files
from flok.kernel.files import DOCUMENTS, MEDIA_TYPES, PICTURES, RefusedFileError, kind_of

KINDS = (*DOCUMENTS, *PICTURES)
_STAYS = 3_600  # seconds a file nobody points to stays: one that was just added may not have its row yet


def quota() -> int:
    """Bytes that one organisation may keep here."""
    return int(getattr(settings, "KNOWLEDGE_QUOTA", 2_000_000_000))


def folder_of(organisation: Organisation) -> Path:
    return Path(settings.DATA) / "organisations" / str(organisation.pk) / "knowledge"


def attachment_path(organisation: Organisation, digest: str) -> Path:
    return folder_of(organisation) / digest


def waiting_path(organisation: Organisation, key: uuid.UUID | str) -> Path:
    return folder_of(organisation) / "waiting" / str(uuid.UUID(str(key)))


def public_path(key: uuid.UUID | str) -> Path:
    return Path(settings.DATA) / "network" / "knowledge" / str(uuid.UUID(str(key)))


def keep(organisation: Organisation, chunks: Iterable[bytes]) -> tuple[int, str]:
    """Keep a file under its digest; returns its size in bytes and the digest. The same again is kept once."""
    arriving = folder_of(organisation) / uuid.uuid4().hex
    try:
        size, digest = files.keep(arriving, chunks)
        arriving.replace(attachment_path(organisation, digest))
    finally:
        arriving.unlink(missing_ok=True)
    return size, digest


def release(source: Path, target: Path) -> None:
    """Put a cleaned copy where everyone may fetch it; it stays where it waited until that is removed there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)  # a confirmation that was not carried through
    target.hardlink_to(source)


def sweep(organisation: Organisation, held: Collection[str]) -> int:
    """Remove the attachments nobody points to any more (`held`: digests that are); returns how many."""
    folder, removed = folder_of(organisation), 0
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_file() and path.name not in held and time.time() - path.stat().st_mtime > _STAYS:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


__all__ = [
    "KINDS", "MEDIA_TYPES", "RefusedFileError", "attachment_path", "folder_of", "keep", "kind_of", "public_path",
    "quota", "release", "sweep", "waiting_path",
]  # fmt: skip
