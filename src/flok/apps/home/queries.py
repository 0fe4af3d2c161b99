"""What the overview gathers from the rooms: only what the viewer may see there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from flok.apps.home.templatetags.flok import day as local_day
from flok.apps.knowledge.queries import asked_to_read
from flok.apps.meetings.models import Point
from flok.apps.meetings.queries import actions_for
from flok.apps.meetings.queries.polls import unanswered_polls
from flok.apps.meetings.rules import HERE
from flok.apps.members.queries import open_applications
from flok.apps.members.rules import Viewer

_MOST, _LONGEST = 5, 90


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the viewer: what, and where it is done."""

    text: str
    address: str


def waiting_for(viewer: Viewer, now: datetime) -> list[Waiting]:
    """Most pressing first: what the viewer has taken on, what colleagues ask, what the network chooses.

    Three queries, and two more for each draft to read; one more for a coordinator.
    """
    found = [_action(one, now) for one in actions_for(viewer)[:_MOST]]
    for case, _reader in asked_to_read(viewer):
        found.append(Waiting(_("Read a draft: %(case)s") % {"case": case}, reverse("knowledge:case", args=[case.pk])))
    for poll in unanswered_polls(viewer, now)[:_MOST]:
        words = _("Answer by %(day)s: %(poll)s") % {"day": local_day(poll.deadline), "poll": poll.title}
        found.append(Waiting(words, reverse("meetings:poll", args=[poll.pk])))
    if viewer.is_coordinator:
        number = open_applications().count()
        if number:
            words = ngettext("%(number)s application to decide", "%(number)s applications to decide", number)
            found.append(Waiting(words % {"number": number}, reverse("members:secretariat")))
    return found


def _action(one: Point, now: datetime) -> Waiting:
    text = one.text if len(one.text) <= _LONGEST else one.text[: _LONGEST - 1].rstrip() + "…"
    if one.due is not None:
        late = one.due < now.astimezone(HERE).date()
        words = _("Was due %(day)s: %(text)s") if late else _("By %(day)s: %(text)s")
        text = words % {"day": local_day(one.due), "text": text}
    return Waiting(text, reverse("meetings:detail", args=[one.meeting_id]) + f"#{one.mark}")


def first_steps(viewer: Viewer, *, has_meeting: bool) -> list[Waiting]:
    """What one who runs the network does first, where nothing is there yet."""
    if not (viewer.is_coordinator or viewer.is_chair) or has_meeting:
        return []
    return [Waiting(_("Call the next meeting"), reverse("meetings:call"))]
