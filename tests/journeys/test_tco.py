"""A newcomer, from no study to a comparison of two dishwashers that can be defended: by what the pages say."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import Enter, Site
from tests.journeys.furnishing import MEMBER
from tests.journeys.moving import is_in, plain, send

pytestmark = pytest.mark.browser
TEMPLATE = "Opvaskemaskiner til daginstitutioner"
CHEAP, SAVING = "Nordvask 5", "Sparvask 7"
# What is typed: price, kWh and m3 a wash, service a year.
TYPED = {CHEAP: ("6.800", "0,95", "0,0125", "350"), SAVING: ("8.900", "0,68", "0,0095", "300")}
ASKED = ("Pris pr. maskine", "El pr. vask", "Vand pr. vask", "Serviceaftale")


def present_value(price: float, power: float, water: float, service: float) -> float:
    """Four machines of 1,200 washes a year, ten years at 3.5 %, by hand: nothing of Flok is asked."""
    tax = {2027: 510, 2028: 590, 2029: 670}
    emission = {2027: 0.1, 2030: 0.06, 2035: 0.03}
    years = sorted(emission)
    total = 4 * (price + 450 + 300 / 1.035**10)
    for year in range(1, 11):
        calendar = 2026 + year
        before = max(one for one in years if one <= calendar)
        after = min((one for one in years if one > calendar), default=before)
        share = (calendar - before) / (after - before) if after > before else 0
        kilos = power * (emission[before] + share * (emission[after] - emission[before]))
        used = power * 1.8 * 1.015**year + water * 62 + kilos * tax.get(calendar, 750) / 1_000
        total += 4 * (1_200 * used / 1.035**year + service / 1.035 ** (year - 1))
        total += sum(4 * 1_200 * 1.10 / 12 / 1.035 ** (year - 1 + month / 12) for month in range(1, 13))
    return total


def kroner(amount: float) -> str:
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,")) + " kr."


def number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


def test_two_dishwashers_from_nothing_to_two_pages_for_the_decision(enter: Enter, own_site: Site) -> None:
    page = enter(own_site, MEMBER).new_page()
    _begun(page)
    answer = _filled_in(page)
    _understood(page)
    _saved(page, answer)
    _held_against_the_template(page)
    page.go_back()
    _taken_along(page, answer)


def _begun(page: Page) -> None:
    page.goto("/overblik/")
    page.get_by_role("link", name="TCO", exact=True).click()
    page.get_by_role("link", name="Begynd en undersøgelse").first.click()
    page.get_by_label(TEMPLATE).check()
    send(page, "Begynd")
    assert is_in("Tallene er opdigtede. Skriv jeres egne", page.locator("main").inner_text())


def _filled_in(page: Page) -> str:
    """All numbers typed; the answer to the right, which nobody had to press for."""
    for number_of, name in enumerate((CHEAP, SAVING), 1):
        page.get_by_label(f"Alternativ {number_of}", exact=True).fill(name)
    for place, asked in enumerate(ASKED):
        fields = page.get_by_role("group", name=asked).locator("input[name^='value.']").all()
        for field, name in zip(fields, (CHEAP, SAVING), strict=True):
            field.fill(TYPED[name][place])
    wrong = page.get_by_role("textbox", name="Antal maskiner (stk)")
    wrong.fill("fire")
    send(page, "Regn igen")
    assert wrong.get_attribute("aria-invalid") == "true"
    assert page.locator(".form-error", has=wrong).locator(".form-error-message").count() == 1

    wrong.fill("4")
    prices = page.get_by_role("group", name="Pris pr. maskine")
    prices.get_by_text("Hvor sikkert").click()
    prices.get_by_label("Lavest", exact=False).fill("−5 %")
    prices.get_by_label("Højest", exact=False).fill("10 %")
    prices.get_by_label("Kilde", exact=False).fill("To tilbud fra september")
    prices.get_by_label("Kilde", exact=False).press("Tab")
    costs = {name: present_value(*map(number, values)) for name, values in TYPED.items()}
    bars = page.locator("#resultater .tco-bar-head")
    expect(bars.nth(0)).to_have_text(f"{SAVING} billigst {kroner(costs[SAVING])}", use_inner_text=True)
    expect(bars.nth(1)).to_have_text(f"{CHEAP} {kroner(costs[CHEAP])}", use_inner_text=True)
    answer = plain(page.get_by_role("heading", name=f"{SAVING} er billigst over 10 år").inner_text())
    assert f"{round(costs[CHEAP] - costs[SAVING]):,} kr. mindre end {CHEAP}".replace(",", ".") in answer
    assert is_in("Ikke gemt endnu", page.locator("#resultater").inner_text())
    return answer


def _opened(page: Page, summary: str) -> Locator:
    part = page.locator("#resultater details", has=page.locator("summary", has_text=summary)).first
    part.locator("summary").first.click()
    return part


def _understood(page: Page) -> None:
    """How sure, what would turn it, and why a number is what it is."""
    assert is_in("tænkelige forløb", page.locator("#resultater .tco-sure").inner_text())
    turning = page.locator("#resultater section", has_text="Hvad kan vende det?").inner_text()
    assert is_in(f"vask/stk/år, er {CHEAP} billigst.", turning)
    why = plain(_opened(page, "Hvorfor de tal?").inner_text())
    assert f"Indkøb: {kroner(4 * 8_900)}" in why
    assert (
        f"Antal maskiner 4 stk × Pris pr. maskine 8.900 DKK/stk × faktor 1 (basisdatoen) = {kroner(4 * 8_900)}" in why
    )
    assert "rente 3,5 %" in why


def _saved(page: Page, answer: str) -> None:
    page.get_by_label("Tallene er vores egne nu, ikke skabelonens").check()
    page.get_by_label("Hvad er nyt i denne version?").fill("Vores to tilbud")
    send(page, "Gem")
    page.wait_for_load_state()
    main = page.locator("main").inner_text()
    assert [is_in(one, main) for one in (answer, "Version 2", "Tallene er opdigtede", "Ikke gemt endnu")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert is_in("egne tal uden kilde", _opened(page, "at se på").inner_text())


def _held_against_the_template(page: Page) -> None:
    page.get_by_role("link", name="Versioner, og hvad der er ændret").click()
    listed = page.locator("main").inner_text()
    assert is_in("Vores to tilbud", listed)
    assert [is_in(one, listed) for one in ("7.200", "6.800")] == [True, True]


def _taken_along(page: Page, answer: str) -> None:
    with page.expect_download() as taken:
        page.get_by_role("link", name="To sider til beslutningen (PDF)").click()
    paper = PdfReader(Path(taken.value.path()))
    text = plain(" ".join(one.extract_text() for one in paper.pages))
    assert len(paper.pages) == 2
    for told in (answer, SAVING, CHEAP, "To tilbud fra september", "Version 2"):
        assert told in text
