"""A label from what a person wrote: any list, any case, broken letters, and never a near match."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.labels import Register, find_label, hints, near, resolve, suggested
from tests.samples import SAMPLES, needs_samples

REGISTER = Register.load()


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("nordic_swan", "nordic_swan"),
        ("SVANEN", "nordic_swan"),
        ("  svanen \n", "nordic_swan"),
        ("NEO", "nordic_swan"),
        ("z02", "nordic_swan"),
        ("Svanemærket", "nordic_swan"),
        ("SVANEMÆRKET", "nordic_swan"),
        ("SvanemÃ¦rket", "nordic_swan"),
        ("Ã˜-mÃ¦rket", "dk_organic"),
        ("DLG_CERTIFIED_ALLERGEN_MANAGEMENT ", "allergen_management"),
        ("FSC® Mix", "fsc_mix"),
        ("Kosher", "kosher"),
        ("Glutenfri", "gluten_free"),
    ],
)
def test_codes_of_any_list_and_names_are_found(written: str, label: str) -> None:
    found = find_label(written)
    assert found is not None
    assert found.id == label


@pytest.mark.parametrize(
    "written", ["", " ", "NA", "A", "Svane", "swan", "Fantasimærket", "\ufffd", "''; DROP", "\u200b"]
)
def test_what_is_no_label_is_none(written: str) -> None:
    assert find_label(written) is None


def test_u01_composed_and_decomposed_letters_are_the_same_name() -> None:
    for form in ("NFC", "NFD"):
        found = find_label(unicodedata.normalize(form, "Den Blå Engel"))
        assert found is not None
        assert found.id == "blue_angel"


def test_u02_hidden_characters_do_not_hide_a_name_and_homoglyphs_are_not_one() -> None:
    assert find_label("Svane\u200bmærket") == find_label("Svanemærket")
    assert find_label("Svаnen") is None  # a Cyrillic а


@given(st.text(max_size=30))
def test_u03_any_text_is_answered(written: str) -> None:
    found = find_label(written)
    assert found is None or found.id in REGISTER.labels
    assert len(near(written)) <= 5


def test_near_names_are_shown_to_choose_from() -> None:
    assert "nordic_swan" in [each.id for each in near("svanemærk")]
    assert [each.id for each in near("xyzzyx")] == []
    assert near("") == ()


def test_the_register_answers_from_checked_facts_only() -> None:
    given = suggested("nordic_swan")
    assert list(given) == ["A6", "A7", "C2a", "C2b", "C2c", "C3", "C4", "C5"]
    assert {(each.by_register, each.on) for each in given.values()} == {(True, date(2026, 11, 23))}
    assert set(hints("nordic_swan")) == {"A2", "D1", "D3", "D4", "D5", "D6", "D7", "D10"}
    assert suggested("fsc") == {}
    assert "D1" in hints("fsc")
    assert (suggested("czech_ecolabel"), hints("czech_ecolabel")) == ({}, {})


def test_every_profile_is_of_a_label_invoices_resolve_to() -> None:
    """One table: the label an invoice code stands for is the label that is told of."""
    for code in ("SVANEN", "KRAV_MARK", "GREEN_DOT", "FOREST_STEWARDSHIP_COUNCIL_MIX", "AKC_PEACH_KOSHER"):
        found = find_label(code)
        assert found is not None
        assert resolve(REGISTER, code, "NA", "NA").label == found.id


@needs_samples
def test_every_label_code_in_the_samples_resolves_or_is_known_as_unknown() -> None:
    assert SAMPLES is not None
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    unknown = set()
    for path in SAMPLES.rglob("*.xml"):
        for certificate in etree.parse(path, parser).iter("{*}Certificate"):
            fields = [certificate.findtext(f"{{*}}{name}") for name in ("ID", "CertificateTypeCode", "CertificateType")]
            if resolve(REGISTER, *fields).label is None:
                unknown.add(tuple(fields))
    assert unknown == {("123450", "NA", "Environmental")}  # a licence number, and no label beside it
