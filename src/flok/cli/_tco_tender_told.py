"""Bids and an award, as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flok.domain.tco import tender as tenders
from flok.report import words

_STATUS = {
    "fine": ("i orden", "fine"),
    "ask": ("at spørge om", "to ask about"),
    "missing": ("kan ikke beregnes", "cannot be computed"),
    "refused": ("ikke et tilbud", "no bid"),
}
_WHY = {
    "fine": ("med", "in"),
    "admitted": ("med, afgjort", "in, decided"),
    "rejected": ("afvist", "rejected"),
    "refused": ("ikke et tilbud", "no bid"),
    "missing": ("kan ikke beregnes", "cannot be computed"),
    "ask": ("venter på afgørelse", "waits for a decision"),
    "twice": ("samme fil igen", "the same file again"),
    "same_bidder": ("venter: samme tilbudsgiver og navn", "waits: same bidder and name"),
    "no_points": ("mangler point", "points are missing"),
    "points_out_of_scale": ("point uden for skalaen", "points outside the scale"),
    "below_minimum": ("under mindstekravet", "below the minimum"),
    "no_quality": ("ingen kvalitetspoint", "no quality points"),
    "cost_not_positive": ("omkostningen er ikke over 0", "the cost is not above 0"),
}


def print_bids(bids: Sequence[tenders.Bid], console: Console, lang: str) -> None:
    """What each bid comes to, then everything there is to say of it."""
    t = partial(words.either, lang)
    table = Table(title=t("Tilbud", "Bids"), title_justify="left")
    heads = (t("fil", "file"), t("tilbudsgiver", "bidder"), t("beregnet, kr.", "computed, DKK"),
             t("arkets eget", "workbook's own"), t("status", "status"))  # fmt: skip
    for place, head in enumerate(heads):
        table.add_column(head, justify="right" if place in (2, 3) else "left")
    for bid in bids:
        status = t(*_STATUS[bid.status])
        amounts = (_kroner(bid.compared_ore, lang), _kroner(bid.own_ore, lang))
        table.add_row(Text(words.plain(bid.file)), Text(words.plain(bid.bidder)), *amounts, status)
    console.print(table)
    for bid in bids:
        if bid.remarks:
            console.print(Text(f"\n{words.plain(bid.file)}", style="bold"))
        for remark in bid.remarks:
            console.print(Text(f"  {words.plain(remark.told(lang))} [{remark.code}]"), soft_wrap=True)


def print_award(tender: tenders.Tender, found: tenders.Award, console: Console, lang: str) -> None:
    """The order, what became of the rest, and what to look at."""
    t = partial(words.either, lang)
    names = {each.sha256: words.plain(each.bidder or each.file) for each in found.bids}
    about = tenders.ABOUT[tender.terms.model.rule]
    heading = t("Rækkefølge", "Order") if found.settled else t("Foreløbig rækkefølge", "Provisional order")
    console.print(Text(f"{heading}: {t(about.name.da, about.name.en)}", style="bold"))
    costs = {each.sha256: each.compared_ore for each in found.bids}
    table = Table()
    for place, head in enumerate((t("nr.", "no."), t("tilbud", "bid"), t("omkostning, kr.", "cost, DKK"),
                                  t("afgøres på", "decided by"))):  # fmt: skip
        table.add_column(head, justify="right" if place > 1 else "left")
    for each in found.standings:
        score = float(each.score) if each.score is not None else None
        shown = t(*_WHY[each.why]) if score is None else _number(score, lang)
        table.add_row(str(each.rank or "–"), Text(names[each.id]), _kroner(costs[each.id], lang), shown)
    console.print(table)
    if len(found.first) > 1:
        console.print(t("De første står lige: der trækkes lod.", "The first are equal: lots are drawn."))
    for outcome, bid in zip(found.outcomes, found.bids, strict=True):
        if outcome.state != "ranked":
            console.print(Text(f"  {words.plain(bid.file)}: {t(*_WHY[outcome.why])}"))
    _print_observations(tender, found, names, console, lang)


def _print_observations(
    tender: tenders.Tender, found: tenders.Award, names: dict[str, str], console: Console, lang: str
) -> None:
    t = partial(words.either, lang)
    if found.observations or found.reversals:
        console.print(Text(f"\n{t('At se på', 'To look at')}", style="bold"))
    for each in found.observations:
        why = tenders.told(each, tender.method, names[each.bid])
        console.print(Text(f"  {t(why.da, why.en)}"), soft_wrap=True)
    for turned in found.reversals:
        name = names[turned.without]
        console.print(
            Text(
                "  "
                + t(
                    f"Uden {name} står de andre i en anden rækkefølge.",
                    f"Without {name} the others stand in another order.",
                )
            ),
            soft_wrap=True,
        )
    weaknesses = tenders.ABOUT[tender.terms.model.rule].weaknesses
    console.print(Text(f"\n{t('Modellens kendte svagheder', 'Known weaknesses of the model')}", style="bold"))
    for weakness in weaknesses:
        console.print(Text(f"  {t(weakness.da, weakness.en)}"), soft_wrap=True)


def _kroner(ore: int | None, lang: str) -> str:
    return "–" if ore is None else _number(ore / 100, lang)


def _number(value: float, lang: str) -> str:
    text = f"{value:,.2f}" if abs(value) >= 10 else f"{value:,.4f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "da" else text
