"""Where an organisation's files lie, and how they come there: whole, or not at all.

organisations/<id>/incoming/<delivery>     being received
                   received/<hash>.<ending>   as handed in, never changed (rules.in_letters)
                   store/<generation>/     what was read of them (flok.domain.spend)
                   store/GENERATION        the one in force
                   work.lock               held by the worker at work
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from flok.apps.members.models import Organisation
from flok.apps.purchases.rules import CHUNK, hash_of_hashes

_PIECE = 1_000_000


class NoRoom(Exception):  # noqa: N818 - it is an answer, not a fault
    """`code`: large (one file), quota (of the organisation), disk."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class WrongOffset(Exception):  # noqa: N818 - it is an answer, not a fault
    """A piece that does not begin where the file ends; `offset` is where it does."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def largest_file() -> int:
    """Bytes of the largest file that is taken."""
    return int(getattr(settings, "PURCHASES_LARGEST_FILE", 2_000_000_000))


def quota() -> int:
    """Bytes that one organisation may keep here."""
    return int(getattr(settings, "PURCHASES_QUOTA", 20_000_000_000))


def folder_of(organisation: Organisation) -> Path:
    return Path(settings.DATA) / "organisations" / str(organisation.pk)


def received_file(organisation: Organisation, file: str) -> Path:
    return folder_of(organisation) / "received" / file


def incoming_file(organisation: Organisation, delivery: uuid.UUID) -> Path:
    return folder_of(organisation) / "incoming" / str(delivery)


def check_room(size: int, kept: int) -> None:
    """Raises NoRoom where a file of `size` bytes cannot be taken beside the `kept` bytes there are."""
    if size > largest_file():
        raise NoRoom("large")
    if kept + size > quota():
        raise NoRoom("quota")
    reserve = int(getattr(settings, "PURCHASES_DISK_RESERVE", 500_000_000))
    if shutil.disk_usage(settings.DATA).free < size + reserve:
        raise NoRoom("disk")


def append(path: Path, offset: int, pieces: Iterable[bytes], most: int) -> int:
    """Write on from `offset`, never beyond `most` bytes; how many there are then.

    A piece is there wholly or not at all. Raises WrongOffset, and NoRoom where the disk is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        start = file.seek(0, os.SEEK_END)
        if start != offset:
            raise WrongOffset(start)
        size = start
        try:
            for piece in pieces:
                size += len(piece)
                if size > most:
                    raise NoRoom("large")
                file.write(piece)
            file.flush()
        except BaseException as error:
            os.ftruncate(file.fileno(), start)
            if is_full(error):
                raise NoRoom("disk") from None
            raise
        return size


def is_full(error: BaseException) -> bool:
    """Whether an error says that there is no room on the disk."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def hashes(path: Path) -> tuple[str, str]:
    """The file's SHA-256, and that of its chunks' hashes."""
    whole = hashlib.sha256()

    def chunks() -> Iterator[bytes]:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                whole.update(chunk)
                yield chunk

    by_chunk = hash_of_hashes(chunks())
    return whole.hexdigest(), by_chunk


def keep(organisation: Organisation, incoming: Path, file: str) -> None:
    """Move what was received to where it stays; it is on the disk before it is there."""
    target = received_file(organisation, file)
    target.parent.mkdir(parents=True, exist_ok=True)
    with incoming.open("rb") as opened:
        os.fsync(opened.fileno())
    incoming.replace(target)


def discard(path: Path) -> None:
    path.unlink(missing_ok=True)


def store_folder(organisation: Organisation) -> Path:
    """The generation of the store in force."""
    stores = folder_of(organisation) / "store"
    pointer = stores / "GENERATION"
    return stores / (pointer.read_text(encoding="ascii").strip() if pointer.exists() else "1")


def next_store_folder(organisation: Organisation) -> Path:
    """An empty generation beside the one in force, with the same secret, so that pseudonyms stay the same."""
    now = store_folder(organisation)
    after = now.with_name(str(int(now.name) + 1))
    shutil.rmtree(after, ignore_errors=True)
    after.mkdir(parents=True)
    if (now / "secret").exists():
        shutil.copyfile(now / "secret", after / "secret")
        (after / "secret").chmod(0o600)
    return after


def switch_store(organisation: Organisation, after: Path) -> None:
    """Make a generation the one in force, and remove the others."""
    pointer = after.parent / "GENERATION"
    unfinished = pointer.with_suffix(".tmp")
    unfinished.write_text(after.name, encoding="ascii")
    with unfinished.open("rb") as opened:
        os.fsync(opened.fileno())
    unfinished.replace(pointer)
    for other in after.parent.iterdir():
        if other.is_dir() and other != after:
            shutil.rmtree(other, ignore_errors=True)


@contextmanager
def at_work(organisation: Organisation) -> Iterator[bool]:
    """Whether this process is the only one at work for the organisation, until the `with` ends."""
    folder = folder_of(organisation)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "work.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
