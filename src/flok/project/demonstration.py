"""The fictional network of flok.demo as rows: for a site where a newcomer can look about.

`write_settings` before the site starts; `fill` once the database is there. Both may be run again: what is there stays.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from flok.apps.meetings import actions as meetings
from flok.apps.meetings.models import Meeting, Place
from flok.apps.meetings.rules import HERE
from flok.apps.members.models import (
    Application,
    Community,
    CommunityRole,
    MembershipChange,
    Organisation,
    Person,
    Representation,
    Unit,
)
from flok.apps.members.scoping import inside
from flok.apps.members.signals import application_received
from flok.apps.notices import actions as notices
from flok.apps.notices.models import Notice
from flok.apps.notices.rules import Frequency
from flok.demo import network as demo
from flok.demo.presentation import presentation_pdf
from flok.project.network import Contact, Network, to_toml

_MARK = uuid.UUID("f10c0000-0000-4000-8000-000000000000")
_MIO_KR = {"0-50": 30, "50-250": 140, "250-500": 370, "500-1000": 720, "1000-": 1_400}
_THEMES = {
    "groen-indkoebsstrategi": "strategy",
    "hvad-er-et-groent-indkoeb": "what_is_green",
    "livscyklusomkostninger": "life_cycle_cost",
    "maerker": "labels",
    "disponentens-valg": "requisitioners",
    "kontraktperioden": "contract_period",
    "kontraktperioden-i-praksis": "contract_period",
}
Progress = Callable[[int, int], None]


def network() -> Network:
    """What the fictional network says of itself."""
    said = demo.NETWORK
    return Network(
        name=said.name.da,
        association=said.association.da,
        purpose_da="\n\n".join(one.da for one in said.purpose),
        purpose_en="\n\n".join(one.en for one in said.purpose),
        audience_da=said.for_whom.da,
        audience_en=said.for_whom.en,
        frame_da=said.frame.da,
        frame_en=said.frame.en,
        categories_da=said.categories.da,
        categories_en=said.categories.en,
        works_on=tuple((one.da, one.en) for one in said.works_on),
        conditions=tuple((one.da, one.en) for one in said.conditions),
        contacts=tuple(Contact(one.role.da, one.role.en, one.name, one.email) for one in said.contacts),
        fictional=True,
    )


def write_settings(folder: Path) -> None:
    """network.toml, unless the folder has one, and demonstration.json: who may be signed in as by one click.

    demonstration.json: [{"email", "da", "en"}, …], the first is the one a newcomer is offered first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "network.toml").exists():
        (folder / "network.toml").write_text(to_toml(network()), encoding="utf-8")
    offered = [
        {"email": one.email, "da": one.sign_in.da, "en": one.sign_in.en} for one in demo.NETWORK.people if one.sign_in
    ]
    (folder / "demonstration.json").write_text(json.dumps(offered, ensure_ascii=False, indent=1), encoding="utf-8")


def fill(progress: Progress | None = None, *, now: datetime | None = None) -> None:
    """Organisations, people, applications, meetings with their files, and a few notices. Each step whole or not at all.

    `progress(step, steps)` is called between steps. `now`: the moment the demonstration begins; a next meeting that
    would be past by then is moved ahead by whole weeks.
    """
    now = now or timezone.now()
    write_settings(Path(settings.DATA))
    steps: list[Callable[[], None]] = [_organisations, _people, _histories, _applications]
    steps += [lambda one=one: _meeting(one, now) for one in demo.NETWORK.meetings]  # type: ignore[misc]
    steps.append(lambda: _notices(now))
    for number, step in enumerate(steps):
        if progress:
            progress(number, len(steps))
        with transaction.atomic():
            step()
    if progress:
        progress(len(steps), len(steps))


def key_of(kind: str, name: str) -> uuid.UUID:
    """The id of something in the demonstration: the same in each of them."""
    return uuid.uuid5(_MARK, f"{kind}:{name}")


def _organisations() -> None:
    for one in demo.NETWORK.organisations:
        made, is_new = Organisation.objects.get_or_create(
            cvr=one.cvr,
            defaults={
                "id": key_of("organisation", one.key),
                "name": one.name,
                "kind": one.type,
                "is_contracting_authority": one.is_contracting_authority,
                "inhabitants": one.inhabitants,
                "employees": one.employees,
                "purchase_volume_mio_kr": _MIO_KR[one.purchase_volume],
                "political_focus": one.political_focus,
                "data_level": one.data_level,
                "status": one.status,
            },
        )
        if not is_new:
            continue
        for community in one.communities:
            there, _ = Community.objects.get_or_create(name=community.name)
            CommunityRole.objects.create(organisation=made, community=there, role=community.role)
        with inside(made):
            for unit in one.units:
                Unit.objects.create(organisation=made, gln=unit.gln, name=unit.name, department=unit.department)


def _people() -> None:
    for one in demo.NETWORK.people:
        if Person.objects.filter(email=one.email).exists():
            continue
        made = Person.objects.create_user(
            one.email, one.name, None, id=key_of("person", one.key), language=one.language,
            is_chair=one.is_chair, is_coordinator=one.is_coordinator,
        )  # fmt: skip
        notices.choose_frequency(Frequency.NONE, by=made, now=timezone.now())
        for post in one.posts:
            Representation.objects.create(
                person=made, organisation=_organisation(post.organisation), role=post.role, title=post.title,
                since=post.since, until=post.until,
            )  # fmt: skip


def _histories() -> None:
    coordinator = _coordinator()
    for one in demo.NETWORK.organisations:
        made = _organisation(one.key)
        with inside(made):
            if MembershipChange.objects.exists():
                continue
            for change in one.history:
                by = None if change.status == "applied" else coordinator
                at = _at(change.date, time(9))
                MembershipChange.objects.create(
                    organisation=made, at=at, status=change.status, reason=change.reason, by=by
                )


def _applications() -> None:
    coordinator = _coordinator()
    for one in demo.NETWORK.applications:
        if (
            one.organisation is None or one.type is None
        ):  # a supplier: refused by the form itself, so that nothing of it is kept
            continue
        made, is_new = Application.objects.get_or_create(
            id=key_of("application", one.cvr),
            defaults={
                "organisation": _organisation(one.organisation),
                "organisation_name": one.name,
                "kind": one.type,
                "is_contracting_authority": one.is_contracting_authority,
                "is_paid_up": one.is_paid_up,
                "name": one.contact_name,
                "email": one.contact_email,
                "message": one.message,
                "at": _at(one.applied, time(9)),
                "decision": one.decision or Application.Decision.OPEN,
                "reason": one.reason or "",
                "decided_by": coordinator if one.decision else None,
                "decided_at": _at(one.decided, time(9)) if one.decided else None,
            },
        )
        if is_new and not one.decision:
            application_received.send(sender=None, application=made)


def _meeting(one: demo.Meeting, now: datetime) -> None:
    key, by = key_of("meeting", one.key), _coordinator()
    if Meeting.objects.filter(pk=key).exists():
        return
    day = one.date
    while not one.decisions and _at(day, one.ends) <= now:
        day += timedelta(weeks=1)
    called = min(_at(day, time(9)) - timedelta(weeks=6), now)
    fields = {
        "theme": _THEMES.get(one.key, "other"),
        "title": one.theme.da,
        "purpose": one.purpose.da,
        "starts_at": _at(day, one.starts),
        "ends_at": _at(day, one.ends),
        "form": Place.PLACE,
        "town": one.town,
        "venue": one.venue,
        "online_address": "",
        "places": one.places,
    }
    meeting = meetings.call_meeting(key, fields, by=by, now=called)
    items = {}
    for item in one.programme:
        items[item.title.da] = meetings.put_on_programme(
            meeting, None, title=item.title.da, starts_at=_at(day, item.starts),
            presenters=[_presenter(who) for who in item.presenters], by=by, now=called,
        )  # fmt: skip
    after = min(_at(day, one.ends) + timedelta(days=1), now)
    for talk in one.presentations:
        pdf = presentation_pdf(talk.title.da, talk.presenter.name, talk.lines, day=day)
        meetings.add_material(
            meeting, [pdf], title=talk.title.da, kind="pdf", is_public=talk.is_public, item=items.get(talk.title.da),
            by=by, now=after,
        )  # fmt: skip
    if one.decisions:
        meetings.change_meeting(meeting, {"decisions": "\n".join(one.decisions)}, version=1, by=by, now=after)


def _presenter(who: demo.Presenter) -> meetings.NamedPresenter:
    if who.person is None:
        return meetings.NamedPresenter(who.organisation, name=who.name)
    return meetings.NamedPresenter(who.organisation, Person.objects.get(email=demo.NETWORK.person(who.person).email))


def _notices(now: datetime) -> None:
    """The programme of the next meeting, told to those one can sign in as."""
    coming = Meeting.objects.get(pk=key_of("meeting", demo.NETWORK.meetings[-1].key))
    offered = Person.objects.filter(email__in=[one.email for one in demo.NETWORK.people if one.sign_in])
    if not Notice.objects.filter(kind=meetings.PROGRAMME_READY).exists():
        meetings.tell_programme(coming, offered, by=_coordinator(), now=now)


def _organisation(key: str) -> Organisation:
    return Organisation.objects.get(cvr=demo.NETWORK.organisation(key).cvr)


def _coordinator() -> Person:
    return Person.objects.get(email=next(one.email for one in demo.NETWORK.people if one.is_coordinator))


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=HERE)
