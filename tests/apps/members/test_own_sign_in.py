"""An organisation's own sign-in (OIDC): a real provider in the test's process."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client

from flok.apps.members.models import AuditEntry, Organisation, Person
from flok.project import env
from tests.apps.members.oidc_provider import CLIENT, SECRET, Provider
from tests.apps.worlds import World, new_organisation, new_person


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


@pytest.fixture
def provider(world: World, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """The provider of the world's organisation, configured by the file an operator writes."""
    cache.clear()
    started = Provider()
    path = tmp_path / "oidc.toml"
    path.write_text(
        f'[[organisation]]\ncvr = "{world.organisation.cvr}"\nname = "Kommune A"\naddress = "{started.address}"\n'
        f'client_id = "{CLIENT}"\nsecret = "{SECRET}"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("FLOK_OIDC", str(path))
    settings.SOCIALACCOUNT_PROVIDERS = env.own_sign_in()
    yield started
    started.stop()


def sign_in(world: World, provider: Provider, **claims: Any) -> tuple[Client, Any]:
    """Go the whole way: to the provider by the button's address, and back with its answer."""
    provider.person = {"sub": "1", "email": world.people["member"].email, "email_verified": True, **claims}
    client = Client()
    page = client.get("/konto/log-ind/").content.decode()
    address = f"/konto/egen/{world.organisation.cvr}/"
    assert f'href="{address}"' in page
    there = client.get(address)["Location"]
    with pytest.raises(urllib.error.HTTPError) as back:
        urllib.request.build_opener(_Stay).open(there)
    return client, client.get(back.value.headers["Location"])


def test_a_person_of_the_organisation_is_signed_in_by_their_verified_address(world: World, provider: Provider) -> None:
    client, response = sign_in(world, provider, email="MEDLEM.A@flok.example")
    assert response["Location"] == "/overblik/"
    assert client.get("/medlemmer/mig/").status_code == 200
    assert SocialAccount.objects.get().user == world.people["member"]
    _client, again = sign_in(world, provider, email="andet.navn@flok.example")  # known by `sub` from now on
    assert again["Location"] == "/overblik/"
    assert provider.asked[0]["code_challenge_method"] == "S256"


@pytest.mark.parametrize("why", ["unknown", "not verified", "says nothing", "of another", "closed", "left", "ended"])
def test_nobody_else_is_let_in(world: World, provider: Provider, why: str) -> None:
    claims: dict[str, Any] = {}
    if why == "unknown":
        claims["email"] = "ukendt@flok.example"
    elif why == "not verified":
        claims["email_verified"] = False
    elif why == "says nothing":
        claims["email_verified"] = None
    elif why == "of another":
        claims["email"] = new_person("Fra Anden", new_organisation("Anden Kommune (opdigtet)")).email
    elif why == "closed":
        Person.objects.filter(pk=world.people["member"].pk).update(is_active=False)
    elif why == "left":
        world.people["member"].representations.update(until="2026-01-01")
    else:
        Organisation.objects.filter(pk=world.organisation.pk).update(status="ended")
    people = Person.objects.count()
    client, response = sign_in(world, provider, **claims)
    assert (response.status_code, "gælder ikke for dig her" in response.content.decode()) == (403, True)
    assert client.get("/medlemmer/mig/").status_code == 302
    assert (Person.objects.count(), SocialAccount.objects.count()) == (people, 0)
    assert AuditEntry.objects.filter(act="refused", subject="organisation's sign-in").count() == 1


def test_who_left_is_not_let_in_by_an_earlier_sign_in(world: World, provider: Provider) -> None:
    sign_in(world, provider)
    world.people["member"].representations.update(until="2026-01-01")
    assert sign_in(world, provider)[1].status_code == 403


def test_an_answer_nobody_asked_for_is_refused(world: World, provider: Provider) -> None:
    response = Client().get(f"/konto/egen/{world.organisation.cvr}/svar/", {"code": "x", "state": "x"})
    assert (response.status_code, "svarede ikke" in response.content.decode()) == (401, True)


def test_an_organisation_that_has_none(world: World) -> None:
    assert Client().get("/konto/egen/99999999/").status_code == 404
