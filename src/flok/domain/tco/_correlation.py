"""Which random numbers a study wants, and how those that go together are drawn together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from ._distributions import Numbers, drawn, quantile
from ._study import Study, Uncertainty

_TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True)
class Variable:
    """One random number: of an input, for all alternatives or (shared false, own values) for one of them."""

    input: str
    alternative: str | None
    uncertainty: Uncertainty


def variables_of(study: Study) -> tuple[Variable, ...]:
    """In the order of the study's inputs, and of its alternatives within one."""
    found: list[Variable] = []
    for each in study.inputs:
        if each.uncertainty is None:
            continue
        is_one = each.uncertainty.shared or each.value is not None
        whose = [None] if is_one else [one.id for one in study.alternatives]
        found += [Variable(each.id, one, each.uncertainty) for one in whose]
    return tuple(found)


def fault_of_correlations(study: Study) -> tuple[str, str, str] | None:
    """What is wrong with the correlations: the place, and why in Danish and English; None where nothing is."""
    uncertain = {one.input for one in variables_of(study)}
    seen: set[frozenset[str]] = set()
    for number, each in enumerate(study.correlations, start=1):
        place, pair = f"correlation[{number}]", frozenset((each.first, each.second))
        unknown = sorted(pair - uncertain)
        if unknown:
            return place, f"{unknown[0]} er ikke et usikkert tal", f"{unknown[0]} is not an uncertain input"
        if len(pair) == 1 or pair in seen:
            return place, "hvert par nævnes én gang, med to forskellige tal", "name each pair once, of two inputs"
        if not -1 <= each.rank <= 1:
            return place, "en korrelation ligger mellem -1 og 1", "a correlation lies between -1 and 1"
        seen.add(pair)
    if _lowest_root(matrix_of(study, variables_of(study))) < -_TOLERANCE:
        return (
            "correlations",
            "korrelationerne modsiger hinanden: ingen tal kan følges sådan ad",
            "the correlations contradict each other: no numbers can go together like this",
        )
    return None


def matrix_of(study: Study, variables: tuple[Variable, ...]) -> NDArray[np.float64]:
    """The correlation of the normal numbers behind the variables.

    For two normal numbers with rank correlation s the ordinary one is 2 sin(pi s / 6): Kruskal (1958), Journal of the
    American Statistical Association 53(284), 814-861. Numbers of different alternatives do not go together.
    """
    matrix = np.eye(len(variables))
    for each in study.correlations:
        pairs = [
            (one, other)
            for one in range(len(variables))
            for other in range(len(variables))
            if (
                variables[one].input == each.first
                and variables[other].input == each.second
                and None in (variables[one].alternative, variables[other].alternative)
            )
            or (
                (variables[one].input, variables[other].input) == (each.first, each.second)
                and variables[one].alternative == variables[other].alternative
            )
        ]
        for one, other in pairs:
            matrix[one, other] = matrix[other, one] = 2 * np.sin(np.pi * each.rank / 6)
    return matrix


def _lowest_root(matrix: NDArray[np.float64]) -> float:
    return float(np.linalg.eigvalsh(matrix).min()) if matrix.size else 0.0


class Sampler:
    """Draws all variables of a study at once: those that go together through their ranks, the others by themselves.

    `variables` are ordered by how they are drawn: normal ones by themselves (most are, and are drawn in one go), others
    by themselves, those that go together.
    """

    def __init__(self, study: Study) -> None:
        found = variables_of(study)
        matrix = matrix_of(study, found)
        is_together = (np.abs(matrix) > 0).sum(axis=0) > 1
        is_normal = np.array([each.uncertainty.distribution == "normal" for each in found], dtype=bool)
        order = np.lexsort((~is_normal, is_together)) if found else np.empty(0, dtype=np.int64)
        self.variables = tuple(found[each] for each in order)
        self._first = int((is_normal & ~is_together).sum())
        self._last = int((~is_together).sum())
        given = [dict(each.uncertainty.parameters) for each in self.variables[: self._first]]
        self._mean, self._deviation = (
            np.array([each[name] for each in given], dtype=float)[:, np.newaxis] for name in ("mean", "sd")
        )
        self._mix = np.empty((0, 0))
        together = order[self._last :]
        if together.size:
            roots, vectors = np.linalg.eigh(matrix[np.ix_(together, together)])
            self._mix = vectors * np.sqrt(np.maximum(roots, 0.0))

    def draw(self, generator: np.random.Generator, found: Numbers, scale: Numbers) -> None:
        """Fill `found` (variables, n), an array without gaps: n numbers of each variable, times its `scale`."""
        scale, size = scale[:, np.newaxis], found.shape[1]
        normal = generator.standard_normal(out=found[: self._first])
        normal *= self._deviation * scale[: self._first]
        normal += self._mean * scale[: self._first]
        for number in range(self._first, self._last):
            found[number] = drawn(self.variables[number].uncertainty, generator, size)
        if len(self._mix):
            mixed = self._mix @ generator.standard_normal((len(self._mix), size))
            inner = np.clip(ndtr(mixed), 1e-16, 1 - 1e-16)
            for number, row in enumerate(inner, start=self._last):
                found[number] = quantile(self.variables[number].uncertainty, row)
        found[self._first :] *= scale[self._first :]
