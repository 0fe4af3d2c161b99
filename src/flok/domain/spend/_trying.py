"""The effect of a definition on an organisation's own lines, before it is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ._answer import definition_answer
from ._answering import Question, group_names, line_table, narrow
from ._definition_types import OUTCOMES, Definition
from ._engine import Engine
from ._rules import decided_by
from ._share import FOR_SHARES, decided, shares
from ._store import Published


def tried(engine: Engine, store: Published, question: Question, definition: Definition) -> dict[str, Any]:
    """An unsaved definition beside the one it was copied from, which is the question's only one.

    {"saved", "tried": as a definition in an answer, with the groups of `question.by`; "moves": {outcome under the
    saved one: {outcome under the tried one: {"ore", "lines"}}}, all sixteen; "moved_ore", "moved_lines": what
    changes outcome, credit lines' kroner counted by their size}. Reads all lines. Raises ValueError for a question
    with more definitions or none.
    """
    (saved,) = question.definitions
    both = replace(question, definitions=(saved, definition))
    lines = line_table(engine, store).select(*FOR_SHARES)
    table = engine.kept(narrow(decided(engine, lines, both.definitions, both.sources, both.labelling), 2))
    before, after = shares(engine, table, both.definitions, both.by)
    moves = {old: {new: {"ore": 0, "lines": 0} for new in OUTCOMES} for old in OUTCOMES}
    sums = table.group_by(["rule_0", "rule_1"]).agg(
        ore=table.dkk_ore.sum(), lines=table.count(), size=table.dkk_ore.abs().sum()
    )
    moved_ore = moved_lines = 0
    for row in engine.rows(sums):
        old, new = decided_by(saved, row["rule_0"]).outcome, decided_by(definition, row["rule_1"]).outcome
        moves[old][new]["ore"] += int(row["ore"])
        moves[old][new]["lines"] += row["lines"]
        if old != new:
            moved_ore, moved_lines = moved_ore + int(row["size"]), moved_lines + row["lines"]
    names = group_names(question)
    return {
        "saved": definition_answer(before, names),
        "tried": definition_answer(after, names),
        "moves": moves,
        "moved_ore": moved_ore,
        "moved_lines": moved_lines,
    }
