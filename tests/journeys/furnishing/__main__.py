"""Sets passwords, signs in, and has each part furnish what it needs; prints what was made.

JSON: {"sessions": {email: key}, "addresses": {route or name of a state: path}}.
"""

from __future__ import annotations

import json
import time
from typing import Any

from flok.cli._serve import set_up
from tests.journeys.furnishing import ADMINISTRATOR, PASSWORD, PEOPLE, TWO_STEPS, WITH_PASSWORD


def furnish() -> dict[str, Any]:
    from django.utils import timezone

    from flok.apps.members.models import Person
    from flok.apps.members.scoping import inside
    from flok.cli._demo import _work_off
    from tests.journeys.furnishing import knowledge, labels, meetings, members, purchases, share, studies
    from tests.journeys.furnishing.houses import house_of

    people, now = {one.email: one for one in Person.objects.filter(email__in=PEOPLE)}, timezone.now()
    for email in WITH_PASSWORD:
        people[email].set_password(PASSWORD)
        people[email].save(update_fields=["password"])
    karen = people[ADMINISTRATOR]
    organisation = house_of(karen)
    with inside(organisation):
        addresses = {
            **members.own(organisation, karen, now),
            **purchases.files(organisation, karen, now),
            **share.definitions(organisation, karen, now),
        }
    for more in (
        members.of_the_network(people),
        members.two_steps(people[TWO_STEPS]),
        meetings.meetings(people, now),
        meetings.polls(people, now),
        knowledge.cases(people, now),
        knowledge.of_the_network(),
        labels.assessments(people, now),
        studies.studies(people, now),
    ):
        addresses |= more
    _work_off()
    return {"sessions": {email: _session(one) for email, one in people.items()}, "addresses": addresses}


def _session(person: Any) -> str:
    """Signed in a moment ago, as by the page."""
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() + 3_600}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    set_up()
    print(json.dumps(furnish()))
