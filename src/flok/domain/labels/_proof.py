"""A bid's or a delivery's documentation judged: accepted, more to ask for, or refused, always with the rule.

Udbudsloven § 46(3) equivalent labels, § 46(4) other appropriate documentation, § 47 test reports and certificates;
Directive 2014/24/EU Article 44 the technical dossier. A report or dossier that does not meet its own rule is still
documentation, which § 46(4) may oblige the authority to accept: the tenderer chooses its proof. An answer that is not
known never accepts and never refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ._paper import day_told
from ._words import Words

ProofKind = Literal["label", "equivalent_label", "test_report", "technical_dossier", "other"]
Status = Literal["accepted", "ask", "refused"]

PROOF_WORDS: dict[ProofKind, Words] = {
    "label": Words("Mærket selv", "The label itself"),
    "equivalent_label": Words("Et tilsvarende mærke", "An equivalent label"),
    "test_report": Words("Prøvningsrapport eller certifikat", "Test report or certificate"),
    "technical_dossier": Words("Fabrikantens tekniske dossier", "The maker's technical dossier"),
    "other": Words("Anden dokumentation", "Other documentation"),
}
STATUS_WORDS: dict[Status, Words] = {
    "accepted": Words("Godtaget", "Accepted"),
    "ask": Words("Bed om mere", "Ask for more"),
    "refused": Words("Ikke godtaget", "Not accepted"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the tender asked for. `label` is the label's name as it is written there.

    `needed_on` is the day the proof must hold: the deadline for bids, or the delivery. `requirements` are what an
    equivalent label or other proof is compared by.
    """

    label: str
    requirements: tuple[str, ...]
    needed_on: date
    contract_end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was handed in. Answers are "yes", "partly", "no" or "not_known".

    `covers` whether it is about the thing offered; `meets` each requirement's own answer; `independent` whether the
    body behind it is a conformity assessment body or equivalent; `out_of_reach` whether the tenderer could not get
    the label (or certificate) in time for reasons not attributable to it; `checkable` whether the authority can
    establish compliance without disproportionate resources.
    """

    kind: ProofKind
    name: str = ""
    issuer: str = ""
    holder: str = ""
    licence_number: str = ""
    valid_until: date | None = None
    looked_up_on: date | None = None
    covers: str = "not_known"
    meets: Mapping[str, str] = field(default_factory=dict)
    independent: str = "not_known"
    out_of_reach: str = "not_known"
    checkable: str = "not_known"


@dataclass(frozen=True, slots=True)
class Told:
    """A finding and the rule behind it (an id of sources())."""

    words: Words
    source: str


@dataclass(frozen=True, slots=True)
class Licence:
    """What is kept of a proof that ends: to be looked up again."""

    name: str
    number: str
    holder: str
    issuer: str
    valid_until: date | None
    looked_up_on: date | None


@dataclass(frozen=True, slots=True)
class ProofResult:
    """`refusals` and `missing`: why it is not accepted; `grounds`: why it is; `warnings`: told in any case."""

    status: Status
    grounds: tuple[Told, ...]
    refusals: tuple[Told, ...]
    missing: tuple[Told, ...]
    warnings: tuple[Told, ...]
    licence: Licence | None


_RULE: dict[ProofKind, str] = {
    "label": "ubl46-1",
    "equivalent_label": "ubl46-3",
    "test_report": "ubl47",
    "technical_dossier": "dir24-44",
    "other": "ubl46-4",
}
_GROUNDS: dict[ProofKind, Words] = {
    "label": Words("Varen har det mærke, der er spurgt efter.", "The product carries the label that was asked for."),
    "equivalent_label": Words(
        "Mærket opfylder tilsvarende krav, krav for krav.",
        "The label meets equivalent requirements, one by one.",
    ),
    "test_report": Words(
        "Et uvildigt organ har vist, at kravene er opfyldt.",
        "An independent body has shown that the requirements are met.",
    ),
    "technical_dossier": Words(
        "Tilbudsgiver kunne uden egen skyld ikke få mærket i tide, og dossieret viser, at kravene er opfyldt.",
        "The label could not be had in time, for no fault of the tenderer; the dossier shows compliance.",
    ),
    "other": Words(
        "Dokumentationen viser, at kravene er opfyldt.",
        "The documentation shows that the requirements are met.",
    ),
}
_NOT_COVERED = Words("Beviset gælder ikke det, der er tilbudt.", "The proof is not about what is offered.")
_COVERED = Words(
    "Vis, at beviset gælder netop det, der er tilbudt.",
    "Show that the proof is about the very thing offered.",
)
_EXPIRED = Words(
    "Beviset gjaldt kun til {day}, og det skal gælde den {needed}.",
    "The proof was valid until {day} only, and must hold on {needed}.",
)
_NUMBER = Words("Oplys licensnummeret.", "Give the licence number.")
_ENDS = Words("Oplys, hvornår licensen udløber.", "Tell when the licence expires.")
_REQUIREMENT_NO = Words("Kravet er ikke opfyldt: {requirement}", "The requirement is not met: {requirement}")
_REQUIREMENT = Words("Vis, at kravet er opfyldt: {requirement}", "Show that the requirement is met: {requirement}")
_BODY = Words(
    "Oplys, hvem der har prøvet, og om organet er akkrediteret eller tilsvarende.",
    "Tell who tested, and whether the body is accredited or equivalent.",
)
_WHY_NOT = Words("Forklar, hvorfor mærket ikke kunne nås i tide.", "Explain why the label could not be had in time.")
_NEITHER = Words(
    "Mærket kunne være nået, og kravene kan ikke kontrolleres uden uforholdsmæssige ressourcer.",
    "The label could have been had, and the requirements cannot be checked without disproportionate resources.",
)
_EITHER = Words(
    "Forklar, hvorfor mærket ikke kunne nås, eller send det, der gør kravene lette at kontrollere.",
    "Explain why the label could not be had, or send what makes the requirements easy to check.",
)
_ENDS_INSIDE = Words(
    "Beviset udløber {day}, før kontrakten slutter {end}. Bed om det nye i god tid.",
    "The proof expires on {day}, before the contract ends on {end}. Ask for the new one in good time.",
)
_NOT_LOOKED_UP = Words("Licensnummeret er ikke slået op.", "The licence number was not looked up.")


def assess_proof(asked: Asked, proof: Proof) -> ProofResult:
    """The documentation against what was asked. Refused where something is known not to hold, asked for where it is
    not known, accepted only where all that the rule takes is known to hold.
    """
    kind = _judged_as(proof)
    rule = _RULE[kind]
    refusals: list[Told] = []
    missing: list[Told] = []
    _weigh(proof.covers, _NOT_COVERED, _COVERED, rule, refusals, missing)
    if proof.valid_until and proof.valid_until < asked.needed_on:
        told = _EXPIRED.filled(day=_day(proof.valid_until), needed=_day(asked.needed_on))
        refusals.append(Told(told, rule))
    if proof.kind in ("label", "equivalent_label"):
        if not proof.licence_number.strip():
            missing.append(Told(_NUMBER, "follow-up"))
        if proof.valid_until is None:
            missing.append(Told(_ENDS, "follow-up"))
    if proof.kind != "label":
        for requirement in asked.requirements:
            answer = proof.meets.get(requirement, "not_known")
            no, ask = (words.filled(requirement=requirement) for words in (_REQUIREMENT_NO, _REQUIREMENT))
            _weigh(answer, no, ask, rule, refusals, missing)
    if kind == "test_report" and proof.independent != "yes":
        missing.append(Told(_BODY, rule))
    if kind == "technical_dossier" and proof.out_of_reach != "yes":
        missing.append(Told(_WHY_NOT, rule))
    if kind == "other" and "yes" not in (proof.out_of_reach, proof.checkable):
        neither = proof.out_of_reach == proof.checkable == "no"
        _weigh("no" if neither else "not_known", _NEITHER, _EITHER, rule, refusals, missing)
    status: Status = "refused" if refusals else "ask" if missing else "accepted"
    grounds = (Told(_GROUNDS[kind], rule),) if status == "accepted" else ()
    return ProofResult(status, grounds, tuple(refusals), tuple(missing), _warnings(asked, proof), _licence(proof))


def _judged_as(proof: Proof) -> ProofKind:
    """A report from no such body, or a dossier where the label was in reach, is other documentation (§ 46(4))."""
    own = {"test_report": proof.independent, "technical_dossier": proof.out_of_reach}.get(proof.kind, "yes")
    by_other = "yes" in (proof.out_of_reach, proof.checkable)
    return "other" if own == "no" or (own != "yes" and by_other) else proof.kind


def _day(day: date) -> Words:
    return Words(day_told(day, "da"), day_told(day, "en"))


def _weigh(answer: str, no: Words, ask: Words, rule: str, refusals: list[Told], missing: list[Told]) -> None:
    """A "partly" is neither refused nor accepted: the rest is asked for."""
    if answer == "no":
        refusals.append(Told(no, rule))
    elif answer != "yes":
        missing.append(Told(ask, rule))


def _warnings(asked: Asked, proof: Proof) -> tuple[Told, ...]:
    found = []
    ends, contract_end = proof.valid_until, asked.contract_end
    if ends and contract_end and asked.needed_on <= ends < contract_end:
        told = _ENDS_INSIDE.filled(day=_day(ends), end=_day(contract_end))
        found.append(Told(told, "label-monitor"))
    if proof.licence_number.strip() and proof.looked_up_on is None:
        found.append(Told(_NOT_LOOKED_UP, "follow-up"))
    return tuple(found)


def _licence(proof: Proof) -> Licence | None:
    number = proof.licence_number.strip()
    if not number and proof.valid_until is None:
        return None
    return Licence(proof.name, number, proof.holder, proof.issuer, proof.valid_until, proof.looked_up_on)
