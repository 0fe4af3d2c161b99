"""An own definition goes along with a case, and is tried by who takes it home."""

from __future__ import annotations

import pytest

from flok.apps.members.queries import viewer_of
from flok.apps.members.scoping import inside
from flok.apps.share import queries, taking_home
from flok.apps.share.models import Trial
from tests.apps.knowledge.cases import NOW
from tests.apps.worlds import make_world


@pytest.mark.django_db
def test_a_definition_is_offered_copied_and_tried_at_home() -> None:
    a, b = make_world("A"), make_world("B")
    giver, taker = viewer_of(a.people["member"], None), viewer_of(b.people["member"], None)
    assert giver is not None
    assert taker is not None
    with inside(a.organisation):
        (key, name), *_more = taking_home.offered(giver)
        copy = taking_home.copied(giver, key)
        assert taking_home.copied(giver, "findes-ikke") is None
    assert copy is not None
    with inside(b.organisation):
        address = taking_home.take_home(taker, copy, NOW)
        trial = Trial.objects.get(by=taker.person)
        assert (address, trial.definition, trial.by) == (f"/andel/definitioner/proev/{trial.pk}/", None, taker.person)
        assert queries.parsed(trial.toml, trial.base).name_da == name
