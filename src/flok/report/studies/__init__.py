"""How a life-cycle cost study is told: the answer in words, its pictures, and the table of each.

`told(study)` is everything a page or a paper shows; `pdf` and `workbook` are what is taken along. Figures come from
flok.domain.tco, in øre.
"""

from __future__ import annotations

from ._about import About
from ._followed import FollowedLine, FollowUp, follow_up
from ._parts import GROUPS, group_of
from ._pdf import pdf
from ._places import place_in_words, said_of
from ._sentences import (
    answer,
    decimal,
    name_of,
    slot_value,
    substance_in_words,
    unit_in_words,
    within_a_sentence,
    year_in_words,
)
from ._tables import followed
from ._told import Bar, Hill, Picture, Swing, Told, told
from ._workbook import workbook

__all__ = [
    "GROUPS",
    "About",
    "Bar",
    "FollowUp",
    "FollowedLine",
    "Hill",
    "Picture",
    "Swing",
    "Told",
    "answer",
    "decimal",
    "follow_up",
    "followed",
    "group_of",
    "name_of",
    "pdf",
    "place_in_words",
    "said_of",
    "slot_value",
    "substance_in_words",
    "told",
    "unit_in_words",
    "within_a_sentence",
    "workbook",
    "year_in_words",
]
