"""From the text of a document to plain data: TOML or JSON, bounded, with nothing in it that is no number."""

from __future__ import annotations

import json
import math
import tomllib
from typing import Any

from ._study import Problem, StudyError

SIZE_LIMIT = 256_000  # bytes
DEPTH_LIMIT = 20
PROBLEM_LIMIT = 50
_YAML = (".yaml", ".yml")


def parse_text(text: str, origin: str) -> dict[str, Any]:
    """The tables of a TOML document, or of a JSON one (it begins with a brace).

    Raises StudyError: YAML, too large (256 kB) or deep (20), no such document, a key twice, NaN, Infinity and
    numbers beyond what a float holds (1e400).
    """
    if origin.lower().endswith(_YAML):
        raise _refused(origin, "yaml", "YAML læses ikke; skriv TOML eller JSON", "YAML is not read; write TOML or JSON")
    if len(text) > SIZE_LIMIT or len(text.encode("utf-8", "surrogatepass")) > SIZE_LIMIT:
        raise _refused(origin, "size", "dokumentet er over 256 kB", "the document is larger than 256 kB")
    try:
        content = _json(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except RecursionError:
        raise _too_deep(origin) from None
    except ValueError as error:
        raise _refused(origin, "syntax", f"kan ikke læses: {error}", f"cannot be read: {error}") from None
    _check_numbers(content, origin)
    return content


def _json(text: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(text, object_pairs_hook=_once, parse_int=_whole)
    return read


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"key twice: {next(name for name in names if names.count(name) > 1)}")
    return found


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= 18 else math.inf


def _check_numbers(content: dict[str, Any], origin: str) -> None:
    """Walk without recursion: keys of a TOML document can nest deeper than Python calls."""
    problems: list[Problem] = []
    waiting: list[tuple[str, Any, int]] = [("", content, 1)]
    while waiting:
        place, value, depth = waiting.pop()
        if depth > DEPTH_LIMIT:
            raise _too_deep(origin)
        if isinstance(value, dict):
            waiting += [(f"{place}.{key}".lstrip("."), each, depth + 1) for key, each in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{place}[{number}]", each, depth + 1) for number, each in enumerate(value, start=1)]
        elif isinstance(value, float) and not math.isfinite(value):
            problems.append(Problem(place, "number", "er ikke et tal der kan regnes med", "is no number to count with"))
    if problems:
        raise StudyError(origin, tuple(sorted(problems, key=lambda each: each.place)[:PROBLEM_LIMIT]))


def _too_deep(origin: str) -> StudyError:
    return _refused(origin, "depth", "har mere end 20 lag i hinanden", "is nested more than 20 deep")


def _refused(origin: str, code: str, danish: str, english: str) -> StudyError:
    return StudyError(origin, (Problem("", code, danish, english),))
