"""A newcomer, knowing nothing: from the front page to how far the municipality is, and which three groups matter."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from flok.report import words
from tests.journeys.conftest import Enter, Site
from tests.journeys.figures import published
from tests.journeys.furnishing import ADMINISTRATOR
from tests.journeys.looking import violations
from tests.journeys.moving import is_in, plain

pytestmark = pytest.mark.browser


@pytest.fixture
def newcomer(enter: Enter, site: Site) -> Page:
    """Signed in as the head of procurement by one click, on the overview."""
    page = enter(site).new_page()
    page.goto("/")
    page.get_by_role("link", name="Log på").first.click()
    page.get_by_role("button", name="Log på som indkøbschefen").click()
    assert page.url == f"{site.base}/overblik/"
    return page


def test_share_target_gap_and_the_three_largest_groups(newcomer: Page, site: Site) -> None:
    answer = published(site)
    main = words.main_definition(answer)
    assert main is not None
    whole = main["sustainable_ore"] + main["not_sustainable_ore"] + main["unknown_ore"]
    proven = words.percent(main["sustainable_ore"] / whole)
    gap = words.amount(round(main["target"]["share"] * whole) - main["sustainable_ore"])
    three = sorted(main["largest"]["category"]["gap"], key=lambda one: -one["gap_ore"])[:3]

    assert is_in(words.sentence(answer), newcomer.locator("main").inner_text())
    newcomer.get_by_role("link", name="Andel", exact=True).click()
    sentence = newcomer.locator(".flok-sentence").inner_text()
    assert [is_in(one, sentence) for one in (proven, gap, words.goal_by(main["target"]))] == [True, True, True]
    listed = newcomer.locator(".flok-card", has_text="aregrupper").locator("ol > li").all()[:3]
    assert [plain(one.locator("a").inner_text()) for one in listed] == [words.group_name(one) for one in three]
    assert [is_in(words.amount(one["gap_ore"]), row.inner_text()) for one, row in zip(three, listed, strict=True)] == [
        True, True, True,
    ]  # fmt: skip


def test_each_group_leads_on_to_its_lines(newcomer: Page) -> None:
    newcomer.goto("/andel/linjer/?udfald=sustainable")
    newcomer.locator("tbody th a").first.click()
    assert newcomer.locator("h1").count() == 1
    assert is_in("Hvorfor", newcomer.locator("main").inner_text())


@pytest.mark.parametrize("how", [{"forced_colors": "active"}, {"viewport": {"width": 320, "height": 256}}], ids=str)
def test_the_share_in_forced_colours_and_four_times_as_large(enter: Enter, site: Site, how: dict[str, object]) -> None:
    """1280 pixels at 400 % is a window of 320 (WCAG 2.2, 1.4.10)."""
    page = enter(site, ADMINISTRATOR, **how).new_page()
    page.goto("/andel/")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert violations(page) == []
    bar = page.locator(".flok-answer .flok-chart").first
    seen = "e => ['.flok-proven', '.flok-not'].map(s => getComputedStyle(e.querySelector(s)).fill)"
    assert bar.evaluate(seen) == ["rgb(20, 89, 74)", "rgb(255, 255, 255)"]
    assert page.locator(".flok-sentence").is_visible()
