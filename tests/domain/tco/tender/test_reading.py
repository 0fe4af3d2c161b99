"""A study with its terms in one document; its fingerprint; what keeps it from being put to tender."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest

from flok.domain.tco import StudyError, template_text, templates
from flok.domain.tco import tender as engine
from flok.domain.tco.tender import (
    NotReadyError,
    Tender,
    fingerprint,
    in_one_wording,
    obstacles,
    read_tender,
    shown,
    tender_to_toml,
    workbook_bytes,
)
from flok.domain.tco.tender._fingerprint import canonical

from .tenders import ENGLISH, NOISE, TERMS, dishwashers

MODEL = 'rule = "linear"\nspread = 0.5'
WEIGHED = dishwashers(MODEL, NOISE + "weight = 0.25\nminimum = 2.5\n[tender.watch]\nlow_total = 0.4\n")


def places(text: str) -> list[str]:
    with pytest.raises(StudyError) as refused:
        read_tender(text)
    return [each.place for each in refused.value.problems]


def test_terms_are_read_beside_the_study() -> None:
    terms = WEIGHED.terms
    assert (terms.reference, terms.authority, terms.opens.isoformat()) == (
        "2027-0042",
        "Eksempel Kommune",
        "2027-03-01T12:00:00+01:00",
    )
    assert (terms.model.rule, terms.model.price_weight, terms.model.criteria[0].weight) == ("linear", 0.75, 0.25)
    assert (terms.watch.low_total, terms.watch.low_line) == (0.4, 0.5)


def test_a_document_that_names_no_language_is_danish() -> None:
    assert (dishwashers().terms.language, dishwashers(terms=ENGLISH).terms.language) == ("da", "en")
    assert places(template_text("appliances") + TERMS + 'language = "sv"\n') == ["tender.language"]


def test_what_an_english_tender_has_in_one_wording_is_told() -> None:
    model = 'rule = "monetised"', NOISE.replace('{ da = "Støj", en = "Noise" }', '"Støj"') + "value = 1\n"
    assert in_one_wording(dishwashers(*model, ENGLISH)) == (
        "Service", "Støj", "Tilbudslisten", "Energimærke og måling efter EN 60436, eco-program", "stk", "vask/stk/år",
        "DKK/kWh", "DKK/m3", "DKK/vask", "DKK/stk", "kg CO2e/kWh", "kWh/vask", "m3/vask", "DKK/stk/år",
    )  # fmt: skip


@pytest.mark.parametrize("tender", [WEIGHED, dishwashers(terms=ENGLISH)])
def test_a_tender_is_written_as_the_document_it_reads_back_from(tender: Tender) -> None:
    again = read_tender(tender_to_toml(tender))
    assert (again.study, again.terms, fingerprint(again)) == (tender.study, tender.terms, fingerprint(tender))


@pytest.mark.parametrize("tender", [WEIGHED, dishwashers(terms=ENGLISH)])
def test_a_tender_follows_the_schema(tender: Tender) -> None:
    schema = json.loads((files(engine) / "tender.schema.json").read_text(encoding="utf-8"))
    content = json.loads(json.dumps(tomllib.loads(tender.text)["tender"], default=str))
    check = jsonschema.Draft202012Validator(schema)
    check.validate(content)
    for wrong in ({"language": "sv"}, {"sprog": "en"}, {"model": {"rule": "dice"}}):
        assert not check.is_valid({**content, **wrong})


def test_what_is_wrong_is_told_by_place() -> None:
    study = template_text("appliances")
    assert places(study) == ["tender"]
    assert places(study + "[tender]\nopens = 2027-03-01\n") == ["tender.reference", "tender.authority", "tender.opens"]
    late = TERMS.replace("+01:00", "")
    assert places(study + late + '[tender.model]\nrule = "dice"\nsprad = 1\n') == [
        "tender.opens",
        "tender.model.sprad",
        "tender.model.rule",
    ]
    assert places(study + TERMS + f"[tender.model]\n{MODEL}\n") == ["tender.model.criterion"]


def test_the_fingerprint_is_of_what_decides_the_award() -> None:
    mark = fingerprint(WEIGHED)
    assert (len(mark), shown(mark)[:5]) == (64, f"{mark[:4]}-")
    study = WEIGHED.study
    same = (
        replace(WEIGHED, text=""),
        Tender(replace(study, alternatives=study.alternatives[:1], baseline=""), WEIGHED.terms),
        Tender(replace(study, inputs=tuple(replace(each, uncertainty=None) for each in study.inputs)), WEIGHED.terms),
    )
    assert {fingerprint(each) for each in same} == {mark}
    first, *rest = study.inputs
    model = WEIGHED.terms.model
    others = (
        Tender(replace(study, inputs=(replace(first, value=41.0), *rest)), WEIGHED.terms),
        Tender(replace(study, inputs=(replace(first, source="Et andet sted"), *rest)), WEIGHED.terms),
        Tender(replace(study, horizon=11), WEIGHED.terms),
        Tender(replace(study, headline="target"), WEIGHED.terms),
        Tender(replace(study, conventions=replace(study.conventions, price_year="start_of_year")), WEIGHED.terms),
        Tender(study, replace(WEIGHED.terms, model=replace(model, spread=0.6))),
        Tender(study, replace(WEIGHED.terms, lot="Delaftale 2")),
        Tender(study, replace(WEIGHED.terms, language="en")),
    )
    assert len({fingerprint(each) for each in others} - {mark}) == len(others)


def test_a_danish_tender_has_the_fingerprint_it_had_before_there_was_a_choice() -> None:
    terms = json.loads(canonical(WEIGHED))["terms"]
    assert sorted(terms) == ["authority", "lot", "model", "opens", "reference", "watch"]
    assert fingerprint(dishwashers(terms=TERMS + 'language = "da"\n')) == fingerprint(dishwashers())


def test_every_template_can_be_put_to_tender_or_says_why_not() -> None:
    for study in templates():
        tender = Tender(study, WEIGHED.terms)
        if obstacles(tender):
            with pytest.raises(NotReadyError, match=" / "):
                workbook_bytes(tender)
        else:
            assert workbook_bytes(tender)


def test_obstacles_are_named() -> None:
    study = WEIGHED.study
    first, *rest = study.inputs
    nothing = replace(study, inputs=tuple(replace(each, fixed_by="authority") for each in study.inputs))
    found = [(each.place, each.code) for each in obstacles(Tender(nothing, WEIGHED.terms))]
    assert ("input", "nothing_to_bid") in found
    assert ("input.service", "authority_value") in found
    some = replace(study, lines=(replace(study.lines[0], alternatives=("standard",)), *study.lines[1:]))
    assert [each.code for each in obstacles(Tender(some, WEIGHED.terms))] == ["not_for_all"]
    life = replace(first, id="life", unit="year", value=None, fixed_by="bidder", low=None, high=None)
    lives = replace(study, inputs=(first, *rest, life), life="life", comparison="equivalent_annual")
    assert [each.code for each in obstacles(Tender(lives, WEIGHED.terms))] == ["life_range"]
