"""The PDF read back: what it says, how it is tagged, and that texts from outside are only texts."""

import io
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from flok.report import pdf, words
from flok.report.paper._pdf import printable
from tests.report.answers import ESCAPE, FORMULA, REVERSED, SCRIPT, Answer, empty_answer, rich_answer

TYPST = '#panic("x") *fed* $x$ #image("/etc/passwd") \\u{41} `kode` <label> @ref // væk = overskrift'


def read(raw: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(raw))


def said(reader: PdfReader) -> str:
    """All the text, with plain spaces and its lines joined."""
    text = " ".join(page.extract_text() for page in reader.pages)
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def tags(reader: PdfReader) -> dict[str, int]:
    """How often each structure type occurs in the tree of tags, and how many figures have an alternative text."""
    counts: dict[str, int] = {}

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for inner in node:
                walk(inner)
        elif isinstance(node, dict):
            kind = str(node.get("/S", ""))
            counts[kind] = counts.get(kind, 0) + 1
            if kind == "/Figure" and node.get("/Alt"):
                counts["alt"] = counts.get("alt", 0) + 1
            walk(node.get("/K", []))

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return counts


@pytest.mark.parametrize(
    ("lang", "title", "headings"),
    [
        ("da", "Andel af bæredygtige indkøb – Tørsted Kommune",
         ["De samme køb efter 9 definitioner", "Måned for måned", "Hvor der mangler mest", "Hvad vi ikke ved nok om",
          "Hvem vi kan spørge", "Regnskabet", "Alt er gjort rede for.", "Sådan er der regnet"]),
        ("en", "Share of sustainable purchases – Tørsted Kommune",
         ["The same purchases by 9 definitions", "Month by month", "Where most is missing",
          "What we know too little about", "Whom to ask", "The account", "Everything is accounted for.",
          "How it was computed"]),
    ],
)  # fmt: skip
def test_what_it_says(answer: Answer, lang: str, title: str, headings: list[str]) -> None:
    reader = read(pdf(answer, lang=lang))
    text = said(reader)
    assert words.sentence(answer, lang).replace("\u00a0", " ") in text
    places = [text.find(heading) for heading in headings]
    assert -1 not in places
    assert places == sorted(places)
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert reader.trailer["/Root"]["/Lang"] == lang
    assert 2 <= len(reader.pages) <= 4


def test_figures_stand_with_their_definition(answer: Answer) -> None:
    text = said(read(pdf(answer)))
    d = answer["definitions"][0]
    assert words.grounds(d).replace("\u00a0", " ") in text
    assert "I filerne i alt 236.092.428,21 kr." in text
    assert "Målets kilde: Byrådets beslutning 14. juni 2025" in text
    for month in d["groups"]["month"]:
        assert f"{words.month(month['key'])} {words.whole_kroner(month['sustainable_ore'])}" in text


def test_screen_readers_can_read_it(answer: Answer) -> None:
    reader = read(pdf(answer))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()
    counts = tags(reader)
    assert counts["alt"] == counts["/Figure"] == 11  # the large bar, nine definitions, the months
    assert counts["/Table"] == counts["/THead"] + 1  # the one of what was read has names in its first column
    assert counts["/TH"] > 40
    assert counts["/H1"] == 6


def test_the_same_answer_gives_the_same_bytes(answer: Answer) -> None:
    assert pdf(answer) == pdf(rich_answer())


def test_an_empty_answer() -> None:
    text = said(read(pdf(empty_answer())))
    assert text.startswith("Alle købere i filerne Andel af bæredygtige indkøb Hele filernes periode")
    assert "Der er ikke regnet efter nogen definition." in text


def test_without_target_groups_or_a_share(answer: Answer) -> None:
    d = answer["definitions"][1] | {"groups": {}, "reasons": []}
    assert "Hvor der mangler mest" not in said(read(pdf(answer | {"definitions": [d]})))
    assert "Der er ingen køb" in said(read(pdf(answer | {"definitions": answer["definitions"][8:]})))


@pytest.mark.parametrize("evil", [TYPST, SCRIPT, FORMULA, REVERSED, ESCAPE, "中文 😀 שלום", "<svg onload=x>", "\ud800"])
def test_texts_from_outside_are_only_texts(answer: Answer, evil: str) -> None:
    answer["organisation"] = {"buyer": [evil], "name": evil}
    answer["inputs"] = {key: [evil] for key in answer["inputs"]}
    answer["flok"] = answer["engine"] = evil
    for convention in answer["conventions"]:
        convention["text_da"] = evil
    for d in answer["definitions"]:
        d |= dict.fromkeys(("name_da", "summary_da", "source", "version", "date"), evil)
        d["target"] = d["target"] and {**d["target"], "source": evil}
        for reason in d["reasons"]:
            reason |= {"text_da": evil, "outcome": "unknown"}
        for code, groups in d["groups"].items():
            for g in groups if code != "month" else []:
                g["label"] = evil
    text = said(read(pdf(answer)))
    shown = re.sub(r"\s+", "", printable(words.plain(evil)))
    assert shown in re.sub(r"\s+", "", text)
    assert "<style>" not in text


def test_letters_the_font_has_not_are_marked() -> None:
    assert printable("Blåbærgrød – 5 €") == "Blåbærgrød – 5 €"
    assert printable("A\u030argang") == "Årgang"
    assert printable("中 \u200b😀") == "\ufffd \ufffd"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_name_can_be_set(name: str) -> None:
    answer = empty_answer() | {"organisation": {"buyer": [], "name": name}}
    assert pdf(answer).startswith(b"%PDF-")
