"""Reading of cases. What hangs on a case is read inside the organisation it belongs to, once the case is found."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum

from flok.apps.knowledge import rules
from flok.apps.knowledge.models import Attachment, Case, Following, Outcome, Proposal, PublicCase, Reader, Remark, State
from flok.apps.members.models import Community, Organisation, Person, Representation
from flok.apps.members.queries import people_of
from flok.apps.members.rules import Viewer
from flok.apps.members.scoping import Ring, inside

SORTS = {"theme": "theme", "phase": "phase", "kind": "kind", "result": "result"}


def _group(viewer: Viewer) -> QuerySet[Following]:
    return Following.objects.filter(person=viewer.person, theme=OuterRef("theme"))


def _shown_to(viewer: Viewer) -> Q:
    own = Q(organisation=viewer.organisation) if viewer.organisation else Q(pk__in=())
    return Q(state=State.SHOWN) & (own | Q(ring=Ring.NETWORK) | Q(ring=Ring.THEME, in_group=True))


def cases_for(viewer: Viewer, **wanted: str) -> QuerySet[Case]:
    """Cases and measures the viewer's rings reach, newest first, each with organisation and theme. One query.

    `wanted`: words of a filter: theme, phase, kind, result, and body (the kind of body that did it, or that it is said
    to work for); an empty word asks for nothing.
    """
    found = Case.objects.annotate(in_group=Exists(_group(viewer))).filter(_shown_to(viewer))
    for word, field in SORTS.items():
        if wanted.get(word):
            found = found.filter(**{field: wanted[word]})
    if body := wanted.get("body"):
        found = found.filter(Q(organisation__kind=body) | Q(works_types__contains=body))
    return found.select_related("organisation", "theme").order_by("-published_at", "id")


def own_cases(viewer: Viewer) -> QuerySet[Case]:
    """The organisation's shown cases and the viewer's drafts; for who administers it also drafts nobody holds."""
    own = Q(organisation=viewer.organisation) | Q(ring=Ring.ORGANISATION)  # of these the walls show one's own alone
    found = Case.objects.filter(own).annotate(is_held=Exists(_holds()))
    drafts = Q(author=viewer.person) | Q(is_held=False) if viewer.is_administrator else Q(author=viewer.person)
    found = found.filter(Q(state=State.SHOWN) | drafts)
    return found.select_related("theme", "author").order_by("state", "-changed_at", "id")


def _holds() -> QuerySet[Representation]:
    """Whether a case's author still represents the organisation it belongs to."""
    return Representation.objects.filter(
        person=OuterRef("author"), organisation=OuterRef("organisation"), until=None, person__is_active=True
    )


def asked_to_read(viewer: Viewer) -> list[tuple[Case, Reader]]:
    """The drafts the viewer has been asked to read and has not read yet, in any organisation."""
    found = []
    for one in Reader.objects.filter(person=viewer.person, read_at=None).select_related("organisation"):
        with inside(one.organisation):
            case = Case.objects.select_related("organisation").filter(pk=one.case_id, state=State.DRAFT).first()
        if case is not None:
            found.append((case, one))
    return found


@dataclass(frozen=True, slots=True)
class WholeCase:
    """A case as a viewer may read it. `notes`: what its readers said of a draft. `asked`: the viewer is one of them."""

    case: Case
    attachments: list[Attachment]
    outcomes: list[Outcome]
    comments: list[Remark]
    also: list[Remark]
    notes: list[Remark]
    readers: list[Reader]
    may_change: bool
    asked: Reader | None
    public: PublicCase | None


def case_for(viewer: Viewer, key: uuid.UUID) -> Case | None:
    """A case the viewer may read; a draft for its author, those asked, and (where nobody holds it) administrators."""
    is_asked = Exists(Reader.objects.filter(case=OuterRef("pk"), person=viewer.person))
    found = Case.objects.annotate(in_group=Exists(_group(viewer)), is_held=Exists(_holds()), is_asked=is_asked)
    own_drafts = Q(author=viewer.person) | Q(is_asked=True)
    if viewer.is_administrator:
        own_drafts |= Q(is_held=False)
    may_read = _shown_to(viewer)
    if viewer.organisation is not None:
        may_read |= Q(state=State.DRAFT, organisation=viewer.organisation) & own_drafts
    parts = ("organisation", "theme", "author")
    case: Case | None = found.filter(may_read, pk=key).select_related(*parts).first()
    if case is not None:
        return case
    asked = Reader.objects.filter(case=key, person=viewer.person).select_related("organisation").first()
    if asked is None or asked.organisation == viewer.organisation:
        return None
    with inside(asked.organisation):
        outside: Case | None = Case.objects.filter(pk=key, state=State.DRAFT).select_related(*parts).first()
    return outside


def own_case(viewer: Viewer, key: uuid.UUID) -> Case | None:
    """A case the viewer may change."""
    case = case_for(viewer, key)
    return case if case is not None and rules.may_change(case, viewer) else None


def whole_case(viewer: Viewer, key: uuid.UUID) -> WholeCase | None:
    """A case with all that hangs on it and that the viewer may hear. Six queries, two more from outside."""
    case = case_for(viewer, key)
    if case is None:
        return None
    in_group = getattr(case, "in_group", False)
    with inside(case.organisation):
        attachments = list(case.attachments.all())
        outcomes = list(case.outcomes.all())
        remarks = list(case.remarks.select_related("by", "of"))
    rings = rules.rings_heard(case, viewer, in_group)
    heard = [one for one in remarks if one.kind != Remark.Kind.NOTE and one.ring in rings]
    own = viewer.organisation is not None and viewer.organisation.pk == case.organisation_id
    readers = list(Reader.objects.filter(case=key).select_related("person")) if case.is_draft else []
    asked = next((one for one in readers if one.person_id == viewer.person.pk), None)
    return WholeCase(
        case=case,
        attachments=attachments,
        outcomes=outcomes,
        comments=[one for one in heard if one.kind == Remark.Kind.COMMENT],
        also=[one for one in heard if one.kind == Remark.Kind.ALSO],
        notes=[one for one in remarks if one.kind == Remark.Kind.NOTE] if case.is_draft else [],
        readers=readers,
        may_change=rules.may_change(case, viewer),
        asked=asked,
        public=PublicCase.objects.filter(case_key=key).first() if own else None,
    )


def attachment_for(viewer: Viewer, key: uuid.UUID, number: uuid.UUID) -> tuple[Case, Attachment] | None:
    """A file of a case the viewer may read."""
    case = case_for(viewer, key)
    if case is None:
        return None
    with inside(case.organisation):
        attachment: Attachment | None = Attachment.objects.filter(case=case, pk=number).first()
    return None if attachment is None else (case, attachment)


def notes_on(case: Case) -> list[Remark]:
    """What those who were asked have said of a draft. One query."""
    with inside(case.organisation):
        return list(case.remarks.filter(kind=Remark.Kind.NOTE).select_related("by", "of"))


def remark_of(viewer: Viewer, case: Case, number: uuid.UUID) -> Remark | None:
    """A remark on a case that the viewer has written."""
    with inside(case.organisation):
        found: Remark | None = Remark.objects.filter(case=case, pk=number, by=viewer.person).first()
    return found


def room_used() -> tuple[int, int]:
    """How many files the organisation has here, and their bytes. One query."""
    found = Attachment.objects.aggregate(count=Count("pk"), size=Sum("size"))
    return found["count"], found["size"] or 0


def proposals() -> QuerySet[Proposal]:
    """What waits in the organisation for a second person."""
    return Proposal.objects.select_related("case", "asked_by")


def news(limit: int = 30) -> tuple[list[Remark], list[Outcome]]:
    """The newest that has been said of the organisation's cases and told of what happened afterwards. Two queries."""
    shown = Q(case__state=State.SHOWN)  # a draft that was shown before is its author's alone
    said = Remark.objects.filter(shown).exclude(kind=Remark.Kind.NOTE).select_related("case", "by", "of")
    told = Outcome.objects.filter(shown).select_related("case", "by")
    said, told = said.order_by("-at", "id"), told.order_by("-at", "id")
    return list(said[:limit]), list(told[:limit])


def possible_readers(case: Case, viewer: Viewer) -> list[tuple[Person, str]]:
    """Those who represent a member and have not been asked, own colleagues first, with their organisation's name."""
    open_ones = Representation.objects.filter(until=None, person__is_active=True, organisation__status="member")
    open_ones = open_ones.exclude(person=viewer.person).exclude(
        person__in=Reader.objects.filter(case=case.pk).values("person")
    )
    found = list(open_ones.select_related("person", "organisation").order_by("organisation__name", "person__name"))
    found.sort(key=lambda one: one.organisation_id != case.organisation_id)
    return [(one.person, one.organisation.name) for one in found]


def who_answers(case: Case) -> list[Person]:
    """Who is told of a case: its author, or where they do not represent its organisation now, its administrators."""
    there = list(people_of(case.organisation))
    author = [one.person for one in there if one.person_id == case.author_id]
    return author or [one.person for one in there if one.role == Representation.Role.ADMINISTRATOR]


def communities_of(organisation: Organisation) -> str:
    """The names of the purchasing communities an organisation is in."""
    names = Community.objects.filter(organisations__organisation=organisation).order_by("name")
    return ", ".join(names.values_list("name", flat=True))


def all_whole(organisation: Organisation) -> list[Case]:
    """The same, each with what hangs on it; not what was said of a draft to its author. Four queries. Ask inside it."""
    remarks = Prefetch("remarks", Remark.objects.exclude(kind=Remark.Kind.NOTE).select_related("of"))
    return list(all_of(organisation).prefetch_related("outcomes", "attachments", remarks))


def all_of(organisation: Organisation) -> QuerySet[Case]:
    """All an organisation has shown, for what goes over its cases. Ask inside it."""
    return Case.objects.filter(organisation=organisation, state=State.SHOWN).select_related("organisation", "theme")
