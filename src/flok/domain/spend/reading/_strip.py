"""Attachments are cut out of the bytes before parsing: never needed, often large. Their hash is kept.

A 50 MB attachment passes in pieces of a few hundred kB, so memory stays flat (catalogue X14).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .._reasons import Refused

NEEDLE = b"EmbeddedDocumentBinaryObject"
_OPEN = re.compile(rb"<(?:[\w.-]+:)?EmbeddedDocumentBinaryObject(?:\s[^<>]*)?(?<!/)>")
_TAG_LIMIT = 1_000_000  # no honest start tag is longer (catalogue X13)
_PADDING = b" \t\r\n]>"  # white space, and the end of a CDATA section


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
        text = self.left + piece.translate(None, _PADDING)
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
        return {"sha256": self.sha.hexdigest() if whole else None, "bytes": self.size, "base64": whole}


@dataclass(slots=True)
class AttachmentCutter:
    """Feed it pieces of a file; it returns them without what stands inside attachments."""

    found: list[dict[str, object]] = field(default_factory=list)
    _inside: _Attachment | None = None
    _held: bytes = b""

    def feed(self, piece: bytes) -> bytes:
        data = self._held + piece
        self._held = b""
        out: list[bytes] = []
        while data:
            data = self._leave(data) if self._inside is not None else self._enter(data, out)
        return b"".join(out)

    def _enter(self, data: bytes, out: list[bytes]) -> bytes:
        """Pass on what stands before the next attachment; return what follows its start tag."""
        match = _OPEN.search(data)
        if match is None:
            whole = _whole_tags(data)
            out.append(data[:whole])
            self._held = data[whole:]
            return b""
        out.append(data[: match.end()])
        self._inside = _Attachment()
        return data[match.end() :]

    def _leave(self, data: bytes) -> bytes:
        """Swallow the attachment up to its end tag; return what follows it."""
        inside = self._inside
        assert inside is not None
        end = data.find(b"<")
        if end < 0:
            inside.pass_over(data)
            return b""
        inside.pass_over(data[:end])
        if data.startswith(b"<![CDATA[", end):
            return data[end + 9 :]
        if len(data) - end < 9 and data[end:] == b"<![CDATA["[: len(data) - end]:
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
    if len(data) - start > _TAG_LIMIT:
        raise Refused("limit", f"start tag over {_TAG_LIMIT} bytes")
    return start


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
