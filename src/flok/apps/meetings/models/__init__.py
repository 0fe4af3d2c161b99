"""Meetings of the network: seen by its members, and a little of them by everyone. Not owned by an organisation."""

from flok.apps.meetings.models.calendars import CalendarAddress, CalledOff
from flok.apps.meetings.models.coming import How, Shown, SignUp
from flok.apps.meetings.models.meetings import Meeting, Place
from flok.apps.meetings.models.outcome import CaseLink, Point, Rhythm
from flok.apps.meetings.models.polls import Poll, PollBallot, PollOption, Proposal
from flok.apps.meetings.models.programme import Material, Presenter, ProgrammeItem

__all__ = [
    "CalendarAddress",
    "CalledOff",
    "CaseLink",
    "How",
    "Material",
    "Meeting",
    "Place",
    "Point",
    "Poll",
    "PollBallot",
    "PollOption",
    "Presenter",
    "ProgrammeItem",
    "Proposal",
    "Rhythm",
    "Shown",
    "SignUp",
]
