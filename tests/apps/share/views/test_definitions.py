"""Through the form: change, see the effect, save; and what happens when two do it at once, or the document is bad."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.utils import translation

from flok.apps.members.scoping import inside
from flok.apps.share import queries
from flok.apps.share.models import DefinitionVersion, Publication, Trial, Work
from flok.domain import spend
from flok.report import words
from tests.apps.share.conftest import MAIN, NOW, Room, Year
from tests.apps.share.test_forms import sent
from tests.apps.worlds import signed_in

COPY = f"definitioner/{MAIN}/ret/"
DOCUMENT = spend.definition_to_toml(queries.shipped()[0])


def form_of(room: Room, key: str, **changes: Any) -> Any:
    with inside(room.organisation), translation.override("da"):
        return sent(next(one for one in queries.definitions_in_use() if one.id == key), **changes)


def changed(room: Room, key: str = MAIN, client: Any = None, **changes: Any) -> Trial:
    """The form of a definition sent with changes, and its effect computed by the worker."""
    response = (client or room.client).post(f"/andel/definitioner/{key}/ret/", form_of(room, key, **changes))
    assert response.status_code == 302, unescape(response.content.decode())[-3000:]
    with inside(room.organisation):
        trial = Trial.objects.latest("at")
    assert response.headers["Location"] == f"/andel/definitioner/proev/{trial.pk}/"
    return trial


def test_from_the_form_by_its_effect_to_a_version(room: Room, year: Year) -> None:
    trial = changed(room, name="Vores", labels=["nordic_swan"])
    waits = room.get(f"definitioner/proev/{trial.pk}/")
    assert ("hx-get" in waits.content.decode(), "Gem den" in waits.content.decode()) == (True, False)
    trial = room.try_out(trial)
    page = unescape(room.get(f"definitioner/proev/{trial.pk}/").content.decode())
    own, ore = year.definition(MAIN), 40_000_10
    assert trial.effect["saved"]["sustainable_ore"] == own["sustainable_ore"]
    assert trial.effect["tried"]["sustainable_ore"] == own["sustainable_ore"] - ore
    moves = room.get(f"definitioner/proev/{trial.pk}/").context["moves"]
    assert [(before, amount, lines) for before, _after, amount, lines in moves] == [("sustainable", ore, 1)]
    assert words.unbroken(words.exact_amount(ore)) in words.unbroken(page)

    room.post(f"definitioner/proev/{trial.pk}/gem/")
    room.post(f"definitioner/proev/{trial.pk}/gem/")
    assert [(one.number, one.definition.key) for one in _versions(room)] == [(1, "own-vores")]
    second = room.try_out(changed(room, "own-vores", outcome_1="unknown"))
    room.post(f"definitioner/proev/{second.pk}/gem/")
    room.work()
    assert [one.number for one in _versions(room)] == [1, 2]
    published = next(one for one in room.share.overview["definitions"] if one["id"] == "own-vores")
    assert (published["version"], published["sustainable_ore"]) == (2, second.effect["tried"]["sustainable_ore"])
    page = unescape(room.get("definitioner/own-vores/").content.decode())
    assert ("Se version 1" in page, "Se version 2" in page) == (True, True)


def _versions(room: Room) -> list[DefinitionVersion]:
    with inside(room.organisation):
        return list(DefinitionVersion.objects.select_related("definition").order_by("number"))


def test_a_scope_changed_through_the_form(room: Room, year: Year) -> None:
    trial = room.try_out(changed(room, unspsc="53", cpv=""))
    soap = sum(one["dkk_ore"] for one in _lines(year) if one["unspsc"].startswith("53"))
    tried = trial.effect["tried"]
    assert sum(tried[f"{name}_ore"] for name in ("sustainable", "not_sustainable", "unknown")) == soap


def _lines(year: Year) -> list[dict[str, Any]]:
    with spend.engine(threads=1) as engine:
        return engine.rows(spend.line_table(engine, year.store))


def test_the_document_as_it_is_moves_nothing(room: Room) -> None:
    room.post(COPY, toml=DOCUMENT)
    (trial,) = room.rows(Trial)
    trial = room.try_out(trial)
    assert (trial.state, trial.effect["moved_ore"], trial.effect["moved_lines"]) == (Work.DONE, 0, 0)
    assert "Intet" in room.get(f"definitioner/proev/{trial.pk}/").content.decode()


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("x = 1", "linje 1: 'x' – ventede en af nøglerne"),
        (DOCUMENT + '\nfremmed = "x"\n', "'fremmed' – ventede"),
        (DOCUMENT.replace('outcome = "sustainable"', 'outcome = "maybe"', 1), "'maybe' – ventede"),
        ("x" * 200_001, "200000"),
        ("a\0b = 1", "ull-tegn"),
        ("a = " + "[" * 5_000, "færre indlejrede lister"),
        ("a = " + "9" * 5_000, "ventede gyldig TOML"),
        ("", "Dette felt er påkrævet."),
    ],
)
def test_a_bad_document_is_a_message(room: Room, document: str, said: str) -> None:
    page = unescape(room.post(COPY, 400, toml=document).content.decode())
    assert said in page
    assert room.rows(Trial) == []


def test_a_mistake_is_told_in_english_too(room: Room) -> None:
    room.client.cookies["sprog"] = "en"
    assert "line 1: 'x' – expected one of the keys" in unescape(room.post(COPY, 400, toml="x = 1").content.decode())


def test_a_document_larger_than_a_request_may_be(room: Room) -> None:
    assert room.client.post(f"/andel/{COPY}", {"toml": "x" * 3_000_000}).status_code in (400, 413)


def test_a_form_with_mistakes_keeps_what_was_written(room: Room) -> None:
    response = room.client.post(f"/andel/{COPY}", form_of(room, MAIN, name="Mit navn", labels=[], unspsc="æ"))
    page = unescape(response.content.decode())
    assert (response.status_code, "Mit navn" in page, "Vælg mindst ét mærke." in page) == (400, True, True)
    assert room.client.post(f"/andel/{COPY}", {}).status_code == 400


def test_two_who_change_the_same_definition(room: Room) -> None:
    """C04: the second is shown both texts, and nothing of either is lost."""
    first = room.try_out(changed(room, name="Vores"))
    room.post(f"definitioner/proev/{first.pk}/gem/")
    mine = changed(room, "own-vores", name="Mit forslag")
    theirs = changed(room, "own-vores", name="Deres forslag")
    room.post(f"definitioner/proev/{theirs.pk}/gem/")
    page = unescape(room.post(f"definitioner/proev/{mine.pk}/gem/", 409).content.decode())
    assert ("Mit forslag" in page, "Deres forslag" in page, room.person.name in page) == (True, True, True)
    assert [one.number for one in _versions(room)] == [1, 2]


def test_out_of_use_while_someone_changes_it(room: Room) -> None:
    first = room.try_out(changed(room, name="Vores"))
    room.post(f"definitioner/proev/{first.pk}/gem/")
    mine = changed(room, "own-vores", name="Mit forslag")
    assert "Vores" in room.get("definitioner/own-vores/udgaa/").content.decode()
    room.post("definitioner/own-vores/udgaa/")
    page = unescape(room.post(f"definitioner/proev/{mine.pk}/gem/", 409).content.decode())
    assert ("Mit forslag" in page, "taget ud af brug" in page) == (True, True)
    assert room.get("definitioner/own-vores/").context["retired"]
    room.post("definitioner/own-vores/udgaa/", 404)
    assert room.try_out(mine).state == Work.FAILED


def test_the_main_definition_stands_first(room: Room) -> None:
    room.post("definitioner/organic-share/foerst/")
    room.work()
    assert room.get("").context["main"]["id"] == "organic-share"
    assert room.get("definitioner/").context["main"] == "organic-share"


def test_the_share_through_time_stands_on_its_definition(room: Room, year: Year) -> None:
    assert room.get(f"definitioner/{MAIN}/").context["history"] == ""
    figures = {**year.definition(MAIN)}
    with inside(room.organisation):
        Publication.objects.all().delete()
        for day, hour, low in ((20, 9, 0.1), (20, 22, 0.2), (21, 23, 0.4)):  # the last is the 22nd in Copenhagen
            at = NOW.replace(day=day, hour=hour, minute=30)
            Publication.objects.create(
                organisation=room.organisation, asked_at=at, ended_at=at, state=Work.DONE,
                figures=[{**figures, "share_low": low, "groups": {}}],
            )  # fmt: skip
        points = [(one["date"], one["share_low"]) for one in queries.history(MAIN)]
    assert points == [("2026-11-20", 0.2), ("2026-11-22", 0.4)]
    response = room.get(f"definitioner/{MAIN}/")
    assert [row[0] for row in response.context["history_table"].rows] == ["20. november 2026", "22. november 2026"]
    assert "Andelen, hver gang den er gjort op" in response.content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"share": "0", "year": "2030", "source": "x"},
        {"share": "80", "year": "1066", "source": "x"},
        {"share": "80", "year": "2030", "source": ""},
        {"share": "80", "year": "2030", "source": "x\0"},
        {"share": "80", "year": "2030", "source": "x" * 501},
        {},
    ],
)
def test_a_target_that_is_none(room: Room, sent: dict[str, str]) -> None:
    room.post(f"definitioner/{MAIN}/maal/", 400, **sent)


def test_what_there_is_not(room: Room) -> None:
    for address in ("", "ret/", "maal/", "udgaa/"):
        room.get(f"definitioner/findes-ikke/{address}", 404)
    room.get(f"definitioner/{MAIN}/udgaa/", 404)  # it comes with Flok
    room.get("definitioner/proev/00000000-0000-0000-0000-000000000000/", 404)


def test_a_member_reads_and_does_not_change(room: Room) -> None:
    member = signed_in(room.colleague)
    trial = room.try_out(changed(room))
    assert "Gem den" not in room.get(f"definitioner/proev/{trial.pk}/", client=member).content.decode()
    room.post(f"definitioner/proev/{trial.pk}/gem/", 403, client=member)
    room.get(COPY, 403, client=member)
    page = room.get("definitioner/", client=member).content.decode()
    assert (f"/andel/{COPY}" in page, "Jeres administrator kan" in page) == (False, True)


def test_a_definition_no_longer_used_can_still_be_read_and_not_changed(room: Room, year: Year) -> None:
    trial = room.try_out(changed(room, name="Vores", labels=["nordic_swan"]))
    room.post(f"definitioner/proev/{trial.pk}/gem/")
    room.post("definitioner/own-vores/udgaa/")
    page = room.get("definitioner/own-vores/")
    assert (page.status_code, page.context["retired"], [one.number for one in page.context["versions"]]) == (
        200,
        True,
        [1],
    )
    assert "/andel/definitioner/own-vores/ret/" not in page.content.decode()
    assert room.client.get("/andel/definitioner/own-vores/ret/").status_code == 404
