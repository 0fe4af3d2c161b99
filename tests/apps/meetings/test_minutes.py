"""Minutes and their points: decisions keep their address, two writers lose no word, actions are followed up."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from flok.apps.meetings import actions, queries
from flok.apps.meetings.models import Meeting, Point, Rhythm
from flok.apps.meetings.rules import action_reminders, continued
from flok.apps.members.queries import viewer_of
from flok.apps.notices.models import Notice
from tests.apps.meetings.cases import NOW, new_action_sent, new_answer_sent, new_meeting
from tests.apps.worlds import World, new_person, signed_in

texts = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=6)


def decided(meeting: Meeting) -> list[str]:
    return [one.text for one in queries.outcome_of(meeting).decisions]


@given(texts, texts)
def test_a_line_continues_one_line_at_most(before: list[str], after: list[str]) -> None:
    found = continued(before, after)
    taken = [place for place in found if place is not None]
    assert (len(found), taken) == (len(after), sorted(set(taken)))
    assert continued(before, before) == list(range(len(before)))


@pytest.mark.django_db
def test_a_reworded_decision_keeps_its_address(world: World, meeting: Meeting) -> None:
    first, by = world.things["decision"], world.people["administrator"]
    lines = [first.text, "Næste møde er i Fiktrup."]
    actions.write_minutes(meeting, decisions=lines, minutes="", version=1, by=by, now=NOW)
    lines = ["Vi begynder kl. 10.", "Vi mødes fem gange om året.", lines[1]]
    actions.write_minutes(meeting, decisions=lines, minutes="", version=2, by=by, now=NOW)
    assert decided(meeting) == lines
    lines = [lines[0], "Vi mødes seks gange om året.", lines[2]]
    before = [one.pk for one in queries.outcome_of(meeting).decisions]
    actions.write_minutes(meeting, decisions=lines, minutes="", version=3, by=by, now=NOW)
    assert [one.pk for one in queries.outcome_of(meeting).decisions] == before
    actions.write_minutes(meeting, decisions=[], minutes="", version=4, by=by, now=NOW)
    assert (decided(meeting), Rhythm.objects.get().decision) == ([], None)


@pytest.mark.django_db
def test_what_came_of_it_stands_first_and_others_do_not_see_it(
    world: World, member: Client, client: Client, meeting: Meeting
) -> None:
    texts = [world.things[one].text for one in ("decision", "action", "answer")]
    body = member.get(f"/moeder/{meeting.pk}/").content.decode()
    places = [body.index(one) for one in (*texts, "Oplæg om mærker", "Mærker i praksis")]
    assert places == sorted(places)
    assert [one for one in texts if one in client.get(f"/moeder/{meeting.pk}/").content.decode()] == []


@pytest.mark.django_db
def test_c04_two_who_write_the_minutes_at_once_lose_no_word(chair: Client, world: World, meeting: Meeting) -> None:
    """Where each wrote, both stand; where both wrote, both stand too, and the page says so."""
    by, base = world.people["member"], "Vi mødtes i Fiktrup.\n\nAlle tog en case med."
    line = world.things["decision"].text
    actions.write_minutes(meeting, decisions=[line], minutes=base, version=1, by=by, now=NOW)
    theirs = base.replace("Fiktrup", "Opdigtet By") + "\nAnden sluttede."
    actions.write_minutes(meeting, decisions=[line, "Andens beslutning"], minutes=theirs, version=2, by=by, now=NOW)
    mine = base.replace("Fiktrup", "Fiktrup Hallen").replace("case", "kollega")
    sent = {
        "version": "2", "decisions": f"{line}\r\nMin beslutning", "minutes": mine.replace("\n", "\r\n"),
        "base_decisions": line, "base_minutes": base.replace("\n", "\r\n"),
    }  # fmt: skip
    address = f"/moeder/{meeting.pk}/referat/"
    response = chair.post(address, sent)
    form = response.context["form"]
    both = "Vi mødtes i Fiktrup Hallen.\nVi mødtes i Opdigtet By.\n\nAlle tog en kollega med.\nAnden sluttede."
    assert (response.status_code, form["minutes"].value(), form["version"].value()) == (409, both, "3")
    assert form["decisions"].value() == f"{line}\nMin beslutning\nAndens beslutning"
    body = response.content.decode()
    assert [
        one for one in ("Intet er gået tabt", "Her har I begge skrevet", "Andens beslutning") if one not in body
    ] == []
    meeting.refresh_from_db()
    assert meeting.minutes == theirs
    again = {name: form[name].value() for name in sent}
    assert chair.post(address, again).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.minutes, decided(meeting)) == (both, [line, "Min beslutning", "Andens beslutning"])


@pytest.mark.django_db
def test_c04_an_answer_and_a_meeting_two_have_open(chair: Client, world: World, meeting: Meeting) -> None:
    point, by = world.things["answer"], world.people["member"]
    actions.change_point(point, {"text": "Ja, og accepter tilsvarende."}, version=1, by=by, now=NOW)
    sent = {"key": point.pk, "version": 1, "question": "Må vi?", "text": "Mit svar", "base_text": point.text}
    response = chair.post(f"/moeder/{meeting.pk}/punkt/{point.pk}/", sent)
    assert (response.status_code, response.context["form"]["text"].value()) == (
        409, "Mit svar\nJa, og accepter tilsvarende.",
    )  # fmt: skip
    actions.change_meeting(meeting, {"purpose": "Andres formål", "venue": "Sal 1"}, version=1, by=by, now=NOW)
    form = chair.get(f"/moeder/{meeting.pk}/ret/").context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {
        "version": "1",
        "base_purpose": "",
        "purpose": "Mit",
    }
    response = chair.post(f"/moeder/{meeting.pk}/ret/", sent | {"venue": "Sal 2"})
    body = response.content.decode()
    assert (response.status_code, "Andres formål" in body, "Mit" in body, "Sal 1" in body) == (409, True, True, True)


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["answer", "action"])
def test_c02_a_point_sent_twice_is_one(chair: Client, meeting: Meeting, world: World, what: str) -> None:
    before = meeting.points.count()
    sent = new_answer_sent(world) if what == "answer" else new_action_sent(world)
    answers = [chair.post(f"/moeder/{meeting.pk}/{'svar' if what == 'answer' else 'opgave'}/", sent) for _ in range(2)]
    assert [one["Location"] for one in answers] == [f"/moeder/{meeting.pk}/#punkt-{sent['key']}"] * 2
    assert meeting.points.count() == before + 1


@pytest.mark.django_db
def test_f01_what_is_written_is_text_and_never_a_page(chair: Client, member: Client, meeting: Meeting) -> None:
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    chair.post(f"/moeder/{meeting.pk}/referat/", {"version": 1, "decisions": bad, "minutes": bad})
    for tail, sent in (("svar", {"question": bad, "text": bad}), ("opgave", {"text": bad, "owner_name": bad})):
        chair.post(f"/moeder/{meeting.pk}/{tail}/", {"key": uuid.uuid4(), "version": 0, **sent})
    body = member.get(f"/moeder/{meeting.pk}/").content.decode()
    assert (body.count("&lt;script&gt;alert(1)"), "<script>alert" in body, "<img src=x" in body) == (6, False, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "written",
    [
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,x)", "[x](//ond.example)",
        "![x](https://ond.example/p.png)", "<https://ond.example/<script>",
    ],
    ids=["f02", "f02 capitals", "f02 data", "f04", "f03", "f01"],
)  # fmt: skip
def test_f02_f03_f04_markdown_leads_nowhere_unsaid(
    chair: Client, member: Client, meeting: Meeting, written: str
) -> None:
    chair.post(f"/moeder/{meeting.pk}/referat/", {"version": 1, "minutes": written})
    body = member.get(f"/moeder/{meeting.pk}/").content.decode()
    shown = body[body.index('id="referat"') : body.index('id="program"')]
    bad = ('href="javascript', 'href="JaVa', 'href="data', 'href="//', "<img", "<script")
    assert [one for one in bad if one in shown] == []


BAD: dict[str, tuple[str, dict[str, Any]]] = {
    "u02 a decision that cannot be seen": ("referat", {"version": 1, "decisions": "a\u200bb"}),
    "u02 minutes turned round": ("referat", {"version": 1, "minutes": "a\u202eb"}),
    "NUL": ("referat", {"version": 1, "minutes": "a\x00b"}),
    "a decision too long": ("referat", {"version": 1, "decisions": "x" * 2_001}),
    "minutes too long": ("referat", {"version": 1, "minutes": "x" * 40_001}),
    "no version": ("referat", {"minutes": "x"}),
    "an action of nobody": ("opgave", {"version": 0, "text": "x"}),
    "an action by a day there is not": ("opgave", {"version": 0, "text": "x", "owner_name": "y", "due": "2027-02-30"}),
    "an owner there is not": ("opgave", {"version": 0, "text": "x", "owner": str(uuid.UUID(int=7))}),
    "an answer without a question": ("svar", {"version": 0, "text": "x"}),
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_is_said_and_nothing_is_written(chair: Client, meeting: Meeting, what: str) -> None:
    tail, sent = BAD[what]
    before = list(Point.objects.values_list("pk", "version"))
    response = chair.post(f"/moeder/{meeting.pk}/{tail}/", {"key": uuid.uuid4(), **sent})
    meeting.refresh_from_db()
    after = list(Point.objects.values_list("pk", "version"))
    assert (response.status_code, after, meeting.minutes) == (422, before, "")


@pytest.mark.parametrize(
    ("days", "times"), [(-8, 0), (-7, 1), (-1, 1), (0, 1), (1, 2), (40, 2)], ids=lambda one: str(one)
)
def test_an_action_is_reminded_of_a_week_before_and_the_day_after(days: int, times: int) -> None:
    due = date(2027, 3, 1)
    assert (action_reminders(due, due + timedelta(days=days)), action_reminders(None, due)) == (times, 0)


@pytest.mark.django_db
def test_who_owns_an_action_is_told_and_reminded_once_each_time(world: World, meeting: Meeting) -> None:
    owner, by = new_person("Ejer E", world.organisation), world.people["administrator"]
    fields = {"kind": "action", "text": "Ring", "owner": owner, "due": date(2027, 3, 1)}
    point = actions.add_point(meeting, uuid.uuid4(), fields, by=by, now=NOW)

    def told(day: int, month: int = 3) -> list[str]:
        now = datetime(2027, month, day, 12, tzinfo=UTC)
        for _ in range(2):
            actions.remind_owners(queries.actions_to_remind_of(now), now=now)
        return list(Notice.objects.filter(person=owner, kind="action").order_by("at").values_list("text", flat=True))

    given, soon, late = (
        "Du har fået en opgave fra et møde", "En af dine opgaver skal snart være færdig",
        "En af dine opgaver skulle have været færdig",
    )  # fmt: skip
    assert [told(20, 2), told(22, 2), told(1), told(2), told(9)] == [
        [given], [given, soon], [given, soon], [given, soon, late], [given, soon, late],
    ]  # fmt: skip
    point.refresh_from_db()
    actions.change_point(point, {"due": date(2027, 6, 1)}, version=point.version, by=by, now=NOW)
    assert told(1, 6) == [given, soon, late, soon]
    actions.finish_action(point, is_done=True, by=owner, now=NOW)
    assert told(9, 6) == [given, soon, late, soon]


@pytest.mark.django_db
def test_an_action_is_ended_by_its_owner_or_those_who_arrange(world: World, chair: Client, meeting: Meeting) -> None:
    point = world.things["action"]
    address = f"/moeder/{meeting.pk}/punkt/{point.pk}/faerdig/"
    other, owner = signed_in(world.people["administrator"]), signed_in(world.people["member"])
    assert [one.post(address, {"done": done}).status_code for one, done in ((other, 1), (owner, 1), (chair, 0))] == [
        403, 302, 302,
    ]  # fmt: skip
    wrong = f"/moeder/{meeting.pk}/punkt/{world.things['answer'].pk}/faerdig/"
    assert owner.post(wrong, {"done": 1}).status_code == 404


@pytest.mark.django_db
def test_open_actions_stand_together_across_meetings(world: World, meeting: Meeting) -> None:
    by, other = world.people["administrator"], new_meeting(world, title="Et andet møde")
    for text, due in (("Uden dato", None), ("Snart", date(2026, 12, 1)), ("Sent", date(2032, 1, 1))):
        fields = {"kind": "action", "text": text, "owner_name": "Fiktrup", "due": due}
        actions.add_point(other, uuid.uuid4(), fields, by=by, now=NOW)
    assert [one.text for one in queries.open_actions()] == ["Snart", "Del udbudsteksten", "Sent", "Uden dato"]
    viewer = viewer_of(world.people["member"], None)
    assert viewer is not None
    assert [one.text for one in queries.actions_for(viewer)] == ["Del udbudsteksten"]
    body = signed_in(world.people["member"]).get("/moeder/opgaver/").content.decode()
    assert [one for one in ("Snart", "Sent", "Uden dato", "Et andet møde") if one not in body] == []


@pytest.mark.django_db
def test_a_decision_made_elsewhere_stands_last_and_is_noticed_by_who_writes(world: World, meeting: Meeting) -> None:
    by = world.people["administrator"]
    actions.decide(meeting, "Næste tema er mærker.", by=by, now=NOW)
    assert decided(meeting) == [world.things["decision"].text, "Næste tema er mærker."]
    with pytest.raises(actions.ChangedMeanwhileError):
        actions.write_minutes(meeting, decisions=[], minutes="", version=1, by=by, now=NOW)


@pytest.mark.django_db
def test_how_often_the_group_meets_is_on_record(chair: Client, member: Client, world: World) -> None:
    chair.post("/moeder/hvor-tit/", {"says": "Seks gange om året"})
    chair.post("/moeder/hvor-tit/", {"says": "Seks gange om året"})
    assert [(one.says, one.decision) for one in queries.rhythms()] == [
        ("Seks gange om året", None), ("Fire gange om året", world.things["decision"]),
    ]  # fmt: skip
    assert "Så tit mødes vi: Seks gange om året" in member.get("/moeder/").content.decode()
