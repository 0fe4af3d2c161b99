"""Reading of meetings. What a viewer may not see is not found."""

from flok.apps.meetings.queries.meetings import (
    coming_meetings,
    materials_for,
    next_meeting,
    past_meetings,
    whole_meeting,
)
from flok.apps.meetings.queries.programme import possible_presenters, presentations_of

__all__ = [
    "coming_meetings",
    "materials_for",
    "next_meeting",
    "past_meetings",
    "possible_presenters",
    "presentations_of",
    "whole_meeting",
]
