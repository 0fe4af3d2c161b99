from __future__ import annotations

import pytest

from flok.apps.members.models import Person
from flok.apps.share import personal_data
from tests.apps.share.cases import NOW
from tests.apps.worlds import World


@pytest.mark.django_db
def test_what_a_person_has_decided(world: World) -> None:
    once = [{"organisation": world.organisation.name, "at": NOW.isoformat()}]
    later = [{"organisation": world.organisation.name, "at": NOW.replace(hour=10).isoformat()}]
    found = personal_data.export(world.people["administrator"])
    assert found == {"definitionversion": once, "target": once, "trial": once, "consent": later}
    assert personal_data.export(world.people["member"]) == {name: [] for name in found}


@pytest.mark.django_db
def test_what_was_decided_stays(world: World) -> None:
    person = Person.objects.get(pk=world.people["administrator"].pk)
    before = personal_data.export(person)
    personal_data.erase(person)
    assert personal_data.export(person) == before
