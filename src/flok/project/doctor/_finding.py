"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """The worst one is the exit status."""

    OK = 0
    WARNING = 1
    FAULT = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and, where something is wrong, what to do; in Danish and English."""

    level: Level
    danish: str
    english: str


def ok(danish: str, english: str) -> Finding:
    return Finding(Level.OK, danish, english)


def warning(danish: str, english: str) -> Finding:
    return Finding(Level.WARNING, danish, english)


def fault(danish: str, english: str) -> Finding:
    return Finding(Level.FAULT, danish, english)
