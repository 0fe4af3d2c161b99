"""Following a theme, and adding one."""

from __future__ import annotations

from datetime import datetime

from flok.apps.knowledge import found
from flok.apps.knowledge.models import Following, Theme
from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.transactions import in_transaction


@in_transaction
def follow_theme(theme: Theme, *, by: Person, now: datetime) -> Following:
    """Be in the theme's group; once is enough."""
    following, _is_new = Following.objects.get_or_create(theme=theme, person=by, defaults={"since": now})
    return following


@in_transaction
def leave_theme(theme: Theme, *, by: Person, now: datetime) -> None:
    Following.objects.filter(theme=theme, person=by).delete()


@in_transaction
def add_theme(
    *, key: str, name: str, name_en: str = "", purpose: str = "", purpose_en: str = "", by: Person | None, now: datetime
) -> Theme:
    """What the group adds. The same key again gives the one that is there."""
    given = {"name": name, "name_en": name_en, "purpose": purpose, "purpose_en": purpose_en}
    theme, is_new = Theme.objects.get_or_create(key=key, defaults=given)
    if is_new:
        audit.note(audit.Act.ADD, "theme", by=by, now=now, detail=key)
        found.put_theme(theme)
    return theme


@in_transaction
def change_theme(
    theme: Theme, *, name: str, name_en: str, purpose: str, purpose_en: str, by: Person | None, now: datetime
) -> Theme:
    """A new name and purpose; the key, and so the address, stays."""
    theme.name, theme.name_en, theme.purpose, theme.purpose_en = name, name_en, purpose, purpose_en
    theme.save(update_fields=["name", "name_en", "purpose", "purpose_en"])
    audit.note(audit.Act.CHANGE, "theme", by=by, now=now, detail=theme.key)
    found.put_theme(theme)
    return theme
