"""One file, given in pieces, to its documents. Small files are read whole; large ones never are."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from .._columns import ReadDocument
from .._persons import without_cpr
from .._reasons import Refused
from ._context import ReadContext
from ._fields import HEADER, LINE, LINE_TAGS
from ._invoice import Origin, assembled, read_invoice, sign_of
from ._strip import AttachmentCutter, attachments_json, cut, cut_stream
from ._walk import Found, walk
from ._xml import PARSER_OPTIONS, as_parsable, documents_in, parse, refuse_doctype, why

WHOLE = 1_000_000  # bytes up to which a file is taken into memory as it is
TREE = 16_000_000  # bytes, attachments cut out, up to which it is parsed as one tree
LARGEST = 2_000_000_000
ROOT_TAGS = frozenset(
    f"{{urn:oasis:names:specification:ubl:schema:xsd:{name}-2}}{name}" for name in ("Invoice", "CreditNote")
)
_BETWEEN = codecs.BOM_UTF8 + b" \t\r\n"
_SEAM = re.compile(rb">[" + _BETWEEN + rb"]*(?=<\?xml\s)")
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
            raw, attachments = cut(as_parsable(head))
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
        detail=without_cpr(refused.detail) if refused.detail else None,
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
    documents, refusal = _roots(raw)
    for place, root in enumerate(documents, 1):
        several = len(documents) > 1 or refusal is not None
        name = f"{file_id[:16]}.{place}" if several else file_id[:16]
        yield read_document(root, Origin(name, file_id, source, attachments), context)
    if refusal is not None:
        yield refused_file(refusal, file_id, source)


def _roots(raw: bytes) -> tuple[list[etree._Element], Refused | None]:
    """The business documents in a file, and why the rest of it, if any, could not be read.

    What is no document as a whole may be several, one after another, each with its own declaration.
    """
    try:
        return list(documents_in(parse(raw))), None
    except Refused as refused:
        refusal: Refused | None = refused
    starts = [0, *(match.end() for match in _SEAM.finditer(raw)), len(raw)]
    if len(starts) == 2:
        return [], refusal
    documents: list[etree._Element] = []
    refusal = None
    for start, end in pairwise(starts):
        try:
            documents.extend(documents_in(parse(raw[start:end].rstrip(_BETWEEN))))
        except Refused as refused:
            refusal = refused
    return documents, refusal


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
    yield assembled(walk(root, HEADER, {}), lines, sign_of(root), origin, context)


def _as_utf8(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces; UTF-16 with a BOM becomes UTF-8 (its declaration is dropped by as_parsable's rule)."""
    if not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield head
        yield from rest
        return
    decoder = codecs.getincrementaldecoder("utf-16")()
    try:
        text = decoder.decode(head)
        yield (text[text.find("?>") + 2 :] if text.startswith("<?xml") else text).encode()
        for piece in rest:
            yield decoder.decode(piece).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeDecodeError as error:
        raise Refused("encoding", f"byte {error.start}") from None


def _streamed(start: bytes, rest: Iterator[bytes]) -> tuple[etree._Element, list[Found]]:
    """The header of a very large document, and its lines' fields, without ever holding its tree.

    Raises Refused("limit") where it is not the many lines that make it large.
    """
    start = as_parsable(start)
    refuse_doctype(start)
    parser = etree.XMLPullParser(events=("start", "end"), tag=[*ROOT_TAGS, *LINE_TAGS], **PARSER_OPTIONS)
    root: etree._Element | None = None
    lines: list[Found] = []
    since_line = 0
    try:
        for piece in _chain(start, rest):
            count = len(lines)
            parser.feed(piece)
            for event, element in parser.read_events():
                if root is None:
                    root = _expected_root(element)
                elif event == "end" and element.getparent() is root:
                    lines.append(walk(element, LINE, {}))
                    _let_go(element)
            since_line = since_line + len(piece) if len(lines) == count else 0
            if root is None or since_line > TREE:
                raise Refused("limit", f"not lines, over {TREE} bytes")
        return parser.close(), lines
    except etree.XMLSyntaxError as error:
        raise why(error) from None


def _expected_root(element: etree._Element) -> etree._Element:
    if element.getroottree().docinfo.doctype:
        raise Refused("doctype")
    if element.tag not in ROOT_TAGS or element.getparent() is not None:
        raise Refused("limit", f"no invoice, over {TREE} bytes")
    return element


def _let_go(line: etree._Element) -> None:
    """Empty a line that has been read, and drop what stands before it, but for what the header is read from."""
    line.clear()
    while (before := line.getprevious()) is not None and before.tag not in HEADER:
        before.getparent().remove(before)


def _chain(start: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    for place in range(0, len(start), 262_144):
        yield start[place : place + 262_144]
    yield from rest
