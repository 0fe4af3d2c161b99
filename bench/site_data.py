"""A site with one member, its people and deliveries, and a share of a million lines; prints how to be signed in.

Run with FLOK_DATA set: python -m bench.site_data SHARE-FOLDER
"""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path
from typing import Any

DELIVERIES, PEOPLE = 75, 20
NOW = datetime.datetime(2026, 11, 24, 9, 0, tzinfo=datetime.UTC)


def made(share: Path) -> dict[str, Any]:
    """{"session": the cookie, "organisation": its id, "key": the secret key}"""
    from flok.cli._serve import prepare

    prepare()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from flok.apps.members.models import Organisation, Person, Representation
    from flok.apps.members.scoping import inside
    from flok.apps.purchases.models import Delivery, Kind, State
    from flok.apps.share.queries import share_folder

    organisation = Organisation.objects.create(
        name="Målt Kommune (opdigtet)", cvr="99000013", kind="municipality", status="member"
    )
    people = [Person.objects.create_user(f"p{place}@flok.example", f"Person {place:02}") for place in range(PEOPLE)]
    for person in people:
        Representation.objects.create(
            person=person, organisation=organisation, role="administrator", title="Indkøber", since=NOW.date()
        )
    with inside(organisation):
        for place in range(DELIVERIES):
            Delivery.objects.create(
                organisation=organisation, kind=Kind.INVOICES, name=f"e-fakturaer-{place:03}.zip", ending="zip",
                size=9_000_000, sha256=f"{place:064x}", by=people[place % PEOPLE], state=State.READ,
                at=NOW - datetime.timedelta(hours=place), documents=1_200, lines=4_000, counted_ore=123_456_789,
            )  # fmt: skip
    folder = share_folder(organisation)
    folder.parent.mkdir(parents=True)
    folder.symlink_to(share.resolve())
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(people[0].pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = people[0].get_session_auth_hash()
    session.save()
    return {"session": session.session_key, "organisation": str(organisation.pk), "key": settings.SECRET_KEY}


if __name__ == "__main__":
    print(json.dumps(made(Path(sys.argv[1]))))
