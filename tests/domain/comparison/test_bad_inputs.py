"""The catalogue's rows about benchmarks, B01 to B09, one test or more each."""

from __future__ import annotations

import inspect
import json

import pytest

from flok.domain.comparison import CELLS, KEPT_BACK, Figure, Rules, release
from tests.domain.comparison.attacker import Attack, sums_of
from tests.domain.comparison.worlds import RULES, codes, life, made, org, orgs

GROUP = orgs("abc", 30, 50, 20)
GIANT = org("giant", 10**9, 10**9, 10**9)


def shown(one) -> list[str]:
    return [cell.name for cell in one.cells if cell.figure]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_b01_fewer_than_three(count) -> None:
    assert codes(made(GROUP[:count])) == dict.fromkeys(CELLS, "too_few")


def test_b01_one_of_a_type_among_others_shows_in_all_only() -> None:
    one = made([*GROUP, *orgs("xyz", 30, 50, 20, type="region"), org("u", 3000, 5000, 2000, type="utility")])
    assert shown(one) == ["all", "municipality", "region"]
    assert one.waiting == ("u",)  # alone it would be the difference between "all" and the types


def test_b02_one_is_nearly_all_of_the_cell() -> None:
    assert codes(made([*GROUP[:2], GIANT]))["municipality"] == "dominance"
    one = made([*GROUP, GIANT])
    assert (shown(one), one.waiting) == (["all", "municipality"], ("giant",))


def test_b02_dominating_one_of_the_amounts_is_enough() -> None:
    rows = [org("a", 9000, 50, 200), org("b", 10, 5000, 200), org("c", 10, 5000, 200)]
    assert codes(made(rows))["all"] == "dominance"


def test_b03_who_joins_waits_for_enough_others() -> None:
    first = made(GROUP)
    second = made(orgs("abcd", 30, 50, 20), [first])
    assert (second.cells, second.waiting) == (first.cells, ("d",))
    third = made(orgs("abcde", 30, 50, 20), [first, second])
    assert (third.cells, third.waiting) == (first.cells, ("d", "e"))
    fourth = made(orgs("abcdef", 30, 50, 20), [first, second, third])
    assert ([block.members for block in fourth.blocks], fourth.waiting) == ([frozenset("abc"), frozenset("def")], ())


def test_b03_who_leaves_takes_its_block_along_and_no_number_is_lost_from_the_ledger() -> None:
    six = orgs("abcdefg", 30, 50, 20)
    first = made(six)
    gone = first.blocks[0].contributions[0].organisation
    second = made([one for one in six if one.organisation != gone], [first])
    assert [block.members for block in second.blocks] == [block.members for block in first.blocks[1:]]
    assert made(six, [first, second]).cells == first.cells  # it comes back with the same numbers


def test_b03_those_a_leaver_leaves_are_not_counted_with_others_in_the_same_year() -> None:
    first = made(GROUP)
    second = made(orgs("bcdef", 30, 50, 20), [first])
    assert [block.members for block in second.blocks] == [frozenset("def")]
    assert second.waiting == ("b", "c")
    assert codes(made(orgs("bcd", 30, 50, 20), [first]))["municipality"] == "differencing"


def test_b03_one_alone_has_new_numbers() -> None:
    first = made(GROUP)
    second = made([org("a", 9000, 9000, 9000), *GROUP[1:]], [first])
    assert second.cells == first.cells


def test_b03_new_numbers_are_held_against_all_earlier_releases_not_the_last() -> None:
    first = made(GROUP)
    second = made(orgs("abc", 36, 61, 26), [first])
    assert second.blocks != first.blocks
    back = [*orgs("a", 47, 73, 34), *orgs("bc", 30, 50, 20)]  # a has others still, b and c have their first again
    third = made(back, [first, second])
    assert third.blocks == second.blocks


@pytest.mark.parametrize("year", ["2023", "2025", "2027", "2029"])
def test_b03_from_one_year_to_the_next(year) -> None:
    first = made(GROUP)
    assert made(orgs("abcd", 30, 50, 20), [first], period=year).waiting == ("d",)
    assert made(orgs("bcd", 30, 50, 20), [first], period=year).waiting == ("b", "c", "d")
    assert made(orgs("bcdefg", 30, 50, 20), [first], period=year).waiting == ("b", "c")


@pytest.mark.parametrize("year", ["2022", "2030"])
def test_b03_years_later_a_block_differs_by_enough(year) -> None:
    first = made(GROUP)
    assert made(orgs("bcd", 30, 50, 20), [first], period=year).waiting == ("b", "c", "d")
    assert made(orgs("bcdefg", 30, 50, 20), [first], period=year).waiting == ()


def test_b03_an_old_block_does_not_come_back_past_one_that_binds() -> None:
    first = made(GROUP)
    second = made(orgs("bcdef", 30, 50, 20), [first], period="2030")
    assert second.waiting == ()
    third = made(orgs("abcde", 30, 50, 20), [first, second], period="2031")
    assert (third.blocks, third.waiting) == ((), tuple("abcde"))


def test_b03_a_mixed_block_binds_in_its_own_year_only() -> None:
    one = orgs("r", 30, 50, 20, type="region")
    first = made([*one, *orgs("su", 30, 50, 20, type="state")])
    three = [*one, *orgs("pq", 30, 50, 20, type="region")]
    assert codes(made(three, [first]))["region"] == "secondary"
    assert shown(made(three, [first], period="2027")) == ["all", "region"]


def test_b03_blocks_live_on_into_the_next_year() -> None:
    first = made(orgs("abcdef", 30, 50, 20))
    second = made(orgs("abcdefghi", 31, 52, 23), [first], period="2027")
    assert [block.members for block in second.blocks] == [*(block.members for block in first.blocks), frozenset("ghi")]


def test_b03_years_later_a_block_differs_from_all_of_a_year_together() -> None:
    first = made(orgs("abcdef", 30, 50, 20))
    assert len(first.blocks) == 2
    gone = first.blocks[0].contributions[0].organisation
    again = first.blocks[1].contributions[0].organisation  # both blocks are broken
    rest = sorted(set("abcdef") - {gone, again})
    assert made(orgs("".join(rest), 30, 50, 20), [first], period="2030").waiting == tuple(rest)


def test_b03_four_quarters_less_a_year() -> None:
    first = made(GROUP)
    assert codes(made(GROUP, [first], period="2026-Q1"))["municipality"] == "differencing"
    quarter = made(GROUP, period="2026-Q1")
    assert shown(made(GROUP, [quarter], period="2026-Q2")) == ["all", "municipality"]
    assert codes(made(GROUP, [quarter]))["municipality"] == "differencing"


def test_b04_a_total_less_its_parts() -> None:
    rows = [*orgs("abc", 30, 50, 20), *orgs("de", 30, 50, 20, type="region"), *orgs("f", 30, 50, 20, type="state")]
    one = made(rows)
    assert (shown(one), one.waiting) == (["all", "municipality"], ())
    assert [(block.kind, block.members) for block in one.blocks][1:] == [("mixed", frozenset("def"))]
    later = made([*rows, *orgs("g", 30, 50, 20, type="region")], [one])
    assert codes(later)["region"] == "secondary"  # d + e + g, and d + e + f before
    assert Attack(sums_of([one, later]), known="d").narrowed(10) == []


def test_b05_no_cell_but_the_fixed_ones_can_be_asked_for() -> None:
    assert list(inspect.signature(release).parameters) == [
        "contributions",
        "definition",
        "version",
        "period",
        "earlier",
        "rules",
    ]
    assert all([cell.name for cell in one.cells] == list(CELLS) for one in life(3, 8))
    for period in ("2026-03", "2026-Q5", "alt", "2026-Q1 ", "２０２６", ""):
        with pytest.raises(ValueError, match="calendar"):
            made(GROUP, period=period)


def test_b05_a_definition_made_to_count_one_organisations_purchase() -> None:
    first = made(GROUP)
    tracker = [org("a", *(GROUP[0].amounts[0] + 700, GROUP[0].amounts[1] - 700, GROUP[0].amounts[2])), *GROUP[1:]]
    assert codes(made(tracker, [first], definition="own"))["municipality"] == "differencing"


def test_b05_asking_again_tells_nothing_new() -> None:
    ledger = [made(GROUP)]
    for _ in range(50):
        ledger.append(made(GROUP, ledger))
    assert len({json.dumps(one.public()) for one in ledger}) == 1


@pytest.mark.parametrize("part", range(3))
def test_b06_an_amount_below_zero_leaves_the_organisation_out(part) -> None:
    amounts = [3000, 5000, 2000]
    amounts[part] = -1
    negative = org("n", *amounts)
    one = made([*GROUP, negative])
    assert (one.cells, one.waiting) == (made(GROUP).cells, ("n",))
    assert codes(made([*GROUP[:2], negative]))["municipality"] == "negative"


def test_b06_a_block_with_a_member_below_zero_is_not_counted() -> None:
    first = made(GROUP)
    assert codes(made([*GROUP[:2], org("c", -1, 5000, 2000)], [first]))["municipality"] == "negative"


def test_b07_parameters_are_in_nothing_that_is_shown_stored_or_printed() -> None:
    rules = Rules(p_percent=37, min_contributors=3, coalition=1)
    assert repr(rules) == "Rules()"
    one = made(GROUP, rules=rules)
    for plain in (one.public(), one.to_data()):
        assert not {"rules", "p_percent", "coalition", "min_contributors"} & set(plain)
    assert not any(character.isdigit() for character in KEPT_BACK.danish + KEPT_BACK.english)


def test_b08_nothing_but_the_range_a_band_and_rounded_amounts_leaves() -> None:
    for one in life(5, 8):
        for cell in one.public()["cells"]:
            if cell["figure"] is None:
                assert cell == {
                    "name": cell["name"],
                    "figure": None,
                    "danish": KEPT_BACK.danish,
                    "english": KEPT_BACK.english,
                }
            else:
                assert set(cell) == {"name", "figure"}
                assert Figure(**cell["figure"])
                assert set(cell["figure"]) == {
                    "share_low_percent",
                    "share_high_percent",
                    "organisations",
                    "denominator_ore",
                    "unknown_ore",
                }
        assert not any(f'"o{i}"' in json.dumps(one.public()) for i in range(12))


def test_b08_kept_back_looks_the_same_for_every_reason() -> None:
    ledgers = [made(GROUP[:2]), made([]), made([*GROUP[:2], GIANT]), made([*GROUP[:2], org("n", -1, 1, 1)])]
    assert len({tuple(codes(one).values()) for one in ledgers}) == 3
    assert len({json.dumps(one.public()) for one in ledgers}) == 1


def test_b08_an_older_release_kept_in_a_cache_adds_nothing() -> None:
    first = made(orgs("abcdef", 30, 50, 20))
    second = made(orgs("abcdeg", 30, 50, 20), [first])
    for known in ([], ["a"], ["e"], ["f"], ["g"]):
        assert Attack(sums_of([first, second]), known).narrowed(10) == []


@pytest.mark.parametrize("asker", "abc")
def test_b09_the_asker_is_one_of_three(asker) -> None:
    assert Attack(sums_of([made(GROUP)]), asker).narrowed(10) == []
    near = [org("a", 100, 100, 100), org("b", 95, 95, 95), org("c", 5, 5, 5)]  # b would know a to within 5 %
    assert codes(made(near))["all"] == "dominance"
    assert Attack([("2026", tuple(near))], "b").narrowed(10) != []


def test_b09_a_coalition_of_two() -> None:
    rules = Rules(10, coalition=2)
    assert codes(made(GROUP, rules=rules))["all"] == "too_few"
    one = made(orgs("abcd", 30, 50, 20), rules=rules)
    assert shown(one) == ["all", "municipality"]
    assert Attack(sums_of([one]), "ab").narrowed(10) == []
    assert Attack(sums_of([one]), "abc").narrowed(10) != []  # all but one know the last of any sum


def test_b09_a_smallest_number_of_five() -> None:
    rules = Rules(10, min_contributors=5)
    assert codes(made(orgs("abcd", 30, 50, 20), rules=rules))["all"] == "too_few"
    assert shown(made(orgs("abcde", 30, 50, 20), rules=rules)) == ["all", "municipality"]


def test_stricter_rules_hold_for_what_was_shown_before() -> None:
    first = made(GROUP)
    assert shown(first) == ["all", "municipality"]
    assert shown(made(GROUP, [first], rules=Rules(10, min_contributors=4))) == []


def test_what_is_wrong_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        made([GROUP[0], GROUP[0]])
    with pytest.raises(ValueError, match="types"):
        made([org("a", 1, 1, 1, type="mixed")])
    with pytest.raises(ValueError, match="made for"):
        made([org(str(i), 1, 1, 1) for i in range(301)])
    with pytest.raises(ValueError, match="made for"):
        made(GROUP, [made(GROUP)] * 1001)
    with pytest.raises(ValueError, match="two blocks"):
        made(GROUP, [made(GROUP), made(orgs("cde", 30, 50, 20))])


def test_an_organisation_that_changes_type_is_not_counted_with_its_old_block() -> None:
    first = made(GROUP)
    moved = [*GROUP[:2], *orgs("c", 30, 50, 20, type="region")]
    assert shown(made(moved, [first])) == []


def test_rules_is_what_the_tests_think() -> None:
    assert Rules(p_percent=10) == RULES
