"""What search is told of meetings and what came of them: when they change, and all of them when it asks.

All of it belongs to the network. A meeting's entry names those on its programme, and no one who comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge import search
from flok.apps.meetings import files
from flok.apps.meetings.models import Material, Meeting, Point, ProgrammeItem

SLIDES = "slides"


def meeting_entries(meeting: Meeting) -> Iterator[search.Entry]:
    """The meeting itself, and its minutes as running text."""
    programme = ProgrammeItem.objects.filter(meeting=meeting).prefetch_related("presenters__person")
    said = [f"{item.title} {', '.join(map(str, item.presenters.all()))}".strip() for item in programme]
    text = "\n\n".join(filter(None, (meeting.purpose, meeting.practical, *said)))
    yield _entry("meeting", meeting, meeting, str(meeting), text, about=meeting.town)
    yield _entry("minutes", meeting, meeting, str(meeting), meeting.minutes, "#referat")


def point_entry(point: Point) -> search.Entry:
    text = "\n\n".join(filter(None, (point.question, point.text, point.owner_name)))
    return _entry(point.kind, point, point.meeting, str(point)[:150], text, f"#{point.mark}", about=str(point.meeting))


def material_entry(material: Material) -> search.Entry:
    file = search.File(files.path_of(material.pk), f"{material.title}.{material.kind}", material.digest)
    about = str(material.meeting)
    return _entry(SLIDES, material, material.meeting, material.title, "", "#filer", about=about, file=file)


def _entry(
    kind: str, row: Any, meeting: Meeting, title: str, text: str, mark: str = "", *, about: str = "", **more: Any
) -> search.Entry:
    link = reverse("meetings:detail", args=[meeting.pk]) + mark
    return search.Entry(
        kind, str(row.pk), title, text, link, theme=meeting.theme_id, at=meeting.starts_at, about=about[:200], **more
    )


def put_meeting(meeting: Meeting) -> None:
    """A meeting as it is now; what hangs on it bears its title, theme and day, and is put again."""
    for entry in meeting_entries(meeting):
        if _says_something(entry):
            search.put(entry)
        else:
            search.take_out(entry.kind, entry.key, organisation=None)
    for point in Point.objects.filter(meeting=meeting):
        point.meeting = meeting
        put_point(point)
    for material in Material.objects.filter(meeting=meeting):
        material.meeting = meeting
        put_material(material)


def put_point(point: Point) -> None:
    search.put(point_entry(point))


def put_material(material: Material) -> None:
    search.put_file(material_entry(material))


def take_out_point(point: Point) -> None:
    search.take_out(point.kind, str(point.pk), organisation=None)


def take_out_material(material: Material) -> None:
    search.take_out(SLIDES, str(material.pk), organisation=None)


def take_out_meeting(meeting: Meeting) -> None:
    """Before its rows go: the meeting and all that hangs on it."""
    for kind in ("meeting", "minutes"):
        search.take_out(kind, str(meeting.pk), organisation=None)
    for point in meeting.points.all():
        take_out_point(point)
    for material in meeting.materials.all():
        take_out_material(material)


def rows(kind: str) -> Iterable[search.Entry]:
    """All there is of a kind."""
    if kind in ("meeting", "minutes"):
        for meeting in Meeting.objects.all():
            yield from (entry for entry in meeting_entries(meeting) if entry.kind == kind and _says_something(entry))
    elif kind == SLIDES:
        yield from map(material_entry, Material.objects.select_related("meeting__theme"))
    else:
        yield from map(point_entry, Point.objects.filter(kind=kind).select_related("meeting__theme"))


def _says_something(entry: search.Entry) -> bool:
    """Minutes that are not written are not found; a meeting is, by its title alone."""
    return entry.kind == "meeting" or bool(entry.text)


def register() -> None:
    """Called when the app is ready: the kinds of things that are found here."""
    names = {"meeting": _("meeting"), "minutes": _("minutes"), SLIDES: _("slides")}
    for kind, name in {**names, **{one.value: one.label for one in Point.Kind}}.items():
        search.register(kind, name=name, rows=partial(rows, kind))
