"""Costs, values left and pairs of numbers, written in the form: each becomes what the document would say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from flok.apps.members.scoping import inside
from flok.apps.tco import actions, documents
from flok.apps.tco.forms import StudyForm
from flok.domain import tco
from tests.apps.tco.cases import NOW, filled, toml_of
from tests.apps.tco.conftest import Room
from tests.apps.tco.views.test_studying import DISHWASHERS, HTMX, _document
from tests.domain.tco.studies import document

UNCERTAIN = {"distribution": "triangular", "low": 0.8, "mode": 1.0, "high": 1.3, "relative": True}


def opened(toml: str, word: str, **changed: Any) -> dict[str, Any]:
    """What the form sends with a cost or an effect opened in it, some of its fields (`when`) changed."""
    study = documents.read(toml)
    form = StudyForm(document=study, opened=word)
    sent = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    told = {name: "" if value is None else value for name, value in sent.items()}
    return {"document": toml, "open": word, **told, **{f"part.{name}": value for name, value in changed.items()}}


def saved(room: Room, toml: str, word: str, **changed: Any) -> tco.Study:
    study = room.begin(toml)
    room.post(study, "gem/", {**opened(toml, word, **changed), "based_on": 1})
    return tco.read_study(room.toml(study))


def refused(room: Room, toml: str, word: str, **changed: Any) -> str:
    study = room.begin(toml)
    sent = opened(toml, word, **changed)
    live = room.post(study, "regn/", sent, 422, **HTMX)
    page = room.post(study, "regn/", sent, 422)
    assert 'id="aendres"' in page
    return live


def line(study: tco.Study, id_: str) -> tco.Line:
    return next(one for one in study.lines if one.id == id_)


def test_a_cost_is_opened_changed_and_closed(room: Room) -> None:
    study = room.begin()
    page = room.post(study, "regn/", {**filled(toml_of()), "do": "open:line:run", "note": "Prøver"}, 200)
    assert ('name="part.when"' in page, 'name="open" value="line:run"' in page, "Prøver" in page) == (True, True, True)
    sent = opened(_document(page), "line:run", account="4711")
    live = room.post(study, "regn/", sent, 200, **HTMX)
    assert ("Ikke gemt endnu" in live, 'name="part.when"' in live) == (True, False)
    page = room.post(study, "regn/", {**sent, "do": "open:line:buy"}, 200)
    assert 'value="line:buy"' in page
    assert line(tco.read_study(_document(page)), "run").account == "4711"
    page = room.post(study, "regn/", {**opened(_document(page), "line:buy"), "do": "open:"}, 200)
    assert ('name="part.when"' in page, 'name="open" value=""' in page) == (False, True)
    for nothing in ("line:findes-ikke", "input:power", "line", "\0"):
        assert 'name="part.' not in room.post(study, "regn/", {**filled(toml_of()), "do": f"open:{nothing}"}, 200)


@pytest.mark.parametrize(
    ("changed", "timing"),
    [
        ({"when": "dates", "which": "1.10.2027; 01-04-2028; 2029-02-28"},
         tco.Timing("dates", dates=(date(2027, 10, 1), date(2028, 4, 1), date(2029, 2, 28)))),
        ({"when": "years", "which": "3; 1"}, tco.Timing("years", years=(1, 3))),
        ({"when": "every", "which": "2", "first": "1", "last": "4", "at_end": "on"},
         tco.Timing("every", first=1, last=4, interval=2, at_end=True)),
        ({"when": "every:life", "which": ""}, tco.Timing("every", first=0, interval="life")),
        ({"when": "start", "which": ""}, tco.Timing("start")),
    ],
)  # fmt: skip
def test_when_a_cost_falls(room: Room, changed: dict[str, str], timing: tco.Timing) -> None:
    toml = toml_of(input=[*document()["input"], {"id": "life", "name": "Life", "unit": "år", "value": 2}])
    assert line(saved(room, toml, "line:fix", **changed), "fix").timing == timing


@pytest.mark.parametrize(
    ("changed", "timing"),
    [
        ({"when": "month", "which": "3"}, tco.Timing("yearly", share_of_year=0.25)),
        ({"when": "monthly", "first": "2", "last": "3"}, tco.Timing("monthly", first=2, last=3)),
        ({"when": "year_middle", "last": "3"}, tco.Timing("yearly", share_of_year=0.5, last=3)),
    ],
)
def test_when_a_yearly_cost_falls(room: Room, changed: dict[str, str], timing: tco.Timing) -> None:
    assert line(saved(room, toml_of(), "line:run", **changed), "run").timing == timing


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"when": "dates", "which": "31.2.2027"}, "Hvilken eller hvor mange? (Fix)"),
        ({"when": "dates", "which": "1.10.1987"}, "Fix"),
        ({"when": "dates", "which": "1.10.2047"}, "falder uden for perioden"),
        ({"when": "dates", "which": ""}, "Skriv dagene, for eksempel 1.10.2027."),
        ({"when": "years", "which": "3; x"}, "Skriv undersøgelsens år, for eksempel 3; 7."),
        ({"when": "years", "which": "9"}, "falder uden for perioden"),
        ({"when": "month", "which": "13"}, "tal fra 1 til 12"),
        ({"when": "every", "which": "0"}, "Skriv, hvor mange år der er imellem."),
        ({"when": "every", "which": "1", "first": "4", "last": "2"}, "før det første år"),
        ({"when": "start", "first": "2"}, "hvert år eller med nogle års mellemrum"),
        ({"when": "start", "last": "121"}, "120"),
        ({"when": "findes-ikke"}, "findes-ikke"),
        ({"when": "year_end"}, "Hvornår falder det? (Fix)"),
        ({"name": ""}, "Hvad hedder det? (Fix)"),
        ({"kind": "gave"}, "gave"),
        ({"budget": ""}, "påkrævet"),
        ({"alternatives": []}, "Vælg mindst ét alternativ."),
        ({"price_change": "rates", "price_change_numbers": "1; 2"}, "har 2 år, men der regnes over 5"),
        ({"price_change": "rates", "price_change_numbers": "1; 2; x; 4; 5"}, "Skriv et tal"),
        ({"price_change": "rates", "price_change_numbers": "1; 2; -100; 4; 5"}, "Raten eller et tal for hvert år"),
        ({"price_change": "index", "price_change_numbers": ""}, "Skriv et tal for hvert år"),
        ({"price_change": "new", "price_change_numbers": "1; 2"}, "Skriv én rate"),
        ({"price_change": "new", "price_change_numbers": "-150"}, "over -1 (-100 %)"),
        ({"quantity_change": "index", "quantity_change_numbers": "1; -1; 1; 1; 1"}, "Raten eller et tal for hvert år"),
    ],
)  # fmt: skip
def test_what_a_cost_cannot_be_is_said_at_its_field(room: Room, changed: dict[str, Any], said: str) -> None:
    assert said in refused(room, toml_of(), "line:fix", **changed)


def test_how_prices_and_quantities_change(room: Room) -> None:
    study = saved(
        room, toml_of(), "line:run", price_change="new", price_change_numbers="1,5", quantity_change="rates",
        quantity_change_numbers="1; 0; -2,5; 3; 3", budget="investment", account="4711", name="Strøm",
        kind="consumables",
    )  # fmt: skip
    run = line(study, "run")
    assert (run.price_change, run.quantity_change) == (
        tco.Change(rate="stroem_price_change"), tco.Change(rates=(0.01, 0.0, -0.025, 0.03, 0.03)),
    )  # fmt: skip
    rate = study.input("stroem_price_change")
    assert (rate.unit, rate.value, rate.name.da) == ("rate", 0.015, "Strøm, prisudvikling om året")
    assert (run.budget, run.account, run.name.da, run.kind) == ("investment", "4711", "Strøm", "consumables")
    study = saved(room, tco.study_to_toml(study), "line:run", price_change="index",
                  quantity_change="rate:stroem_price_change", price_change_numbers="1; 1,1; 1,2; 1,3; 1,4")  # fmt: skip
    run = line(study, "run")
    assert (run.price_change.index, run.quantity_change.rate) == ((1.0, 1.1, 1.2, 1.3, 1.4), "stroem_price_change")
    assert line(saved(room, tco.study_to_toml(study), "line:run", price_change=""), "run").price_change == tco.Change()


def test_a_cost_that_only_one_alternative_has(room: Room) -> None:
    fix = line(saved(room, toml_of(), "line:fix", alternatives=["b"], reason="A har garanti"), "fix")
    assert (fix.alternatives, fix.reason) == (("b",), "A har garanti")


def test_an_effect_is_changed_too(room: Room) -> None:
    effect = tco.read_study(DISHWASHERS).effects[0]
    study = saved(room, DISHWASHERS, f"effect:{effect.id}", name="Udledning", quantity_change="new",
                  quantity_change_numbers="-3", when="year_middle", first="2")  # fmt: skip
    changed = study.effects[0]
    assert (changed.name.da, changed.name.en, changed.timing) == (
        "Udledning", effect.name.en, tco.Timing("yearly", share_of_year=0.5, first=2),
    )  # fmt: skip
    assert study.input(changed.quantity_change.rate).value == -0.03


LEFT = {
    "do": "add_residual",
    "add_residual-name": "Restværdi",
    "add_residual-kind": "residual",
    "add_residual-of": "buy",
}


def with_left(room: Room, toml: str = "", **fields: str) -> tco.Study:
    study = room.begin(toml)
    sent = {**filled(room.toml(study)), **LEFT, **{f"add_residual-{name}": value for name, value in fields.items()}}
    return tco.read_study(_document(room.post(study, "regn/", sent, 200)))


def test_a_share_of_the_price_is_left(room: Room) -> None:
    study = with_left(room, rule="share", share="new", share_new="12,5")
    left = study.lines[-1]
    assert (left.kind, left.budget, left.residual) == (
        "residual", "investment", tco.Residual("share", ("buy",), share="restvaerdi_andel_tilbage"),
    )  # fmt: skip
    assert study.input("restvaerdi_andel_tilbage").value == 0.125
    before, after = (tco.results(one).alternatives[0].compared.ore for one in (tco.read_study(toml_of()), study))
    assert before - after == round(1000 * 0.125 / 1.04**5 * 100)


def test_the_years_left_are_left_each_alternatives_own(room: Room) -> None:
    study = with_left(room, rule="straight_line", life="new", life_new="8", own="on")
    life = study.input("restvaerdi_levetid")
    assert (life.value, life.unit, life.fixed_by) == (None, "year", "bidder")
    assert [dict(one.values)["restvaerdi_levetid"] for one in study.alternatives] == [8.0, 8.0]
    toml = tco.study_to_toml(study)
    changed = saved(room, toml, "line:restvaerdi", rule="share", share="new", share_new="20", kind="resale")
    rule = line(changed, "restvaerdi").residual
    assert rule == tco.Residual("share", ("buy",), share="restvaerdi_andel_tilbage")
    assert line(changed, "restvaerdi").kind == "resale"
    again = saved(room, toml, "line:restvaerdi", life="")
    assert line(again, "restvaerdi").residual == tco.Residual("straight_line", ("buy",))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"rule": "share", "share": "new", "share_new": ""}, "Skriv tallet."),
        ({"rule": "share", "share": "new", "share_new": "120"}, "fra 0 til 1"),
        ({"rule": "straight_line", "life": "new", "life_new": "-3"}, "over 0 til 120"),
        ({"rule": "straight_line", "life": "new", "life_new": ""}, "Skriv tallet."),
        ({"rule": "share", "share": "findes-ikke"}, "findes-ikke"),
        ({"rule": "share", "share": "new", "share_new": "10", "of": "run"}, "run"),
        ({"rule": "share", "share": "new", "share_new": "10", "of": ""}, "Vælg mindst én udgift."),
        ({"rule": "share", "share": "new", "share_new": "10", "name": ""}, "Dette felt er påkrævet."),
        ({"rule": "share", "share": "new", "share_new": "10", "kind": "operation"}, "operation"),
    ],
)
def test_a_value_that_cannot_be_left(room: Room, fields: dict[str, str], said: str) -> None:
    study = room.begin()
    sent = {**filled(room.toml(study)), **LEFT, **{f"add_residual-{name}": value for name, value in fields.items()}}
    page = room.post(study, "regn/", {name: value for name, value in sent.items() if value != ""}, 422)
    assert said in page
    assert room.versions(study) == [(1, "")]


def test_nothing_is_left_where_nothing_is_bought(room: Room) -> None:
    study = room.begin(toml_of(line=[one for one in document()["line"] if one["id"] == "run"]))
    assert ("Læg først det til, der købes" in room.get(study), "add_residual-rule" in room.get(study)) == (True, False)


def related(*pairs: tuple[str, str, float], inputs: tuple[str, ...] = ("power", "repair", "use")) -> str:
    told = document(correlation=[{"between": [one, other], "rank": rank} for one, other, rank in pairs])
    for one in told["input"]:
        if one["id"] in inputs:
            one["uncertainty"] = UNCERTAIN
    return tco.study_to_toml(tco.study_from(told, "test"))


PAIR = {"do": "add_correlation", "add_correlation-first": "power", "add_correlation-second": "repair"}


def test_a_pair_comes_is_changed_and_goes(room: Room) -> None:
    study = room.begin(related())
    page = room.post(study, "regn/", {**filled(related()), **PAIR, "add_correlation-rank": "0,75"}, 200)
    toml = _document(page)
    assert tco.read_study(toml).correlations == (tco.Correlation("power", "repair", 0.75),)
    assert ("Power og Repair" in page, 'value="0,75"' in page) == (True, True)
    room.post(study, "gem/", {**filled(toml), "based_on": 1, "rank.0": "-0,5"})
    assert tco.read_study(room.toml(study)).correlations == (tco.Correlation("power", "repair", -0.5),)
    page = room.post(study, "regn/", {**filled(toml), "do": "remove_correlation:0"}, 200)
    assert tco.read_study(_document(page)).correlations == ()


def test_a_pair_changes_the_spread_and_not_the_cost(room: Room) -> None:
    study = room.begin(related())
    apart = room.post(study, "regn/", filled(related()), 200, **HTMX)
    together = room.post(study, "regn/", filled(related(("power", "use", 0.95))), 200, **HTMX)
    spread = [page[page.index("f-spredning") :].partition("</details>")[0] for page in (apart, together)]
    bars = [page[page.index("f-bestaar") :].partition("</details>")[0] for page in (apart, together)]
    assert (spread[0] == spread[1], bars[0] == bars[1]) == (False, True)


def test_pairs_that_contradict_each_other_are_refused_at_the_field(room: Room) -> None:
    """R02: three numbers of which two follow the third closely and not each other."""
    toml = related(("power", "repair", 0.9))
    study = room.begin(toml)
    sent = {**filled(toml), **PAIR, "add_correlation-second": "use", "add_correlation-rank": "0,9"}
    page = room.post(study, "regn/", sent, 422)
    assert ("modsiger hinanden" in page, 'id="id_add_correlation-rank_error"' in page) == (True, True)
    toml = related(("power", "repair", 0.6), ("power", "use", 0.6))
    sent = {**filled(toml), "rank.1": "0,99", "rank.0": "0,99"}
    for more in ({}, HTMX):
        assert "modsiger hinanden" in room.post(study, "regn/", sent, 422, **more)
    assert room.versions(study) == [(1, "")]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"rank": "1,1"}, "Skriv et tal fra −1 til 1."),
        ({"rank": ""}, "påkrævet"),
        ({"rank": "0.5"}, "Skriv komma før decimalerne: 0,5"),
        ({"second": "power", "rank": "0,5"}, "Vælg to forskellige tal."),
        ({"first": "use", "second": "power", "rank": "0,5"}, "er et par i forvejen"),
        ({"first": "price", "rank": "0,5"}, "price"),
        ({"first": "", "rank": "0,5"}, "påkrævet"),
    ],
)
def test_a_pair_that_is_none(room: Room, fields: dict[str, str], said: str) -> None:
    toml = related(("power", "use", 0.5))
    study = room.begin(toml)
    sent = {**filled(toml), **PAIR, **{f"add_correlation-{name}": value for name, value in fields.items()}}
    assert said in room.post(study, "regn/", sent, 422)


def test_a_number_of_a_pair_cannot_become_certain_unsaid(room: Room) -> None:
    toml = related(("power", "use", 0.5))
    study = room.begin(toml)
    sent = {**filled(toml), "low.power": "", "high.power": ""}
    live = room.post(study, "regn/", sent, 422, **HTMX)
    assert ("Power har ikke længere en laveste og en højeste værdi" in live, "Power og Use" in live) == (True, True)
    assert 'id="id_rank.0_error"' in room.post(study, "regn/", sent, 422)


def test_pairs_wait_for_two_uncertain_numbers(room: Room) -> None:
    assert "Der skal være en laveste og en højeste værdi på to tal" in room.get(room.begin())
    assert "add_correlation-first" in room.get(room.begin(related()))


def test_who_fixes_a_number(room: Room) -> None:
    study = room.begin()
    room.post(study, "gem/", {**filled(toml_of()), "based_on": 1, "fixed.repair": "bidder", "shown.repair": "Tilbud"})
    toml = room.toml(study)
    told = tco.read_study(toml)
    repair = told.input("repair")
    assert (repair.value, repair.fixed_by, repair.verified_by) == (None, "bidder", "Tilbud")
    assert [dict(one.values)["repair"] for one in told.alternatives] == [300.0, 300.0]
    sent = {**filled(toml), "based_on": 2, "value.repair@a": "450", "fixed.repair": "same"}
    room.post(study, "gem/", sent)
    again = tco.read_study(room.toml(study)).input("repair")
    assert (again.value, again.fixed_by) == (450.0, "authority")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"fixed.power": "bidder", "value.power": "2027: 2; 2030: 2,5"}, "Hvem fastsætter det? (Power)"),
        ({"fixed.repair": "bidder", "low.repair": "200", "high.repair": "400"}, "Skriv først usikkerheden i procent"),
        ({"fixed.repair": "same"}, "same"),
        ({"least.use": "900", "most.use": "100"}, "Rimeligt fra (Use)"),
        ({"most.use": "mange"}, "Rimeligt til (Use)"),
        ({"base_date": "i morgen"}, "Første dag"),
        ({"base_date": "1066-10-14"}, "Første dag"),
        ({"unit_name": "vask"}, "Fortæl udgiften pr."),
        ({"unit_name": "krone", "unit_of": "power"}, "power"),
        ({"inflation": "-100"}, "Inflation"),
        ({"prices": "gratis"}, "gratis"),
    ],
)
def test_what_else_cannot_be(room: Room, changed: dict[str, str], said: str) -> None:
    study = room.begin()
    assert said in room.post(study, "regn/", {**filled(toml_of()), **changed}, 422, **HTMX)
    room.post(study, "gem/", {**filled(toml_of()), **changed}, 422)


def test_where_a_rate_is_from(room: Room) -> None:
    study = room.begin()
    room.post(study, "gem/", {**filled(toml_of()), "based_on": 1, "source": "Banken (opdigtet)"})
    rates = tco.read_study(room.toml(study)).discounting
    assert (rates.steps, rates.source) == (((1, 0.04),), "Banken (opdigtet)")


def test_what_stands_in_the_document_alone_is_told(room: Room, other: Room) -> None:
    study = room.begin()
    address = f'<a href="/tco/{study.pk}/dokument/">Ret det i dokumentet</a>'
    assert ("hvilke af dem en udgift består af" in room.get(study), address in room.get(study)) == (True, True)
    with inside(room.organisation):
        actions.show_study(study, ring="network", theme=None, by=room.person, now=NOW)
    page = other.get(study)
    assert ("når I har taget undersøgelsen hjem" in page, address in page) == (True, False)
