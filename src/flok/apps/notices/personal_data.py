"""What notices store of a person: taken out, and erased when the person leaves."""

from __future__ import annotations

from typing import Any

from flok.apps.members.models import Person
from flok.apps.notices.models import Letter, Notice, Preference
from flok.apps.notices.queries import frequency_of


def export(person: Person) -> dict[str, Any]:
    """Times as ISO 8601. Of mails only that they were sent: their text is not kept."""
    notices = Notice.objects.filter(person=person).order_by("at")
    letters = Letter.objects.filter(to__iexact=person.email).order_by("at")
    return {
        "frequency": frequency_of(person),
        "notices": [
            {"at": one.at.isoformat(), "text": one.text, "about": one.about, "link": one.link,
             "read_at": one.read_at.isoformat() if one.read_at else None}
            for one in notices
        ],
        "mails": [{"at": one.at.isoformat(), "subject": one.subject, "state": one.state} for one in letters],
    }  # fmt: skip


def erase(person: Person) -> None:
    Notice.objects.filter(person=person).delete()
    Letter.objects.filter(person=person).delete()
    Letter.objects.filter(to__iexact=person.email).delete()
    Preference.objects.filter(person=person).delete()
