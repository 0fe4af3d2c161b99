"""What a front page shows of an answer: all but its long lists, and of those the few that matter most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ._published_share import SCHEMA

LARGEST = 5
MOST_LISTED = 10


def overview_of(answer: dict[str, Any], prices: Sequence[dict[str, Any]], store_number: int) -> dict[str, Any]:
    """The answer with `groups` by month only, and for every other dimension `largest` by gap and by unknown kroner.

    `prices`: price_effects' answer for each definition.
    """
    unknown_units = answer["units"]["unknown"]
    return {
        **answer,
        "schema": SCHEMA,
        "store": store_number,
        "units": {
            "known": answer["units"]["known"],
            "unknown": unknown_units[:MOST_LISTED],
            "unknown_total": len(unknown_units),
        },
        "problems": answer["problems"][:MOST_LISTED],
        "definitions": [_definition(definition) for definition in answer["definitions"]],
        "price": list(prices),
    }


def _definition(definition: dict[str, Any]) -> dict[str, Any]:
    groups = definition["groups"]
    return {
        **definition,
        "groups": {"month": groups["month"]},
        "largest": {
            dimension: {
                "total": len(found),
                "gap": _first(found, "gap_ore"),
                "unknown": _first(found, "unknown_ore"),
            }
            for dimension, found in groups.items()
            if dimension != "month"
        },
    }


def _first(groups: Sequence[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Largest first, of equal ones as the answer has them; those with nothing are left out."""
    some = [group for group in groups if (group[name] or 0) > 0]
    return sorted(some, key=lambda group: -group[name])[:LARGEST]
