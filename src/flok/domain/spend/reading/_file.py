"""One file, given in pieces, to its documents. Small files are read whole; large ones never are."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator

from lxml import etree

from .._columns import ReadDocument
from .._reasons import Refused
from ._context import ReadContext
from ._fields import LINE, LINE_TAGS
from ._invoice import Origin, read_invoice
from ._strip import AttachmentCutter, attachments_json, cut, cut_stream
from ._walk import Found, walk
from ._xml import PARSER_OPTIONS, as_parsable, documents_in, is_ubl, parse, refuse_doctype, why

WHOLE = 1_000_000  # bytes up to which a file is taken into memory as it is
TREE = 16_000_000  # bytes, attachments cut out, up to which it is parsed as one tree
LARGEST = 2_000_000_000
_PDF_OR_PROGRAM = (b"%PDF", b"MZ", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


def read_file(pieces: Iterator[bytes], source: str, context: ReadContext) -> Iterator[ReadDocument]:
    """The documents of one XML file; what cannot be read is one rejected document with its reason.

    `pieces`: the file's bytes in order, each at most a few hundred kB. Nothing of an attachment is kept but its
    hash, and of a document with very many lines only what the lines say.
    """
    digest = hashlib.sha256()
    hashed = _hashing(pieces, digest)
    try:
        head = _up_to(hashed, WHOLE)
        if head.startswith(_PDF_OR_PROGRAM):
            raise Refused("not_a_document", "PDF, picture or program")
        if len(head) <= WHOLE:
            raw, attachments = cut(head)
            yield from _whole(raw, attachments, digest, source, context)
        else:
            yield from _large(head, hashed, digest, source, context)
    except Refused as refused:
        for _ in hashed:
            pass
        yield refused_file(refused, digest.hexdigest(), source)


def refused_file(refused: Refused, file_id: str, source: str) -> ReadDocument:
    """A file that could not be read, as a document with its reason."""
    return ReadDocument(
        document_id=file_id[:16],
        file_id=file_id,
        source=source,
        status=refused.status,
        code=refused.code,
        detail=refused.detail,
    )


def _hashing(pieces: Iterator[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > LARGEST:
            raise Refused("limit", f"file over {LARGEST} bytes")
        digest.update(piece)
        yield piece


def _up_to(pieces: Iterator[bytes], limit: int) -> bytes:
    """The first pieces, until they are more than `limit` bytes together."""
    taken: list[bytes] = []
    size = 0
    for piece in pieces:
        taken.append(piece)
        size += len(piece)
        if size > limit:
            break
    return b"".join(taken)


def _whole(
    raw: bytes, attachments: str | None, digest: hashlib._Hash, source: str, context: ReadContext
) -> Iterator[ReadDocument]:
    file_id = digest.hexdigest()
    documents: list[etree._Element] = []
    refusal: Refused | None = None
    for part in _separate(as_parsable(raw)):
        try:
            documents.extend(documents_in(parse(part)))
        except Refused as refused:
            refusal = refused
    for place, root in enumerate(documents, 1):
        several = len(documents) > 1 or refusal is not None
        name = f"{file_id[:16]}.{place}" if several else file_id[:16]
        yield read_document(root, Origin(name, file_id, source, attachments), context)
    if refusal is not None:
        yield refused_file(refusal, file_id, source)


def _separate(raw: bytes) -> list[bytes]:
    """Documents written one after another in one file, each with its own declaration; usually just one."""
    starts = [0]
    place = raw.find(b"<?xml ", 1)
    while place >= 0:
        if raw[:place].rstrip().endswith(b">") and raw[:place].strip(codecs.BOM_UTF8 + b" \t\r\n"):
            starts.append(place)
        place = raw.find(b"<?xml ", place + 1)
    return [raw[start:end] for start, end in zip(starts, [*starts[1:], len(raw)], strict=True)]


def read_document(root: etree._Element, origin: Origin, context: ReadContext) -> ReadDocument:
    """An Invoice or CreditNote; any other UBL document is excluded with its name."""
    name = etree.QName(root).localname
    if name in ("Invoice", "CreditNote"):
        return read_invoice(root, origin, context)
    return ReadDocument(
        document_id=origin.document_id,
        file_id=origin.file_id,
        source=origin.source,
        status="excluded",
        code="doc_type",
        detail=name,
    )


def _large(
    head: bytes, rest: Iterator[bytes], digest: hashlib._Hash, source: str, context: ReadContext
) -> Iterator[ReadDocument]:
    """A file over 1 MB: attachments cut on the way; then a tree if that made it small, else line by line."""
    cutter = AttachmentCutter()
    stripped = cut_stream(_as_utf8(head, rest), cutter)
    start = _up_to(stripped, TREE)
    if len(start) <= TREE:
        yield from _whole(start, attachments_json(cutter), digest, source, context)
        return
    root, lines = _streamed(start, stripped)
    file_id = digest.hexdigest()
    origin = Origin(file_id[:16], file_id, source, attachments_json(cutter))
    yield read_invoice(root, origin, context, lines)


def _as_utf8(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces; UTF-16 with a BOM becomes UTF-8 (its declaration is dropped by as_parsable's rule)."""
    if not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield head
        yield from rest
        return
    decoder = codecs.getincrementaldecoder("utf-16")()
    try:
        text = decoder.decode(head).lstrip("\ufeff")
        yield (text[text.find("?>") + 2 :] if text.startswith("<?xml") else text).encode()
        for piece in rest:
            yield decoder.decode(piece).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeDecodeError as error:
        raise Refused("encoding", f"byte {error.start}") from None


def _streamed(start: bytes, rest: Iterator[bytes]) -> tuple[etree._Element, list[Found]]:
    """The header of a very large document, and its lines' fields, without ever holding its tree."""
    start = as_parsable(start)
    refuse_doctype(start[:65536])
    parser = etree.XMLPullParser(events=("start", "end"), **PARSER_OPTIONS)
    lines: list[Found] = []
    seen_root = False
    fed = b""
    try:
        for fed in _chain(start, rest):
            parser.feed(fed)
            for event, element in parser.read_events():
                if not seen_root:
                    seen_root = True
                    if not is_ubl(element) or etree.QName(element).localname not in ("Invoice", "CreditNote"):
                        raise Refused("limit", f"{etree.QName(element).localname} over {TREE} bytes")
                if event == "end" and element.tag in LINE_TAGS:
                    lines.append(walk(element, LINE, {}))
                    element.clear()
        return parser.close(), lines
    except etree.XMLSyntaxError as error:
        raise why(error, fed) from None


def _chain(start: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    for place in range(0, len(start), 262_144):
        yield start[place : place + 262_144]
    yield from rest
