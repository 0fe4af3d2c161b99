"""Passkeys in a real browser with a virtual authenticator, under the site's own policy of scripts.

Source: Chrome DevTools Protocol, domain WebAuthn.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from tests.apps.worlds import PASSWORD, new_organisation, new_person

pytest.importorskip("playwright")
CHROMIUM = os.environ.get("FLOK_CHROMIUM", "/usr/bin/chromium")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium here"),
]


@pytest.fixture
def page(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A page of the site in Chromium; what its policy refuses, and any error of a script, fails the test."""
    from playwright.sync_api import sync_playwright

    cache.clear()
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver runs a loop in this thread
    said: list[str] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page(base_url=live_server.url, locale="da-DK")
        opened.set_default_timeout(10_000)
        opened.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
        opened.on("pageerror", lambda error: said.append(str(error)))
        yield opened
        browser.close()
    assert said == []


def authenticator(page: Any, *, resident: bool) -> Any:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": resident, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def sign_in(page: Any, email: str) -> None:
    page.goto("/konto/log-ind/")
    page.get_by_role("textbox", name="E-mail").fill(email)
    page.get_by_role("textbox", name="Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log på", exact=True).click()
    page.wait_for_url(lambda url: "/log-ind/" not in url)


def add_passkey(page: Any, *, alone: bool) -> None:
    page.goto("/konto/adgangsnoegler/ny/")
    page.get_by_role("textbox", name="Adgangskode").fill(PASSWORD)  # is it you?
    page.get_by_role("button", name="Fortsæt").click()
    page.get_by_label("Log på med den uden adgangskode").set_checked(alone)
    page.get_by_role("button", name="Tilføj adgangsnøglen").click()
    page.get_by_role("heading", name="Nødkoder").wait_for()


def test_a_passkey_signs_in_without_a_password(page: Any) -> None:
    person = new_person("Person Et", new_organisation("Kommune A (opdigtet)"))
    authenticator(page, resident=True)
    sign_in(page, person.email)
    add_passkey(page, alone=True)
    page.get_by_role("button", name="Log af").click()
    page.wait_for_url("**/")
    page.goto("/konto/log-ind/")
    page.get_by_role("button", name="Brug en adgangsnøgle").click()
    page.wait_for_url("**/overblik/")
    page.goto("/medlemmer/mig/")
    assert page.get_by_text(person.email).is_visible()


def test_a_passkey_is_the_second_step_after_the_password(page: Any) -> None:
    person = new_person("Person Et", new_organisation("Kommune A (opdigtet)"))
    authenticator(page, resident=False)
    sign_in(page, person.email)
    add_passkey(page, alone=False)
    page.get_by_role("button", name="Log af").click()
    page.wait_for_url("**/")
    sign_in(page, person.email)
    page.wait_for_url("**/konto/to-trin/kode/")
    page.get_by_role("button", name="Brug en adgangsnøgle").click()
    page.wait_for_url("**/overblik/")
