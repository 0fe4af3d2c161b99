"""What the form makes of a definition: the same where nothing is changed, and exactly what is changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from flok.apps.share.forms import DefinitionForm, DocumentForm, ReleaseForm, TargetForm
from flok.apps.share.queries import parsed, register, shipped
from flok.domain import spend

BY_ID = {one.id: one for one in shipped()}
MAIN = BY_ID["official-ecolabel"]
SOURCE = "Opdigtet"


def sent(original: spend.Definition, **changes: Any) -> QueryDict:
    """What a browser sends of the form as it stands, with changes."""
    form, data = DefinitionForm(original=original), QueryDict(mutable=True)
    for field in form:
        value = changes.get(field.name, field.value())
        if isinstance(value, list):
            data.setlist(field.name, value)
        elif value is not False:
            data[field.name] = str(value)
    return data


def made(original: spend.Definition, **changes: Any) -> spend.Definition:
    form = DefinitionForm(sent(original, **changes), original=original)
    assert form.is_valid(), form.errors
    return parsed(form.document, "prøve")


def errors(original: spend.Definition, **changes: Any) -> dict[str, list[str]]:
    form = DefinitionForm(sent(original, **changes), original=original)
    assert not form.is_valid()
    return {name: list(found) for name, found in form.errors.items()}


@pytest.mark.parametrize("name", BY_ID)
def test_a_form_sent_as_it_is_changes_no_rule(name: str) -> None:
    original = BY_ID[name]
    copy = made(original)
    assert (copy.rules, copy.otherwise, copy.scope) == (original.rules, original.otherwise, original.scope)
    assert (copy.name_da, copy.summary_da, copy.source) == (
        original.name_da, original.summary_da, original.source.strip()
    )  # fmt: skip


def test_labels_are_changed_in_every_rule_that_asks_about_labels() -> None:
    changed = made(MAIN, labels=["nordic_swan"])
    asked = [getattr(rule.when, kind) for rule in changed.rules for kind in ("labels", "named", "equivalent_to")]
    assert {one for one in asked if one} == {frozenset({"nordic_swan"})}
    assert [rule.outcome for rule in changed.rules] == [rule.outcome for rule in MAIN.rules]


def test_changed_labels_are_told_in_the_rules_own_words() -> None:
    told = [(rule.text_da, rule.text_en) for rule in made(MAIN, labels=["nordic_swan", "fsc_mix", "fsc_100"]).rules]
    assert told[1] == (
        "Varen har mærket FSC 100 %, FSC Mix eller Svanemærket.",
        "The item has the label FSC 100%, FSC Mix or Nordic Swan Ecolabel.",
    )
    assert told[2][0].startswith("Et menneske har bekræftet, at varen lever op til krav som de valgte mærkers")
    assert told[0] == (MAIN.rules[0].text_da, MAIN.rules[0].text_en)
    many = sorted(register().labels)[:7]
    assert made(MAIN, labels=many).rules[1].text_da == "Varen har et af de 7 mærker, organisationen har valgt."
    assert made(MAIN, labels=["msc"]).rules[1].text_da == "Varen har mærket MSC."


def test_an_outcome_is_changed_in_its_own_rule() -> None:
    changed = made(MAIN, outcome_1="not_sustainable", **{f"outcome_{len(MAIN.rules)}": "unknown"})
    wanted = [rule.outcome for rule in MAIN.rules]
    wanted[1] = "not_sustainable"
    assert ([rule.outcome for rule in changed.rules], changed.otherwise.outcome) == (wanted, "unknown")


def test_a_scope_of_its_own_has_words_of_its_own() -> None:
    scope = made(MAIN, unspsc="1411, 53\n53", cpv="", on_contract=True).scope
    assert scope == spend.Scope(
        ("1411", "53"), (), "any",
        "Kun det, organisationen selv har afgrænset. En linje uden kode regnes med.",
        "Only what the organisation itself has chosen. A line without a code is counted in.",
    )  # fmt: skip
    assert made(MAIN, unspsc="", cpv="").scope is None


def test_what_is_not_right_is_said_at_the_field() -> None:
    with translation.override("da"):
        assert errors(MAIN, labels=[]) == {"labels": ["Vælg mindst ét mærke."]}
        assert list(errors(MAIN, name="")) == ["name"]
        assert list(errors(MAIN, unspsc="1411 x 123456789 1")) == ["unspsc"]
        assert list(errors(MAIN, labels=["findes_ikke"])) == ["labels"]
        assert list(errors(MAIN, outcome_0="maybe")) == ["outcome_0"]
        assert list(errors(MAIN, name="Papir\0")) == ["name"]


def test_rules_that_ask_about_different_labels_are_changed_in_the_document() -> None:
    first = replace(MAIN.rules[1], when=replace(MAIN.rules[1].when, labels=frozenset({"nordic_swan"})))
    odd = replace(MAIN, rules=(MAIN.rules[0], first, *MAIN.rules[2:]))
    form = DefinitionForm(original=odd)
    assert ("labels" in form.fields, form.labels_differ) == (False, True)
    assert made(odd).rules == odd.rules


def test_every_label_stands_once_under_its_theme() -> None:
    groups = DefinitionForm(original=MAIN).fields["labels"].choices
    ids = [key for _theme, options in groups for key, _name in options]
    assert (len(ids), len(set(ids))) == (len(ids), len(ids))
    assert set(ids) == set(register().labels)


@given(st.lists(st.from_regex(r"[0-9]{2,8}", fullmatch=True).filter(str.isascii), max_size=8))
def test_prefixes_are_kept_in_their_order(prefixes: list[str]) -> None:
    form = DefinitionForm(sent(MAIN, unspsc=" ".join(prefixes)), original=MAIN)
    form.is_valid()
    assert form.cleaned_data.get("unspsc", ()) == tuple(dict.fromkeys(prefixes))


@given(st.text(max_size=60))
def test_prefixes_of_anything_are_right_or_refused(text: str) -> None:
    form = DefinitionForm(sent(MAIN, unspsc=text), original=MAIN)
    assert form.is_valid() or set(form.errors) <= {"unspsc", "__all__"}


@pytest.mark.parametrize(
    ("lang", "said"), [("da", "min, linje 1: 'x' – ventede en af"), ("en", "min, line 1: 'x' – expected one of")]
)
def test_a_mistake_in_a_document_is_said_with_line_and_word(lang: str, said: str) -> None:
    with translation.override(lang):
        (found,) = DocumentForm({"toml": "x = 1"}, origin="min").errors["toml"]
        assert found[: len(said)] == said


@given(st.text(max_size=200))
def test_no_document_is_too_odd(text: str) -> None:
    assert not DocumentForm({"toml": text}, origin="min").is_valid()


@given(st.decimals(min_value=Decimal("0.1"), max_value=100, places=1), st.integers(2000, 2100))
def test_a_target_is_in_thousandths(share: Decimal, year: int) -> None:
    with translation.override("da"):
        form = TargetForm({"share": str(share).replace(".", ","), "year": str(year), "source": SOURCE})
        assert form.is_valid(), form.errors
        assert form.aim() == (int(share * 10), year, SOURCE)


@pytest.mark.parametrize("share", ["0", "100,1", "-1", "NaN", "1e400", "65,05", "", "mange"])
def test_a_share_that_is_none(share: str) -> None:
    with translation.override("da"):
        assert list(TargetForm({"share": share, "year": "", "source": SOURCE}).errors) == ["share"]


def test_periods_that_are_over() -> None:
    periods = [one for one, _ in ReleaseForm(today=date(2026, 7, 1)).fields["period"].choices]
    assert periods == ["2026-Q2", "2026-Q1", "2025-Q4", "2025-Q3", "2025-Q2", "2025-Q1", "2025", "2024"]
