"""What colleagues say of a case, who is asked to read a draft, and what happened afterwards.

A colleague's words are a row of the organisation whose case it is: each is written inside that organisation.
"""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge.models import Case, Outcome, Reader, Remark
from flok.apps.members import audit
from flok.apps.members.models import Organisation, Person
from flok.apps.members.scoping import Ring, inside
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.actions import tell

TALK, READING = "case talk", "case reading"


def _link(case: Case) -> str:
    return reverse("knowledge:case", args=[case.pk])


def _author(case: Case) -> list[Person]:
    return [case.author] if case.author else []


@in_transaction
def remark(
    case: Case, *, kind: str, text: str, result: str = "", of: Organisation | None, by: Person, now: datetime
) -> Remark:
    """Say something of a case, to those who may read it now and never to more. A draft takes notes only."""
    kind = Remark.Kind.NOTE if case.is_draft else kind
    ring = Ring.ORGANISATION if case.is_draft else case.ring
    with inside(case.organisation):
        made: Remark = Remark.objects.create(
            organisation=case.organisation, case=case, kind=kind, ring=ring, text=text, result=result, of=of, by=by,
            at=now,
        )  # fmt: skip
    audit.note(audit.Act.ADD, "case remark", by=by, now=now, organisation=case.organisation, detail=str(case.pk))
    text_told = (
        _("A colleague did the same as you, and tells of it")
        if kind == "also"
        else _("A colleague has commented your case")
    )
    tell(_author(case), TALK, text_told, link=_link(case), by=by, now=now, about=str(case))
    return made


@in_transaction
def delete_remark(said: Remark, *, case: Case, by: Person, now: datetime) -> None:
    """Take one's own words away."""
    with inside(case.organisation):
        Remark.objects.filter(pk=said.pk, by=by).delete()
    audit.note(audit.Act.DELETE, "case remark", by=by, now=now, organisation=case.organisation, detail=str(case.pk))


@in_transaction
def ask_to_read(case: Case, *, person: Person, by: Person, now: datetime) -> Reader:
    """Ask a colleague, of any member, to read a draft: by this the author shows it to them, and to nobody else."""
    asked, is_new = Reader.objects.get_or_create(
        case=case, person=person, defaults={"organisation": case.organisation, "asked_at": now}
    )
    if is_new:
        audit.note(
            audit.Act.CHANGE, "case reader", by=by, about=person, now=now, organisation=case.organisation,
            detail=str(case.pk),
        )  # fmt: skip
        text = _("A colleague asks you to read a case before it is shown")
        tell([person], READING, text, link=_link(case), by=by, now=now)
    return asked


@in_transaction
def ask_no_more(asked: Reader, *, by: Person, now: datetime) -> None:
    """From now on the one who was asked does not see the draft; what they said of it stays with it."""
    audit.note(
        audit.Act.CHANGE, "case reader", by=by, about=asked.person, now=now, organisation=asked.organisation,
        detail=f"{asked.case_id} no more",
    )  # fmt: skip
    asked.delete()


@in_transaction
def have_read(case: Case, asked: Reader, *, note: str, of: Organisation | None, by: Person, now: datetime) -> None:
    """A reader has read the draft, with or without a word on it."""
    if note:
        remark(case, kind=Remark.Kind.NOTE, text=note, of=of, by=by, now=now)
    elif asked.read_at is None:
        tell(
            _author(case),
            READING,
            _("A colleague has read your case"),
            link=_link(case),
            by=by,
            now=now,
            about=str(case),
        )
    Reader.objects.filter(pk=asked.pk, read_at=None).update(read_at=now)


@in_transaction
def tell_outcome(case: Case, *, state: str, text: str, months: int = 0, by: Person, now: datetime) -> Outcome:
    """What happened afterwards, also when that is nothing. Seen by those who see the case."""
    made: Outcome = Outcome.objects.create(
        organisation=case.organisation, case=case, months=months, state=state, text=text, at=now, by=by
    )
    audit.note(audit.Act.ADD, "case outcome", by=by, now=now, organisation=case.organisation, detail=str(case.pk))
    return made


@in_transaction
def delete_outcome(outcome: Outcome, *, by: Person, now: datetime) -> None:
    audit.note(
        audit.Act.DELETE, "case outcome", by=by, now=now, organisation=outcome.organisation, detail=str(outcome.case_id)
    )
    outcome.delete()
