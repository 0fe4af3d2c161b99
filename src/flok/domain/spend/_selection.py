"""A selection of a published share: groups, total, months and reasons of the lines with certain keys.

A selection is `where`, {dimension: key}: dimensions as in DIMENSIONS, keys as in the answer's groups, None for "not
known", a tuple for any of several keys. A key that no line has selects nothing. Every answer is to the øre what
`shares` would give for the selection's lines, and the groups of a selection add up to the whole of it.
"""

# ruff: noqa: S608 - only our own column names and numbers are put into the text; values go by `?`

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ._answer import amounts_of
from ._definition_types import OUTCOMES
from ._published_share import PublishedShare
from ._selection_files import Where, condition, definition_of, rows, summed_from
from ._share import DIMENSIONS, Amounts

ORDERS = ("gap", "unknown", "size")
_NO_LIMIT = 2**31


def selection_groups(
    share: PublishedShare,
    definition: str,
    dimension: str,
    where: Where | None = None,
    *,
    order: str = "gap",
    limit: int = 50,
    offset: int = 0,
) -> dict[str, Any]:
    """{"groups": as in an answer, "total": how many there are, "whole": figures of the selection}.

    `order`: largest "gap" first (groups without one last), most "unknown" kroner, or "size", all kroner whatever
    their sign, as in an answer. Months always come in time. A group is called what it is called in the whole answer.
    Raises KeyError for a definition that is not published, ValueError for another dimension or order.
    """
    if dimension not in DIMENSIONS or order not in ORDERS:
        raise ValueError((dimension, order))
    place, about = definition_of(share, definition)
    target = _target(about)
    selected = condition(share, where or {})
    found = [] if selected is None else _grouped(share, dimension, place, about, selected, order, (limit, offset))
    groups = [_group(row, target) for row in found if offset < row["place"] <= offset + limit]
    whole = Amounts()
    if found:
        for outcome in OUTCOMES:
            whole.add(outcome, int(found[0][f"all_{outcome}"]), int(found[0][f"all_{outcome}_lines"]))
    return {"groups": groups, "total": found[0]["total"] if found else 0, "whole": _whole(whole, target)}


def selection_months(share: PublishedShare, definition: str, where: Where | None = None) -> list[dict[str, Any]]:
    """The months of a selection in time, as the groups of an answer. Raises KeyError, ValueError."""
    groups: list[dict[str, Any]] = selection_groups(share, definition, "month", where, limit=_NO_LIMIT)["groups"]
    return groups


def selection_reasons(share: PublishedShare, definition: str, where: Where | None = None) -> list[dict[str, Any]]:
    """What decided the selection's lines, by rule, as the `reasons` of an answer. Raises KeyError, ValueError."""
    place, about = definition_of(share, definition)
    sums = _by_rule(share, place, where)
    return [
        {**reason, "ore": sums[reason["rule"]][0], "lines": sums[reason["rule"]][1]}
        for reason in about["reasons"]
        if reason["rule"] in sums
    ]


def selection_total(share: PublishedShare, definition: str, where: Where | None = None) -> dict[str, Any]:
    """Kroner by outcome, shares, gap, and `lines` by outcome, as of a definition in an answer.

    Raises KeyError, ValueError.
    """
    place, about = definition_of(share, definition)
    total = Amounts()
    outcomes = {reason["rule"]: reason["outcome"] for reason in about["reasons"]}
    for rule, (ore, lines) in _by_rule(share, place, where).items():
        total.add(outcomes[rule], ore, lines)
    return _whole(total, _target(about))


def group_label(share: PublishedShare, dimension: str, key: str | None) -> str | None:
    """What a key is called; None where no line has it. Raises ValueError for another dimension."""
    if dimension not in DIMENSIONS:
        raise ValueError(dimension)
    sql = "SELECT label FROM {keys} WHERE dimension = ? AND key IS NOT DISTINCT FROM ?"
    found = rows(share, sql, [dimension, key])
    return found[0]["label"] if found else None


def _by_rule(share: PublishedShare, place: int, where: Where | None) -> dict[int, tuple[int, int]]:
    selected = condition(share, where or {})
    return {} if selected is None else selected_by_rule(share, place, selected)


def selected_by_rule(share: PublishedShare, place: int, selected: str) -> dict[int, tuple[int, int]]:
    """(øre, lines) by number of rule, of what a condition selects."""
    sums = f"rule_{place} AS rule, sum(ore) AS ore, sum(lines) AS lines"
    found = rows(share, f"SELECT {sums} FROM {summed_from(selected, 'month')} GROUP BY 1")
    return {row["rule"]: (int(row["ore"]), int(row["lines"])) for row in found}


def _grouped(
    share: PublishedShare,
    dimension: str,
    place: int,
    about: dict[str, Any],
    selected: str,
    order: str,
    page: tuple[int, int],
) -> list[dict[str, Any]]:
    """The page's groups, and the first of all, each with the sums of them all."""
    by_outcome = {outcome: _numbers(about["reasons"], outcome) for outcome in OUTCOMES}
    sums = ", ".join(
        f"coalesce(sum(ore) FILTER (rule IN ({numbers})), 0) AS {outcome}"
        f", coalesce(sum(lines) FILTER (rule IN ({numbers})), 0) AS {outcome}_lines"
        for outcome, numbers in by_outcome.items()
    )
    names = [name for outcome in OUTCOMES for name in (outcome, f"{outcome}_lines")]
    whole = ", ".join(f"sum({name}) OVER () AS all_{name}" for name in names)
    first = _order(dimension, order, _target(about))
    limit, offset = page
    sql = f"""
        WITH by_rule AS (
          SELECT code, rule_{place} AS rule, sum(ore) AS ore, sum(lines) AS lines
          FROM {summed_from(selected, dimension)} GROUP BY 1, 2
        ), by_outcome AS (SELECT code, {sums} FROM by_rule GROUP BY 1
        ), named AS (
          SELECT g.*, k.key, k.label, sustainable + not_sustainable + unknown AS denominator
          FROM by_outcome g JOIN {{keys}} k ON k.dimension = '{dimension}' AND k.code = g.code
        ), placed AS (
          SELECT *, {whole}, count(*) OVER () AS total, row_number() OVER (ORDER BY {first}) AS place FROM named
        )
        SELECT * FROM placed WHERE place = 1 OR (place > ? AND place <= ?) ORDER BY place"""
    return rows(share, sql, [offset, offset + limit])


def _order(dimension: str, order: str, target: float | None) -> str:
    """Of equal ones the larger first, then by key, as an answer orders its groups."""
    if dimension == "month":
        return "coalesce(key, '')"
    by_size = "abs(denominator + out_of_scope) DESC, coalesce(key, '')"
    if order == "size":
        return by_size
    if order == "unknown":
        return f"unknown DESC, {by_size}"
    if target is None:
        return by_size
    wanted = Fraction(str(target))
    numerator, denominator = wanted.numerator, wanted.denominator
    rounded = f"(2 * {numerator}::HUGEINT * denominator + {denominator}) // (2 * {denominator}::HUGEINT)"
    gap = f"CASE WHEN denominator > 0 THEN greatest(0, {rounded} - sustainable) END"  # Amounts.gap, to the øre
    return f"{gap} DESC NULLS LAST, {by_size}"


def _numbers(reasons: Sequence[dict[str, Any]], outcome: str) -> str:
    return ", ".join(str(reason["rule"]) for reason in reasons if reason["outcome"] == outcome) or "NULL"


def _target(about: dict[str, Any]) -> float | None:
    return about["target"]["share"] if about["target"] else None


def _whole(amounts: Amounts, target: float | None) -> dict[str, Any]:
    return {**amounts_of(amounts, target), "lines": dict(amounts.lines)}


def _group(row: dict[str, Any], target: float | None) -> dict[str, Any]:
    amounts = Amounts()
    for outcome in OUTCOMES:
        amounts.add(outcome, int(row[outcome]), int(row[f"{outcome}_lines"]))
    lines = sum(amounts.lines.values())
    return {"key": row["key"], "label": row["label"], **amounts_of(amounts, target), "lines": lines}
