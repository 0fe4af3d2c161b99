"""Bytes to a tree, or the one reason why not."""

from __future__ import annotations

import pytest
from lxml import etree
from papers import body, changed, oioubl, only, peppol, read

from flok.domain.spend._reasons import Refused
from flok.domain.spend.reading._xml import documents_in, is_ubl, parse

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"


def refusal(raw: bytes) -> tuple[str, str | None]:
    with pytest.raises(Refused) as refused:
        list(documents_in(parse(raw)))
    return refused.value.code, refused.value.detail


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\xef\xbb\xbf \n", ("empty", None)),
        (b"<a>\xf8</a>", ("encoding", "byte 3: 0xf8")),
        (b'<?xml version="1.0" encoding="utf-8"?><a>\xf8</a>', ("encoding", "byte 41: 0xf8")),
        (b'<?xml version="1.0" encoding="Shift_JIS"?><a/>', ("encoding", "encoding=shift_jis")),
        (b"<?xml version='1.0' encoding = 'Shift_JIS'?><a/>", ("encoding", "encoding=shift_jis")),
        (b'<?xml version="1.0" encoding="\xff"?><a/>', ("encoding", "encoding=\ufffd")),
        (b"<!DOCTYPE a><a/>", ("doctype", None)),
        (b"<!doctype a><a/>", ("doctype", None)),
        (b"<!DOCTYPE\nhtml><html/>", ("not_ubl", "HTML")),
        (b"<a/>", ("not_ubl", "a")),
        (b"%PDF-1.4", ("not_ubl", "not XML")),
        (b"<Invoice/>", ("namespace", "Invoice in no namespace")),
        (b'<Order xmlns="urn:a"/>', ("namespace", "Order in urn:a")),
        (b"<a>" * 65 + b"</a>" * 65, ("depth", "> 64")),
        (b"<a>" * 64 + b"</a>" * 64, ("not_ubl", "a")),
    ],
)
def test_one_reason_each(raw: bytes, reason: tuple[str, str | None]) -> None:
    assert refusal(raw) == reason


@pytest.mark.parametrize("encoding", ["UTF-8", "utf-8", "UTF8", "US-ASCII", "ISO-8859-1", "iso-8859-1"])
def test_encodings_that_are_read(encoding: str) -> None:
    root = parse(f'<?xml version="1.0" encoding="{encoding}"?><a>x</a>'.encode())
    assert (root.tag, root.text) == ("a", "x")


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "utf-8", "iso-8859-1"])
def test_letters_survive_their_encoding(codec: str) -> None:
    name = {"utf-8-sig": "utf-8"}.get(codec, codec)
    assert parse(f'<?xml version="1.0" encoding="{name}"?><a>æøå</a>'.encode(codec)).text == "æøå"


def test_comments_and_instructions_do_not_part_a_text() -> None:
    assert parse(b"<?b c?><!-- d --><a>1<!-- 2 -->3<?e f?>4<![CDATA[5]]></a><!-- g -->").text == "1345"


@pytest.mark.parametrize(
    ("tag", "is_document"),
    [
        (f"{{{UBL}Invoice-2}}Invoice", True),
        (f"{{{UBL}CreditNote-2}}CreditNote", True),
        ("{urn:oioubl:names:specification:oioubl:schema:xsd:UtilityStatement-2}UtilityStatement", True),
        (f"{{{UBL}Invoice-2}}CreditNote", False),
        (f"{{{UBL}Invoice-2.1}}Invoice", False),
        (f"{{{UBL}CommonAggregateComponents-2}}InvoiceLine", False),
        (f"{{x{UBL}Invoice-2}}Invoice", False),
        ("Invoice", False),
    ],
)
def test_what_is_a_ubl_document(tag: str, is_document: bool) -> None:
    assert is_ubl(etree.Element(tag)) is is_document


def test_every_document_inside_wrappers_is_found_in_order() -> None:
    inner = [body(peppol(number="F-1")), b"<x><y>", body(oioubl(number="F-2")), b"</y></x>", body(peppol(number="F-3"))]
    assert [document.number for document in read(b"<batch>" + b"".join(inner) + b"</batch>")] == ["F-1", "F-2", "F-3"]


def test_a_document_inside_a_document_is_part_of_it() -> None:
    inside = b"<x>" + body(peppol(number="F-2")) + b"</x><cbc:CustomizationID>"
    document = only(changed(peppol(), (b"<cbc:CustomizationID>", inside)))
    assert (document.number, document.counted_ore) == ("F-7", 14470)
