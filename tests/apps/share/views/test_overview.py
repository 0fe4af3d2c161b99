"""The overview says what the engine says of the same lines, and how the computation stands."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from html import unescape
from typing import Any

import pytest

from flok.apps.members.scoping import inside
from flok.apps.share.models import Publication, Work
from flok.kernel.money import rounded
from flok.report import charts, words
from tests.apps.share.conftest import MAIN, NOW, Room, Year
from tests.apps.worlds import signed_in

FIGURES = "sustainable_ore not_sustainable_ore unknown_ore out_of_scope_ore share_low share_high gap_ore lines".split()


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_figure_is_the_engines(room: Room, year: Year, lang: str) -> None:
    room.client.cookies["sprog"] = lang
    for own in year.answer["definitions"]:
        response = room.get("", definition=own["id"])
        shown, page = response.context["main"], text_of(response)
        assert [shown[name] for name in FIGURES] == [own[name] for name in FIGURES]
        assert shown["groups"]["month"] == own["groups"]["month"]
        said = {
            words.sentence({**year.answer, "definitions": [own]}, lang),
            words.grounds(own, lang),
            *(words.amount(own[f"{name}_ore"], lang) for name in ("sustainable", "not_sustainable", "unknown")),
            words.account(year.answer, lang)[1],
            *(words.span(one, one["target"], lang) for one in year.answer["definitions"]),
            *(words.unbroken(words.told(one, lang)) for one in year.answer["definitions"]),
        }
        assert [one for one in said if words.unbroken(one) not in words.unbroken(page)] == []


def test_the_groups_behind_the_gap_are_the_engines(room: Room, year: Year) -> None:
    own, gaps = year.definition(MAIN), room.get("").context["gaps"]
    for gap in gaps:
        listed = own["groups"][gap["dimension"]]
        wanted = charts.gap_bars(listed, own["target"], top=5)
        assert gap["total"] == len(listed)
        assert [(bar.group["key"], bar.gap_ore, bar.maybe_ore) for bar, _query in gap["bars"]] == [
            (bar.group["key"], bar.gap_ore, bar.maybe_ore) for bar in wanted
        ]
    assert [gap["dimension"] for gap in gaps] == ["category", "unit", "supplier"]


def test_the_unknown_is_the_engines(room: Room, year: Year) -> None:
    own = year.definition(MAIN)
    most = sorted(own["groups"]["supplier"], key=lambda group: -group["unknown_ore"])
    shown = [(bar.group["key"], bar.ore) for bar, _query in room.get("").context["unknown"]]
    assert shown == [(group["key"], group["unknown_ore"]) for group in most if group["unknown_ore"]][:3]


def test_an_empty_room_says_what_to_do_first(opened: Callable[..., Room]) -> None:
    page = text_of(opened().get(""))
    assert ("Begynd med jeres e-fakturaer" in page, "/filer/aflever/" in page) == (True, True)


def test_a_definition_there_is_not(room: Room) -> None:
    room.get("", 404, definition="findes-ikke")


def test_who_sets_a_target_is_told(room: Room) -> None:
    member = signed_in(room.colleague)
    link = f"/andel/definitioner/{MAIN}/maal/"
    assert (link in text_of(room.get("")), link in text_of(room.get("", client=member))) == (True, False)
    without = text_of(room.get("", client=member, definition="agreement-level"))
    assert "Der er intet mål efter denne definition. Jeres administrator kan sætte et." in without


def test_a_target_is_shown_with_its_gap_and_path(room: Room, year: Year) -> None:
    room.post(f"definitioner/{MAIN}/maal/", share="65,5", year="2029", source="Byrådet (opdigtet), punkt 7")
    room.work()
    response = room.get("")
    own, page = year.definition(MAIN), words.unbroken(text_of(response))
    whole = own["sustainable_ore"] + own["not_sustainable_ore"] + own["unknown_ore"]
    target = {"share": 0.655, "year": 2029, "source": "Byrådet (opdigtet), punkt 7"}
    shown = response.context["main"]
    assert (shown["target"], shown["gap_ore"]) == (
        target,
        rounded(Fraction(whole * 655, 1000)) - own["sustainable_ore"],
    )
    assert words.unbroken(words.goal_by(target)) in page
    assert words.unbroken(words.amount(shown["gap_ore"])) in page
    path = charts.path_to_target(own["groups"]["month"], target)
    assert path is not None
    said = (
        "Den lige vej begynder i januar 2026 med det, der er bevist i de første tre måneder tilsammen, og ender ved "
        f"målet i december 2029. I marts 2026 skulle andelen efter den være {words.percent(path[-1])}."
    )
    assert words.unbroken(said) in page


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (Work.WAITING, "Andelen bliver regnet ud på ny om et øjeblik."),
        (Work.RUNNING, "Andelen bliver regnet ud på ny."),
        (Work.FAILED, "Andelen kunne ikke regnes ud. Lageret er beskadiget (opdigtet)."),
    ],
)
def test_how_the_computation_stands(room: Room, state: Work, said: str) -> None:
    with inside(room.organisation):
        Publication.objects.create(
            organisation=room.organisation, asked_at=NOW.replace(hour=10), state=state,
            message="Lageret er beskadiget (opdigtet)." if state == Work.FAILED else "",
        )  # fmt: skip
    for address in ("", "tilstand/"):
        assert said in " ".join(text_of(room.get(address)).split())


def test_the_piece_that_waits_makes_the_page_anew_when_done(room: Room) -> None:
    done = room.client.get("/andel/tilstand/", headers={"HX-Request": "true"})
    room.post("beregn/")
    waits = room.client.get("/andel/tilstand/", headers={"HX-Request": "true"})
    assert (done.headers.get("HX-Refresh"), waits.headers.get("HX-Refresh")) == ("true", None)


def test_asked_twice_waits_once(room: Room) -> None:
    room.post("beregn/")
    room.post("beregn/")
    assert sorted(one.state for one in room.rows(Publication)) == [Work.DONE, Work.WAITING]
