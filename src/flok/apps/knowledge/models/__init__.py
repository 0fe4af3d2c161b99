"""What the network knows: themes, cases and guides."""

from flok.apps.knowledge.models.cases import (
    Attachment,
    Case,
    Kind,
    Outcome,
    Phase,
    Reader,
    Remark,
    Result,
    State,
)
from flok.apps.knowledge.models.guides import Guide, GuideLink
from flok.apps.knowledge.models.published import Proposal, PublicCase
from flok.apps.knowledge.models.search import FoundText, NetworkText, Reading
from flok.apps.knowledge.models.themes import Following, Theme
from flok.apps.members.models import Kind as BodyType

__all__ = [
    "Attachment",
    "BodyType",
    "Case",
    "Following",
    "FoundText",
    "Guide",
    "GuideLink",
    "Kind",
    "NetworkText",
    "Outcome",
    "Phase",
    "Proposal",
    "PublicCase",
    "Reader",
    "Reading",
    "Remark",
    "Result",
    "State",
    "Theme",
]
