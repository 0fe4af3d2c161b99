"""A thing with a file: its title is found at once, its inside when the worker has read it."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from flok.apps.knowledge.models import Reading
from flok.apps.knowledge.search import _keeping
from flok.apps.knowledge.search._sources import Entry
from flok.apps.knowledge.search.tasks import read_file


def put_file(entry: Entry) -> None:
    """A thing with a file that is new or has changed; a file that was read before is not read again.

    Found by its title as soon as the transaction commits, by its inside once the worker has read it.
    """
    if _keeping.save(entry) == Reading.WAITING:
        owner = str(entry.organisation.pk) if entry.organisation else ""
        pk = str(_keeping.id_of(entry.kind, entry.key))
        transaction.on_commit(partial(read_file.enqueue, owner, pk))
