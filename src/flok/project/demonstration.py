"""The fictional network of flok.demo as rows: for a site where a newcomer can look about.

`write_settings` before the site starts; `fill` once the database is there. Both may be run again: what is there stays.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from flok.apps.meetings.actions import PROGRAMME_READY, tell_programme
from flok.apps.meetings.models import Meeting
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
from flok.demo import knowledge as known
from flok.demo import network as demo
from flok.project import demonstration_knowledge as knowledge
from flok.project import demonstration_meetings as meetings
from flok.project import demonstration_rooms as rooms
from flok.project.demonstration_keys import at, coordinator, key_of, organisation
from flok.project.network import Contact, Network, to_toml

_MIO_KR = {"0-50": 30, "50-250": 140, "250-500": 370, "500-1000": 720, "1000-": 1_400}
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
    steps.append(lambda: meetings.themes(now))
    steps += [lambda one=one: knowledge.case(one) for one in known.CASES]  # type: ignore[misc]
    steps.append(knowledge.guides)
    steps += [lambda one=one: meetings.meeting(one, now) for one in known.MEETINGS]  # type: ignore[misc]
    steps += [lambda: rooms.studies(now), lambda: rooms.assessments(now)]
    steps += [lambda: meetings.what_comes_next(now), lambda: _notices(now)]
    for number, step in enumerate(steps):
        if progress:
            progress(number, len(steps))
        with transaction.atomic():
            step()
    if progress:
        progress(len(steps), len(steps))


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
                person=made, organisation=organisation(post.organisation), role=post.role, title=post.title,
                since=post.since, until=post.until,
            )  # fmt: skip


def _histories() -> None:
    decided_by = coordinator()
    for one in demo.NETWORK.organisations:
        made = organisation(one.key)
        with inside(made):
            if MembershipChange.objects.exists():
                continue
            for change in one.history:
                by = None if change.status == "applied" else decided_by
                MembershipChange.objects.create(
                    organisation=made, at=at(change.date, time(9)), status=change.status, reason=change.reason, by=by
                )


def _applications() -> None:
    decided_by = coordinator()
    for one in demo.NETWORK.applications:
        if (
            one.organisation is None or one.type is None
        ):  # a supplier: refused by the form itself, so that nothing of it is kept
            continue
        made, is_new = Application.objects.get_or_create(
            id=key_of("application", one.cvr),
            defaults={
                "organisation": organisation(one.organisation),
                "organisation_name": one.name,
                "kind": one.type,
                "is_contracting_authority": one.is_contracting_authority,
                "is_paid_up": one.is_paid_up,
                "name": one.contact_name,
                "email": one.contact_email,
                "message": one.message,
                "at": at(one.applied, time(9)),
                "decision": one.decision or Application.Decision.OPEN,
                "reason": one.reason or "",
                "decided_by": decided_by if one.decision else None,
                "decided_at": at(one.decided, time(9)) if one.decided else None,
            },
        )
        if is_new and not one.decision:
            application_received.send(sender=None, application=made)


def _notices(now: datetime) -> None:
    """The programme of the next meeting, told to those one can sign in as; what was told long ago has been read."""
    Notice.objects.filter(at__lt=now - timedelta(days=21), read_at=None).update(read_at=now)
    coming = Meeting.objects.get(pk=key_of("meeting", known.MEETINGS[-1].key))
    offered = Person.objects.filter(email__in=[one.email for one in demo.NETWORK.people if one.sign_in])
    if not Notice.objects.filter(kind=PROGRAMME_READY).exists():
        tell_programme(coming, offered, by=coordinator(), now=now)
