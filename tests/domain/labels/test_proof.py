"""Documentation judged: what is known not to hold is refused, what is not known is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.labels import Asked, Licence, Proof, assess_proof, proof_letter, sources

ASKED = Asked(
    label="Svanemærket",
    requirements=("højst 10 kemikalier", "affald sorteres"),
    needed_on=date(2027, 1, 15),
    contract_end=date(2030, 12, 31),
)
MEETS = dict.fromkeys(ASKED.requirements, "yes")
LABEL = Proof(
    kind="label",
    name="Svanemærket",
    licence_number="5026 0000",
    holder="Opdigtet Rengøring A/S",
    issuer="Miljømærkning Danmark",
    valid_until=date(2031, 12, 31),
    looked_up_on=date(2027, 1, 10),
    covers="yes",
)
EQUIVALENT = replace(LABEL, kind="equivalent_label", name="EU-Blomsten", meets=MEETS)
REPORT = Proof(kind="test_report", covers="yes", meets=MEETS, independent="yes")
DOSSIER = Proof(kind="technical_dossier", covers="yes", meets=MEETS, out_of_reach="yes")
OTHER = Proof(kind="other", covers="yes", meets=MEETS, checkable="yes")
ENOUGH = {
    "label": LABEL,
    "equivalent_label": EQUIVALENT,
    "test_report": REPORT,
    "technical_dossier": DOSSIER,
    "other": OTHER,
}
RULES = {
    "label": "ubl46-1",
    "equivalent_label": "ubl46-3",
    "test_report": "ubl47",
    "technical_dossier": "dir24-44",
    "other": "ubl46-4",
}


@pytest.mark.parametrize("kind", ENOUGH)
def test_enough_is_accepted_with_its_rule(kind: str) -> None:
    result = assess_proof(ASKED, ENOUGH[kind])
    assert (result.status, result.refusals, result.missing, result.warnings) == ("accepted", (), (), ())
    assert [told.source for told in result.grounds] == [RULES[kind]]


@pytest.mark.parametrize("kind", ENOUGH)
def test_proof_of_something_else_is_refused_and_unknown_is_asked_for(kind: str) -> None:
    assert assess_proof(ASKED, replace(ENOUGH[kind], covers="no")).status == "refused"
    assert assess_proof(ASKED, replace(ENOUGH[kind], covers="not_known")).status == "ask"
    assert assess_proof(ASKED, replace(ENOUGH[kind], covers="partly")).status == "ask"


@pytest.mark.parametrize("kind", [kind for kind in ENOUGH if kind != "label"])
def test_each_requirement_is_shown(kind: str) -> None:
    lacking = replace(ENOUGH[kind], meets={"højst 10 kemikalier": "yes"})
    result = assess_proof(ASKED, lacking)
    assert (result.status, [told.words.da for told in result.missing]) == (
        "ask",
        ["Vis, at kravet er opfyldt: affald sorteres"],
    )
    refused = assess_proof(ASKED, replace(ENOUGH[kind], meets={**MEETS, "affald sorteres": "no"}))
    assert [told.words.en for told in refused.refusals] == ["The requirement is not met: affald sorteres"]


def test_the_label_itself_needs_no_requirement_by_requirement() -> None:
    assert assess_proof(ASKED, replace(LABEL, meets={})).status == "accepted"


def test_a_licence_needs_its_number_and_its_end() -> None:
    result = assess_proof(ASKED, replace(LABEL, licence_number=" ", valid_until=None))
    assert [told.words.da for told in result.missing] == ["Oplys licensnummeret.", "Oplys, hvornår licensen udløber."]
    assert result.licence is None


def test_number_and_validity_are_kept() -> None:
    assert assess_proof(ASKED, LABEL).licence == Licence(
        *("Svanemærket", "5026 0000", "Opdigtet Rengøring A/S", "Miljømærkning Danmark"),
        date(2031, 12, 31),
        date(2027, 1, 10),
    )


@pytest.mark.parametrize(
    ("ends", "status", "warned"),
    [
        (date(2027, 1, 14), "refused", False),
        (date(2027, 1, 15), "accepted", True),
        (date(2030, 12, 30), "accepted", True),
        (date(2030, 12, 31), "accepted", False),
    ],
)
def test_a_certificate_that_expires_inside_the_contract_is_told_now(ends: date, status: str, warned: bool) -> None:
    result = assess_proof(ASKED, replace(LABEL, valid_until=ends))
    assert (result.status, bool(result.warnings)) == (status, warned)


def test_a_number_nobody_looked_up_is_told() -> None:
    result = assess_proof(ASKED, replace(LABEL, looked_up_on=None))
    assert (result.status, [told.words.da for told in result.warnings]) == (
        "accepted",
        ["Licensnummeret er ikke slået op."],
    )


@pytest.mark.parametrize(
    ("out_of_reach", "checkable", "status"),
    [
        ("yes", "no", "accepted"),
        ("no", "yes", "accepted"),
        ("no", "no", "refused"),
        ("no", "not_known", "ask"),
        ("not_known", "no", "ask"),
        ("not_known", "yes", "accepted"),
    ],
)
def test_other_documentation_by_either_reason_of_the_law(out_of_reach: str, checkable: str, status: str) -> None:
    assert assess_proof(ASKED, replace(OTHER, out_of_reach=out_of_reach, checkable=checkable)).status == status


@pytest.mark.parametrize(
    ("proof", "short", "asks"),
    [
        (DOSSIER, "out_of_reach", "Forklar, hvorfor mærket ikke kunne nås i tide."),
        (REPORT, "independent", "Oplys, hvem"),
    ],
)
def test_a_dossier_or_report_short_of_its_own_rule_is_documentation_like_any_other(
    proof: Proof, short: str, asks: str
) -> None:
    """§ 46(4): the tenderer chooses its proof, and what the authority can easily check must be accepted."""
    unknown = assess_proof(ASKED, replace(proof, **{short: "not_known"}))
    assert (unknown.status, [told.words.da.startswith(asks) for told in unknown.missing]) == ("ask", [True])
    for answer in ("no", "partly", "not_known"):
        result = assess_proof(ASKED, replace(proof, **{short: answer}, checkable="yes"))
        assert (result.status, [told.source for told in result.grounds]) == ("accepted", ["ubl46-4"])
    assert assess_proof(ASKED, replace(proof, **{short: "no"}, checkable="not_known")).status == "ask"
    refused = replace(proof, independent="no", out_of_reach="no", checkable="no")
    assert [told.source for told in assess_proof(ASKED, refused).refusals] == ["ubl46-4"]


def test_days_are_written_as_people_write_them() -> None:
    (told,) = assess_proof(ASKED, replace(LABEL, valid_until=date(2027, 1, 14))).refusals
    assert told.words.da == "Beviset gjaldt kun til 14. januar 2027, og det skal gælde den 15. januar 2027."
    assert told.words.en == "The proof was valid until 14 January 2027 only, and must hold on 15 January 2027."


answer = st.sampled_from(("yes", "partly", "no", "not_known"))


@given(
    st.sampled_from(sorted(ENOUGH)),
    answer,
    answer,
    answer,
    answer,
    st.dictionaries(st.sampled_from(ASKED.requirements), answer),
)
def test_nothing_unknown_is_accepted_or_refused_for(kind, covers, independent, out_of_reach, checkable, meets) -> None:
    proof = replace(
        ENOUGH[kind],
        covers=covers,
        independent=independent,
        out_of_reach=out_of_reach,
        checkable=checkable,
        meets=meets,
    )
    result = assess_proof(ASKED, proof)
    assert (result.status == "refused") is bool(result.refusals)
    assert (result.status == "accepted") is bool(result.grounds)
    given_answers = {covers, independent, out_of_reach, checkable, *meets.values()}
    if "no" not in given_answers:
        assert result.status != "refused"
    for told in (*result.grounds, *result.refusals, *result.missing, *result.warnings):
        assert told.source in sources()


def test_the_letter_asks_for_what_is_missing() -> None:
    result = assess_proof(ASKED, replace(LABEL, licence_number=""))
    letter = proof_letter(
        ASKED, result, to="Opdigtet Rengøring A/S", sender="Tørsted Kommune", deadline="1. februar 2027"
    )
    assert letter == (
        "Emne: Dokumentation for Svanemærket\n\n"
        "Kære Opdigtet Rengøring A/S\n\n"
        "Tak for jeres dokumentation. Vi mangler dette, før vi kan tage stilling:\n\n"
        "• Oplys licensnummeret. (Opfølgning på kontrakt (csr-indkob.dk))\n\n"
        "I vælger selv jeres bevis. Vi godtager også mærker med tilsvarende krav og anden passende dokumentation"
        " (udbudsloven § 46, stk. 3 og 4).\n\n"
        "Send det senest 1. februar 2027.\n\n"
        "Venlig hilsen\nTørsted Kommune\n"
    )
    assert proof_letter(ASKED, result, lang="en").startswith(
        "Subject: Documentation for Svanemærket\n\nDear supplier\n"
    )


def test_there_is_no_letter_where_nothing_is_missing() -> None:
    with pytest.raises(ValueError, match="nothing is missing"):
        proof_letter(ASKED, assess_proof(ASKED, LABEL))
