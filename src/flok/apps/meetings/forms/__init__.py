"""What is filled in about meetings."""

from flok.apps.meetings.forms.coming import SignUpForm, SomeoneForm
from flok.apps.meetings.forms.materials import REFUSALS, MaterialForm, SlidesForm
from flok.apps.meetings.forms.meetings import MeetingForm, meeting_initial
from flok.apps.meetings.forms.minutes import (
    ActionForm,
    AnswerForm,
    MinutesForm,
    PointForm,
    minutes_initial,
    point_initial,
)
from flok.apps.meetings.forms.overtaken import Difference, Overtaken
from flok.apps.meetings.forms.programme import PRESENTERS, ItemForm
from flok.apps.meetings.forms.themes import RhythmForm, ThemeForm

__all__ = [
    "PRESENTERS",
    "REFUSALS",
    "ActionForm",
    "AnswerForm",
    "Difference",
    "ItemForm",
    "MaterialForm",
    "MeetingForm",
    "MinutesForm",
    "Overtaken",
    "PointForm",
    "RhythmForm",
    "SignUpForm",
    "SlidesForm",
    "SomeoneForm",
    "ThemeForm",
    "meeting_initial",
    "minutes_initial",
    "point_initial",
]
