"""Where the two packages meet: the shipped definitions name labels and groups of the shipped register."""

from flok.domain.labels import Register, resolve
from flok.domain.spend._definitions import shipped_definitions

REGISTER = Register.load()
DEFINITIONS = {each.id: each for each in shipped_definitions(REGISTER.labels, REGISTER.groups)}


def test_groups_become_their_members() -> None:
    label_rule = DEFINITIONS["official-ecolabel"].rules[1]
    assert label_rule.when.labels == frozenset({"nordic_swan", "eu_ecolabel"})


def test_no_definition_accepts_a_mark_that_is_no_sustainability_label() -> None:
    accepted = {each for d in DEFINITIONS.values() for rule in d.rules for each in rule.when.labels}
    assert not accepted & REGISTER.group("not_sustainability")


def test_the_combined_definition_is_the_union_of_the_three() -> None:
    parts = ("recognised-environmental", "recognised-organic", "recognised-social")
    union = frozenset().union(*(DEFINITIONS[part].rules[1].when.labels for part in parts))
    assert DEFINITIONS["recognised-labels"].rules[1].when.labels == union


def test_certificates_in_examples_are_found_as_the_example_says() -> None:
    for definition in DEFINITIONS.values():
        for example in definition.examples:
            found = [resolve(REGISTER, *certificate) for certificate in example.certificates]
            assert all(each.label for each in found), example.name
            assert (example.reason == "name_only") is any(each.to_be_confirmed for each in found), example.name
