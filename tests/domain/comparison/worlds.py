"""Networks that live: organisations join, leave, come back and change their numbers between releases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from flok.domain.comparison import TYPES, Contribution, Release, Rules, release
from flok.domain.comparison._rules import unsafe_part

RULES = Rules(p_percent=10)


def org(name: str, *amounts: int, type: str = "municipality") -> Contribution:  # noqa: A002
    """`org("a", 30, 50, 20)`: sustainable, not, unknown."""
    return Contribution(name, type, *amounts)


def orgs(names: str, *amounts: int, type: str = "municipality") -> list[Contribution]:  # noqa: A002
    """One for each letter, the amounts a little apart so that they can be told from each other."""
    return [org(name, *(a * 100 + ord(name) + i for i, a in enumerate(amounts)), type=type) for name in names]


def made(
    contributions: Sequence[Contribution],
    earlier: Sequence[Release] = (),
    rules: Rules = RULES,
    definition: str = "poky",
    version: int = 1,
    period: str = "2026",
) -> Release:
    return release(contributions, definition=definition, version=version, period=period, earlier=earlier, rules=rules)


def codes(one: Release) -> dict[str, str]:
    return {cell.name: cell.code for cell in one.cells if cell.figure is None}


def life(seed: int, steps: int, publish: Callable[..., Any] = made, organisations: int = 12) -> list[Any]:
    """What `publish` made, step by step. Most have new numbers at once sometimes, and often only one or two."""
    random = Random(seed)
    types = ["municipality"] * 3 + ["region", "utility"]
    network = {f"o{i}": random.choice(types) for i in range(organisations)}
    numbers: dict[tuple[str, str, str], Contribution] = {}
    inside = {name for name in network if random.random() < 0.8}
    ledger: list[Any] = []
    for _ in range(steps):
        definition, period = random.choice(["poky", "strict"]), random.choice(["2026", "2026", "2026-Q1", "2027"])
        for name in random.sample(sorted(network), random.choice([0, 0, 1, 2])):
            inside ^= {name}
        changed = (
            set(network) if random.random() < 0.5 else set(random.sample(sorted(network), random.choice([0, 1, 2])))
        )
        for name, kind in network.items():
            if name in changed:
                for key in [key for key in numbers if key[0] == name]:
                    del numbers[key]
            if (name, period, "poky") not in numbers:
                size = random.lognormvariate(11, 1)
                sustainable, rest, unknown, strict = (int(size * random.uniform(0.1, 0.4)) for _ in range(4))
                numbers[name, period, "poky"] = Contribution(name, kind, sustainable + strict, rest, unknown)
                numbers[name, period, "strict"] = Contribution(name, kind, sustainable, rest, unknown + strict)
        rows = [numbers[name, period, definition] for name in sorted(inside)]
        ledger.append(publish(rows, ledger, definition=definition, period=period))
    return ledger


def careless(contributions: Sequence[Contribution], earlier: object, definition: str, period: str) -> list[Any]:
    """The sums that a publisher shows who checks each cell by itself and forgets what was shown before."""
    cells = [contributions, *([one for one in contributions if one.type == kind] for kind in TYPES)]
    return [(period, tuple(cell)) for cell in cells if unsafe_part(cell, RULES) is None]


def still_years(seed: int, years: int, types: Sequence[str], organisations: int = 14) -> list[Release]:
    """A release a year, organisations that come and go, and no number that ever changes."""
    random = Random(seed)
    network = [
        Contribution(f"o{i}", random.choice(types), *(int(size * random.uniform(0.1, 0.4)) for _ in range(3)))
        for i, size in enumerate(random.lognormvariate(11, 1) for _ in range(organisations))
    ]
    inside = {i for i in range(organisations) if random.random() < 0.7}
    ledger: list[Release] = []
    for year in range(years):
        for i in random.sample(range(organisations), random.choice([0, 1, 2])):
            inside ^= {i}
        ledger.append(made([network[i] for i in sorted(inside)], ledger, period=str(2026 + year)))
    return ledger
