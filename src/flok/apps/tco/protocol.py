"""An award told: the order, what was pointed out, what was decided; on the page and as a paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.utils import timezone
from django.utils.translation import gettext as _

from flok.apps.tco import bids
from flok.apps.tco.forms import in_language, language
from flok.apps.tco.models.tenders import OpenedBid, Opener, Tender
from flok.domain.tco import Name
from flok.domain.tco import tender as engine
from flok.report import words


@dataclass(frozen=True, slots=True)
class Row:
    """A bid in the order. `score`: what it is ranked by, or why it cannot win."""

    opened: OpenedBid
    name: str
    rank: int | None
    cost_ore: int
    price: str
    quality: str
    score: str
    points: str


def names_of(opened: Sequence[OpenedBid]) -> dict[str, str]:
    """What each bid is called, by its file's SHA-256: bidder and the bid's own name; its number where two are alike."""
    told = {each.digest: _name(each) for each in reversed(opened)}
    many = Counter(told.values())
    return {
        each.digest: f"{told[each.digest]} ({each.number})" if many[told[each.digest]] > 1 else told[each.digest]
        for each in reversed(opened)
    }


def _name(opened: OpenedBid) -> str:
    read = opened.read or {}
    bidder, variant = read.get("bidder", ""), read.get("variant", "")
    if not bidder:
        return opened.name
    return f"{bidder}, {variant}" if variant else str(bidder)


def rows(tender: Tender, award: engine.Award, opened: Sequence[OpenedBid]) -> list[Row]:
    """The bids that take part, by rank."""
    rule = bids.of(tender).terms.model.rule
    names, by_digest = names_of(opened), {each.digest: each for each in reversed(opened)}
    costs = {each.sha256: each.compared_ore or 0 for each in award.bids}
    return [
        Row(
            by_digest[each.id], names[each.id], each.rank, costs[each.id], _price(each, rule), _quality(each, rule),
            _score(each, rule), _points(by_digest[each.id]),
        )
        for each in award.standings
    ]  # fmt: skip


def _price(standing: engine.Standing, rule: str) -> str:
    return "" if rule in ("lowest_cost", "monetised", "per_point") else _share(standing.price)


def _quality(standing: engine.Standing, rule: str) -> str:
    if rule == "lowest_cost":
        return ""
    return _kroner(standing.quality) if rule == "monetised" else _share(standing.quality)


def _score(standing: engine.Standing, rule: str) -> str:
    if standing.score is None:
        return reason_words()[standing.why]
    return _kroner(standing.score) if rule in ("lowest_cost", "monetised", "per_point") else _share(standing.score)


def _share(value: Fraction | None) -> str:
    return "" if value is None else _decimal(value * 100, 2)


def _kroner(value: Fraction | None) -> str:
    return "" if value is None else words.exact_amount(round(value * 100), lang=language())


def _decimal(value: Fraction, places: int) -> str:
    text = f"{float(value):,.{places}f}"
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))


def _points(opened: OpenedBid) -> str:
    given = [each["points"] for each in opened.points.values()]
    return " · ".join(given if language() == "en" else [each.replace(".", ",") for each in given])


def left_out(award: engine.Award, opened: Sequence[OpenedBid]) -> list[tuple[OpenedBid, str, str, bool]]:
    """Bids that do not take part: which, its name, why, and whether it waits for a decision."""
    by_file = {each.name: each for each in opened}
    told = []
    for outcome, bid in zip(award.outcomes, award.bids, strict=True):
        if outcome.state != "ranked":
            one = by_file[bid.file]
            told.append((one, _name(one), reason_words()[outcome.why], outcome.state == "pending"))
    broken = _("the seal is broken: the file was changed after it was received")
    return told + [(each, each.name, broken, False) for each in opened if each.is_broken]


def reason_words() -> dict[str, str]:
    """Why a bid takes part or not."""
    return {
        "fine": _("takes part"),
        "admitted": _("takes part, decided"),
        "rejected": _("rejected"),
        "refused": _("not a bid in this tender"),
        "missing": _("cannot be computed"),
        "ask": _("waits for your decision"),
        "twice": _("the same file again"),
        "same_bidder": _("waits: two bids of the same bidder and name"),
        "no_points": _("points are missing"),
        "points_out_of_scale": _("points outside the scale"),
        "below_minimum": _("fewer points than it takes to win"),
        "no_quality": _("no quality points"),
        "cost_not_positive": _("the cost is not above 0"),
    }


def seen(tender: Tender, award: engine.Award, opened: Sequence[OpenedBid]) -> list[str]:
    """What is pointed out, in sentences."""
    names, study = names_of(opened), bids.of(tender).method
    told = [engine.told(each, study, names[each.bid]) for each in award.observations]
    return [in_language(Name(each.da, each.en)) for each in told]


def turned(award: engine.Award, opened: Sequence[OpenedBid]) -> list[str]:
    """Bids without which the others would stand in another order."""
    names = names_of(opened)
    return [
        _("Without %(name)s the others would stand in another order.") % {"name": names[each.without]}
        for each in award.reversals
    ]


def paper(tender: Tender, opened: Sequence[OpenedBid], openers: Sequence[Opener], on: date) -> engine.Paper:
    """The protocol of a tender's opening and award."""
    read, award = bids.of(tender), bids.award_of(tender, opened)
    about = engine.ABOUT[read.terms.model.rule]
    winner = names_of(opened).get(tender.winner, "")
    decided = _("%(winner)s is awarded the contract.") % {"winner": winner} if tender.winner else ""
    sections = [
        _opening(tender, opened, openers),
        _received(award, opened),
        _order(tender, award, opened, in_language(about.name)),
        _assessed(tender, opened),
        _pointed_out(tender, award, opened),
        _decided(tender, decided),
    ]
    return engine.Paper(
        title=_("Protocol of opening and award"),
        about=" · ".join(filter(None, (read.terms.authority, tender.reference, read.terms.lot))),
        lang=language(), made_on=on, lead=decided or _("The award is not decided."),
        sections=tuple(each for each in sections if each is not None),
    )  # fmt: skip


def _opening(tender: Tender, opened: Sequence[OpenedBid], openers: Sequence[Opener]) -> engine.Section:
    together = ", ".join(str(each.person or _("a former colleague")) for each in openers if each.opened_at)
    said = [
        _("Bids could be opened from %(moment)s.") % {"moment": _moment(tender.opens)},
        _("They were opened %(moment)s by %(openers)s.") % {"moment": _moment(tender.opened_at), "openers": together},
        _("The method's fingerprint (SHA-256) is %(fingerprint)s.") % {"fingerprint": tender.fingerprint},
    ]
    if tender.lost:
        numbers = ", ".join(map(str, tender.lost))
        said.append(_("The chain of receipts is broken at number %(numbers)s.") % {"numbers": numbers})
    else:
        said.append(_("The chain of receipts is whole: none is missing among those there are."))
    return engine.Section(_("Opening"), tuple(said))


def _received(award: engine.Award, opened: Sequence[OpenedBid]) -> engine.Section:
    names, read = names_of(opened), {each.sha256: each for each in award.bids}
    why = {bid.file: reason_words()[outcome.why] for outcome, bid in zip(award.outcomes, award.bids, strict=True)}
    table = [
        (
            str(each.number), names[each.digest], _moment(each.received_at), each.digest[:16],
            _money(read[each.digest].compared_ore if each.digest in read else None),
            why.get(each.name, _("the seal is broken")),
        )
        for each in opened
    ]  # fmt: skip
    heads = (_("No."), _("Bid"), _("Received"), _("SHA-256, beginning"), _("Computed cost"), _("What became of it"))
    return engine.Section(_("Bids received"), table=engine.Table(heads, tuple(table)))


def _money(ore: int | None) -> str:
    return "–" if ore is None else words.exact_amount(ore, lang=language())


def _order(tender: Tender, award: engine.Award, opened: Sequence[OpenedBid], model: str) -> engine.Section:
    table = [
        (str(row.rank or "–"), row.name, _money(row.cost_ore), row.price, row.quality, row.score)
        for row in rows(tender, award, opened)
    ]
    heads = (_("Rank"), _("Bid"), _("Cost"), _("Price points"), _("Quality"), _("Decided by"))
    said = (_("Ranked by the model of the tender: %(model)s.") % {"model": model},)
    return engine.Section(_("Order"), said, table=engine.Table(heads, tuple(table)))


def _assessed(tender: Tender, opened: Sequence[OpenedBid]) -> engine.Section | None:
    criteria = {each.id: in_language(each.name) for each in bids.of(tender).terms.model.criteria}
    names = names_of(opened)
    table = [
        (names[each.digest], criteria.get(key, key), given["points"], given["reason"])
        for each in opened
        for key, given in each.points.items()
    ]
    decided = [
        _("%(name)s: %(decision)s. %(reason)s")
        % {
            "name": names[each.digest],
            "decision": reason_words()["admitted" if each.admitted else "rejected"],
            "reason": each.reason,
        }
        for each in opened
        if each.admitted is not None
    ]
    if not table and not decided:
        return None
    heads = (_("Bid"), _("Criterion"), _("Points"), _("Why"))
    return engine.Section(
        _("Assessment"), points=tuple(decided), table=engine.Table(heads, tuple(table)) if table else None
    )


def _pointed_out(tender: Tender, award: engine.Award, opened: Sequence[OpenedBid]) -> engine.Section:
    told = (*seen(tender, award, opened), *turned(award, opened))
    nothing = (_("Nothing was pointed out."),) if not told else ()
    return engine.Section(_("What was pointed out"), nothing, told)


def _decided(tender: Tender, decided: str) -> engine.Section | None:
    if not decided:
        return None
    by = str(tender.decided_by or _("a former colleague"))
    said = (
        decided,
        tender.reason,
        _("Decided %(moment)s by %(name)s.") % {"moment": _moment(tender.decided_at), "name": by},
    )
    return engine.Section(_("Decision"), said)


def _moment(value: datetime | None) -> str:
    """By the clock in Copenhagen, in the reader's language."""
    if value is None:
        return ""
    return words.moment(timezone.localtime(value).isoformat(), language())
