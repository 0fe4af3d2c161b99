"""After the award: what was used and paid, held against what was promised, and what is unknown left so."""

from __future__ import annotations

import pytest

from flok.apps.members.scoping import inside
from flok.apps.tco.models import Actual
from tests.apps.tco.cases import filled
from tests.apps.tco.conftest import Room


def kept(room: Room) -> list[tuple[str, int, float | None, int | None]]:
    with inside(room.organisation):
        return list(Actual.objects.order_by("year", "line").values_list("line", "year", "quantity", "paid_ore"))


def test_from_the_choice_to_the_difference(room: Room) -> None:
    study = room.begin()
    assert "Hvilket alternativ blev valgt?" in room.get(study, "opfoelgning/")
    room.post(study, "opfoelgning/", {"alternative": "a"})
    room.post(study, "gem/", {**filled(room.toml(study)), "based_on": 1, "value.power": "9"})
    page = room.get(study, "opfoelgning/?aar=1")
    assert ("lovede i version 1" in page, "800" in page) == (True, True)  # 400 kWh at 2 kroner, not at 9
    room.post(study, "opfoelgning/?aar=1", {"quantity.run": "500", "paid.run": "1.100"})
    assert kept(room) == [("run", 1, 500.0, 110_000)]
    page = room.get(study, "opfoelgning/?aar=1")
    table = page[page.index("<caption>Lovet og betalt, kroner") :]
    cells = [cell.partition("</td>")[0] for cell in table.split('flok-figure">')[7:13]]
    assert cells == ["2027", "800", "1.100", "300", "100", "200"]  # 100 of it price, 200 quantity
    room.post(study, "opfoelgning/?aar=1", {"quantity.run": "", "paid.run": ""})
    assert kept(room) == []


def test_the_years_are_drawn_and_told_beside_each_other(room: Room) -> None:
    study = room.begin()
    room.post(study, "opfoelgning/", {"alternative": "a"})
    assert "flok-lives" not in room.get(study, "opfoelgning/")
    room.post(study, "opfoelgning/?aar=1", {"quantity.run": "500", "paid.run": "1.100"})
    room.post(study, "opfoelgning/?aar=3", {"paid.fix": "250"})
    page = room.get(study, "opfoelgning/?aar=1")
    said = "Hvor det betalte er kendt, er der betalt 1.350,00 kr. mod lovet 1.100,00 kr., altså 250,00 kr. mere."
    assert (page.count(said), page.count('role="img"')) == (2, 3)  # of the years, and of run
    assert ("Run, mængde, kWh/år" in page, "Fix: år for år" in page) == (True, True)
    table = page[page.index("<caption>Lovet og betalt år for år, kroner") :].partition("</table>")[0]
    rows = [[cell.partition("<")[0] for cell in row.split('">')[1:]] for row in table.split("<tr>")[2:]]
    assert rows == [
        ["start", "1.000", "–", "–", "–"], ["2027", "800", "800", "1.100", "300"], ["2028", "800", "–", "–", "–"],
        ["2029", "1.100", "300", "250", "-50"], ["2030", "800", "–", "–", "–"], ["2031", "800", "–", "–", "–"],
        ["I alt", "5.300", "1.100", "1.350", "250"],
    ]  # fmt: skip
    room.client.cookies["sprog"] = "en"
    page = room.get(study, "opfoelgning/?aar=1")
    assert "Where it is known, DKK 1,350.00 was paid against DKK 1,100.00 promised: DKK 250.00 more." in page


def test_the_start_and_a_year_with_a_repair(room: Room) -> None:
    study = room.begin()
    room.post(study, "opfoelgning/", {"alternative": "b"})
    assert ("Buy" in room.get(study, "opfoelgning/?aar=0"), "Fix" in room.get(study, "opfoelgning/?aar=3")) == (
        True,
        True,
    )
    assert "Fix" not in room.get(study, "opfoelgning/?aar=2")
    assert 'aria-current="page">2031' in room.get(study, "opfoelgning/?aar=99")


def test_another_choice_forgets_what_was_told_of_the_first(room: Room) -> None:
    study = room.begin()
    room.post(study, "opfoelgning/", {"alternative": "a"})
    room.post(study, "opfoelgning/?aar=1", {"paid.run": "5"})
    assert "slettes, når I vælger et andet" in room.get(study, "opfoelgning/?vaelg=1")
    room.post(study, "opfoelgning/?vaelg=1", {"alternative": "a"})
    assert kept(room) == [("run", 1, None, 500)]
    room.post(study, "opfoelgning/?vaelg=1", {"alternative": "b"})
    assert kept(room) == []


@pytest.mark.parametrize("wrong", [{"paid.run": "x"}, {"quantity.run": "-1"}, {"paid.run": "1e400"}])
def test_what_is_no_number(room: Room, wrong: dict[str, str]) -> None:
    study = room.begin()
    room.post(study, "opfoelgning/", {"alternative": "findes-ikke"}, 422)
    room.post(study, "opfoelgning/", {"alternative": "a"})
    room.post(study, "opfoelgning/?aar=1", wrong, 422)
    assert kept(room) == []
