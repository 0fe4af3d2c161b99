"""What is filled in about studies."""

from flok.apps.tco.forms.begin import BeginForm
from flok.apps.tco.forms.documents import DocumentForm
from flok.apps.tco.forms.parts import EffectForm, LineForm, changed_by
from flok.apps.tco.forms.showing import ShowForm
from flok.apps.tco.forms.study import StudyForm, in_language, language

__all__ = [
    "BeginForm",
    "DocumentForm",
    "EffectForm",
    "LineForm",
    "ShowForm",
    "StudyForm",
    "changed_by",
    "in_language",
    "language",
]
