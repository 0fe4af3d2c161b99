"""How a life-cycle cost study is told: the answer in words, its pictures, and the table of each.

`told(study)` is everything a page or a paper shows; figures come from flok.domain.tco, in øre.
"""

from __future__ import annotations

from ._parts import GROUPS, group_of
from ._told import Bar, Hill, Picture, Swing, Told, told

__all__ = ["GROUPS", "Bar", "Hill", "Picture", "Swing", "Told", "group_of", "told"]
