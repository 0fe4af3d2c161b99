"""Attachments are cut out whatever pieces a file comes in; nothing else is touched."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.spend._reasons import Refused
from flok.domain.spend.reading._strip import AttachmentCutter, attachments_json, cut, cut_stream

TAG = "EmbeddedDocumentBinaryObject"


def embedded(content: str, attributes: str = "", prefix: str = "cbc:") -> str:
    return f"<{prefix}{TAG}{attributes}>{content}</{prefix}{TAG}>"


def streamed(raw: bytes, size: int) -> tuple[bytes, str | None]:
    """The same cut, in pieces of `size` bytes."""
    cutter = AttachmentCutter()
    pieces = (raw[start : start + size] for start in range(0, len(raw), size))
    return b"".join(cut_stream(pieces, cutter)), attachments_json(cutter)


HELLO = {"sha256": hashlib.sha256(b"hello").hexdigest(), "bytes": 5, "base64": True}
NOT = {"sha256": None, "bytes": None, "base64": False}


@pytest.mark.parametrize(
    ("raw", "rest", "found"),
    [
        (f"<a>{embedded('aGVsbG8=')}</a>", f"<a>{embedded('')}</a>", [HELLO]),
        (f"<a>{embedded('aGVs bG8=', prefix='')}</a>", f"<a>{embedded('', prefix='')}</a>", [HELLO]),
        (embedded("\naGVs\r\nbG8=\t"), embedded(""), [HELLO]),
        (embedded("aGVsbG8=", ' filename="a>b.pdf"'), embedded("", ' filename="a>b.pdf"'), [HELLO]),
        (embedded("aGVsbG8=", " filename='\">'"), embedded("", " filename='\">'"), [HELLO]),
        (embedded("<![CDATA[aGVsbG8=]]>"), embedded(""), [HELLO]),
        (embedded("aG<![CDATA[Vs]]>bG8="), embedded(""), [HELLO]),
        (embedded("<![CDATA[<b>1</b>]]>"), embedded(""), [NOT]),
        (embedded("aGVsbG8"), embedded(""), [NOT]),
        (embedded("hej med dig"), embedded(""), [NOT]),
        (embedded(""), embedded(""), [{"sha256": hashlib.sha256().hexdigest(), "bytes": 0, "base64": True}]),
        (embedded("aGVsbG8=") * 2, embedded("") * 2, [HELLO, HELLO]),
        (f"<cbc:{TAG}/><b>aGVsbG8=</b>", f"<cbc:{TAG}/><b>aGVsbG8=</b>", []),
        (f"<!-- {embedded('x')} --><b>1</b>", f"<!-- {embedded('x')} --><b>1</b>", []),
        (f"<b><![CDATA[{embedded('x')}]]></b>", f"<b><![CDATA[{embedded('x')}]]></b>", []),
        (f"<?a <cbc:{TAG}> ?><b>1</b>", f"<?a <cbc:{TAG}> ?><b>1</b>", []),
        (f"<cbc:{TAG}Reference>aGVs</cbc:{TAG}Reference>", f"<cbc:{TAG}Reference>aGVs</cbc:{TAG}Reference>", []),
        (f"<a>{TAG}</a>", f"<a>{TAG}</a>", []),
        (f"<cbc:{TAG} a='1", f"<cbc:{TAG} a='1", []),
    ],
)
def test_what_is_cut_and_what_is_not(raw: str, rest: str, found: list[object]) -> None:
    expected = (rest.encode(), json.dumps(found) if found else None)
    assert cut(raw.encode()) == expected
    assert [streamed(raw.encode(), size) for size in (1, 2, 3, 7, 1000)] == [expected] * 5


def test_an_attachment_that_never_ends_takes_the_rest_with_it() -> None:
    assert cut(f"<a><cbc:{TAG}>aGVs".encode()) == (f"<a><cbc:{TAG}>".encode(), None)


BITS = [
    "<a>",
    "</a>",
    "text ",
    "<!-- ",
    " -->",
    "<![CDATA[",
    "]]>",
    "<?b ",
    "?>",
    f"<cbc:{TAG}>",
    f"</cbc:{TAG}>",
    "QUJD",
    ">",
    "'",
]


@given(st.lists(st.sampled_from(BITS), max_size=20), st.integers(1, 9))
def test_pieces_of_any_size_give_the_same(bits: list[str], size: int) -> None:
    raw = "".join(bits).encode()
    assert streamed(raw, size) == streamed(raw, 10_000)


@given(st.binary(max_size=200), st.integers(1, 50), st.sampled_from(["", "\n", " \r\n"]))
def test_the_hash_is_of_the_attachment_itself(content: bytes, size: int, between: str) -> None:
    text = between.join(base64.b64encode(content).decode())
    _, found = streamed(f"<a>{embedded(text)}</a>".encode(), size)
    assert found == json.dumps([{"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "base64": True}])


def test_a_start_tag_without_end_is_refused() -> None:
    for start in (b"<a b='", f"<cbc:{TAG} b='".encode()):
        with pytest.raises(Refused) as refused:
            streamed(start + b"x" * 1_200_000, 100_000)
        assert refused.value.code == "limit"
