"""Random studies, as documents."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

AMOUNTS = st.floats(0, 1e6, allow_subnormal=False).map(lambda each: round(each, 4))
RATES = st.floats(-0.2, 0.3).map(lambda each: round(each, 4))
YEARLY = ("year_start", "year_middle", "year_end", "monthly", "month")


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A study with up to three alternatives, five lines of every timing and change, residuals, lives and steps."""
    horizon = draw(st.integers(1, 25))
    names = ["a", "b", "c"][: draw(st.integers(1, 3))]
    how = draw(st.sampled_from(["same_period", "replacement_chain"]))
    inputs: list[dict[str, Any]] = [
        {"id": "life", "name": "life", "unit": "year", "fixed_by": "bidder"},
        {"id": "share", "name": "share", "unit": "share", "value": draw(st.floats(0, 1))},
        {"id": "growth", "name": "growth", "unit": "rate", "value": draw(RATES)},
        {"id": "path", "name": "path", "unit": "share", "years": [2020, 2030, 2040], "values": [1, 2, 0.5]},
    ]
    values = {each: {"life": draw(st.integers(1, 12))} for each in names}
    lines: list[dict[str, Any]] = [{"id": "buy", "name": "buy", "kind": "acquisition", "price": "price"}]
    inputs.append({"id": "price", "name": "price", "unit": "DKK"})
    for number in range(draw(st.integers(0, 4))):
        lines.append(draw(_line(number, horizon)))
        yearly = lines[-1]["when"] in YEARLY or "month" in lines[-1]["when"]
        inputs.append({"id": f"p{number}", "name": "p", "unit": "DKK/unit"})
        inputs.append(
            {"id": f"q{number}", "name": "q", "unit": "unit/year" if yearly else "unit", "value": draw(AMOUNTS)}
        )
    if draw(st.booleans()):
        rule = draw(st.sampled_from([{"rule": "straight_line", "life": "life"}, {"rule": "share", "share": "share"}]))
        lines.append({"id": "left", "name": "left", "kind": "residual", "residual": {**rule, "of": ["buy"]}})
    own = [each["id"] for each in inputs if "value" not in each and "years" not in each and each["id"] != "life"]
    for each in names:
        values[each].update({id_: draw(AMOUNTS) for id_ in own})
    steps = [{"from": 1, "rate": draw(RATES)}, {"from": 6, "rate": draw(RATES)}, {"from": 15, "rate": draw(RATES)}]
    return {
        "format": "flok-tco/1",
        "id": "random",
        "version": 1,
        "date": "2026-11-24",
        "name": "random",
        "base_date": "2027-01-01",
        "horizon": horizon,
        "prices": "real",
        "comparison": how,
        "life": "life",
        "discount": {"steps": steps, "reading": draw(st.sampled_from(["cumulative", "spot"]))},
        "conventions": {
            "price_year": draw(st.sampled_from(["end_of_year", "start_of_year"])),
            "residual_base": draw(st.sampled_from(["escalated", "original"])),
        },
        "input": inputs,
        "alternative": [{"id": each, "name": each, "values": values[each]} for each in names],
        "line": lines,
    }


@st.composite
def _line(draw: st.DrawFn, number: int, horizon: int) -> dict[str, Any]:
    whens: list[Any] = ["start", "end", "year_start", "year_middle", "year_end", "monthly", {"month": 5}]
    whens += [{"years": [1]}, {"every": 1, "at_end": True}]
    changes: list[Any] = ["growth", {"rates": [0.02, -0.01] * 13}, {"index": [1.1, 0.9] * 13}]
    line = {
        "id": f"line{number}",
        "name": "line",
        "kind": draw(st.sampled_from(["operation", "maintenance", "income", "end_of_life"])),
        "quantity": draw(st.sampled_from([[f"q{number}"], [f"q{number}", "path"]])),
        "price": f"p{number}",
        "when": draw(st.sampled_from(whens)),
    }
    for key in ("price_change", "quantity_change"):
        if draw(st.booleans()):
            line[key] = draw(st.sampled_from(changes))
    return line
