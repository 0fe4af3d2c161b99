"""What docs/formats/tco-study.md shows is true."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args, get_type_hints

from flok.domain.tco import Conventions, parameter_sets, read_study, results

TEXT = (Path(__file__).parents[3] / "docs/formats/tco-study.md").read_text(encoding="utf-8")
DECISION = (Path(__file__).parents[3] / "docs/decisions/0023-discount-steps-and-conventions.md").read_text(
    encoding="utf-8"
)


def test_the_example_is_a_study() -> None:
    example = re.search(r"```toml\n(format.*?)```", TEXT, re.DOTALL)
    assert example is not None
    told = results(read_study(example[1]))
    assert told.ranking == ("b", "a")
    assert [each.present_value.ore for each in told.alternatives] == [4_928_028, 4_890_302]


def test_every_convention_is_told_with_its_default_first() -> None:
    hints = get_type_hints(Conventions)
    for each in fields(Conventions):
        words = get_args(hints[each.name])
        assert words[0] == each.default
        listed = r",\s+".join(words)
        assert re.search(rf"`{each.name}`\s+{listed}", TEXT), each.name
        assert f"| {each.name} | {each.default}" in DECISION


def test_every_parameter_set_is_listed() -> None:
    assert [each.reference for each in parameter_sets() if each.reference not in TEXT] == []
