"""Reads the TOML files beside it. A field that is unknown or missing stops it: TypeError from the shape."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from flok.demo.knowledge._shapes import (
    Action,
    Answer,
    Attachment,
    Case,
    Figure,
    Guide,
    Link,
    Outcome,
    Record,
    Remark,
    Use,
)

_FOLDER = Path(__file__).parent


def read_cases() -> tuple[Case, ...]:
    """Cases and measures of all themes, oldest first."""
    rows = [row for path in sorted((_FOLDER / "cases").glob("*.toml")) for row in _tables(path, "case")]
    return tuple(sorted(map(_case, rows), key=lambda case: (case.published, case.key)))


def read_guides() -> tuple[Guide, ...]:
    return tuple(Guide(**row) for row in _tables(_FOLDER / "guides.toml", "guide"))


def read_links() -> tuple[Link, ...]:
    return tuple(Link(**row) for row in _tables(_FOLDER / "links.toml", "link"))


def read_records() -> dict[str, Record]:
    """By key of the meeting, oldest first."""
    return {row["meeting"]: _record(row) for row in _tables(_FOLDER / "records.toml", "record")}


def _tables(path: Path, name: str) -> list[dict[str, Any]]:
    """The file's tables of that name; their texts without the line breaks around them."""
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))[name]
    return [{key: value.strip() if isinstance(value, str) else value for key, value in row.items()} for row in rows]


def _case(row: dict[str, Any]) -> Case:
    return Case(
        cost_ore=None if (kroner := row.pop("kroner", None)) is None else 100 * kroner,
        works_types=tuple(row.pop("works_types")),
        figures=tuple(Figure(**one) for one in row.pop("figure", ())),
        uses=tuple(Use(**one) for one in row.pop("uses", ())),
        attachments=tuple(Attachment(**one | {"lines": tuple(one["lines"])}) for one in row.pop("attachment", ())),
        remarks=tuple(Remark(**one) for one in row.pop("remark", ())),
        outcomes=tuple(Outcome(**one) for one in row.pop("outcome", ())),
        **row,
    )


def _record(row: dict[str, Any]) -> Record:
    return Record(
        answers=tuple(Answer(**one) for one in row.pop("answer")),
        actions=tuple(Action(**one) for one in row.pop("action")),
        led_to=tuple(row.pop("led_to")),
        **row,
    )
