"""What happens to meetings that calendars must be told of. Sent inside the transaction of the change."""

from django.dispatch import Signal

meeting_changed = Signal()  # meeting, changed (names of the fields), by, now
meeting_deleted = Signal()  # meeting, by, now: before its rows go
