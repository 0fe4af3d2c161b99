"""The computation: its figures, done again when interrupted, and a state with a message when it cannot be made."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest

from flok.apps.members.scoping import inside
from flok.apps.purchases.files import store_folder
from flok.apps.purchases.signals import store_changed
from flok.apps.share import actions, tasks
from flok.apps.share.models import Publication, Work
from flok.domain import spend
from tests.apps.share.conftest import MAIN, NOW, Room, Year


def ask(room: Room) -> None:
    with inside(room.organisation):
        actions.ask_for_publication(organisation=room.organisation, now=NOW.replace(hour=12))


def newest(room: Room) -> Publication:
    with inside(room.organisation):
        return Publication.objects.order_by("-asked_at")[0]


def test_what_is_published_is_the_engines_and_kept_for_later(room: Room, year: Year) -> None:
    ask(room)
    room.work()
    done = newest(room)
    assert (done.state, done.number, done.step == done.steps > 0) == (Work.DONE, 2, True)
    own = year.definition(MAIN)
    (kept,) = (one for one in done.figures if one["id"] == MAIN)
    assert kept == {name: own[name] for name in (*tasks._KEPT, "target")}
    assert [one["id"] for one in done.figures] == [one["id"] for one in year.answer["definitions"]]
    assert room.share.number == 2


def test_changed_purchases_are_computed(room: Room) -> None:
    with inside(room.organisation):
        store_changed.send(sender=None, organisation=room.organisation)
    assert newest(room).state == Work.WAITING


class KilledError(BaseException):
    """As the process's own end: nothing in the task may catch it."""


def test_killed_in_the_middle_is_done_again(room: Room, year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(*args: Any, progress: Callable[[int, int], None], **fields: Any) -> None:
        progress(1, 7)
        raise KilledError

    ask(room)
    with monkeypatch.context() as patched:
        patched.setattr(spend, "publish_share", dying)
        with pytest.raises(KilledError):
            room.work()
    assert (newest(room).state, newest(room).step, room.share.number) == (Work.RUNNING, 1, 1)
    room.work()
    assert (newest(room).state, room.share.number) == (Work.DONE, 2)
    assert room.get("").context["main"]["sustainable_ore"] == year.definition(MAIN)["sustainable_ore"]


def test_a_damaged_store_is_a_message_and_the_previous_share_stays(room: Room, year: Year) -> None:
    for file in store_folder(room.organisation).rglob("*.parquet"):
        if "lines" in file.parts:
            file.write_bytes(b"PAR1")
    before = room.share.overview
    ask(room)
    room.work()
    failed = newest(room)
    assert (failed.state, failed.ended_at is not None, failed.number) == (Work.FAILED, True, None)
    assert room.share.overview == before
    page = room.get("").content.decode()
    assert ("Andelen kunne ikke regnes ud." in page, 'action="/andel/beregn/"' in page) == (True, True)


def test_refused_is_told_in_its_own_words(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*args: Any, **fields: Any) -> None:
        raise spend.Refused("corrupt")

    ask(room)
    monkeypatch.setattr(spend, "publish_share", refusing)
    room.work()
    assert (newest(room).state, newest(room).message) == (Work.FAILED, str(spend.Refused("corrupt")))


def test_our_own_fault_is_logged_and_no_traceback_is_shown(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def faulty(*args: Any, **fields: Any) -> None:
        raise ZeroDivisionError("hemmelig sti")

    ask(room)
    monkeypatch.setattr(spend, "publish_share", faulty)
    with caplog.at_level(logging.ERROR, "flok"):
        room.work()
    assert (newest(room).state, newest(room).message) == (Work.FAILED, "")
    assert "could not compute Publication" in caplog.text
    assert "hemmelig" not in room.get("").content.decode()
    monkeypatch.undo()
    room.post("beregn/")
    room.work()
    assert newest(room).state == Work.DONE


def test_nothing_asked_for_is_nothing_done(room: Room) -> None:
    room.work()
    assert room.share.number == 1
