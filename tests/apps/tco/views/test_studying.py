"""A study's page: what is typed is counted, saved as a version, and never lost."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest

from flok.apps.tco.documents import is_changed
from flok.domain import tco
from flok.report import studies
from tests.apps.tco.cases import filled, toml_of
from tests.apps.tco.conftest import Room

HTMX = {"headers": {"HX-Request": "true"}}
DISHWASHERS = tco.template_text("appliances")


def posted(room: Room, **changed: Any) -> Any:
    """The study of the room as it says after its form is sent with changes and saved."""
    study = room.begin()
    room.post(study, "gem/", {**filled(room.toml(study)), "based_on": 1, **changed})
    return tco.read_study(room.toml(study))


def refused(room: Room, toml: str = "", **changed: Any) -> str:
    """What is said where the form cannot be counted: on its page, alone in the live answer, and where it is saved."""
    study = room.begin(toml)
    sent = {**filled(room.toml(study)), "based_on": 1, **changed}
    live = room.post(study, "regn/", sent, 422, **HTMX)
    page = room.post(study, "regn/", sent, 422)
    room.post(study, "gem/", sent, 422)
    assert (len(room.versions(study)), "<html" in page, "<html" in live) == (1, True, False)
    return live


def test_what_is_typed_is_counted_and_not_saved(room: Room) -> None:
    study = room.begin()
    sent = filled(room.toml(study), **{"value.power": "6,50"})
    changed = tco.read_study(toml_of().replace("value = 2.0\n", "value = 6.5\n"))
    said = studies.told(changed, deep=False)
    for more in ({}, HTMX):
        page = room.post(study, "regn/", sent, 200, **more)
        assert ("Ikke gemt endnu" in page, "<html" in page) == (True, not more)
        assert [one for one in (said.answer, *said.turning) if one not in page] == []
    assert room.versions(study) == [(1, "")]
    assert "Ikke gemt endnu" not in room.get(study)


@pytest.mark.parametrize("name", tco.TEMPLATES)
def test_each_template_opens_counts_and_sends_back_what_it_said(room: Room, name: str) -> None:
    study = room.begin(tco.template_text(name))
    answer = studies.told(tco.read_study(room.toml(study)), deep=False).answer
    assert answer in room.get(study)
    live = room.post(study, "regn/", filled(room.toml(study)), 200, **HTMX)
    assert (answer in live, "Ikke gemt endnu" in live) == (True, False)
    room.post(study, "gem/", {**filled(room.toml(study)), "based_on": 1})
    assert room.versions(study) == [(1, "")]


def test_saving_makes_a_version_with_its_note_number_and_day(room: Room) -> None:
    study = room.begin()
    sent = {**filled(room.toml(study)), "based_on": 1, "value.power": "3", "note": "Ny elpris"}
    room.post(study, "gem/", sent)
    assert room.versions(study) == [(1, ""), (2, "Ny elpris")]
    saved = tco.read_study(room.toml(study))
    assert (saved.version, saved.input("power").value, saved.input("power").source) == (2, 3.0, "the test")
    before = tco.read_study(toml_of())
    assert is_changed(before, saved)
    again = {**filled(room.toml(study)), "based_on": 2}
    room.post(study, "gem/", again)
    assert len(room.versions(study)) == 2


def test_all_that_can_be_filled_in(room: Room) -> None:
    told = {
        "name": "Maskiner til køkkenet", "horizon": "8", "discount": "own", "rate": "4,25", "name@a": "Fiktiv A",
        "value.price@a": "1.240,50", "value.power": "2027: 2; 2030: 2,5", "low.power": "-20 %", "high.power": "+30 %",
        "low.price": "-10 %", "high.price": "10 %", "low.repair": "250", "high.repair": "1.200",
        "source.repair": "Service (opdigtet)", "baseline": "b", "source": "Banken (opdigtet)",
        "summary": "Til køkkenet", "base_date": "2027-04-01", "prices": "nominal", "inflation": "1,5",
        "unit_name": "kilowatttime", "unit_of": "use", "in_tender": "on", "fixed.use": "authority",
        "shown.use": "Prøve", "least.use": "100", "most.use": "900",
    }  # fmt: skip
    study = posted(room, **told)
    assert (study.name.da, study.horizon, study.baseline) == ("Maskiner til køkkenet", 8, "b")
    assert study.discounting == tco.Discounting("real", ((1, 0.0425),), inflation=0.015, source="Banken (opdigtet)")
    assert (study.summary.da, study.base_date, study.prices, study.in_tender) == (
        "Til køkkenet", date(2027, 4, 1), "nominal", True,
    )  # fmt: skip
    assert study.per_unit == tco.PerUnit(tco.Name("kilowatttime", "kilowatttime"), ("use",))
    use = study.input("use")
    assert (use.fixed_by, use.verified_by, use.low, use.high) == ("authority", "Prøve", 100.0, 900.0)
    assert (study.alternative("a").name.da, dict(study.alternative("a").values)["price"]) == ("Fiktiv A", 1240.5)
    assert study.input("power").value == tco.Path((2027, 2030), (2.0, 2.5))
    ends = {name: study.input(name).uncertainty for name in ("power", "price", "repair")}
    assert ends == {
        "power": tco.Uncertainty("triangular", (("high", 1.3), ("low", 0.8), ("mode", 1.0)), relative=True),
        "price": tco.Uncertainty("triangular", (("high", 1.1), ("low", 0.9), ("mode", 1.0)), True, shared=False),
        "repair": tco.Uncertainty("triangular", (("high", 1200.0), ("low", 250.0), ("mode", 300.0))),
    }
    assert study.input("repair").source == "Service (opdigtet)"


def test_the_most_likely_follows_the_value(room: Room) -> None:
    study = room.begin(DISHWASHERS)
    room.post(study, "gem/", {**filled(room.toml(study)), "based_on": 1, "value.washes": "1.000"})
    washes = tco.read_study(room.toml(study)).input("washes")
    assert dict(washes.uncertainty.parameters if washes.uncertainty else ()) == {"low": 800, "mode": 1000, "high": 1800}


def test_a_known_value_and_a_known_rate_bring_their_source(room: Room) -> None:
    study = room.begin(DISHWASHERS)
    sent = {**filled(room.toml(study)), "based_on": 1, "discount": "dk-discount-2013@1",
            "parameter.co2_target": "dk-co2-tax-2022@1/inside_ets_2030"}  # fmt: skip
    room.post(study, "gem/", sent)
    saved = tco.read_study(room.toml(study))
    assert (saved.input("co2_target").value, saved.input("co2_target").parameter) == (
        375.0, "dk-co2-tax-2022@1/inside_ets_2030",
    )  # fmt: skip
    assert (saved.discounting.parameter, saved.discounting.steps[0]) == ("dk-discount-2013@1", (1, 0.04))
    page = room.get(study)
    assert ("24. juni 2022" in page, "læst 24. november 2026" in page) == (True, True)
    sent = {**filled(room.toml(study)), "based_on": 2, "value.co2_target": "900", "source.co2_target": "Os selv"}
    room.post(study, "gem/", sent)
    own = tco.read_study(room.toml(study)).input("co2_target")
    assert (own.value, own.parameter, own.source) == (900.0, "", "Os selv")


def test_lifetimes_are_asked_for_when_they_are_needed(room: Room) -> None:
    study = room.begin()
    sent = {**filled(room.toml(study)), "based_on": 1, "comparison": "equivalent_annual"}
    page = room.post(study, "regn/", sent, 200)
    assert ("Levetid" in page, 'name="value.life@a"' in page) == (True, True)
    room.post(study, "gem/", sent)
    sent = {**filled(room.toml(study)), "based_on": 2, "value.life@b": "7"}
    room.post(study, "gem/", sent)
    saved = tco.read_study(room.toml(study))
    assert [one.years for one in tco.results(saved).alternatives] == [5, 7]


def test_alternatives_costs_and_effects_come_and_go_before_anything_is_saved(room: Room) -> None:
    study = room.begin(DISHWASHERS)
    sent = filled(room.toml(study), **{"value.machines": "12", "note": "Prøver"})
    page = room.post(study, "regn/", {**sent, "do": "add_alternative"}, 200)
    assert [text in page for text in ("Alternativ 3", 'value="12"', "Prøver", "Ikke gemt endnu")] == [True] * 4
    document = _document(page)
    sent = filled(document, **{"value.purchase_price@alternativ_3": "8.500", "name@alternativ_3": "Fiktiv Midt"})
    document = _document(room.post(study, "regn/", {**sent, "do": "remove_alternative:standard"}, 200))
    document = _document(room.post(study, "regn/", {**filled(document), "do": "remove_line:water"}, 200))
    effect = tco.read_study(document).effects[0].id
    document = _document(room.post(study, "regn/", {**filled(document), "do": f"remove_effect:{effect}"}, 200))
    room.post(study, "gem/", {**filled(document), "based_on": 1, "note": "Færre"})
    saved = tco.read_study(room.toml(study))
    assert [one.name.da for one in saved.alternatives] == ["Fiktiv Spar 700", "Fiktiv Midt"]
    assert dict(saved.alternatives[1].values)["purchase_price"] == 8500
    names = {one.id for one in saved.inputs}
    assert (saved.effects, saved.price_sets, saved.headline, names & {"water_price", "water_per_wash", "co2_tax"}) == (
        (), (), "", set(),
    )  # fmt: skip
    assert room.versions(study) == [(1, ""), (2, "Færre")]


def _document(page: str) -> str:
    """The document that a page sends along."""
    start = page.index('name="document" value="') + len('name="document" value="')
    end = page.index('"><input type="hidden" name="based_on"', start)
    return page[start:end]


def test_a_cost_and_an_effect_more(room: Room) -> None:
    room.post(None, "ny/", {"key": uuid.uuid4(), "start": "blank", "name": "To maskiner", "first": "A", "second": "B"})
    study = room.newest()
    power = {
        "do": "add_line", "add_line-name": "El", "add_line-kind": "operation", "add_line-when": "year_end",
        "add_line-counted": "quantity", "add_line-used": "210", "add_line-used_unit": "kWh", "add_line-price": "1,80",
        "add_line-own": "on",
    }  # fmt: skip
    document = _document(room.post(study, "regn/", {**filled(room.toml(study)), **power}, 200))
    filter_ = {
        "do": "add_line", "add_line-name": "Filter", "add_line-kind": "replacement", "add_line-when": "every",
        "add_line-which": "2", "add_line-counted": "quantity", "add_line-price": "400",
    }  # fmt: skip
    document = _document(room.post(study, "regn/", {**filled(document), **filter_}, 200))
    air = {
        "do": "add_effect", "add_effect-name": "CO2", "add_effect-substance": "co2e", "add_effect-when": "year_end",
        "add_effect-counted": "quantity", "add_effect-amount": "21", "add_effect-priced":
        "dk-co2-tax-2022@1/outside_ets",
    }  # fmt: skip
    document = _document(room.post(study, "regn/", {**filled(document), **air}, 200))
    found = tco.read_study(document)
    assert {one.id: one.unit for one in found.inputs} == {
        "quantity": "stk", "price": "DKK/stk", "yearly": "DKK/stk/år", "el_use": "kWh/stk/year", "el_price": "DKK/kWh",
        "filter_price": "DKK/stk", "co2_kg": "kg/stk/year", "co2e_price": "DKK/t",
    }  # fmt: skip
    assert [dict(one.values)["el_use"] for one in found.alternatives] == [210.0, 210.0]
    assert (found.lines[-1].timing.interval, found.lines[-1].budget) == (2, "investment")
    assert found.price_sets[0].prices == (("co2e", "co2e_price"),)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"add_line-name": ""}, "Dette felt er påkrævet."),
        ({"add_line-when": "every"}, "Skriv, hvor mange år der er imellem."),
        ({"add_line-used": "210"}, "Skriv både mængde og enhed, eller ingen af dem."),
        ({"add_line-used": "2", "add_line-used_unit": "%"}, "enhed"),
        ({"add_line-counted": "washes", "add_line-when": "start"}, "falder ikke hvert år"),
        ({"add_line-price": "1e400"}, "Skriv et tal"),
        ({"add_line-counted": "findes-ikke"}, "findes-ikke"),
    ],
)
def test_a_cost_that_is_none_keeps_what_was_written(room: Room, changed: dict[str, str], said: str) -> None:
    study = room.begin(DISHWASHERS)
    part = {"do": "add_line", "add_line-name": "Gas", "add_line-kind": "operation", "add_line-when": "year_end",
            "add_line-price": "5", **changed}  # fmt: skip
    page = room.post(study, "regn/", {**filled(room.toml(study)), **part}, 422)
    assert (said in page, 'value="Gas"' in page or "add_line-name" in changed) == (True, True)


@pytest.mark.parametrize("word", ["remove_line:findes-ikke", "remove_alternative:", "add_everything", "\0", "add_line"])
def test_a_button_there_is_not_changes_nothing(room: Room, word: str) -> None:
    study = room.begin()
    room.post(study, "regn/", {**filled(room.toml(study)), "do": word}, 422 if word == "add_line" else 200)
    assert room.versions(study) == [(1, "")]


def test_the_last_line_stays(room: Room) -> None:
    told = toml_of(line=[{"id": "buy", "name": "Buy", "kind": "acquisition", "price": "price"}])
    study = room.begin(told)
    page = room.post(study, "regn/", {**filled(told), "do": "remove_line:buy"}, 422)
    assert "mindst én linje med en udgift" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"value.power": "1.8"}, "Skriv komma før decimalerne: 1,8"),
        ({"value.power": ""}, "Dette felt er påkrævet."),
        ({"value.power": "1e400"}, "Skriv et tal"),
        ({"value.power": "NaN"}, "Skriv et tal"),
        ({"value.power": "9.999.999.999.999"}, "for stort"),
        ({"value.power": "1\u200b8"}, "usynlige tegn"),
        ({"value.power": "\uff11\uff12"}, "Skriv et tal"),
        ({"value.power": "1" * 10_001}, "10000"),
        ({"value.power": "2030: 1; 2027: 2"}, "Årene skal stige"),
        ({"horizon": "0"}, "større end eller lig 1"),
        ({"horizon": "x"}, "heltal"),
        ({"discount": "own", "rate": ""}, "Skriv renten"),
        ({"discount": "findes-ikke"}, "findes-ikke"),
        ({"name": "A\u202eB"}, "usynlige tegn"),
        ({"name@a": "\0"}, "usynlige tegn"),
    ],
)
def test_bad_input_is_said_beside_its_name(room: Room, changed: dict[str, str], said: str) -> None:
    """I04, U01-U03: what is no number or no name is told, and the study stays as it was."""
    assert said in refused(room, **changed)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"low.repair": "400", "high.repair": "500"}, "laveste, mest sandsynlige og højeste værdi"),
        ({"low.repair": "500", "high.repair": "100"}, "laveste, mest sandsynlige og højeste værdi"),
        ({"low.repair": "100"}, "Skriv både lavest og højest."),
        ({"low.repair": "1", "high.repair": "20 %"}, "Skriv et tal"),
        ({"low.price": "900", "high.price": "1.100"}, "Skriv det i procent af tallet"),
        ({"discount": "own", "rate": "-100"}, ""),
    ],
)
def test_an_uncertainty_that_is_none(room: Room, changed: dict[str, str], said: str) -> None:
    """R02: triangular a > b > c; and a rate of -100 %."""
    assert said in refused(room, **changed)


def test_a_lifetime_below_zero(room: Room) -> None:
    study = room.begin()
    sent = {**filled(room.toml(study)), "based_on": 1, "comparison": "replacement_chain"}
    room.post(study, "gem/", sent)
    sent = {**filled(room.toml(study)), "based_on": 2, "value.life@a": "-3"}
    assert "over 0 til 120 år" in room.post(study, "regn/", sent, 422, **HTMX)
    sent |= {"value.life@a": "2,5"}
    assert "hele år" in room.post(study, "regn/", sent, 422, **HTMX)
    sent |= {"value.life@a": "2", "low.life": "−20 %", "high.life": "20 %"}
    assert "en levetid trækkes ikke" in room.post(study, "regn/", sent, 422, **HTMX)


def test_what_cannot_be_computed_is_named(room: Room) -> None:
    """I07, R01: figures beyond all bounds are not shown, and the page stands."""
    study = room.begin()
    sent = {
        **filled(room.toml(study)),
        "based_on": 1,
        "value.use@a": "999.999.999.999",
        "value.power": "999.999.999.999",
    }
    assert "Det kan ikke beregnes" in room.post(study, "regn/", sent, 422, **HTMX)
    assert "Det kan ikke beregnes" in room.post(study, "regn/", sent, 200)
    room.post(study, "gem/", sent)
    assert "Det kan ikke beregnes" in room.get(study)
    assert "Den kan ikke beregnes" in room.get(study, "rapport/", 422)
    assert "kan ikke beregnes" in room.get(study, "versioner/")


def test_a_name_is_kept_composed(room: Room) -> None:
    """U01: a decomposed å is the same name as a composed one."""
    assert posted(room, **{"name": "Ma\u030aling"}).name.da == "Måling"


def test_a_form_without_its_document_begins_again(room: Room) -> None:
    study = room.begin()
    for document in ("", "{", "x" * 300_000):
        room.post(study, "regn/", {"document": document}, 302)
        room.post(study, "gem/", {"document": document}, 302)


def test_two_who_save_the_same_study(room: Room) -> None:
    """C04: the second sees what both changed, keeps their own words, and may save them over the other's."""
    study = room.begin()
    mine = {**filled(room.toml(study)), "based_on": 1, "value.power": "4"}
    room.post(study, "gem/", {**filled(room.toml(study)), "based_on": 1, "value.power": "3"})
    page = room.post(study, "gem/", mine, 409)
    assert [
        text in page for text in ("En anden har gemt en version", "value = 4.0", "value = 3.0", "Power: værdi")
    ] == ([True] * 4)
    assert len(room.versions(study)) == 2
    toml = page[page.index("<textarea") : page.index("</textarea>")].partition(">\n")[2]
    room.post(study, "dokument/", {"toml": toml, "based_on": 2})
    assert tco.read_study(room.toml(study)).input("power").value == 4
    assert len(room.versions(study)) == 3


def test_the_terms_of_a_tender_are_not_lost_by_the_form(room: Room) -> None:
    terms = '\n[tender]\nreference = "2026-17"\n\n[tender.model]\nrule = "lowest_cost"\n'
    study = room.begin(toml_of() + terms)
    room.post(study, "gem/", {**filled(room.toml(study)), "based_on": 1, "value.power": "3"})
    assert tco.parse_text(room.toml(study), "")["tender"] == {"reference": "2026-17", "model": {"rule": "lowest_cost"}}


def test_figures_that_have_become_ones_own(room: Room) -> None:
    study = room.begin(DISHWASHERS)
    room.post(study, "gem/", {**filled(room.toml(study)), "based_on": 1, "ours": "on"})
    assert tco.read_study(room.toml(study)).is_example is False
    assert "Tallene er opdigtede" not in room.get(study)


def test_in_english(room: Room) -> None:
    study = room.begin(DISHWASHERS)
    room.client.cookies["sprog"] = "en"
    page = room.get(study)
    assert ("Fictional Saver 700 is the cheapest over 10 years" in page, 'value="7,200"' in page) == (True, True)
    sent = filled(room.toml(study), **{"value.electricity_price": "2.05"})
    told = _english(room.toml(study)).items()
    sent |= {name: value for name, value in told if name.startswith(("value", "low", "high", "least", "most"))}
    sent["value.electricity_price"] = "2.05"
    assert "is the cheapest over 10 years" in room.post(study, "regn/", sent, 200, **HTMX)


def _english(toml: str) -> dict[str, Any]:
    from django.utils import translation

    with translation.override("en"):
        return filled(toml)


def test_a_study_too_large_for_a_form_is_shown_and_changed_as_a_document(room: Room) -> None:
    told = tco.parse_text(toml_of(), "")
    for number in range(300):
        told["input"].append({"id": f"x{number}", "name": f"X{number}", "unit": "DKK", "value": 1})
    lines = [{"id": f"l{n}", "name": f"L{n}", "kind": "acquisition", "price": f"x{n}"} for n in range(150)]
    told["line"] += lines
    study = room.begin(tco.document_to_toml(told))
    page = room.get(study)
    assert ("Ret den som dokument" in page, 'name="value.power"' in page) == (True, False)


def test_a_price_with_a_co2_price_in_it_is_not_counted_twice(room: Room) -> None:
    study = room.begin(DISHWASHERS)
    sent = {**filled(room.toml(study)), "based_on": 1, "holds.electricity_price": ["co2e"]}
    assert "lægger det til igen" in room.post(study, "regn/", sent, 200, **HTMX)
    room.post(study, "gem/", sent)
    assert tco.read_study(room.toml(study)).input("electricity_price").includes == ("co2e",)
    room.post(study, "gem/", {**filled(room.toml(study)), "based_on": 2, "holds.electricity_price": []})
    assert tco.read_study(room.toml(study)).input("electricity_price").includes == ()
    assert 'name="holds.electricity_price"' in room.get(study)
    assert [one for one in ("washes", "co2_tax") if f'name="holds.{one}"' in room.get(study)] == []
