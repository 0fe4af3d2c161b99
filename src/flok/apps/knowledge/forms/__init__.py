"""What people fill in about what the network knows."""

from flok.apps.knowledge.forms.cases import BeginForm, UsesForm, WriteForm
from flok.apps.knowledge.forms.guides import GuideForm, LinkForm
from flok.apps.knowledge.forms.showing import OutsideForm, PersonForm, ShowForm
from flok.apps.knowledge.forms.talk import AttachmentForm, NoteForm, OutcomeForm, RemarkForm

__all__ = [
    "AttachmentForm",
    "BeginForm",
    "GuideForm",
    "LinkForm",
    "NoteForm",
    "OutcomeForm",
    "OutsideForm",
    "PersonForm",
    "RemarkForm",
    "ShowForm",
    "UsesForm",
    "WriteForm",
]
