"""Which files are let in, and how they are kept."""

from __future__ import annotations

import hashlib
import io
import uuid
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.apps.meetings import files
from flok.apps.meetings.files import RefusedFileError, kind_of


def zipped(**members: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return kept.getvalue()


def office(part: str, **more: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in {"[Content_Types].xml": b"<Types/>", part: b"<x/>", **more}.items():
            archive.writestr(name, content)
    return kept.getvalue()


ODP = zipped(mimetype=b"application/vnd.oasis.opendocument.presentation", content_dot_xml=b"<x/>")
GOOD = {
    "oplæg.pdf": b"%PDF-1.7\n",
    "Oplæg.PPTX": office("ppt/presentation.xml"),
    "notat.docx": office("word/document.xml"),
    "tal.xlsx": office("xl/workbook.xml"),
    "oplæg.odp": ODP,
}
BAD = {
    ("tegning.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"): "kind",
    ("side.html", b"<script>alert(1)</script>"): "kind",
    ("side.pdf.html", b"%PDF-1.7"): "kind",
    ("program.exe", b"MZ"): "kind",
    ("uden endelse", b"%PDF-1.7"): "kind",
    ("makro.pptm", office("ppt/presentation.xml")): "kind",
    ("side.pdf", b"<html><script>alert(1)</script>"): "content",
    ("polyglot.pdf", b"GIF89a/*%PDF-1.7*/=1"): "content",
    ("tegning.docx", b"<svg/>"): "content",
    ("ark.docx", office("xl/workbook.xml")): "content",
    ("afkortet.docx", office("word/document.xml")[:60]): "content",
    ("tekst.odt", ODP): "content",
    ("skjult.pptx", office("ppt/presentation.xml", **{"ppt/vbaProject.bin": b"x"})): "macros",
    ("skjult.odp", zipped(mimetype=b"application/vnd.oasis.opendocument.presentation", Basic__x=b"x")): "macros",
    ("tom.pdf", b""): "empty",
}


@pytest.mark.parametrize("name", GOOD)
def test_good_files_are_told_by_name_and_content(name: str) -> None:
    content = GOOD[name]
    assert kind_of(name, io.BytesIO(content), len(content)) == name.rpartition(".")[2].lower()


@pytest.mark.parametrize(("name", "content"), BAD, ids=[name for name, _ in BAD])
def test_f05_others_are_refused_with_a_code(name: str, content: bytes) -> None:
    with pytest.raises(RefusedFileError) as refused:
        kind_of(name, io.BytesIO(content), len(content))
    assert refused.value.code == BAD[name, content]


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(RefusedFileError, match="large"):
        kind_of("stor.pdf", io.BytesIO(b"%PDF-"), files.MAX_BYTES + 1)


@given(
    st.sampled_from([*files.KINDS, "svg", ""]), st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-"])
)
def test_any_bytes_are_let_in_or_refused_and_nothing_else(kind: str, content: bytes, head: bytes) -> None:
    file = io.BytesIO(head + content)
    try:
        told = kind_of(f"x.{kind}", file, len(head + content))
    except RefusedFileError as error:
        told = error.code
    assert told in {"pdf", "kind", "content", "macros", "empty"}


def test_a_file_is_kept_whole_under_its_key_or_not_at_all() -> None:
    key, broken = uuid.uuid4(), uuid.uuid4()
    assert files.keep(key, [b"opd", b"igtet"]) == (8, hashlib.sha256(b"opdigtet").hexdigest())
    assert files.path_of(key).read_bytes() == b"opdigtet"

    def breaks() -> Iterator[bytes]:
        yield b"halv"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        files.keep(broken, breaks())
    assert list(files.folder().glob(f"{broken}*")) == []
    files.discard(key)
    assert not files.path_of(key).exists()
