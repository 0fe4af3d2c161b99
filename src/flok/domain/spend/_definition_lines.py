"""Which line of a TOML document a value stands on. tomllib does not say, and a mistake needs its line.

The document is cut into statements (a header or a key with its value, however many lines it takes), each with its
path. Within a statement the inner keys of inline tables, and last the word itself, are sought as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'(?P<multi>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5})'
    r'|(?P<string>"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<comment>#[^\n]*)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<newline>\n)|(?P<equals>=)|(?P<comma>,)"
    r"|(?P<text>[^\n\"'#\[\]{}=,]+|.)",
    re.DOTALL,
)
_KEY_PART = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'([^']*)'|([A-Za-z0-9_-]+)")


@dataclass(frozen=True, slots=True)
class Statement:
    path: Path
    start: int  # offsets into the text
    end: int


class Lines:
    """Finds lines (from 1) in one TOML document that tomllib has accepted."""

    def __init__(self, text: str) -> None:
        self._statements = _statements(text)
        self._words = _blanked(text, ("comment",))
        self._keys = _blanked(text, ("comment", "string", "multi"))

    def line_of(self, path: Path, word: str | None = None) -> int:
        """The line of the value at `path`, and of `word` within it when it is found there.

        The path of a missing key gives the line of the table it should stand in.
        """
        best = self._statement(path)
        if best is None:
            return 1
        position = best.start
        for key in path[len(best.path) :]:
            if isinstance(key, int):
                position = _element(self._keys, position, best.end, key)
            else:
                position = _find(self._keys, position, best.end, rf"(?<![\w-]){re.escape(key)}\s*[=.]")
        if word:
            position = _find(self._words, position, best.end, rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        return self._words.count("\n", 0, position) + 1

    def _statement(self, path: Path) -> Statement | None:
        """The statement nearest around `path`; for a table written key by key, its first one."""
        best: Statement | None = None
        for statement in self._statements:
            known = len(best.path) if best else -1
            if path and statement.path[: len(path)] == path:
                return statement
            if len(statement.path) > known and path[: len(statement.path)] == statement.path:
                best = statement
        return best


def _blanked(text: str, kinds: tuple[str, ...]) -> str:
    """The text at the same length, with tokens of these kinds overwritten by blanks."""

    def blank(token: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", token.group()) if token.lastgroup in kinds else token.group()

    return _TOKEN.sub(blank, text)


def _find(text: str, start: int, end: int, pattern: str) -> int:
    found = re.compile(pattern).search(text, start, end)
    return found.start() if found else start


def _element(text: str, start: int, end: int, number: int) -> int:
    """Where element `number` (from 0) of the first list after `start` begins."""
    depth = 0
    for token in _TOKEN.finditer(text, start, end):
        if number == 0 and depth == 1 and not token.group().isspace():
            return token.start()
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        number -= token.lastgroup == "comma" and depth == 1
    return start


def _statements(text: str) -> tuple[Statement, ...]:
    """Every header and key of the document, in order. Linear in the length of the text."""
    found: list[Statement] = []
    counts: dict[Path, int] = {}
    table: Path = ()
    for start, end, equals in _spans(text):
        if text[start] == "[":
            double = text.startswith("[[", start)
            table = _header_path(_parts(text[start:end].strip("[] \t\r")), counts, double)
            found.append(Statement(table, start, end))
        elif equals is not None:
            path = table + tuple(_parts(text[start:equals]))
            found.append(Statement(path, start, end))
    return tuple(found)


def _spans(text: str) -> list[tuple[int, int, int | None]]:
    """(start, end, offset of the first "=") of each statement, comments and blanks left out."""
    spans: list[tuple[int, int, int | None]] = []
    depth, start, end, equals = 0, -1, 0, None
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "newline" and depth == 0:
            if start >= 0:
                spans.append((start, end, equals))
            start, equals = -1, None
            continue
        if kind in ("comment", "newline") or token.group().isspace():
            continue
        start = token.start() if start < 0 else start
        end = token.end()
        depth += (kind == "open") - (kind == "close")
        if kind == "equals" and equals is None:
            equals = token.start()
    if start >= 0:
        spans.append((start, end, equals))
    return spans


def _parts(dotted: str) -> list[str]:
    """The keys of a dotted key, without their quotes."""
    return [match[match.lastindex] for match in _KEY_PART.finditer(dotted) if match.lastindex]


def _header_path(parts: list[str], counts: dict[Path, int], double: bool) -> Path:
    """The path of [a.b] or [[a.b]], with the running number of each array of tables in it (from 0)."""
    path: Path = ()
    for part in parts[:-1]:
        path += (part,)
        path += (counts[path] - 1,) if path in counts else ()
    path += (parts[-1],) if parts else ()
    if double:
        counts[path] = counts.get(path, 0) + 1
    return (*path, counts[path] - 1) if path in counts else path
