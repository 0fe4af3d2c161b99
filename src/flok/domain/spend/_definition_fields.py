"""Typed access to a parsed TOML table, where every mistake becomes a DefinitionError with its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from flok.domain.spend._definition_lines import Lines, Path
from flok.domain.spend._definition_types import DefinitionError

TEXT_LIMIT = 2000
_PREFIX = re.compile(r"[0-9]{2,8}", re.ASCII)


@dataclass(frozen=True)
class Document:
    """The document being read, and the labels it may name."""

    origin: str
    lines: Lines
    label_ids: Collection[str]
    groups: Mapping[str, Collection[str]]

    def fail(self, path: Path, word: object, danish: str, english: str) -> NoReturn:
        shown = _shown(word)
        raise DefinitionError(self.origin, self.lines.line_of(path, shown), shown, danish, english)


@dataclass(frozen=True)
class Table:
    """One table of the document and its path in it."""

    document: Document
    path: Path
    content: Mapping[str, Any]

    @classmethod
    def of(cls, document: Document, path: Path, value: object, keys: Sequence[str]) -> Table:
        """A table that holds no other keys than `keys`. Fails on anything else."""
        if not isinstance(value, dict):
            document.fail(path, value, "en tabel med nøgler", "a table of keys")
        for key in value:
            if key not in keys:
                near = nearest(key, keys)
                document.fail(
                    (*path, key),
                    key,
                    f"en af nøglerne {', '.join(keys)}" + (f" (mente du {near}?)" if near else ""),
                    f"one of the keys {', '.join(keys)}" + (f" (did you mean {near}?)" if near else ""),
                )
        return cls(document, path, value)

    def fail(self, key: str, word: object, danish: str, english: str) -> NoReturn:
        self.document.fail((*self.path, key), word, danish, english)

    def require(self, *keys: str) -> None:
        for key in keys:
            if key not in self.content:
                self.document.fail(self.path, key, f"at {key} er med", f"{key} to be there")

    def table(self, key: str, keys: Sequence[str]) -> Table:
        self.require(key)
        return Table.of(self.document, (*self.path, key), self.content[key], keys)

    def tables(self, key: str, keys: Sequence[str]) -> list[Table]:
        """An array of tables, possibly absent."""
        value = self.content.get(key, [])
        if not isinstance(value, list):
            self.fail(key, value, f"tabeller skrevet [[{key}]]", f"tables written [[{key}]]")
        return [Table.of(self.document, (*self.path, key, at), entry, keys) for at, entry in enumerate(value)]

    def text(self, key: str) -> str:
        self.require(key)
        value = self.content[key]
        if not isinstance(value, str) or not value.strip():
            self.fail(key, value, "en tekst i anførselstegn, ikke tom", "a text in quotes, not empty")
        if len(value) > TEXT_LIMIT:
            self.fail(key, value[:40], f"højst {TEXT_LIMIT} tegn", f"{TEXT_LIMIT} characters at most")
        return value.strip()

    def both(self, key: str) -> tuple[str, str]:
        """A text in Danish and in English: { da = "...", en = "..." }."""
        texts = self.table(key, ("da", "en"))
        return texts.text("da"), texts.text("en")

    def matching(self, key: str, pattern: str, danish: str, english: str) -> str:
        value = self.text(key)
        if not re.fullmatch(pattern, value, re.ASCII):
            self.fail(key, value, danish, english)
        return value

    def choice(self, key: str, choices: Sequence[str]) -> str:
        self.require(key)
        value = self.content[key]
        if value not in choices or not isinstance(value, str):
            near = nearest(value, choices)
            listed = ", ".join(choices)
            self.fail(
                key,
                value,
                f"et af {listed}" + (f" (mente du {near}?)" if near else ""),
                f"one of {listed}" + (f" (did you mean {near}?)" if near else ""),
            )
        return value

    def whole(self, key: str, least: int, most: int) -> int:
        self.require(key)
        value = self.content[key]
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.fail(key, value, f"et helt tal fra {least} til {most}", f"a whole number from {least} to {most}")
        return value

    def only_true(self, key: str) -> bool:
        """A condition that is either set, `true`, or left out."""
        if self.content.get(key, True) is not True:
            self.fail(key, self.content[key], "true (ellers udelades nøglen)", "true (or leave the key out)")
        return key in self.content

    def strings(self, key: str) -> tuple[str, ...]:
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self.fail(key, value, 'en liste af tekster: ["...", "..."]', 'a list of texts: ["...", "..."]')
        return tuple(value)

    def filled(self, key: str) -> tuple[str, ...]:
        """A list of texts that, when the key is there, is not empty."""
        words = self.strings(key)
        if key in self.content and not words:
            self.fail(key, key, "mindst én tekst i listen", "at least one text in the list")
        return words

    def prefixes(self, key: str) -> tuple[str, ...]:
        for word in self.filled(key):
            if not _PREFIX.fullmatch(word):
                self.fail(key, word, "2-8 cifre, begyndelsen af en kode", "2-8 digits, the start of a code")
        return self.strings(key)

    def labels(self, key: str) -> frozenset[str]:
        """Label ids, "group:<name>" replaced by the group's members."""
        found: set[str] = set()
        for word in self.filled(key):
            if word.startswith("group:"):
                found |= set(self._group(key, word))
            else:
                found.add(self._label(key, word))
        return frozenset(found)

    def label_ids(self, key: str) -> tuple[str, ...]:
        """Label ids in the order written; no groups."""
        return tuple(self._label(key, word) for word in self.strings(key))

    def _label(self, key: str, word: str) -> str:
        if word not in self.document.label_ids:
            near = nearest(word, self.document.label_ids)
            self.fail(
                key,
                word,
                "et mærke i mærkeregistret" + (f" (mente du {near}?)" if near else ""),
                "a label in the label register" + (f" (did you mean {near}?)" if near else ""),
            )
        return word

    def _group(self, key: str, word: str) -> Collection[str]:
        name = word.removeprefix("group:")
        if name not in self.document.groups:
            listed = ", ".join(sorted(self.document.groups))
            self.fail(key, word, f"group: og en af {listed}", f"group: and one of {listed}")
        return self.document.groups[name]


def nearest(word: object, choices: Collection[str]) -> str | None:
    """The choice most like the word, if any is."""
    near = difflib.get_close_matches(_shown(word)[:80], sorted(choices), n=1, cutoff=0.6)
    return near[0] if near else None


def _shown(word: object) -> str:
    """A value as TOML writes it, cut to what a message can hold."""
    if isinstance(word, bool):
        return str(word).lower()
    if isinstance(word, dict):
        return "{" + ", ".join(list(word)[:3]) + "}"
    if isinstance(word, list):
        return "[" + ", ".join("[…]" if isinstance(part, list) else _shown(part) for part in word[:3]) + "]"
    if isinstance(word, int) and word.bit_length() > 1000:
        return "0x…"
    return str(word)[:200]
