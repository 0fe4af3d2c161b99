"""What a cost consists of, in the few groups a picture can tell apart; each is a way to fill (charts._fills)."""

from __future__ import annotations

from collections.abc import Sequence

from flok.domain.tco import AlternativeResult, LineResult

EFFECTS = 4
GROUPS: tuple[tuple[str, str], ...] = (
    ("Anskaffelse", "Acquisition"),
    ("Drift", "Operation"),
    ("Forbrugsvarer", "Consumables"),
    ("Vedligehold og udskiftning", "Maintenance and replacement"),
    ("Effekter for andre", "Effects on others"),
    ("Bortskaffelse, salg og restværdi", "Disposal, resale and residual value"),
)
_OF_KIND = {
    "acquisition": 0, "transaction": 0, "operation": 1, "consumables": 2, "maintenance": 3, "replacement": 3,
    "end_of_life": 5, "income": 5, "resale": 5, "residual": 5,
}  # fmt: skip


def group_of(kind: str) -> int:
    """The group of a kind of cost line."""
    return _OF_KIND[kind]


def present_by_group(alternative: AlternativeResult, headline: str, by_year: bool) -> list[int]:
    """Øre of each group, as alternatives are compared: effects at the headline prices, and by the year where it is so.

    By the year the parts are taken of the annual cost as they are of the present value; the last part takes the øre
    that rounding leaves.
    """
    parts = [0] * len(GROUPS)
    for line in alternative.lines:
        parts[group_of(line.kind)] += line.present_value.ore
    effects = [one.present_value.ore for one in alternative.effects if one.price_set == headline]
    parts[EFFECTS] += sum(effects)
    whole = sum(parts)
    if by_year and whole:
        parts = [round(part * alternative.compared.ore / whole) for part in parts]
    largest = max(range(len(parts)), key=lambda one: abs(parts[one]))
    parts[largest] += alternative.compared.ore - sum(parts)
    return parts


def paid_by_group(lines: Sequence[LineResult], years: int) -> list[list[int]]:
    """Øre paid in year 0, 1, ... of each group, effects left out (nobody pays them)."""
    parts = [[0] * (years + 1) for _ in GROUPS]
    for line in lines:
        for year, ore in enumerate(line.by_year[: years + 1]):
            parts[group_of(line.kind)][year] += ore
    return parts
