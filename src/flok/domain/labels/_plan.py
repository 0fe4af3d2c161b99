"""A whole list of coming tenders, placed in one table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ._groups import find_group
from ._looking_up import find_label, near
from ._placing import SCORES, Placement, Use, place
from ._plain import AnswersError, clean_text
from ._register import Label, fold_name
from ._words import Words

_COLUMNS = {
    "tender": "udbud titel navn opgave aftale indkøb tender title name purchase",
    "product_group": "varegruppe produktgruppe kategori gruppe product_group category group",
    "label": "mærke mærker miljømærke label labels ecolabel",
    "score": "tal score trin markedsscore mærketjek markedstal step marketscore",
    "verdict": "afgørelse vurdering verdict",
    "state": "stat statslig bundet state",
}
_BY_HEADING = {fold_name(word): column for column, words in _COLUMNS.items() for word in words.split()}
_YES = frozenset({"ja", "yes", "x", "true", "1"})
_NO = frozenset({"nej", "no", "false", "0", "", "-"})
_SUGGESTIONS = 50  # rows; looking for names that are alike takes milliseconds
_CODES = frozenset({"R0", "R1", "R2", "R3", "R4", "R5"})

_NO_HEADINGS = Words(
    "Listen mangler en række med overskrifterne udbud, mærke og tal.",
    "The list lacks a row with the headings tender, label and score.",
)
_NO_TENDER = Words("Rækken mangler navnet på udbuddet.", "The row lacks the tender's name.")
_NO_LABEL = Words("Mærket {written} findes ikke i registret.", "The label {written} is not in the register.")
_MEANT = Words(" Mente I {names}?", " Did you mean {names}?")
_NO_SCORE = Words("Tallet {written} er ikke 1, 2, 3, 4 eller 5.", "The number {written} is not 1, 2, 3, 4 or 5.")
_NO_CODE = Words("Afgørelsen {written} er ikke R0 til R5.", "The verdict {written} is not R0 to R5.")
_NO_STATE = Words(
    "Skriv ja eller nej i kolonnen stat, eller lad den stå tom: {written}.",
    "Write yes or no in the column state, or leave it empty: {written}.",
)
_TWO_ALIKE = Words(
    "To kolonner kan begge være {column}: {first} og {second}. Giv den ene et andet navn.",
    "Two columns can both be {column}: {first} and {second}. Give one of them another name.",
)
_COLUMN_WORDS = {
    "tender": Words("udbud", "tender"),
    "product_group": Words("varegruppe", "product group"),
    "label": Words("mærke", "label"),
    "score": Words("tal", "score"),
    "verdict": Words("afgørelse", "verdict"),
    "state": Words("stat", "state"),
}
_BROKEN = Words("Rækken har ødelagt eller skjult tekst.", "The row has broken or hidden text.")


@dataclass(frozen=True, slots=True)
class PlannedTender:
    """A row of a tender plan. `code` is the assessment's verdict where one is given, else None: not assessed yet."""

    row: int
    tender: str
    product_group: str
    label: str
    score: int | None
    code: str | None
    state: bool


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """A row that was left out, and why. Row 0 is the whole list."""

    row: int
    told: Words


@dataclass(frozen=True, slots=True)
class Plan:
    tenders: tuple[PlannedTender, ...]
    problems: tuple[PlanProblem, ...]


@dataclass(frozen=True, slots=True)
class PlacedTender:
    """A tender with where its requirement belongs, if the law allows it: `assessed` says whether that was asked."""

    planned: PlannedTender
    placement: Placement
    assessed: bool


def read_plan(rows: Iterable[tuple[int, Sequence[str]]]) -> Plan:
    """The plan in the rows of a table (row number, cells as text); the headings may stand in any of the first rows.

    A row that cannot be used becomes a problem with its number; nothing is guessed.
    """
    columns: dict[str, int] = {}
    tenders: list[PlannedTender] = []
    problems: list[PlanProblem] = []
    for number, cells in rows:
        if not columns:
            named = [(_BY_HEADING[key], at) for at, cell in enumerate(cells) if (key := fold_name(cell)) in _BY_HEADING]
            if {"tender", "label", "score"} <= {column for column, _ in named}:
                columns = dict(named)
                alike = [(column, at) for column, at in named if columns[column] != at]
                if alike:
                    return Plan((), tuple(_two_alike(number, column, cells[at], cells[columns[column]])
                                          for column, at in alike))  # fmt: skip
            continue
        row = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
        read = _row(number, row, suggests=len(problems) < _SUGGESTIONS)
        if isinstance(read, PlanProblem):
            problems.append(read)
        elif read is not None:
            tenders.append(read)
    if not columns:
        problems.append(PlanProblem(0, _NO_HEADINGS))
    return Plan(tuple(tenders), tuple(problems))


def place_plan(tenders: Iterable[PlannedTender]) -> tuple[PlacedTender, ...]:
    """Every tender placed. The same label for the same product group in the same tender is used once; a second time it
    says where it stands. A row without a product group may be about any.

    Where nothing was assessed yet, the place is the one a label that may be required would get.
    """
    used: dict[tuple[str, str], list[tuple[str, Use]]] = defaultdict(list)
    placed = []
    for each in tenders:
        before, group = used[fold_name(each.tender), each.label], fold_name(each.product_group)
        same = [use for other, use in before if "" in (group, other) or group == other]
        code = each.code or "R1"
        placement = place(code, each.score, product_group=each.product_group, state=each.state, used=same)
        before.append((group, placement.use))
        placed.append(PlacedTender(each, placement, each.code is not None))
    return tuple(placed)


def _row(number: int, cells: dict[str, str], *, suggests: bool) -> PlannedTender | PlanProblem | None:
    if not any(cell.strip() for cell in cells.values()):
        return None
    try:
        read = {name: clean_text(cell, name) for name, cell in cells.items()}
    except AnswersError:
        return PlanProblem(number, _BROKEN)
    written, score, code = read["label"], read["score"], read.get("verdict", "").upper()
    label = find_label(written)
    if not read["tender"]:
        return PlanProblem(number, _NO_TENDER)
    if label is None:
        return PlanProblem(number, _unknown_label(written, near(written) if suggests else ()))
    if score and score.removesuffix(".0") not in {str(step) for step in SCORES}:
        return PlanProblem(number, _NO_SCORE.filled(written=score))
    if code and code not in _CODES:
        return PlanProblem(number, _NO_CODE.filled(written=code))
    state = read.get("state", "").casefold()
    if state not in _YES | _NO:
        return PlanProblem(number, _NO_STATE.filled(written=state))
    group = find_group(read.get("product_group", ""))
    return PlannedTender(
        row=number,
        tender=read["tender"],
        product_group=group.id if group else read.get("product_group", ""),
        label=label.id,
        score=int(score.removesuffix(".0")) if score else None,
        code=code or None,
        state=state in _YES,
    )


def _two_alike(number: int, column: str, first: str, second: str) -> PlanProblem:
    return PlanProblem(
        number, _TWO_ALIKE.filled(column=_COLUMN_WORDS[column], first=first.strip(), second=second.strip())
    )


def _unknown_label(written: str, alike: Sequence[Label]) -> Words:
    told = _NO_LABEL.filled(written=written or "–")
    if not alike:
        return told
    more = _MEANT.filled(names=Words(_names(alike, "da"), _names(alike, "en")))
    return Words(told.da + more.da, told.en + more.en)


def _names(labels: Iterable[Label], lang: str) -> str:
    return ", ".join(label.name_en if lang == "en" else label.name_da for label in labels)
