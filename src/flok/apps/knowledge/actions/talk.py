"""What colleagues say of a case, who is asked to read a draft, and what happened afterwards.

A colleague's words are a row of the organisation whose case it is: each is written inside that organisation.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge.models import Case, Outcome, Reader, Remark
from flok.apps.knowledge.queries import who_answers
from flok.apps.members import audit
from flok.apps.members.models import Organisation, Person
from flok.apps.members.scoping import Ring, inside
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.actions import tell

TALK, READING = "case talk", "case reading"
AT_ONCE = timedelta(minutes=10)  # within this the same again is the same form sent twice


def _link(case: Case) -> str:
    return reverse("knowledge:case", args=[case.pk])


def _lock(case: Case) -> None:
    """Inside its organisation and a transaction: who says something of the case meanwhile waits."""
    Case.objects.select_for_update().filter(pk=case.pk).first()


def _tell(case: Case, kind: str, text: Promise, *, by: Person, now: datetime) -> None:
    """A notice to who answers for the case, seen while they represent its organisation."""
    people = who_answers(case)
    tell(people, kind, text, link=_link(case), by=by, now=now, about=str(case), organisation=case.organisation)


@in_transaction
def remark(
    case: Case, *, kind: str, text: str, result: str = "", of: Organisation | None, by: Person, now: datetime
) -> Remark:
    """Say something of a case, to those who may read it now and never to more. A draft takes notes only.

    The same from the same person again, at once, is said once.
    """
    kind = Remark.Kind.NOTE if case.is_draft else kind
    ring = Ring.ORGANISATION if case.is_draft else case.ring
    with inside(case.organisation):
        _lock(case)
        last: Remark | None = Remark.objects.filter(case=case, by=by, at__gt=now - AT_ONCE).last()
        if last is not None and (last.kind, last.text, last.result) == (kind, text, result):
            return last
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
    _tell(case, TALK, text_told, by=by, now=now)
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
        _tell(case, READING, _("A colleague has read your case"), by=by, now=now)
    Reader.objects.filter(pk=asked.pk, read_at=None).update(read_at=now)


@in_transaction
def tell_outcome(case: Case, *, state: str, text: str, months: int = 0, by: Person, now: datetime) -> Outcome:
    """What happened afterwards, also when that is nothing. Seen by those who see the case."""
    _lock(case)
    last: Outcome | None = Outcome.objects.filter(case=case, by=by, at__gt=now - AT_ONCE).last()
    if last is not None and (last.months, last.state, last.text) == (months, state, text):
        return last
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
