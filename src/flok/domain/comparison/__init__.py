"""Comparing organisations only as aggregates that cannot be taken apart.

made = release(contributions, definition="poky", version=1, period="2026", earlier=ledger, rules=Rules(p_percent=...))
made.public()   # all that a page, a chart, a table behind it, a tooltip or an export may see
made.to_data()  # the ledger's row: confidential

**The method: blocks.** Organisations are counted in *blocks* of three or more: of one type, or mixed (counted in
"all" only). A block is counted whole or not at all. In a calendar year an organisation is in one block at most, the
same for every definition and period of the year; a block of one type binds its members in the three years before and
after as well. Every cell ever published is therefore a function of block sums.

**What is proved.** Give an attacker more than is published: every block sum in exact øre, for every definition,
period and earlier release, who is in which block, which numbers changed, and the own numbers of any `coalition`
organisations. Take a block, a target t in it, colluders C, and the rest R = block - C - t (never empty). For any θ in
[0, 1] move θ of everything R's organisations have, in every definition, period and release of the year, to t. Then

1. no block sum changes, and no own number of C changes;
2. all amounts stay non-negative;
3. what holds linearly for every organisation (the denominator is the sum of its parts, one definition counts at
   least what another counts) still holds, for t gets a non-negative combination of rows for which it holds. This
   includes "unchanged between two publications", because that holds for all members of a block or for none (`renews`).

So the attacker cannot tell this world from the true one, and at θ = 1 each amount of t has grown by R's, which the
p%-rule (`is_safe`) made at least p% of it. Moving θ of t's amounts to R instead shows that none has a lower bound
above zero. Hence no amount of any organisation can be narrowed to less than 0 … (100 + p)%, by differences, by
totals less their parts, by linear programming or by anything computed from what is published. Two blocks of a year
say nothing about each other: no organisation is in both. Amounts of two years are different amounts. Somebody who
takes it that no number changes from year to year (B03) links them; then the same holds of any four years in a row
for blocks whose members were in no mixed block in them: move everything of all four years.

**What is not.** A coalition larger than `Rules.coalition` that fills a block but for one member. Somebody who knows
the parameters *and* which blocks passed or failed: that tells a little about sizes, therefore both are confidential.
That an organisation takes part. A block sum itself, which may come out if blocks come and go. What is known from
elsewhere, such as an organisation's accounts. Years more than three apart, and mixed blocks of different years, for
somebody who takes it that no number changes: there a new block must differ from those of other years by three
organisations that pass the rule themselves (`differs_enough`), a safeguard and no proof. A definition that somebody
designs to count one organisation's purchases only is met by `renews` pair by pair, not in every combination of three:
compare by shared definitions only.
"""

from flok.domain.comparison._blocks import Block
from flok.domain.comparison._contribution import CELLS, TYPES, Contribution
from flok.domain.comparison._figure import Figure
from flok.domain.comparison._ledger import Cell, Release
from flok.domain.comparison._release import release
from flok.domain.comparison._rules import Rules
from flok.domain.comparison._words import KEPT_BACK, REASONS, Text

__all__ = [
    "CELLS",
    "KEPT_BACK",
    "REASONS",
    "TYPES",
    "Block",
    "Cell",
    "Contribution",
    "Figure",
    "Release",
    "Rules",
    "Text",
    "release",
]
