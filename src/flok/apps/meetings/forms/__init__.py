"""What is filled in about meetings."""

from flok.apps.meetings.forms.materials import REFUSALS, MaterialForm
from flok.apps.meetings.forms.meetings import MeetingForm
from flok.apps.meetings.forms.minutes import MinutesForm
from flok.apps.meetings.forms.programme import PRESENTERS, ItemForm

__all__ = ["PRESENTERS", "REFUSALS", "ItemForm", "MaterialForm", "MeetingForm", "MinutesForm"]
