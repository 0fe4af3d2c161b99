"""Studies of life-cycle cost as they are made, kept, followed and put away; and tenders at each step.

The tenders are made as tests of the pages make them (tests/apps/tco/tender_cases.py).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.journeys.furnishing import ADMINISTRATOR, ENGLISH, MEMBER
from tests.journeys.furnishing.addresses import path, to, to_each
from tests.journeys.furnishing.houses import house_of


def studies(people: dict[str, Any], now: datetime) -> dict[str, str]:
    from flok.apps.members.scoping import inside
    from flok.apps.tco import actions
    from flok.domain import tco
    from tests.apps.tco import tender_cases
    from tests.apps.worlds import World

    karen, james = people[ADMINISTRATOR], people[ENGLISH]
    world = World("A", house_of(karen), {"administrator": karen, "member": people[MEMBER]})
    other = World("B", house_of(james), {"administrator": james})
    with inside(other.organisation):
        theirs = tender_cases.new_study(other)
        actions.show_study(theirs, ring="network", theme=None, by=james, now=now)
    with inside(world.organisation):
        study = tender_cases.new_study(world)
        text = tco.template_text("appliances").replace("0.5", "0.6", 1)
        version = actions.save_version(study, text, based_on=1, note="Nye tal", by=karen, now=now)
        followed = actions.follow(study, version, tco.read_study(text).alternatives[0].id, by=karen, now=now)
        line = tco.read_study(text).lines[0].id
        actions.tell_actuals(followed, 1, {line: (1.0, 400_000)}, by=karen, now=now)
        bare = tender_cases.new_study(world)
        away = tender_cases.new_study(world)
        actions.put_away(away, by=karen, now=now)
        return {
            **to_each("tco", "study document download versions show put_away report workbook follow", study.pk),
            "study of another": path("tco:study", theirs.pk),
            "study put away": path("tco:study", away.pk),
            "two versions": f"{path('tco:versions', study.pk)}?fra=1&til=2",
            "whom to follow": path("tco:follow", bare.pk),
            "study looked into": f"{path('tco:study', study.pk)}?dybt=1",
            **_tenders(world, now),
        }


def _tenders(world: Any, now: datetime) -> dict[str, str]:
    """A draft, one that takes bids, one whose bids are open, and one that is decided."""
    from flok.apps.tco.actions import bids as bid_actions
    from flok.apps.tco.actions import tenders as actions
    from tests.apps.tco import tender_cases

    karen, mikkel = world.people["administrator"], world.people["member"]
    draft = tender_cases.new_tender(world, "2027-04", opens=tender_cases.FAR)
    actions.choose_openers(draft, [karen, mikkel], by=karen, now=now)
    bare = tender_cases.new_tender(world, "2027-05", opens=tender_cases.FAR)
    sealed, _codes = tender_cases.frozen(world, "2026-30", opens=tender_cases.FAR)
    receipt = tender_cases.received(world, sealed, tender_cases.workbook(sealed, "Den Skjulte A/S"))
    tender, codes = tender_cases.frozen(world, "2026-31", study=sealed.study)
    tender_cases.received(world, tender, tender_cases.workbook(tender, "Fiktiv A/S"), "Tilbud fra Fiktiv.xlsx")
    tender_cases.received(world, tender, tender_cases.workbook(tender, "Den Anden A/S", service="0x"), "Andet.xlsx")
    waiting, _waiting_codes = tender_cases.frozen(world, "2026-32", study=sealed.study)
    tender_cases.received(world, waiting, tender_cases.workbook(waiting, "Den Tredje A/S"))
    first, second = tender_cases.opened(world, tender, codes)
    points = {"noise": {"points": "8.5", "reason": "Støjer mindst."}}
    bid_actions.give_points(first, points, by=karen, now=now)
    return {
        **to_each("tco", "tenders tender_models", sealed.study_id),
        **to("tco:tender_begin", sealed.study_id, "lowest_cost"),
        **to_each("tco", "tender award uncertainty award_file award_files", tender.pk),
        **to("tco:protocol", tender.pk, "docx"),
        **to("tco:tender_terms", draft.pk, "lowest_cost"),
        **to_each("tco", "openers freeze", draft.pk),
        **to_each("tco", "postpone tender_workbook receive", sealed.pk),
        **to("tco:method", sealed.pk, "docx"),
        **to("tco:open_bids", waiting.pk),
        **to("tco:code", draft.openers.get(person=karen).pk),
        **to("tco:receipt", receipt.pk),
        **to("tco:bid", first.pk),
        "bid in doubt": path("tco:bid", second.pk),
        "tender begun": path("tco:tender", bare.pk),
        "tender with openers": path("tco:tender", draft.pk),
        "tender that takes bids": path("tco:tender", sealed.pk),
        "tender to be opened": path("tco:tender", waiting.pk),
        "too early to open": path("tco:open_bids", sealed.pk),
    }
