"""Bad requests by the number of their kind, tried on every route; those of one room stand with that room's tests.

F06 and F07's ids of others are tried by test_permissions.py.
"""

from __future__ import annotations

import re
import sqlite3

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from flok.apps.share.models import Consent
from tests.apps import leaks
from tests.apps.worlds import Case, World, all_cases, make_world, signed_in

INLINE = re.compile(rb"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=\"|javascript:", re.IGNORECASE)


def _pages() -> list[Case]:
    return [
        case for case in all_cases() if case.reads and case.level in ("public", "person", "member", "administrator")
    ]


def _posts() -> list[Case]:
    return [case for case in all_cases() if case.post is not None]


def _address(case: Case, world: World) -> str:
    return reverse(case.route, kwargs=dict(case.kwargs(world)))


@pytest.mark.django_db
def test_f08_words_of_the_database_in_an_address_choose_nothing(world: World) -> None:
    other = make_world("B")
    client = signed_in(world.people["administrator"])
    words = f"organisation={other.organisation.pk}&organisation__name=O&order_by=organisation__cvr"
    for case in _pages():
        address = _address(case, world)
        plain, asked = client.get(address), client.get(f"{address}?{words}")
        assert asked.status_code == plain.status_code, case.route
        assert leaks.found_in_response(leaks.kept(asked), other) == [], case.route


@pytest.mark.django_db
def test_f09_nothing_is_changed_without_the_forms_token(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["administrator"], backend="django.contrib.auth.backends.ModelBackend")
    assert [case.route for case in _posts() if client.post(_address(case, world), {}).status_code != 403] == []


@pytest.mark.django_db
def test_f15_hosts_methods_and_sizes_that_are_not_ours(world: World) -> None:
    client = signed_in(world.people["administrator"])
    assert client.get("/overblik/", headers={"host": "ond.example"}).status_code == 400
    many = {f"felt{number}": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    assert client.post(reverse("share:consent"), many).status_code == 400
    huge = "says=" + "y" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    form = "application/x-www-form-urlencoded"
    assert client.post(reverse("share:consent"), huge, content_type=form).status_code in (400, 413)
    overridden = client.get(reverse("share:consent"), headers={"x-http-method-override": "POST"})
    assert overridden.status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("body", ['{"says": NaN}', '{"says": 1e400}', '{"says": "yes", "says": "no"}', "[" * 100_000])
def test_f16_json_is_no_form(world: World, body: str) -> None:
    client = signed_in(world.people["administrator"])
    for case in (case for case in _posts() if case.level in ("member", "administrator")):
        with transaction.atomic():
            status = client.post(_address(case, world), body, content_type="application/json").status_code
            transaction.set_rollback(True)
        assert status < 500, (case.route, status)


@pytest.mark.django_db
def test_f18_no_page_is_kept_by_others(world: World) -> None:
    client = signed_in(world.people["administrator"])
    kept = []
    for case in _pages():
        response = client.get(_address(case, world))
        if "no-store" not in response["Cache-Control"] or "private" not in response["Cache-Control"]:
            kept.append(case.route)
    assert kept == []


@pytest.mark.django_db
def test_f19_the_policy_allows_nothing_inline_and_no_page_needs_it(world: World) -> None:
    client = signed_in(world.people["administrator"])
    inline = []
    for case in _pages():
        response = client.get(_address(case, world))
        if "text/html" not in response["Content-Type"] or response.get("Content-Disposition"):
            continue
        policy = response["Content-Security-Policy"]
        assert "nonce-" not in policy, case.route
        assert "unsafe" not in policy, case.route
        if found := INLINE.findall(leaks.kept(response).body):
            inline.append((case.route, found[:3]))
    assert inline == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL waits for rows, not for the whole database")
def test_c06_a_database_that_stays_busy_is_told_and_nothing_is_half_done() -> None:
    world = make_world("A")
    client = signed_in(world.people["administrator"])
    client.get("/overblik/")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    holder = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    try:
        holder.execute("BEGIN IMMEDIATE")
        response = client.post(reverse("share:consent"), {"says": "yes"})
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    from flok.apps.members.scoping import inside

    with inside(world.organisation):
        assert Consent.objects.count() == 1
    assert client.post(reverse("share:consent"), {"says": "yes"}).status_code == 302
