"""Meetings with a place, without and with none left; polls that are open, even, secret, decided and called off."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.journeys.furnishing import ADMINISTRATOR, CHAIR, COORDINATOR, MEMBER, NEIGHBOUR, TWO_STEPS
from tests.journeys.furnishing.addresses import path, to, to_each
from tests.journeys.furnishing.houses import house_of


def meetings(people: dict[str, Any], now: datetime) -> dict[str, str]:
    from flok.apps.meetings import actions
    from flok.apps.meetings.models import Material, Meeting, ProgrammeItem

    by = people[COORDINATOR]
    held = Meeting.objects.filter(starts_at__lt=now).order_by("-starts_at")[0]
    coming = Meeting.objects.filter(starts_at__gt=now).order_by("starts_at")[0]
    full = _call("Når der ikke er flere pladser", 40, by, now, form="both", places=1)
    for email in (MEMBER, ADMINISTRATOR, TWO_STEPS):
        waits = _sign_up(full, people[email], now)
    item = actions.put_on_programme(
        full, None, title="Det, vi lærte af varekurven", starts_at=full.starts_at, expects_slides=True,
        presenters=[actions.NamedPresenter("Tørsted Kommune", people[ADMINISTRATOR])], by=by, now=now,
    )  # fmt: skip
    bare = _call("Et møde, der lige er indkaldt", 300, by, now, form="online", town="")
    closed = _call(
        "Et møde, man ikke længere kan melde sig til", 20, by, now, sign_up_closes_at=now - timedelta(hours=1)
    )
    answer = held.points.filter(kind="answer")[0]
    mine = {
        "kind": "action",
        "text": "Del varekurven med netværket",
        "owner": people[ADMINISTRATOR],
        "due": date(2031, 1, 2),
    }
    actions.add_point(held, uuid.uuid4(), mine, by=by, now=now)
    material = Material.objects.filter(meeting=held)[0]
    programme = ProgrammeItem.objects.filter(meeting=held)[0]
    return {
        **to_each(
            "meetings", "detail change minutes new_answer new_action link_case delete new_item add_material", held.pk
        ),
        **to_each("meetings", "point delete_point", held.pk, answer.pk),
        **to_each("meetings", "item delete_item", held.pk, programme.pk),
        **to_each("meetings", "material remove_material", material.pk),
        **to_each("meetings", "people someone", full.pk),
        **to("meetings:remove_sign_up", full.pk, waits.pk),
        **to("meetings:send_slides", full.pk, item.pk),
        **to_each("themes", "theme change", held.theme_id),
        "coming": path("meetings:detail", coming.pk),
        "nobody has a place left": path("meetings:detail", full.pk),
        "nothing yet": path("meetings:detail", bare.pk),
        "sign-up is closed": path("meetings:detail", closed.pk),
        "who came": path("meetings:people", held.pk),
        "nobody comes": path("meetings:people", bare.pk),
    }


def _call(title: str, days: int, by: Any, now: datetime, **fields: Any) -> Any:
    from flok.apps.meetings import actions

    return actions.call_meeting(uuid.uuid4(), {**_meeting(title, days, now), **fields}, by=by, now=now)


def _meeting(title: str, days: int, now: datetime) -> dict[str, Any]:
    starts, ends = _time(days, now)
    return {
        "theme": "other", "title": title, "purpose": "Et opdigtet møde, som siderne bliver prøvet med.",
        "starts_at": starts, "ends_at": ends, "form": "place", "town": "Fiktrup", "venue": "", "online_address": "",
        "places": None,
    }  # fmt: skip


def _time(days: int, now: datetime) -> tuple[datetime, datetime]:
    day = (now + timedelta(days=days)).date()
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC), datetime(day.year, day.month, day.day, 13, tzinfo=UTC)


def _sign_up(meeting: Any, person: Any, now: datetime) -> Any:
    from flok.apps.meetings import actions

    return actions.sign_up(meeting, person, organisation=house_of(person), shown="name", by=person, now=now)


def polls(people: dict[str, Any], now: datetime) -> dict[str, str]:
    from flok.apps.knowledge.models import Theme
    from flok.apps.meetings.actions import polls as actions

    by = people[COORDINATOR]
    house = {email: house_of(people[email]) for email in (ADMINISTRATOR, CHAIR, NEIGHBOUR)}
    proposal = actions.propose(
        uuid.uuid4(), theme=Theme.objects.get(key="labels"), title="Mærker, vi selv kan kontrollere",
        why="Vi får flere dokumenter, end vi kan læse.", organisation=house[ADMINISTRATOR], by=people[ADMINISTRATOR],
        now=now,
    )  # fmt: skip
    dates = _over_dates("Mærker, vi selv kan kontrollere", by, now, shows_names=True)
    first, second, _third = (str(one.pk) for one in dates.options.order_by("number"))
    for email, said in ((ADMINISTRATOR, {first: "yes", second: "no"}), (CHAIR, {first: "no", second: "yes"})):
        actions.answer(dates, said, version=0, organisation=house[email], by=people[email], now=now)
    secret = _over_dates("Et møde, man stemmer om uden navne", by, now, shows_names=False)
    called_off = _over_dates("Et møde, der ikke blev til noget", by, now, shows_names=True)
    actions.call_off(called_off, reason="Lokalet blev optaget.", by=by, now=now)
    decided = actions.open_theme_poll(
        uuid.uuid4(), title="Hvad skal forårets møde handle om?", proposals=[proposal, _another(proposal, people, now)],
        deadline=now + timedelta(days=3), shows_names=True, by=by, now=now,
    )  # fmt: skip
    choice = str(decided.options.get(proposal=proposal).pk)
    actions.answer(decided, {choice: "yes"}, version=0, organisation=house[NEIGHBOUR], by=people[NEIGHBOUR], now=now)
    actions.close_poll(decided, uuid.UUID(choice), reason="De fleste mangler det nu.", by=by, now=now)
    return {
        **to("meetings:take_back", proposal.pk),
        **to_each("meetings", "poll close_poll extend_poll call_off_poll", dates.pk),
        "secret poll": path("meetings:poll", secret.pk),
        "not to be closed yet": path("meetings:close_poll", secret.pk),
        "poll called off": path("meetings:poll", called_off.pk),
        "poll decided": path("meetings:poll", decided.pk),
        "date after theme": f"{path('meetings:open_date_poll')}?tema={decided.pk}",
    }


def _over_dates(title: str, by: Any, now: datetime, *, shows_names: bool) -> Any:
    from flok.apps.knowledge.models import Theme
    from flok.apps.meetings.actions import polls as actions

    meeting = {**_meeting(title, 30, now), "theme": Theme.objects.get(key="labels")}
    return actions.open_date_poll(
        uuid.uuid4(), meeting=meeting, times=[_time(days, now) for days in (60, 61, 67)],
        deadline=now + timedelta(days=12), shows_names=shows_names, by=by, now=now,
    )  # fmt: skip


def _another(proposal: Any, people: dict[str, Any], now: datetime) -> Any:
    from flok.apps.meetings.actions import polls as actions

    return actions.propose(
        uuid.uuid4(), theme=proposal.theme, title="Fællesindkøb over kommunegrænsen", why="Vi er for små hver for sig.",
        organisation=house_of(people[NEIGHBOUR]), by=people[NEIGHBOUR], now=now,
    )  # fmt: skip
