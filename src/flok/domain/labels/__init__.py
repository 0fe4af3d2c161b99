"""Labels: what they are called and coded, whether one may be required for a purchase, and where it belongs.

register = Register.load()
resolve(register, "SVANEN", "NA", "NA")  # Resolution(label="nordic_swan", step="gs1_id", ...)

verdict = assess(assessment_from(plain))  # R0 to R5, with the answers it rests on
placement = place(verdict.code, 2)        # a minimum requirement, with reasons
paste_texts(assessment, verdict, placement)
"""

from flok.domain.labels._answers import Answered, Assessment, Origin, Purchase, open_questions, take_home
from flok.domain.labels._blank import blank_answers
from flok.domain.labels._comparison import Cell, Matrix, MatrixRow, compare_labels, find_labels
from flok.domain.labels._credibility import Credibility
from flok.domain.labels._follow_up import FollowUp, follow_up
from flok.domain.labels._groups import ProductGroup, find_group, product_groups
from flok.domain.labels._handed_over import plan_paper, texts_paper
from flok.domain.labels._letter import proof_letter
from flok.domain.labels._looking_up import find_label, hints, near, suggested
from flok.domain.labels._names import CODE_LIST_WORDS, FACT_WORDS, STAGE_WORDS, THEME_WORDS
from flok.domain.labels._paper import Paper, Section, Table
from flok.domain.labels._placing import DIRECTION, SCORES, USE_WORDS, Placement, place
from flok.domain.labels._plain import AnswersError, as_plain, assessment_from, wording_from
from flok.domain.labels._plan import PlacedTender, Plan, PlannedTender, PlanProblem, place_plan, read_plan
from flok.domain.labels._profiles import Fact, Profile, profile, profiles
from flok.domain.labels._proof import (
    PROOF_WORDS,
    STATUS_WORDS,
    Asked,
    Licence,
    Proof,
    ProofResult,
    assess_proof,
)
from flok.domain.labels._questions import SCALE, Question, blocks, questions
from flok.domain.labels._record import record
from flok.domain.labels._register import Label, Register
from flok.domain.labels._resolve import Resolution, labelling, resolve
from flok.domain.labels._side_by_side import Pair, SideBySide, side_by_side
from flok.domain.labels._sources import Source, sources
from flok.domain.labels._texts import Clause, Sentence, Wording, label_name, paste_texts
from flok.domain.labels._verdict import (
    Change,
    Row,
    Verdict,
    assess,
    law_told,
    verdict_name,
    verdict_sources,
    verdict_told,
)
from flok.domain.labels._weighing import Flaw
from flok.domain.labels._words import Words

__all__ = [
    "CODE_LIST_WORDS",
    "DIRECTION",
    "FACT_WORDS",
    "PROOF_WORDS",
    "SCALE",
    "SCORES",
    "STAGE_WORDS",
    "STATUS_WORDS",
    "THEME_WORDS",
    "USE_WORDS",
    "Answered",
    "AnswersError",
    "Asked",
    "Assessment",
    "Cell",
    "Change",
    "Clause",
    "Credibility",
    "Fact",
    "Flaw",
    "FollowUp",
    "Label",
    "Licence",
    "Matrix",
    "MatrixRow",
    "Origin",
    "Pair",
    "Paper",
    "PlacedTender",
    "Placement",
    "Plan",
    "PlanProblem",
    "PlannedTender",
    "ProductGroup",
    "Profile",
    "Proof",
    "ProofResult",
    "Purchase",
    "Question",
    "Register",
    "Resolution",
    "Row",
    "Section",
    "Sentence",
    "SideBySide",
    "Source",
    "Table",
    "Verdict",
    "Wording",
    "Words",
    "as_plain",
    "assess",
    "assess_proof",
    "assessment_from",
    "blank_answers",
    "blocks",
    "compare_labels",
    "find_group",
    "find_label",
    "find_labels",
    "follow_up",
    "hints",
    "label_name",
    "labelling",
    "law_told",
    "near",
    "open_questions",
    "paste_texts",
    "place",
    "place_plan",
    "plan_paper",
    "product_groups",
    "profile",
    "profiles",
    "proof_letter",
    "questions",
    "read_plan",
    "record",
    "resolve",
    "side_by_side",
    "sources",
    "suggested",
    "take_home",
    "texts_paper",
    "verdict_name",
    "verdict_sources",
    "verdict_told",
    "wording_from",
]
