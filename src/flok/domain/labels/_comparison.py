"""Labels criterion by criterion: as a matrix and in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ._groups import product_groups
from ._names import STAGE_WORDS, THEME_WORDS
from ._profiles import profile, profiles
from ._questions import SCALE_WORDS, questions
from ._register import Label, Register
from ._words import Words

_CRITERIA = ("C2a", "C2b", "C2c", "C3", "C4", "C5", *(f"D{number}" for number in range(1, 11)))
UNKNOWN = Words("ved vi ikke", "not known")
_YES, _NO = SCALE_WORDS["yes"], SCALE_WORDS["no"]


@dataclass(frozen=True, slots=True)
class Cell:
    """`told` None where the register does not know; `verified` whether a source was read for it."""

    told: Words | None
    verified: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One criterion across the labels. `differs`: two labels known to be different in it."""

    key: str
    name: Words
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        return len({cell.told for cell in self.cells if cell.told is not None}) > 1


@dataclass(frozen=True, slots=True)
class Matrix:
    """The labels in the order asked for, and a row for each criterion any of them is known by."""

    labels: tuple[Label, ...]
    rows: tuple[MatrixRow, ...]
    words: tuple[Words, ...]


def find_labels(
    *,
    product_group: str | None = None,
    theme: str | None = None,
    verdict: Collection[str] | None = None,
    verdicts: Mapping[str, str] | None = None,
) -> tuple[Label, ...]:
    """The labels with a profile that fit every filter given, by Danish name.

    `verdicts` are the reader's own: label id to code R0-R5; a label without one fits no `verdict`.
    """
    register = Register.load()
    known = (verdicts or {}) if verdict is not None else {}
    fitting = [
        register.labels[key]
        for key, each in profiles().items()
        if (product_group is None or product_group in _tuple(each.facts.get("product_groups")))
        and (theme is None or theme in register.labels[key].themes)
        and (verdict is None or known.get(key) in verdict)
    ]
    return tuple(sorted(fitting, key=lambda label: label.name_da.casefold()))


def compare_labels(ids: Sequence[str]) -> Matrix:
    """The labels side by side. Raises KeyError for an id that is not in the register."""
    register = Register.load()
    labels = tuple(register.labels[each] for each in ids)
    rows = [MatrixRow(key, name, tuple(_cell(label, key) for label in labels)) for key, name in _criteria()]
    told = tuple(row for row in rows if any(cell.told is not None for cell in row.cells))
    return Matrix(labels, told, tuple(_in_words(labels, told)))


def _criteria() -> list[tuple[str, Words]]:
    names = [
        ("kind", questions()["A2"].asks),
        ("iso_type", questions()["A6"].asks),
        ("category", questions()["A7"].asks),
        *((f"theme:{key}", words) for key, words in THEME_WORDS.items()),
        *((f"stage:{key}", words) for key, words in STAGE_WORDS.items()),
        *((key, questions()[key].asks) for key in _CRITERIA),
        ("levels", Words("Niveauer eller udgaver", "Levels or versions")),
        ("validity", Words("Hvor længe gælder det?", "How long is it valid?")),
        ("product_groups", Words("Varegrupper", "Product groups")),
    ]
    return names


def _cell(label: Label, key: str) -> Cell:
    known = profile(label.id)
    sort, _, which = key.partition(":")
    if sort == "theme":
        return Cell(_YES if which in label.themes else _NO, label.checked is not None)
    if key == "iso_type":
        return Cell(_iso(label), label.checked is not None)
    if known is None:
        return Cell(None, False)
    if key in _CRITERIA:
        fact = known.answers.get(key)
        return Cell(SCALE_WORDS[fact.value], fact.source is not None) if fact else Cell(None, False)
    if key == "levels":
        names = [level.name for level in known.levels]
        return Cell(_joined(names), all(level.source for level in known.levels)) if names else Cell(None, False)
    fact = known.facts.get("stages" if sort == "stage" else key)
    if fact is None:
        return Cell(None, False)
    if sort == "stage":
        told = _YES if which in fact.value else _NO
    elif key == "product_groups":
        told = _joined([product_groups()[each].name for each in fact.value])
    elif key == "validity":
        told = fact.value
    else:
        told = questions()["A2" if key == "kind" else "A7"].choices[fact.value]
    return Cell(told, fact.source is not None)


def _iso(label: Label) -> Words | None:
    return None if label.iso_type == "not verified" else questions()["A6"].choices[label.iso_type]


def _in_words(labels: Sequence[Label], rows: Sequence[MatrixRow]) -> list[Words]:
    """A sentence for each criterion in which the labels are known to differ, and one on what is not known."""
    said = []
    for row in rows:
        if not row.differs:
            continue
        parts = [
            Words(f"{label.name_da}: {cell.told.da}", f"{label.name_en}: {cell.told.en}")
            for label, cell in zip(labels, row.cells, strict=True)
            if cell.told is not None
        ]
        ends = _joined(parts, "; ")
        said.append(Words(f"{row.name.da} {ends.da}.", f"{row.name.en} {ends.en}."))
    unread = sum(cell.told is not None and not cell.verified for row in rows for cell in row.cells)
    blank = sum(cell.told is None for row in rows for cell in row.cells)
    if unread or blank:
        said.append(
            Words(
                f"{unread} felter er ikke slået efter i en kilde, og {blank} ved vi ikke.",
                f"{unread} cells were not verified in a source, and {blank} are not known.",
            )
        )
    return said


def _joined(names: Sequence[Words], by: str = ", ") -> Words:
    return Words(by.join(name.da for name in names), by.join(name.en for name in names))


def _tuple(fact: object) -> tuple[str, ...]:
    value = getattr(fact, "value", ())
    return value if isinstance(value, tuple) else ()
