"""Who presents, and who can be asked to."""

from __future__ import annotations

from flok.apps.meetings.models import Presenter
from flok.apps.members.models import Person, Representation, Status


def possible_presenters() -> list[tuple[Person, str]]:
    """Those who represent a member now, with the names of their organisations, by name. One query."""
    open_ones = Representation.objects.filter(until=None, person__is_active=True, organisation__status=Status.MEMBER)
    found: dict[Person, list[str]] = {}
    for one in open_ones.select_related("person", "organisation").order_by("person__name", "person_id", "since"):
        found.setdefault(one.person, []).append(one.organisation.name)
    return [(person, " · ".join(names)) for person, names in found.items()]


def presentations_of(person: Person) -> list[dict[str, str]]:
    """What is stored of a person here, as plain data."""
    own = Presenter.objects.filter(person=person).select_related("item__meeting")
    return [
        {
            "meeting": str(one.item.meeting),
            "starts": one.item.starts_at.isoformat(),
            "item": one.item.title,
            "organisation": one.organisation_name,
        }
        for one in own
    ]
