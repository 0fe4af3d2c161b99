"""An assessment is begun, written, worded, shown to others, taken home by them, and deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from flok.apps.knowledge.models import Theme
from flok.apps.labels import found
from flok.apps.labels.models import KeptAssessment
from flok.apps.labels.rules import own_key, texts_mark
from flok.apps.members import audit
from flok.apps.members.models import Kind, Organisation, Person
from flok.apps.members.scoping import Ring
from flok.apps.members.transactions import in_transaction
from flok.domain import labels


class ChangedMeanwhileError(Exception):
    """Someone else changed it after this form was opened; nothing was written. `latest`: how it stands."""

    def __init__(self, latest: KeptAssessment) -> None:
        super().__init__()
        self.latest = latest


@in_transaction
def begin_assessment(
    key: UUID, assessment: labels.Assessment, *, score: int | None = None, organisation: Organisation, by: Person,
    now: datetime,
) -> KeptAssessment:  # fmt: skip
    """A new assessment, with what the register answers from sources that were read where nothing else was answered.

    `key` is the form's: sent twice is one. A label the register knows is kept by its id. Nobody's name is kept in it:
    who made it is a column.
    """
    known = labels.find_label(assessment.label)
    if known is not None:
        answers = {**labels.suggested(known.id), **assessment.answers}
        assessment = replace(assessment, label=known.id, answers=answers)
    given = {
        "label": assessment.label[:200], "made_by": by, "made_at": now, "changed_at": now, "score": score,
        **_columns(assessment),
    }  # fmt: skip
    key = own_key(organisation, key)
    kept, is_new = KeptAssessment.objects.get_or_create(pk=key, organisation=organisation, defaults=given)
    if is_new:
        audit.note(audit.Act.ADD, "label assessment", by=by, now=now, organisation=organisation, detail=str(key))
        found.put(kept)
    return kept


def _columns(assessment: labels.Assessment) -> dict[str, Any]:
    verdict = labels.assess(assessment)
    return {
        "title": assessment.purchase.title[:200],
        "plain": labels.as_plain(replace(assessment, made_by="")),
        "code": verdict.code,
        "valid_until": verdict.valid_until,
    }


@in_transaction
def write_assessment(
    kept: KeptAssessment, assessment: labels.Assessment, *, score: int | None, version: int, form: UUID | None = None,
    is_automatic: bool = False, by: Person, now: datetime,
) -> KeptAssessment:  # fmt: skip
    """Write what was answered; it counts as made today. `form`: the open form that writes.

    What a form has sent by itself (`is_automatic`) and then sends by its button is not another's change. Raises
    ChangedMeanwhileError where `version` is not the latest and someone else wrote it.
    """
    latest = KeptAssessment.objects.select_for_update().select_related("organisation").get(pk=kept.pk)
    if latest.version != version:
        if form is None or latest.written_in != form:
            raise ChangedMeanwhileError(latest)
        if is_automatic:
            return latest  # it comes late: the same form has saved what is newer
    for name, value in _columns(replace(assessment, made_on=timezone.localdate(now))).items():
        setattr(latest, name, value)
    latest.score, latest.version, latest.written_in, latest.changed_at = score, latest.version + 1, form, now
    latest.save()
    if not is_automatic:
        _log(latest, "", by, now)
    found.put(latest)
    return latest


@in_transaction
def set_score(kept: KeptAssessment, score: int | None, *, by: Person, now: datetime) -> None:
    """The market's step, 1 to 5; None: not looked at. A form opened before that has it too is then out of date."""
    rows = KeptAssessment.objects.filter(pk=kept.pk)
    rows.update(score=score, changed_at=now, version=F("version") + 1, written_in=None)
    _log(kept, "market", by, now)


@in_transaction
def write_texts(
    kept: KeptAssessment, wording: Mapping[str, Any], *, every_months: int, seen: str = "", by: Person, now: datetime
) -> None:
    """What is added to the texts to paste, and how often it is followed up.

    `seen`: rules.texts_mark when the form was opened. Raises ChangedMeanwhileError where it is another by now, and
    labels.AnswersError.
    """
    labels.wording_from(wording)
    latest = KeptAssessment.objects.select_for_update().select_related("organisation").get(pk=kept.pk)
    if texts_mark(latest) != seen:
        raise ChangedMeanwhileError(latest)
    KeptAssessment.objects.filter(pk=kept.pk).update(wording=dict(wording), every_months=every_months, changed_at=now)
    _log(kept, "texts", by, now)


@in_transaction
def show_assessment(kept: KeptAssessment, *, ring: str, theme: Theme | None, by: Person, now: datetime) -> None:
    """How far it is seen from now on. Raises ValueError for a theme group without a theme, or a ring there is not."""
    ring = Ring(ring)
    if ring == Ring.THEME and theme is None:
        raise ValueError("a theme group needs a theme")
    kept.ring, kept.theme = ring, theme
    kept.save(update_fields=["ring", "theme"])
    _log(kept, f"shown to {ring}", by, now)
    found.put(kept)


@in_transaction
def take_home(
    kept: KeptAssessment, key: UUID, *, title: str = "", organisation: Organisation, by: Person, now: datetime
) -> KeptAssessment:
    """A colleague's assessment for a purchase of one's own: what depends on the label is kept, with its origin."""
    return _taken_home(labels.assessment_from(kept.plain), key, title, organisation, by, now)


@in_transaction
def take_home_copy(
    copy: Mapping[str, Any], key: UUID, *, organisation: Organisation, by: Person, now: datetime
) -> KeptAssessment:
    """The same of the copy that a case holds: {"assessment"}. Raises labels.AnswersError."""
    return _taken_home(labels.assessment_from(copy["assessment"]), key, "", organisation, by, now)


def _taken_home(
    theirs: labels.Assessment, key: UUID, title: str, organisation: Organisation, by: Person, now: datetime
) -> KeptAssessment:
    ours = labels.Purchase(
        title=title, product_group=theirs.purchase.product_group, authority=organisation.name,
        state=organisation.kind == Kind.STATE,
    )  # fmt: skip
    made = labels.take_home(theirs, ours, made_on=timezone.localdate(now), made_by="")
    return begin_assessment(key, made, organisation=organisation, by=by, now=now)


@in_transaction
def delete_assessment(kept: KeptAssessment, *, by: Person, now: datetime) -> None:
    """With the documentation judged by it. What others have taken home stays theirs."""
    found.take_out(kept)
    audit.note(
        audit.Act.DELETE, "label assessment", by=by, now=now, organisation=kept.organisation, detail=str(kept.pk)
    )
    kept.delete()


def _log(kept: KeptAssessment, what: str, by: Person, now: datetime) -> None:
    detail = f"{kept.pk} {what}".strip()
    audit.note(audit.Act.CHANGE, "label assessment", by=by, now=now, organisation=kept.organisation, detail=detail)
