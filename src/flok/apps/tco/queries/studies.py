"""Studies and their versions, as a viewer may see them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from flok.apps.knowledge.queries import themes_followed
from flok.apps.members.rules import Viewer
from flok.apps.members.scoping import Ring, inside
from flok.apps.tco.models import KeptStudy, StudyVersion


def studies_for(viewer: Viewer) -> QuerySet[KeptStudy]:
    """The viewer's organisation's own, the last changed first; those put away are left out."""
    return KeptStudy.objects.filter(organisation=viewer.organisation, put_away_at=None)


def put_away_studies() -> QuerySet[KeptStudy]:
    """Those that are put away, which no ring reaches: of these the walls show one's own alone."""
    return KeptStudy.objects.exclude(put_away_at=None).filter(ring=Ring.ORGANISATION)


def shown_studies(viewer: Viewer) -> QuerySet[KeptStudy]:
    """What other organisations show to the viewer: to the network, or to a theme group the viewer is in."""
    seen = Q(ring=Ring.NETWORK) | Q(ring=Ring.THEME, theme__in=themes_followed(viewer))
    others = KeptStudy.objects.exclude(organisation=viewer.organisation)
    return others.filter(seen, put_away_at=None).select_related("organisation", "theme")


def study_for(viewer: Viewer, key: UUID) -> KeptStudy | None:
    """One study the viewer may see, with its organisation: their own (one put away too), or one that is shown."""
    found: KeptStudy | None = KeptStudy.objects.select_related("organisation", "theme").filter(pk=key).first()
    if found is None or viewer.organisation == found.organisation:
        return found
    if found.put_away_at is not None or found.ring == Ring.ORGANISATION:
        return None
    return found if found.ring == Ring.NETWORK or found.theme_id in themes_followed(viewer) else None


def may_change(viewer: Viewer, study: KeptStudy) -> bool:
    """Whether the viewer may write in it: it is their own organisation's, and that is not paused."""
    return viewer.may_write and viewer.organisation == study.organisation


def versions_of(study: KeptStudy) -> list[StudyVersion]:
    """All versions of a study that was found through its ring, the newest first, each with its writer."""
    with inside(study.organisation):
        return list(study.versions.select_related("by"))


def version_of(study: KeptStudy, number: int = 0) -> StudyVersion | None:
    """One version of a study that was found through its ring; 0: the newest."""
    with inside(study.organisation):
        found: StudyVersion | None = study.versions.filter(number=number or study.latest).first()
        return found


def versions_kept() -> int:
    """How many versions there are of all the organisation's studies."""
    return StudyVersion.objects.count()


def copy_of(viewer: Viewer, key: str, on: date) -> dict[str, Any] | None:
    """One of the viewer's organisation's own studies as plain data that others may take home: {"toml", "origin"}."""
    study = studies_for(viewer).select_related("organisation").filter(pk=UUID(key)).first()
    version = None if study is None else version_of(study)
    if study is None or version is None:
        return None
    origin = {
        "organisation": study.organisation.name, "name": study.name, "version": version.number, "on": on.isoformat(),
    }  # fmt: skip
    return {"toml": version.toml, "origin": origin}


def offered_studies(viewer: Viewer) -> list[tuple[str, str]]:
    """The organisation's own studies as (id, name), for a case that has used one."""
    return [(str(key), name) for key, name in studies_for(viewer).values_list("pk", "name")]
