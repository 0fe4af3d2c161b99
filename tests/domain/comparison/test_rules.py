"""The p%-rule against what it means: the closest estimate any coalition can make of any other."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.comparison import Rules
from flok.domain.comparison._rules import is_safe, unsafe_part
from tests.domain.comparison.worlds import org


def closest_estimate_is_far(amounts: list[int], rules: Rules) -> bool:
    """Every coalition, every target: the sum less the coalition's own is at least p% above the target's amount."""
    if len(amounts) < rules.smallest_block or not any(amounts):
        return False
    places = range(len(amounts))
    for target in places:
        for coalition in combinations([place for place in places if place != target], rules.coalition):
            estimate = sum(amounts) - sum(amounts[place] for place in coalition)
            if 100 * estimate < (100 + rules.p_percent) * amounts[target]:
                return False
    return True


@given(
    amounts=st.lists(st.one_of(st.integers(0, 30), st.integers(0, 10**13)), max_size=7),
    p_percent=st.integers(1, 100),
    coalition=st.integers(1, 3),
)
def test_safe_is_that_no_coalition_comes_close_to_any_target(amounts, p_percent, coalition) -> None:
    rules = Rules(p_percent, coalition=coalition)
    assert is_safe(amounts, rules) == closest_estimate_is_far(amounts, rules)


@pytest.mark.parametrize(
    ("amounts", "safe"),
    [
        ([100, 90, 10], True),  # 200 - 90 - 100 is exactly 10% of 100
        ([100, 90, 9], False),
        ([1000, 50, 60, 30], False),  # 80 left of the 100 that are needed
        ([1000, 50, 60, 50], True),
        ([0, 0, 0], False),
        ([5, 0, 0], False),
        ([5, 5, 0], False),
        ([1, 1], False),
        ([], False),
    ],
)
def test_the_formula_of_the_handbook(amounts, safe) -> None:
    assert is_safe(amounts, Rules(10)) == safe


def test_the_handbooks_example_of_why_one_k_is_inadequate() -> None:
    assert not is_safe([50_000, 49_000, 500, 500], Rules(10))


def test_each_of_the_three_amounts_must_be_safe() -> None:
    level = [org(name, 10, 10, 10) for name in "abc"]
    assert unsafe_part(level, Rules(10)) is None
    for part, lonely in enumerate([(0, 10, 10), (10, 0, 10), (10, 10, 0)]):
        assert unsafe_part([org("a", 10, 10, 10), org("b", *lonely), org("c", *lonely)], Rules(10)) == part


@pytest.mark.parametrize("wrong", [{"p_percent": 0}, {"p_percent": 101}, {"p_percent": 5, "min_contributors": 2}])
def test_rules_that_protect_nothing_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match="out of range"):
        Rules(**wrong)
    with pytest.raises(ValueError, match="out of range"):
        Rules(10, coalition=0)


def test_a_coalition_needs_its_target_and_one_more() -> None:
    assert [Rules(10, coalition=c).smallest_block for c in (1, 2, 5)] == [3, 4, 7]
    assert Rules(10, min_contributors=5).smallest_block == 5
