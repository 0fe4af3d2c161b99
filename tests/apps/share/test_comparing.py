"""The comparison: those who said yes, closed periods, and only released sums on a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import FieldError

from flok.apps.members.models import AuditEntry, Status
from flok.apps.members.scoping import inside
from flok.apps.share import actions, comparing
from flok.apps.share.models import Release
from flok.apps.share.queries import shipped
from flok.domain.comparison import Contribution
from tests.apps.share.conftest import MAIN, NOW, Room, Year
from tests.apps.worlds import new_person, signed_in

PERIOD = "2026-Q1"


@pytest.fixture
def network(opened: Callable[..., Room], year: Year) -> list[Room]:
    """Seven members with the same purchases; all have said yes but the last."""
    rooms = [opened(year) for _ in range(7)]
    for room in rooms[:-1]:
        say(room, True)
    return rooms


def say(room: Room, yes: bool, minute: int = 0) -> None:
    with inside(room.organisation):
        actions.say(organisation=room.organisation, says_yes=yes, by=room.person, now=NOW.replace(minute=minute))


def release(room: Room, period: str = PERIOD) -> int:
    return comparing.release_period(period=period, by=room.person, now=NOW)


def members_of(one: Release) -> set[str]:
    """The organisations whose figures are in the ledger at all."""
    text = json.dumps(one.ledger)
    return {word for word in text.replace('"', " ").split() if word.count("-") == 4}


def test_months_of_a_period() -> None:
    assert comparing.months_of("2026-Q1") == ("2026-01", "2026-02", "2026-03")
    assert comparing.months_of("2025") == tuple(f"2025-{month:02d}" for month in range(1, 13))


def test_one_release_of_each_definition_that_comes_along(network: list[Room]) -> None:
    made = release(network[0])
    kept = list(Release.objects.all())
    assert made == len(kept) == len(shipped())
    assert [(one.definition, one.period) for one in kept] == [(one.id, PERIOD) for one in shipped()]
    audit = AuditEntry.objects.filter(subject="comparison", organisation=None)
    assert [(one.act, one.detail, one.by) for one in audit] == [("add", PERIOD, network[0].person)]


def test_who_said_no_or_left_is_not_in(network: list[Room]) -> None:
    say(network[0], False, minute=1)
    network[1].organisation.status = Status.ENDED
    network[1].organisation.save()
    release(network[2])
    inside_it = {str(room.organisation.pk) for room in network[2:-1]}
    assert members_of(Release.objects.get(definition=MAIN)) == inside_it


def test_nobody_says_yes_is_no_release(opened: Callable[..., Room], year: Year) -> None:
    assert release(opened(year)) == 0
    assert Release.objects.count() == 0


def test_a_period_without_purchases_is_no_release(network: list[Room]) -> None:
    assert release(network[0], "2024") == 0


def test_the_page_shows_the_sum_and_nothing_that_made_it(network: list[Room], monkeypatch: pytest.MonkeyPatch) -> None:
    own = [Contribution(str(room.organisation.pk), "municipality", 130_017, 31_013, 62_011) for room in network[:-1]]
    monkeypatch.setattr(comparing, "_contributions", lambda definition, months: own)
    release(network[0])
    response = network[-1].get("sammenligning/")  # one that said no may look
    figures = [cell["figures"] for cell in response.context["releases"][0]["shown"]]
    assert figures[0] == {
        "share_low": 0.58, "share_high": 0.86, "share_low_percent": 58, "share_high_percent": 86,
        "organisations": "6–10", "denominator_ore": 1_300_000, "unknown_ore": 370_000,
    }  # fmt: skip
    page = response.content.decode()
    exact = [130_017, 31_013, 62_011, 6 * 130_017, 6 * 31_013, 6 * 62_011, 6 * 223_041]
    hidden = [str(room.organisation.pk) for room in network[:-1]] + [room.organisation.name for room in network[:-1]]
    hidden += map(str, exact)
    assert ("58–86" in page, [one for one in hidden if one in page]) == (True, [])


def test_the_ledger_never_leaves(network: list[Room]) -> None:
    """A canary in every ledger and in the rows of others is met on no page of the share."""
    release(network[0])
    for one in Release.objects.all():
        one.ledger = {**one.ledger, "blocks": [["KANARIE-99887766", 99887766]]}
        one.save()
    viewers = [network[-1].client, network[0].client, signed_in(network[0].colleague)]
    pages = [
        client.get(f"/andel/{address}").content.decode()
        for client in viewers
        for address in ("", "sammenligning/", "sammenligning/?definition=x&ledger=1", "definitioner/", "udtraek/html/")
        if not address.startswith("udtraek")
    ]
    assert [page for page in pages if "99887766" in page] == []


def test_no_word_of_an_address_reaches_the_rows(network: list[Room]) -> None:
    release(network[0])
    plain = network[0].get("sammenligning/").content
    for query in ({"ledger": "1"}, {"organisation": str(network[1].organisation.pk)}, {"period": "2026-Q1' OR 1"}):
        assert _without_token(network[0].get("sammenligning/", **query).content) == _without_token(plain)


def _without_token(page: bytes) -> list[bytes]:
    return [line for line in page.splitlines() if b"csrf" not in line]


def test_others_rows_are_not_asked_for_from_within(network: list[Room]) -> None:
    with inside(network[0].organisation), pytest.raises((FieldError, AttributeError)):
        Release.objects.filter(organisation=network[1].organisation)


def test_the_coordinator_releases_once_a_press(network: list[Room]) -> None:
    coordinator = signed_in(new_person("Koordinator", network[0].organisation, is_coordinator=True))
    page: Any = network[0].get("sammenligning/frigiv/", client=coordinator)
    assert page.context["form"].fields["period"].choices != []
    network[0].post("sammenligning/frigiv/", client=coordinator, period="2026-Q1")
    assert Release.objects.count() == len(shipped())
    for bad in ("2099", "", "2026-Q9", "2026-Q1\0"):
        network[0].post("sammenligning/frigiv/", 400, client=coordinator, period=bad)
    assert Release.objects.count() == len(shipped())
    seen = network[0].get("sammenligning/frigiv/", client=coordinator).content.decode()
    assert [room.organisation.name for room in network[1:] if room.organisation.name in seen] == []
    network[0].get("sammenligning/frigiv/", 403)


def test_more_than_the_comparison_holds_is_a_message(network: list[Room], monkeypatch: pytest.MonkeyPatch) -> None:
    coordinator = signed_in(new_person("Koordinator", network[0].organisation, is_coordinator=True))

    def full(**given: Any) -> int:
        raise ValueError("too many releases")

    monkeypatch.setattr(comparing, "release_period", full)
    page = network[0].post("sammenligning/frigiv/", 400, client=coordinator, period="2026-Q1").content.decode()
    assert "Der kan ikke frigives mere" in page


def test_consent_through_the_page(room: Room) -> None:
    assert "Nej: Jeres tal indgår ikke i nogen sum." in room.get("sammenligning/").content.decode()
    room.post("sammenligning/svar/", says="yes")
    assert "Ja: Jeres tal indgår i summerne." in room.get("sammenligning/").content.decode()
    room.post("sammenligning/svar/", says="vrøvl")
    assert "Nej: Jeres tal indgår ikke i nogen sum." in room.get("sammenligning/").content.decode()
    room.post("sammenligning/svar/", 403, client=signed_in(room.colleague), says="yes")
