"""Changes of definitions, targets and consent; and asking for the share to be computed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from flok.apps.members import audit
from flok.apps.members.models import Organisation, Person
from flok.apps.members.transactions import in_transaction
from flok.apps.share.models import (
    Consent,
    DefinitionVersion,
    MainDefinition,
    OwnDefinition,
    Publication,
    Target,
    Trial,
    Work,
)
from flok.apps.share.queries import parsed
from flok.apps.share.rules import key_from
from flok.apps.share.signals import work_asked
from flok.domain import spend


class OutdatedError(Exception):
    """Someone else has saved a newer version since this one was begun, or the definition is no longer in use."""


@in_transaction
def ask_for_publication(*, organisation: Organisation, now: datetime) -> Publication:
    """Have the share computed by the worker; one that already waits is enough."""
    waiting = Publication.objects.filter(state=Work.WAITING).first()
    if waiting is None:
        try:
            with transaction.atomic():
                waiting = Publication.objects.create(organisation=organisation, asked_at=now)
        except IntegrityError:  # someone else asked at the same moment
            return Publication.objects.get(state=Work.WAITING)
        _ask(waiting)
    return waiting


def _ask(row: Publication | Trial) -> None:
    transaction.on_commit(partial(work_asked.send, sender=type(row), row=row))


@in_transaction
def set_target(
    *, organisation: Organisation, definition: str, aim: tuple[int, int | None, str], by: Person, now: datetime
) -> Target:
    """A new target under a definition: (thousandths, year, source). Earlier ones are kept; the newest holds."""
    share, year, source = aim
    target = Target.objects.create(
        organisation=organisation, definition=definition, share_permille=share, year=year, source=source, at=now, by=by
    )
    audit.note(audit.Act.CHANGE, "target", by=by, now=now, organisation=organisation, detail=definition)
    ask_for_publication(organisation=organisation, now=now)
    return target


@in_transaction
def choose_main(*, organisation: Organisation, definition: str, by: Person, now: datetime) -> None:
    """The definition the organisation is told by first."""
    MainDefinition.objects.update_or_create(organisation=organisation, defaults={"definition": definition})
    audit.note(audit.Act.CHANGE, "main definition", by=by, now=now, organisation=organisation, detail=definition)
    ask_for_publication(organisation=organisation, now=now)


@in_transaction
def try_definition(
    *, organisation: Organisation, base: str, changes: DefinitionVersion | None, toml: str, by: Person, now: datetime
) -> Trial:
    """Have a definition tried on the organisation's purchases. `changes`: the version it is to follow, if any.

    Raises spend.DefinitionError where the document has a mistake.
    """
    parsed(toml, base)
    trial = Trial.objects.create(
        organisation=organisation,
        base=base,
        definition=changes.definition if changes else None,
        based_on=changes.number if changes else 0,
        toml=toml,
        at=now,
        by=by,
    )
    _ask(trial)
    return trial


@in_transaction
def save_trial(*, trial: Trial, by: Person, now: datetime) -> DefinitionVersion:
    """Make what was tried a version in force. Saved once, however often it is asked.

    Raises OutdatedError where a newer version has been saved meanwhile or the definition went out of use; what was
    tried is kept.
    """
    Organisation.objects.select_for_update().get(pk=trial.organisation_id)  # keys and versions are counted: one at once
    trial = Trial.objects.get(pk=trial.pk)
    if trial.saved is not None:
        return trial.saved
    own = trial.definition
    if own is None:
        taken = OwnDefinition.objects.values_list("key", flat=True)
        key = key_from(parsed(trial.toml, trial.base).name_da, taken)
        own = OwnDefinition.objects.create(organisation=trial.organisation, key=key, copied_from=trial.base)
    if own.retired_at is not None or own.versions.count() != trial.based_on:
        raise OutdatedError
    number = trial.based_on + 1
    day = timezone.localtime(now).date()
    document = spend.definition_to_toml(replace(parsed(trial.toml, trial.base), id=own.key, version=number, date=day))
    version = DefinitionVersion.objects.create(
        organisation=trial.organisation, definition=own, number=number, toml=document, at=now, by=by
    )
    Trial.objects.filter(pk=trial.pk).update(saved=version, definition=own)
    audit.note(
        audit.Act.CHANGE, "definition", by=by, now=now, organisation=trial.organisation, detail=f"{own.key} v. {number}"
    )
    ask_for_publication(organisation=trial.organisation, now=now)
    return version


@in_transaction
def retire_definition(*, own: OwnDefinition, by: Person, now: datetime) -> None:
    """Stop using a definition; its versions are kept."""
    OwnDefinition.objects.filter(pk=own.pk, retired_at=None).update(retired_at=now)
    MainDefinition.objects.filter(definition=own.key).delete()
    audit.note(audit.Act.DELETE, "definition", by=by, now=now, organisation=own.organisation, detail=own.key)
    ask_for_publication(organisation=own.organisation, now=now)


@in_transaction
def say(*, organisation: Organisation, says_yes: bool, by: Person, now: datetime) -> Consent:
    """Say yes or no to being counted in the network's comparison."""
    audit.note(
        audit.Act.CHANGE, "comparison", by=by, now=now, organisation=organisation, detail="yes" if says_yes else "no"
    )
    return Consent.objects.create(organisation=organisation, says_yes=says_yes, at=now, by=by)
