"""One file to its documents: the same whatever it is wrapped in, however it is written, in whatever pieces."""

# ruff: noqa: E501 - tables, one case a line
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import (
    CONTEXT,
    WHOLE,
    WHOLE_ORE,
    archive,
    body,
    changed,
    encoded,
    fate,
    oioubl,
    only,
    peppol,
    read,
    read_all,
)

from flok.demo import Adjustment, Attachment, Certificate, Document, Line, oioubl_invoice, peppol_invoice
from flok.domain.spend._columns import ReadDocument
from flok.domain.spend.reading import _file

TEXTS = st.text("abcæøåÆØÅ <&>'\"€-;=", min_size=1, max_size=12).map(str.strip).filter(bool)
LATIN = st.text("abcæøåÆØÅ <&>'\"-;=", min_size=1, max_size=12).map(str.strip).filter(bool)


def documents(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    line = st.builds(
        Line,
        name=texts,
        item_id=texts,
        quantity=st.sampled_from(["1", "-3", "2.5"]),
        price=st.decimals(0, 9999, places=2).map(str),
        labels=st.lists(st.builds(Certificate, id=texts), max_size=1).map(tuple),
    )
    return st.builds(
        Document,
        number=texts,
        kind=st.sampled_from(["invoice", "credit_note"]),
        lines=st.lists(line, min_size=1, max_size=3).map(tuple),
        allowances=st.lists(st.builds(Adjustment, amount=st.integers(1, 9999)), max_size=1).map(tuple),
        attachments=st.lists(st.just(Attachment()), max_size=1).map(tuple),
    )


WRITERS = st.sampled_from([oioubl_invoice, peppol_invoice])
Write = Callable[..., bytes]
FEW = settings(max_examples=40)


def said(document: ReadDocument) -> tuple[Any, ...]:
    """All a document says; not where it was read."""
    where = {"document_id": "", "file_id": "", "source": ""}
    lines = tuple(line._replace(line_id="", document_id="", source="") for line in document.lines)
    return replace(document, **where, lines=()), lines


def with_prefixes(raw: bytes, cac: str, cbc: str, root: str) -> bytes:
    """The document with other prefixes, its own element prefixed too."""
    text = raw.decode()
    name = "CreditNote" if "<CreditNote " in text else "Invoice"
    text = re.sub(rf"<(/?){name}(?=[ >])", rf"<\1{root}:{name}", text)
    text = text.replace(f'xmlns="urn:oasis:names:specification:ubl:schema:xsd:{name}-2"', f'xmlns:{root}="urn:oasis:names:specification:ubl:schema:xsd:{name}-2"')  # fmt: skip
    for old, new in (("cac", cac), ("cbc", cbc)):
        text = re.sub(rf"<(/?){old}:", rf"<\1{new}:", text).replace(f"xmlns:{old}=", f"xmlns:{new}=")
    return text.encode()


def in_envelope(raw: bytes) -> bytes:
    namespace = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"
    head = f'<sh:StandardBusinessDocument xmlns:sh="{namespace}"><sh:StandardBusinessDocumentHeader/>'
    return head.encode() + body(raw) + b"</sh:StandardBusinessDocument>"


PREFIXES = st.sampled_from(["a", "n0", "æ", "ns-1", "cbc", "cac"])


@FEW
@given(WRITERS, documents(TEXTS), st.lists(PREFIXES, min_size=3, max_size=3, unique=True))
def test_prefixes_mean_nothing(write: Write, document: Document, prefixes: list[str]) -> None:
    raw = write(document)
    assert said(only(with_prefixes(raw, *(f"p{name}" for name in prefixes)))) == said(only(raw))


@FEW
@given(WRITERS, documents(LATIN), st.sampled_from(["ISO-8859-1", "UTF-16", "utf-16-le", "utf-16-be", "utf-8-sig"]))
def test_encodings_mean_nothing(write: Write, document: Document, codec: str) -> None:
    raw = write(document)
    name = {"utf-8-sig": "UTF-8"}.get(codec, codec[:6] if codec.startswith("utf-16") else codec)
    mark = "\ufeff".encode(codec) if codec in ("utf-16-le", "utf-16-be") else b""
    assert said(only(mark + encoded(raw, name, codec=codec))) == said(only(raw))


@FEW
@given(WRITERS, documents(TEXTS))
def test_white_space_means_nothing(write: Write, document: Document) -> None:
    raw = write(document)
    spaced = re.sub(rb">([^<>]+)</", rb">\n\t \1 \r\n</", raw.replace(b"><", b">\r\n   <"))
    results = [said(only(text)) for text in (write(document, whitespace=False), spaced, raw + b"\n\n \t")]
    assert results == [said(only(raw))] * 3


@FEW
@given(WRITERS, documents(TEXTS))
def test_an_envelope_means_nothing(write: Write, document: Document) -> None:
    raw = write(document)
    assert said(only(in_envelope(raw))) == said(only(b"<a>" + in_envelope(raw) + b"</a>")) == said(only(raw))


@FEW
@given(st.lists(st.tuples(WRITERS, documents(TEXTS)), min_size=2, max_size=4), st.sampled_from([b"", b"\n", b"\xef\xbb\xbf", b"\r\n \xef\xbb\xbf"]))  # fmt: skip
def test_several_in_one_file_are_as_many_files(written: list[tuple[Write, Document]], between: bytes) -> None:
    raws = [write(replace(document, attachments=())) for write, document in written]
    alone = [said(only(raw)) for raw in raws]
    wrapped = b"<a>" + b"".join(map(body, raws)) + b"</a>"
    assert [said(document) for document in read(between.join(raws))] == alone
    assert [said(document) for document in read(wrapped)] == alone


@FEW
@given(WRITERS, documents(TEXTS))
def test_content_ids_tell_documents_apart(write: Write, document: Document) -> None:
    line = document.lines[0]
    other = replace(document, lines=(replace(line, name=line.name + "x"), *document.lines[1:]))
    dearer = replace(document, lines=(*document.lines, Line(price="0.01")))
    ids = [only(write(version)).content_id for version in (document, other, dearer)]
    assert len(set(ids)) == 3


def test_an_archive_means_nothing(tmp_path: Path) -> None:
    raws = {"a.xml": peppol(), "b.xml": oioubl(number="F-8", kind="credit_note")}
    (tmp_path / "a.zip").write_bytes(archive({"inder.zip": archive(raws), **raws}))
    alone = [said(only(raw)) for raw in raws.values()]
    assert [said(document) for document in read_all(tmp_path)] == alone * 2


@pytest.mark.parametrize("piece", [1, 7, 4096, 10**7])
def test_pieces_mean_nothing(piece: int) -> None:
    raw = peppol(attachments=(Attachment(content=b"x" * 5000),))
    assert [said(document) for document in read(raw, piece=piece)] == [said(only(raw))]


@pytest.mark.parametrize("codec", ["UTF-8", "UTF-16", "ISO-8859-1"])
@pytest.mark.parametrize(("whole", "tree"), [(1000, 10**7), (1000, 10_000)], ids=["as a tree", "line by line"])
def test_large_files_say_the_same_as_small_ones(
    codec: str, whole: int, tree: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = replace(
        WHOLE,
        lines=tuple(replace(line, name=f"{line.name} {i}") for i, line in enumerate(WHOLE.lines * 10)),
        attachments=(Attachment(content=b"x" * 3000),),
        allowances=(Adjustment(amount=1000),),
    )
    for write in (peppol_invoice, oioubl_invoice):
        raw = encoded(write(written), codec)
        expected = said(only(raw))
        with monkeypatch.context() as patch:
            patch.setattr(_file, "WHOLE", whole)
            patch.setattr(_file, "TREE", tree)
            results = [said(document) for piece in (100, 3001) for document in read(raw, piece=piece)]
        assert results == [expected] * 2


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (changed(peppol(), ("<Invoice ", "<!--" + "x" * 3000 + "--><!DOCTYPE Invoice [<!ENTITY a 'b'>]><Invoice ")), ("rejected", "doctype", 0)),
        (peppol()[:-30], ("rejected", "malformed", 0)),
        (peppol().replace("Æ".encode(), b"\xc6"), ("rejected", "encoding", 0)),
        (peppol() + peppol(), ("rejected", "malformed", 0)),
        (b"<a>" + body(peppol()) + b"</a>", ("rejected", "limit", 0)),
        (peppol().replace(b"xsd:Invoice-2", b"xsd:Order-2").replace(b"Invoice ", b"Order ").replace(b"/Invoice>", b"/Order>"), ("rejected", "limit", 0)),
        (peppol(customization="urn:x"), ("set_aside", "profile", 0)),
    ],
    ids=["doctype", "cut", "latin", "two", "wrapper", "order", "profile"],
)  # fmt: skip
def test_very_large_files_have_their_reasons_too(
    raw: bytes, expected: tuple[str, str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_file, "WHOLE", 1000)
    monkeypatch.setattr(_file, "TREE", 2000)
    assert fate(only(raw)) == expected


def test_a_line_that_is_no_line_of_the_document_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = peppol().decode()
    line = raw[raw.index("<cac:InvoiceLine>") : raw.index("</cac:InvoiceLine>") + len("</cac:InvoiceLine>")]
    hidden = changed(raw.encode(), ("<cbc:CustomizationID>", f"<x>{line}</x><cbc:CustomizationID>"))
    assert fate(only(hidden)) == ("counted", None, WHOLE_ORE)
    monkeypatch.setattr(_file, "WHOLE", 1000)
    monkeypatch.setattr(_file, "TREE", 4000)
    assert fate(only(hidden)) == ("counted", None, WHOLE_ORE)


def test_a_broken_one_among_several_is_told_beside_the_good_ones() -> None:
    parts = [peppol(number="F-1"), peppol(number="F-2")[:3000], peppol(number="F-3")]
    assert [(document.number, *fate(document)) for document in read(b"\n".join(parts))] == [
        ("F-1", "counted", None, WHOLE_ORE),
        ("F-3", "counted", None, WHOLE_ORE),
        (None, "rejected", "malformed", 0),
    ]


def test_names_within_a_file_of_several() -> None:
    first, second = read(b"<a>" + body(peppol(number="F-1")) + body(peppol(number="F-2")) + b"</a>")
    alone = only(peppol())
    assert (first.document_id, second.document_id) == (f"{first.file_id[:16]}.1", f"{first.file_id[:16]}.2")
    assert (first.file_id == second.file_id, alone.document_id) == (True, alone.file_id[:16])
    assert [line.line_id for line in second.lines] == [f"{second.document_id}-0001", f"{second.document_id}-0002"]


def test_a_declaration_inside_cdata_parts_nothing() -> None:
    note = "<cbc:Note><![CDATA[<a/><?xml version='1.0'?><b/>]]></cbc:Note><cbc:DocumentCurrencyCode>"
    assert fate(only(changed(peppol(), ("<cbc:DocumentCurrencyCode>", note)))) == ("counted", None, WHOLE_ORE)


def test_a_file_beyond_the_largest_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_file, "LARGEST", 3000)
    refused = read(peppol(), piece=1000)
    assert [(*fate(document), document.detail) for document in refused] == [
        ("rejected", "limit", 0, "file over 3000 bytes")
    ]


def test_the_file_id_is_of_all_its_bytes_even_when_refused_early() -> None:
    raw = b"%PDF-1.7" + bytes(3_000_000)
    first, second = only(raw), only(raw + b"x")
    assert (first.code, second.code) == ("not_a_document", "not_a_document")
    assert first.file_id != second.file_id


@given(st.binary(max_size=300), st.integers(0, 20))
def test_no_bytes_bring_the_reader_down(raw: bytes, place: int) -> None:
    good = peppol()
    for strange in (raw, good[: place * 100] + raw, raw + good):
        for document in read(strange):
            assert document.status in ("counted", "rejected", "set_aside", "excluded")


@given(st.data())
def test_no_change_of_a_byte_brings_the_reader_down_or_loses_money(data: st.DataObject) -> None:
    raw = bytearray(oioubl() if data.draw(st.booleans()) else peppol())
    raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    for document in read(bytes(raw), CONTEXT):
        assert sum(line.net_ore for line in document.lines) == document.counted_ore
