"""What the worker does for search: reads files, and sees to it that the index and the texts are whole."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from flok.apps.knowledge.models import FoundText, NetworkText, Reading
from flok.apps.knowledge.search import _indexing, _keeping, _reading
from flok.apps.members.models import Organisation
from flok.apps.members.scoping import across_organisations
from flok.apps.members.transactions import in_transaction

EVERY = timedelta(minutes=1)


@task()
def read_file(organisation_id: str, text_id: str) -> None:
    """Read the text inside a file that waits. An empty organisation: the network's own."""
    owner = Organisation.objects.filter(pk=organisation_id).first() if organisation_id else None
    if organisation_id and owner is None:
        return
    model = FoundText if owner else NetworkText
    with _keeping.within(owner):
        row = model.objects.filter(pk=text_id, reading=Reading.WAITING).first()
        if row is not None:
            read = _reading.read(Path(settings.DATA) / row.file, row.file_name)
            _note(row, read)


@in_transaction
def _note(row: FoundText | NetworkText, read: _reading.Read) -> None:
    """Write what was read, unless the row has gone or has another file meanwhile."""
    same = type(row).objects.select_for_update().filter(pk=row.pk, file=row.file, file_digest=row.file_digest)
    latest = same.filter(reading=Reading.WAITING).first()
    if latest is not None:
        latest.reading, latest.inside = read.reading, _keeping.clean(read.text, _keeping.MOST_TEXT)
        _keeping.keep(latest)


def carry_on() -> None:
    """Repair the index, and have files read that wait and nobody has been asked to read."""
    _indexing.repair()
    with across_organisations():
        waiting = [(str(one[0]), str(one[1])) for one in _waiting(FoundText).values_list("organisation_id", "pk")]
        waiting += [("", str(pk)) for pk in _waiting(NetworkText).values_list("pk", flat=True)]
    mine = DBTaskResult.objects.filter(status__in=("READY", "RUNNING"), task_path=read_file.module_path)
    asked = {tuple(args["args"]) for args in mine.values_list("args_kwargs", flat=True)}
    for arguments in waiting:
        if arguments not in asked:
            read_file.enqueue(*arguments)


def _waiting(model: type[FoundText] | type[NetworkText]):  # type: ignore[no-untyped-def]  # a queryset of either
    return model.objects.filter(reading=Reading.WAITING)
