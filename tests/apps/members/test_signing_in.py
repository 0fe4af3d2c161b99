"""Signing in: the same for known and unknown, bounded, ended when it must end, and led only to own addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.core import mail
from django.core.cache import cache
from django.test import Client

from flok.apps.members import actions
from flok.apps.members.models import AuditEntry, Person
from tests.apps.worlds import PASSWORD, World, new_person, signed_in

SIGN_IN, RESET = "/konto/log-ind/", "/konto/adgangskode/glemt/"
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> Iterator[None]:
    """Attempts are counted in the cache; each test begins with none."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def hashings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each hashing of a password, whatever asked for it."""
    done: list[str] = []
    encode = hashers.MD5PasswordHasher.encode

    def counted(self: Any, password: str, salt: str) -> str:
        done.append("hash")
        return encode(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counted)
    return done


def sign_in(email: str, password: str, client: Client | None = None, **extra: Any) -> Any:
    return (client or Client()).post(SIGN_IN, {"login": email, "password": password}, **extra)


def opens(client: Client) -> bool:
    """Whether the client is signed in."""
    return client.get("/medlemmer/mig/").status_code == 200


@pytest.mark.parametrize("known", ["member", "closed", "without password"])
def test_f12_sign_in_answers_alike_and_works_as_much_for_known_and_unknown(
    world: World, hashings: list[str], known: str
) -> None:
    person = world.people["member"]
    if known == "closed":
        Person.objects.filter(pk=person.pk).update(is_active=False)
    if known == "without password":
        person.set_unusable_password()
        person.save()
    seen = []
    for address in (person.email, "ukendt@flok.example"):
        hashings.clear()
        response = sign_in(address, "forkert-adgangskode")
        body = _TOKEN.sub(b"", response.content).replace(address.encode(), b"ADDRESS")
        seen.append((response.status_code, body, len(hashings)))
    assert seen[0] == seen[1]
    assert seen[0][2] > 0


def test_f12_reset_answers_alike_and_leaves_the_looking_up_to_the_worker(world: World, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    from django_tasks import default_task_backend

    seen = []
    for address in (world.people["member"].email, "ukendt@flok.example"):
        response = Client().post(RESET, {"email": address})
        seen.append((response.status_code, response["Location"], _TOKEN.sub(b"", response.content)))
    assert seen[0] == seen[1] == (302, "/konto/adgangskode/glemt/sendt/", b"")
    assert [one.args for one in default_task_backend.results] == [
        [world.people["member"].email, "http://testserver/"],
        ["ukendt@flok.example", "http://testserver/"],
    ]
    assert mail.outbox == []


def test_the_reset_link_opens_once_and_ends_open_sign_ins(world: World, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    person, before = world.people["member"], signed_in(world.people["member"])
    Client().post(RESET, {"email": "ukendt@flok.example"})
    Client().post(RESET, {"email": person.email})
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([person.email], "Vælg en ny adgangskode til Flok")
    link = re.search(r"http://testserver(/\S+)", str(letter.body))
    assert link is not None
    client = Client()
    form = client.get(link[1])["Location"]
    new = "en-helt-ny-adgangskode-7"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302
    assert not opens(before)
    assert Client().get(link[1]).status_code == 200  # says that the link is used
    again = Client()
    assert sign_in(person.email, new, again).status_code == 302
    assert opens(again)


def test_f13_an_account_is_throttled_and_not_locked_for_good(world: World) -> None:
    person = world.people["member"]
    for place in range(5):
        sign_in(person.email, "forkert-adgangskode", REMOTE_ADDR=f"10.0.0.{place}")
    refused = sign_in(person.email, PASSWORD, REMOTE_ADDR="10.0.0.99")
    assert "for mange forsøg" in refused.content.decode()
    cache.clear()  # five minutes later
    assert sign_in(person.email, PASSWORD, REMOTE_ADDR="10.0.0.99").status_code == 302
    assert AuditEntry.objects.filter(act="refused", about=person).count() == 5


def test_f13_one_place_that_tries_many_addresses_is_throttled(world: World) -> None:
    for number in range(10):
        sign_in(f"nr{number}@flok.example", "forkert-adgangskode")
    assert "for mange forsøg" in sign_in(world.people["member"].email, PASSWORD).content.decode()


@pytest.mark.parametrize(("trusted", "throttled"), [(0, True), (1, False)])
def test_f13_a_place_is_what_a_proxy_says_only_where_there_is_one(
    world: World, settings: Any, trusted: int, throttled: bool
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
    for number in range(10):
        sign_in(f"nr{number}@flok.example", "forkert-adgangskode", headers={"x-forwarded-for": f"10.9.9.{number}"})
    response = sign_in(world.people["member"].email, PASSWORD, headers={"x-forwarded-for": "10.9.9.200"})
    assert (response.status_code == 200) == throttled


def test_f14_the_session_changes_at_sign_in_and_is_dead_after_sign_out(world: World) -> None:
    client = Client()
    client.get("/medlemmer/invitation/" + "x" * 40 + "/")  # a session before
    before = client.cookies["sessionid"].value
    sign_in(world.people["member"].email, PASSWORD, client)
    during = client.cookies["sessionid"].value
    assert before != during
    client.post("/konto/log-ud/")
    stolen = Client()
    stolen.cookies["sessionid"] = during
    assert not opens(stolen)


@pytest.mark.parametrize("what", ["role", "leader", "closed", "left", "password", "address"])
def test_f14_open_sign_ins_end_when_what_they_may_changes(world: World, what: str) -> None:
    from django.utils import timezone

    person, by, now = world.people["member"], new_person("Koordinator", is_coordinator=True), timezone.now()
    client = signed_in(person)
    assert opens(client)
    if what == "role":
        actions.change_representation(world.things["representation"], role="administrator", title="", by=by, now=now)
    elif what == "leader":
        actions.make_leader(person, is_chair=True, is_coordinator=False, by=by, now=now)
    elif what == "closed":
        actions.set_active(person, is_active=False, reason="opdigtet", by=by, now=now)
    elif what == "left":
        actions.end_representation(world.things["representation"], by=by, now=now)
    elif what == "address":
        actions.change_address(person, email="ny@flok.example", by=person, now=now)
    else:
        other = signed_in(person)
        new = "en-helt-ny-adgangskode-7"
        sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
        assert other.post("/konto/adgangskode/", sent).status_code == 302
        assert opens(other)
    assert not opens(client)


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example",
        "/\\evil.example",
        "https:///evil.example",
        "http://testserver@evil.example/",
        "javascript:alert(1)",
    ],
)
def test_f10_sign_in_leads_only_to_own_addresses(world: World, evil: str) -> None:
    sent = {"login": world.people["member"].email, "password": PASSWORD, "next": evil}
    assert Client().post(SIGN_IN, sent)["Location"] == "/overblik/"


def test_f10_sign_in_leads_back_to_the_page_that_was_asked_for(world: World) -> None:
    asked = Client().get("/medlemmer/egen/enheder/")["Location"]
    assert asked == "/konto/log-ind/?next=/medlemmer/egen/enheder/"
    sent = {"login": world.people["member"].email, "password": PASSWORD, "next": "/medlemmer/egen/enheder/"}
    assert Client().post(SIGN_IN, sent)["Location"] == "/medlemmer/egen/enheder/"


@pytest.mark.parametrize("written", ["MEDLEM.A@FLOK.EXAMPLE", " medlem.a@flok.example ", "ｍｅｄｌｅｍ.a@flok.example"])
def test_u03_an_address_is_the_same_in_capitals_and_full_width(world: World, written: str) -> None:
    assert sign_in(written, PASSWORD).status_code == 302


@pytest.mark.parametrize(
    "written", ["x" * 1_000_000 + "@flok.example", "a\x00b@flok.example", "\ud800@flok.example", "İ@flok.example"]
)
def test_u03_addresses_that_are_none_are_refused_in_words(db: None, written: str) -> None:
    sent = f"login={written}&password=x".encode("utf-8", "surrogatepass").replace(b"\x00", b"%00")
    response = Client().post(SIGN_IN, sent, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200


def test_f15_a_passkey_that_is_no_passkey_is_refused_in_words(world: World) -> None:
    for credential in ("[" * 100_000, "[]", "1", "{}", '{"response": {"userHandle": 1}}', '{"id": NaN}', "null"):
        response = Client().post("/konto/adgangsnoegler/log-ind/", {"credential": credential})
        assert (credential[:9], response.status_code, response["Location"]) == (credential[:9], 302, SIGN_IN)


def test_f09_nothing_is_changed_without_the_forms_token(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    assert sign_in(world.people["member"].email, PASSWORD, client).status_code == 403
    assert client.get("/konto/log-ud/").status_code == 302


def test_nobody_signs_up_and_no_other_page_of_allauth_is_there(db: None) -> None:
    for address in ("signup", "email", "confirm-email", "3rdparty", "login/code", "login", "2fa"):
        assert (address, Client().get(f"/konto/{address}/").status_code) == (address, 404)


def test_the_demonstrations_people_are_offered_only_there(world: World, settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path
    person = world.people["member"]
    offered = [{"email": person.email, "da": "Opdigtet indkøbschef", "en": "Fictional head of procurement"}]
    (tmp_path / "demonstration.json").write_text(json.dumps(offered), encoding="utf-8")
    address = "/konto/log-ind/demonstration/"
    assert Client().post(address, {"person": person.email}).status_code == 404
    assert "Opdigtet" not in Client().get(SIGN_IN).content.decode()
    settings.DEMONSTRATION = True
    assert "Opdigtet indkøbschef" in Client().get(SIGN_IN).content.decode()
    assert Client().post(address, {"person": world.people["administrator"].email}).status_code == 404
    assert Client().get(address).status_code == 404
    client = Client()
    assert client.post(address, {"person": person.email})["Location"] == "/overblik/"
    assert opens(client)


def test_a_code_from_an_app_is_asked_for_after_the_password(world: World) -> None:
    from allauth.mfa.totp.internal.auth import (
        TOTP,
        format_hotp_value,
        generate_totp_secret,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    secret = generate_totp_secret()
    TOTP.activate(world.people["member"], secret)
    client = Client()
    assert sign_in(world.people["member"].email, PASSWORD, client)["Location"] == "/konto/to-trin/kode/"
    assert not opens(client)
    assert client.post("/konto/to-trin/kode/", {"code": "000000"}).status_code == 200
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post("/konto/to-trin/kode/", {"code": code})["Location"] == "/overblik/"
    assert opens(client)
