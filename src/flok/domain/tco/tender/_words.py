"""What is seen of an award, in sentences."""

from __future__ import annotations

from flok.domain.tco._study import Study
from flok.domain.tco._words import Why, money, number

from ._watch import Observation

_BECAUSE = {
    "discounting": Why(
        "Det skyldes diskonteringen: beløbet falder sent.", "That is the discounting: the amount falls late."
    ),
    "price_changes": Why(
        "Det skyldes de antagne ændringer i pris og mængde.",
        "That is the assumed changes of prices and quantities.",
    ),
    "none": Why("", ""),
    "quantities": Why("", ""),
}


def told(seen: Observation, study: Study, name: str) -> Why:
    """One observation in a few sentences. name: the bid's, as it is shown."""
    names = {each.id: each.name for each in study.lines} | {each.id: each.name for each in study.effects}
    line = names.get(seen.line)
    value, other = (money(round(each * 100), study.currency) for each in (seen.value, seen.median))
    where = Why(f"{name}, {line.da}", f"{name}, {line.en}") if line else Why(name, name)
    if seen.code == "low_total":
        return Why(
            f"{where.da}: {value.da} mod de andre tilbuds median {other.da} er langt under. Bed om en forklaring.",
            f"{where.en}: {value.en} against the other bids' median {other.en} is far below. Ask for an explanation.",
        )
    if seen.code == "unbalanced":
        because = _BECAUSE[seen.assumption]
        return Why(
            f"{name}: tilbuddet sammenlignes på {value.da} mod {other.da}, hvis de samme penge var fordelt på linjerne "
            f"som hos de andre. Mest på {line.da if line else ''}, hvor 1 kr. tæller {number(seen.factor, 2).da} "
            f"mod {number(seen.usual, 2).da} i alt. {because.da}".strip(),
            f"{name}: the bid is compared by {value.en}. Spread over the lines as the others do, the same money would "
            f"count {other.en}. Mostly {line.en if line else ''}, where 1 krone counts {number(seen.factor, 2).en} "
            f"against {number(seen.usual, 2).en} overall. {because.en}".strip(),
        )
    if seen.code == "quantity":
        times = number(seen.factor, 2)
        return Why(
            f"{where.da}: bruges der {times.da} gange det antagne, er det næste tilbud lige så billigt.",
            f"{where.en}: if {times.en} times what is assumed is used, the next bid is as cheap.",
        )
    size = {"low_line": ("langt under", "far below"), "high_line": ("langt over", "far above")}
    over = size.get(seen.code, ("0 kr. mod", "nothing against"))
    because = _BECAUSE[seen.assumption]
    factor, usual = number(seen.factor, 2), number(seen.usual, 2)
    return Why(
        f"{where.da}: {value.da} i dagens priser, {over[0]} de andres median på {other.da} "
        f"En krone her tæller {factor.da} i sammenligningen mod {usual.da} i alt. {because.da}".strip(),
        f"{where.en}: {value.en} at today's prices, {over[1]} the others' median {other.en}. "
        f"1 krone here counts {factor.en} in the comparison against {usual.en} overall. {because.en}".strip(),
    )
