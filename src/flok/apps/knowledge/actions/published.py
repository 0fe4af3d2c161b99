"""A copy outside the network: one person asks, it is made and cleaned, another confirms; and it is taken home again."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge import cleaning, files, rules
from flok.apps.knowledge.models import Attachment, Case, Proposal, PublicCase
from flok.apps.members import audit
from flok.apps.members.models import Person, Representation
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.actions import tell

OUTSIDE = "case outside"


class NotCleanError(Exception):
    """Files that cannot be cleaned: each with what was found in it. Nothing was written."""

    def __init__(self, refused: list[tuple[Attachment, tuple[str, ...]]]) -> None:
        super().__init__()
        self.refused = refused


class GoneError(Exception):
    """What waited is not there any more; nothing was published."""


class SamePersonError(Exception):
    """Who asks does not confirm: it takes two."""


def propose(case: Case, attachments: Sequence[Attachment], *, by: Person, now: datetime) -> Proposal:
    """Make a copy of the case as it stands, with cleaned copies of these files, to be confirmed by another person.

    What is copied: rules.PUBLIC_FIELDS, what happened afterwards, and the organisation's name; no person's. A proposal
    that waits is replaced. Raises NotCleanError.
    """
    made, refused = [], []
    for one in attachments:
        key = uuid.uuid4()
        target = files.waiting_path(case.organisation, key)
        cleaned = cleaning.clean(one.kind, files.attachment_path(case.organisation, one.digest), target)
        if cleaned.done:
            made.append(
                {"key": str(key), "title": one.title, "kind": one.kind, "size": target.stat().st_size,
                 "found": list(cleaned.found)}
            )  # fmt: skip
        else:
            refused.append((one, cleaned.found))
    if refused:
        _discard(case, made)
        raise NotCleanError(refused)
    return _propose(case, {**_copied(case), "files": made}, by=by, now=now)


def _copied(case: Case) -> dict[str, Any]:
    afterwards = [
        {"months": one.months, "state": one.state, "text": one.text, "day": timezone.localdate(one.at).isoformat()}
        for one in case.outcomes.all()
    ]
    published = timezone.localdate(case.published_at).isoformat() if case.published_at else ""
    uses = [{"kind": one["kind"], "name": one["name"]} for one in case.uses]
    fields = {name: getattr(case, name) for name in rules.PUBLIC_FIELDS}
    return {**fields, "theme": case.theme_id, "uses": uses, "afterwards": afterwards, "published": published}


@in_transaction
def _propose(case: Case, content: dict[str, Any], *, by: Person, now: datetime) -> Proposal:
    for earlier in Proposal.objects.filter(case=case):
        drop_proposal(earlier, by=by, now=now)
    proposal: Proposal = Proposal.objects.create(
        organisation=case.organisation, case=case, content=content, asked_by=by, at=now
    )
    _log(case, "outside asked", by, now)
    people = Representation.objects.filter(organisation=case.organisation, until=None).select_related("person")
    leading = [one.person for one in people if one.role == "administrator" and one.person != by]
    link = reverse("knowledge:outside", args=[case.pk])
    text = _("A colleague asks you to confirm that a case may be read by everyone")
    tell(leading or [one.person for one in people], OUTSIDE, text, link=link, by=by, now=now, about=str(case),
         organisation=case.organisation)  # fmt: skip
    return proposal


@in_transaction
def confirm(proposal: Proposal, *, by: Person, now: datetime) -> PublicCase:
    """The second person has read the copy: from now on everyone may. An earlier copy of the case gives way to it.

    Raises SamePersonError for the one who asked, GoneError where a colleague was ahead or a file is gone.
    """
    asked = Proposal.objects.select_for_update(of=("self",)).select_related("case", "organisation", "asked_by")
    waiting = asked.filter(pk=proposal.pk).first()
    if waiting is None or not all(
        files.waiting_path(waiting.organisation, one["key"]).is_file() for one in waiting.content["files"]
    ):
        raise GoneError
    if waiting.asked_by is None or waiting.asked_by == by:
        raise SamePersonError
    for earlier in PublicCase.objects.filter(case_key=waiting.case_id):
        withdraw(earlier, by=by, now=now)
    content = waiting.content
    copy = PublicCase.objects.create(
        case_key=waiting.case_id, organisation=waiting.organisation, title=content["title"], theme=content["theme"],
        content=content, asked_by=waiting.asked_by, confirmed_by=by, at=now,
    )  # fmt: skip
    for one in content["files"]:
        files.release(files.waiting_path(waiting.organisation, one["key"]), files.public_path(one["key"]))
    _log(waiting.case, "outside confirmed", by, now)
    waiting.delete()
    transaction.on_commit(partial(_discard, waiting.case, content["files"]))
    return copy


@in_transaction
def drop_proposal(proposal: Proposal, *, by: Person, now: datetime) -> None:
    """It is not to be shown outside after all."""
    _log(proposal.case, "outside dropped", by, now)
    case, made = proposal.case, proposal.content["files"]
    proposal.delete()
    transaction.on_commit(partial(_discard, case, made))


@in_transaction
def withdraw(copy: PublicCase, *, by: Person, now: datetime) -> None:
    """Take a copy back from outside. What others have saved of it meanwhile is theirs."""
    detail = f"{copy.case_key} outside withdrawn"
    audit.note(audit.Act.CHANGE, "case", by=by, now=now, organisation=copy.organisation, detail=detail)
    keys = [one["key"] for one in copy.content["files"]]
    copy.delete()
    for key in keys:
        transaction.on_commit(partial(files.public_path(key).unlink, missing_ok=True))


def _discard(case: Case, made: Sequence[dict[str, Any]]) -> None:
    for one in made:
        files.waiting_path(case.organisation, one["key"]).unlink(missing_ok=True)


def _log(case: Case, what: str, by: Person, now: datetime) -> None:
    audit.note(audit.Act.CHANGE, "case", by=by, now=now, organisation=case.organisation, detail=f"{case.pk} {what}")
