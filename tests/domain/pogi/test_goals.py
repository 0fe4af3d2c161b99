"""Which POGI goal a text belongs to, and that the goals say where they were read."""

from __future__ import annotations

import pytest

from flok.domain.pogi import OVERVIEW, goal_for, goals

NAMED = {
    "kontorpapir": "paper",
    "Aftørringspapir til skolerne": "cleaning",
    "fødevarer": "food",
    "FØDEVARERNE i vores kantiner": "food",
    "rengøring": "cleaning",
    "Udbud af rengøringsydelser": "cleaning",
    "møbler": "furniture",
    "genbrugte kontormøbler": "furniture",
    "transport": "transport",
    "Elbiler og ladestandere": "transport",
    "it": "it",
    "IT-udstyr": "it",
    "vaskeriydelser og arbejdstøj": "textiles",
    "legetøj": "children",
    "varetransport": "transport_of_goods",
}
GENERAL = (
    "", "Kontraktperioden", "Kvalitet og pris", "Kredit", "Disponenternes adfærd", "Træningsforløb",
    "Totalomkostninger", "Mærker", "Grøn indkøbsstrategi", "Hvad et grønt indkøb er", "Et andet tema",
    "Politik", "Biodiversitet",
)  # fmt: skip


@pytest.mark.parametrize("text", NAMED)
def test_a_product_category_is_pointed_to_its_goal(text: str) -> None:
    goal = goal_for(text)
    assert goal is not None
    assert goal.key == NAMED[text]


@pytest.mark.parametrize("text", GENERAL)
def test_a_general_theme_is_no_product_category(text: str) -> None:
    assert goal_for(text) is None


def test_letters_are_the_same_however_they_are_written() -> None:
    assert goal_for("foedevarer") == goal_for("fo\u0308devarer".replace("o\u0308", "ø")) == goal_for("FØDEVARER")


def test_what_is_not_known_is_not_said() -> None:
    numbers = [one.number for one in goals()]
    assert numbers[:7] == [1, 3, 4, 5, 6, 10, 11]
    assert set(numbers[7:]) == {None}
    furniture = goal_for("møbler")
    assert furniture is not None
    assert (furniture.is_known, furniture.number, furniture.status) == (False, None, "unknown")


def test_every_goal_says_where_it_was_read() -> None:
    assert OVERVIEW.startswith("https://")
    for one in goals():
        assert one.source.startswith(("https://", "http://")), one.key
        assert one.says.endswith("."), one.key
        assert one.says_en.endswith("."), one.key
        assert one.status in {"in_revision", "revised", "lapsed", "unknown"}, one.key
        assert goal_for(one.name) == one, one.key
