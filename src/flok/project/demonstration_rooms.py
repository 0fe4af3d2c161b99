"""Studies of life-cycle cost and assessments of labels in the fictional network; and what of them cases can hand on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from flok.apps.knowledge.models import Theme
from flok.apps.labels import actions as assessing
from flok.apps.members.scoping import inside
from flok.apps.tco import actions as studying
from flok.domain import labels, tco
from flok.project.demonstration_keys import key_of, organisation, person

_STUDIES = (  # template, organisation, by, ring
    ("appliances", "toersted", "mikkel-fiktivholm", "network"),
    ("vehicles", "toersted", "karen-opdigtsen", "organisation"),
    ("lighting", "luftslottet", "jette-taarnsen", "network"),
    ("incontinence", "fiktivsund", "pia-mythoej", "network"),
    ("work-clothes", "fiktivsund", "kasper-fantasgaard", "theme"),
)
_SWAN = {"B1": "yes", "B2": "yes", "E1": "yes"}
_PARTLY = {"B1": "yes", "B2": "partly"}
_ASSESSMENTS = (  # label, purchase, group, organisation, by, ring, answers, market step
    ("nordic_swan", "Rengøring af skoler", "cleaning_services", "toersted", "karen-opdigtsen", "network", _SWAN, 1),
    ("nordic_swan", "Vask af tøj til plejehjem", "", "fiktivsund", "pia-mythoej", "network", _PARTLY, 3),
    ("iso_14001", "Rådgivning om varmeanlæg", "", "toersted", "mikkel-fiktivholm", "organisation", {"B1": "no"}, None),
)
_CASES_WITH_STUDY = {"hvidevarer-til-botilbud": "appliances", "led-i-opgangene": "lighting"}


def studies(now: datetime) -> None:
    """Each from a template, as an organisation would have begun it; some are shown to others."""
    for number, (template, house, who, ring) in enumerate(_STUDIES):
        home, by, at = organisation(house), person(who), now - timedelta(days=40 - 6 * number)
        with inside(home):
            study = studying.begin_study(
                key_of("study", template), tco.template_text(template), organisation=home,
                theme=Theme.objects.get(pk="life_cycle_cost"), by=by, now=at,
            )  # fmt: skip
            if study.ring != ring:
                studying.show_study(study, ring=ring, theme=study.theme, by=by, now=at)


def assessments(now: datetime) -> None:
    """One that may be required, one that may be in part, and a management system that is no label of a product."""
    for number, (label, title, group, house, who, ring, answers, score) in enumerate(_ASSESSMENTS):
        home, by, at = organisation(house), person(who), now - timedelta(days=30 - 9 * number)
        made = labels.Assessment(
            label=label, purchase=_purchase(title, group, home.name, at.date()), made_on=at.date(),
            answers={key: _answered(key, answer, at.date()) for key, answer in answers.items()},
        )  # fmt: skip
        with inside(home):
            kept = assessing.begin_assessment(
                key_of("assessment", str(number)), made, score=score, organisation=home, by=by, now=at
            )
            if kept.ring != ring:
                assessing.show_assessment(
                    kept, ring=ring, theme=Theme.objects.get(pk="labels"), by=by, now=at
                )  # fmt: skip


def _purchase(title: str, group: str, authority: str, day: date) -> labels.Purchase:
    return labels.Purchase(
        title=title, product_group=group, authority=authority, contract_start=date(day.year + 1, 4, 1),
        contract_end=date(day.year + 4, 3, 31),
    )  # fmt: skip


def _answered(key: str, answer: str, day: date) -> labels.Answered:
    return labels.Answered(key, answer, "Læst i kriteriedokumentet (opdigtet)", "", day)


def study_of_case(case: str) -> Mapping[str, Any] | None:
    """The copy of a study that a case holds, so that it can be taken home; None where it holds none."""
    template = _CASES_WITH_STUDY.get(case)
    if template is None:
        return None
    _template, house, _who, _ring = next(one for one in _STUDIES if one[0] == template)
    name = tco.read_study(tco.template_text(template)).name.da
    origin = {"organisation": organisation(house).name, "name": name, "version": 1, "on": "2026-11-24"}
    return {"toml": tco.template_text(template), "origin": origin}
