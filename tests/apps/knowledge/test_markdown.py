"""What members write is shown, and nothing of it acts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.apps.knowledge.markdown import html
from flok.apps.knowledge.templatetags.knowledge import markdown

TAG = re.compile(r"</?([a-z0-9]+)([^>]*)>")
ALLOWED = set("p br hr strong em s ul ol li blockquote code pre a h2 h3 h4 h5 table thead tbody tr th td".split())


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>"])
def test_f01_html_is_text(text: str) -> None:
    assert TAG.findall(html(text)) in ([("p", ""), ("p", "")], [])


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "vbscript:x", "data:text/html,x",
     "<javascript:x>", "java\tscript:x", "//evil.example", "https:evil", "ftp://evil.example"],
)  # fmt: skip
def test_f02_f04_links_lead_to_a_page_of_this_site_or_say_where_they_lead(address: str) -> None:
    assert "href" not in html(f"[x]({address})")


def test_f03_no_picture_is_fetched() -> None:
    assert "<img" not in html("![x](https://evil.example/p.png)\n\n![y][z]\n\n[z]: https://evil.example/q.png")


def test_good_links_are_not_followed_by_search_engines() -> None:
    assert html("[a](/maerker/) [b](https://fiktiv.example/?a=1&b=2)") == (
        '<p><a href="/maerker/" rel="nofollow noopener noreferrer">a</a> '
        '<a href="https://fiktiv.example/?a=1&amp;b=2" rel="nofollow noopener noreferrer">b</a></p>\n'
    )


def test_headings_stand_under_those_of_the_page() -> None:
    assert html("## A\n\n### B") == "<h3>A</h3>\n<h4>B</h4>\n"
    assert html("# A\n\n#### B", 2) == "<h2>A</h2>\n<h5>B</h5>\n"


@given(st.text(alphabet=st.sampled_from("<>[]()!\"'&#;:/\\ \n\taehrfscriptjvdonx=*_`|-1"), max_size=200))
def test_whatever_is_written_only_plain_tags_come_out(text: str) -> None:
    for name, attributes in TAG.findall(html(text)):
        assert name in ALLOWED
        assert attributes in ("", " /") or re.fullmatch(
            r'( href="(https?://|mailto:|/(?!/))[^"]*")?( rel="nofollow noopener noreferrer")?', attributes
        )


def test_deep_and_long_texts_are_written_out() -> None:
    for text in ("> " * 2_000 + "x", "[" * 20_000, "*a" * 10_000, "- " * 5_000):
        assert html(text)


def test_a_wide_table_is_moved_by_itself_also_by_keyboard() -> None:
    shown = markdown("| a | b |\n|---|---|\n| 1 | `<table>` |\n")
    frame = '<div class="flok-scroll" tabindex="0" role="group" aria-label="Tabel"><table class="table">'
    assert (shown.startswith(frame), shown.count("<div"), shown.rstrip().endswith("</table></div>")) == (True, 1, True)
