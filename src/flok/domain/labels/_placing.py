"""Where a requirement belongs in a tender: a question of the market, asked once the law has been answered.

The five steps are Miljømærkning Danmark's label check of tender plans: 1 is many labelled products on the market, 5
is no criteria for the group. An older text uses the scale the other way round, so the direction is always told.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from ._groups import CIRCULAR, find_group
from ._words import Words

Use = Literal["minimum", "award", "contract", "functional", "none", "undecided"]

USE_WORDS: dict[Use, Words] = {
    "minimum": Words("Mindstekrav", "Minimum requirement"),
    "award": Words("Tildelingskriterium", "Award criterion"),
    "contract": Words("Kontraktvilkår", "Contract term"),
    "functional": Words("Eget krav", "Own requirement"),
    "none": Words("Skal ikke med", "Leave it out"),
    "undecided": Words("Ikke afgjort", "Not decided"),
}
SCORES: dict[int, Words] = {
    1: Words("mange mærkede produkter på markedet", "many labelled products on the market"),
    2: Words("flere mærkede produkter", "several labelled products"),
    3: Words("få mærkede produkter", "few labelled products"),
    4: Words("der er kriterier, men ingen mærkede produkter", "criteria exist, but no labelled products"),
    5: Words("der er ingen kriterier for varegruppen", "no criteria for the product group"),
}
DIRECTION = Words(
    "Tallet går fra 1 (mange mærkede produkter) til 5 (ingen kriterier).",
    "The number goes from 1 (many labelled products) to 5 (no criteria).",
)
_BY_SCORE: dict[int, Use] = {1: "minimum", 2: "minimum", 3: "award", 4: "contract", 5: "functional"}
_WHY: dict[Use, Words] = {
    "minimum": Words(
        "Markedet har mærkede produkter nok, så alle bud kan opfylde kravet.",
        "The market has labelled products enough, so that all bids can meet the requirement.",
    ),
    "award": Words(
        "Få har mærket. Giv point for det, så der stadig kommer bud.",
        "Few hold the label. Give points for it, so that bids still come.",
    ),
    "contract": Words(
        "Ingen har mærket endnu. Lad vinderen få det i kontraktperioden.",
        "Nobody holds the label yet. Let the winner get it in the contract period.",
    ),
    "functional": Words(
        "Der er ingen kriterier at henvise til. Skriv selv, hvad varen skal kunne.",
        "There are no criteria to refer to. Write yourselves what the product must do.",
    ),
}
_BY_CODE: dict[str, tuple[Use, Words, str]] = {
    "R0": ("none", Words("Mærket dækker ikke det, I køber.", "The label does not cover what you buy."), "ubl46-1-1"),
    "R4": (
        "functional",
        Words(
            "Mærket kan ikke bære et krav. Skriv jeres eget.", "The label cannot carry a requirement. Write your own."
        ),
        "ubl46-1",
    ),
    "R5": (
        "undecided",
        Words(
            "Vurderingen er ikke afgjort. Find først svarene.", "The assessment is not decided. Find the answers first."
        ),
        "ubl46-1",
    ),
}
_RELEVANT = Words("Brug de relevante mærkekrav, ikke mærket.", "Use the relevant label requirements, not the label.")
_OWN = Words(
    "Skriv kravet selv. Mærket kan være ét bevis.", "Write the requirement yourselves. The label can be one proof."
)
_NO_SCORE = Words("Markedet er ikke undersøgt: sæt et tal fra 1 til 5.", "The market was not looked at: give 1 to 5.")
_TWICE = Words(
    "Kravet er allerede brugt som {use}. Det samme krav må ikke bruges to gange.",
    "The requirement is already used as {use}. The same requirement may not be used twice.",
)
_CIRCULAR_BOUND = Words(
    "Varegruppen er en af de 14 i statens cirkulære, som I er bundet af. Slå den endelige ordlyd efter.",
    "The product group is one of the 14 of the state's circular, which binds you. Look up its final wording.",
)
_CIRCULAR_NOT_BOUND = Words(
    "Varegruppen er en af de 14 i statens cirkulære. Kommuner og regioner er ikke bundet af det.",
    "The product group is one of the 14 of the state's circular. Municipalities and regions are not bound by it.",
)


@dataclass(frozen=True, slots=True)
class Reason:
    told: Words
    source: str


@dataclass(frozen=True, slots=True)
class Placement:
    """`circular`: "bound" or "not_bound" for the state circular's product groups, None for others."""

    use: Use
    reasons: tuple[Reason, ...]
    circular: Literal["bound", "not_bound"] | None


def place(
    code: str, score: int | None, *, product_group: str = "", state: bool = False, used: Collection[Use] = ()
) -> Placement:
    """Where the requirement belongs, with reasons.

    `code` is the assessment's verdict, `score` the market's step (None: not looked at), `used` the places where the
    same requirement stands in this tender already. Which step gives which place is the source's rule for the ends
    (low: minimum, higher: award or contract) and Flok's own between them. Raises ValueError for a score outside 1-5.
    """
    if score is not None and score not in SCORES:
        raise ValueError(f"score {score}: 1 to 5")
    use, reasons = _by_market(code, score)
    already = [each for each in used if each not in ("none", "undecided")]
    if already and use not in ("none", "undecided"):
        use, reasons = "none", [Reason(_TWICE.filled(use=_lower(USE_WORDS[already[0]])), "not-twice")]
    group = find_group(product_group) if product_group else None
    if group is None or not group.circular:
        return Placement(use, tuple(reasons), None)
    flag = Reason(_CIRCULAR_BOUND if state else _CIRCULAR_NOT_BOUND, CIRCULAR)
    return Placement(use, (*reasons, flag), "bound" if state else "not_bound")


def _by_market(code: str, score: int | None) -> tuple[Use, list[Reason]]:
    if code in _BY_CODE:
        use, told, source = _BY_CODE[code]
        return use, [Reason(told, source)]
    if score is None:
        return "undecided", [Reason(_NO_SCORE, "label-check")]
    use = _BY_SCORE[score]
    market = Reason(Words(f"{score}: {SCORES[score].da}.", f"{score}: {SCORES[score].en}."), "label-check")
    reasons = [market, Reason(_WHY[use], "label-check")]
    if code == "R2" and use != "functional":
        reasons.append(Reason(_RELEVANT, "ubl46-2"))
    if code == "R3":
        reasons.append(Reason(_OWN, "ubl46-1"))
    return use, reasons


def _lower(words: Words) -> Words:
    return Words(words.da.lower(), words.en.lower())
