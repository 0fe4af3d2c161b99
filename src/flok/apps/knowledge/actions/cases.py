"""Writing, showing, taking back and handing over a case. Who may: rules.may_change; the pages ask first.

Each is run inside the organisation of the case. What is found by search is told of here (found.py).
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge import found, rules
from flok.apps.knowledge.actions.published import drop_proposal, withdraw
from flok.apps.knowledge.models import Case, PublicCase, State, Theme
from flok.apps.knowledge.queries import communities_of, group_of
from flok.apps.members import audit
from flok.apps.members.models import Organisation, Person, Representation
from flok.apps.members.scoping import Ring
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.actions import tell

NEW_CASE = "new case"


class ChangedMeanwhileError(Exception):
    """Someone else changed the case after this form was opened; nothing was written. `latest`: how it stands."""

    def __init__(self, latest: Case) -> None:
        super().__init__()
        self.latest = latest


@in_transaction
def begin_case(
    key: uuid.UUID, *, kind: str, theme: Theme, title: str = "", organisation: Organisation, by: Person, now: datetime
) -> Case:
    """A draft, with what the organisation's profile knows of where it works. `key` is the form's: twice is once."""
    given = {
        "organisation": organisation, "kind": kind, "theme": theme, "title": title, "author": by, "changed_by": by,
        "begun_at": now, "changed_at": now, **conditions_of(organisation),
    }  # fmt: skip
    case, is_new = Case.objects.get_or_create(pk=key, defaults=given)
    if is_new:
        audit.note(audit.Act.ADD, "case", by=by, now=now, organisation=organisation, detail=str(key))
    return case


def conditions_of(organisation: Organisation) -> dict[str, str]:
    """Where a result of this organisation's works, as its profile tells: to begin with, for the author to change."""
    size = []
    if organisation.inhabitants:
        size.append(f"{organisation.inhabitants:,} indbyggere".replace(",", "."))
    if organisation.employees:
        size.append(f"{organisation.employees:,} ansatte".replace(",", "."))
    return {
        "works_types": organisation.kind,
        "works_size": ", ".join(size),
        "works_community": communities_of(organisation)[:300],
        "works_politics": organisation.political_focus[:500],
    }


@in_transaction
def write_case(
    case: Case, fields: Mapping[str, Any], *, version: int, form: uuid.UUID | None, is_automatic: bool, by: Person,
    now: datetime,
) -> Case:  # fmt: skip
    """Write what is in `fields` (of rules.FIELDS). `form`: the open form that writes.

    What a form has sent by itself (`is_automatic`) and then sends by its button is not another's change. Raises
    ChangedMeanwhileError where `version` is not the latest and someone else wrote it.
    """
    latest = Case.objects.select_for_update().get(pk=case.pk)
    if latest.version != version:
        if form is None or latest.written_in != form:
            raise ChangedMeanwhileError(latest)
        if is_automatic:
            return latest  # it comes late: the same form has saved what is newer
    old_theme = latest.theme_id
    for name in rules.FIELDS:
        if name in fields:
            setattr(latest, name, fields[name])
    latest.version, latest.written_in, latest.changed_by, latest.changed_at = latest.version + 1, form, by, now
    latest.save()
    if latest.theme_id != old_theme:  # another group reads it now; what was said in the old one stays in the house
        latest.remarks.filter(ring=Ring.THEME).update(ring=Ring.ORGANISATION)
    if not is_automatic:
        audit.note(audit.Act.CHANGE, "case", by=by, now=now, organisation=latest.organisation, detail=str(case.pk))
    found.put_case(latest)
    return latest


@in_transaction
def show_case(case: Case, *, ring: str, by: Person, now: datetime) -> Case:
    """Show a draft to a ring, or change the ring of what is shown: wider only ever by this, someone's own act.

    Raises ValueError where something that others need is missing.
    """
    latest = Case.objects.select_for_update().select_related("organisation", "theme").get(pk=case.pk)
    if rules.missing(latest):
        raise ValueError(", ".join(rules.missing(latest)))
    is_new = latest.is_draft or rules.is_wider(ring, latest.ring)
    if latest.published_at is None:
        latest.published_at = now
    latest.state, latest.ring = State.SHOWN, Ring(ring)
    latest.save(update_fields=["state", "ring", "published_at"])
    latest.readers.all().delete()
    audit.note(
        audit.Act.CHANGE, "case", by=by, now=now, organisation=latest.organisation, detail=f"{case.pk} shown to {ring}"
    )
    if is_new and ring != Ring.ORGANISATION:
        link = reverse("knowledge:case", args=[case.pk])
        text = _("There is a new case in a theme you follow")
        tell(group_of(latest.theme), NEW_CASE, text, link=link, by=by, now=now, about=latest.title)
    found.put_case(latest)
    return latest


@in_transaction
def take_back_case(case: Case, *, by: Person, now: datetime) -> Case:
    """Make a shown case a draft again: nobody but its author sees it, and there is no copy outside the network.

    What was said of it is kept.
    """
    _take_in(case, by, now)
    Case.objects.filter(pk=case.pk).update(state=State.DRAFT, ring=Ring.ORGANISATION)
    case.refresh_from_db()
    audit.note(audit.Act.CHANGE, "case", by=by, now=now, organisation=case.organisation, detail=f"{case.pk} taken back")
    found.put_case(case)
    return case


@in_transaction
def delete_case(case: Case, *, by: Person, now: datetime) -> None:
    """With all that hangs on it, its copy outside the network too. Files that other cases share stay."""
    _take_in(case, by, now)
    found.take_out_case(case)
    audit.note(audit.Act.DELETE, "case", by=by, now=now, organisation=case.organisation, detail=str(case.pk))
    case.delete()


def _take_in(case: Case, by: Person, now: datetime) -> None:
    """Its copy outside the network, and one that waits to be."""
    for copy in PublicCase.objects.filter(case_key=case.pk):
        withdraw(copy, by=by, now=now)
    for proposal in case.proposals.all():
        drop_proposal(proposal, by=by, now=now)


@in_transaction
def hand_over(case: Case, *, to: Person, by: Person, now: datetime) -> Case:
    """Give a case a new author of the same organisation. Raises ValueError for one who does not represent it."""
    if not Representation.objects.filter(person=to, organisation=case.organisation_id, until=None).exists():
        raise ValueError("represents another")
    Case.objects.filter(pk=case.pk).update(author=to)
    audit.note(
        audit.Act.CHANGE, "case", by=by, about=to, now=now, organisation=case.organisation,
        detail=f"{case.pk} handed over",
    )  # fmt: skip
    link = reverse("knowledge:case", args=[case.pk])
    text = _("You have taken over a case")
    tell([to], NEW_CASE, text, link=link, by=by, now=now, about=str(case), organisation=case.organisation)
    case.refresh_from_db()
    return case
