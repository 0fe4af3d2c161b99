"""What search is told of cases, their files, guides and themes: when they change, and all of them when it asks."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from flok.apps.knowledge import files, search
from flok.apps.knowledge.models import Attachment, Case, Guide, State, Theme
from flok.apps.members.models import Organisation
from flok.apps.members.scoping import inside

FILE = "attachment"


def entry_of(case: Case) -> search.Entry:
    """A case as it is found: its story in reading order."""
    figures = [f"{one['text']} {one['source']}" for one in case.figures]
    where = (case.works_size, case.works_community, case.works_politics)
    used = [one["name"] for one in case.uses]
    story = (case.situation, case.done, case.permission, case.happened, *figures, case.not_again, *where, *used)
    return search.Entry(
        case.kind, str(case.pk), case.title, "\n\n".join(filter(None, story)),
        reverse("knowledge:case", args=[case.pk]),
        organisation=case.organisation, ring=case.ring, theme=case.theme_id, at=case.published_at,
        about=case.organisation.name,
    )  # fmt: skip


def file_entry_of(case: Case, attachment: Attachment) -> search.Entry:
    path = files.attachment_path(case.organisation, attachment.digest)
    name = f"{attachment.title}.{attachment.kind}"
    return search.Entry(
        FILE, str(attachment.pk), attachment.title, "", reverse("knowledge:case", args=[case.pk]),
        organisation=case.organisation, ring=case.ring, theme=case.theme_id, at=attachment.at,
        file=search.File(path, name, attachment.digest), about=case.title,
    )  # fmt: skip


def guide_entry_of(guide: Guide) -> search.Entry:
    return search.Entry(
        "guide", str(guide.pk), guide.title, f"{guide.summary}\n\n{guide.body}",
        reverse("knowledge:guide", args=[guide.key]), theme=guide.theme_id or "", at=guide.changed_at,
    )  # fmt: skip


def theme_entry_of(theme: Theme) -> search.Entry:
    """A theme as it is found, in both languages; the English stands on a page of its own, so that none shows both."""
    english = "\n\n".join(filter(None, (theme.name_en, theme.purpose_en)))
    return search.Entry(
        "theme", theme.key, theme.name, "\f".join(filter(None, (theme.purpose, english))),
        reverse("themes:theme", args=[theme.key]), theme=theme.key,
    )  # fmt: skip


def put_case(case: Case) -> None:
    """A case that is shown is found by those it is shown to, with its files; a draft by nobody."""
    if case.state != State.SHOWN:
        take_out_case(case)
        return
    search.put(entry_of(case))
    for one in case.attachments.all():
        search.put_file(file_entry_of(case, one))


def take_out_case(case: Case) -> None:
    search.take_out(case.kind, str(case.pk), organisation=case.organisation)
    for one in case.attachments.all():
        take_out_attachment(one)


def put_attachment(case: Case, attachment: Attachment) -> None:
    if case.state == State.SHOWN:
        search.put_file(file_entry_of(case, attachment))


def take_out_attachment(attachment: Attachment) -> None:
    search.take_out(FILE, str(attachment.pk), organisation=attachment.organisation)


def put_guide(guide: Guide) -> None:
    search.put(guide_entry_of(guide))


def take_out_guide(guide: Guide) -> None:
    search.take_out("guide", str(guide.pk), organisation=None)


def put_theme(theme: Theme) -> None:
    search.put(theme_entry_of(theme))


def _cases(kind: str) -> Iterator[Case]:
    for organisation in Organisation.objects.all():
        with inside(organisation):
            shown = Case.objects.filter(organisation=organisation, kind=kind, state=State.SHOWN)
            found = list(shown.select_related("organisation").prefetch_related("attachments"))
        yield from found


def rows(kind: str) -> Iterator[search.Entry]:
    """All there is of a kind: case, measure, attachment, guide or theme."""
    if kind == "guide":
        yield from map(guide_entry_of, Guide.objects.all())
    elif kind == "theme":
        yield from map(theme_entry_of, Theme.objects.all())
    elif kind == FILE:
        for one in (*_cases("case"), *_cases("measure")):
            yield from (file_entry_of(one, file) for file in one.attachments.all())
    else:
        yield from map(entry_of, _cases(kind))
