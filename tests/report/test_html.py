"""The report as a file: one page, sound, loading nothing, with names from outside kept harmless."""

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import lxml.html
import pytest

from flok.report import page, tables, write_report
from tests.report.answers import ESCAPE, FORMULA, REVERSED, Answer, empty_answer, figures

VOID = {"meta", "link", "br", "hr", "img", "input"}
NBSP = "\u00a0"


@pytest.fixture(scope="module")
def text() -> str:
    from tests.report.answers import rich_answer

    return page(rich_answer())


@pytest.fixture(scope="module")
def tree(text: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(text)


class Balanced(HTMLParser):
    """Every element opened is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def said(element: lxml.html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content().replace(NBSP, " ")).strip()


def one(tree: lxml.html.HtmlElement, selector: str) -> lxml.html.HtmlElement:
    (found,) = tree.xpath(selector)
    return found


def test_the_file_is_one_small_page(answer: Answer, tmp_path: Path) -> None:
    path = tmp_path / "rapport.html"
    write_report(answer, path)
    raw = path.read_bytes()
    assert raw.startswith(b"<!DOCTYPE html>\n")
    assert b"\r" not in raw
    assert len(raw) < 300_000


def test_the_same_answer_gives_the_same_page(answer: Answer, text: str) -> None:
    assert page(answer) == text


def test_every_element_is_closed(text: str) -> None:
    parser = Balanced()
    parser.feed(text)
    parser.close()
    assert parser.open == []


def test_nothing_is_loaded_from_anywhere(text: str, tree: lxml.html.HtmlElement) -> None:
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //embed | //form | //base | //@src")
    assert [v for v in tree.xpath("//@*") if "://" in v] == []
    assert [v for v in tree.xpath("//@href") if not v.startswith("#")] == []
    assert set(re.findall(r"url\(([^)]*)\)", text)) <= {f"#{name}" for name in tree.xpath("//@id")}
    assert tree.xpath("//@style") == []
    assert "@import" not in text
    assert "on" not in {name[:2] for element in tree.iter("*") for name in element.attrib}
    assert one(tree, "//meta[@http-equiv='Content-Security-Policy']").get("content").startswith("default-src 'none'")


def test_the_links_lead_somewhere(tree: lxml.html.HtmlElement) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//a/@href")} <= set(ids)
    assert set(tree.xpath("//@aria-labelledby")) <= set(ids)


def test_hostile_names_are_only_text(text: str) -> None:
    assert "<script" not in text
    assert "&lt;script&gt;alert(&#39;hej&#39;)&lt;/script&gt; &amp; Co. A/S" in text
    assert FORMULA in html.unescape(text)
    assert "\x1b" not in text
    assert "<b>" not in text


def test_a_turned_reading_direction_stays_inside_its_name(text: str) -> None:
    assert text.count("\u202e") > 1
    isolated = re.findall(r"<bdi>[^<]*</bdi>", text)
    assert sum(part.count("\u202e") for part in isolated) == text.count("\u202e")
    assert f"<bdi>{REVERSED}</bdi>" in text


def test_hostile_names_everywhere(answer: Answer) -> None:
    evil = f'"><script>{REVERSED}{ESCAPE}\ud800'
    answer["organisation"] = {"buyer": [evil], "name": evil}
    answer["inputs"] = {key: [evil] for key in answer["inputs"]}
    answer["engine"] = answer["flok"] = evil
    answer["conventions"][0] = dict.fromkeys(answer["conventions"][0], evil)
    for definition in answer["definitions"]:
        definition |= dict.fromkeys(("id", "name_da", "summary_da", "source", "version", "date"), evil)
        definition["reasons"][0] |= {"text_da": evil, "outcome": evil}
    shown = page(answer)
    assert "<script" not in shown
    isolated = re.findall(r"<bdi>[^<]*</bdi>", shown)
    assert sum(part.count("\u202e") for part in isolated) == shown.count("\u202e")
    shown.encode("utf-8")


def test_the_answer_comes_first(tree: lxml.html.HtmlElement) -> None:
    assert said(one(tree, "//p[@class='svar']")) == (
        "I kan dokumentere 25 %, og det kan højst være 59 %. Målet er 80 % i 2030; der mangler 73,2 mio. kr."
    )
    assert [said(part) for part in tree.xpath("//dl[@class='tal']/div")] == [
        "Bevist25 % 34,0 mio. kr.",
        "Ved vi ikke nok omop til 59 % 45,0 mio. kr.",
        "Ikke bæredygtigt41 % 55,1 mio. kr.",
        "Målet i 203080 % der mangler 73,2 mio. kr.",
    ]


def test_the_order_of_the_page(tree: lxml.html.HtmlElement) -> None:
    assert [said(h) for h in tree.xpath("//h1 | //h2")] == [
        "Andel af bæredygtige indkøb",
        "Svaret",
        "De samme køb efter 9 definitioner",
        "Måned for måned mod målet",
        "Hvor der mangler noget",
        "Hvad vi ikke ved nok om",
        "Regnskabet",
        "Sådan er der regnet",
    ]


def test_a_definition_beside_the_others(tree: lxml.html.HtmlElement) -> None:
    rows = [said(row) for row in tree.xpath("//ul[@class='rader']/li")]
    assert len(rows) == 9
    assert rows[3] == (
        "Økologisk andel af fødevarer v. 2, 1. januar 2026 55–64 % mål 60 % i 2027 Kun fødevarer,"
        " i kroner; ikke i kilo. Andelen er af 30,7 mio. kr.; heraf ved vi ikke nok om 2,8 mio. kr."
        " Til målet mangler 1,5 mio. kr."
    )
    assert rows[8].endswith("Der er ingen køb inden for definitionen at tage en andel af.")
    bars = tree.xpath("//ul[@class='rader']//svg[@role='img']/@aria-label")
    assert bars[3].replace(NBSP, " ") == "Økologisk andel af fødevarer: bevist 55 %, højst 64 %, mål 60 %"
    assert bars[8].endswith(": ingen andel, fordi der ikke er køb at tage den af")


def test_the_account_to_the_ore(tree: lxml.html.HtmlElement) -> None:
    table = one(tree, "//table[caption='Regnskabet i DKK, uden moms']")
    assert [said(row) for row in table.xpath(".//tr")[1:]] == [
        "Talt med235.124.099,13 kr.",
        "Holdt udeProformafaktura: ikke et køb.12.000,00 kr.",
        "Lagt til sideDokumentets tal stemmer ikke med hinanden.912.331,50 kr.",
        "Lagt til sideSamme leverandør og nummer er læst før med et andet indhold.44.000,75 kr.",
        "AfrundingInden for det, formatet tillader.-3,17 kr.",
        "Ikke gjort rede for0,00 kr.",
        "I filerne i alt236.092.428,21 kr.",
    ]


def test_tables_have_captions_scopes_and_even_rows(tree: lxml.html.HtmlElement) -> None:
    for table in tree.xpath("//table"):
        assert said(one(table, "./caption"))
        assert table.xpath("count(.//th[not(@scope)])") == 0
        assert len({len(row.xpath("th | td")) for row in table.xpath(".//tr")}) == 1
        region = table.getparent()
        assert (region.get("role"), region.get("tabindex"), bool(region.get("aria-label"))) == ("region", "0", True)


def test_the_letter_can_be_copied_as_it_is(tree: lxml.html.HtmlElement) -> None:
    letter = one(tree, "//pre[@class='brev']").text_content()
    assert "<cac:Certificate>\n  <cbc:ID>SVANEN</cbc:ID>" in letter
    assert "<cbc:CertificateTypeCode>SVANEN</cbc:CertificateTypeCode>" in letter


def test_an_empty_answer() -> None:
    tree = lxml.html.document_fromstring(page(empty_answer()))
    assert [said(h) for h in tree.xpath("//h2")] == ["Svaret", "Regnskabet", "Sådan er der regnet"]
    assert said(one(tree, "//p[@class='svar']")) == "Der er ikke regnet efter nogen definition."
    assert said(one(tree, "//header")) == "Alle købere i filerne Andel af bæredygtige indkøb Hele filernes periode"


def test_a_target_without_a_year(answer: Answer) -> None:
    answer["definitions"][0]["target"]["year"] = None
    tree = lxml.html.document_fromstring(page(answer))
    assert "Målet80 % der mangler 73,2 mio. kr." in said(one(tree, "//dl[@class='tal']"))
    assert "None" not in said(tree)


def test_no_target_no_dimensions_one_definition(answer: Answer) -> None:
    answer["definitions"] = [answer["definitions"][1] | {"groups": {}}]
    tree = lxml.html.document_fromstring(page(answer))
    assert "Svaret er ikke delt op i varegrupper" in said(one(tree, "//section[@id='mangler']"))
    assert not tree.xpath("//section[@id='definitioner' or @id='tid']")
    answer["definitions"][0]["groups"] = {"category": [group("a", 30, 60, 10)]}
    shown = said(one(lxml.html.document_fromstring(page(answer)), "//section[@id='mangler']"))
    assert "har intet mål" in shown


def test_all_is_known_and_nothing_was_sustainable(answer: Answer) -> None:
    only = answer["definitions"][0] | figures(0, 0, 0, target=0.8) | {"reasons": [], "groups": {"supplier": []}}
    answer["definitions"] = [only]
    shown = said(lxml.html.document_fromstring(page(answer)))
    assert "Der er ingen køb inden for definitionen at tage en andel af." in shown


def group(key: str | None, yes: int, no: int, unknown: int, target: float | None = None) -> Answer:
    return {"key": key, "label": key or "ukendt", "lines": 1, **figures(yes, no, unknown, target=target)}


def test_long_tables_are_added_up_to_the_total() -> None:
    groups = [group(str(i), 100, 100, 100) for i in range(250)]
    table = tables.groups(groups, None, "Leverandør", "Alle")
    assert len(table.rows) == 101
    assert table.rows[-1][:4] == ["De øvrige 150", "150", "150", "150"]
    assert table.total is not None
    assert table.total[:4] == ["I alt", "250", "250", "250"]


def test_many_groups_stay_below_a_megabyte(answer: Answer) -> None:
    many = [group(f"leverandør nummer {i}", i, i * 2, i * 3, 0.8) for i in range(20_000)]
    answer["definitions"][0]["groups"] |= {"supplier": many, "unit": many}
    answer["problems"] *= 30
    assert len(page(answer).encode()) < 500_000


def test_in_english(answer: Answer) -> None:
    tree = lxml.html.document_fromstring(page(answer, "en"))
    assert tree.get("lang") == "en"
    assert [said(h) for h in tree.xpath("//h1 | //h2")] == [
        "Share of sustainable purchases",
        "The answer",
        "The same purchases by 9 definitions",
        "Month by month towards the target",
        "Where something is missing",
        "What we know too little about",
        "The account",
        "How it was computed",
    ]
    assert said(one(tree, "//p[@class='svar']")) == (
        "You can document 25%, and it can be 59% at most. The target is 80% in 2030; DKK 73.2 million are missing."
    )
    for word in ("bevist", "Mangler", "Hvorfor", "kroner gik", "leverandør", "Linjer"):
        assert word not in said(one(tree, "//main")).replace("Byrådets", "")
