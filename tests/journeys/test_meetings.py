"""A meeting from the poll that chose it to what is found of it years later; and a place, from a phone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from urllib.request import urlopen

import pptx
import pytest
import vobject
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Enter, Site
from tests.journeys.furnishing import CHAIR, COORDINATOR, ENGLISH, MEMBER, NEIGHBOUR
from tests.journeys.looking import faults_at_width
from tests.journeys.moving import is_in, send, until

pytestmark = pytest.mark.browser
THEME = "Aftaler, der bliver brugt"
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
_TIME_GOES_BY = """
from datetime import timedelta
from django.db.models import F
from flok.apps.meetings.models import Meeting
past = timedelta(days={days})
Meeting.objects.filter(pk={key!r}).update(starts_at=F("starts_at") - past, ends_at=F("ends_at") - past)
"""


def _in_days(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()


def _days_later(site: Site, key: str, days: int) -> None:
    """As if so many days had gone by since the meeting was called."""
    site.run(_TIME_GOES_BY.format(days=days, key=key))


def _go(page: Page, where: Locator) -> None:
    with page.expect_navigation():
        where.click()


def _answer(page: Page, title: str, *answers: str) -> None:
    """Find the poll from the overview and answer its options in their order."""
    page.goto("/overblik/")
    page.locator(".flok-waiting a", has_text=title).click()
    for row, answer in zip(page.locator(".flok-ballot fieldset.flok-row").all(), answers, strict=True):
        row.get_by_label(answer, exact=True).check()
    send(page, "Send svaret")
    expect(page.locator("main")).to_contain_text("Jeres svar er talt med.")


def _slides(path: Path) -> Path:
    deck = pptx.Presentation()
    for title, text in (("Vores indkøb", "Tre år med varekurve"), ("Det, vi så", "Disponenternes adfærd ændrede sig.")):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = title, text
    deck.save(str(path))
    return path


def test_from_a_poll_to_minutes_and_the_slides_years_later(enter: Enter, own_site: Site, tmp_path: Path) -> None:
    secretariat = enter(own_site, COORDINATOR).new_page()
    first, second = enter(own_site, MEMBER).new_page(), enter(own_site, NEIGHBOUR).new_page()
    _theme_is_chosen(secretariat, first, second)
    meeting = _date_is_chosen(secretariat, first, second)
    key = meeting.rstrip("/").rpartition("/")[2]

    secretariat.get_by_role("link", name="Sæt på programmet").click()
    secretariat.fill("[name=title]", "Varekurve, der virker")
    secretariat.fill("[name=starts]", "10:15")
    secretariat.select_option("[name=person_1]", label="Mikkel Fiktivholm, Tørsted Kommune")
    send(secretariat, "Gem")
    first.goto(meeting)
    assert is_in(
        "10.15 Varekurve, der virker Mikkel Fiktivholm, Tørsted Kommune", first.locator(".flok-programme").inner_text()
    )
    for page in (first, second):
        page.goto(meeting)
        send(page, "Tilmeld")

    _days_later(own_site, key, 50)
    _minutes(secretariat, meeting, first)
    first.goto(meeting)
    first.get_by_role("link", name="Send dine slides").click()
    first.set_input_files("[name=file]", _slides(tmp_path / "oplæg.pptx"))
    send(first, "Send")
    _days_later(own_site, key, 400)
    _found_by_a_compound_word(enter(own_site, NEIGHBOUR, **PHONE).new_page(), meeting)


def _theme_is_chosen(secretariat: Page, first: Page, second: Page) -> None:
    first.goto("/moeder/afstemninger/forslag/")
    first.fill("[name=title]", THEME)
    first.fill("[name=why]", "Vi har gode aftaler, men der bliver købt uden om dem.")
    first.select_option("[name=theme]", "requisitioners")
    send(first, "Foreslå det")

    secretariat.goto("/moeder/afstemninger/")
    secretariat.get_by_role("link", name="Åbn en afstemning om tema").click()
    secretariat.fill("[name=title]", "Hvad skal sommermødet handle om?")
    for title in (THEME, "Levetid som krav"):
        secretariat.get_by_label(title).check()
    secretariat.fill("[name=last_day]", _in_days(7))
    send(secretariat, "Åbn afstemningen")
    poll = secretariat.url
    _answer(first, "Hvad skal sommermødet handle om?", *_yes_to(THEME, secretariat))
    _answer(second, "Hvad skal sommermødet handle om?", *_yes_to(THEME, secretariat))
    secretariat.goto(poll)
    assert is_in("2 af", secretariat.locator("main .font-lead").inner_text())
    secretariat.get_by_role("link", name="Luk afstemningen").click()
    assert secretariat.locator("[name=choice]:checked").count() == 1  # what leads alone is suggested
    send(secretariat, "Luk med dette valg")
    assert is_in(f"Valget faldt på: {THEME}", secretariat.locator("main .font-lead").inner_text())


def _yes_to(theme: str, page: Page) -> list[str]:
    rows = page.locator(".flok-poll tbody th").all_inner_texts()
    return ["Ja" if is_in(theme, one) else "Nej" for one in rows]


def _date_is_chosen(secretariat: Page, first: Page, second: Page) -> str:
    """The address of the meeting it became."""
    secretariat.get_by_role("link", name="Find en dato").click()
    assert secretariat.input_value("[name=title]") == THEME
    secretariat.fill("[name=town]", "Fiktrup")
    for number, days in ((1, 45), (2, 46)):
        secretariat.fill(f"[name=day_{number}]", _in_days(days))
        secretariat.fill(f"[name=starts_{number}]", "10:00")
        secretariat.fill(f"[name=ends_{number}]", "14:00")
    secretariat.fill("[name=last_day]", _in_days(9))
    send(secretariat, "Åbn afstemningen")
    poll = secretariat.url
    _answer(first, THEME, "Ja", "Ja")
    _answer(second, THEME, "Ja", "Nej")
    secretariat.goto(poll)
    secretariat.get_by_role("link", name="Luk afstemningen").click()
    send(secretariat, "Luk med dette valg")
    assert secretariat.locator("h1").inner_text() == THEME
    assert is_in("kl. 10–14", secretariat.locator("main").inner_text())
    return secretariat.url


def _minutes(secretariat: Page, meeting: str, owner: Page) -> None:
    """A decision, an answer, and an action whose owner marks it as done."""
    secretariat.goto(meeting)
    secretariat.get_by_role("link", name="Skriv beslutninger og referat").click()
    secretariat.fill("[name=decisions]", "Vi deler varekurve med hinanden.")
    secretariat.fill("[name=minutes]", "Vi talte om, **hvorfor** der bliver købt uden om.")
    send(secretariat, "Gem")
    secretariat.get_by_role("link", name="Tilføj et spørgsmål og svaret").click()
    secretariat.fill("[name=question]", "Må kurven være tvungen?")
    secretariat.fill("[name=text]", "Ja, når ledelsen har besluttet det.")
    send(secretariat, "Gem")
    secretariat.get_by_role("link", name="Tilføj en opgave").click()
    secretariat.fill("[name=text]", "Læg varekurven op")
    secretariat.select_option("[name=owner]", label="Mikkel Fiktivholm, Tørsted Kommune")
    secretariat.fill("[name=due]", _in_days(14))
    send(secretariat, "Gem")
    headings = secretariat.locator("main h2").all_inner_texts()
    wanted = ["Besluttet", "Opgaver", "Spørgsmål og svar", "Referat"]
    assert [one for one in headings if one in wanted] == wanted

    owner.goto("/overblik/")
    owner.locator(".flok-waiting a", has_text="Læg varekurven op").click()
    _go(owner, owner.locator(".flok-todo li", has_text="Læg varekurven op").get_by_role("button"))
    owner.goto(meeting)
    assert owner.locator(".flok-done").count() == 1


def _found_by_a_compound_word(phone: Page, meeting: str) -> None:
    phone.goto("/overblik/")
    phone.get_by_label("Søg i det hele").fill("disponentadfærd")
    _go(phone, phone.get_by_role("button", name="Søg", exact=True))
    hit = phone.locator(".flok-hits > li").filter(has=phone.get_by_role("heading", name="Varekurve, der virker"))
    until(phone, lambda: hit.locator("mark").count() > 0)
    assert {one.lower() for one in hit.locator("mark").all_inner_texts()} >= {"disponenternes", "adfærd"}
    assert is_in("side 2", hit.inner_text())
    _go(phone, hit.locator("a"))
    assert phone.url.startswith(meeting)
    with phone.expect_download() as fetched:
        phone.locator(".flok-files a").tap()
    assert fetched.value.suggested_filename.endswith(".pptx")
    phone.goto("/moeder/tidligere/?tema=requisitioners")
    assert is_in(THEME, phone.locator(".flok-past").inner_text())


def test_from_the_waiting_list_to_a_place_on_a_phone(enter: Enter, own_site: Site) -> None:
    chair, neighbour = enter(own_site, CHAIR).new_page(), enter(own_site, ENGLISH).new_page()
    chair.goto("/moeder/nyt/")
    fields = {
        "title": "Kun en plads",
        "day": _in_days(2),
        "starts": "09:00",
        "ends": "10:00",
        "town": "Fiktrup",
        "places": "1",
    }
    for name, text in fields.items():
        chair.fill(f"[name={name}]", text)
    send(chair, "Sæt mødet i kalenderen")
    meeting = chair.url
    neighbour.goto(meeting)
    send(neighbour, "Tilmeld")

    phone = enter(own_site, MEMBER, **PHONE).new_page()
    phone.goto("/moeder/")
    _go(phone, phone.get_by_role("link", name="Kun en plads"))
    _go(phone, phone.get_by_role("button", name="Skriv mig på venteliste, nr. 1"))
    assert is_in("Du er nr. 1 på ventelisten", phone.locator("#tilmelding").inner_text())
    assert faults_at_width(phone, 320) == []
    feed = _feed(phone, own_site)
    assert _standing(feed, "Kun en plads") == "TENTATIVE"

    send(neighbour, "Meld fra")
    phone.goto("/overblik/")
    card = phone.locator(".flok-card-next")
    assert is_in("Kun en plads", card.inner_text())
    assert is_in("Du er tilmeldt", card.inner_text())
    assert _standing(feed, "Kun en plads") == "CONFIRMED"
    phone.goto("/beskeder/")
    assert is_in("Du er tilmeldt et møde", phone.locator("main").inner_text())


def _feed(page: Page, site: Site) -> str:
    """The address of one's own calendar, made on the page and shown this once."""
    page.goto("/moeder/kalender/")
    _go(page, page.get_by_role("button", name=re.compile("^Lav en adresse")).first)
    return site.base + page.input_value("#address-own").partition("/moeder/")[2].join(("/moeder/", ""))


def _standing(feed: str, title: str) -> str:
    with urlopen(feed) as answered:
        events = vobject.readOne(answered.read().decode()).vevent_list
    return next(str(one.status.value) for one in events if title in one.summary.value)
