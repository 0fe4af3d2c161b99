"""What the fictional network knows: as much as told, by people who could have written it, and nothing hangs loose."""

import datetime
import re
from collections import Counter

import pytest

from flok.demo import knowledge
from flok.demo.network import NETWORK, Meeting
from flok.demo.presentation import presentation_pdf

CASES = {case.key: case for case in knowledge.CASES}
MEETINGS = {meeting.key: meeting for meeting in knowledge.MEETINGS}
PEOPLE = {person.key: person for person in NETWORK.people}
THEMES = {
    *("strategy", "what_is_green", "life_cycle_cost", "labels", "contract_period", "requisitioners"),
    *(theme.key for theme in knowledge.THEMES),
}


def held_a_post(person: str, day: datetime.date, organisation: str | None = None) -> bool:
    return any(
        post.since <= day and (post.until is None or day <= post.until) and organisation in (None, post.organisation)
        for post in PEOPLE[person].posts
    )


def was_a_member(organisation: str, day: datetime.date) -> bool:
    before = [change.status for change in NETWORK.organisation(organisation).history if change.date <= day]
    return before[-1:] == ["member"]


def test_twenty_six_cases_and_fourteen_measures_of_every_theme_phase_and_result():
    assert Counter(case.kind for case in knowledge.CASES) == {"case": 26, "measure": 14}
    assert len(CASES) == len({case.title for case in knowledge.CASES}) == 40
    assert {case.theme for case in knowledge.CASES} == THEMES
    assert {case.phase for case in knowledge.CASES} == {
        *("strategy", "needs", "market_dialogue", "tender", "contract", "behaviour")
    }
    results = Counter(case.result for case in knowledge.CASES)
    assert set(results) == {"better", "mixed", "nothing", "worse"}
    assert results["better"] < 30  # what did not go well is told too
    assert {case.ring for case in knowledge.CASES} == {"organisation", "theme", "network"}
    assert all(case.ring == "network" for case in knowledge.CASES if case.is_public)
    assert sum(case.is_public for case in knowledge.CASES) == 7
    assert {case.organisation for case in knowledge.CASES} == {
        one.key for one in NETWORK.organisations if any(change.status == "member" for change in one.history)
    }


@pytest.mark.parametrize("case", knowledge.CASES, ids=lambda case: case.key)
def test_a_case_is_whole_and_its_author_could_write_it(case):
    assert held_a_post(case.author, case.published, case.organisation)
    assert was_a_member(case.organisation, case.published)
    assert case.published <= datetime.date(2026, 11, 20)
    assert case.situation
    assert case.done
    assert case.happened
    assert case.works_types
    assert len(case.title) <= 80
    assert max(map(len, (case.works_size, case.works_community, case.works_politics))) <= 200
    assert len(case.permission) <= 500
    assert case.figures or case.kind == "measure"
    assert all(figure.source for figure in case.figures)
    assert case.not_again or case.kind == "measure"
    for remark in case.remarks:
        assert held_a_post(remark.by, remark.date)
        assert not held_a_post(remark.by, remark.date, case.organisation) or remark.by != case.author
        assert remark.date > case.published
    months = [one.months for one in case.outcomes]
    assert months == sorted(set(months))
    for one in case.outcomes:
        assert 0 <= (one.date - case.published).days - one.months * 30 <= 35


def test_what_happened_a_year_after_is_told_of_some():
    assert sum(any(one.months == 12 for one in case.outcomes) for case in knowledge.CASES) >= 15
    states = {one.state for case in knowledge.CASES for one in case.outcomes}
    assert states == {"holds", "changed", "nothing"}


def test_eight_meetings_were_held_and_the_next_is_to_come():
    assert {meeting.key for meeting in NETWORK.meetings} < set(MEETINGS)
    days = [meeting.date for meeting in knowledge.MEETINGS]
    assert days == sorted(set(days))
    *held, coming = knowledge.MEETINGS
    assert len(held) == 8
    assert (held[-1].date - held[0].date).days > 700
    assert coming is NETWORK.meetings[-1]
    assert list(knowledge.RECORDS) == [meeting.key for meeting in held]
    assert {record.form for record in knowledge.RECORDS.values()} == {"place", "online", "both"}
    files = [one.file_name for meeting in held for one in meeting.presentations]
    assert len(set(files)) == len(files)


@pytest.mark.parametrize("meeting", knowledge.MEETINGS[:-1], ids=lambda meeting: meeting.key)
def test_a_meeting_held_has_presentations_decisions_minutes_answers_and_actions(meeting: Meeting):
    record = knowledge.RECORDS[meeting.key]
    assert meeting.decisions
    assert meeting.presentations
    clocks = [item.starts for item in meeting.programme]
    assert clocks == sorted(set(clocks))
    assert meeting.starts == clocks[0]
    assert clocks[-1] < meeting.ends
    presenters = [one for item in meeting.programme for one in item.presenters]
    for presenter in presenters:
        assert presenter.person is None or PEOPLE[presenter.person].name == presenter.name
        assert presenter.person is None or held_a_post(presenter.person, meeting.date)
        assert presenter.name in record.minutes
    assert all(one.presenter in presenters for one in meeting.presentations)
    assert len(record.minutes.split()) > 100
    assert len(record.answers) >= 2
    assert len(record.actions) >= 2
    assert all(answer.by in PEOPLE or answer.by in {one.name for one in presenters} for answer in record.answers)
    for action in record.actions:
        assert held_a_post(action.owner, meeting.date)
        assert meeting.date < action.due
        assert action.done is None or meeting.date < action.done
    assert all(CASES[key].published > meeting.date - datetime.timedelta(days=60) for key in record.led_to)


def test_some_actions_are_open_and_some_of_them_late():
    still_open = [one.due for record in knowledge.RECORDS.values() for one in record.actions if one.done is None]
    assert min(still_open) < datetime.date(2026, 11, 24) < max(still_open)


def test_guides_and_links():
    assert len(knowledge.GUIDES) == 4
    for guide in knowledge.GUIDES:
        assert guide.theme in THEMES
        assert held_a_post(guide.by, guide.changed)
        assert len(guide.summary) <= 300
    assert len(knowledge.LINKS) == len({link.address for link in knowledge.LINKS}) == 11
    assert all(re.fullmatch(r"https?://[a-z.-]+/\S*", link.address) for link in knowledge.LINKS)
    assert {link.theme for link in knowledge.LINKS} <= THEMES


def test_attachments_become_files():
    attachments = [(case, one) for case in knowledge.CASES for one in case.attachments]
    assert len(attachments) == 6
    case, one = attachments[0]
    made = presentation_pdf(one.title, PEOPLE[case.author].name, one.lines, day=case.published)
    assert made.startswith(b"%PDF")
