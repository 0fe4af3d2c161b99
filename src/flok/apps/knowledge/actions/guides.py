"""Guides and links: written by those who lead the network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.text import slugify

from flok.apps.knowledge import found
from flok.apps.knowledge.models import Guide, GuideLink
from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.transactions import in_transaction

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


class GuideChangedError(Exception):
    """Someone else changed the guide after this form was opened; nothing was written. `latest`: how it stands."""

    def __init__(self, latest: Guide) -> None:
        super().__init__()
        self.latest = latest


@in_transaction
def write_guide(
    guide: Guide | None, fields: Mapping[str, Any], *, version: int = 0, by: Person | None, now: datetime
) -> Guide:
    """A new guide (None; the same twice is one), or what is in `fields`: title, theme, summary, body.

    Raises GuideChangedError.
    """
    given = {name: fields[name] for name in ("title", "theme", "summary", "body")}
    if guide is None:
        same = Guide.objects.filter(**given).first()
        if same is not None:
            return same
        made = Guide.objects.create(key=_free_key(given["title"]), changed_at=now, changed_by=by, **given)
    else:
        made = Guide.objects.select_for_update().get(pk=guide.pk)
        if made.version != version:
            raise GuideChangedError(made)
        for name, value in given.items():
            setattr(made, name, value)
        made.version, made.changed_at, made.changed_by = version + 1, now, by
        made.save()
    audit.note(audit.Act.CHANGE, "guide", by=by, now=now, detail=made.key)
    found.put_guide(made)
    return made


def _free_key(title: str) -> str:
    """A word for the address, from the title; one that is not taken."""
    word = slugify(title.lower().translate(_LETTERS))[:70] or "guide"
    taken = set(Guide.objects.filter(key__startswith=word).values_list("key", flat=True))
    return next(one for one in (word, *(f"{word}-{number}" for number in range(2, 1_000))) if one not in taken)


@in_transaction
def delete_guide(guide: Guide, *, by: Person, now: datetime) -> None:
    audit.note(audit.Act.DELETE, "guide", by=by, now=now, detail=guide.key)
    found.take_out_guide(guide)
    guide.delete()


@in_transaction
def write_link(link: GuideLink | None, fields: Mapping[str, Any], *, by: Person | None, now: datetime) -> GuideLink:
    """A new link (None), or what is in `fields`: title, publisher, address, theme, note, checked."""
    made = link or GuideLink.objects.filter(title=fields["title"], address=fields["address"]).first() or GuideLink()
    for name in ("title", "publisher", "address", "theme", "note", "checked"):
        setattr(made, name, fields[name])
    made.reminded_at = None
    made.save()
    audit.note(audit.Act.CHANGE, "guide link", by=by, now=now, detail=str(made.pk))
    return made


@in_transaction
def check_link(link: GuideLink, *, today: date, by: Person, now: datetime) -> None:
    """Someone has opened it today, and it still says so."""
    GuideLink.objects.filter(pk=link.pk).update(checked=today, reminded_at=None)
    audit.note(audit.Act.CHANGE, "guide link", by=by, now=now, detail=f"{link.pk} checked")


@in_transaction
def delete_link(link: GuideLink, *, by: Person, now: datetime) -> None:
    audit.note(audit.Act.DELETE, "guide link", by=by, now=now, detail=str(link.pk))
    link.delete()
