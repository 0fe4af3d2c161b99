"""Blocks: formed disjoint and safe, renewed whole, changed from year to year by enough."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flok.domain.comparison import Block, Rules
from flok.domain.comparison._blocks import block_of, differs_enough, form_blocks, renews
from flok.domain.comparison._rules import unsafe_part
from tests.domain.comparison.worlds import RULES, org, orgs

AMOUNTS = st.tuples(*[st.one_of(st.integers(0, 20), st.integers(0, 10**12))] * 3)


def block(*rows: tuple[int, int, int]) -> Block:
    return block_of("municipality", [org("abcdefg"[i], *row) for i, row in enumerate(rows)])


@given(st.lists(AMOUNTS, max_size=14), st.integers(1, 60), st.integers(3, 5))
def test_formed_blocks_are_safe_and_disjoint(amounts, p_percent, least) -> None:
    rules = Rules(p_percent, least)
    rows = [org(f"o{i}", *one) for i, one in enumerate(amounts)]
    blocks = form_blocks("municipality", rows, rules, lambda _: True)
    members = [one for block in blocks for one in block.contributions]
    assert len(set(members)) == len(members)
    assert set(members) <= set(rows)
    assert all(unsafe_part(block.contributions, rules) is None for block in blocks)
    assert all(len(block.contributions) >= least for block in blocks)


@given(st.permutations(orgs("abcdefgh", 30, 50, 20)))
def test_the_order_given_makes_no_difference(rows) -> None:
    assert form_blocks("region", rows, RULES, lambda _: True) == form_blocks(
        "region", orgs("abcdefgh", 30, 50, 20), RULES, lambda _: True
    )


def test_one_too_large_for_the_others_waits_and_they_do_not() -> None:
    rows = [*orgs("abcd", 30, 50, 20), org("giant", 10**9, 10**9, 10**9)]
    assert [block.members for block in form_blocks("region", rows, RULES, lambda _: True)] == [frozenset("abcd")]


def test_who_is_left_over_joins_the_last_block() -> None:
    blocks = form_blocks("region", orgs("abcde", 30, 50, 20), RULES, lambda _: True)
    assert [block.members for block in blocks] == [frozenset("abcde")]


def test_a_large_one_joins_a_block_that_can_hold_it() -> None:
    rows = [*orgs("abde", 30, 50, 20), org("c", 60_000, 100_000, 40_000), org("f", 3000, 5000, 2000)]
    blocks = form_blocks("region", rows, RULES, lambda _: True)
    assert [block.members for block in blocks] == [frozenset("abcdef")]


def test_new_numbers_are_shown_when_all_members_have_them() -> None:
    old = block((100, 500, 200), (110, 510, 210), (120, 520, 220))
    assert renews(old, old, RULES)
    assert renews(block((150, 560, 270), (160, 575, 285), (175, 580, 290)), old, RULES)
    assert not renews(block((150, 560, 270), (110, 510, 210), (120, 520, 220)), old, RULES)  # only one
    assert not renews(block((150, 560, 270), (160, 575, 285), (120, 520, 220)), old, RULES)  # only two
    assert not renews(block((9000, 560, 270), (111, 575, 285), (121, 580, 290)), old, RULES)  # nearly only one


def test_new_numbers_are_not_shown_while_one_of_many_has_none() -> None:
    old = block((100, 500, 200), (110, 510, 210), (120, 520, 220), (130, 530, 230))
    new = [(150, 560, 270), (165, 575, 285), (180, 590, 300)]
    assert renews(block(*new, (199, 605, 320)), old, RULES)
    assert not renews(block(*new, (130, 530, 230)), old, RULES)


def test_a_denominator_that_stands_still_for_one_only_is_no_way_in() -> None:
    old = block((100, 500, 200), (110, 510, 210), (120, 520, 220))
    assert not renews(block((150, 480, 170), (160, 575, 285), (175, 580, 290)), old, RULES)
    assert not renews(block((150, 560, 150), (160, 575, 285), (175, 580, 290)), old, RULES)  # nor a ceiling
    assert renews(block((150, 500, 150), (165, 510, 155), (180, 520, 160)), old, RULES)  # none has new denominator


def test_between_years_a_block_differs_by_none_or_by_a_safe_block() -> None:
    old = orgs("abc", 30, 50, 20)
    assert differs_enough(block_of("region", orgs("abc", 40, 60, 20)), old, RULES)
    assert not differs_enough(block_of("region", orgs("abcd", 30, 50, 20)), old, RULES)
    assert not differs_enough(block_of("region", orgs("bcd", 30, 50, 20)), old, RULES)
    assert not differs_enough(block_of("region", orgs("abc", 30, 50, 20)), orgs("abcd", 30, 50, 20), RULES)
    assert differs_enough(block_of("region", orgs("abcdef", 30, 50, 20)), old, RULES)
    assert not differs_enough(
        block_of("region", [*orgs("abcde", 30, 50, 20), org("f", 10**9, 10**9, 10**9)]), old, RULES
    )
