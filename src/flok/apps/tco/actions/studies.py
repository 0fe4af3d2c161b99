"""A study is begun, gets versions, is shown to others, taken home by them, and put away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from flok.apps.knowledge.models import Theme
from flok.apps.members import audit
from flok.apps.members.models import Organisation, Person
from flok.apps.members.scoping import Ring, inside
from flok.apps.members.transactions import in_transaction
from flok.apps.tco import found
from flok.apps.tco.models import KeptStudy, StudyVersion
from flok.domain import tco


class ChangedMeanwhileError(Exception):
    """Someone else saved a version after this form was opened; nothing was written. `latest`: what they saved."""

    def __init__(self, latest: StudyVersion) -> None:
        self.latest = latest
        super().__init__(str(latest.number))


@in_transaction
def begin_study(
    key: UUID, toml: str, *, organisation: Organisation, note: str = "", origin: Mapping[str, Any] | None = None,
    theme: Theme | None = None, by: Person, now: datetime,
) -> KeptStudy:  # fmt: skip
    """A new study of a document. `key` is made with the form: the same form sent twice gives one study, and never
    another organisation's.

    Raises tco.StudyError for a document that is no study.
    """
    name = tco.read_study(toml).name.da
    study, is_new = KeptStudy.objects.get_or_create(
        pk=uuid5(organisation.pk, str(key)), organisation=organisation,
        defaults={
            "name": name[:200], "origin": dict(origin) if origin else None, "theme": theme, "made_by": by,
            "made_at": now, "changed_at": now,
        },
    )  # fmt: skip
    if is_new:
        _version(study, 1, toml, note, by, now)
        found.put(study)
        audit.note(audit.Act.ADD, "study", by=by, now=now, organisation=organisation, detail=str(study.pk))
    return study


@in_transaction
def save_version(
    study: KeptStudy, toml: str, *, based_on: int, note: str = "", by: Person, now: datetime
) -> StudyVersion:
    """The next version; none where nothing is new.

    Raises tco.StudyError, and ChangedMeanwhileError where `based_on` is not the newest.
    """
    name = tco.read_study(toml).name.da
    kept = KeptStudy.objects.select_for_update().get(pk=study.pk)
    latest: StudyVersion = kept.versions.get(number=kept.latest)
    if latest.toml == toml:
        return latest
    if kept.latest != based_on:
        raise ChangedMeanwhileError(latest)
    kept.latest, kept.name, kept.changed_at = based_on + 1, name[:200], now
    kept.save(update_fields=["latest", "name", "changed_at"])
    audit.note(audit.Act.CHANGE, "study", by=by, now=now, organisation=kept.organisation, detail=str(kept.pk))
    saved = _version(kept, kept.latest, toml, note, by, now)
    found.put(kept)
    return saved


def _version(study: KeptStudy, number: int, toml: str, note: str, by: Person, now: datetime) -> StudyVersion:
    made: StudyVersion = StudyVersion.objects.create(
        organisation=study.organisation, study=study, number=number, toml=toml, note=note[:200], by=by, at=now
    )
    return made


@in_transaction
def show_study(study: KeptStudy, *, ring: str, theme: Theme | None, by: Person, now: datetime) -> None:
    """How far it is seen from now on. Raises ValueError for a theme group without a theme, or a ring there is not."""
    ring = Ring(ring)
    if ring == Ring.THEME and theme is None:
        raise ValueError("a theme group needs a theme")
    study.ring, study.theme = ring, theme
    study.save(update_fields=["ring", "theme"])
    found.put(study)
    detail = f"{study.pk} {ring}"
    audit.note(audit.Act.CHANGE, "study", by=by, now=now, organisation=study.organisation, detail=detail)


@in_transaction
def take_home(study: KeptStudy, key: UUID, *, organisation: Organisation, by: Person, now: datetime) -> KeptStudy:
    """A copy of a colleague's study, as its newest version says, with where it is from."""
    with inside(study.organisation):
        toml = study.versions.get(number=study.latest).toml
        origin = {
            "organisation": study.organisation.name, "name": study.name, "version": study.latest,
            "on": timezone.localdate(now).isoformat(),
        }  # fmt: skip
    return begin_study(key, toml, organisation=organisation, origin=origin, by=by, now=now)


@in_transaction
def take_home_copy(
    copy: Mapping[str, Any], key: UUID, *, organisation: Organisation, by: Person, now: datetime
) -> KeptStudy:
    """The same of the copy that a case holds: {"toml", "origin"}."""
    return begin_study(key, copy["toml"], organisation=organisation, origin=copy["origin"], by=by, now=now)


@in_transaction
def put_away(study: KeptStudy, *, by: Person, now: datetime) -> None:
    """Out of the lists, and out of others' sight."""
    _set_aside(study, now, by, now)


@in_transaction
def bring_back(study: KeptStudy, *, by: Person, now: datetime) -> None:
    """Into the organisation's own lists again; it is shown to others only when someone shows it."""
    _set_aside(study, None, by, now)


def _set_aside(study: KeptStudy, at: datetime | None, by: Person, now: datetime) -> None:
    study.put_away_at, study.ring = at, Ring.ORGANISATION
    study.save(update_fields=["put_away_at", "ring"])
    found.put(study)
    audit.note(audit.Act.CHANGE, "study", by=by, now=now, organisation=study.organisation, detail=str(study.pk))
