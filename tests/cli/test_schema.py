"""The answer's format: what is right passes, what is wrong does not."""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.report.answers import Answer, empty_answer

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/formats/answer.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def faults(answer: Answer) -> list[str]:
    return [error.json_path for error in VALIDATOR.iter_errors(answer)]


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_answers_are_right(answer: Answer) -> None:
    assert faults(answer) == []
    assert faults(empty_answer()) == []


def test_only_some_dimensions(answer: Answer) -> None:
    answer["definitions"][0]["groups"] = {"month": []}
    assert faults(answer) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["schema"], 2),
        (["generated"], "i går"),
        (["lines"], 1.5),
        (["documents", "excluded", "arith"], -1),
        (["documents", "more"], 1),
        (["reconciliation", "kroner"], {}),
        (["reconciliation", "DKK", "difference_ore"], 0.5),
        (["reconciliation", "DKK", "by_code"], {}),
        (["definitions", 0, "sustainable_ore"], "12"),
        (["definitions", 0, "share_low"], "31 %"),
        (["definitions", 0, "target"], {"share": 80, "year": 2030, "source": None}),
        (["definitions", 0, "date"], "1. januar 2026"),
        (["definitions", 0, "groups", "colour"], []),
        (["definitions", 0, "groups", "month", 0, "gap_ore"], 0.1),
        (["definitions", 0, "reasons", 0, "outcome"], "perhaps"),
        (["problems", 0, "status"], "lost"),
        (["units", "unknown", 0, "ore"], None),
        (["period"], {"from": "2026-01-01"}),
        (["organisation"], None),
    ],
)
def test_what_is_wrong_is_found(answer: Answer, path: list[str | int], value: Any) -> None:
    place = answer
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert faults(answer) != []


def test_nothing_may_be_left_out(answer: Answer) -> None:
    for key in answer:
        less = copy.copy(answer)
        del less[key]
        assert faults(less) == ["$"], key


def test_everything_is_described() -> None:
    def undescribed(schema: dict[str, Any], path: str) -> list[str]:
        found = []
        for name, inner in schema.get("properties", {}).items():
            if "description" not in inner and "$ref" not in inner:
                found.append(f"{path}.{name}")
            found += undescribed(inner, f"{path}.{name}")
        for inner in (schema.get("items"), *schema.get("anyOf", ()), *schema.get("$defs", {}).values()):
            found += undescribed(inner, path) if isinstance(inner, dict) else []
        return found

    assert undescribed(SCHEMA, "") == []
