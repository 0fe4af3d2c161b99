"""A release as plain data, and what may leave."""

from __future__ import annotations

import json

import pytest

from flok.domain.comparison import CELLS, KEPT_BACK, REASONS, Release
from tests.domain.comparison.worlds import life, made, orgs


@pytest.mark.parametrize("seed", range(5))
def test_a_release_survives_json(seed) -> None:
    for one in life(seed, 6):
        assert Release.from_data(json.loads(json.dumps(one.to_data()))) == one


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format"):
        Release.from_data({**made([]).to_data(), "format": 2})


def test_public_is_the_figures_and_one_wording() -> None:
    one = made(orgs("abc", 30, 50, 20))
    figure = {
        "share_low_percent": 30,
        "share_high_percent": 50,
        "organisations": "3–5",
        "denominator_ore": 31000,
        "unknown_ore": 6300,
    }
    nothing = {"figure": None, "danish": KEPT_BACK.danish, "english": KEPT_BACK.english}
    assert one.public() == {
        "definition": "poky",
        "version": 1,
        "period": "2026",
        "cells": [
            {"name": name, "figure": figure} if name in ("all", "municipality") else {"name": name, **nothing}
            for name in CELLS
        ],
    }


def test_every_code_has_words_in_both_languages() -> None:
    assert set(REASONS) == {"too_few", "dominance", "differencing", "secondary", "negative"}
    assert all(text.danish and text.english for text in REASONS.values())
