"""Who opens which page: every route as one who may, and the states worth seeing besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flok.apps.members import account_urls
from tests.apps.worlds import all_cases
from tests.journeys.furnishing import (
    ADMINISTRATOR,
    CHAIR,
    COORDINATOR,
    ENGLISH,
    MEMBER,
    NEIGHBOUR,
    NEWCOMER,
    NO_PASSWORD,
    PAUSED,
    TWO_STEPS,
)

WHO = {
    "public": None, "person": ADMINISTRATOR, "network": ADMINISTRATOR, "member": ADMINISTRATOR,
    "administrator": ADMINISTRATOR, "leader": CHAIR, "coordinator": COORDINATOR,
}  # fmt: skip
LEVELS = {case.route: case.level for case in all_cases() if case.reads}
ACCOUNT = [pattern.name for pattern in account_urls.urlpatterns if pattern.name not in LEVELS]
NOT_PAGES = {
    "demonstration_sign_in": "takes a form only",
    "knowledge:attachment": "a file",
    "knowledge:export": "a file",
    "knowledge:public_file": "a file",
    "knowledge:search-suggestions": "a piece of the search box",
    "knowledge:waiting_file": "a file",
    "labels:download": "a file",
    "labels:plan_book": "a file",
    "meetings:group_feed": "a calendar",
    "meetings:material": "a file",
    "meetings:meeting_calendar": "a calendar",
    "meetings:own_feed": "a calendar",
    "members:invitation_link": "goes on to members:invitation",
    "purchases:account_csv": "a file",
    "purchases:account_workbook": "a file",
    "purchases:left_out_csv": "a file",
    "purchases:download": "a file",
    "share:export": "a file",
    "share:state": "a piece of share:overview",
    "tco:award_file": "a file",
    "tco:award_files": "a file",
    "tco:download": "a file",
    "tco:method": "a file",
    "tco:protocol": "a file",
    "tco:report": "a file",
    "tco:tender_workbook": "a file",
    "tco:workbook": "a file",
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
SIGNED_OUT = {
    "account_login", "account_inactive", "account_reset_password", "account_reset_password_done", "mfa_authenticate",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "socialaccount_login_cancelled",
}  # fmt: skip


@dataclass(frozen=True)
class Visit:
    """A page as somebody sees it. `name`: a route or a name of furnishing, or else `path`.

    `sends`: what is put into the form that has its first name, and sent; the page is the answer to it.
    """

    name: str
    who: str | None
    path: str = ""
    status: int = 200
    sends: Mapping[str, str] = field(default_factory=dict)


def _who(route: str) -> str | None:
    if route in LEVELS:
        return WHO[LEVELS[route]]
    if route in SIGNED_OUT:
        return None
    return TWO_STEPS if route in _WITH_TWO_STEPS else _OWN_ACCOUNT.get(route, MEMBER)


ROUTES = [Visit(route, _who(route)) for route in [*LEVELS, *ACCOUNT] if route not in NOT_PAGES]
MORE = [
    Visit("home:overview", MEMBER),
    Visit("home:overview", COORDINATOR),
    Visit("home:overview", CHAIR),
    Visit("meetings:detail", ADMINISTRATOR),
    Visit("meetings:detail", CHAIR),
    Visit("meetings:detail", None),
    Visit("meetings:list", CHAIR),
    Visit("meetings:list", None),
    Visit("meetings:actions", CHAIR),
    Visit("coming", None),
    Visit("coming", ADMINISTRATOR),
    Visit("nobody has a place left", ADMINISTRATOR),
    Visit("nobody has a place left", MEMBER),
    Visit("nobody has a place left", NEIGHBOUR),
    Visit("nobody has a place left", PAUSED),
    Visit("nothing yet", CHAIR),
    Visit("sign-up is closed", NEIGHBOUR),
    Visit("who came", CHAIR),
    Visit("nobody comes", CHAIR),
    Visit("archive of one theme", ADMINISTRATOR, "/moeder/tidligere/?tema=labels"),
    Visit("themes:theme", CHAIR),
    Visit("theme of nothing", ADMINISTRATOR, "/temaer/other/"),
    Visit("meetings:polls", CHAIR),
    Visit("meetings:poll", NEIGHBOUR),
    Visit("meetings:poll", CHAIR),
    Visit("secret poll", ADMINISTRATOR),
    Visit("not to be closed yet", CHAIR),
    Visit("poll called off", ADMINISTRATOR),
    Visit("poll decided", CHAIR),
    Visit("date after theme", CHAIR),
    Visit("knowledge:case", MEMBER),
    Visit("case of another", ADMINISTRATOR),
    Visit("case of another", CHAIR),
    Visit("nothing said of it", ADMINISTRATOR),
    Visit("draft", ADMINISTRATOR),
    Visit("draft asked to read", ADMINISTRATOR),
    Visit("not enough to show", ADMINISTRATOR),
    Visit("doubtful", ADMINISTRATOR),
    Visit("shown to more", ADMINISTRATOR),
    Visit("shown already", ADMINISTRATOR),
    Visit("waits to go outside", ADMINISTRATOR),
    Visit("waits to go outside", MEMBER),
    Visit("knowledge:own", NEWCOMER, status=403),
    Visit("knowledge:news", NEIGHBOUR),
    Visit("knowledge:public_case", ADMINISTRATOR),
    Visit("knowledge:guides", CHAIR),
    Visit("knowledge:guide", CHAIR),
    Visit("cases of one kind", ADMINISTRATOR, "/viden/?slags=measure&resultat=nothing"),
    Visit("no such case", ADMINISTRATOR, "/viden/?tema=other&fase=strategy"),
    Visit("hits", ADMINISTRATOR, "/viden/soeg/?q=standardvarekurve"),
    Visit("hits", ENGLISH, "/viden/soeg/?q=kontrakt&side=2"),
    Visit("hits of one kind", MEMBER, "/viden/soeg/?q=kontrakt&slags=case"),
    Visit("hits of other words", MEMBER, "/viden/soeg/?q=kontraktopføljning"),
    Visit("no hits", MEMBER, "/viden/soeg/?q=xylofonqvartet"),
    Visit("no hits of the kind", MEMBER, "/viden/soeg/?q=møbelbørsen&slags=guide"),
    Visit("labels:answer", MEMBER),
    Visit("assessment of another", ADMINISTRATOR),
    Visit("assessment of another", CHAIR),
    Visit("assessment in doubt", ADMINISTRATOR),
    Visit("assessment begun", ADMINISTRATOR),
    Visit("filling in", ADMINISTRATOR),
    Visit("what is bought", ADMINISTRATOR),
    Visit("proof refused", ADMINISTRATOR),
    Visit("two beside each other", ADMINISTRATOR),
    Visit("label nobody knows", ADMINISTRATOR, "/maerker/ny/?maerke=Svanen+agtig&koeb=Kaffe"),
    Visit("register of a group", MEMBER, "/maerker/register/?q=papir"),
    Visit("register without hits", MEMBER, "/maerker/register/?q=xylofonqvartet"),
    Visit("labels compared", MEMBER, "/maerker/register/sammenlign/?m=nordic_swan&m=eu_ecolabel"),
    Visit("no plan yet", NEIGHBOUR, "/maerker/plan/"),
    Visit("tco:study", MEMBER),
    Visit("study of another", ADMINISTRATOR),
    Visit("study of another", CHAIR),
    Visit("study put away", ADMINISTRATOR),
    Visit("study looked into", ADMINISTRATOR),
    Visit("two versions", ADMINISTRATOR),
    Visit("whom to follow", ADMINISTRATOR),
    Visit("bid in doubt", ADMINISTRATOR),
    Visit("tender begun", ADMINISTRATOR),
    Visit("tender with openers", MEMBER),
    Visit("tender that takes bids", ADMINISTRATOR),
    Visit("tender to be opened", ADMINISTRATOR),
    Visit("too early to open", ADMINISTRATOR),
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
SENT = [
    Visit("meetings:call", CHAIR, status=422, sends={"title": "Et møde", "day": "2027-03-28", "starts": "02:30"}),
    Visit("meetings:call", CHAIR, status=422, sends={"title": "Et møde", "day": "2027-10-31", "starts": "02:30"}),
    Visit("meetings:minutes", CHAIR, status=409, sends={"minutes": "Mit eget referat", "version": "0"}),
    Visit("meetings:new_action", CHAIR, status=422, sends={"text": "Ring rundt"}),
    Visit("meetings:new_item", CHAIR, status=422, sends={"title": ""}),
    Visit("meetings:someone", CHAIR, status=422, sends={"name": ""}),
    Visit("meetings:add_material", CHAIR, status=422, sends={"title": "Uden fil"}),
    Visit("nobody has a place left", ADMINISTRATOR, status=422, sends={"shown": "name", "note": "Et ord " * 60}),
    Visit("meetings:propose", ADMINISTRATOR, status=422, sends={"title": "Kopipapir", "why": "Vi køber meget af det"}),
    Visit("meetings:poll", ADMINISTRATOR, status=409, sends={"answer_3": "yes", "version": "0"}),
    Visit("meetings:close_poll", CHAIR, status=422, sends={"reason": ""}),
    Visit("meetings:call_off_poll", CHAIR, status=422, sends={"reason": ""}),
    Visit("meetings:open_date_poll", CHAIR, status=422, sends={"title": "", "day_1": "2027-05-04"}),
    Visit("meetings:open_theme_poll", CHAIR, status=422, sends={"title": "", "last_day": "2020-01-01"}),
    Visit("themes:new", CHAIR, status=422, sends={"name": "Rengøring"}),
    Visit("meetings:calendars", NEIGHBOUR, sends={"kind": "own"}),
    Visit("knowledge:begin", ADMINISTRATOR, status=422, sends={"kind": ""}),
    Visit("knowledge:write", ADMINISTRATOR, status=409, sends={"title": "Min egen overskrift", "version": "0"}),
    Visit("knowledge:write", ADMINISTRATOR, status=422, sends={"title": "", "cost_ore": "mange penge"}),
    Visit("shown to more", ADMINISTRATOR, status=422, sends={"ring": "network"}),
    Visit("case of another", ADMINISTRATOR, status=422, sends={"kind": "also", "text": "Ring på 12345678"}),
    Visit("knowledge:attach", ADMINISTRATOR, status=422, sends={"title": "Uden fil"}),
    Visit("knowledge:readers", ADMINISTRATOR, status=422, sends={"person": ""}),
    Visit("knowledge:outcome", ADMINISTRATOR, status=422, sends={"text": "Uden svar"}),
    Visit("knowledge:new_guide", CHAIR, status=422, sends={"title": ""}),
    Visit("knowledge:new_link", CHAIR, status=422, sends={"title": "", "address": "ikke en adresse"}),
]
