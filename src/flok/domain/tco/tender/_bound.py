"""A bid put into the study, and what keeps a study from being put to tender."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from flok.domain.tco._study import Alternative, Input, Name, Path, Problem, Study

from ._terms import NOTHING_BID, Tender

LONGEST_LIFE = 100
MOST_COMBINATIONS = 2_000


def with_bids(tender: Tender, bids: Mapping[str, Mapping[str, float]]) -> Study:
    """The study with bids as its alternatives, by id: values by input id."""
    alternatives = (Alternative(id, Name(id, id), tuple(sorted(values.items()))) for id, values in bids.items())  # noqa: A001
    return replace(tender.method, alternatives=tuple(alternatives))


def with_bid(tender: Tender, values: Mapping[str, float]) -> Study:
    """The study with one bid as its only alternative."""
    return with_bids(tender, {NOTHING_BID: values})


def entries(study: Study) -> tuple[Input, ...]:
    """The inputs a bidder fills in, in the document's order."""
    return tuple(each for each in study.inputs if each.fixed_by == "bidder")


def structural(study: Study) -> tuple[str, ...]:
    """Ids of bidders' inputs that decide when amounts fall: lifetimes and intervals."""
    named = {study.life}
    for line in study.lines:
        named.add(line.timing.interval if isinstance(line.timing.interval, str) else "")
        named.add(line.residual.life if line.residual else "")
    for effect in study.effects:
        named.add(effect.timing.interval if isinstance(effect.timing.interval, str) else "")
    return tuple(each.id for each in entries(study) if each.id in named)


def obstacles(tender: Tender) -> tuple[Problem, ...]:
    """Why the study cannot be put to tender yet; empty where it can."""
    return tuple(_obstacles(tender))


def _obstacles(tender: Tender) -> Iterator[Problem]:
    study = tender.method
    if not entries(study):
        yield Problem(
            "input", "nothing_to_bid", "Ingen felter er tilbudsgivers (fixed_by)", "No input is the bidder's (fixed_by)"
        )
    for each in study.inputs:
        if each.fixed_by == "authority" and each.value is None:
            yield Problem(
                f"input.{each.id}",
                "authority_value",
                "Ordregiver skal fastsætte samme værdi for alle",
                "The authority must fix the same value for all",
            )
        if each.fixed_by == "authority" and isinstance(each.value, Path) and each.id in _named_lives(study):
            yield Problem(f"input.{each.id}", "life_path", "En levetid er ét tal", "A lifetime is one number")
    limited = [each.id for each in study.lines if each.alternatives]
    for id in limited + [each.id for each in study.effects if each.alternatives]:  # noqa: A001
        yield Problem(
            id,
            "not_for_all",
            "Alle tilbud skal have de samme linjer; en linje gælder kun nogle alternativer",
            "All bids must have the same lines; one is for some alternatives only",
        )
    for id in structural(study):  # noqa: A001
        asked = study.input(id)
        low, high = asked.low, asked.high
        if low is None or high is None or not 1 <= low <= high <= LONGEST_LIFE or low % 1 or high % 1:
            yield Problem(
                f"input.{id}",
                "life_range",
                f"En levetid eller et interval skal have low og high i hele år fra 1 til {LONGEST_LIFE}",
                f"A lifetime or interval needs low and high in whole years from 1 to {LONGEST_LIFE}",
            )


def _named_lives(study: Study) -> set[str]:
    return {study.life, *(each.residual.life for each in study.lines if each.residual)}
