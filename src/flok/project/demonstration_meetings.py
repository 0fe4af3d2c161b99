"""The meetings of the fictional network: those held with their minutes, the next one, and a poll on what comes then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from flok.apps.knowledge.actions import add_theme, follow_theme
from flok.apps.knowledge.models import Theme
from flok.apps.meetings import actions
from flok.apps.meetings.actions import polls
from flok.apps.meetings.models import Meeting, Place, Point, ProgrammeItem, Rhythm, SignUp
from flok.apps.meetings.models.polls import Poll, Proposal
from flok.apps.members.models import Organisation, Person, Representation, Status
from flok.demo import knowledge as known
from flok.demo import network as demo
from flok.demo.presentation import presentation_pdf
from flok.project.demonstration_keys import at, coordinator, key_of, person

_OF_MEETING = {
    "groen-indkoebsstrategi": "strategy",
    "hvad-er-et-groent-indkoeb": "what_is_green",
    "livscyklusomkostninger": "life_cycle_cost",
    "cirkulaere-indkoeb": "circular",
    "maerker": "labels",
    "disponentens-valg": "requisitioners",
    "kontraktperioden": "contract_period",
    "data-og-klimaaftryk": "data",
    "kontraktperioden-i-praksis": "contract_period",
}
_ONLINE = "https://moede.flok.example/netvaerket"
_RHYTHM = "Vi mødes fire gange om året: i januar eller februar, før sommer, lige efter sommer og i december."
_PROPOSALS = (
    (
        "requisitioners",
        "Standardkurve, der bliver brugt",
        "Vi har lavet kurven, men den står stille. Hvad gjorde I?",
        0,
    ),
    ("contract_period", "Bod og kompensation, der virker", "Ingen af vores sanktioner er nogensinde brugt.", 1),
    ("life_cycle_cost", "Levetid som krav", "Hvordan beder vi om fem år mere og får det på skrift?", 2),
)
_VOTES = ("yes if_need_be no", "if_need_be yes no", "yes no yes", "yes yes if_need_be")


def themes(now: datetime) -> None:
    """The themes the group added, and who is in which theme group: two themes each, in turn."""
    for one in known.THEMES:
        add_theme(
            key=one.key, name=one.name.da, name_en=one.name.en, purpose=one.purpose.da, purpose_en=one.purpose.en,
            by=coordinator(), now=now,
        )  # fmt: skip
    all_of_them = [one for one in Theme.objects.order_by("order", "key") if one.key != "other"]
    for number, follower in enumerate(_representatives()):
        for step in (0, 3):
            follow_theme(all_of_them[(number + step) % len(all_of_them)], by=follower, now=now)


def meeting(one: demo.Meeting, now: datetime) -> None:
    """A meeting with its programme and files; one that was held also with who came and what came of it."""
    key, by = key_of("meeting", one.key), coordinator()
    if Meeting.objects.filter(pk=key).exists():
        return
    day = one.date
    while not one.decisions and at(day, one.ends) <= now:
        day += timedelta(weeks=1)
    called = min(at(day, one.starts) - timedelta(weeks=6), now)
    made = actions.call_meeting(key, _fields(one, day), by=by, now=called)
    items = {
        item.title.da: actions.put_on_programme(
            made, None, title=item.title.da, starts_at=at(day, item.starts),
            presenters=[_presenter(who) for who in item.presenters], by=by, now=called,
        )
        for item in one.programme
    }  # fmt: skip
    _sign_up(made, called)
    if one.decisions:
        _outcome(made, one, day, items, min(at(day, one.ends) + timedelta(days=1), now))


def _fields(one: demo.Meeting, day: date) -> dict[str, Any]:
    record = known.RECORDS.get(one.key)
    form = Place(record.form) if record else Place.BOTH
    is_online = form == Place.ONLINE
    return {
        "theme": _OF_MEETING[one.key],
        "title": one.theme.da,
        "purpose": one.purpose.da,
        "starts_at": at(day, one.starts),
        "ends_at": at(day, one.ends),
        "form": form,
        "town": "" if is_online else one.town,
        "venue": "" if is_online else one.venue,
        "online_address": "" if form == Place.PLACE else _ONLINE,
        "places": None if is_online else one.places if one.decisions else 12,
        "practical": "" if is_online else "Kaffe fra kl. 9.30. Parkering bag huset; bussen holder lige udenfor.",
    }


def _sign_up(made: Meeting, called: datetime) -> None:
    """Every third or so stays at home; of those one can sign in as none is signed up for the next."""
    offered = {one.email for one in demo.NETWORK.people if one.sign_in}
    is_next = made.starts_at > called + timedelta(weeks=5) and not known.RECORDS.get(_key_of(made))
    for number, one in enumerate(_representatives()):
        if (number + made.starts_at.month) % 3 == 0 or (is_next and (one.email in offered or number > 16)):
            continue
        place = one.representations.filter(until=None, organisation__status=Status.MEMBER).select_related(
            "organisation"
        )
        how = "online" if made.form == Place.ONLINE or (made.form == Place.BOTH and number % 5 == 0) else "place"
        actions.sign_up(
            made, one, organisation=place[0].organisation, how=how, shown="name" if number % 4 else "organisation",
            by=one, now=called + timedelta(hours=number),
        )  # fmt: skip


def _outcome(made: Meeting, one: demo.Meeting, day: date, items: dict[str, ProgrammeItem], after: datetime) -> None:
    by, record = coordinator(), known.RECORDS[one.key]
    for talk in one.presentations:
        pdf = presentation_pdf(talk.title.da, talk.presenter.name, talk.lines, day=day)
        actions.add_material(
            made, [pdf], title=talk.title.da, kind="pdf", is_public=talk.is_public,
            item=items.get(talk.title.da), by=by, now=after,
        )  # fmt: skip
    made.refresh_from_db()
    actions.write_minutes(made, decisions=one.decisions, minutes=record.minutes, version=made.version, by=by, now=after)
    for number, answer in enumerate(record.answers):
        fields = {"kind": Point.Kind.ANSWER, "question": answer.question, "text": answer.text}
        actions.add_point(made, key_of("answer", f"{one.key}-{number}"), fields, by=by, now=after)
    for number, action in enumerate(record.actions):
        todo = {
            "kind": Point.Kind.ACTION, "text": action.text, "due": action.due, "owner": person(action.owner),
        }  # fmt: skip
        point = actions.add_point(made, key_of("action", f"{one.key}-{number}"), todo, by=by, now=after)
        if action.done is not None:
            actions.finish_action(point, is_done=True, by=person(action.owner), now=at(action.done, one.starts))
    for case in record.led_to:
        actions.link_case(made, key_of("case", case), by=by, now=after)
    came = SignUp.objects.filter(meeting=made, has_place=True).values_list("pk", flat=True)
    actions.note_came(made, {key for number, key in enumerate(came) if number % 8}, by=by, now=after)


def what_comes_next(now: datetime) -> None:
    """How often the group meets, by a decision of its first meeting; and a poll over themes that some have answered."""
    first = Meeting.objects.get(pk=key_of("meeting", known.MEETINGS[0].key))
    if not Rhythm.objects.exists():
        actions.set_rhythm(_RHYTHM, decision=first.points.filter(kind="decision").first(), by=coordinator(), now=now)
    key = key_of("poll", "naeste-tema")
    if Poll.objects.filter(pk=key).exists():
        return
    houses = list(Organisation.objects.filter(status=Status.MEMBER).order_by("cvr"))
    proposals = [_proposal(number, houses[1:], now) for number in range(len(_PROPOSALS))]
    poll = polls.open_theme_poll(
        key, title="Hvad skal vi tale om i februar?", proposals=proposals, deadline=now + timedelta(days=9),
        shows_names=True, by=coordinator(), now=now - timedelta(days=3),
    )  # fmt: skip
    options = [str(one.pk) for one in poll.options.order_by("pk")]
    for house, votes in zip(houses[2:], _VOTES, strict=False):
        answers = dict(zip(options, votes.split(), strict=True))
        polls.answer(poll, answers, version=0, organisation=house, by=_someone_of(house), now=now - timedelta(days=1))


def _proposal(number: int, houses: Sequence[Organisation], now: datetime) -> Proposal:
    theme, title, why, house = _PROPOSALS[number]
    return polls.propose(
        key_of("proposal", str(number)), theme=Theme.objects.get(pk=theme), title=title, why=why,
        organisation=houses[house], by=_someone_of(houses[house]), now=now - timedelta(days=10 + number),
    )  # fmt: skip


def _presenter(who: demo.Presenter) -> actions.NamedPresenter:
    if who.person is None:
        return actions.NamedPresenter(who.organisation, name=who.name)
    return actions.NamedPresenter(who.organisation, person(who.person))


def _representatives() -> list[Person]:
    """Those who represent a member now, in the order of the demonstration."""
    open_ones = Representation.objects.filter(until=None, organisation__status=Status.MEMBER)
    there = {one.person.email: one.person for one in open_ones.select_related("person")}
    return [there[one.email] for one in demo.NETWORK.people if one.email in there]


def _someone_of(house: Organisation) -> Person:
    return next(
        one for one in _representatives() if one.representations.filter(until=None, organisation=house).exists()
    )


@cache
def _keys() -> dict[object, str]:
    return {key_of("meeting", one.key): one.key for one in known.MEETINGS}


def _key_of(made: Meeting) -> str:
    return _keys()[made.pk]
