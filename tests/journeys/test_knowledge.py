"""What a purchaser did becomes what another finds: written on a phone, read by a colleague, shown, found, answered."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Enter, Site
from tests.journeys.furnishing import ADMINISTRATOR, MEMBER, NEIGHBOUR
from tests.journeys.looking import faults_at_width
from tests.journeys.moving import is_in, send
from tests.journeys.test_meetings import PHONE

pytestmark = pytest.mark.browser
TITLE = "Genbrugte kontorstole holdt længere end de nye"
STORY = {
    "situation": "Vi købte 300 stole om året.",
    "done": "1. Vi hentede stole på et lager.\n2. Et værksted polstrede dem.",
    "happened": "Ingen klagede over **møbelgenbruget**.",
}


def test_a_case_from_a_phone_to_a_colleague_far_away(enter: Enter, own_site: Site) -> None:
    context = enter(own_site, MEMBER, **PHONE)
    _written_and_left(context.new_page())
    phone = context.new_page()
    phone.goto("/viden/egne/")
    phone.get_by_role("link", name=TITLE).tap()
    assert phone.input_value("[name=happened]") == STORY["happened"]
    assert faults_at_width(phone, 320) == []
    case = phone.url.replace("/skriv/", "/")

    _read_by_a_colleague(phone, enter(own_site, ADMINISTRATOR).new_page())
    stranger = enter(own_site, NEIGHBOUR).new_page()
    assert _hits(stranger) == []
    phone.goto(case)
    phone.get_by_role("link", name="Del den med andre").tap()
    phone.check("[name=ring][value=network]")
    send(phone, "Del den")
    assert phone.locator(".form-error-message").count() == 1  # it is to be thought over first
    phone.locator("[name=considered]").check()
    send(phone, "Del den")
    assert phone.url == case

    assert _hits(stranger) == [TITLE]
    marked = " ".join(stranger.locator(".flok-hits > li", has_text=TITLE).locator("mark").all_inner_texts()).lower()
    assert ("kontorstole" in marked, "møbelgenbruget" in marked) == (True, True)
    stranger.get_by_role("link", name=TITLE).click()
    stranger.check("[name=kind][value=also]")
    stranger.select_option("[name=result]", "better")
    stranger.fill("[name=text]", "Samme værksted, og kun to stole kom retur.")
    send(stranger, "Send")
    phone.goto(case)
    assert is_in(
        "Samme værksted, og kun to stole kom retur.", phone.locator("section[aria-labelledby=andre]").inner_text()
    )
    phone.goto("/beskeder/")
    assert is_in(TITLE, phone.locator("main").inner_text())


def _written_and_left(phone: Page) -> None:
    """Written without ever pressing Save; the tab is closed."""
    phone.goto("/viden/ny/")
    phone.select_option("[name=theme]", "what_is_green")
    send(phone, "Begynd at skrive")
    phone.fill("[name=title]", TITLE)
    phone.select_option("[name=phase]", "contract")
    phone.select_option("[name=result]", "better")
    for name, text in STORY.items():
        phone.fill(f"[name={name}]", text)
    look = phone.locator(".knowledge-look").nth(2)
    look.tap()
    expect(phone.locator(".knowledge-preview strong")).to_have_text("møbelgenbruget")
    with phone.expect_response(lambda answered: "sidst" in (answered.request.post_data or "")):
        phone.locator("[name=not_again]").press_sequentially("Gemme til sidst")
    expect(phone.locator("#gemt")).to_contain_text("Gemt kl.")
    phone.close(run_before_unload=False)


def _read_by_a_colleague(phone: Page, colleague: Page) -> None:
    phone.get_by_role("link", name="Bed nogen læse den").tap()
    phone.select_option("[name=person]", label="Karen Opdigtsen, Tørsted Kommune")
    send(phone, "Spørg")
    colleague.goto("/viden/egne/nyt/")
    colleague.get_by_role("link", name=TITLE).click()
    colleague.fill("[name=text]", "Skriv, hvad polstringen kostede.")
    send(colleague, "Jeg har læst den")
    phone.goto("/viden/egne/")
    phone.get_by_role("link", name=TITLE).tap()
    assert is_in("Skriv, hvad polstringen kostede.", phone.locator("main").inner_text())


def _hits(page: Page) -> list[str]:
    """By a word of which only a part stands in the case, in another form."""
    page.goto("/overblik/")
    page.get_by_label("Søg i det hele").fill("møbelgenbrug kontorstol")
    with page.expect_navigation():
        page.get_by_role("button", name="Søg", exact=True).click()
    return [one for one in page.locator(".flok-hits h2").all_inner_texts() if one == TITLE]
