"""Cases as their author, a colleague, one who is asked to read and the public see them; guides and links."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from tests.journeys.furnishing import ADMINISTRATOR, MEMBER, TWO_STEPS
from tests.journeys.furnishing.addresses import path, to, to_each
from tests.journeys.furnishing.houses import house_of

STORY = {
    "title": "Vi tog to slags papir ud af kurven", "phase": "contract", "result": "better",
    "situation": "Fjorten skoler købte **hvert sit** papir.", "done": "- Vi ringede til dem\n- To varer gik ud",
    "happened": "Andelen steg fra 52 til 97 procent.", "works_size": "fra 5.000 indbyggere",
}  # fmt: skip
_LINES = ("Papir fra to varenumre", "Andelen før og efter")


def cases(people: dict[str, Any], now: datetime) -> dict[str, str]:
    from flok.apps.knowledge import actions
    from flok.apps.knowledge.models import Case
    from flok.apps.members.scoping import in_the_network, inside
    from flok.demo.presentation import presentation_pdf

    karen, mikkel = people[ADMINISTRATOR], people[MEMBER]
    with inside(house_of(karen)):
        told = Case.objects.filter(author=karen, state="shown").order_by("published_at")[0]
        bare = _case(karen, now, ring="organisation", kind="measure", title="Et tiltag, ingen har sagt noget om")
        waits = _case(karen, now, ring="theme", title="En case, der venter på at komme ud af huset")
        pdf = presentation_pdf("Papir", karen.name, _LINES, day=now.date())
        file = actions.attach(waits, [pdf], title="Papiret", kind="pdf", size=len(pdf), by=karen, now=now)
        asked = actions.propose(waits, [file], by=karen, now=now)
        draft = _case(karen, now)
        own = actions.attach(draft, [pdf], title="Papiret i tal", kind="pdf", size=len(pdf), by=karen, now=now)
        actions.ask_to_read(draft, person=mikkel, by=karen, now=now)
        begun = _case(karen, now, title="", situation="", done="")
        lent = _case(people[TWO_STEPS], now, title="Et udkast, Karen er bedt om at læse")
        actions.ask_to_read(lent, person=karen, by=people[TWO_STEPS], now=now)
        doubtful = _case(
            karen, now, title="Før det kommende udbud af papir", done="Ring til 12 34 56 78 eller mobil 12345678."
        )
    with in_the_network():
        of_others = Case.objects.filter(ring="network", state="shown").exclude(organisation=told.organisation)
        theirs = of_others.order_by("published_at")[0]
    return {
        **to_each("knowledge", "case take_back hand_over outside outcome used", told.pk),
        **to_each("knowledge", "write used show readers delete attach", draft.pk),
        **to("knowledge:detach", draft.pk, own.pk),
        **to("knowledge:attachment", draft.pk, own.pk),
        **to("knowledge:waiting_file", waits.pk, asked.content["files"][0]["key"]),
        "draft": path("knowledge:case", draft.pk),
        "draft asked to read": path("knowledge:case", lent.pk),
        "not enough to show": path("knowledge:show", begun.pk),
        "doubtful": path("knowledge:show", doubtful.pk),
        "shown to more": path("knowledge:show", told.pk),
        "nothing said of it": path("knowledge:case", bare.pk),
        "case of another": path("knowledge:case", theirs.pk),
        "waits to go outside": path("knowledge:outside", waits.pk),
        "shown already": path("knowledge:write", told.pk),
    }


def _case(by: Any, now: datetime, *, ring: str = "", kind: str = "case", **fields: Any) -> Any:
    """A draft, or (with a ring) shown, of the organisation one is inside."""
    from flok.apps.knowledge import actions
    from flok.apps.knowledge.models import Theme

    house, theme = house_of(by), Theme.objects.get(key="labels")
    case = actions.begin_case(uuid.uuid4(), kind=kind, theme=theme, organisation=house, by=by, now=now)
    case = actions.write_case(
        case, {**STORY, **fields}, version=case.version, form=None, is_automatic=False, by=by, now=now
    )
    return actions.show_case(case, ring=ring, by=by, now=now) if ring else case


def of_the_network() -> dict[str, str]:
    from flok.apps.knowledge.models import Guide, GuideLink, PublicCase

    copy = PublicCase.objects.exclude(content__files=[]).order_by("at", "pk")[0]
    return {
        **to("knowledge:public_case", copy.pk),
        **to("knowledge:public_file", copy.pk, copy.content["files"][0]["key"]),
        **to_each("knowledge", "guide change_guide delete_guide", Guide.objects.order_by("key")[0].key),
        **to("knowledge:change_link", GuideLink.objects.order_by("pk")[0].pk),
    }
