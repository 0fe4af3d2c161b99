"""Pictures beside the documents that tests/apps/meetings/test_files.py tries."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from flok.kernel import files
from flok.kernel.files import RefusedFileError, kind_of

PNG = b"\x89PNG\r\n\x1a\n opdigtet IEND\xaeB`\x82"
JPG = b"\xff\xd8\xff opdigtet \xff\xd9"
ALL = (*files.DOCUMENTS, *files.PICTURES)


def _told(name: str, content: bytes, kinds: tuple[str, ...] = ALL) -> str:
    try:
        return kind_of(name, io.BytesIO(content), len(content), kinds)
    except RefusedFileError as error:
        return f"refused: {error.code}"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("skilt.PNG", PNG, "png"),
        ("skilt.jpeg", JPG, "jpg"),
        ("skilt.jpg", JPG, "jpg"),
        ("skilt.png", JPG, "refused: content"),
        ("skilt.png", b"\x89PNG", "refused: content"),
        ("skilt.jpg", JPG + b"/*<script>*/", "refused: content"),
        ("skilt.gif", b"GIF89a/*opdigtet*/=1", "refused: kind"),
        ("skilt.svg", b"<svg onload='x'/>", "refused: kind"),
    ],
)
def test_f05_pictures_are_told_by_both_ends(name: str, content: bytes, told: str) -> None:
    assert _told(name, content) == told


def test_pictures_are_let_in_only_where_they_are_asked_for() -> None:
    assert _told("skilt.png", PNG, files.DOCUMENTS) == "refused: kind"


def _open_document(mimetype: bytes, compression: int) -> bytearray:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        archive.writestr("mimetype", mimetype)
    return bytearray(out.getvalue())


def test_z03_an_open_document_is_told_without_unpacking_anything() -> None:
    bomb = _open_document(bytes(30_000_000), zipfile.ZIP_DEFLATED)
    central = bomb.find(b"PK\x01\x02")
    bomb[central + 24 : central + 28] = (40).to_bytes(4, "little")  # the size it says it has
    tracemalloc.start()
    try:
        assert _told("regneark.ods", bytes(bomb)) == "refused: content"
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_z13_an_open_document_that_cannot_be_unpacked_is_refused() -> None:
    torn = _open_document(b"application/vnd.oasis.opendocument.text", zipfile.ZIP_DEFLATED)
    torn[38:42] = b"\xff\xff\xff\xff"  # where its packed bytes begin
    assert _told("brev.odt", bytes(torn)) == "refused: content"


def test_a_file_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    def breaks() -> list[bytes]:
        raise ConnectionError

    digest = "8b0a1e1d5d0a0d6f"
    assert files.keep(tmp_path / "a" / digest, [b"opd", b"igtet"])[0] == 8
    assert (tmp_path / "a" / digest).read_bytes() == b"opdigtet"
    with pytest.raises(ConnectionError):
        files.keep(tmp_path / "a" / "halv", (piece for piece in breaks()))
    assert [one.name for one in (tmp_path / "a").iterdir()] == [digest]
