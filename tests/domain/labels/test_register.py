"""The label register: whole, without contradictions, and honest about what was not checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from flok.domain.labels import Label, Register
from flok.domain.labels._register import CODE_LISTS, build_register, fold_code, fold_name

REGISTER = Register.load()

A_LABEL = Label(
    id="a_label",
    name_da="Et mærke",
    name_en="A label",
    themes=("environmental",),
    official=False,
    iso_type="none",
    groups=(),
    gs1=("A_LABEL",),
    ehf=(),
    gs1se=(),
    names=("A label",),
    source="nowhere",
    checked=None,
)


def test_the_nordic_swan_is_read_whole() -> None:
    assert REGISTER.labels["nordic_swan"] == Label(
        id="nordic_swan",
        name_da="Svanemærket",
        name_en="Nordic Swan Ecolabel",
        themes=("environmental",),
        official=True,
        iso_type="I",
        groups=("official_ecolabel", "ecolabel", "recognised_environmental"),
        gs1=("SVANEN",),
        ehf=("NEO",),
        gs1se=("Z02",),
        names=(
            "Svanemærket",
            "Svanen",
            "Svanemærke",
            "Svanemerket",
            "Svanemärket",
            "Nordic Swan",
            "Nordic Swan Ecolabel",
            "Nordic Ecolabel",
            "Nordisk miljømærke",
        ),
        source="https://www.eublomsten.dk/offentlig-indkober/rammer-for-brug-af-maerker-i-udbud",
        checked=date(2026, 11, 23),
    )


def test_it_is_read_once() -> None:
    assert Register.load() is REGISTER


def test_official_labels_are_those_of_the_danish_list() -> None:
    official = {label.id for label in REGISTER.labels.values() if label.official}
    assert {each for each in official if not each.startswith("energy_label_")} == {
        "nordic_swan",
        "eu_ecolabel",
        "dk_organic",
        "eu_organic",
        "eu_energy_label",
    }


def test_the_groups_are_these_and_none_is_empty() -> None:
    assert set(REGISTER.groups) == {
        "official_ecolabel",
        "ecolabel",
        "recognised_environmental",
        "recognised_organic",
        "recognised_social",
        "not_sustainability",
    }
    assert all(REGISTER.groups.values())
    assert frozenset().union(*REGISTER.groups.values()) <= set(REGISTER.labels)


def test_the_official_ecolabels_are_two() -> None:
    assert REGISTER.group("official_ecolabel") == frozenset({"nordic_swan", "eu_ecolabel"})


def test_groups_lie_within_each_other_and_apart() -> None:
    recognised = (
        REGISTER.group("recognised_environmental")
        | REGISTER.group("recognised_organic")
        | REGISTER.group("recognised_social")
    )
    assert REGISTER.group("official_ecolabel") < REGISTER.group("ecolabel")
    assert REGISTER.group("ecolabel") < REGISTER.group("recognised_environmental")
    assert not recognised & REGISTER.group("not_sustainability")


def test_an_ecolabel_is_of_type_one_and_nothing_else_is() -> None:
    type_one = {label.id for label in REGISTER.labels.values() if label.iso_type == "I"}
    assert REGISTER.group("ecolabel") == type_one


@pytest.mark.parametrize("theme", ["organic", "diet", "origin", "packaging"])
def test_no_such_label_is_an_ecolabel(theme: str) -> None:
    assert not any(theme in REGISTER.labels[each].themes for each in REGISTER.group("ecolabel"))


def test_energy_classes_and_own_claims_are_in_no_recognised_group() -> None:
    outside = [
        label
        for label in REGISTER.labels.values()
        if label.id.startswith(("energy_label_", "carbon_")) or label.iso_type == "II"
    ]
    assert len(outside) == 14
    assert [label.groups for label in outside] == [()] * 14


@pytest.mark.parametrize("code_list", CODE_LISTS)
def test_a_code_stands_for_one_label(code_list: str) -> None:
    codes = [fold_code(code) for label in REGISTER.labels.values() for code in getattr(label, code_list)]
    assert len(codes) == len(set(codes))


def test_a_name_stands_for_one_label() -> None:
    names = [fold_name(name) for label in REGISTER.labels.values() for name in label.names]
    assert len(names) == len(set(names))


def test_every_entry_names_its_source_or_says_that_it_has_none() -> None:
    unchecked = {label.id for label in REGISTER.labels.values() if label.checked is None}
    assert unchecked == {"iso_14001", "emas", "asthma_allergy_nordic"}
    assert {each for each, label in REGISTER.labels.items() if label.source == "not verified"} == unchecked


@pytest.mark.parametrize(
    ("label", "words"),
    [
        (replace(A_LABEL, themes=("green",)), "themes"),
        (replace(A_LABEL, iso_type="IV"), "ISO type"),
        (replace(A_LABEL, groups=("good",)), "no such group: good"),
        (replace(A_LABEL, gs1=("NA",)), "too little"),
        (replace(A_LABEL, names=("A+++",)), "too little"),
        (replace(A_LABEL, names=("n/a",)), "too little"),
    ],
)
def test_data_that_cannot_be_right_are_refused(label: Label, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        build_register([label], ["ecolabel"])


def test_a_code_for_two_labels_is_refused() -> None:
    with pytest.raises(ValueError, match="'a_label' stands for both a_label and b_label"):
        build_register([A_LABEL, replace(A_LABEL, id="b_label", gs1=("a_label",))], [])
