"""Attachments are cut out of the bytes before parsing: never needed, often large. Their hash is kept.

A 50 MB attachment passes in pieces of a few hundred kB, so memory stays flat (catalogue X14).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from .._reasons import Refused

NEEDLE = b"EmbeddedDocumentBinaryObject"
_MARK = re.compile(rb"<!--|<!\[CDATA\[|<\?|<(?:[^\s<>/:]+:)?EmbeddedDocumentBinaryObject(?=[\s/>])")
_REST_OF_TAG = re.compile(rb"(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>")
_CDATA = b"<![CDATA["
_ENDS = {b"<!--": b"-->", _CDATA: b"]]>", b"<?": b"?>"}
_TAG_LIMIT = 1_000_000  # no honest start tag is longer (catalogue X13)
_WHITE = b" \t\r\n"
_NO_BASE64: dict[str, object] = {"sha256": None, "bytes": None, "base64": False}


@dataclass(slots=True)
class _Attachment:
    """One attachment on its way past: hashed as decoded bytes where it is base64, else as it stands."""

    sha: hashlib._Hash = field(default_factory=hashlib.sha256)
    size: int = 0
    is_base64: bool = True
    left: bytes = b""

    def pass_over(self, piece: bytes) -> None:
        if not self.is_base64:
            return
        text = self.left + piece.translate(None, _WHITE)
        whole = len(text) - len(text) % 4
        self.left = text[whole:]
        try:
            decoded = base64.b64decode(text[:whole], validate=True)
        except binascii.Error:
            self.is_base64 = False
            return
        self.sha.update(decoded)
        self.size += len(decoded)

    def entry(self) -> dict[str, object]:
        whole = self.is_base64 and not self.left
        return {"sha256": self.sha.hexdigest(), "bytes": self.size, "base64": True} if whole else dict(_NO_BASE64)


@dataclass(slots=True)
class AttachmentCutter:
    """Feed it pieces of a file; it returns them without what stands inside attachments.

    Comments, CDATA and processing instructions pass as they are: what looks like a tag there is none.
    """

    found: list[dict[str, object]] = field(default_factory=list)
    _inside: _Attachment | None = None
    _until: bytes = b""  # the end of the comment, CDATA section or instruction being passed
    _held: bytes = b""

    def feed(self, piece: bytes) -> bytes:
        data = self._held + piece
        self._held = b""
        out: list[bytes] = []
        while data:
            if self._inside is not None:
                data = self._leave(data)
            elif self._until:
                data = self._pass(data, out.append)
            else:
                data = self._enter(data, out)
        return b"".join(out)

    def _enter(self, data: bytes, out: list[bytes]) -> bytes:
        """Pass on what stands before the next attachment; return what follows its start tag."""
        plain = NEEDLE not in data and b"<!" not in data and b"<?" not in data
        mark = None if plain else _MARK.search(data)
        if mark is None:
            whole = _whole_tags(data)
            out.append(data[:whole])
            self._held = data[whole:]
            return b""
        if mark[0] in _ENDS:
            out.append(data[: mark.end()])
            self._until = _ENDS[mark[0]]
            return data[mark.end() :]
        tag = _REST_OF_TAG.match(data, mark.end())
        if tag is None:  # the piece ends inside it
            out.append(data[: mark.start()])
            self._held = _within_limit(data[mark.start() :])
            return b""
        out.append(data[: tag.end()])
        if not data.endswith(b"/>", 0, tag.end()):
            self._inside = _Attachment()
        return data[tag.end() :]

    def _pass(self, data: bytes, take: Callable[[bytes], None]) -> bytes:
        """Hand on what stands before the end being waited for, and the end; return what follows it."""
        place = data.find(self._until)
        if place < 0:
            place = max(0, len(data) - len(self._until) + 1)
            take(data[:place])
            self._held = data[place:]
            return b""
        place += len(self._until)
        self._until = b""
        take(data[:place])
        return data[place:]

    def _leave(self, data: bytes) -> bytes:
        """Swallow the attachment up to its end tag; return what follows it."""
        inside = self._inside
        assert inside is not None
        if self._until:
            return self._pass(data, lambda piece: inside.pass_over(piece.removesuffix(b"]]>")))
        end = data.find(b"<")
        if end < 0:
            inside.pass_over(data)
            return b""
        inside.pass_over(data[:end])
        if data.startswith(_CDATA, end):
            self._until = _ENDS[_CDATA]
            return data[end + len(_CDATA) :]
        if len(data) - end < len(_CDATA) and _CDATA.startswith(data[end:]):
            self._held = data[end:]
            return b""
        self.found.append(inside.entry())
        self._inside = None
        return data[end:]

    def close(self) -> bytes:
        """What was held back at the end of the file."""
        held, self._held = self._held, b""
        return held


def _whole_tags(data: bytes) -> int:
    """Where a tag begins that the piece cuts off; the length if none does."""
    start = data.rfind(b"<")
    if start < 0 or data.find(b">", start) >= 0:
        return len(data)
    _within_limit(data[start:])
    return start


def _within_limit(tag: bytes) -> bytes:
    if len(tag) > _TAG_LIMIT:
        raise Refused("limit", f"start tag over {_TAG_LIMIT} bytes")
    return tag


def cut(raw: bytes) -> tuple[bytes, str | None]:
    """A whole document without its attachments, and what was passed over as JSON (None if nothing)."""
    if NEEDLE not in raw:
        return raw, None
    cutter = AttachmentCutter()
    rest = cutter.feed(raw) + cutter.close()
    return rest, attachments_json(cutter)


def cut_stream(pieces: Iterable[bytes], cutter: AttachmentCutter) -> Iterator[bytes]:
    """The pieces of a large document without its attachments."""
    for piece in pieces:
        yield cutter.feed(piece)
    yield cutter.close()


def attachments_json(cutter: AttachmentCutter) -> str | None:
    return json.dumps(cutter.found) if cutter.found else None
