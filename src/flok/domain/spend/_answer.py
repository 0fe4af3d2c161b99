"""The answer as plain data: docs/formats/answer.schema.json describes it field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import ibis.expr.types as ir

from ._conventions import CONVENTIONS
from ._definition_types import OUTCOMES
from ._engine import Engine
from ._reasons import REASONS
from ._rules import decided_by
from ._share import Amounts, Group, Outcome

MOST_PROBLEMS = 200
STATUSES = ("excluded", "set_aside", "rejected")


def document_counts(engine: Engine, documents: ir.Table, read_before: int = 0) -> dict[str, Any]:
    """Documents by what became of them. `read_before`: read again in this run, already in the store."""
    counted = documents.group_by("status", "code").agg(documents=documents.count())
    by_status: dict[str, Counter[str]] = {status: Counter() for status in STATUSES}
    total = counted_documents = 0
    for row in engine.rows(counted):
        total += row["documents"]
        if row["status"] == "counted":
            counted_documents += row["documents"]
        else:
            by_status[row["status"]][row["code"]] += row["documents"]
    duplicates = by_status["excluded"].pop("duplicate", 0) + read_before
    return {
        "read": total + read_before,
        "counted": counted_documents,
        "duplicate": duplicates,
        **{status: dict(sorted(codes.items())) for status, codes in by_status.items()},
    }


def reconciliation(engine: Engine, documents: ir.Table, lines: ir.Table) -> dict[str, dict[str, Any]]:
    """For each currency: source = counted + set aside + excluded + rounding, to the øre.

    The source total is read from the documents' own headers, the counted total added up from the lines that the
    share is computed on, so that a line lost on the way shows as a difference. Rejected documents are not ours or
    not readable and have no place in the sum; documents whose amount could not be read are counted by number.
    """
    known = documents.filter((documents.status != "rejected") & documents.currency.notnull())
    sums = known.group_by("currency", "status", "code").agg(
        ore=known.source_ore.sum(), rounding=known.rounding_ore.sum(), excise=known.excise_ore.sum()
    )
    counted = lines.group_by("currency").agg(ore=lines.net_ore.sum(), dkk=lines.dkk_ore.sum())
    result: dict[str, dict[str, Any]] = {}
    for row in sorted(engine.rows(sums), key=lambda row: (row["currency"], row["status"], row["code"] or "")):
        account = result.setdefault(row["currency"], _empty_account())
        ore = int(row["ore"] or 0)
        account["source_ore"] += ore
        if row["status"] == "counted":
            account["rounding_ore"] += int(row["rounding"])
            account["excise_ore"] += int(row["excise"])
        else:
            account[f"{row['status']}_ore"] += ore
            account["by_code"][row["status"]][row["code"]] = ore
    for row in engine.rows(counted):
        account = result.setdefault(row["currency"], _empty_account())
        account["counted_ore"], account["counted_dkk_ore"] = int(row["ore"]), int(row["dkk"])
    for account in result.values():
        accounted = ("counted_ore", "excluded_ore", "set_aside_ore", "rounding_ore")
        account["difference_ore"] = account["source_ore"] - sum(account[name] for name in accounted)
    return result


def _empty_account() -> dict[str, Any]:
    names = ("source", "counted", "excluded", "set_aside", "rounding", "difference", "excise", "counted_dkk")
    return {**{f"{name}_ore": 0 for name in names}, "by_code": {"excluded": {}, "set_aside": {}}}


def files_off(engine: Engine, documents: ir.Table, lines: ir.Table) -> list[str]:
    """Sources in which some document's lines are not those it was counted with, in kroner or number; normally none."""
    sums = lines.group_by("document_id").agg(lines_ore=lines.net_ore.sum(), lines_found=lines.count())
    counted = documents.filter(documents.status == "counted")
    joined = counted.select("document_id", "source", "counted_ore", "line_count").left_join(sums, "document_id")
    is_off = (joined.lines_ore.fill_null(0) != joined.counted_ore) | (
        joined.lines_found.fill_null(0) != joined.line_count
    )
    off = joined.filter(is_off).select("source").distinct()
    return sorted(row["source"] for row in engine.rows(off))


def problems(engine: Engine, documents: ir.Table) -> tuple[list[dict[str, Any]], int]:
    """The documents not counted, in reading order, at most MOST_PROBLEMS of them; and how many there are."""
    found = documents.filter((documents.status != "counted") & (documents.code != "duplicate"))
    total = engine.rows(found.aggregate(rows=found.count()))[0]["rows"]
    columns = ("source", "document_id", "number", "status", "code", "detail", "source_ore", "currency")
    first = found.order_by("sequence").limit(MOST_PROBLEMS).select(*columns)
    return [{**row, **_words(row["code"])} for row in engine.rows(first)], total


def _words(code: str) -> dict[str, str]:
    reason = REASONS[code]
    return {"text_da": reason.danish, "text_en": reason.english}


def period(engine: Engine, lines: ir.Table) -> dict[str, str] | None:
    """First and last issue date among counted lines."""
    row = engine.rows(lines.aggregate(first=lines.issue_date.min(), last=lines.issue_date.max()))[0]
    if row["first"] is None:
        return None
    return {"from": row["first"].isoformat(), "to": row["last"].isoformat()}


def unit_account(engine: Engine, lines: ir.Table, known: Mapping[str, str]) -> dict[str, Any]:
    """How many known units bought, and what stands with units that are not in the list."""
    sums = lines.group_by("unit_id").agg(ore=lines.dkk_ore.sum(), lines=lines.count())
    rows = [{**row, "ore": int(row["ore"])} for row in engine.rows(sums)]
    unknown = [row for row in rows if row["unit_id"] not in known]
    return {
        "known": len(rows) - len(unknown),
        "unknown": sorted(unknown, key=lambda row: (-abs(row["ore"]), row["unit_id"] or "")),
    }


def definition_answer(outcome: Outcome, labels: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """One definition's answer. `labels`: for a dimension, the words for a key ("unit": {gln: name})."""
    definition, amounts = outcome.definition, outcome.amounts
    target = definition.target
    wanted = target.share if target else None
    return {
        "id": definition.id,
        "version": definition.version,
        "date": definition.date.isoformat(),
        "name_da": definition.name_da,
        "name_en": definition.name_en,
        "summary_da": definition.summary_da,
        "summary_en": definition.summary_en,
        "source": definition.source,
        "target": {"share": target.share, "year": target.year, "source": target.source} if target else None,
        **amounts_of(amounts, wanted),
        "lines": dict(amounts.lines),
        "reasons": [_reason(outcome, number) for number in sorted(outcome.by_rule)],
        "groups": {
            dimension: [_group(group, dimension, wanted, labels.get(dimension, {})) for group in groups]
            for dimension, groups in outcome.groups.items()
        },
    }


def amounts_of(amounts: Amounts, target: float | None) -> dict[str, Any]:
    """Kroner by outcome, the range of the share, and the gap to `target`."""
    return {
        **{f"{outcome}_ore": amounts.ore[outcome] for outcome in OUTCOMES},
        "share_low": amounts.low,
        "share_high": amounts.high,
        "gap_ore": amounts.gap(target),
    }


def _reason(outcome: Outcome, number: int) -> dict[str, Any]:
    rule = decided_by(outcome.definition, number)
    ore, lines = outcome.by_rule[number]
    return {
        "rule": number,
        "reason": rule.reason,
        "outcome": rule.outcome,
        "text_da": rule.text_da,
        "text_en": rule.text_en,
        "ore": ore,
        "lines": lines,
    }


def _group(group: Group, dimension: str, target: float | None, names: Mapping[str, str]) -> dict[str, Any]:
    label = names.get(group.key or "", group.label)
    if dimension == "category" and group.key:
        label = f"{group.key} · fx {group.label}" if group.label else group.key
    return {
        "key": group.key,
        "label": label or group.key or "ukendt",
        **amounts_of(group.amounts, target),
        "lines": sum(group.amounts.lines.values()),
    }


def conventions() -> list[dict[str, str]]:
    return [
        {"name": one.name, "value": one.value, "text_da": one.danish, "text_en": one.english} for one in CONVENTIONS
    ]


def sums_agree(account: Mapping[str, Mapping[str, Any]], outcomes: Sequence[Outcome]) -> bool:
    """Every account closes, and every definition disposes of exactly the kroner counted."""
    counted = sum(entry["counted_dkk_ore"] for entry in account.values())
    closes = all(entry["difference_ore"] == 0 for entry in account.values())
    return closes and all(sum(outcome.amounts.ore.values()) == counted for outcome in outcomes)
