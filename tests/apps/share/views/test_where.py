"""Drilling down adds up at each level, what is not known can be chosen, and a line's story is the engine's."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flok.apps.share.views.asked import WAY_DOWN
from flok.domain import spend
from flok.domain.labels import labelling
from flok.report import letter
from tests.apps.share.conftest import MAIN, Room, Year

ORE = ("sustainable_ore", "not_sustainable_ore", "unknown_ore", "out_of_scope_ore")
WORDS = ("definition", "side", "ved", "regel", "udfald", *spend.DIMENSIONS)
ANYTHING = st.text(max_size=30) | st.sampled_from(["-", "\x00", "9" * 5000, "--5", "-1", "0", "²", "1" * 7, "x" * 5000])


def key_word(key: str | None) -> str:
    return "-" if key is None else key


def sums(groups: list[dict[str, Any]]) -> dict[str, int]:
    return {name: sum(group[name] for group in groups) for name in (*ORE, "lines")}


def whole_of(context: Any) -> dict[str, int]:
    return {name: context["whole"][name] for name in ORE} | {"lines": sum(context["whole"]["lines"].values())}


@pytest.mark.parametrize("definition", [MAIN, "agreement-level"])
def test_each_level_adds_up_to_the_one_above(room: Room, year: Year, definition: str) -> None:
    own, seen = year.definition(definition), []

    def down(where: dict[str, str], left: tuple[str, ...]) -> dict[str, int]:
        context = room.get("hvor/", definition=definition, **where).context
        whole, seen_here = whole_of(context), where
        seen.append(seen_here)
        if not left:
            listed = room.get("linjer/", definition=definition, **where).context["found"]
            assert (listed["count"], listed["ore"]) == (whole["lines"], sum(whole[name] for name in ORE))
            return whole
        assert context["by"] == left[0]
        groups = [group for group, _label, _query in context["groups"]]
        assert sums(groups) == whole
        assert [whole_of_group(group) for group in groups] == [
            down({**where, left[0]: key_word(group["key"])}, left[1:]) for group in groups
        ]
        return whole

    whole = down({}, WAY_DOWN)
    assert whole == {name: own[name] for name in ORE} | {"lines": year.answer["lines"]}
    assert {"unit": "-"} in seen  # what is not known is a group like any other


def whole_of_group(group: dict[str, Any]) -> dict[str, int]:
    return {name: group[name] for name in (*ORE, "lines")}


def test_what_is_not_known_is_chosen_and_removed_again(room: Room, year: Year) -> None:
    response = room.get("hvor/", definition=MAIN, unit="-", supplier="99000021")
    unknown = next(group for group in year.definition(MAIN)["groups"]["unit"] if group["key"] is None)
    assert response.context["steps"] == [
        ("Enhed", "ukendt", f"/andel/hvor/?definition={MAIN}"),
        ("Leverandør", "Fiktiv Rengøring <b>ApS</b>", f"/andel/hvor/?definition={MAIN}&unit=-"),
    ]
    whole = room.get("hvor/", definition=MAIN, unit="-").context["whole"]
    assert [whole[name] for name in ORE] == [unknown[name] for name in ORE]


def test_the_query_of_a_selection_is_asked_for_again(room: Room) -> None:
    asked = room.get("hvor/", definition=MAIN, unit="-", category="1411").context["asked"]
    again = room.client.get(f"/andel/hvor/{asked.query()}").context["asked"]
    assert (again.where, again.definition["id"]) == (asked.where, asked.definition["id"])
    assert asked.query(contract=None) == f"?definition={MAIN}&unit=-&category=1411&contract=-"


def test_reasons_and_their_lines(room: Room, year: Year) -> None:
    for own in room.get("hvor/", definition=MAIN).context["reasons"]:
        found = room.get("linjer/", definition=MAIN, regel=str(own["rule"])).context["found"]
        assert (found["count"], found["ore"]) == (own["lines"], own["ore"])
    by_outcome = {
        outcome: room.get("linjer/", definition=MAIN, udfald=outcome).context["found"]["ore"]
        for outcome in ("sustainable", "not_sustainable", "unknown", "out_of_scope")
    }
    assert by_outcome == {name: year.definition(MAIN)[f"{name}_ore"] for name in by_outcome}


def test_a_lines_story_is_the_engines(room: Room, year: Year) -> None:
    listed = room.get("linjer/").context["found"]["lines"]
    with spend.engine(threads=1) as engine:
        lines = spend.line_table(engine, year.store)
        for row in listed:
            wanted = spend.explained(
                engine, lines, row["line_id"], year.question.definitions, year.question.sources, labelling
            )
            response = room.get(f"linjer/{row['line_id']}/", definition=MAIN)
            assert response.context["story"] == wanted
            assert response.context["verdict"]["outcome"] == row["outcome"]
    assert len(listed) == year.answer["lines"]


def test_a_credit_note_line_stands_on_the_evidence_of_what_it_credits(room: Room) -> None:
    credit = next(row for row in room.get("linjer/").context["found"]["lines"] if row["number"] == "K1")
    page = room.get(f"linjer/{credit['line_id']}/").content.decode()
    assert ("Kreditnota" in page, "Den krediterer linje" in page) == (True, True)


def test_a_line_there_is_not(room: Room) -> None:
    for line_id in ("findes-ikke", "x" * 3000, "%00", "%F0%9F%A6%86"):
        room.get(f"linjer/{line_id}/", 404)


def test_the_unknown_and_whom_to_ask(room: Room, year: Year) -> None:
    context = room.get("ukendt/", definition=MAIN).context
    own = year.definition(MAIN)
    assert sum(group["unknown_ore"] for group, _label, _query in context["suppliers"]) == own["unknown_ore"]
    assert sum(reason["ore"] for reason, _drawn in context["reasons"]) == own["unknown_ore"]
    assert (context["chosen"], 'id="letter"' in room.get("ukendt/").content.decode()) == (None, False)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_letter(room: Room, lang: str) -> None:
    room.client.cookies["sprog"] = lang
    for key, name in (("99000021", "Fiktiv Rengøring <b>ApS</b>"), ("-", None)):
        response = room.get("ukendt/", supplier=key)
        assert response.context["letter"] == letter(name, lang)
        assert letter(name, lang).splitlines()[0] in unescape(response.content.decode())
        assert "<b>ApS</b>" not in response.content.decode()


def test_nothing_published_is_not_there(opened: Callable[..., Room]) -> None:
    empty = opened()
    for address in ("hvor/", "linjer/", "ukendt/", "linjer/x/"):
        empty.get(address, 404)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    page=st.sampled_from(["", "hvor/", "linjer/", "ukendt/"]), query=st.dictionaries(st.sampled_from(WORDS), ANYTHING)
)
def test_no_query_string_is_too_odd(room: Room, page: str, query: dict[str, str]) -> None:
    """U03: long, NUL, signs of every kind: found, or not there; never a fault."""
    status = room.client.get(f"/andel/{page}", query).status_code
    wanted = query.get("definition", "")
    assert status == (
        404 if wanted and wanted not in {one["id"] for one in room.share.overview["definitions"]} else 200
    )


def test_a_lone_surrogate_in_an_address(room: Room) -> None:
    for page in ("hvor/", "linjer/", "ukendt/"):
        assert room.client.get(f"/andel/{page}?unit=%ED%A0%80&side=%ED%A0%80&ved=%ED%A0%80").status_code == 200
        assert room.client.get(f"/andel/{page}?definition=%ED%A0%80").status_code == 404


def test_a_line_out_of_scope_is_told_what_the_definition_is_about(room: Room) -> None:
    row = next(one for one in room.get("linjer/").context["found"]["lines"] if one["outcome"] == "out_of_scope")
    assert "Definitionen omfatter: Varegrupper, hvor" in room.get(f"linjer/{row['line_id']}/").content.decode()
