"""What is filled in about studies."""

from flok.apps.tco.forms.begin import BeginForm
from flok.apps.tco.forms.correlations import CorrelationForm
from flok.apps.tco.forms.documents import DocumentForm
from flok.apps.tco.forms.parts import EffectForm, LineForm, ResidualForm, changed_by
from flok.apps.tco.forms.showing import ShowForm
from flok.apps.tco.forms.study import StudyForm
from flok.apps.tco.forms.texts import in_language, language

__all__ = [
    "BeginForm",
    "CorrelationForm",
    "DocumentForm",
    "EffectForm",
    "LineForm",
    "ResidualForm",
    "ShowForm",
    "StudyForm",
    "changed_by",
    "in_language",
    "language",
]
