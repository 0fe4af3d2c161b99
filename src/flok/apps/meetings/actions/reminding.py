"""What the worker does for polls: those who have not answered are reminded, and the owner told of a past deadline."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy

from flok.apps.meetings.actions.polls import tell_owner, tell_people
from flok.apps.meetings.models import Poll
from flok.apps.meetings.queries.polls import open_polls, standing_of
from flok.apps.members.transactions import in_transaction
from flok.domain.polls import reminder_is_due


def look_after_polls() -> None:
    """Each open poll by itself, so that what is done of one stands when the next fails."""
    for key in open_polls().values_list("pk", flat=True):
        look_after(key)


@in_transaction
def look_after(key: UUID) -> None:
    """Remind, or tell the owner, where it is time. Again at once it does nothing."""
    now = timezone.now()
    poll = Poll.objects.select_for_update().filter(pk=key, state=Poll.State.OPEN).first()
    if poll is None:
        return
    if reminder_is_due(poll.opened_at, poll.deadline, poll.reminded_at, now):
        poll.reminded_at = now
        poll.save(update_fields=["reminded_at"])
        text = gettext_lazy("Your organisation has not answered a poll whose deadline is near")
        tell_people(poll, standing_of(poll).missing, text, None, now)
    elif now >= poll.deadline and poll.deadline_told_at is None:
        poll.deadline_told_at = now
        poll.save(update_fields=["deadline_told_at"])
        tell_owner(poll, gettext_lazy("The deadline of your poll has passed: it can be closed"), now)
