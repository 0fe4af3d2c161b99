"""All that can be found, asked for anew: what is missing comes in, and what has gone goes out."""

from __future__ import annotations

from datetime import timedelta

from flok.apps.knowledge.models import FoundText, NetworkText
from flok.apps.knowledge.search import _keeping
from flok.apps.knowledge.search._files import put_file
from flok.apps.knowledge.search._sources import sources
from flok.apps.members.models import Organisation
from flok.apps.members.scoping import across_organisations
from flok.apps.members.transactions import in_transaction

EVERY = timedelta(days=1)
_Place = tuple[str, str]  # a key, and the id of the organisation; "" for the network's own


def gather() -> None:
    """For the worker: first when it has never been done, then each day."""
    for source in sources():
        before = _held(source.kind)
        there: set[_Place] = set()
        for entry in source.rows():
            there.add((entry.key, str(entry.organisation.pk) if entry.organisation else ""))
            in_transaction(put_file if entry.file else _keeping.put)(entry)
        _take_out(source.kind, before - there)


def _held(kind: str) -> set[_Place]:
    with across_organisations():
        owned = FoundText.objects.filter(kind=kind).values_list("key", "organisation_id")
        held = {(key, str(owner)) for key, owner in owned}
    return held | {(key, "") for key in NetworkText.objects.filter(kind=kind).values_list("key", flat=True)}


def _take_out(kind: str, gone: set[_Place]) -> None:
    owners = {str(one.pk): one for one in Organisation.objects.filter(pk__in={owner for _key, owner in gone if owner})}
    for key, owner in sorted(gone):
        in_transaction(_keeping.take_out)(kind, key, organisation=owners.get(owner))
