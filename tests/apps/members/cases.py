"""The routes of members, and of each world a unit, a change of its membership and an invitation."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone

from flok.apps.members.models import (
    Application,
    Community,
    CommunityRole,
    Invitation,
    MembershipChange,
    Representation,
    Status,
    Unit,
)
from flok.apps.members.rules import token_hash
from tests.apps.worlds import Case, World

GLNS = ("9521000000018", "9521000000025", "9521000000032", "9521000000049")
APPLICATION = {
    "organisation_name": "Skovsø Kommune (opdigtet)",
    "cvr": "99900105",
    "kind": "municipality",
    "is_contracting_authority": "yes",
    "is_paid_up": "yes",
    "name": "Søren Ånd",
    "email": "soeren@skovsoe.example",
    "title": "Indkøbschef",
    "message": "Vi vil gerne være med.",
    "website": "",
}


def _thing(name: str):  # type: ignore[no-untyped-def]
    return lambda world: {"pk": world.things[name].pk}


def _own(world: World) -> dict[str, uuid.UUID]:
    return {"pk": world.organisation.pk}


def _member(world: World) -> dict[str, uuid.UUID]:
    return {"pk": world.people["member"].pk}


def _unit(world: World) -> dict[str, str]:
    return {"gln": GLNS[3], "name": "Skole", "department": "Børn"}


_reason = {"reason": "opdigtet grund"}
_invited = {"name": "Ny Kollega", "email": "ny@flok.example", "title": "Indkøber", "role": "member"}
READ = (200,)

CASES = [
    Case("demonstration_sign_in", "public", post=lambda world: {"person": "x@flok.example"}, statuses=(404,)),
    Case("members:list", "network", statuses=READ),
    Case("members:organisation", "network", kwargs=_own, statuses=READ),
    Case("members:person", "network", kwargs=_member, statuses=READ),
    Case("members:apply", "public", post=lambda world: {**APPLICATION, "once": str(uuid.uuid4())}),
    Case("members:applied", "public", statuses=READ),
    Case("members:invitation_link", "public", kwargs=lambda world: {"token": "x" * 40}, statuses=(302,)),
    Case("members:invitation", "public", post=lambda world: {}, statuses=(404,)),
    Case("members:profile", "administrator", post=lambda world: {"name": "Nyt navn", "version": "0"}),
    Case(
        "members:join_community", "administrator", reads=False,
        post=lambda world: {"community": "Fællesskab", "role": "lead"},
    ),
    Case(
        "members:leave_community", "administrator", _thing("community"), owned=True, reads=False,
        post=lambda world: {},
    ),
    Case("members:units", "member", statuses=READ),
    Case("members:add_unit", "administrator", post=_unit),
    Case("members:change_unit", "administrator", _thing("unit"), owned=True, post=_unit),
    Case("members:remove_unit", "administrator", _thing("unit"), owned=True, reads=False, post=lambda world: {}),
    Case("members:membership", "member", statuses=READ),
    Case("members:invitations", "administrator", post=lambda world: _invited),
    Case(
        "members:withdraw_invitation", "administrator", _thing("invitation"), owned=True, reads=False,
        post=lambda world: {},
    ),
    Case(
        "members:representation", "administrator", _thing("representation"), owned=True,
        post=lambda world: {"title": "Indkøber", "role": "member"},
    ),
    Case(
        "members:end_representation", "administrator", _thing("representation"), owned=True, reads=False,
        post=lambda world: {},
    ),
    Case("members:log", "administrator", statuses=READ),
    Case("members:me", "person", post=lambda world: {"name": "Nyt Navn", "language": "en"}),
    Case("members:act_for", "person", reads=False, post=lambda world: {"representation": "x"}),
    Case("members:address", "person", post=lambda world: {"email": "ny@flok.example"}),
    Case("members:confirm_address", "person", lambda world: {"token": "x"}, post=lambda world: {}, statuses=(410,)),
    Case("members:export", "person", reads=False, post=lambda world: {}, statuses=READ),
    Case("members:my_log", "person", statuses=READ),
    Case(
        "members:leave", "person", _thing("representation"), owned=True, post=lambda world: {},
        statuses=(200, 302, 404),
    ),
    Case("members:erase", "person", post=lambda world: {"sure": "on"}),
    Case("members:secretariat", "leader", statuses=READ),
    Case("members:applications", "coordinator", statuses=READ),
    Case(
        "members:application", "coordinator", _thing("application"),
        post=lambda world: {"decision": "rejected", **_reason},
    ),
    Case(
        "members:change_membership", "coordinator", _own,
        post=lambda world: {"seen": "member", "status": "paused", **_reason},
    ),
    Case("members:invite_to", "coordinator", _own, reads=False, post=lambda world: _invited),
    Case("members:whole_log", "coordinator", statuses=READ),
    Case("members:leader", "coordinator", _member, reads=False, post=lambda world: {"is_chair": "on"}),
    Case("members:access", "coordinator", _member, reads=False, post=lambda world: {"active": "0", **_reason}),
    Case("members:erase_person", "coordinator", _member, reads=False, post=lambda world: _reason),
]  # fmt: skip


def furnish(world: World) -> None:
    """A unit, two changes, an invitation, a community's role; an application of another organisation."""
    now, own = timezone.now(), world.organisation
    things = world.things
    things["unit"] = Unit.objects.create(
        organisation=own, gln=GLNS[0], name=world.canary("unit-name"), department=world.canary("unit-department")
    )
    MembershipChange.objects.create(organisation=own, at=now, status=Status.APPLIED)
    MembershipChange.objects.create(
        organisation=own,
        at=now,
        status=Status.MEMBER,
        reason=world.canary("membership-reason"),
    )
    things["invitation"] = Invitation.objects.create(
        organisation=own, email=f"{world.letter.lower()}-inviteret@flok.example", name=world.canary("invitation-name"),
        title=world.canary("invitation-title"), token_hash=token_hash(f"{own.pk.hex}hemmelig"), at=now,
        expires_at=now + timedelta(days=14), by=world.people["administrator"],
    )  # fmt: skip
    community = Community.objects.get_or_create(name="Fællesindkøb Fiktivsund")[0]
    things["community"] = CommunityRole.objects.create(organisation=own, community=community, role="follower")
    things["representation"] = Representation.objects.get(person=world.people["member"], organisation=own)
    things["application"] = Application.objects.create(
        organisation=own, organisation_name="Skovsø Kommune", kind="municipality", is_contracting_authority=True,
        is_paid_up=True, name="Søren Ånd", email="soeren@skovsoe.example", at=now,
    )  # fmt: skip
