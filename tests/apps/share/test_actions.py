"""Definitions, targets and consent change whole or not at all, once, and are in the log."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flok.apps.members.scoping import inside
from flok.apps.share import actions, queries
from flok.apps.share.models import DefinitionVersion, MainDefinition, OwnDefinition, Publication, Target, Trial, Work
from flok.domain import spend
from tests.apps.share.conftest import MAIN, NOW, Room

PAPER = replace(queries.shipped()[0], name_da="Kun papir (opdigtet)", name_en="Only paper", target=None)


def begun(room: Room, name: str = "Kun papir (opdigtet)", base: str = MAIN) -> Trial:
    toml = spend.definition_to_toml(replace(PAPER, name_da=name))
    with inside(room.organisation):
        return actions.try_definition(
            organisation=room.organisation, base=base, changes=queries.newest_version(base), toml=toml,
            by=room.person, now=NOW,
        )  # fmt: skip


def saved(room: Room, trial: Trial) -> DefinitionVersion:
    with inside(room.organisation):
        return actions.save_trial(trial=trial, by=room.colleague, now=NOW)


def test_what_was_tried_becomes_version_1_and_2(room: Room) -> None:
    first = saved(room, begun(room))
    second = saved(room, begun(room, "Kun papir, skærpet", base=first.definition.key))
    assert [(one.number, one.definition.key, one.by) for one in (first, second)] == [
        (1, "own-kun-papir-opdigtet", room.colleague), (2, "own-kun-papir-opdigtet", room.colleague),
    ]  # fmt: skip
    day = NOW.date()
    assert queries.parsed(first.toml, "x") == replace(PAPER, id=first.definition.key, version=1, date=day)
    assert queries.parsed(second.toml, "x") == replace(
        PAPER, id=first.definition.key, version=2, date=day, name_da="Kun papir, skærpet"
    )
    with inside(room.organisation):
        assert queries.definitions_in_use()[1].version == 2
    assert [detail for act, _subject, detail in room.audited() if act == "change"] == [
        "own-kun-papir-opdigtet v. 1", "own-kun-papir-opdigtet v. 2",
    ]  # fmt: skip


def test_saved_twice_is_one_version(room: Room) -> None:
    """C02."""
    trial = begun(room)
    assert saved(room, trial) == saved(room, trial)
    assert (len(room.rows(OwnDefinition)), len(room.rows(DefinitionVersion))) == (1, 1)


def test_two_with_the_same_name_get_keys_of_their_own(room: Room) -> None:
    keys = [saved(room, trial).definition.key for trial in (begun(room), begun(room))]
    assert keys == ["own-kun-papir-opdigtet", "own-kun-papir-opdigtet-2"]


def test_the_second_of_two_who_change_the_same_is_stopped(room: Room) -> None:
    """C04."""
    key = saved(room, begun(room)).definition.key
    mine, theirs = begun(room, "Min", base=key), begun(room, "Deres", base=key)
    saved(room, theirs)
    with pytest.raises(actions.OutdatedError):
        saved(room, mine)
    assert [one.number for one in room.rows(DefinitionVersion)] == [1, 2]
    assert [one.saved_id for one in room.rows(Trial) if one.pk == mine.pk] == [None]


def test_what_is_out_of_use_gets_no_new_version(room: Room) -> None:
    own = saved(room, begun(room)).definition
    mine = begun(room, base=own.key)
    with inside(room.organisation):
        actions.choose_main(organisation=room.organisation, definition=own.key, by=room.person, now=NOW)
        actions.retire_definition(own=own, by=room.person, now=NOW)
        assert (queries.definitions_in_use()[0].id, MainDefinition.objects.count()) == (MAIN, 0)
    with pytest.raises(actions.OutdatedError):
        saved(room, mine)
    assert len(room.rows(DefinitionVersion)) == 1


def test_a_document_with_a_mistake_is_not_tried(room: Room) -> None:
    with inside(room.organisation), pytest.raises(spend.DefinitionError):
        actions.try_definition(
            organisation=room.organisation, base=MAIN, changes=None, toml="id = 1", by=room.person, now=NOW
        )
    assert room.rows(Trial) == []


def test_the_newest_target_holds_and_earlier_ones_are_kept(room: Room) -> None:
    with inside(room.organisation):
        for aim in ((500, None, "Først (opdigtet)"), (655, 2029, "Siden (opdigtet)")):
            actions.set_target(organisation=room.organisation, definition=MAIN, aim=aim, by=room.person, now=NOW)
        held = queries.definitions_in_use()[0].target
    assert held == spend.Target(0.655, 2029, "Siden (opdigtet)")
    assert len(room.rows(Target)) == 2
    assert room.audited() == [("change", "target", MAIN)] * 2


def test_asked_again_and_again_waits_once(room: Room) -> None:
    with inside(room.organisation):
        first, second = (actions.ask_for_publication(organisation=room.organisation, now=NOW) for _ in range(2))
    assert first == second
    assert sorted(one.state for one in room.rows(Publication)) == [Work.DONE, Work.WAITING]


def test_yes_and_no_to_the_comparison(room: Room) -> None:
    with inside(room.organisation):
        said = [queries.consents()]
        for yes in (True, False):
            actions.say(organisation=room.organisation, says_yes=yes, by=room.person, now=NOW.replace(minute=1 - yes))
            said.append(queries.consents())
    assert said == [False, True, False]
    assert room.audited() == [("change", "comparison", "yes"), ("change", "comparison", "no")]
