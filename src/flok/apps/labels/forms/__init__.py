"""What people fill in about labels."""

from flok.apps.labels.forms.answers import AnswersForm, Asked
from flok.apps.labels.forms.plans import PlanForm
from flok.apps.labels.forms.proofs import REQUIREMENTS, ProofForm
from flok.apps.labels.forms.purchases import BeginForm, ChangePurchaseForm, TakeHomeForm
from flok.apps.labels.forms.showing import ShowForm
from flok.apps.labels.forms.texts import ScoreForm, TextsForm

__all__ = [
    "REQUIREMENTS",
    "AnswersForm",
    "Asked",
    "BeginForm",
    "ChangePurchaseForm",
    "PlanForm",
    "ProofForm",
    "ScoreForm",
    "ShowForm",
    "TakeHomeForm",
    "TextsForm",
]
