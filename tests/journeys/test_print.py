"""On paper: the account and the share with their figures, without what is only for moving about."""

from __future__ import annotations

import io

import pypdf
import pytest

from flok.report import words
from tests.journeys.conftest import Enter, Site
from tests.journeys.figures import published
from tests.journeys.furnishing import ADMINISTRATOR

pytestmark = pytest.mark.browser
NAVIGATION = ("Log af", "Overblik", "Beskeder", "English", "Hjælp", "Gå til indholdet")


def _printed(enter: Enter, site: Site, address: str) -> str:
    """What stands on the paper, without spaces: they differ between page and paper."""
    page = enter(site, ADMINISTRATOR).new_page()
    page.goto(address)
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return "".join("".join(one.extract_text() for one in pages).split())


def _missing(figures: list[str], text: str) -> list[str]:
    return [one for one in figures if "".join(one.split()) not in text]


def test_the_account(enter: Enter, site: Site) -> None:
    text = _printed(enter, site, "/filer/regnskab/")
    row = published(site)["reconciliation"]["DKK"]
    figures = [words.exact_amount(row[name]) for name in ("source_ore", "counted_ore", "excluded_ore", "set_aside_ore")]
    assert _missing([*figures, "Tørsted Kommune", "Underskrift"], text) == []
    assert [one for one in NAVIGATION if "".join(one.split()) in text] == []


def test_the_share(enter: Enter, site: Site) -> None:
    text = _printed(enter, site, "/andel/")
    answer = published(site)
    main = words.main_definition(answer)
    assert main is not None
    figures = [
        words.amount(main[name]) for name in ("sustainable_ore", "not_sustainable_ore", "unknown_ore", "gap_ore")
    ]
    assert _missing([*figures, words.sentence(answer)], text) == []
    assert [one for one in NAVIGATION if "".join(one.split()) in text] == []
