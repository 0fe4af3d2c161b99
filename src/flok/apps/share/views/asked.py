"""What an address asks of the share: which definition, and which part of the purchases."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from flok.apps.members.access import Request
from flok.apps.share.queries import language, share_of
from flok.domain import spend
from flok.report import words

UNKNOWN = "-"  # how an address says "not known"
WAY_DOWN = ("unit", "category", "supplier", "contract")


@dataclass(frozen=True, slots=True)
class Asked:
    """`where`: dimension to key, None for what is not known; in the order in which it was narrowed."""

    share: spend.PublishedShare
    definition: dict[str, Any]
    where: dict[str, str | None] = field(default_factory=dict)

    @property
    def target(self) -> dict[str, Any] | None:
        target: dict[str, Any] | None = self.definition["target"]
        return target

    def query(self, **changes: str | None) -> str:
        """The query string of this selection with other words; `None` stays: it is the key that is not known."""
        chosen: dict[str, str | None] = {"definition": self.definition["id"], **self.where, **changes}
        return "?" + urlencode({name: UNKNOWN if key is None else key for name, key in chosen.items()})

    def without(self, dimension: str) -> str:
        """The query string with the selection as it was before `dimension` and what came after it."""
        kept = {}
        for name, key in self.where.items():
            if name == dimension:
                break
            kept[name] = key
        return Asked(self.share, self.definition, kept).query()

    def words(self) -> list[tuple[str, str, str]]:
        """Each step of the selection: (dimension in words, the key in words, the address without it)."""
        lang = language()
        return [
            (
                words.dimension(name, lang).capitalize(),
                label_of(self.share, name, key),
                reverse("share:where") + self.without(name),
            )
            for name, key in self.where.items()
        ]


def label_of(share: spend.PublishedShare, dimension: str, key: str | None) -> str:
    """The key in words; one that nobody has, as it stands."""
    if key is None:
        return words.either(language(), "ukendt", "unknown")
    if dimension == "month" and re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", key):
        return words.month(key, language())
    return spend.group_label(share, dimension, key) or key


def asked_of(request: Request) -> Asked | None:
    """What the address asks; None where nothing is published yet. Raises Http404 for a definition there is not."""
    share = share_of(request.viewer.organisation)
    if share is None or not share.overview["definitions"]:
        return None
    wanted = request.GET.get("definition", "")
    definitions = share.overview["definitions"]
    found = next((one for one in definitions if one["id"] == wanted), None) if wanted else definitions[0]
    if found is None:
        raise Http404
    where = {}
    for name in request.GET:
        if name in spend.DIMENSIONS:
            key = request.GET[name][:200]
            where[name] = None if key == UNKNOWN else key
    return Asked(share, found, where)
