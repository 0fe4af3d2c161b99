"""What an answer says in words. The terminal, the pages and the reports say it alike.

Amounts are integer øre, shares are numbers where 0.31 is 31 per cent; credit notes can make either negative.
`lang` is "da" or "en" throughout. Texts are plain text, not HTML, and cannot steer a terminal or a page.
"""

from __future__ import annotations

from ._names import dimension, either, group_name, local, outcome, period, reason, status, version, who
from ._numbers import (
    amount,
    day,
    decimals,
    exact_amount,
    moment,
    month,
    number,
    percent,
    plain,
    short_month,
    unbroken,
    whole_kroner,
)
from ._told import (
    account,
    after_unknown,
    denominator,
    described,
    goal,
    goal_by,
    grounds,
    largest,
    main_definition,
    repeated,
    sentence,
    shares,
    span,
    told,
    unaccounted_files,
)

__all__ = [
    "account",
    "after_unknown",
    "amount",
    "day",
    "decimals",
    "denominator",
    "described",
    "dimension",
    "either",
    "exact_amount",
    "goal",
    "goal_by",
    "grounds",
    "group_name",
    "largest",
    "local",
    "main_definition",
    "moment",
    "month",
    "number",
    "outcome",
    "percent",
    "period",
    "plain",
    "reason",
    "repeated",
    "sentence",
    "shares",
    "short_month",
    "span",
    "status",
    "told",
    "unaccounted_files",
    "unbroken",
    "version",
    "who",
    "whole_kroner",
]
