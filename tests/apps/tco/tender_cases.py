"""The routes of tenders, and a world's tenders: a draft, one whose bids are sealed, and one whose bids are open."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from flok.apps.tco import bids
from flok.apps.tco.actions import begin_study
from flok.apps.tco.actions import bids as bid_actions
from flok.apps.tco.actions import tenders as actions
from flok.apps.tco.models import KeptStudy, OpenedBid, SealedBid, Tender
from flok.domain.tco import Name, read_study, template_text
from flok.domain.tco import tender as engine
from tests.apps.worlds import Case, World
from tests.domain.tco.tender import tenders as documents

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
OPENS = NOW + timedelta(days=30)
FAR = datetime(2099, 3, 2, 11, 0, tzinfo=UTC)
NOISE = (engine.Criterion("noise", Name("Støj", "Noise"), 10.0, weight=0.25),)
LINEAR = engine.Model("linear", NOISE, price_weight=0.75, spread=0.5)


def new_study(world: World) -> KeptStudy:
    """A study of dishwashers that can be put to tender, of the world's organisation, inside it."""
    by = world.people["administrator"]
    return begin_study(uuid.uuid4(), template_text("appliances"), organisation=world.organisation, by=by, now=NOW)


def new_tender(
    world: World, reference: str = "2026-17", *, opens: datetime = OPENS, model: engine.Model = LINEAR,
    study: KeptStudy | None = None, **terms: Any,
) -> Tender:  # fmt: skip
    """A draft."""
    study = study or new_study(world)
    told = engine.Terms(reference, terms.pop("authority", "Eksempel Kommune"), opens, model, **terms)
    text = bids.drafted(read_study(template_text("appliances")), told)
    return actions.begin_tender(uuid.uuid4(), study, text, by=world.people["administrator"], now=NOW)


def with_codes(world: World, tender: Tender) -> dict[uuid.UUID, str]:
    """Both people keep a code, each fetched and typed once; the codes by opener."""
    by = world.people["administrator"]
    actions.choose_openers(tender, [by, world.people["member"]], by=by, now=NOW)
    codes = {}
    for opener in tender.openers.select_related("person", "tender"):
        codes[opener.pk] = actions.fetch_code(opener, by=opener.person, now=NOW)
        assert actions.confirm_code(opener, codes[opener.pk].lower(), by=opener.person, now=NOW)
    return codes


def frozen(world: World, reference: str = "2026-17", **given: Any) -> tuple[Tender, dict[uuid.UUID, str]]:
    """A tender that receives bids, and the openers' codes."""
    tender = new_tender(world, reference, **given)
    codes = with_codes(world, tender)
    return actions.freeze(tender, version=1, by=world.people["administrator"], now=NOW), codes


def received(world: World, tender: Tender, content: bytes, name: str = "Tilbud.xlsx", now: datetime = NOW) -> SealedBid:
    return bid_actions.receive(uuid.uuid4(), tender, name, content, by=world.people["member"], now=now)


def workbook(tender: Tender, bidder: str = "Fiktiv A/S", **values: float | str) -> bytes:
    """The bidders' workbook as a bidder returns it."""
    return _filled(tender.document, bidder, tuple({**documents.VALUES, **values}.items()))


@lru_cache(maxsize=64)
def _filled(document: str, bidder: str, values: tuple[tuple[str, float | str], ...]) -> bytes:
    return documents.filled(bids.document(document), dict(values), bidder)


@lru_cache(maxsize=64)
def _read(document: str, name: str, content: bytes) -> dict[str, Any]:
    return bids.as_kept(engine.read_bid(bids.document(document), name, content))


def opened(world: World, tender: Tender, codes: Mapping[uuid.UUID, str], now: datetime = OPENS) -> list[OpenedBid]:
    """The tender's bids, opened and read; the same file is read once in all tests."""
    bid_actions.open_bids(tender, codes, by=world.people["member"], now=now)
    for bid in tender.bids.filter(is_broken=False):
        bid.read = _read(tender.document, bid.name, bytes(bid.content))
        bid.save()
    tender.refresh_from_db()
    return list(tender.bids.select_related("tender"))


def furnish(world: World) -> None:
    """A draft, a tender whose bid is sealed until 2099 and must be met nowhere, and one whose bids are open."""
    by, say = world.people["administrator"], world.canary
    draft = new_tender(world, say("draft-tender"), opens=FAR, lot=say("tender-lot"), authority=say("tender-authority"))
    world.things["draft_tender"] = draft
    actions.choose_openers(draft, [by, world.people["member"]], by=by, now=NOW)
    world.things["opener"] = draft.openers.get(person=by)
    sealed, _codes = frozen(world, say("sealed-tender"), opens=FAR)
    world.things["sealed_tender"] = sealed
    hidden = workbook(sealed, f"KANARIE-{world.letter}-never-seen")
    world.things["receipt"] = received(world, sealed, hidden, f"KANARIE-{world.letter}-never-named.xlsx")
    tender, codes = frozen(world, say("opened-tender"), study=sealed.study)
    received(world, tender, workbook(tender, say("bidder")), say("bid-file.xlsx"))
    received(world, tender, workbook(tender, "Den Anden A/S", service="0x"), "b.xlsx")
    first, _second = opened(world, tender, codes)
    points = {"noise": {"points": "8.5", "reason": say("points-reason")}}
    bid_actions.give_points(first, points, by=by, now=OPENS)
    world.things["opened_tender"] = tender
    world.things["bid"] = OpenedBid.objects.select_related("tender").get(pk=first.pk)
    world.things["tender_study"] = sealed.study


def _of(name: str, **more: Any) -> Any:
    return lambda world: {"key": world.things[name].pk, **more}


def _nothing(world: World) -> dict[str, Any]:
    return {}


def _terms(world: World) -> dict[str, Any]:
    return {
        "key": uuid.uuid4(), "version": 0, "reference": "2099-1", "authority": "Eksempel Kommune", "day": "2099-03-02",
        "at": "12:00", "tie": "lowest_cost",
    }  # fmt: skip


_FORM = (200, 302, 422)
_LED = (200, 302, 403, 409, 422)  # a colleague who does not lead it is refused
CASES = [
    Case("tco:tenders", "member", kwargs=_of("tender_study"), owned=True, statuses=(200,)),
    Case("tco:tender_models", "member", kwargs=_of("tender_study"), owned=True, statuses=(200,)),
    Case("tco:tender_begin", "member", kwargs=_of("tender_study", rule="lowest_cost"), owned=True, post=_terms,
         statuses=_FORM),
    Case("tco:tender", "member", kwargs=_of("opened_tender"), owned=True, statuses=(200,)),
    Case("tco:tender_terms", "member", kwargs=_of("draft_tender", rule="lowest_cost"), owned=True, post=_terms,
         statuses=_LED),
    Case("tco:openers", "member", kwargs=_of("draft_tender"), owned=True, post=_nothing, statuses=_LED),
    Case("tco:freeze", "member", kwargs=_of("draft_tender"), owned=True, post=_nothing, statuses=_LED),
    Case("tco:postpone", "member", kwargs=_of("sealed_tender"), owned=True, post=_nothing, statuses=_LED),
    Case("tco:method", "member", kwargs=_of("sealed_tender", kind="docx"), owned=True, statuses=(200,)),
    Case("tco:tender_workbook", "member", kwargs=_of("sealed_tender"), owned=True, statuses=(200,)),
    Case("tco:receive", "member", kwargs=_of("sealed_tender"), owned=True, post=_nothing, statuses=_FORM),
    Case("tco:open_bids", "member", kwargs=_of("sealed_tender"), owned=True, post=_nothing, statuses=(200, 403)),
    Case("tco:read_bids", "member", kwargs=_of("opened_tender"), owned=True, reads=False, post=_nothing,
         statuses=(302,)),
    Case("tco:award", "member", kwargs=_of("opened_tender"), owned=True, statuses=(200,)),
    Case("tco:decide", "member", kwargs=_of("opened_tender"), owned=True, reads=False, post=_nothing, statuses=_LED),
    Case("tco:uncertainty", "member", kwargs=_of("opened_tender"), owned=True, statuses=(200,)),
    Case("tco:award_file", "member", kwargs=_of("opened_tender"), owned=True, statuses=(200,)),
    Case("tco:award_files", "member", kwargs=_of("opened_tender"), owned=True, statuses=(200,)),
    Case("tco:protocol", "member", kwargs=_of("opened_tender", kind="docx"), owned=True, statuses=(200,)),
    Case("tco:code", "member", kwargs=_of("opener"), owned=True, statuses=(200,)),
    Case("tco:fetch_code", "member", kwargs=_of("opener"), owned=True, reads=False, post=_nothing, statuses=_LED),
    Case("tco:confirm_code", "member", kwargs=_of("opener"), owned=True, reads=False, post=_nothing, statuses=_LED),
    Case("tco:receipt", "member", kwargs=_of("receipt"), owned=True, statuses=(200,)),
    Case("tco:bid", "member", kwargs=_of("bid"), owned=True, statuses=(200,)),
    Case("tco:decide_bid", "member", kwargs=_of("bid"), owned=True, reads=False, post=_nothing, statuses=_LED),
    Case("tco:give_points", "member", kwargs=_of("bid"), owned=True, reads=False, post=_nothing, statuses=_LED),
]  # fmt: skip
