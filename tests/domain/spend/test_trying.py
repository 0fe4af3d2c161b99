"""A definition tried on the own lines beside the one it was copied from."""

from __future__ import annotations

from pathlib import Path

import pytest

from flok.domain import spend
from tests.domain.spend.rows import EU_ECOLABEL, LABELLING, SWAN, definition, line
from tests.domain.spend.test_published_share import store

SAVED = definition('labels = ["nordic_swan"] -> sustainable/label\notherwise -> unknown/no_evidence')
TRIED = definition(
    'part = "free" -> out_of_scope/free\n'
    'labels = ["eu_ecolabel"] -> sustainable/label\n'
    'labels = ["nordic_swan"] -> not_sustainable/other\n'
    "otherwise -> unknown/no_evidence"
)
LINES = [
    line("a-1", ore=1_000, certificates=[SWAN]),
    line("b-1", ore=200, certificates=[EU_ECOLABEL]),
    line("c-1", ore=30),
    line("d-1", ore=4, part="free"),
    line("e-1", ore=-7, certificates=[EU_ECOLABEL]),
    line("f-1", ore=-50_000, certificates=[SWAN, EU_ECOLABEL]),
]


def test_both_answers_and_what_moves(engine: spend.Engine, tmp_path: Path) -> None:
    own = store(tmp_path / "store", LINES)
    question = spend.Question([SAVED], LABELLING, by=("unit",))
    found = spend.tried(engine, own, question, TRIED)
    for name, one in (("saved", SAVED), ("tried", TRIED)):
        alone = spend.answered(engine, own, spend.Question([one], LABELLING, by=("unit",)))
        assert found[name] == alone["definitions"][0]
    outcomes = ("sustainable", "not_sustainable", "unknown", "out_of_scope")
    moves = {old: {new: {"ore": 0, "lines": 0} for new in outcomes} for old in outcomes}
    moves["sustainable"]["not_sustainable"] = {"ore": 1_000, "lines": 1}
    moves["sustainable"]["sustainable"] = {"ore": -50_000, "lines": 1}
    moves["unknown"]["sustainable"] = {"ore": 193, "lines": 2}
    moves["unknown"]["unknown"] = {"ore": 30, "lines": 1}
    moves["unknown"]["out_of_scope"] = {"ore": 4, "lines": 1}
    assert found["moves"] == moves
    assert (found["moved_ore"], found["moved_lines"]) == (1_000 + 200 + 7 + 4, 4)


def test_it_is_tried_beside_exactly_one(duckdb: spend.Engine, tmp_path: Path) -> None:
    own = store(tmp_path / "store", LINES)
    for definitions in ([], [SAVED, TRIED]):
        with pytest.raises(ValueError, match="unpack"):
            spend.tried(duckdb, own, spend.Question(definitions, LABELLING), TRIED)
