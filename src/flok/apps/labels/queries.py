"""Reading of assessments, documentation and plans, as a viewer may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from flok.apps.knowledge.queries import themes_followed
from flok.apps.labels.models import KeptAssessment, KeptPlan, KeptProof
from flok.apps.labels.rules import TOLD_AFTER, TOLD_BEFORE
from flok.apps.members.models import Organisation
from flok.apps.members.rules import Viewer
from flok.apps.members.scoping import Ring
from flok.domain import labels


def assessments_for(viewer: Viewer) -> QuerySet[KeptAssessment]:
    """The viewer's organisation's own, the last changed first."""
    own = Q(organisation=viewer.organisation) | Q(ring=Ring.ORGANISATION)  # of these the walls show one's own alone
    return KeptAssessment.objects.filter(own)


def shown_assessments(viewer: Viewer) -> QuerySet[KeptAssessment]:
    """What other organisations show to the viewer: to the network, or to a theme group the viewer is in."""
    others = KeptAssessment.objects.exclude(organisation=viewer.organisation)
    return others.filter(_shown_to(viewer)).select_related("organisation")


def comparable(viewer: Viewer, kept: KeptAssessment) -> QuerySet[KeptAssessment]:
    """Other assessments of the same label that the viewer may see: own and shown."""
    own = Q(organisation=viewer.organisation) if viewer.organisation else Q(pk__in=())
    found = KeptAssessment.objects.filter(own | _shown_to(viewer), label=kept.label).exclude(pk=kept.pk)
    return found.select_related("organisation")


def _shown_to(viewer: Viewer) -> Q:
    return Q(ring=Ring.NETWORK) | Q(ring=Ring.THEME, theme__in=themes_followed(viewer))


def assessment_for(viewer: Viewer, key: UUID) -> KeptAssessment | None:
    """One assessment the viewer may see, with its organisation, theme and maker."""
    parts = ("organisation", "theme", "made_by")
    found: KeptAssessment | None = KeptAssessment.objects.select_related(*parts).filter(pk=key).first()
    if found is None or viewer.organisation == found.organisation:
        return found
    if found.ring == Ring.ORGANISATION:
        return None
    return found if found.ring == Ring.NETWORK or found.theme_id in themes_followed(viewer) else None


def assessment_in(kept: KeptAssessment) -> labels.Assessment:
    """The assessment that is kept, with the name of who made it (which is not in `plain`)."""
    assessment = labels.assessment_from(kept.plain)
    return replace(assessment, made_by=str(kept.made_by) if kept.made_by else "")


def own_verdicts(viewer: Viewer) -> dict[str, str]:
    """The organisation's newest decided verdict on each label it has assessed. One query."""
    decided = assessments_for(viewer).exclude(code="R5").order_by("changed_at", "id")
    return dict(decided.values_list("label", "code"))


def offered_assessments(viewer: Viewer) -> list[tuple[str, str]]:
    """The organisation's own decided assessments as (id, name), for a case that has used one."""
    return [
        (str(kept.pk), f"{name_of(kept.label)}: {kept.title}")
        for kept in assessments_for(viewer).exclude(code="R5").only("label", "title")
    ]


def name_of(label: str) -> str:
    """A label's Danish name by its id, or as it was written."""
    found = labels.Register.load().labels.get(label)
    return found.name_da if found else label


def proofs_of(kept: KeptAssessment) -> list[KeptProof]:
    """The documentation judged by an assessment; of another organisation's none is ever seen. One query."""
    return list(kept.proofs.all())


def licences_that_end(today: date) -> list[KeptProof]:
    """The organisation's kept licences that soon end, or have ended not long ago, the first first. One query."""
    soon = KeptProof.objects.filter(valid_until__range=(today - TOLD_AFTER, today + TOLD_BEFORE))
    return list(soon.select_related("assessment").order_by("valid_until", "id")[:10])


def plans() -> QuerySet[KeptPlan]:
    """The organisation's own, which is all that is ever seen of plans."""
    return KeptPlan.objects.select_related("made_by")


def verdicts_by_tender(organisation: Organisation) -> Mapping[tuple[str, str], str]:
    """(label id, the purchase's name in small letters) to the newest decided verdict that still holds. One query."""
    own = KeptAssessment.objects.filter(organisation=organisation, valid_until__gte=timezone.localdate())
    own = own.exclude(code="R5").order_by("changed_at", "id")
    return {(label, title.casefold()): code for label, title, code in own.values_list("label", "title", "code")}
