from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from flok.apps.share.queries import shipped
from flok.apps.share.rules import Aim, aimed, key_from, main_first
from flok.domain import spend

ONE, TWO, *_REST = shipped()


def test_a_key_from_a_name() -> None:
    names = ["Mærket rengøring", "  ÅÆØ  ", "ecolabel, 2. udgave!", "日本", "", "İß ﬁ", "x" * 100]
    assert [key_from(name, []) for name in names] == [
        "own-maerket-rengoering", "own-aaaeoe", "own-ecolabel-2-udgave", "own-definition", "own-definition",
        "own-iss-fi", "own-" + "x" * 40,
    ]  # fmt: skip


def test_a_key_that_is_taken_gets_a_number() -> None:
    assert key_from("Papir", ["own-papir", "own-papir-2"]) == "own-papir-3"


@given(st.text(), st.lists(st.text(), max_size=5))
def test_a_key_is_always_a_new_one_that_a_definition_may_have(name: str, others: list[str]) -> None:
    taken: list[str] = []
    for one in (*others, name, name):
        key = key_from(one, taken)
        assert key not in taken
        assert (re.fullmatch(r"own(-[a-z0-9]+)+", key) is not None, len(key) <= 60) == (True, True)
        taken.append(key)


def test_own_targets_stand_in_place_of_those_that_come_along() -> None:
    aim = Aim(0.5, None, "Byrådet (opdigtet)")
    assert aimed([ONE, TWO], {ONE.id: aim}) == [replace(ONE, target=spend.Target(0.5, None, "Byrådet (opdigtet)")), TWO]


def test_the_main_definition_stands_first() -> None:
    assert main_first([ONE, TWO], TWO.id) == [TWO, ONE]
    assert main_first([ONE, TWO], None) == main_first([ONE, TWO], "gone") == [ONE, TWO]
