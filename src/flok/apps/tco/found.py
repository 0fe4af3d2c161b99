"""What search is told of studies: when they change, and all of them when it asks."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from flok.apps.knowledge import search
from flok.apps.members.models import Organisation
from flok.apps.members.scoping import inside
from flok.apps.tco.models import KeptStudy
from flok.domain import tco

KIND = "study"


def entry_of(study: KeptStudy, toml: str) -> search.Entry:
    """A study as it is found: by its name, what it is about, its alternatives, costs and inputs."""
    read = tco.read_study(toml)
    names = [read.summary, read.name]
    for parts in (read.alternatives, read.lines, read.effects, read.inputs):
        names += [each.name for each in parts]
    told = [text for each in names for text in (each.da, each.en)]
    return search.Entry(
        KIND, str(study.pk), study.name, "\n".join(filter(None, dict.fromkeys(told))),
        reverse("tco:study", args=[study.pk]), organisation=study.organisation, ring=study.ring,
        theme=study.theme_id or "", at=study.changed_at, about=study.organisation.name,
    )  # fmt: skip


def put(study: KeptStudy) -> None:
    """It is found by those it is shown to; one that is put away by nobody."""
    if study.put_away_at is not None:
        search.take_out(KIND, str(study.pk), organisation=study.organisation)
        return
    search.put(entry_of(study, study.versions.get(number=study.latest).toml))


def rows() -> Iterator[search.Entry]:
    """All studies there are."""
    for organisation in Organisation.objects.all():
        with inside(organisation):
            kept = KeptStudy.objects.filter(organisation=organisation, put_away_at=None)
            found = [
                entry_of(one, one.versions.get(number=one.latest).toml) for one in kept.select_related("organisation")
            ]
        yield from found
