"""The network: as many as it says, nobody real, and everything it refers to exists."""

import datetime
import re
from collections import Counter
from dataclasses import fields, is_dataclass

import pytest

from flok.demo import COLLEGE, REGION, TORSTED
from flok.demo._numbers import check_digit, is_cvr
from flok.demo._suppliers import suppliers
from flok.demo.network import NETWORK, VOLUMES, Text

ORGANISATIONS = {one.key: one for one in NETWORK.organisations}
PEOPLE = {one.key: one for one in NETWORK.people}


def strings(value):
    """Every text in it, with those of what it is made of; the buyers are tested with their own."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and value not in (TORSTED, REGION, COLLEGE):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one)


def test_twelve_organisations_and_forty_people():
    assert (len(NETWORK.organisations), len(ORGANISATIONS)) == (12, 12)
    assert (len(NETWORK.people), len(PEOPLE)) == (40, 40)
    assert len({person.name for person in NETWORK.people}) == 40
    assert len({person.email for person in NETWORK.people}) == 40


def test_every_type_and_every_status_is_there():
    types = Counter(one.type for one in NETWORK.organisations)
    assert set(types) == {"municipality", "region", "state", "university", "self_governing", "utility", "housing"}
    assert Counter(one.status for one in NETWORK.organisations) == {"member": 9, "applied": 1, "paused": 1, "ended": 1}
    assert {role.role for one in NETWORK.organisations for role in one.communities} == {"lead", "follower", "must_use"}
    assert {one.data_level for one in NETWORK.organisations} == {"account", "invoice", "item"}
    assert all(one.purchase_volume in VOLUMES for one in NETWORK.organisations)
    assert all(one.is_contracting_authority for one in NETWORK.organisations)


def test_histories_run_forwards_and_begin_with_an_application():
    for one in NETWORK.organisations:
        days = [change.date for change in one.history]
        assert days == sorted(set(days))
        assert one.history[0].status == "applied"


def test_at_least_six_members_compare():
    comparing = [one for one in NETWORK.organisations if one.compares]
    assert len(comparing) >= 6
    assert {one.status for one in comparing} == {"member"}


def test_every_number_is_valid_fictional_and_one_of_its_own():
    cvrs = [one.cvr for one in NETWORK.organisations] + [one.cvr for one in NETWORK.applications]
    assert all(is_cvr(number) and number.startswith("99") for number in cvrs)
    own = [one.cvr for one in NETWORK.organisations]
    assert len(set(own)) == 12
    assert not set(own) & {seller.party.number for seller in suppliers(2026, 2026)}
    glns = [unit.gln for one in NETWORK.organisations for unit in one.units]
    assert all(gln.startswith("952") and check_digit(gln[:-1]) == gln[-1] for gln in glns)
    assert len(set(glns)) == len(glns)
    assert all(one.units for one in NETWORK.organisations)


def test_every_address_is_one_nobody_can_have():
    found = [text for text in strings(NETWORK) if "@" in text]
    assert len(found) == 40 + 2 + 3
    assert [text for text in found if not re.fullmatch(r"[a-z.-]+@([a-z-]+\.example|example\.org)", text)] == []


def test_people_belong_to_organisations_that_exist_while_they_do():
    for person in NETWORK.people:
        assert person.posts
        for post in person.posts:
            history = ORGANISATIONS[post.organisation].history
            assert history[0].date <= post.since
            if history[-1].status == "ended":
                assert post.until is not None
                assert post.until <= history[-1].date
        home = (person.current_posts or person.posts)[0].organisation
        assert person.email.endswith(f"@{ORGANISATIONS[home].domain}")
    active = {post.organisation for person in NETWORK.people for post in person.posts}
    assert active == set(ORGANISATIONS)


def test_one_represents_two_and_one_has_changed_job():
    assert [one.key for one in NETWORK.people if len(one.current_posts) == 2] == ["peter-uvirkelund"]
    moved = [one for one in NETWORK.people if one.current_posts and len(one.current_posts) < len(one.posts)]
    assert [one.key for one in moved] == ["lone-sagnberg"]
    assert moved[0].title == "Kontraktansvarlig"


def test_one_chair_one_coordinator_and_an_administrator_for_every_member():
    assert [one.key for one in NETWORK.people if one.is_chair] == ["anders-digterup"]
    assert [one.key for one in NETWORK.people if one.is_coordinator] == ["birgitte-moensterlund"]
    administered = {p.organisation for one in NETWORK.people for p in one.current_posts if p.role == "administrator"}
    assert {one.key for one in NETWORK.organisations if one.status != "ended"} == administered


def test_the_one_click_sign_ins_cover_the_roles():
    offered = {one.key: one for one in NETWORK.people if one.sign_in}
    assert list(offered) == [
        "karen-opdigtsen",
        "mikkel-fiktivholm",
        "birgitte-moensterlund",
        "anders-digterup",
        "james-bogense-opdigt",
    ]
    assert [offered[key].current_posts[0].role for key in ("karen-opdigtsen", "mikkel-fiktivholm")] == [
        "administrator",
        "member",
    ]
    assert offered["james-bogense-opdigt"].language == "en"


def test_meetings_in_order_the_last_to_come():
    days = [meeting.date for meeting in NETWORK.meetings]
    assert days == sorted(set(days))
    *past, coming = NETWORK.meetings
    assert len(past) == 6
    assert all(meeting.decisions and meeting.presentations for meeting in past)
    assert (coming.date, coming.starts, coming.ends) == (
        datetime.date(2026, 12, 8),
        datetime.time(10),
        datetime.time(14),
    )
    assert (coming.town, coming.places, coming.decisions, coming.presentations) == ("Fredericia", 30, (), ())
    for meeting in NETWORK.meetings:
        clocks = [item.starts for item in meeting.programme]
        assert clocks == sorted(set(clocks))
        assert meeting.starts == clocks[0]
        assert clocks[-1] < meeting.ends
        assert [text.count("\n") for text in (meeting.purpose.da, meeting.purpose.en)] == [1, 1]
    shown = [one for meeting in past for one in meeting.presentations]
    assert len({one.file_name for one in shown}) == len(shown)
    assert {one.is_public for one in shown} == {True, False}


def test_presenters_who_are_members_held_that_post_that_day():
    outside = set()
    for meeting in NETWORK.meetings:
        presenters = [one for item in meeting.programme for one in item.presenters]
        assert all(one.presenter in presenters for one in meeting.presentations)
        for presenter in presenters:
            if presenter.person is None:
                outside.add(presenter.name)
                continue
            person = PEOPLE[presenter.person]
            assert presenter.name == person.name
            posts = [p for p in person.posts if ORGANISATIONS[p.organisation].name == presenter.organisation]
            assert any(p.since <= meeting.date and (p.until is None or meeting.date <= p.until) for p in posts)
    assert len(outside) == 3


def test_one_application_is_open_and_one_was_rejected_with_a_reason():
    waiting, rejected = NETWORK.applications
    applicant = ORGANISATIONS[waiting.organisation]
    assert (waiting.decision, waiting.decided, waiting.reason) == (None, None, None)
    assert (waiting.name, waiting.cvr, waiting.type) == (applicant.name, applicant.cvr, applicant.type)
    assert (applicant.status, waiting.applied) == ("applied", applicant.history[0].date)
    assert rejected.decision == "rejected"
    assert not rejected.is_contracting_authority
    assert rejected.decided > rejected.applied
    assert rejected.reason
    sellers = {seller.party.number: seller.party.name for seller in suppliers(2026, 2026)}
    assert sellers[rejected.cvr] == rejected.name


def test_targets_and_invoices_are_of_members():
    assert [(one.organisation, str(one.share), one.year) for one in NETWORK.targets] == [
        ("toersted", "0.80", 2030),
        ("fiktivsund", "0.60", 2028),
    ]
    assert {one.definition for one in NETWORK.targets} == {"official-ecolabel"}
    assert [one.buyer for one in NETWORK.years] == [TORSTED, REGION, COLLEGE]
    for one in NETWORK.years:
        organisation = ORGANISATIONS[one.organisation]
        assert (organisation.name, organisation.cvr) == (one.buyer.party.name, one.buyer.party.number)
        assert [unit.gln for unit in organisation.units] == [unit.gln for unit in one.buyer.units]
        assert organisation.status == "member"


def test_all_is_said_in_both_languages_and_that_it_is_made_up():
    def texts(value):
        if isinstance(value, Text):
            yield value
        elif is_dataclass(value) and value not in (TORSTED, REGION, COLLEGE):
            for field in fields(value):
                yield from texts(getattr(value, field.name))
        elif isinstance(value, tuple):
            for one in value:
                yield from texts(one)

    found = list(texts(NETWORK))
    assert len(found) > 60
    assert all(text.da and text.en and text.da != text.en for text in found)
    assert "opdigtet" in NETWORK.notice.da
    assert "made up" in NETWORK.notice.en
    real = re.compile(r"\bIKA\b|ika\.dk|Foreningen af offentlige indkøbere", re.IGNORECASE)
    assert [text for text in strings(NETWORK) if real.search(text)] == []


def test_looking_up_by_key():
    assert NETWORK.organisation("toersted").name == "Tørsted Kommune"
    assert NETWORK.person("karen-opdigtsen").title == "Indkøbschef"
    with pytest.raises(KeyError):
        NETWORK.organisation("findes-ikke")
    with pytest.raises(KeyError):
        NETWORK.person("findes-ikke")
