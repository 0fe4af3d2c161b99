"""Price-quality models: from costs and quality points to an order, exactly and the same on every machine.

Arithmetic is in fractions of whole numbers (øre, points as written), so nothing depends on how a computer rounds.
What each model is, and its known weaknesses, stands in _about.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from flok.domain.tco._study import Problem

from ._terms import WITH_WEIGHTS, Model

LOWEST_WINS = frozenset({"lowest_cost", "per_point", "monetised"})


@dataclass(frozen=True, slots=True)
class Offer:
    """What is weighed of a bid: its cost in øre, and points by criterion, written as decimals."""

    id: str
    cost_ore: int
    points: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A bid's place. rank: from 1, equal for equals; None where it cannot win, and `why` then says why.

    score: what the order is by: kroner in lowest_cost and monetised, kroner a point in per_point, else points out of 1.
    price, quality: the two parts of it (shares of 1 before weights; in monetised kroner).
    """

    id: str
    rank: int | None
    score: Fraction | None
    price: Fraction | None
    quality: Fraction | None
    why: str = ""


def faults(model: Model) -> Iterator[Problem]:
    """What is wrong with a model, as problems of `tender.model`."""
    place = "tender.model"
    if model.rule == "lowest_cost":
        if model.criteria:
            yield Problem(f"{place}.criterion", "value", "laveste omkostning har ingen kvalitetskriterier",
                          "lowest cost has no quality criteria")  # fmt: skip
        return
    if not model.criteria:
        yield Problem(f"{place}.criterion", "missing", "mangler: modellen vejer kvalitet",
                      "is missing: the model weighs quality")  # fmt: skip
    if len({each.id for each in model.criteria}) < len(model.criteria):
        yield Problem(f"{place}.criterion", "twice", "samme id står to gange", "the same id is there twice")
    for each in model.criteria:
        if each.minimum > each.highest:
            yield Problem(
                f"{place}.criterion.{each.id}", "value", "minimum er over highest", "minimum is above highest"
            )
        if model.rule == "monetised" and each.value <= 0:
            yield Problem(f"{place}.criterion.{each.id}.value", "missing", "mangler: kroner pr. point",
                          "is missing: kroner per point")  # fmt: skip
    weights = sum((exact(each.weight) for each in model.criteria), Fraction(0))
    whole = weights + (0 if model.rule == "per_point" else exact(model.price_weight))
    if model.rule in WITH_WEIGHTS and whole != 1:
        yield Problem(f"{place}.criterion", "weights", f"vægtene giver {float(whole):g}, ikke 1",
                      f"the weights are {float(whole):g} together, not 1")  # fmt: skip
    if model.rule == "linear" and model.spread <= 0:
        yield Problem(f"{place}.spread", "missing", "mangler: spændet over laveste tilbud",
                      "is missing: the spread above the lowest bid")  # fmt: skip
    if model.rule == "fixed_interval" and not model.low < model.high:
        yield Problem(f"{place}.low", "value", "low skal være under high", "low must be below high")


def exact(value: float | str) -> Fraction:
    """A decimal as it is written: 0.1 is a tenth."""
    return Fraction(str(value))


def ranked(model: Model, offers: Sequence[Offer]) -> tuple[Standing, ...]:
    """All offers by rank, then by id; those that cannot win last."""
    standings = [_weighed(model, each, offers) for each in offers]
    costs = {each.id: each.cost_ore for each in offers}
    able = [each for each in standings if each.score is not None]
    keys = {each.id: _key(model, each, costs[each.id]) for each in able}
    placed = [_placed(each, 1 + sum(other < keys[each.id] for other in keys.values())) for each in able]
    unable = [each for each in standings if each.score is None]
    return tuple(sorted(placed, key=lambda each: (each.rank or 0, each.id)) + sorted(unable, key=lambda each: each.id))


def _placed(standing: Standing, rank: int) -> Standing:
    return Standing(standing.id, rank, standing.score, standing.price, standing.quality)


def _key(model: Model, standing: Standing, cost: int) -> tuple[Fraction, int]:
    """The less the better; costs decide between equals where the tender says so."""
    score = standing.score or Fraction(0)
    return (score if model.rule in LOWEST_WINS else -score, cost if model.tie == "lowest_cost" else 0)


def _weighed(model: Model, offer: Offer, offers: Sequence[Offer]) -> Standing:
    none = partial(Standing, offer.id, None, None, None, None)
    points = {key: exact(value) for key, value in offer.points}
    for each in model.criteria:
        if each.id not in points:
            return none("no_points")
        if not 0 <= points[each.id] <= exact(each.highest):
            return none("points_out_of_scale")
        if points[each.id] < exact(each.minimum):
            return none("below_minimum")
    cost = Fraction(offer.cost_ore, 100)
    if model.rule == "lowest_cost":
        return Standing(offer.id, None, cost, cost, None)
    if model.rule == "monetised":
        worth = sum((points[each.id] * exact(each.value) for each in model.criteria), Fraction(0))
        return Standing(offer.id, None, cost - worth, cost, worth)
    quality = sum((exact(each.weight) * points[each.id] / exact(each.highest) for each in model.criteria), Fraction(0))
    if model.rule == "per_point":
        return Standing(offer.id, None, cost / quality, cost, quality) if quality > 0 else none("no_quality")
    price = _price_share(model, cost, Fraction(min(each.cost_ore for each in offers), 100))
    if price is None:
        return none("cost_not_positive")
    return Standing(offer.id, None, exact(model.price_weight) * price + quality, price, quality)


def _price_share(model: Model, cost: Fraction, lowest: Fraction) -> Fraction | None:
    if model.rule == "fixed_interval":
        share = (exact(model.high) - cost) / (exact(model.high) - exact(model.low))
        return share if model.floor == "below_zero" else min(max(share, Fraction(0)), Fraction(1))
    if lowest <= 0:
        return None
    if model.rule == "relative":
        return lowest / cost
    share = 1 - (cost - lowest) / (exact(model.spread) * lowest)
    return share if model.floor == "below_zero" else max(share, Fraction(0))


@dataclass(frozen=True, slots=True)
class Reversal:
    """If the bid `without` had not been there, the others would stand in another order."""

    without: str
    order: tuple[str, ...]
    order_then: tuple[str, ...]


def reversals(model: Model, offers: Sequence[Offer]) -> tuple[Reversal, ...]:
    """Every bid whose absence changes the order among the others: a weakness of models that look at other bids."""
    whole = _order(ranked(model, offers))
    found = []
    for each in offers:
        left = [other for other in offers if other.id != each.id]
        if len(left) < 2:
            continue
        before = tuple(group for group in (tuple(i for i in ids if i != each.id) for ids in whole) if group)
        after = _order(ranked(model, left))
        if before != after:
            found.append(Reversal(each.id, _flat(before), _flat(after)))
    return tuple(found)


def _order(standings: Sequence[Standing]) -> tuple[tuple[str, ...], ...]:
    ranks: Mapping[int, list[str]] = {each.rank: [] for each in standings if each.rank}
    for each in standings:
        if each.rank:
            ranks[each.rank].append(each.id)
    return tuple(tuple(ids) for _, ids in sorted(ranks.items()))


def _flat(groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(" = ".join(ids) for ids in groups)
