"""What changes assessments, documentation and plans. Who may: rules.may_change; the pages ask first."""

from flok.apps.labels.actions.assessments import (
    ChangedMeanwhileError,
    begin_assessment,
    delete_assessment,
    set_score,
    show_assessment,
    take_home,
    take_home_copy,
    write_assessment,
    write_texts,
)
from flok.apps.labels.actions.plans import delete_plan, keep_plan
from flok.apps.labels.actions.proofs import EXPIRES, ProofChangedError, delete_proof, keep_proof

__all__ = [
    "EXPIRES",
    "ChangedMeanwhileError",
    "ProofChangedError",
    "begin_assessment",
    "delete_assessment",
    "delete_plan",
    "delete_proof",
    "keep_plan",
    "keep_proof",
    "set_score",
    "show_assessment",
    "take_home",
    "take_home_copy",
    "write_assessment",
    "write_texts",
]
