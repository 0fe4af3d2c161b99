"""Every main task where the browser runs no script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Enter, Site
from tests.journeys.figures import published
from tests.journeys.furnishing import ADMINISTRATOR, COORDINATOR, MEMBER, PASSWORD
from tests.journeys.moving import is_in, send, until

pytestmark = pytest.mark.browser
APPLICANT = {
    "organisation_name": "Skovsø Kommune (opdigtet)", "cvr": "99900105", "name": "Søren Ånd",
    "email": "soeren@skovsoe.example", "title": "Indkøbschef", "message": "Vi vil gerne være med.",
}  # fmt: skip
BEGINNINGS = {"pdf": b"%PDF", "xlsx": b"PK", "csv": b"\xef\xbb\xbf", "html": b"<!", "lines": b"\xef\xbb\xbf"}


def _sign_in(enter: Enter, site: Site, email: str) -> Page:
    page = enter(site, java_script_enabled=False).new_page()
    page.goto("/konto/log-ind/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("form:has(input[name=password]) button").click()
    assert page.url == f"{site.base}/overblik/"
    return page


def _send(page: Page, form: str) -> None:
    with page.expect_navigation():
        page.locator(f"{form} button.button-primary").first.click()


def test_an_application_is_sent_and_decided(enter: Enter, own_site: Site) -> None:
    visitor = enter(own_site, java_script_enabled=False).new_page()
    visitor.goto("/medlemmer/ansoeg/")
    for name, text in APPLICANT.items():
        visitor.fill(f"[name={name}]", text)
    visitor.select_option("[name=kind]", "municipality")
    for name in ("is_contracting_authority", "is_paid_up"):
        visitor.check(f"[name={name}][value=yes]")
    visitor.get_by_role("button", name="Send ansøgningen").click()
    assert visitor.url == f"{own_site.base}/medlemmer/ansoeg/tak/"

    coordinator = _sign_in(enter, own_site, COORDINATOR)
    coordinator.goto("/medlemmer/sekretariat/ansoegninger/")
    coordinator.get_by_role("link", name=APPLICANT["organisation_name"]).click()
    coordinator.fill("[name=reason]", "Betingelserne er opfyldt.")
    coordinator.get_by_role("button", name="Godkend og inviter").click()
    coordinator.goto("/medlemmer/")
    assert is_in(APPLICANT["organisation_name"], coordinator.locator("main").inner_text())


def test_a_definition_is_changed_and_saved(enter: Enter, own_site: Site) -> None:
    page = _sign_in(enter, own_site, ADMINISTRATOR)
    page.goto("/andel/definitioner/official-ecolabel/ret/")
    page.fill("[name=name]", "Vores uden script")
    _send(page, "form:has([name=name])")
    until(page, lambda: page.locator(".flok-effect").count() == 1)
    page.get_by_role("button", name="Gem den").click()
    assert page.locator("h1").inner_text() == "Vores uden script"
    page.goto("/andel/")
    until(page, lambda: "Vores uden script" in [one["name_da"] for one in published(own_site)["definitions"]])


def test_a_target_is_set(enter: Enter, own_site: Site) -> None:
    page = _sign_in(enter, own_site, ADMINISTRATOR)
    page.goto("/andel/definitioner/official-ecolabel/maal/")
    for name, text in {"share": "65,5", "year": "2029", "source": "Byrådet (opdigtet)"}.items():
        page.fill(f"[name={name}]", text)
    page.get_by_role("button", name="Gem målet").click()
    page.goto("/andel/")
    until(page, lambda: is_in("65,5 % i 2029", page.locator(".flok-answer").inner_text()))


def test_the_share_is_taken_out(enter: Enter, own_site: Site) -> None:
    page = _sign_in(enter, own_site, ADMINISTRATOR)
    page.goto("/andel/udtraek/")
    begun = {}
    for name in BEGINNINGS:
        with page.expect_download() as taken:
            page.locator(f".flok-exports a[href$='/{name}/']").click()
        begun[name] = Path(taken.value.path()).read_bytes()[:4]
    assert [name for name, first in BEGINNINGS.items() if not begun[name].startswith(first)] == []


def test_a_place_is_taken(enter: Enter, own_site: Site) -> None:
    page = _sign_in(enter, own_site, MEMBER)
    page.goto(own_site.addresses["nothing yet"])
    send(page, "Tilmeld")
    assert is_in("Du er tilmeldt", page.locator("#tilmelding h2").inner_text())
    send(page, "Meld fra")
    assert is_in("Du er meldt fra.", page.locator("main").inner_text())


def test_a_vote_is_given_and_changed(enter: Enter, own_site: Site) -> None:
    page = _sign_in(enter, own_site, COORDINATOR)
    page.goto(own_site.addresses["meetings:poll"])
    for answer, button in (("yes", "Send svaret"), ("no", "Ret svaret")):
        page.check(f"[name=answer_1][value={answer}]")
        send(page, button)
        assert page.locator("[name=answer_1]:checked").input_value() == answer


def test_what_is_known_is_found(enter: Enter, own_site: Site) -> None:
    page = _sign_in(enter, own_site, MEMBER)
    page.get_by_label("Søg i det hele").fill("møbelbørser")
    send(page, "Søg")
    page.locator(".flok-hits a", has_text="Møbelbørsen flyttede 640 møbler").first.click()
    assert is_in("Møbelbørsen flyttede 640 møbler", page.locator("h1").inner_text())


def test_a_case_is_written_and_shown(enter: Enter, own_site: Site) -> None:
    page = _sign_in(enter, own_site, MEMBER)
    page.goto("/viden/ny/")
    page.select_option("[name=theme]", "labels")
    send(page, "Begynd at skrive")
    for name, text in {
        "title": "Uden script",
        "situation": "Et behov.",
        "done": "Et forsøg.",
        "happened": "Intet.",
    }.items():
        page.fill(f"[name={name}]", text)
    page.select_option("[name=phase]", "needs")
    page.select_option("[name=result]", "nothing")
    send(page, "Gem og del den")
    page.check("[name=ring][value=organisation]")
    send(page, "Del den")
    assert page.locator("h1").inner_text() == "Uden script"


def test_the_language_is_switched_and_stays(enter: Enter, own_site: Site) -> None:
    page = _sign_in(enter, own_site, ADMINISTRATOR)
    page.goto("/andel/?definition=official-ecolabel")
    page.get_by_role("button", name="English").click()
    assert page.url == f"{own_site.base}/andel/?definition=official-ecolabel"
    page.goto("/filer/")
    assert page.locator("h1").inner_text() == "Files"
    page.get_by_role("button", name="Dansk").click()
    assert page.locator("h1").inner_text() == "Filer"
