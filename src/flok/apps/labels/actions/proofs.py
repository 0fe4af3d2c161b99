"""Documentation is judged and kept; whoever made the assessment is told at once of a licence that ends too early."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from flok.apps.labels import proofs, rules
from flok.apps.labels.models import KeptAssessment, KeptProof
from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.queries import people_of
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.actions import tell
from flok.domain import labels

EXPIRES = "label expires"
_INSIDE = _("A licence expires before the contract ends: ask for the new one in good time")


class ProofChangedError(Exception):
    """Someone else changed it after this form was opened; nothing was written. `latest`: how it stands."""

    def __init__(self, latest: KeptProof) -> None:
        super().__init__()
        self.latest = latest


@in_transaction
def keep_proof(
    assessment: KeptAssessment, key: UUID, supplier: str, asked: labels.Asked, proof: labels.Proof, *,
    version: int = 0, by: Person, now: datetime,
) -> KeptProof:  # fmt: skip
    """New documentation (`version` 0; sent twice is one), or the same judged again.

    Raises ProofChangedError where `version` is not the latest. A licence that expires inside the contract is told of
    now, once, to whoever made the assessment, or to who administers the organisation where they have left.
    """
    result = labels.assess_proof(asked, proof)
    columns = {
        "supplier": supplier[:200], "plain": proofs.as_plain(asked, proof), "status": result.status,
        "licence_number": proof.licence_number[:200], "valid_until": proof.valid_until,
        "contract_end": asked.contract_end, "at": now,
    }  # fmt: skip
    before = None
    if version == 0:
        given = {**columns, "assessment": assessment, "made_by": by}
        key = rules.own_key(assessment.organisation, key)
        kept, is_new = KeptProof.objects.get_or_create(pk=key, organisation=assessment.organisation, defaults=given)
        if not is_new:
            return kept
    else:
        kept = KeptProof.objects.select_for_update().select_related("organisation").get(pk=key, assessment=assessment)
        if kept.version != version:
            raise ProofChangedError(kept)
        before = kept.valid_until
        for name, value in columns.items():
            setattr(kept, name, value)
        kept.version += 1
    if kept.ends_inside and kept.valid_until != before:
        _tell_at_once(kept, assessment, now)
    kept.save()
    act = audit.Act.CHANGE if version else audit.Act.ADD
    audit.note(act, "label documentation", by=by, now=now, organisation=assessment.organisation, detail=str(key))
    return kept


def _tell_at_once(kept: KeptProof, assessment: KeptAssessment, now: datetime) -> None:
    """One that is near its end as well is not told of again by the worker (tasks.py)."""
    if rules.is_due(kept.valid_until, kept.told_of, timezone.localdate(now)):
        kept.told_of = kept.valid_until
    link, of = reverse("labels:proof", args=[assessment.pk, kept.pk]), assessment.organisation
    tell(makers(assessment), EXPIRES, _INSIDE, link=link, by=None, now=now, about=kept.supplier, organisation=of)


def makers(assessment: KeptAssessment) -> list[Person]:
    """Who is told of an assessment: who made it, or else who administers the organisation."""
    there = list(people_of(assessment.organisation))
    maker = [one.person for one in there if one.person_id == assessment.made_by_id]
    return maker or [one.person for one in there if one.role == "administrator"]


@in_transaction
def delete_proof(kept: KeptProof, *, by: Person, now: datetime) -> None:
    audit.note(
        audit.Act.DELETE, "label documentation", by=by, now=now, organisation=kept.organisation, detail=str(kept.pk)
    )
    kept.delete()
