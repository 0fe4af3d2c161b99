"""The label register: what a label is called, which codes stand for it, and which groups it belongs to.

The data stand in register/*.toml, each entry with its source and the day it was checked.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

THEMES = frozenset(
    "environmental organic social forest fish energy health climate circular animal_welfare origin diet"
    " packaging management".split()
)
ISO_TYPES = frozenset({"I", "II", "III", "none", "not verified"})
PLACEHOLDERS = frozenset({"na", "none", "null", "nil", "ingen", "ukendt", "unknown", ""})

CodeList = Literal["gs1", "ehf", "gs1se"]
CODE_LISTS: tuple[CodeList, ...] = ("gs1", "ehf", "gs1se")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One label. `checked` is the day its codes and source were read; None: not verified.

    `iso_type` after ISO 14024 (I), 14021 (II) or 14025 (III); "none" where the types do not apply, such as
    social and organic labels; "not verified" where no source was read.
    """

    id: str
    name_da: str
    name_en: str
    themes: tuple[str, ...]
    official: bool
    iso_type: str
    groups: tuple[str, ...]
    gs1: tuple[str, ...]
    ehf: tuple[str, ...]
    gs1se: tuple[str, ...]
    names: tuple[str, ...]
    source: str
    checked: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """All labels by id, and the named groups of label ids. `Register.load()` gives the one Flok ships."""

    labels: Mapping[str, Label]
    groups: Mapping[str, frozenset[str]]
    _codes: Mapping[CodeList, Mapping[str, tuple[str, str]]] = field(repr=False)
    _names: Mapping[str, tuple[str, str]] = field(repr=False)

    @classmethod
    def load(cls) -> Register:
        """Read once per process. Raises ValueError when the shipped data contradict themselves."""
        return _shipped()

    def group(self, name: str) -> frozenset[str]:
        """Label ids in a group. Raises KeyError for a group that is not declared."""
        return self.groups[name]

    def by_code(self, code_list: CodeList, code: str | None) -> tuple[str, str] | None:
        """(label id, code as registered), or None. Blanks around and case are disregarded."""
        return self._codes[code_list].get(fold_code(code)) if code else None

    def by_name(self, name: str | None) -> tuple[str, str] | None:
        """(label id, name as registered) for an exact synonym, or None. Never a near match."""
        return self._names.get(fold_name(name)) if name else None


def fold_code(code: str) -> str:
    """A code as compared: no blanks around, no case. "A+" and "A" stay apart."""
    return code.strip().casefold()


def fold_name(name: str) -> str:
    """A name as compared: NFC, no case, no punctuation, signs or blanks. "+" is kept: A+ is not A."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    return text.translate(_FOLDED)


class _Folded(dict[int, str | None]):
    """What each character becomes in a name as compared, worked out once for each."""

    def __missing__(self, point: int) -> str | None:
        char = chr(point)
        category = unicodedata.category(char)
        self[point] = None if char.isspace() or category[0] in "PC" or category == "So" else char
        return self[point]


_FOLDED = _Folded()


@cache
def _shipped() -> Register:
    folder = files(__package__) / "register"
    texts = {entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir()}
    groups = tomllib.loads(texts.pop("groups.toml"))["groups"]
    entries: list[dict[str, Any]] = []
    for name in sorted(texts):
        entries += tomllib.loads(texts[name])["label"]
    return build_register([_label(entry) for entry in entries], groups)


def _label(entry: dict[str, Any]) -> Label:
    return Label(
        id=entry["id"],
        name_da=entry["name_da"],
        name_en=entry["name_en"],
        themes=tuple(entry["themes"]),
        official=entry.get("official", False),
        iso_type=entry["iso_type"],
        groups=tuple(entry.get("groups", ())),
        gs1=tuple(entry.get("gs1", ())),
        ehf=tuple(entry.get("ehf", ())),
        gs1se=tuple(entry.get("gs1se", ())),
        names=tuple(entry.get("names", ())),
        source=entry["source"],
        checked=entry["checked"] if isinstance(entry["checked"], date) else None,
    )


def build_register(labels: Iterable[Label], groups: Iterable[str]) -> Register:
    """A register over these labels and group names.

    Raises ValueError when a label id, code or name stands for two labels, is a placeholder or a bare energy
    class, or when a label names a theme, ISO type or group that does not exist.
    """
    by_id: dict[str, Label] = {}
    members: dict[str, set[str]] = {group: set() for group in groups}
    codes: dict[CodeList, dict[str, tuple[str, str]]] = {code_list: {} for code_list in CODE_LISTS}
    names: dict[str, tuple[str, str]] = {}
    for label in labels:
        if label.id in by_id or not set(label.themes) <= THEMES or label.iso_type not in ISO_TYPES:
            raise ValueError(f"label {label.id}: its id, themes or ISO type are not right")
        by_id[label.id] = label
        for group in label.groups:
            if group not in members:
                raise ValueError(f"label {label.id}: no such group: {group}")
            members[group].add(label.id)
        for code_list in CODE_LISTS:
            for code in getattr(label, code_list):
                _enter(codes[code_list], fold_code(code), label.id, code)
        for name in label.names:
            _enter(names, fold_name(name), label.id, name)
    frozen = {group: frozenset(ids) for group, ids in members.items()}
    return Register(labels=by_id, groups=frozen, _codes=codes, _names=names)


def _enter(index: dict[str, tuple[str, str]], key: str, label_id: str, written: str) -> None:
    if key in PLACEHOLDERS or len(key.rstrip("+")) < 2:
        raise ValueError(f"label {label_id}: {written!r} is too little to know a label by")
    if index.setdefault(key, (label_id, written))[0] != label_id:
        raise ValueError(f"{written!r} stands for both {index[key][0]} and {label_id}")
