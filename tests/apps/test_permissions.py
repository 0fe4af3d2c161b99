"""Closed by default: every route × method × role, in two worlds whose texts, numbers and files carry canaries.

A route without a Case fails. A viewer of world A must never meet a canary of world B: not in a body (nor inside a
workbook, a PDF or a gzip), a header, a redirect, a file name, a mail or the log.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from flok.apps.members.access import may_open
from flok.apps.members.models import Representation, Status
from flok.apps.members.queries import viewer_of
from tests.apps import leaks
from tests.apps.worlds import Case, World, all_cases, make_world, new_person, signed_in

READS, WRITES = ("GET", "HEAD"), ("POST", "PUT", "PATCH", "DELETE")
BEHIND_AN_INDEX = {"FoundText"}  # asked for what the index proposes; tests/apps/knowledge/search gives it a wrong one
OTHERS_OWN = ("account_", "mfa_", "socialaccount_", "openid_connect_")  # allauth's; tests/apps/members tries them


@pytest.fixture
def worlds(db: None) -> tuple[World, World]:
    a, b = make_world("A"), make_world("B")
    a.people["chair"] = new_person("Formand A", a.organisation, is_chair=True)
    a.people["coordinator"] = new_person("Koordinator A", a.organisation, is_coordinator=True)
    former = a.people["former"] = new_person("Tidligere A", a.organisation)
    Representation.objects.filter(person=former).update(until="2026-01-01")
    return a, b


def named_routes() -> Iterator[str]:
    """The names of all routes of the site."""

    def walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[str]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space)
            else:
                yield f"{space}{one.name}"

    return walk(get_resolver().url_patterns, "")


def test_every_route_has_a_case() -> None:
    own = {name for name in named_routes() if not name.startswith(OTHERS_OWN)}
    assert own == {case.route for case in all_cases()}


def test_every_role_meets_what_its_role_opens(worlds: tuple[World, World]) -> None:
    a, _b = worlds
    wrong = []
    for role, client, viewer in _viewers(a):
        for case in all_cases():
            for method in (*READS, *WRITES):
                status = _asked(client, method, case, a).status_code
                if not _is_right(case, method, status, may_open(case.level, viewer, writes=method in WRITES), viewer):
                    wrong.append((role, method, case.route, status))
    assert wrong == [], "\n" + "\n".join(map(str, wrong))


def _is_right(case: Case, method: str, status: int, may: bool, viewer: object) -> bool:
    if not may:
        return status == (302 if viewer is None else 403)
    if (method in READS and not case.reads) or (method in WRITES and (method != "POST" or case.post is None)):
        return status == 405
    return status in case.statuses


def test_another_organisations_things_are_not_there(worlds: tuple[World, World]) -> None:
    a, b = worlds
    different = []
    for role, client, viewer in _viewers(a):
        for case in (case for case in all_cases() if case.owned):
            for method in ("GET", "POST"):
                if not may_open(case.level, viewer, writes=method == "POST"):
                    continue
                if (method == "GET" and not case.reads) or (method == "POST" and case.post is None):
                    continue
                theirs = _asked(client, method, case, a, words=case.kwargs(b))
                nobodys = _asked(client, method, case, a, words=leaks.nobodys(case.kwargs(b)))
                if theirs.status_code != 404 or leaks.plain(theirs) != leaks.plain(nobodys):
                    different.append((role, method, case.route, theirs.status_code))
    assert different == []


def test_no_canary_of_another_organisation_is_met(
    worlds: tuple[World, World], caplog: pytest.LogCaptureFixture
) -> None:
    a, b = worlds
    with caplog.at_level(logging.DEBUG):
        met = leaks_met(a, b)
    met += [("log", canary) for canary in leaks.found_in(caplog.text.encode(), b)]
    met += [("mail", canary) for one in mail.outbox for canary in leaks.found_in(str(one.message()).encode(), b)]
    assert met == []


def test_each_kind_of_thing_is_met_by_its_own(worlds: tuple[World, World]) -> None:
    """Otherwise its canary could not be missed, and the suite would prove nothing of it."""
    _a, b = worlds
    own = {canary for _where, canary in leaks_met(b, b, viewers=("member", "administrator"))}
    assert leaks.expected(b) - own == set()


@pytest.mark.skipif(connection.vendor == "postgresql", reason="the second wall would hold; tried on SQLite")
def test_a_scope_that_is_taken_away_is_noticed(worlds: tuple[World, World], monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = worlds
    before = _pages(a)
    assert _pages(a) == before  # what differs below, differs for that reason
    unnoticed = []
    for model in leaks.owned_models():
        if model.__name__ in BEHIND_AN_INDEX:
            continue
        with monkeypatch.context() as patch:
            leaks.without_scope(model, patch)
            if not (_differs(before, a) or leaks_met(a, b, viewers=("administrator",)) or _opens_theirs(a, b)):
                unnoticed.append(model.__name__)
    assert unnoticed == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="row-level security is PostgreSQL's")
@pytest.mark.parametrize("wall", ["first alone", "second alone"])
def test_either_wall_holds_alone(worlds: tuple[World, World], wall: str, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = worlds
    if wall == "first alone":
        leaks.take_down_second_wall()
    else:
        leaks.take_down_first_wall(monkeypatch)
    assert leaks_met(a, b, viewers=("administrator", "coordinator", "former")) == []  # who may most, and who nothing


def leaks_met(
    a: World,
    b: World,
    viewers: tuple[str, ...] = ("member", "administrator", "chair", "coordinator", "former", "nobody"),
) -> list[tuple[str, str]]:
    """Where a viewer of world A meets a canary of world B, by A's addresses and by B's."""
    met = []
    for role, client, _viewer in _viewers(a, viewers):
        for case in all_cases():
            for words in (case.kwargs(a), case.kwargs(b)) if case.owned and a is not b else (case.kwargs(a),):
                for method in ("GET", "POST") if a is not b else ("GET",):
                    response = _asked(client, method, case, a, words=words)
                    met += [(f"{role} {method} {case.route}", one) for one in leaks.found_in_response(response, b)]
    return met


def _pages(a: World) -> dict[str, bytes]:
    """What the administrator of A reads, page by page."""
    return dict(_pages_one_by_one(a))


def _pages_one_by_one(a: World) -> Iterator[tuple[str, bytes]]:
    client = signed_in(a.people["administrator"])
    for case in all_cases():
        if case.reads and case.level in ("member", "administrator"):
            yield case.route, leaks.plain(_asked(client, "GET", case, a))


def _differs(before: dict[str, bytes], a: World) -> bool:
    """Whether a page tells something else, or breaks, now that more rows are seen; the first is enough."""
    try:
        return any(told != before[route] for route, told in _pages_one_by_one(a))
    except Exception:
        return True


def _opens_theirs(a: World, b: World) -> bool:
    client = signed_in(a.people["administrator"])
    owned = [case for case in all_cases() if case.owned]
    return any(_asked(client, "GET", case, a, words=case.kwargs(b)).status_code == 200 for case in owned if case.reads)


def _viewers(world: World, wanted: tuple[str, ...] = ()) -> Iterator[tuple[str, Client, object]]:
    if not wanted or "nobody" in wanted:
        yield "nobody", Client(), None
    for role, person in world.people.items():
        if not wanted or role in wanted:
            yield role, signed_in(person), viewer_of(person, None)


def _asked(client: Client, method: str, case: Case, world: World, words: object = None) -> leaks.Response:
    """Ask, and leave everything as it was."""
    address = reverse(case.route, kwargs=dict(case.kwargs(world) if words is None else words))  # type: ignore[call-overload]
    sent = dict(case.post(world)) if method == "POST" and case.post else {}
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = getattr(client, method.lower())(address, sent)
        kept = leaks.kept(response)
        transaction.set_rollback(True)
    client.cookies = cookies  # whoever was signed out by it is signed in again
    return kept


def test_a_paused_member_reads_and_does_not_write(worlds: tuple[World, World]) -> None:
    a, _b = worlds
    a.organisation.status = Status.PAUSED
    a.organisation.save()
    client = signed_in(a.people["administrator"])
    cases = [case for case in all_cases() if case.level in ("member", "administrator")]
    assert {_asked(client, "POST", case, a).status_code for case in cases} == {403}
    assert {_asked(client, "GET", case, a).status_code for case in cases if case.reads and case.statuses == (200,)} == {
        200
    }
