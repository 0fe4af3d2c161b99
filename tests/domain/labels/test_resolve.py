"""From certificate fields to labels: the order of steps, and what must never match."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from flok.domain.labels import Register, Resolution, resolve
from flok.domain.labels._register import CODE_LISTS
from tests.samples import SAMPLES, needs_samples

REGISTER = Register.load()
NOTHING = Resolution(None, "unknown", None, False)
CODES = sorted({code for label in REGISTER.labels.values() for each in CODE_LISTS for code in getattr(label, each)})
NAMES = sorted({name for label in REGISTER.labels.values() for name in label.names})

# Every distinct (ID, CertificateTypeCode, CertificateType) in the sample documents.
IN_SAMPLES = {
    ("123450", "NA", "Environmental"): NOTHING,
    ("123450", "SVANEN", "Environmental"): Resolution("nordic_swan", "gs1_type_code", "SVANEN", False),
    ("ENERGY_STAR", "NA", "NA"): Resolution("energy_star", "gs1_id", "ENERGY_STAR", False),
    ("EU EcoLabel", "NA", "Environmental"): Resolution("eu_ecolabel", "name", "EU Ecolabel", True),
    # The fields contradict each other; the code goes before the name.
    ("NEO", "EEL", "EU EcoLabel"): Resolution("nordic_swan", "ehf_code", "NEO", False),
    ("NEO", "NA", "Environment"): Resolution("nordic_swan", "ehf_code", "NEO", False),
    ("Z04", "KRAV_MARK", "Miljömärkning"): Resolution("krav", "gs1_type_code", "KRAV_MARK", False),
    ("Z04", "NA", "Environment"): Resolution("krav", "gs1se_code", "Z04", False),
    ("Z04", "NA", "Milj\ufffdm\ufffdrkning"): Resolution("krav", "gs1se_code", "Z04", False),
}


@pytest.mark.parametrize(("fields", "expected"), IN_SAMPLES.items())
def test_what_the_samples_write(fields: tuple[str, str, str], expected: Resolution) -> None:
    assert resolve(REGISTER, *fields) == expected


@needs_samples
def test_the_samples_write_nothing_else() -> None:
    assert SAMPLES is not None
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    found = set()
    for path in SAMPLES.rglob("*.xml"):
        for certificate in etree.parse(path, parser).iter("{*}Certificate"):
            fields = ("ID", "CertificateTypeCode", "CertificateType")
            found.add(tuple(certificate.findtext(f"{{*}}{field}") for field in fields))
    broken = ("Z04", "NA", "Milj\u00ef\u00bf\u00bdm\u00ef\u00bf\u00bdrkning")
    expected = {fields for fields in IN_SAMPLES if "\ufffd" not in fields[2]} | {broken}
    assert found == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # the order of steps
        (("SVANEN", "FAIR_TRADE_MARK", None), Resolution("fairtrade", "gs1_type_code", "FAIR_TRADE_MARK", False)),
        (("SVANEN", "FBL", None), Resolution("nordic_swan", "gs1_id", "SVANEN", False)),
        (("Z51", "NEO", None), Resolution("nordic_swan", "ehf_code", "NEO", False)),
        (("EOP", "OrganicLabel", "OrganicLabel"), Resolution("eu_organic", "ehf_code", "EOP", False)),
        (("Svanemærket", "Z38", "FSC"), Resolution("eu_ecolabel", "gs1se_code", "Z38", False)),
        (("6655223", "NA", "FSC"), Resolution("fsc", "name", "FSC", False)),
        (("Svanemærket", "NA", "NA"), Resolution("nordic_swan", "name", "Svanemærket", False)),
        # blanks and case
        (("  svanen\n", "NA", "NA"), Resolution("nordic_swan", "gs1_id", "SVANEN", True)),
        (("z02", None, None), Resolution("nordic_swan", "gs1se_code", "Z02", True)),
        (
            ("DLG_CERTIFIED_ALLERGEN_MANAGEMENT ", "NA", "NA"),
            Resolution("allergen_management", "gs1_id", "DLG_CERTIFIED_ALLERGEN_MANAGEMENT", True),
        ),
        # names: punctuation, signs and blanks, but no near match
        ((None, None, "FSC® Mix"), Resolution("fsc_mix", "name", "FSC Mix", True)),
        ((None, None, "EU's økologimærke"), Resolution("eu_organic", "name", "EU's økologimærke", False)),
        ((None, None, "Energimærke A+"), Resolution("energy_label_a1plus", "name", "Energimærke A+", False)),
        ((None, None, "Energimærke A"), Resolution("energy_label_a", "name", "Energimærke A", False)),
        (("ENERGY_LABEL_A+++", "NA", "NA"), Resolution("energy_label_a3plus", "gs1_id", "ENERGY_LABEL_A+++", False)),
        # marks that are no sustainability label are known all the same
        (("GREEN_DOT", "NA", "NA"), Resolution("green_dot", "gs1_id", "GREEN_DOT", False)),
        (
            ("GOODS_FROM_FINLAND_BLUE_SWAN", "NA", "NA"),
            Resolution("finnish_origin", "gs1_id", "GOODS_FROM_FINLAND_BLUE_SWAN", False),
        ),
    ],
)  # fmt: skip
def test_steps(fields: tuple[str | None, str | None, str | None], expected: Resolution) -> None:
    assert resolve(REGISTER, *fields) == expected


@pytest.mark.parametrize(
    "word",
    [
        *(None, "", " ", "NA", "N/A", "n.a.", "-", "--", "None", "ingen", "®", "0"),
        *("A", "B", "G", "A+", "A+++"),
        *("Environmental", "Environment", "EcoLabel", "SosialLabel", "OrganicLabel", "Social"),
        *("Miljömärkning", "EEL", "123450", "Svanemærket papir", "FSC C012345", "swan", "SVANE"),
    ],
)
def test_what_must_not_match(word: str | None) -> None:
    assert resolve(REGISTER, word, word, word) == NOTHING


def test_a_name_is_to_be_confirmed_and_a_code_is_not() -> None:
    assert resolve(REGISTER, None, None, "Svanemærket").to_be_confirmed
    assert not resolve(REGISTER, "SVANEN", None, None).to_be_confirmed
    assert not NOTHING.to_be_confirmed


BLANKS = st.text(" \t\n\r\u00a0", max_size=3)
CASES = st.sampled_from([str.lower, str.upper, str.title, str.swapcase, str])


@given(st.sampled_from(CODES), BLANKS, BLANKS, CASES)
def test_case_and_blanks_never_change_the_label_of_a_code(code: str, before: str, after: str, case) -> None:
    written = before + case(code) + after
    plain, dressed = resolve(REGISTER, code, "NA", "NA"), resolve(REGISTER, written, "NA", "NA")
    assert (dressed.label, dressed.step, dressed.matched) == (plain.label, plain.step, plain.matched)
    assert plain.label is not None
    assert not plain.normalised
    assert dressed.normalised is (written != code)


@given(st.sampled_from(NAMES), BLANKS, CASES, st.sampled_from(["NFC", "NFD"]), st.sampled_from(["", "®", ".", "™"]))
def test_case_blanks_and_signs_never_change_the_label_of_a_name(name, blank, case, form, sign) -> None:
    written = blank + unicodedata.normalize(form, case(name)) + sign + blank
    plain, dressed = resolve(REGISTER, None, None, name), resolve(REGISTER, None, None, written)
    assert (dressed.label, dressed.step, dressed.matched) == (plain.label, "name", plain.matched)
    assert plain.label is not None


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_any_text_is_answered(certificate_id: str, type_code: str, type_name: str) -> None:
    found = resolve(REGISTER, certificate_id, type_code, type_name)
    assert (found.label is None) is (found.step == "unknown")
    assert found.label is None or found.label in REGISTER.labels
