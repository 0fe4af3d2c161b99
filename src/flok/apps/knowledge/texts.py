"""Words for what was found in files, and for a copy that stands outside."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge.models import BodyType, Kind, Outcome, Phase, Result, Theme
from flok.apps.knowledge.uses import KINDS

HIDDEN = {
    "metadata": _("the names of those who wrote it, and other notes on the file"),
    "actions": _("small programs"),
    "files": _("other files inside it"),
    "forms": _("forms that can be filled in"),
    "annotations": _("notes and links on the pages"),
    "comments": _("comments"),
    "changes": _("tracked changes: what was deleted can still be read"),
    "hidden_text": _("hidden text"),
    "hidden_sheets": _("hidden sheets"),
    "hidden_rows": _("hidden rows or columns"),
    "hidden_slides": _("hidden slides"),
    "notes": _("notes to the slides"),
    "custom": _("fields of other systems, for instance of your filing system"),
    "layers": _("layers that can be switched on and off"),
    "pictures": _("pictures in a format that cannot be looked through"),
    "protected": _("it is protected by a password"),
    "damaged": _("it cannot be read to the end"),
    "large": _("a picture that is too large"),
    "limit": _("it takes too much to look through"),
    "office": _("office files can hide too much"),
}


def public(content: dict[str, Any]) -> dict[str, Any]:
    """A copy's content with its words in the reader's language beside it, for the page. One query."""
    choices = {"kind": Kind, "phase": Phase, "result": Result}
    said: dict[str, Any] = {f"{name}_said": dict(kind.choices).get(content[name], "") for name, kind in choices.items()}
    said["theme_said"] = Theme.objects.filter(key=content["theme"]).first()
    said["works_said"] = [dict(BodyType.choices).get(one, one) for one in content["works_types"].split()]
    said["uses"] = [{**one, "kind_said": KINDS.get(one["kind"], one["kind"])} for one in content["uses"]]
    said["afterwards"] = [
        {**one, "state_said": dict(Outcome.State.choices).get(one["state"], ""), "day": date.fromisoformat(one["day"])}
        for one in content["afterwards"]
    ]
    said["files"] = [{**one, "found_said": [HIDDEN[code] for code in one["found"]]} for one in content["files"]]
    said["published"] = date.fromisoformat(content["published"]) if content["published"] else None
    return {**content, **said}
