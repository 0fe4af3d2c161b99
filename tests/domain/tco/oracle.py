"""Life-cycle costing once more, in plain Python from the document itself: every payment by itself, nothing shared.

Knows what documents in tests use: `when` as words, years, every; changes by rate, rates, index; residual rules; lives;
steps in both readings. Shares no code with the engine.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

Document = dict[str, Any]


def present_values(content: Document) -> dict[str, float]:
    """The present value of all costs of each alternative."""
    return {
        each["id"]: sum(_worth(content, year, before, amount) for year, before, amount in _payments(content, each))
        for each in content["alternative"]
    }


def paid_by_year(content: Document) -> dict[str, list[float]]:
    """What each alternative pays in year 0, 1, ..., undiscounted."""
    found = {}
    for each in content["alternative"]:
        sums = [0.0] * (content["horizon"] + 1)
        for year, _, amount in _payments(content, each):
            sums[year] += amount
        found[each["id"]] = sums
    return found


def _payments(content: Document, own: Document) -> list[tuple[int, float, float]]:
    """(year, how much of a year before its end, amount) of every payment."""
    found = []
    for line in content["line"]:
        if own["id"] not in line.get("alternatives", [own["id"]]):
            continue
        sign = -1 if line["kind"] in ("income", "resale", "residual") else 1
        for start, end, full in _lives(content, own):
            if "residual" in line:
                found += [(end, 0.0, sign * left) for left in _left(content, own, line, start, end, full)]
                continue
            for year, before, share in _moments(content, own, line, start, end):
                found.append((year, before, sign * share * _amount(content, own, line, year)))
    return found


def _lives(content: Document, own: Document) -> list[tuple[int, int, float]]:
    horizon, how = content["horizon"], content.get("comparison", "same_period")
    life = _value(content, own, content["life"]) if "life" in content else horizon
    if how == "same_period":
        return [(0, horizon, life)]
    if how == "equivalent_annual":
        return [(0, int(life), life)]
    lives, start = [], 0
    while start < horizon:
        lives.append((start, min(horizon, start + int(life)), start + life))
        start += int(life)
    return lives


_USUAL = {"acquisition": "start", "transaction": "start", "end_of_life": "end", "resale": "end", "residual": "end"}


def _moments(content: Document, own: Document, line: Document, start: int, end: int) -> list[tuple[int, float, float]]:
    when = line.get("when", _USUAL.get(line["kind"], "year_end"))
    length = end - start
    if when == "start":
        return [(start, 0.0, 1.0)]
    if when == "end":
        return [(end, 0.0, 1.0)]
    if when == "year_start":
        return [(start + year - 1, 0.0, 1.0) for year in range(1, length + 1)]
    if when == "year_middle":
        return [(start + year, 0.5, 1.0) for year in range(1, length + 1)]
    if when == "year_end":
        return [(start + year, 0.0, 1.0) for year in range(1, length + 1)]
    if when == "monthly":
        return [(start + year, 1 - month / 12, 1 / 12) for year in range(1, length + 1) for month in range(1, 13)]
    if "years" in when:
        return [(start + year, 0.0, 1.0) for year in when["years"] if year <= length]
    if "every" in when:
        step = when["every"] if isinstance(when["every"], int) else int(_value(content, own, when["every"]))
        years = [year for year in range(step, length + 1) if year % step == 0]
        return [(start + year, 0.0, 1.0) for year in years if year < length or when.get("at_end")]
    months = when["month"]
    return [(start + year, 1 - months / 12, 1.0) for year in range(1, length + 1)]


def _amount(content: Document, own: Document, line: Document, priced_in: int) -> float:
    amount = 1.0
    for name in [*_listed(line.get("quantity")), *_listed(line.get("price"))]:
        amount *= _value(content, own, name, priced_in)
    starts = content.get("conventions", {}).get("price_year") == "start_of_year"
    years = max(priced_in - 1, 0) if starts else priced_in
    for key in ("price_change", "quantity_change"):
        change = line.get(key)
        if isinstance(change, str):
            amount *= (1 + _value(content, own, change)) ** years
        elif change and "rates" in change:
            amount *= math.prod(1 + rate for rate in change["rates"][:years])
        elif change and priced_in > 0:
            amount *= change["index"][priced_in - 1]
    return amount


def _left(content: Document, own: Document, line: Document, start: int, end: int, full: float) -> list[float]:
    rule, found = line["residual"], []
    for name in _listed(rule["of"]):
        base = next(each for each in content["line"] if each["id"] == name)
        if own["id"] not in base.get("alternatives", [own["id"]]):
            continue
        bought = [year for year, _, _ in _moments(content, own, base, start, end)]
        if not bought:
            continue
        original = content.get("conventions", {}).get("residual_base") == "original"
        amount = _amount(content, own, base, bought[-1] if original else end)
        age = end - bought[-1]
        if rule["rule"] == "straight_line":
            life = _value(content, own, rule["life"]) if "life" in rule else full - start
            found.append(amount * max(0.0, 1 - age / life))
            continue
        share = _value(content, own, rule["share"])
        is_cut = content.get("comparison") == "replacement_chain" and end < full and bought[-1] == start
        found.append(amount * (1 - (1 - share) * age / (full - start) if is_cut else share))
    return found


def _value(content: Document, own: Document, name: str, year: int = 0) -> float:
    asked = next(each for each in content["input"] if each["id"] == name)
    if "years" not in asked:
        return float(asked["value"] if "value" in asked else own["values"][name])
    calendar = int(str(content["base_date"])[:4]) + max(year - 1, 0)
    points = list(zip(asked["years"], asked["values"], strict=True))
    if calendar >= points[-1][0]:
        return float(points[-1][1])
    for (begins, low), (ends, high) in pairwise(points):
        if begins <= calendar < ends:
            return float(low + (high - low) * (calendar - begins) / (ends - begins))
    raise AssertionError(name)


def _worth(content: Document, year: int, before: float, amount: float) -> float:
    given = content["discount"]
    steps = [(each["from"], each["rate"]) for each in given["steps"]] if "steps" in given else [(1, given["rate"])]
    rates = [[rate for first, rate in steps if first <= k][-1] for k in range(1, year + 1)]
    if not rates:
        return amount
    if given.get("reading") == "spot":
        return float(amount / (1 + rates[-1]) ** (year - before))
    return float(amount / math.prod(1 + rate for rate in rates) * (1 + rates[-1]) ** before)


def _listed(value: str | list[str] | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else value
