"""Every page of the site, in Danish and English, at three widths: axe, policy, words and width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from flok.apps.members import account_urls
from tests.apps.worlds import all_cases
from tests.journeys.conftest import Site
from tests.journeys.furnishing import ADMINISTRATOR, CHAIR, COORDINATOR, MEMBER, NO_PASSWORD, PASSWORD, TWO_STEPS
from tests.journeys.looking import faults_at_width, faults_of

pytestmark = pytest.mark.browser

WIDTHS = (1280, 768, 320)
WHO = {
    "public": None, "person": ADMINISTRATOR, "network": ADMINISTRATOR, "member": ADMINISTRATOR,
    "administrator": ADMINISTRATOR, "leader": CHAIR, "coordinator": COORDINATOR,
}  # fmt: skip
LEVELS = {case.route: case.level for case in all_cases() if case.reads}
ACCOUNT = [pattern.name for pattern in account_urls.urlpatterns if pattern.name not in LEVELS]
NOT_PAGES = {
    "demonstration_sign_in": "takes a form only",
    "meetings:material": "a file",
    "members:invitation_link": "goes on to members:invitation",
    "purchases:account_csv": "a file",
    "purchases:account_workbook": "a file",
    "purchases:left_out_csv": "a file",
    "purchases:download": "a file",
    "share:export": "a file",
    "share:state": "a piece of share:overview",
    "mfa_download_recovery_codes": "a file",
    "mfa_login_webauthn": "JSON for the page's script",
    "openid_connect_login": "leads to an organisation's own sign-in",
    "openid_connect_callback": "the way back from there",
}
_OWN_ACCOUNT = {"account_set_password": NO_PASSWORD, "account_change_password": MEMBER}
_WITH_TWO_STEPS = {
    "mfa_index", "mfa_reauthenticate", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_list_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_reauthenticate_webauthn",
}  # fmt: skip
_SIGNED_OUT = {
    "account_login", "account_inactive", "account_reset_password", "account_reset_password_done", "mfa_authenticate",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "socialaccount_login_cancelled",
}  # fmt: skip


@dataclass(frozen=True)
class Visit:
    """A page as somebody sees it. `name`: a route or a name of furnishing.py, or else `path`."""

    name: str
    who: str | None
    path: str = ""
    status: int = 200


def _who(route: str) -> str | None:
    if route in LEVELS:
        return WHO[LEVELS[route]]
    if route in _SIGNED_OUT:
        return None
    return TWO_STEPS if route in _WITH_TWO_STEPS else _OWN_ACCOUNT.get(route, MEMBER)


ROUTES = [Visit(route, _who(route)) for route in [*LEVELS, *ACCOUNT] if route not in NOT_PAGES]
MORE = [
    Visit("home:overview", MEMBER),
    Visit("home:overview", COORDINATOR),
    Visit("home:overview", CHAIR),
    Visit("meetings:detail", ADMINISTRATOR),
    Visit("meetings:detail", CHAIR),
    Visit("coming", None),
    Visit("coming", ADMINISTRATOR),
    Visit("members:organisation", COORDINATOR),
    Visit("coordinator sees person", COORDINATOR),
    Visit("share:overview", MEMBER),
    Visit("share:definitions", MEMBER),
    Visit("shipped", ADMINISTRATOR),
    Visit("refused", ADMINISTRATOR),
    Visit("halfway", ADMINISTRATOR),
    Visit("where by supplier", ADMINISTRATOR, "/andel/hvor/?ved=supplier"),
    Visit("where by unit", ADMINISTRATOR, "/andel/hvor/?ved=unit"),
    Visit("no share yet", COORDINATOR, "/andel/"),
    Visit("no files yet", COORDINATOR, "/filer/"),
    Visit("no account yet", COORDINATOR, "/filer/regnskab/"),
    Visit("not there", None, "/findes-ikke/", 404),
    Visit("not there, signed in", MEMBER, "/filer/00000000-0000-4000-8000-000000000000/", 404),
    Visit("not for you", MEMBER, "/medlemmer/egen/profil/", 403),
]


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
        assert response is not None
        self.said = [one for one in self.said if visit.status == 200 or "Failed to load resource" not in one]
        found = [] if response.status == visit.status else [f"status {response.status}"]
        if visit.path == "" and page.url.startswith(f"{self.site.base}/konto/log-ind/") and "login" not in visit.name:
            found.append("led to the sign-in page")
        found += faults_of(page, lang)
        for width in WIDTHS:
            found += faults_at_width(page, width)
        return [f"{lang} {one}" for one in [*found, *dict.fromkeys(self.said)]]


def speak(context: BrowserContext, site: Site, lang: str) -> None:
    context.add_cookies([{"name": "sprog", "value": lang, "url": site.base}])


def _prepare(page: Page, name: str, site: Site) -> None:
    """What comes before a page that cannot be opened by its address alone."""
    if name in _SIGNED_OUT:
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
    "visit", [*ROUTES, *MORE], ids=lambda visit: f"{visit.name}-{(visit.who or '-').split('.')[0]}"
)
def test_page(visitor: Visitor, visit: Visit) -> None:
    try:
        found = [fault for lang in ("da", "en") for fault in visitor.faults(visit, lang)]
    except NoReverseMatch:
        pytest.fail(f"how is {visit.name} opened? Say so in furnishing.py")
    assert found == []
