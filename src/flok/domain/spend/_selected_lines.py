"""The lines of a selection of a published share, and one line's story."""

# ruff: noqa: S608 - only our own column names and numbers are put into the text; values go by `?`

from __future__ import annotations

from pathlib import Path
from typing import Any

from ._definition_types import OUTCOMES
from ._evidence import Labelling
from ._explain import story
from ._items import Statement
from ._published_share import PublishedShare
from ._selection import selected_by_rule
from ._selection_files import Where, condition, definition_of, rows
from ._store import Published

MOST_LINES = 500
_NAMED = ("unit", "supplier", "category", "contract")


def selection_lines(
    share: PublishedShare,
    definition: str,
    where: Where | None = None,
    *,
    outcome: str | None = None,
    rule: int | None = None,
    limit: int = 50,
    offset: int = 0,
) -> dict[str, Any]:
    """{"lines": a page of them, the largest amount first whatever its sign, "count", "ore": sums of them all}.

    `outcome` and `rule` (a number of the answer's `reasons`) narrow the selection. At most MOST_LINES a page.
    A line: line_id, document_id, issue_date, number, name, ore (kroner), rule, outcome, reason, text_da, text_en, and
    for unit, supplier, category and contract the key (`unit`) and its words (`unit_label`). Raises KeyError for a
    definition that is not published, ValueError for another dimension or outcome.
    """
    if outcome is not None and outcome not in OUTCOMES:
        raise ValueError(outcome)
    place, about = definition_of(share, definition)
    reasons = {
        reason["rule"]: reason
        for reason in about["reasons"]
        if outcome in (None, reason["outcome"]) and rule in (None, reason["rule"])
    }
    selected = condition(share, where or {})
    if selected is None or not reasons:
        return {"lines": [], "count": 0, "ore": 0}
    narrowed = selected
    if len(reasons) < len(about["reasons"]):
        narrowed = f"{selected} AND rule_{place} IN ({', '.join(map(str, sorted(reasons)))})"
    by_rule = selected_by_rule(share, place, selected)
    count, ore = (sum(by_rule[number][part] for number in reasons if number in by_rule) for part in (1, 0))
    found = _page(share, f"rule_{place}", narrowed, min(limit, MOST_LINES), offset) if count > offset else []
    lines = [_line(row, reasons[row["rule"]]) for row in found]
    return {"lines": lines, "count": count, "ore": ore}


def _page(share: PublishedShare, rule: str, selected: str, limit: int, offset: int) -> list[dict[str, Any]]:
    """In the order of the file, which is that of the list: reading stops when the page is full."""
    named = ", ".join(f"k_{name}.key AS {name}, k_{name}.label AS {name}_label" for name in _NAMED)
    joins = " ".join(
        f"JOIN {{keys}} k_{name} ON k_{name}.dimension = '{name}' AND k_{name}.code = page.{name}" for name in _NAMED
    )
    codes = ", ".join(_NAMED)
    return rows(
        share,
        f"""
        WITH page AS MATERIALIZED (
          SELECT line_id, issue_date, number, name, dkk_ore AS ore, {rule} AS rule, {codes}
          FROM {{lines}} WHERE {selected} LIMIT ? OFFSET ?
        )
        SELECT line_id, issue_date, number, name, ore, rule, {named} FROM page {joins}
        ORDER BY abs(ore) DESC, line_id""",
        [limit, offset],
    )


def _line(row: dict[str, Any], reason: dict[str, Any]) -> dict[str, Any]:
    words = {name: reason[name] for name in ("outcome", "reason", "text_da", "text_en")}
    return {**row, "document_id": row["line_id"].rpartition("-")[0], **words}


def line_story(share: PublishedShare, store: Published, line_id: str, labelling: Labelling) -> dict[str, Any] | None:
    """The story of a line as `explained` gives it, by what was known when the share was published.

    `store`: of the same organisation, that publication or a later one. None where the share has no such line.
    """
    found = _story_row(share, line_id)
    if found is None:
        return None
    line = _store_line(share, store, found["file"], line_id)
    evidence = line
    if found["evidence_line_id"] != line_id:
        credited = _story_row(share, found["evidence_line_id"])
        assert credited is not None  # it is a counted line too
        evidence = _store_line(share, store, credited["file"], found["evidence_line_id"])
    row = {
        "supplier_id": line["supplier_id"],
        "evidence_line_id": found["evidence_line_id"],
        **{f"evidence_{name}": evidence[name] for name in ("certificates", "gtin", "seller_item_id", "issue_date")},
    }
    statements = _statements(share, row)
    return story(line, row, statements, _contract(share, found), _outcomes(share, found), labelling)


def _story_row(share: PublishedShare, line_id: str) -> dict[str, Any] | None:
    found = rows(share, "SELECT * FROM {stories} WHERE line_id = ?", [line_id])
    return found[0] if found else None


def _store_line(share: PublishedShare, store: Published, file: str, line_id: str) -> dict[str, Any]:
    path = next(path for path in store.lines if path.name == file)
    (line,) = rows(share, f"SELECT * FROM {_quoted(path)} WHERE line_id = ?", [line_id])
    return line


def _quoted(path: Path) -> str:
    text = str(path).replace("'", "''").replace("{", "{{").replace("}", "}}")
    return f"read_parquet('{text}')"


def _statements(share: PublishedShare, row: dict[str, Any]) -> list[Statement]:
    numbers = [f"g:{row['evidence_gtin']}", f"s:{row['evidence_seller_item_id']}"]
    found = rows(share, "SELECT * FROM {statements} WHERE key IN (?, ?) ORDER BY place", numbers)
    return [_statement(one) for one in found]


def _statement(row: dict[str, Any]) -> Statement:
    sets: dict[str, Any] = {name: frozenset(row.pop(name)) for name in ("labels", "named", "equivalent_to")}
    del row["place"]
    return Statement(**row, **sets)


def _contract(share: PublishedShare, found: dict[str, Any]) -> dict[str, Any] | None:
    if found["contract_no"] is None:
        return None
    (contract,) = rows(share, "SELECT id, name FROM {contracts} LIMIT 1 OFFSET ?", [found["contract_no"]])
    return {
        **contract,
        "by": found["contract_by"],
        "sustainable": found["contract_sustainable"],
        "verified": found["contract_verified"],
    }


def _outcomes(share: PublishedShare, found: dict[str, Any]) -> list[dict[str, Any]]:
    """What each definition made of it; the words of every rule that decided some line are in the overview."""
    result = []
    for place, about in enumerate(share.overview["definitions"]):
        number = found[f"rule_{place}"]
        reason = next(one for one in about["reasons"] if one["rule"] == number)
        head = {name: about[name] for name in ("id", "version", "name_da", "name_en")}
        words = {name: reason[name] for name in ("outcome", "reason", "text_da", "text_en")}
        result.append({**head, "rule": number, **words})
    return result
