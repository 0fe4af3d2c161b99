"""Pictures beside the documents that tests/apps/meetings/test_files.py tries."""

from __future__ import annotations

import io
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


def test_a_file_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    def breaks() -> list[bytes]:
        raise ConnectionError

    digest = "8b0a1e1d5d0a0d6f"
    assert files.keep(tmp_path / "a" / digest, [b"opd", b"igtet"])[0] == 8
    assert (tmp_path / "a" / digest).read_bytes() == b"opdigtet"
    with pytest.raises(ConnectionError):
        files.keep(tmp_path / "a" / "halv", (piece for piece in breaks()))
    assert [one.name for one in (tmp_path / "a").iterdir()] == [digest]
