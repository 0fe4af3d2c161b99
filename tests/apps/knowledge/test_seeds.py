"""What a network begins with, also where the database was emptied."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.urls import reverse

from flok.apps.knowledge import seeds
from flok.apps.knowledge.models import Guide, GuideLink, Theme
from tests.apps.worlds import World, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_emptied_database_has_themes_and_the_labels_guide_again() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert list(Theme.objects.order_by("order").values_list("key", flat=True)) == [one[0] for one in seeds.THEMES]
    guide = Guide.objects.get()
    assert (guide.key, guide.theme.key) == (seeds.GUIDE["key"], "labels")
    assert GuideLink.objects.get().theme.key == "labels"


def test_the_labels_guide_leads_to_the_assessment_of_labels(world: World) -> None:
    client = signed_in(world.people["member"])
    page = client.get(reverse("knowledge:guide", args=[seeds.GUIDE["key"]])).content.decode()
    address = reverse("labels:front")
    assert f'<a href="{address}" rel="nofollow noopener noreferrer">Mærker</a>' in page
    assert client.get(address).status_code == 200


def test_a_guide_that_the_group_deleted_stays_away() -> None:
    Guide.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert not Guide.objects.exists()
