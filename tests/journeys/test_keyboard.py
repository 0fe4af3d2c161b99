"""All by keyboard, with a focus that is seen: in, about, a definition changed, a place taken, a vote given."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Enter, Site
from tests.journeys.furnishing import ADMINISTRATOR, NEIGHBOUR
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
    for address in ("/moeder/", "/viden/", "/andel/", "/filer/", "/medlemmer/"):
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


def test_a_place_is_taken_and_given_back(enter: Enter, own_site: Site) -> None:
    page = enter(own_site, NEIGHBOUR).new_page()
    page.goto(own_site.addresses["nothing yet"])
    press(page, "#tilmelding form[action$='/tilmeld/'] button")
    assert is_in("Du er tilmeldt", page.locator("#tilmelding h2").inner_text())
    tab_to(page, "#tilmelding summary")
    page.keyboard.press("Enter")
    tab_to(page, "#tilmelding [name=shown]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#tilmelding [name=note]")
    page.keyboard.type("Jeg kommer lidt senere")
    press(page, "#tilmelding form[action$='/tilmelding/'] button")
    assert is_in("Gemt.", page.locator("main").inner_text())
    press(page, "#tilmelding form[action$='/meld-fra/'] button")
    assert is_in("Du er meldt fra.", page.locator("main").inner_text())


def test_a_vote_is_given(enter: Enter, own_site: Site) -> None:
    page = enter(own_site, NEIGHBOUR).new_page()
    page.goto("/moeder/afstemninger/")
    press(page, f".flok-cards a.button[href='{own_site.addresses['meetings:poll']}']")
    for option, answer in ((1, "yes"), (2, "if_need_be"), (3, "no")):
        tab_to(page, f"[name=answer_{option}]")
        _choose(page, f"[name=answer_{option}]", answer)
    press(page, ".flok-ballot button.button-primary")
    chosen = page.locator(".flok-ballot :checked").evaluate_all("all => all.map(one => one.value)")
    assert chosen == ["yes", "if_need_be", "no"]
    assert is_in("Jeres svar er talt med.", page.locator("main").inner_text())


def _choose(page: Page, radios: str, value: str) -> None:
    """By the arrows, as radio buttons are chosen."""
    for _press in range(page.locator(radios).count()):
        if page.locator(f"{radios}:checked").count() and page.locator(f"{radios}:checked").input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} cannot be chosen")


def test_fields_and_folds_show_the_focus(enter: Enter, own_site: Site) -> None:
    page = enter(own_site, ADMINISTRATOR).new_page()
    for address, last in (
        ("/andel/definitioner/official-ecolabel/ret/", ".flok-footer a"),
        ("/medlemmer/egen/profil/", ".flok-footer a"),
        ("/filer/aflever/", ".flok-footer a"),
        ("/andel/", ".flok-footer a"),
        (own_site.addresses["meetings:poll"], ".flok-footer a"),
        (own_site.addresses["knowledge:write"], ".flok-footer a"),
        ("/viden/soeg/?q=kontrakt", ".flok-footer a"),
    ):
        page.goto(address)
        tab_to(page, last)
