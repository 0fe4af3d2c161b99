"""The documents behind a published share, for the page that accounts for them; and its whole answer."""

# ruff: noqa: S608 - only our own column names and numbers are put into the text; values go by `?`

from __future__ import annotations

import json
from typing import Any

from ._published_share import PublishedShare
from ._reasons import REASONS
from ._selection_files import rows

MOST_DOCUMENTS = 500


def whole_answer(share: PublishedShare) -> dict[str, Any]:
    """The answer as `answered` gives it, by every dimension; for exports: it is long."""
    answer: dict[str, Any] = json.loads((share.folder / "answer.json").read_bytes())
    return answer


def listed_documents(
    share: PublishedShare,
    *,
    status: str | None = None,
    code: str | None = None,
    source: str = "",
    limit: int = 50,
    offset: int = 0,
) -> dict[str, Any]:
    """{"documents": rows of DOCUMENTS in reading order, with text_da and text_en of the code, "count": of them all}.

    `status` and `code` as in DOCUMENTS; `source`: what the source begins with, such as one delivery's folder or
    archive. At most MOST_DOCUMENTS a page.
    """
    selected, given = _condition(status, code, source)
    (found,) = rows(share, f"SELECT count(*) AS count FROM {{documents}} WHERE {selected}", given)
    page = rows(
        share,
        f"SELECT * FROM {{documents}} WHERE {selected} ORDER BY sequence LIMIT ? OFFSET ?",
        [*given, min(limit, MOST_DOCUMENTS), offset],
    )
    return {"documents": [{**row, **_words(row["code"])} for row in page], "count": found["count"]}


def documents_by_code(share: PublishedShare, source: str = "") -> list[dict[str, Any]]:
    """[{status, code, currency, documents, source_ore, counted_ore, text_da, text_en}] of all or of one delivery.

    Øre of that currency; a document whose amount could not be read adds nothing to them.
    """
    selected, given = _condition(None, None, source)
    found = rows(
        share,
        f"""SELECT status, code, currency, count(*) AS documents,
            coalesce(sum(source_ore), 0) AS source_ore, coalesce(sum(counted_ore), 0) AS counted_ore
            FROM {{documents}} WHERE {selected} GROUP BY ALL ORDER BY status, code NULLS FIRST, currency NULLS FIRST""",
        given,
    )
    return [
        {**row, "source_ore": int(row["source_ore"]), "counted_ore": int(row["counted_ore"]), **_words(row["code"])}
        for row in found
    ]


def _condition(status: str | None, code: str | None, source: str) -> tuple[str, list[object]]:
    asked = {"status = ?": status, "code = ?": code, "starts_with(source, ?)": source or None}
    some = {sql: value for sql, value in asked.items() if value is not None}
    return " AND ".join(some) or "true", list(some.values())


def _words(code: str | None) -> dict[str, str | None]:
    if code is None:
        return {"text_da": None, "text_en": None}
    return {"text_da": REASONS[code].danish, "text_en": REASONS[code].english}
