"""Cases, guides and links that come from elsewhere: a demonstration, another installation. Each key is brought once."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flok.apps.knowledge import found, rules
from flok.apps.knowledge.models import Case, Outcome, State
from flok.apps.members.models import Organisation, Person
from flok.apps.members.scoping import Ring, inside
from flok.apps.members.transactions import in_transaction


@in_transaction
def bring_case(
    key: uuid.UUID, fields: Mapping[str, Any], *, kind: str, ring: str, organisation: Organisation,
    author: Person | None, published_at: datetime, afterwards: tuple[tuple[int, str, str, datetime], ...] = (),
) -> Case:  # fmt: skip
    """A shown case with `fields` (of rules.FIELDS; theme a Theme) as they are. Nobody is told.

    `afterwards`: (months, Outcome.State, text, when); what has been asked for already is not asked for again.
    """
    given = {name: value for name, value in fields.items() if name in rules.FIELDS}
    given |= {
        "organisation": organisation, "kind": kind, "ring": Ring(ring), "state": State.SHOWN, "author": author,
        "changed_by": author, "begun_at": published_at, "changed_at": published_at, "published_at": published_at,
        "asked_months": max((months for months, *_rest in afterwards), default=0),
    }  # fmt: skip
    with inside(organisation):
        case: Case
        case, is_new = Case.objects.get_or_create(pk=key, defaults=given)
        if is_new:
            for months, state, text, at in afterwards:
                Outcome.objects.create(
                    organisation=organisation, case=case, months=months, state=state, text=text, at=at, by=author
                )
            found.put_case(case)
    return case
