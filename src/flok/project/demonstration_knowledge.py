"""What the fictional network knows: cases and measures with what was said of them, guides, and links to others'."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from flok.apps.knowledge import actions
from flok.apps.knowledge.models import Attachment, Case, Guide, GuideLink, PublicCase, Theme
from flok.apps.members.models import Person, Representation
from flok.apps.members.scoping import inside
from flok.demo import knowledge as known
from flok.demo.presentation import presentation_pdf
from flok.project.demonstration_keys import at, coordinator, key_of, organisation, person
from flok.project.demonstration_rooms import study_of_case

_MORNING = time(9, 15)


def case(one: known.Case) -> None:
    """A case as its author published it, and what came after."""
    key, house, author = key_of("case", one.key), organisation(one.organisation), person(one.author)
    with inside(house):
        if Case.objects.filter(pk=key).exists():
            return
        made = actions.bring_case(
            key, _fields(one), kind=one.kind, ring=one.ring, organisation=house, author=author,
            published_at=at(one.published, _MORNING),
            afterwards=tuple((each.months, each.state, each.text, at(each.date, _MORNING)) for each in one.outcomes),
        )  # fmt: skip
        attached = [_attach(made, each, one, author) for each in one.attachments]
        for each in one.remarks:
            by = person(each.by)
            told = "" if each.kind == "comment" else one.result
            actions.remark(
                made, kind=each.kind, text=each.text, result=told, of=_house_of(by), by=by, now=at(each.date, _MORNING)
            )
        if one.is_public:
            _show_outside(made, attached, author)


def _fields(one: known.Case) -> Mapping[str, Any]:
    """As the case has them; most of what it used is told by name alone."""
    return {
        "theme": Theme.objects.get(pk=one.theme), "title": one.title, "phase": one.phase, "situation": one.situation,
        "done": one.done, "hours": one.hours, "cost_ore": one.cost_ore, "permission": one.permission,
        "happened": one.happened, "result": one.result, "not_again": one.not_again,
        "figures": [{"text": each.text, "source": each.source} for each in one.figures],
        "works_types": " ".join(one.works_types), "works_size": one.works_size,
        "works_community": one.works_community, "works_politics": one.works_politics,
        "uses": [{"kind": each.kind, "name": each.name, "copy": _copy(one, each)} for each in one.uses],
    }  # fmt: skip


def _copy(one: known.Case, each: known.Use) -> Mapping[str, Any] | None:
    return study_of_case(one.key) if each.kind == "study" else None


def _attach(made: Case, each: known.Attachment, one: known.Case, author: Person) -> Attachment:
    pdf = presentation_pdf(each.title, author.name, each.lines, day=one.published)
    return actions.attach(
        made, [pdf], title=each.title, kind="pdf", size=len(pdf), by=author, now=at(one.published, _MORNING)
    )


def _show_outside(made: Case, attached: list[Attachment], author: Person) -> None:
    """The author asks, and a colleague of the same house confirms."""
    if PublicCase.objects.filter(case_key=made.pk).exists():
        return
    other = Representation.objects.filter(organisation=made.organisation, until=None).exclude(person=author).first()
    if other is not None and made.published_at is not None:
        asked = actions.propose(made, attached, by=author, now=made.published_at)
        actions.confirm(asked, by=other.person, now=made.published_at)


def _house_of(by: Person) -> Any:
    place = by.representations.filter(until=None).select_related("organisation").first()
    return place.organisation if place else None


def guides() -> None:
    """The network's own guides, and links to those of others."""
    for one in known.GUIDES:
        if not Guide.objects.filter(title=one.title).exists():
            fields = {"title": one.title, "theme": _theme(one.theme), "summary": one.summary, "body": one.body}
            actions.write_guide(None, fields, by=person(one.by), now=at(one.changed, _MORNING))
    for link in known.LINKS:
        if not GuideLink.objects.filter(address=link.address).exists():
            fields = {
                "title": link.title, "publisher": link.publisher, "address": link.address,
                "theme": _theme(link.theme), "note": link.note, "checked": link.checked,
            }  # fmt: skip
            actions.write_link(None, fields, by=coordinator(), now=at(link.checked, _MORNING))


def _theme(key: str) -> Theme:
    return Theme.objects.get(pk=key)
