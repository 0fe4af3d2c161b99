"""What is hidden in a file comes out, or the file is refused (F05, F21)."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from flok.apps.knowledge.cleaning import Cleaned, clean
from flok.demo.presentation import presentation_pdf

SECRET = b"HEMMELIG"


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A PDF with a secret in every place beside its pages."""
    import datetime

    path = tmp_path / "in.pdf"
    with pikepdf.open(io.BytesIO(presentation_pdf("Oplæg", "Ea", ["Synlig"], day=datetime.date(2026, 5, 4)))) as file:
        with file.open_metadata() as notes:
            notes["dc:creator"] = [SECRET.decode()]
        file.docinfo["/Author"] = SECRET.decode()
        file.attachments["x.txt"] = pikepdf.AttachedFileSpec(file, SECRET)
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=SECRET.decode())
        file.Root.OpenAction = file.make_indirect(script)
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=SECRET.decode()
        )
        file.pages[0].obj.Annots = pikepdf.Array([file.make_indirect(note)])
        file.pages[0].obj.PieceInfo = pikepdf.Dictionary(X=pikepdf.Dictionary(Private=SECRET.decode()))
        file.save(path, compress_streams=False)
    return path


def _words(path: Path) -> bytes:
    """All that lies in a PDF, unpacked."""
    out = io.BytesIO()
    with pikepdf.open(path) as file:
        file.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    return out.getvalue()


def test_f21_a_pdf_is_made_anew_from_its_pages(pdf: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    assert SECRET in _words(pdf)
    assert clean("pdf", pdf, target) == Cleaned(True, ("actions", "annotations", "files", "metadata"))
    assert SECRET not in _words(target)
    with pikepdf.open(target) as new, pikepdf.open(pdf) as old:
        assert len(new.pages) == len(old.pages)
        assert sorted(new.Root.keys()) == ["/Lang", "/Pages", "/Type"]


def test_a_pdf_with_layers_is_refused(pdf: Path, tmp_path: Path) -> None:
    with pikepdf.open(pdf, allow_overwriting_input=True) as file:
        file.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([]))
        file.save(pdf)
    target = tmp_path / "out.pdf"
    done = clean("pdf", pdf, target)
    assert (done.done, "layers" in done.found, target.exists()) == (False, True, False)


@pytest.mark.parametrize(
    ("kind", "content", "found"),
    [("pdf", b"%PDF-1.7 opdigtet", "damaged"), ("png", b"\x89PNG\r\n\x1a\n", "damaged"), ("docx", b"PK", "damaged")],
)
def test_a_file_that_cannot_be_read_is_refused(kind: str, content: bytes, found: str, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(content)
    assert clean(kind, tmp_path / "in", tmp_path / "out") == Cleaned(False, (found,))
    assert not (tmp_path / "out").exists()


def test_a_protected_pdf_is_refused(pdf: Path, tmp_path: Path) -> None:
    with pikepdf.open(pdf, allow_overwriting_input=True) as file:
        file.save(pdf, encryption=pikepdf.Encryption(user="x", owner="y"))
    assert clean("pdf", pdf, tmp_path / "out") == Cleaned(False, ("protected",))


def test_f05_a_picture_is_made_anew_from_its_pixels(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jpg", tmp_path / "out.jpg"
    picture, exif = Image.new("RGB", (40, 20), "red"), Image.Exif()
    exif[0x010E], exif[0x0112] = SECRET.decode(), 6  # a description, and turned a quarter
    picture.save(source, exif=exif)
    assert SECRET in source.read_bytes()
    assert clean("jpg", source, target) == Cleaned(True, ("metadata",))
    assert SECRET not in target.read_bytes()
    with Image.open(target) as seen:
        assert (seen.size, dict(seen.getexif())) == ((20, 40), {})


def _with_picture(path: Path, content: bytes, *filters: str) -> Path:
    """A PDF of one page with a JPEG on it, packed by these filters."""
    with pikepdf.new() as file:
        file.add_blank_page()
        picture = pikepdf.Stream(
            file, content, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=40, Height=20,
            ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
            Filter=pikepdf.Array([pikepdf.Name(one) for one in filters]),
        )  # fmt: skip
        file.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=picture))
        file.pages[0].Contents = pikepdf.Stream(file, b"40 0 0 20 0 0 cm /X Do")
        file.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return path


def _jpeg(**options: Any) -> bytes:
    """A JPEG with the secret in its notes, and behind its end."""
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x010E] = SECRET.decode()
    Image.linear_gradient("L").resize((40, 20)).convert("RGB").save(out, "JPEG", exif=exif, comment=SECRET, **options)
    return out.getvalue() + SECRET


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_blocks": 1}], ids=str)
def test_a_picture_inside_a_pdf_keeps_no_notes(options: dict[str, Any], tmp_path: Path) -> None:
    content = _jpeg(**options)
    assert clean("pdf", _with_picture(tmp_path / "in.pdf", content, "/DCTDecode"), tmp_path / "out.pdf").done
    assert SECRET not in (tmp_path / "out.pdf").read_bytes()
    with pikepdf.open(tmp_path / "out.pdf") as new, Image.open(io.BytesIO(content)) as before:
        kept = pikepdf.PdfImage(new.pages[0].obj.Resources.XObject.X).as_pil_image()
        assert (kept.size, kept.tobytes()) == (before.size, before.tobytes())


def test_a_picture_that_is_packed_once_more_is_refused(tmp_path: Path) -> None:
    source = _with_picture(tmp_path / "in.pdf", zlib.compress(_jpeg()), "/FlateDecode", "/DCTDecode")
    assert clean("pdf", source, tmp_path / "out.pdf") == Cleaned(False, ("pictures",))
    assert [one.name for one in tmp_path.iterdir()] == ["in.pdf"]


@pytest.mark.parametrize(
    ("kind", "parts", "found"),
    [
        ("docx", {"docProps/core.xml": b"<dc:creator>Ea</dc:creator>", "word/document.xml": b"<w:del><w:vanish/>",
                  "word/comments.xml": b""}, ("changes", "comments", "hidden_text", "metadata")),
        ("xlsx", {"xl/workbook.xml": b'<sheet state="veryHidden"/>', "xl/externalLinks/externalLink1.xml": b"",
                  "xl/worksheets/sheet1.xml": b'<row hidden="1">'}, ("files", "hidden_rows", "hidden_sheets")),
        ("pptx", {"ppt/slides/slide1.xml": b'<p:sld show="0">', "ppt/notesSlides/notesSlide1.xml": b"",
                  "customXml/item1.xml": b""}, ("custom", "hidden_slides", "notes")),
        ("odt", {"content.xml": b"<office:annotation><text:tracked-changes>"}, ("changes", "comments")),
        ("odt", {"content.xml": b"<office:text>"}, ("office",)),
    ],
)  # fmt: skip
def test_f21_office_files_are_refused_with_what_is_hidden_in_them(
    kind: str, parts: dict[str, bytes], found: tuple[str, ...], tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "in", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert clean(kind, tmp_path / "in", tmp_path / "out") == Cleaned(False, found)
