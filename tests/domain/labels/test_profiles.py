"""What the register tells of labels: whole, sourced or said not to be, and never an equivalence by opinion."""

from __future__ import annotations

import pytest

from flok.domain.labels import Fact, Register, Words, profile, profiles, questions, sources
from flok.domain.labels._profiles import read_profile

REGISTER = Register.load()


def test_at_least_forty_labels_are_told_of() -> None:
    full = [each for each in profiles().values() if {"kind", "owner", "product_groups"} <= set(each.facts)]
    assert len(profiles()) >= 60
    assert len(full) >= 40


def test_all_kinds_are_there() -> None:
    kinds = {each.facts["kind"].value for each in profiles().values()}
    assert kinds == {
        *("product", "process", "organisation", "management_system", "declaration", "claim", "not_sustainability")
    }


@pytest.mark.parametrize(
    "label", ["kosher", "green_dot", "danish_milk", "finnish_origin", "canadian_origin", "ce_mark"]
)
def test_marks_of_something_else_are_in_it_as_what_they_are(label: str) -> None:
    known = profile(label)
    assert known is not None
    assert known.facts["kind"].value == "not_sustainability"
    assert label in REGISTER.group("not_sustainability")


def test_a_profile_says_what_the_register_says() -> None:
    for label, each in profiles().items():
        stated = REGISTER.labels[label]
        if "A6" in each.answers and stated.iso_type != "not verified":
            assert each.answers["A6"].value == stated.iso_type, label
        assert (each.facts.get("category") == Fact("official", "official-list")) is stated.official, label


def test_only_what_was_read_has_a_source() -> None:
    for each in profiles().values():
        for fact in (*each.facts.values(), *each.answers.values()):
            assert fact.source is None or sources()[fact.source].checked is not None


def test_the_conditions_of_official_type_one_labels_are_verified_and_of_no_others() -> None:
    conditions = ("C2a", "C2b", "C2c", "C3", "C4", "C5")
    verified = {label for label, each in profiles().items() if all(each.is_verified(key) for key in conditions)}
    assert verified == {"nordic_swan", "eu_ecolabel"}


def test_equivalents_name_the_requirements_they_were_compared_by() -> None:
    compared = [same for each in profiles().values() for same in each.equivalents]
    assert compared
    assert all(same.criteria for same in compared)


def test_levels_say_what_they_mean() -> None:
    kitchen = profile("organic_cuisine_label")
    assert kitchen is not None
    told = [(level.name.da, level.means.da, level.source) for level in kitchen.levels]
    assert told == [
        ("Bronze", "30-60 % økologi", "kitchen-label"),
        ("Sølv", "60-90 % økologi", "kitchen-label"),
        ("Guld", "90-100 % økologi", "kitchen-label"),
    ]


def test_answers_are_answers() -> None:
    for each in profiles().values():
        assert all(fact.value in questions()[key].choices for key, fact in each.answers.items())


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"kind": "sticker"}, "no such id: sticker"),
        ({"colour": "green"}, "no such fact: colour"),
        ({"answers": {"C3": "maybe"}}, "no such answer: C3 maybe"),
        ({"kind": "product", "sources": {"kind": "hearsay"}}, "no such source: hearsay"),
        ({"kind": "product", "sources": {"kind": "c368-10"}}, "not checked: c368-10"),
        ({"kind": "product", "sources": {"owner": "ski-counts"}}, "a source for nothing: owner"),
        ({"mistaken_for": [{"label": "no_such", "told": ["a", "b"]}]}, "no such label: no_such"),
    ],
)
def test_data_that_cannot_be_right_are_refused(entry: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_profile("nordic_swan", entry)


def test_a_profile_is_read() -> None:
    read = read_profile("fsc", {"owner": ["En ejer", "An owner"], "answers": {"C3": "yes"}, "sources": {"C3": "iseal"}})
    assert read.facts == {"owner": Fact(Words("En ejer", "An owner"), None)}
    assert read.answers == {"C3": Fact("yes", "iseal")}
    assert read.is_verified("C3")
    assert not read.is_verified("owner")
