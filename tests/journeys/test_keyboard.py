"""All by keyboard, with a focus that is seen: in, about, and a definition changed, its effect seen, and saved."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Enter, Site
from tests.journeys.furnishing import ADMINISTRATOR
from tests.journeys.moving import is_in, press, tab_to

pytestmark = pytest.mark.browser


def test_in_and_about(enter: Enter, own_site: Site) -> None:
    page = enter(own_site).new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.locator(".skipnav")
    assert skip.evaluate("one => one === document.activeElement")
    for _look in range(20):  # it slides in
        place = skip.bounding_box()
        if place is not None and place["y"] >= 0:
            break
        page.wait_for_timeout(100)
    assert place is not None
    assert place["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    tab_to(page, "main .flok-actions a[href='/konto/log-ind/']")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, ".members-first button")
    for address in ("/moeder/", "/andel/", "/filer/", "/medlemmer/"):
        press(page, f".flok-rooms a[href='{address}']")
        assert page.url == own_site.base + address
    press(page, ".flok-who form button:not([name])")
    page.goto("/overblik/")
    assert "/konto/log-ind/" in page.url


def test_a_definition_is_changed_its_effect_seen_and_saved(enter: Enter, own_site: Site) -> None:
    page = enter(own_site, ADMINISTRATOR).new_page()
    page.goto("/andel/definitioner/")
    press(page, "a[href='/andel/definitioner/official-ecolabel/ret/']")
    tab_to(page, "[name=name]")
    page.keyboard.press("Control+A")
    page.keyboard.type("Kun på aftale")
    tab_to(page, "[name=on_contract]")
    page.keyboard.press("Space")
    tab_to(page, "form:has([name=on_contract]) button.button-primary")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator(".flok-effect").wait_for(timeout=120_000)
    press(page, "form[action$='/gem/'] button")
    assert page.locator("h1").inner_text() == "Kun på aftale"
    assert is_in("Gemt. Andelen bliver regnet ud på ny.", page.locator("main").inner_text())


def test_fields_and_folds_show_the_focus(enter: Enter, own_site: Site) -> None:
    page = enter(own_site, ADMINISTRATOR).new_page()
    for address, last in (
        ("/andel/definitioner/official-ecolabel/ret/", ".flok-footer a"),
        ("/medlemmer/egen/profil/", ".flok-footer a"),
        ("/filer/aflever/", ".flok-footer a"),
        ("/andel/", ".flok-footer a"),
    ):
        page.goto(address)
        tab_to(page, last)
