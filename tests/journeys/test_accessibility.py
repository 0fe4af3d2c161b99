"""Every page of the site, in Danish and English, at three widths: axe, policy, words and width."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from tests.journeys.conftest import Site
from tests.journeys.furnishing import PASSWORD, TWO_STEPS
from tests.journeys.looking import faults_at_width, faults_of
from tests.journeys.visits import ACCOUNT, LEVELS, MORE, NOT_PAGES, ROUTES, SENT, SIGNED_OUT, Visit

pytestmark = pytest.mark.browser

WIDTHS = (1280, 768, 320)
COLOURS = {("da", 1280), ("da", 320)}  # words in English have the same, and between the two widths no rule changes any
_SEND = """([first, sent]) => {
  const form = [...document.querySelectorAll('main form')].find(one => one.elements[first]);
  for (const [name, value] of Object.entries(sent))
    for (const one of [form.elements[name]].flatMap(found => found.tagName ? [found] : [...found]))
      if (['radio', 'checkbox'].includes(one.type)) one.checked = one.value === value; else one.value = value;
  form.requestSubmit();
}"""


def test_every_route_is_a_page_or_is_said_not_to_be() -> None:
    assert sorted(set(NOT_PAGES) - {*LEVELS, *ACCOUNT}) == []
    assert len({visit.name for visit in ROUTES}) == len({*LEVELS, *ACCOUNT}) - len(NOT_PAGES)


class Visitor:
    """One browser per person, kept open; what its console says."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.pages: dict[str | None, Page] = {}
        self.said: list[str] = []

    def page_of(self, who: str | None) -> Page:
        if who not in self.pages:
            context = self.browser.new_context(base_url=self.site.base, locale="da-DK")
            if who:
                cookie = {"name": "sessionid", "value": self.site.sessions[who], "url": self.site.base}
                context.add_cookies([cookie])  # type: ignore[list-item]
            self.pages[who] = context.new_page()
            self.pages[who].on("console", self._console)
            self.pages[who].on("pageerror", lambda error: self.said.append(f"script: {error}"))
        return self.pages[who]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.said.append(f"console: {message.text}")

    def path_of(self, visit: Visit) -> str:
        if visit.path or visit.name in self.site.addresses:
            return visit.path or self.site.addresses[visit.name]
        return reverse(visit.name)

    def faults(self, visit: Visit, lang: str) -> list[str]:
        page = self.page_of(visit.who)
        speak(page.context, self.site, lang)
        _prepare(page, visit.name, self.site)
        self.said.clear()
        path = self.path_of(visit)
        response = page.goto(path, wait_until="load")
        if visit.sends:
            response = _send(page, visit.sends)
        assert response is not None
        self.said = [one for one in self.said if visit.status == 200 or "Failed to load resource" not in one]
        found = [] if response.status == visit.status else [f"status {response.status}"]
        if (
            visit.path == ""
            and not visit.sends
            and page.url.startswith(f"{self.site.base}/konto/log-ind/")
            and "login" not in visit.name
        ):
            found.append("led to the sign-in page")
        found += faults_of(page, lang)
        for width in WIDTHS:
            found += faults_at_width(page, width, has_colours=(lang, width) in COLOURS)
        return [f"{lang} {one}" for one in [*found, *dict.fromkeys(self.said)]]


def speak(context: BrowserContext, site: Site, lang: str) -> None:
    context.add_cookies([{"name": "sprog", "value": lang, "url": site.base}])


def _send(page: Page, sent: Mapping[str, str]) -> Response:
    with page.expect_navigation(wait_until="load") as answered:
        page.evaluate(_SEND, [next(iter(sent)), dict(sent)])
    return answered.value


def _prepare(page: Page, name: str, site: Site) -> None:
    """What comes before a page that cannot be opened by its address alone."""
    if name in SIGNED_OUT:
        page.context.clear_cookies(name="sessionid")
    if name == "members:invitation":
        page.goto(site.addresses["members:invitation_link"])
    elif name == "mfa_authenticate":
        page.goto(reverse("account_login"))
        page.fill("input[name=login]", TWO_STEPS)
        page.fill("input[name=password]", PASSWORD)
        page.locator("form:has(input[name=password]) button").click()


@pytest.fixture(scope="module")
def visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    opened = Visitor(browser, site)
    yield opened
    for page in opened.pages.values():
        page.context.close()


@pytest.mark.parametrize(
    "visit", [*ROUTES, *MORE, *SENT], ids=lambda one: f"{one.name}-{(one.who or '-').split('.')[0]}-{one.status}"
)
def test_page(visitor: Visitor, visit: Visit) -> None:
    try:
        found = [fault for lang in ("da", "en") for fault in visitor.faults(visit, lang)]
    except NoReverseMatch:
        pytest.fail(f"how is {visit.name} opened? Say so in furnishing")
    assert found == []
