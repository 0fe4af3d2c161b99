"""What the worker does again and again (notices/schedule.py): tells of assessments and licences that end."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from flok.apps.labels.actions.proofs import EXPIRES, makers
from flok.apps.labels.models import KeptAssessment, KeptProof
from flok.apps.labels.rules import TOLD_AFTER, TOLD_BEFORE, is_due
from flok.apps.members.models import Organisation
from flok.apps.members.scoping import inside
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.actions import tell

_ASSESSMENT = _("A label assessment soon no longer holds: look it up again")
_LICENCE = _("A label licence expires soon: look it up and ask for the new one")


def tell_of_what_expires(now: datetime | None = None) -> int:
    """Tell who made an assessment, once for each end, that it or a licence ends within 60 days; how many were told."""
    now, told = now or timezone.now(), 0
    today = timezone.localdate(now)
    for organisation in Organisation.objects.all():
        with inside(organisation):
            soon = {"valid_until__range": (today - TOLD_AFTER, today + TOLD_BEFORE)}
            own = KeptAssessment.objects.filter(organisation=organisation, **soon).exclude(code="R5")
            for kept in own.select_related("organisation"):
                link = reverse("labels:answer", args=[kept.pk])
                told += _tell(kept, kept, _ASSESSMENT, link, kept.title, now)
            for proof in KeptProof.objects.filter(**soon).select_related("assessment__organisation"):
                link = reverse("labels:proof", args=[proof.assessment_id, proof.pk])
                told += _tell(proof, proof.assessment, _LICENCE, link, proof.supplier, now)
    return told


@in_transaction
def _tell(
    row: KeptAssessment | KeptProof, of: KeptAssessment, text: Promise, link: str, about: str, now: datetime
) -> bool:
    """Whoever moves `told_of` on (one UPDATE, which only one worker can win) tells."""
    if not is_due(row.valid_until, row.told_of, timezone.localdate(now)):
        return False
    rows = type(row).objects.filter(pk=row.pk, told_of=row.told_of)
    if not rows.update(told_of=row.valid_until):
        return False
    tell(makers(of), EXPIRES, text, link=link, by=None, now=now, about=about, organisation=of.organisation)
    return True
