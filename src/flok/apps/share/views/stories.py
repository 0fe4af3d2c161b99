"""A line's story in words: what it is, why it counts as it does, and what other definitions say."""

from __future__ import annotations

from typing import Any

from flok.domain import labels
from flok.report import words

Story = dict[str, Any]


def told_story(story: Story, definition_id: str, lang: str) -> dict[str, Any]:
    """The story as the page tells it: `verdict` (the definition asked by), `others`, `found` (each with its source)."""
    verdicts = story["definitions"]
    verdict = next(one for one in verdicts if one["id"] == definition_id)
    return {
        "verdict": verdict,
        "others": [one for one in verdicts if one is not verdict],
        "found": [_label(one, lang) for one in story["labels"]],
        "items": [_item(one, lang) for one in story["items"]],
    }


def _label(found: Story, lang: str) -> dict[str, Any]:
    """A certificate on the line: as written, what it is taken to be, and by which step."""
    known = labels.Register.load().labels.get(found["label"] or "")
    return {
        "written": " / ".join(part for part in found["written"] if part),
        "label": known and words.either(lang, known.name_da, known.name_en),
        "official": known is not None and known.official,
        "iso_type": known.iso_type if known else "",
        "checked": known.checked if known else None,
        "step": found["step"],
        "to_be_confirmed": found["to_be_confirmed"],
    }


def _item(said: Story, lang: str) -> dict[str, Any]:
    register = labels.Register.load().labels
    return {
        **said,
        "labels": [words.either(lang, register[one].name_da, register[one].name_en) for one in said["labels"]],
        "named": [words.either(lang, register[one].name_da, register[one].name_en) for one in said["named"]],
        "equivalent_to": [
            words.either(lang, register[one].name_da, register[one].name_en) for one in said["equivalent_to"]
        ],
    }
