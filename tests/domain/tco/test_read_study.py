"""Reading a study: what is read, and each kind of mistake told with its place in two languages."""

from __future__ import annotations

import contextlib
import json
import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain import tco
from flok.domain.tco import Name, Problem, StudyError, read_study
from flok.domain.tco._read_study import load_study, study_from
from flok.domain.tco._study import Alternative, Change, Input, Path, Residual, Timing, Uncertainty
from tests.domain.tco.studies import APPLIANCES, appliances, document, study, with_line

SCHEMA = json.loads((files(tco) / "study.schema.json").read_text(encoding="utf-8"))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def problems(content: dict[str, Any] | str, origin: str = "test") -> list[tuple[str, str]]:
    text = content if isinstance(content, str) else json.dumps(content)
    with pytest.raises(StudyError) as caught:
        read_study(text, origin)
    assert all(each.da and each.en for each in caught.value.problems)
    return [(each.place, each.code) for each in caught.value.problems]


def test_an_input_is_read_whole() -> None:
    assert appliances().input("washes") == Input(
        id="washes",
        name=Name("Vaske om året", "Washes a year"),
        unit="vask/stk/år",
        value=1200.0,
        uncertainty=Uncertainty("triangular", (("high", 1800.0), ("low", 800.0), ("mode", 1200.0))),
    )


def test_a_parameter_brings_value_unit_name_and_source() -> None:
    read = appliances().input("co2_tax")
    assert (read.unit, read.value) == (
        "DKK/t",
        Path((2025, 2026, 2027, 2028, 2029, 2030), (350.0, 430.0, 510.0, 590.0, 670.0, 750.0)),
    )
    assert read.name == Name("CO2-afgift uden for kvotesektoren", "CO2 tax outside the ETS")
    assert not read.is_own


def test_a_value_without_a_source_is_the_users_own() -> None:
    assert appliances().input("water_price").is_own


def test_an_alternative_is_read_whole() -> None:
    assert study().alternatives[1] == Alternative("b", Name("B", "B"), (("price", 1500.0), ("use", 250.0)))


@pytest.mark.parametrize(
    ("when", "timing"),
    [
        ("monthly", Timing("monthly")),
        ("year_start", Timing("yearly", 0.0)),
        ({"each": "year_middle", "first": 2, "last": 4}, Timing("yearly", 0.5, 2, 4)),
        ({"month": 3}, Timing("yearly", 0.25)),
        ({"every": 2, "at_end": True}, Timing("every", first=0, interval=2, at_end=True)),
        ({"every": "life"}, Timing("every", first=0, interval="life")),
        ({"years": [4, 2]}, Timing("years", years=(2, 4))),
        ({"dates": ["2028-02-29"]}, Timing("dates", dates=(date(2028, 2, 29),))),
    ],
)
def test_when(when: object, timing: Timing) -> None:
    yearly = timing.kind in ("yearly", "monthly")
    fee = {"id": "fee", "name": "Fee", "unit": "DKK/år" if yearly else "DKK", "value": 1}
    life = {"id": "life", "name": "Life", "unit": "år", "value": 2}
    line = {"id": "extra", "name": "Extra", "kind": "operation", "price": "fee", "when": when}
    assert study_from(with_line(line, fee, life), "test").lines[-1].timing == timing


def test_changes_and_residuals_are_read() -> None:
    left = {"id": "left", "name": "Left", "kind": "residual"}
    left["residual"] = {"rule": "share", "of": ["buy"], "share": "part"}
    content = with_line(left, {"id": "part", "name": "Part", "unit": "share", "value": 0.2})
    content["line"][1]["price_change"] = {"rates": [0.01] * 5}
    content["line"][2]["quantity_change"] = {"index": [1, 1, 2, 2, 2]}
    read = study_from(content, "test")
    assert read.lines[3].residual == Residual("share", ("buy",), "part")
    assert read.lines[1].price_change == Change(rates=(0.01,) * 5)
    assert read.lines[2].quantity_change == Change(index=(1.0, 1.0, 2.0, 2.0, 2.0))


def test_json_reads_as_toml_does() -> None:
    content = tomllib.loads(APPLIANCES)
    text = json.dumps(content, default=str)
    assert read_study(text, "study.json") == appliances()


@pytest.mark.parametrize("name", tco.TEMPLATES)
def test_templates_follow_the_schema_and_read_back(name: str) -> None:
    content = json.loads(json.dumps(tomllib.loads(tco.template_text(name)), default=str))
    jsonschema.Draft202012Validator(SCHEMA).validate(content)
    read = read_study(tco.template_text(name))
    assert read_study(tco.study_to_toml(read)) == read
    written = json.loads(json.dumps(tco.study_to_data(read), default=str))
    jsonschema.Draft202012Validator(SCHEMA).validate(written)
    assert study_from(written, name) == read
    assert read.is_example


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"colour": "red"}, [("colour", "unknown_key")]),
        ({"horizont": 5}, [("horizont", "unknown_key")]),
        ({"format": "flok-tco/9"}, [("format", "value")]),
        ({"horizon": 0}, [("horizon", "value")]),
        ({"horizon": -3}, [("horizon", "value")]),
        ({"horizon": True}, [("horizon", "value")]),
        ({"date": "2026-02-30"}, [("date", "value")]),
        ({"discount": {}}, [("discount", "missing")]),
        ({"discount": {"steps": []}}, [("discount", "missing")]),
        ({"discount": {"rate": -1}}, [("discount.rate", "value")]),
        ({"discount": {"rate": "4 %"}}, [("discount.rate", "value")]),
        ({"discount": {"parameter": "dk-discount-2099@1"}}, [("discount.parameter", "parameter")]),
        (
            {"discount": {"parameter": "dk-discount-2021@1", "rate": 0.04}},
            [("discount.parameter", "parameter_differs")],
        ),
        ({"discount": {"steps": [{"from": 2, "rate": 0.03}]}}, [("discount.steps", "value")]),
        ({"alternative": []}, [("alternative", "missing")]),
        ({"line": []}, [("line", "missing")]),
        ({"baseline": "c"}, [("baseline", "reference")]),
        ({"headline": "tax"}, [("headline", "reference")]),
        ({"comparison": "replacement_chain"}, [("life", "missing")]),
        ({"conventions": {"payback": "soon"}}, [("conventions.payback", "value")]),
        ({"name": "Zero\u200bwidth"}, [("name", "value")]),
        ({"input": 3}, [("input", "value")]),
    ],
)
def test_mistakes_at_the_top(changed: dict[str, Any], found: list[tuple[str, str]]) -> None:
    content = document(**changed)
    told = problems(content)
    assert [each for each in told if each[1] != "reference" or each in found] == found


@pytest.mark.parametrize(
    ("alternatives", "found"),
    [
        ([{"id": "a", "name": "A", "values": {}}], [("alternative.a", "empty")]),
        ([{"id": "a", "name": "A", "values": {"price": 1}}], [("alternative.a.values.use", "missing")]),
        ([{"id": "a", "name": "A", "values": {"price": "1", "use": 2}}], [("alternative.a.values.price", "value")]),
        (
            [{"id": "a", "name": "A", "values": {"price": 1, "use": 2, "power": 1}}],
            [("alternative.a.values.power", "fixed")],
        ),
        (
            [{"id": "a", "name": "A", "values": {"price": 1, "use": 2, "paint": 1}}],
            [("alternative.a.values", "reference")],
        ),
    ],
)
def test_alternatives_that_are_empty_or_say_too_much(
    alternatives: list[dict[str, Any]], found: list[tuple[str, str]]
) -> None:
    assert problems(document(alternative=alternatives)) == found


@given(
    part=st.sampled_from(["input", "line", "alternative", "discount"]),
    key=st.sampled_from("id name unit value years values price when budget kind rate steps source low".split()),
    value=_JSON,
)
def test_what_is_read_follows_the_schema(part: str, key: str, value: Any) -> None:
    content = document()
    table = content[part] if isinstance(content[part], dict) else content[part][0]
    table[key] = value
    with contextlib.suppress(StudyError):
        assert study_from(content, "test").id
        jsonschema.Draft202012Validator(SCHEMA).validate(content)


def test_the_terms_of_a_tender_stand_beside_a_study() -> None:
    assert study_from(document(tender={"reference": "T-1"}), "test") == study()
    assert problems(document(tender="T-1")) == [("tender", "table")]


def test_null_is_no_value() -> None:
    assert problems(document(name=None, baseline=None)) == [("name", "value"), ("baseline", "value")]


def test_two_of_the_same_name() -> None:
    content = document()
    content["line"].append(content["line"][0])
    assert problems(content) == [("line.buy", "twice")]


def test_a_unit_that_does_not_fit() -> None:
    content = document()
    content["input"][2]["unit"] = "DKK/MWh"
    with pytest.raises(StudyError) as caught:
        study_from(content, "test")
    assert caught.value.problems == (
        Problem(
            "line.run",
            "unit_mismatch",
            "enheden bliver kWh·DKK/year/MWh, ikke DKK/year",
            "the unit comes to kWh·DKK/year/MWh, not DKK/year",
        ),
    )


@pytest.mark.parametrize(("field", "value"), [("unit", "DKK//"), ("unit", "100"), ("unit", "%")])
def test_a_unit_that_is_none(field: str, value: str) -> None:
    content = document()
    content["input"][3][field] = value
    assert problems(content) == [("input.repair.unit", "unit")]


LIFE = {"id": "life", "name": "Life", "unit": "år", "fixed_by": "bidder"}


@pytest.mark.parametrize(
    ("life", "found"),
    [
        (-2, "out_of_range"),
        (0, "out_of_range"),
        (121, "out_of_range"),
        (2.5, "lifetime"),
    ],
)
def test_lifetimes(life: float, found: str) -> None:
    content = document(comparison="replacement_chain", life="life")
    content["input"].append(LIFE)
    content["alternative"][0]["values"]["life"] = life
    content["alternative"][1]["values"]["life"] = 2
    assert problems(content) == [("alternative.a.values.life", found)]


@pytest.mark.parametrize("value", [-1, -1.5, 11])
def test_rates_of_minus_a_hundred_per_cent(value: float) -> None:
    content = document()
    content["input"].append({"id": "growth", "name": "Growth", "unit": "rate", "value": value})
    content["line"][1]["price_change"] = "growth"
    assert problems(content) == [("input.growth.value", "out_of_range")]


UNIFORM = {"distribution": "uniform", "low": 1, "high": 2}


@pytest.mark.parametrize("named", ["life", "every", "left"])
def test_a_lifetime_that_would_not_be_drawn(named: str) -> None:
    content = document()
    content["input"].append({"id": "years", "name": "Years", "unit": "år", "value": 2, "uncertainty": UNIFORM})
    if named == "life":
        content.update(comparison="replacement_chain", life="years")
    elif named == "every":
        content["line"][2]["when"] = {"every": "years"}
    else:
        rule = {"rule": "straight_line", "of": "buy", "life": "years"}
        content["line"].append({"id": "left", "name": "Left", "kind": "residual", "residual": rule})
    assert problems(content) == [("input.years.uncertainty", "uncertainty")]


@pytest.mark.parametrize("where", ["each_alternatives_own", "a_path"])
def test_one_number_drawn_in_the_place_of_several(where: str) -> None:
    content = document()
    number = 0 if where == "each_alternatives_own" else 2
    if where == "a_path":
        del content["input"][2]["value"]
        content["input"][2].update(years=[2027, 2031], values=[2, 3])
    content["input"][number]["uncertainty"] = UNIFORM
    assert problems(content) == [(f"input.{content['input'][number]['id']}.uncertainty", "uncertainty")]
    content["input"][number]["uncertainty"] = {**UNIFORM, "relative": True}
    assert study_from(content, "test").inputs[number].uncertainty is not None


@pytest.mark.parametrize(
    ("unknown", "is_rate"),
    [
        ({"distribution": "uniform", "low": -1, "high": 0.1}, False),
        ({"distribution": "uniform", "low": -0.99, "high": 0.1}, True),
        ({"distribution": "uniform", "low": 0, "high": 11}, False),
        ({"distribution": "discrete", "values": [0.02, -1.5], "weights": [1, 1]}, False),
        ({"distribution": "empirical", "values": [0.02, -0.5]}, True),
        ({"distribution": "normal", "mean": 0.02, "sd": 0.2}, False),
        ({"distribution": "normal", "mean": 0.02, "sd": 0.01}, True),
        ({"distribution": "uniform", "low": -60, "high": 1, "relative": True}, False),
        ({"distribution": "uniform", "low": 0.5, "high": 1.5, "relative": True}, True),
    ],
)
def test_rates_that_may_be_drawn_as_minus_a_hundred_per_cent(unknown: dict[str, Any], is_rate: bool) -> None:
    content = document()
    growth = {"id": "growth", "name": "Growth", "unit": "rate", "value": 0.02, "uncertainty": unknown}
    content["input"].append(growth)
    content["line"][1]["price_change"] = "growth"
    if is_rate:
        assert study_from(content, "test").input("growth").uncertainty is not None
    else:
        assert problems(content) == [("input.growth.uncertainty", "uncertainty")]


@pytest.mark.parametrize(("low", "high", "is_share"), [(0, 1, True), (-0.1, 0.5, False), (0.5, 1.1, False)])
def test_shares_that_may_be_drawn_outside_nothing_and_all(low: float, high: float, is_share: bool) -> None:
    content = document()
    unknown = {"distribution": "uniform", "low": low, "high": high}
    content["input"].append({"id": "left", "name": "Left", "unit": "share", "value": 0.4, "uncertainty": unknown})
    rule = {"rule": "share", "of": "buy", "share": "left"}
    content["line"].append({"id": "resale", "name": "Resale", "kind": "resale", "residual": rule})
    if is_share:
        assert study_from(content, "test").input("left").uncertainty is not None
    else:
        assert problems(content) == [("input.left.uncertainty", "uncertainty")]


def test_r01_more_uncertain_numbers_than_can_be_drawn_together() -> None:
    """Fifty alternatives with twenty-one numbers of their own, each drawn by itself: 1,050."""
    content = document(baseline="a0", correlation=[{"between": ["own0", "own1"], "rank": 0.5}])
    unknown = {**UNIFORM, "relative": True, "shared": False}
    ids = [f"own{number}" for number in range(21)]
    content["input"] += [{"id": each, "name": each, "unit": "DKK", "uncertainty": unknown} for each in ids]
    values = {**content["alternative"][0]["values"], **dict.fromkeys(ids, 1)}
    content["alternative"] = [{"id": f"a{number}", "name": "A", "values": values} for number in range(50)]
    assert problems(content) == [("input", "too_many")]
    content["alternative"] = content["alternative"][:47]  # 987
    assert len(study_from(content, "test").inputs) == 25


def test_a_wrong_number_is_told_once() -> None:
    content = document(discount={"rate": -1})
    content["alternative"][0]["values"]["price"] = 1e300
    assert problems(content) == [("discount.rate", "value"), ("alternative.a.values.price", "value")]


def test_tables_and_paths_that_end_too_soon_or_begin_too_late() -> None:
    content = document()
    content["line"][1]["price_change"] = {"rates": [0.01, 0.02]}
    del content["input"][2]["value"]
    content["input"][2].update(years=[2030, 2031], values=[2, 3])
    assert problems(content) == [("line.run.price_change", "table_short"), ("input.power.years", "path_late")]


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ({"years": [3, 9]}, "outside"),
        ({"dates": ["2026-12-31"]}, "outside"),
        ({"dates": ["2032-01-02"]}, "outside"),
        ({"every": 5}, "never"),
    ],
)
def test_what_falls_outside_the_period_is_not_left_out_in_silence(when: dict[str, Any], code: str) -> None:
    content = document()
    content["line"][2]["when"] = when
    assert problems(content) == [("line.fix.when", code)]


def test_what_falls_on_the_last_day_is_inside() -> None:
    content = document()
    content["line"][2]["when"] = {"dates": ["2027-01-01", "2032-01-01"]}
    assert study_from(content, "test").horizon == 5


def test_bounds_the_wrong_way_round() -> None:
    content = document()
    content["input"][0].update(low=2, high=1)
    assert problems(content) == [("input.price.low", "value")]


def test_a_correlation_of_what_is_certain() -> None:
    assert [code for _, code in problems(document(correlation=[{"between": ["power", "repair"], "rank": 0.5}]))] == [
        "correlation"
    ]


@pytest.mark.parametrize(
    ("text", "origin", "found"),
    [
        ("a: 1\nb: &x [1]\nc: *x\n", "study.yaml", [("", "yaml")]),
        ("a: 1\n", "study.toml", [("", "syntax")]),
        ('{"id": "a", "id": "b"}', "study.json", [("", "syntax")]),
        ('{"horizon": NaN}', "study.json", [("horizon", "number")]),
        ('{"horizon": -Infinity}', "study.json", [("horizon", "number")]),
        ('{"horizon": 1e400}', "study.json", [("horizon", "number")]),
        (f'{{"horizon": {"9" * 5000}}}', "study.json", [("horizon", "number")]),
        ("a = [1, nan]\nb = inf\nc = 1e400\n", "study.toml", [("a[2]", "number"), ("b", "number"), ("c", "number")]),
        (f"a = {'9' * 5000}\n", "study.toml", [("", "syntax")]),
        ("a = " + "[" * 5000 + "]" * 5000, "study.toml", [("", "depth")]),
        ('{"a":' * 5000 + "1" + "}" * 5000, "study.json", [("", "depth")]),
        (".".join("a" * 21) + " = 1\n", "study.toml", [("", "depth")]),
        ("# " + "x" * 256_000, "study.toml", [("", "size")]),
    ],
    ids=(
        "I03-yaml-alias no-toml F16-key-twice S16-nan S16-infinity S16-1e400 huge-json S16-toml huge-toml"
        " I07-deep-toml I07-deep-json I07-deep-key size"
    ).split(),
)
def test_documents_refused_before_they_are_read(text: str, origin: str, found: list[tuple[str, str]]) -> None:
    assert problems(text, origin) == found


def test_i04_words_yaml_would_make_numbers_stay_words() -> None:
    content = document(name="no", summary="12:30:45")
    assert (study_from(content, "test").name, study_from(content, "test").summary.da) == (Name("no", "no"), "12:30:45")


def test_i07_a_product_of_ten_thousand() -> None:
    content = document()
    content["line"][2]["price"] = ["repair"] * 10_000
    assert problems(content) == [("line.fix.price", "value")]


def test_i07_more_lines_than_two_hundred() -> None:
    content = document()
    assert problems(document(line=content["line"] * 100)) == [("line", "value")]


def test_r03_more_amounts_than_there_is_time_for() -> None:
    """Fifty alternatives, a hundred lines, every month for 120 years: 7.2 million."""
    content = document(horizon=120, baseline="a0")
    content["alternative"] = [{**content["alternative"][0], "id": f"a{number}"} for number in range(50)]
    run = {**content["line"][1], "when": "monthly"}
    content["line"] = [{**run, "id": f"run{number}"} for number in range(100)]
    assert problems(content) == [("line", "too_large")]
    content["alternative"], content["line"] = content["alternative"][:2], content["line"][:30]
    assert study_from(content, "test").horizon == 120


def test_bytes_that_are_no_text(tmp_path: Any) -> None:
    path = tmp_path / "study.toml"
    path.write_bytes(b'name = "K\xf8b"')
    with pytest.raises(StudyError) as caught:
        load_study(path)
    assert [each.code for each in caught.value.problems] == ["encoding"]


def test_all_problems_at_once_with_their_origin() -> None:
    content = document(horizon=-1, prices="fair")
    with pytest.raises(StudyError) as caught:
        study_from(content, "mine.toml")
    assert [each.place for each in caught.value.problems] == ["horizon", "prices"]
    assert str(caught.value).startswith("mine.toml: horizon: skal være et helt tal fra 1 til 120; der står -1 / ")


_PLACES = st.sampled_from(sorted([*document(), "tender", "effect", "price_set", "per_unit", "conventions"]))


@given(place=_PLACES, value=_JSON)
def test_anything_anywhere_is_read_or_refused_in_words(place: str, value: Any) -> None:
    content = document(**{place: value})
    with contextlib.suppress(StudyError):
        assert study_from(content, "test").id
        jsonschema.Draft202012Validator(SCHEMA).validate(content)


@given(part=st.sampled_from(["input", "line", "alternative"]), key=st.text(max_size=10), value=_JSON)
def test_anything_inside_a_table_too(part: str, key: str, value: Any) -> None:
    content = document()
    first = content[part][0]
    content[part] = [{**first, **dict.fromkeys([*first, key], value)}, *content[part][1:]]
    with pytest.raises(StudyError):
        study_from(content, "test")
