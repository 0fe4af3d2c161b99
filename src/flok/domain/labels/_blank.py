"""A file of answers to fill in."""

from __future__ import annotations

from datetime import date

from ._answers import Answered
from ._looking_up import find_label, suggested
from ._questions import questions


def blank_answers(label: str, made_on: date) -> str:
    """TOML with every question as a comment above its answer, and what the register's checked facts answer already.

    Raises KeyError for a label that is not in the register.
    """
    found = find_label(label)
    if found is None:
        raise KeyError(label)
    given = suggested(found.id)
    lines = [f'label = "{found.id}"', f"made_on = {made_on.isoformat()}", 'made_by = ""', "", "[purchase]"]
    lines += ['title = ""', 'product_group = ""', 'authority = ""', "# contract_start = 2027-01-01"]
    lines += ["# contract_end = 2029-12-31", "state = false"]
    for key, question in questions().items():
        lines += ["", f"# {question.asks.da}", f"# {question.asks.en}"]
        if question.choices:
            lines.append(f"# {' | '.join(question.choices)}")
        lines += [f"[answers.{key}]", *_fields(given.get(key, Answered(key, "")))]
    lines += ["", "# Ord til teksterne / words for the texts", "[wording]", 'what = ""', 'document = ""']
    lines += ["requirements = []", 'weight = ""', 'who = ""', 'how_often = ""', 'when = ""']
    return "\n".join(lines) + "\n"


def _fields(answered: Answered) -> list[str]:
    texts = {"answer": answered.answer, "evidence": answered.evidence, "address": answered.address}
    lines = [f'{name} = "{value}"' for name, value in texts.items()]
    lines.append(f"on = {answered.on.isoformat()}" if answered.on else "# on = 2026-11-24")
    return [*lines, "by_register = true"] if answered.by_register else lines
