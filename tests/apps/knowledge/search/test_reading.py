"""What is read inside a file of each kind, and what is told of a file that cannot be read."""

from __future__ import annotations

import resource
import zipfile
from pathlib import Path

import pytest

from flok.apps.knowledge.models import Reading
from flok.apps.knowledge.search._reading import MOST_SIGNS, Read, read
from tests.apps.knowledge.search import documents


def words(path: Path) -> list[str]:
    """The words of each page that was read."""
    found = read(path, path.name)
    assert found.reading == Reading.READ
    return [" ".join(page.split()) for page in found.text.split("\f")]


def test_a_pdf_page_by_page(tmp_path: Path) -> None:
    assert words(documents.pdf(tmp_path / "a.pdf", ["Rengøring på *skoler*", "Æbler og pærer"])) == [
        "Rengøring på skoler",
        "Æbler og pærer",
    ]


def test_a_word_broken_at_the_end_of_a_line_of_a_pdf_is_whole(tmp_path: Path) -> None:
    narrow = '#set page(width: 3cm)\n#set text(lang: "da", hyphenate: true)\nindkøbsaftaler indkøbsaftaler'
    assert words(documents.pdf(tmp_path / "a.pdf", [narrow])) == ["indkøbsaftaler indkøbsaftaler"]


def test_a_presentation_slide_by_slide_with_what_is_said(tmp_path: Path) -> None:
    path = documents.presentation(tmp_path / "a.pptx", ["Første", "Anden"], notes="husk kaffe")
    assert words(path) == ["Første punkt husk kaffe", "Anden punkt husk kaffe"]


def test_slides_in_the_order_of_the_presentation(tmp_path: Path) -> None:
    path = documents.presentation(tmp_path / "a.pptx", ["Første", "Anden"])

    def turned(name: str, content: bytes) -> bytes:
        if name != "ppt/presentation.xml":
            return content
        one, other = (b'id="256" r:id="rId7"', b'id="257" r:id="rId8"')
        assert one in content
        assert other in content
        return content.replace(one, b"#").replace(other, one).replace(b"#", other)

    assert words(documents.changed(path, turned)) == ["Anden punkt", "Første punkt"]


def test_a_document_with_its_tables(tmp_path: Path) -> None:
    assert words(documents.document(tmp_path / "a.docx", ["Første afsnit", "Andet"])) == [
        "Første afsnit Andet Celle Nabo"
    ]


def test_a_workbook_sheet_by_sheet_but_not_what_is_hidden(tmp_path: Path) -> None:
    sheets = {"Priser": [["Vare", "Pris"], ["Papir", 12.5]], "Tom": [], "Skjult": [["hemmeligt"]]}
    assert words(documents.workbook(tmp_path / "a.xlsx", sheets, hidden="Skjult")) == [
        "Priser Vare Pris Papir 12.5",
        "Tom",
    ]


@pytest.mark.parametrize(
    ("name", "kind", "body", "pages"),
    [
        (
            "a.odt",
            "text",
            "<text:tracked-changes><text:p>slettet</text:p></text:tracked-changes>"
            "<text:h>Over<text:span>skrift</text:span></text:h>"
            "<text:p>et<text:s/>afsnit <text:span>med</text:span> hale</text:p>",
            ["Overskrift et afsnit med hale"],
        ),
        (
            "a.odp",
            "presentation",
            "<draw:page><text:p>Første</text:p></draw:page><draw:page><text:p>Anden</text:p></draw:page>",
            ["Første", "Anden"],
        ),
        (
            "a.ods",
            "spreadsheet",
            "<table:table><table:table-row><table:table-cell><text:p>Vare</text:p></table:table-cell>"
            "<table:table-cell><text:p>Pris</text:p></table:table-cell></table:table-row></table:table>",
            ["Vare Pris"],
        ),
    ],
)
def test_open_documents(tmp_path: Path, name: str, kind: str, body: str, pages: list[str]) -> None:
    assert words(documents.open_document(tmp_path / name, kind, body)) == pages


def test_a_locked_pdf(tmp_path: Path) -> None:
    assert read(documents.locked_pdf(tmp_path / "a.pdf"), "a.pdf") == Read(Reading.PROTECTED)


def test_a_locked_office_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + "EncryptedPackage".encode("utf-16-le"))
    assert read(path, "a.docx") == Read(Reading.PROTECTED)


def test_a_locked_open_document(tmp_path: Path) -> None:
    path = documents.open_document(tmp_path / "a.odt", "text", "", manifest="<encryption-data/>")
    assert read(path, "a.odt") == Read(Reading.PROTECTED)


def test_a_scanned_pdf_is_told_to_hold_no_text(tmp_path: Path) -> None:
    found = read(documents.scanned_pdf(tmp_path / "a.pdf"), "a.pdf")
    assert found == Read(Reading.NOTHING)
    assert "scannet" in Reading.NOTHING.label


def test_a_presentation_of_pictures_alone(tmp_path: Path) -> None:
    path = documents.presentation(tmp_path / "a.pptx", [""])
    path = documents.changed(path, lambda name, content: content.replace(b"punkt", b""))
    assert read(path, "a.pptx").reading == Reading.NOTHING


@pytest.mark.parametrize("name", ["a.pdf", "a.pptx", "a.xlsx", "a.odt", "a.ODP"])
def test_a_file_that_is_of_another_kind_than_its_name_says(tmp_path: Path, name: str) -> None:
    path = documents.document(tmp_path / "a.docx", ["tekst"])
    assert read(path, name) == Read(Reading.OTHER_KIND)


def test_a_program_called_a_presentation(tmp_path: Path) -> None:
    path = tmp_path / "a.pptx"
    path.write_bytes(b"MZ" + bytes(5000))
    assert read(path, "a.pptx") == Read(Reading.OTHER_KIND)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.xlsx"])
def test_half_a_file(tmp_path: Path, name: str) -> None:
    made = {
        "a.pdf": lambda: documents.pdf(tmp_path / name, ["tekst"]),
        "a.docx": lambda: documents.document(tmp_path / name, ["tekst"]),
        "a.xlsx": lambda: documents.workbook(tmp_path / name, {"Ark": [["tekst"]]}),
    }[name]()
    made.write_bytes(made.read_bytes()[:300])
    assert read(made, name) == Read(Reading.DAMAGED)


def test_a_file_that_is_gone_or_empty(tmp_path: Path) -> None:
    assert read(tmp_path / "a.pdf", "a.pdf") == Read(Reading.MISSING)
    (tmp_path / "a.pdf").touch()
    assert read(tmp_path / "a.pdf", "a.pdf") == Read(Reading.OTHER_KIND)


def test_a_picture_holds_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    assert read(tmp_path / "a.png", "a.png") == Read(Reading.NOTHING)


def test_a_doctype_is_not_followed(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    path = documents.open_document(tmp_path / "a.odt", "text", "<text:p>&b;</text:p>", doctype=bomb)
    assert read(path, "a.odt") == Read(Reading.DAMAGED)


def _bomb(path: Path, text: bytes, times: int) -> Path:
    """A document whose only part unpacks to a great deal."""
    documents.document(path, ["x"])
    return documents.changed(
        path,
        lambda name, content: (
            content.replace(b"<w:body>", b"<w:body>" + text * times) if name == "word/document.xml" else content
        ),
    )


def test_a_part_that_unpacks_to_half_a_gigabyte_is_never_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _chunk in range(450):
            part.write(bytes(1_000_000))
    assert path.stat().st_size < 1_000_000
    assert read(path, "a.docx") == Read(Reading.LIMIT)


def test_a_very_long_text_is_read_in_part(tmp_path: Path) -> None:
    path = _bomb(tmp_path / "a.docx", b"<w:p><w:r><w:t>mange ord </w:t></w:r></w:p>", 200_000)
    found = read(path, "a.docx")
    assert found.reading == Reading.PART
    assert MOST_SIGNS - 100 < len(found.text) <= MOST_SIGNS


def test_a_deep_document_ends_the_child_and_not_this_process(tmp_path: Path) -> None:
    path = _bomb(tmp_path / "a.docx", b"<w:p>", 2_000_000)
    assert read(path, "a.docx").reading in (Reading.DAMAGED, Reading.LIMIT)


def test_a_presentation_of_300_megabytes_is_read_without_its_pictures(tmp_path: Path) -> None:
    path = documents.presentation(tmp_path / "a.pptx", ["Det, der blev sagt"])
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive,
        archive.open("ppt/media/film.mp4", "w", force_zip64=True) as part,
    ):
        for _chunk in range(300):
            part.write(bytes(1_000_000))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert words(path) == ["Det, der blev sagt punkt"]
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # what a child has until it begins its own program
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(before, ours, 200_000)
