"""From the bids of a tender to an order: deterministic, with everything that was decided by people written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ._bid import Bid
from ._fingerprint import fingerprint
from ._models import Offer, Reversal, Standing, ranked, reversals
from ._terms import Tender
from ._watch import Observation, observations

State = Literal["ranked", "pending", "out"]
Points = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the authority decided of a bid with something to ask about, and why. bid: the SHA-256 of its file."""

    bid: str
    admit: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a bid. why: fine, admitted, rejected, refused, missing, ask, twice or same_bidder."""

    bid: str
    state: State
    why: str


@dataclass(frozen=True, slots=True)
class Award:
    """An order of bids. `settled` is False while a bid waits for a decision or points; then the order is provisional.

    Bids are named by the SHA-256 of their file, and stand in that order.
    """

    fingerprint: str
    bids: tuple[Bid, ...]
    decisions: tuple[Decision, ...]
    points: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    outcomes: tuple[Outcome, ...]
    standings: tuple[Standing, ...]
    observations: tuple[Observation, ...]
    reversals: tuple[Reversal, ...]

    @property
    def settled(self) -> bool:
        """Nothing waits: no bid is pending, and every ranked bid has its points."""
        waits = any(each.state == "pending" for each in self.outcomes)
        return not waits and not any(each.why in ("no_points", "points_out_of_scale") for each in self.standings)

    @property
    def first(self) -> tuple[str, ...]:
        """The best bid; several where they are equal and lots must be drawn."""
        return tuple(each.id for each in self.standings if each.rank == 1)


def award(
    tender: Tender, bids: Sequence[Bid], points: Points | None = None, decisions: Sequence[Decision] = ()
) -> Award:
    """Rank the bids of a tender by its model. The order in which they are given does not matter.

    points: by bid and criterion, as written decimals. decisions: one for each bid they are about, at most. Raises
    ValueError for points or a decision of a bid that is not there, two decisions of one bid, or one without a reason.
    """
    given = points or {}
    known = {each.sha256 for each in bids}
    named = [each.bid for each in decisions]
    if not {*named, *given} <= known:
        raise ValueError("ukendt tilbud / unknown bid: " + ", ".join(sorted({*named, *given} - known)))
    if len(set(named)) < len(named) or not all(each.reason.strip() for each in decisions):
        raise ValueError("én begrundet afgørelse pr. tilbud / one decision with a reason for each bid")
    unique = {each.sha256: each for each in sorted(bids, key=lambda each: (each.sha256, each.file), reverse=True)}
    ordered = sorted(bids, key=lambda each: (each.sha256, each.file))
    outcomes = _outcomes(ordered, {each.bid: each for each in decisions})
    admitted = [unique[each.bid] for each in outcomes if each.state == "ranked"]
    offers = [_offer(each, given.get(each.sha256, {})) for each in admitted]
    return Award(
        fingerprint=fingerprint(tender),
        bids=tuple(ordered),
        decisions=tuple(sorted(decisions, key=lambda each: each.bid)),
        points=tuple((bid, tuple(sorted(given[bid].items()))) for bid in sorted(given)),
        outcomes=tuple(outcomes),
        standings=ranked(tender.terms.model, offers),
        observations=observations(tender, {each.sha256: dict(each.values) for each in admitted}),
        reversals=reversals(tender.terms.model, offers),
    )


def _offer(bid: Bid, points: Mapping[str, str]) -> Offer:
    if bid.compared_ore is None:
        raise ValueError(bid.file)  # unreachable: a bid that cannot be computed is `missing`
    return Offer(bid.sha256, bid.compared_ore, tuple(sorted(points.items())))


def _outcomes(bids: Sequence[Bid], decided: Mapping[str, Decision]) -> list[Outcome]:
    """One outcome for each file; the first of two that are alike counts."""
    same = Counter((each.bidder.casefold(), each.variant.casefold()) for each in {b.sha256: b for b in bids}.values())
    seen: set[str] = set()
    found = []
    for bid in bids:
        again = bid.sha256 in seen
        seen.add(bid.sha256)
        is_same = bool(bid.bidder) and same[bid.bidder.casefold(), bid.variant.casefold()] > 1
        found.append(Outcome(bid.sha256, "out", "twice") if again else _outcome(bid, decided.get(bid.sha256), is_same))
    return found


def _outcome(bid: Bid, decision: Decision | None, is_same: bool) -> Outcome:
    if bid.status in ("refused", "missing"):
        return Outcome(bid.sha256, "out", bid.status)
    if decision is not None:
        return Outcome(bid.sha256, *(("ranked", "admitted") if decision.admit else ("out", "rejected")))
    if bid.status == "ask":
        return Outcome(bid.sha256, "pending", "ask")
    return Outcome(bid.sha256, "pending", "same_bidder") if is_same else Outcome(bid.sha256, "ranked", "fine")
