"""Somebody who tries to take the figures apart. Knows nothing of how releases are made.

Gets more than is published: the exact sums behind every cell of every release, who is in each, whose numbers are the
same in two of them, and the own numbers of some organisations. Finds by linear programming the smallest and largest
that each amount can have been.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from flok.domain.comparison import CELLS, Contribution, Release

Sum = tuple[str, tuple[Contribution, ...]]  # period, and what was added up
Amount = tuple[str, str, int, int]  # period, organisation, which of the three, øre


def sums_of(releases: Iterable[Release]) -> list[Sum]:
    """The sum behind each figure shown."""
    found = []
    for one in releases:
        for cell in one.cells:
            pool = [c for block in one.blocks if cell.name in ("all", block.kind) for c in block.contributions]
            assert (cell.figure is not None) == bool(pool)
            if pool:
                found.append((one.period, tuple(pool)))
    assert all(cell.name in CELLS for one in releases for cell in one.cells)
    return found


class Attack:
    """All that can be known from sums when `known` organisations put their own numbers on the table."""

    def __init__(self, sums: Sequence[Sum], known: Iterable[str] = ()) -> None:
        self.sums, self.known = sums, set(known)
        self.places: dict[Amount, int] = {}
        for period, pool in sums:
            for one in pool:
                for part in range(3):
                    self._place(period, one, part)
        self.values = np.array([amount[3] for amount in self.places], dtype=float)
        rows = [self._row(period, pool, part) for period, pool in sums for part in range(3)]
        rows += [self._row(amount[0], (), 0, own=place) for amount, place in self.places.items() if self._own(amount)]
        rows += self._equalities()
        self.matrix = _independent(np.array(rows)) if rows else np.zeros((0, 0))
        self.right = self.matrix @ self.values if rows else np.zeros(0)
        self.basis: tuple[np.ndarray, list[int]] | None = None

    def targets(self) -> list[Amount]:
        return [amount for amount in self.places if not self._own(amount)]

    def interval(self, amount: Amount) -> tuple[float, float]:
        """The smallest and largest the amount can have been; the truth lies between them, or the attack is wrong."""
        if self.basis is None:
            self.basis = _feasible(self.matrix, self.right)
        cost = np.zeros(len(self.places))
        cost[self.places[amount]] = 1.0
        low, high = _least(self.basis, cost), -_least(self.basis, -cost)
        assert low - 1e-3 <= amount[3] <= high + 1e-3
        return low, high

    def narrowed(self, p_percent: int, amounts: Iterable[Amount] | None = None) -> list[tuple[Amount, float, float]]:
        """The amounts known to within p%, on either side."""
        found = []
        for amount in self.targets() if amounts is None else amounts:
            low, high = self.interval(amount)
            reach = p_percent / 100 * amount[3]
            if high < amount[3] + reach - 1e-2 or (amount[3] and low > amount[3] - reach + 1e-2):
                found.append((amount, low, high))
        return found

    def _own(self, amount: Amount) -> bool:
        return amount[1] in self.known

    def _place(self, period: str, one: Contribution, part: int) -> int:
        return self.places.setdefault((period, one.organisation, part, one.amounts[part]), len(self.places))

    def _row(self, period: str, pool: Sequence[Contribution], part: int, own: int | None = None) -> np.ndarray:
        row = np.zeros(len(self.places))
        for one in pool:
            row[self._place(period, one, part)] += 1
        if own is not None:
            row[own] = 1
        return row

    def _equalities(self) -> list[np.ndarray]:
        """Whose documented and unknown together, or denominator, did not change; and that quarters make up a year."""
        versions: dict[tuple[str, str], set[Contribution]] = {}
        for period, pool in self.sums:
            for one in pool:
                versions.setdefault((period, one.organisation), set()).add(one)
        rows = []
        for (period, _), of_one in versions.items():
            for a, b in combinations(sorted(of_one, key=lambda one: one.amounts), 2):
                for parts in ((0, 2), (0, 1, 2)):
                    if sum(a.amounts[part] for part in parts) == sum(b.amounts[part] for part in parts):
                        rows.append(sum(self._row(period, (a,), p) - self._row(period, (b,), p) for p in parts))
        return rows + self._years(versions)

    def _years(self, versions: dict[tuple[str, str], set[Contribution]]) -> list[np.ndarray]:
        rows = []
        for (period, organisation), years in versions.items():
            quarters = [versions.get((f"{period}-Q{q}", organisation), set()) for q in range(1, 5)]
            if len(period) != 4 or not all(quarters):
                continue
            for year in years:
                for part in range(3):
                    row = self._row(period, (year,), part)
                    chosen = [min(of_one, key=lambda one: one.amounts) for of_one in quarters]
                    if year.amounts[part] == sum(one.amounts[part] for one in chosen):
                        for q, one in enumerate(chosen, 1):
                            row[self._place(f"{period}-Q{q}", one, part)] -= 1
                        rows.append(row)
        return rows


def _independent(rows: np.ndarray) -> np.ndarray:
    """As many rows as the rank, spanning the same."""
    work, done = rows.astype(float).copy(), 0
    for column in range(work.shape[1]):
        if done == len(work):
            break
        best = done + int(np.argmax(np.abs(work[done:, column])))
        if abs(work[best, column]) < 1e-9:
            continue
        work[[done, best]] = work[[best, done]]
        work[done] /= work[done, column]
        others = [place for place in range(len(work)) if place != done]
        work[others] -= np.outer(work[others, column], work[done])
        done += 1
    return work[:done]


def _feasible(matrix: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """Phase one of the simplex method: a tableau of matrix·x = right, x ≥ 0, with a basis."""
    count, width = matrix.shape
    sign = np.where(right < 0, -1.0, 1.0)
    tableau = np.hstack([matrix * sign[:, None], np.eye(count), (right * sign)[:, None]])
    basis = list(range(width, width + count))
    cost = np.concatenate([np.zeros(width), np.ones(count)])
    _simplex(tableau, basis, cost)
    for place in [place for place, column in enumerate(basis) if column >= width]:
        assert tableau[place, -1] < 1e-3
        column = int(np.argmax(np.abs(tableau[place, :width])))
        _pivot(tableau, basis, place, column)
    return np.delete(tableau, slice(width, width + count), axis=1), basis


def _least(start: tuple[np.ndarray, list[int]], cost: np.ndarray) -> float:
    tableau, basis = start[0].copy(), list(start[1])
    _simplex(tableau, basis, cost)
    return float(sum(cost[column] * tableau[place, -1] for place, column in enumerate(basis)))


def _simplex(tableau: np.ndarray, basis: list[int], cost: np.ndarray) -> None:
    """Minimises by Bland's rule, which always ends."""
    for _ in range(20_000):
        reduced = cost - cost[basis] @ tableau[:, :-1]
        entering = np.flatnonzero(reduced < -1e-9)
        if not len(entering):
            return
        column = int(entering[0])
        usable = np.flatnonzero(tableau[:, column] > 1e-9)
        assert len(usable), "unbounded"
        ratios = tableau[usable, -1] / tableau[usable, column]
        ties = usable[ratios <= ratios.min() + 1e-9]
        _pivot(tableau, basis, min(ties, key=lambda place: basis[place]), column)
    raise AssertionError("no end")


def _pivot(tableau: np.ndarray, basis: list[int], place: int, column: int) -> None:
    tableau[place] /= tableau[place, column]
    factors = tableau[:, column].copy()
    factors[place] = 0
    tableau -= np.outer(factors, tableau[place])
    basis[place] = column
