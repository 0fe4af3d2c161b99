"""The look itself: a page with every fault is told of each, so that silence on the others means something."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.looking import faults_at_width, faults_of

pytestmark = pytest.mark.browser
WRONG = """<!doctype html><html lang="en"><head><title> – Flok</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>A</h1><h1>B</h1><a href="/">Sign in</a><span lang="en">Files</span>
<img src="data:," alt="Overview"><p style="width: 500px; color: #bbb; background: #fff">svag</p><input>
</main></body></html>"""


def test_faults_are_seen(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(WRONG)
    assert faults_of(page, "da") == [
        "lang is en", "2 h1", "no title", "not translated: Sign in", "not translated: Overview",
    ]  # fmt: skip
    found = [one.split(" ")[1].rstrip(":") for one in faults_at_width(page, 320)]
    page.close()
    assert [one for one in ("<p", "color-contrast", "label") if one not in found] == []
