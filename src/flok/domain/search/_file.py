"""The words of all texts in a SQLite file beside the database: what every process reads, and any may write.

A text is kept as the numbers of its words in order. Each change gets a higher `serial`, also a removal (a row without
words), so that a process that has read as far as one serial reads on from there. The file can be thrown away at any
time: the rows it was made from are the truth, and whoever has them writes what differs.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from flok.kernel import terms

VERSION = 1  # grows when the same text would be written otherwise: all is then written anew
Words = npt.NDArray[np.uint32]
_TABLES = """
CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, folded TEXT NOT NULL, stem TEXT NOT NULL,
    root TEXT NOT NULL);
CREATE TABLE texts (serial INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    theme TEXT NOT NULL, reach TEXT NOT NULL, digest TEXT NOT NULL, title BLOB, body BLOB);
"""


@dataclass(frozen=True, slots=True)
class Text:
    """What is to be found. `reach`: words apart by spaces, one of which a reader must hold. `digest`: of all of it."""

    key: str
    kind: str
    theme: str
    reach: str
    digest: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Row:
    """A text as it is kept; both arrays are empty where it was removed."""

    serial: int
    key: str
    kind: str
    theme: str
    reach: str
    title: Words
    body: Words
    is_there: bool


@dataclass(frozen=True, slots=True)
class WordRow:
    word: str
    folded: str
    stem: str
    root: str


class WordFile:
    """One open connection to the file; not to be used by two threads at once. A file that is damaged is begun anew."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._open()
        except sqlite3.DatabaseError as fault:
            if isinstance(fault, sqlite3.OperationalError) and "locked" in str(fault):
                raise
            discard(path)
            self._open()

    def _open(self) -> None:
        self._db = sqlite3.connect(self.path, timeout=20, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        if self._version() != VERSION:
            self._db.execute("BEGIN IMMEDIATE")
            if self._version() != VERSION:  # no other process was first
                self._db.execute("DROP TABLE IF EXISTS words")
                self._db.execute("DROP TABLE IF EXISTS texts")
                for statement in _TABLES.split(";"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {VERSION}")
            self._db.execute("COMMIT")
        self._inode = self.path.stat().st_ino

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def close(self) -> None:
        self._db.close()

    def put(self, texts: Iterable[Text]) -> None:
        """New texts, and texts as they are now. All or none."""
        cut = [(text, _words_of(text.title), _words_of(text.body)) for text in texts]
        with self._writing():
            numbers = self._numbers({word for _text, title, body in cut for word in (*title, *body)})
            for text, title, body in cut:
                self._db.execute("DELETE FROM texts WHERE key = ?", (text.key,))
                self._db.execute(
                    "INSERT INTO texts (key, kind, theme, reach, digest, title, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (
                        text.key,
                        text.kind,
                        text.theme,
                        text.reach,
                        text.digest,
                        np.array([numbers[word] for word in title], np.uint32).tobytes(),
                        np.array([numbers[word] for word in body], np.uint32).tobytes(),
                    ),
                )

    def remove(self, keys: Iterable[str]) -> None:
        """Take texts out; one that is not there is passed over."""
        with self._writing():
            for key in keys:
                if self._db.execute("DELETE FROM texts WHERE key = ? AND title IS NOT NULL", (key,)).rowcount:
                    self._db.execute(
                        "INSERT INTO texts (key, kind, theme, reach, digest) VALUES (?, '', '', '', '')", (key,)
                    )

    def digests(self) -> dict[str, str]:
        """The digest of every text that is there, by its key."""
        return dict(self._db.execute("SELECT key, digest FROM texts WHERE title IS NOT NULL"))

    def since(self, serial: int) -> Iterator[Row]:
        """What has changed after a serial, in order."""
        found = self._db.execute(
            "SELECT serial, key, kind, theme, reach, coalesce(title, x''), coalesce(body, x''), title IS NOT NULL"
            " FROM texts WHERE serial > ? ORDER BY serial",
            (serial,),
        )
        for number, key, kind, theme, reach, title, body, is_there in found:
            yield Row(number, key, kind, theme, reach, _read(title), _read(body), bool(is_there))

    def bodies(self, serials: Iterable[int]) -> dict[int, tuple[Words, Words]]:
        """Title and body of some texts, by serial; one that has gone meanwhile is not among them."""
        found = self._db.execute(
            "SELECT serial, title, body FROM texts WHERE title IS NOT NULL AND serial IN"
            " (SELECT value FROM json_each(?))",
            (json.dumps(list(serials)),),
        )
        return {serial: (_read(title), _read(body)) for serial, title, body in found}

    def words_after(self, number: int) -> Iterator[tuple[int, WordRow]]:
        """The words with a higher number, in order."""
        found = self._db.execute("SELECT id, word, folded, stem, root FROM words WHERE id > ? ORDER BY id", (number,))
        return ((row[0], WordRow(*row[1:])) for row in found)

    def reading(self) -> _Transaction:
        """What is read inside this block is of one moment."""
        return _Transaction(self._db, "BEGIN")

    def is_same(self) -> bool:
        """Whether the file that was opened is still the one with its name."""
        try:
            return self.path.stat().st_ino == self._inode
        except FileNotFoundError:
            return False

    def latest(self) -> tuple[int, int]:
        """The highest serial and the highest number of a word; both only grow."""
        row = self._db.execute(
            "SELECT coalesce((SELECT max(serial) FROM texts), 0), coalesce((SELECT max(id) FROM words), 0)"
        ).fetchone()
        return int(row[0]), int(row[1])

    def _numbers(self, words: set[str]) -> dict[str, int]:
        """The number of each word; new ones get theirs in the order of the alphabet."""
        asked = json.dumps(sorted(words))
        known = "SELECT words.word, words.id FROM json_each(?) asked JOIN words ON words.word = asked.value"
        found: dict[str, int] = dict(self._db.execute(known, (asked,)))
        for word in sorted(words - found.keys()):
            cursor = self._db.execute(
                "INSERT INTO words (word, folded, stem, root) VALUES (?, ?, ?, ?)",
                (word, terms.fold(word), terms.stem(word), terms.root(word)),
            )
            found[word] = int(cursor.lastrowid or 0)
        return found

    def _writing(self) -> _Transaction:
        return _Transaction(self._db, "BEGIN IMMEDIATE")


class _Transaction:
    def __init__(self, connection: sqlite3.Connection, begin: str) -> None:
        self._db, self._begin = connection, begin

    def __enter__(self) -> None:
        self._db.execute(self._begin)

    def __exit__(self, kind: object, *_rest: object) -> None:
        self._db.execute("COMMIT" if kind is None else "ROLLBACK")


def discard(path: Path) -> None:
    """Throw a file away, with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _words_of(text: str) -> list[str]:
    """The words in order; one with hyphens as its pieces, and then as a whole."""
    found: list[str] = []
    for term in terms.terms(text):
        found += term.parts
        if len(term.parts) > 1:
            found.append(term.word)
    return found


def _read(blob: bytes) -> Words:
    return np.frombuffer(blob, np.uint32)
