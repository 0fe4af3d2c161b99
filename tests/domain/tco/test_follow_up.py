"""After the award: what happened against what was promised."""

from __future__ import annotations

import pytest

from flok.domain.tco import Actual, Followed, FollowUpError, follow_up
from tests.domain.tco.studies import study


def test_price_and_quantity_apart() -> None:
    """Promised 250 kWh at 2 kr.; used 300 at 2.20: 100 more by quantity, 60 more by price."""
    (told,) = follow_up(study(), "b", [Actual("run", 2, 300.0, 66_000)])
    assert told == Followed(
        line="run",
        year=2,
        promised_ore=50_000,
        paid_ore=66_000,
        promised_quantity=250.0,
        quantity=300.0,
        by_price_ore=6_000,
        by_quantity_ore=10_000,
    )
    assert told.difference_ore == 16_000


def test_what_is_not_known_is_not_nothing() -> None:
    told = follow_up(study(), "b", [Actual("run", 1, None, 51_000), Actual("buy", 0, None, None)])
    assert told == (
        Followed("buy", 0, 150_000, None, None, None, None, None),
        Followed("run", 1, 50_000, 51_000, 250.0, None, None, None),
    )
    assert [each.difference_ore for each in told] == [None, 1_000]


@pytest.mark.parametrize("actual", [Actual("paint", 1, 1.0, 1), Actual("run", 6, 1.0, 1), Actual("run", -1, 1.0, 1)])
def test_what_is_of_no_line_or_year(actual: Actual) -> None:
    with pytest.raises(FollowUpError) as caught:
        follow_up(study(), "a", [actual])
    assert caught.value.actual == actual


def test_told_twice() -> None:
    with pytest.raises(FollowUpError):
        follow_up(study(), "a", [Actual("run", 1, 1.0, 1), Actual("run", 1, 2.0, 1)])


def test_an_unknown_winner() -> None:
    with pytest.raises(KeyError):
        follow_up(study(), "z", [])
