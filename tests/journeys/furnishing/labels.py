"""Label assessments answered, begun and shown by another, documentation judged, and a plan of tenders."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from tests.journeys.furnishing import ADMINISTRATOR, NEIGHBOUR
from tests.journeys.furnishing.addresses import path, to, to_each
from tests.journeys.furnishing.houses import house_of

_SEEN, _STARTS, _ENDS = date(2026, 11, 20), date(2027, 1, 1), date(2030, 12, 31)
_YES = {"B1": "yes", "B2": "yes"}


def assessments(people: dict[str, Any], now: datetime) -> dict[str, str]:
    from flok.apps.labels import actions
    from flok.apps.members.scoping import inside
    from flok.domain import labels

    karen, eva = people[ADMINISTRATOR], people[NEIGHBOUR]
    with inside(house_of(eva)):
        theirs = _begin(eva, now, "Rengøring på universitetet", **_YES)
        actions.show_assessment(theirs, ring="network", theme=None, by=eva, now=now)
    with inside(house_of(karen)):
        kept = _begin(karen, now, "Rengøring på vores skoler", **_YES)
        doubtful = _begin(karen, now, "Rengøring af rådhuset", B1="yes", B2="partly")
        begun = _begin(karen, now, "Rengøring, der lige er begyndt på")
        asked = labels.Asked(label="Svanemærket", requirements=(), needed_on=_STARTS, contract_end=_ENDS)
        shown = labels.Proof(
            kind="label", name="Svanemærket", covers="yes", licence_number="5026 9999", valid_until=_ENDS
        )
        proof = actions.keep_proof(kept, uuid.uuid4(), "Opdigtet Rengøring A/S", asked, shown, by=karen, now=now)
        unknown = labels.Proof(kind="label", name="Et mærke, ingen kender", covers="no")
        refused = actions.keep_proof(kept, uuid.uuid4(), "Fiktiv Ren ApS", asked, unknown, by=karen, now=now)
        tenders = (
            labels.PlannedTender(2, "Rengøring", "cleaning_services", "nordic_swan", 1, None, False),
            labels.PlannedTender(3, "Kaffe", "", "", None, None, False),
        )
        problem = labels.PlanProblem(4, labels.Words("Der står ikke, hvad I køber.", "It does not say what you buy."))
        plan = actions.keep_plan(
            uuid.uuid4(),
            "Udbud i 2027",
            labels.Plan(tenders, (problem,)),
            organisation=house_of(karen),
            by=karen,
            now=now,
        )
    return {
        **to("labels:label", "nordic_swan"),
        **to_each("labels", "answer fill wording beside show delete new_proof", kept.pk),
        **to("labels:download", kept.pk, "vurdering-pdf"),
        **to_each("labels", "proof change_proof delete_proof", kept.pk, proof.pk),
        **to_each("labels", "plan plan_book delete_plan", plan.pk),
        "assessment of another": path("labels:answer", theirs.pk),
        "assessment in doubt": path("labels:answer", doubtful.pk),
        "assessment begun": path("labels:answer", begun.pk),
        "filling in": path("labels:fill", begun.pk),
        "proof refused": path("labels:proof", kept.pk, refused.pk),
        "two beside each other": f"{path('labels:beside', kept.pk)}?med={doubtful.pk}",
        "what is bought": f"{path('labels:fill', begun.pk)}?del=koeb",
    }


def _begin(by: Any, now: datetime, title: str, **answers: str) -> Any:
    """The Nordic Swan for cleaning, of the organisation one is inside."""
    from flok.apps.labels import actions
    from flok.domain import labels

    purchase = labels.Purchase(
        title=title, product_group="cleaning_services", authority=house_of(by).name, contract_start=_STARTS,
        contract_end=_ENDS,
    )  # fmt: skip
    said = {key: labels.Answered(key, one, "side 3", "https://example.org", _SEEN) for key, one in answers.items()}
    given = labels.Assessment(label="nordic_swan", purchase=purchase, made_on=now.date(), answers=said)
    return actions.begin_assessment(
        uuid.uuid4(), given, score=1 if answers else None, organisation=house_of(by), by=by, now=now
    )
