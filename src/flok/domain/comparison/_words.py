"""Why a cell has no figures: one wording for members, codes for the coordinator's audit.

Members see the same words whatever the reason. Different words would themselves tell: that exactly two take part, or
that one of them is very large.
"""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    danish: str
    english: str


KEPT_BACK = Text(
    "Vi kan ikke vise tal her. Vi viser kun tal, når ingen organisations egne tal kan regnes ud af dem.",
    "We cannot show figures here. We show figures only when no organisation's own numbers can be worked out from them.",
)

REASONS: dict[str, Text] = {
    "too_few": Text(
        "Der er for få organisationer i gruppen.",
        "Too few organisations in the group.",
    ),
    "dominance": Text(
        "En organisation fylder så meget, at dens tal kan anslås ud fra summen.",
        "One organisation is so large that its numbers could be estimated from the sum.",
    ),
    "differencing": Text(
        "Forskellen til tal, der er vist før, ville vise enkelte organisationers tal.",
        "The difference from figures shown earlier would show single organisations' numbers.",
    ),
    "secondary": Text(
        "Gruppens organisationer tæller kun med i »alle«, for at de andre tal ikke kan skilles ad.",
        "The group's organisations count only in “all”, so that the other figures cannot be taken apart.",
    ),
    "negative": Text(
        "For mange organisationer i gruppen har et beløb under nul (kreditnotaer), og så gælder beskyttelsen ikke.",
        "Too many organisations in the group have an amount below zero (credit notes); the protection does not hold.",
    ),
}
