from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client

from flok.apps.members.models import AuditEntry, Person
from flok.project.first_coordinator import NotAnAddressError, coordinator
from tests.apps.worlds import new_person

pytestmark = pytest.mark.django_db


def test_the_link_lets_the_first_coordinator_in_once() -> None:
    link = coordinator("Kirsten@Flok.example", "Kirsten Eksempel")
    person = Person.objects.get()
    assert (person.email, person.is_coordinator, person.has_usable_password()) == ("kirsten@flok.example", True, False)
    assert AuditEntry.objects.get().about == person
    client = Client()
    page = client.get(urlsplit(link).path, follow=True)
    assert page.status_code == 200
    where = page.redirect_chain[-1][0]
    chosen = {"password1": "fiktiv-adgangskode-77", "password2": "fiktiv-adgangskode-77"}
    assert client.post(where, chosen).status_code == 302
    person.refresh_from_db()
    assert person.check_password("fiktiv-adgangskode-77")
    again = Client().get(urlsplit(link).path, follow=True)
    assert again.redirect_chain == []  # no form: the link has been used


def test_who_has_a_password_keeps_it() -> None:
    person = new_person("Findes Allerede")
    assert coordinator(person.email, "Et Andet Navn") == ""
    found = Person.objects.get()
    assert (found.name, found.is_coordinator, found.password) == (person.name, True, person.password)
    assert found.sign_in_stamp == person.sign_in_stamp + 1  # a change of role ends open sign-ins


@pytest.mark.parametrize("mail", ["", "kirsten", "a@flok.example, b@flok.example", "a@flok.example\nx"])
def test_what_is_no_address_is_refused(mail: str) -> None:
    with pytest.raises(NotAnAddressError):
        coordinator(mail, "Navn")
    assert not Person.objects.exists()
