"""Identifiers in one shape, persons hidden, and whose a document is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import CONTEXT

from flok.demo import BUYER
from flok.domain.spend.reading import OnlyKroner, ReadContext
from flok.domain.spend.reading._context import gln
from flok.kernel.identifiers import gtin14, is_cvr, is_cvr_checked, is_gs1_checked

OURS, OUR_UNIT = BUYER.number, BUYER.gln
DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("scheme", "value", "shape"),
    [
        ("DK:CVR", "DK99000016", "99000016"),
        ("dk:cvr", " dk 99000016 ", "99000016"),
        ("0184", "99000016", "99000016"),
        ("0184", "DK99000016", "99000016"),
        ("0198", "DK99000016", "99000016"),
        (None, "DK99000016", "99000016"),
        ("", "99000016", "99000016"),
        ("DK:CVR", "DK990000167", "990000167"),
        ("GLN", "9520000000004", "gln:9520000000004"),
        ("0088", "9520000000004", "gln:9520000000004"),
        ("DK:SE", "DK99000016", "se:99000016"),
        ("0192", "987654325", "0192:987654325"),
        ("9930", "DE123456789", "9930:DE123456789"),
        (None, "Jensen & Søn", "id:Jensen & Søn"),
        (None, "Jensen 010101-1234", "id:Jensen [cpr]"),
        ("010101-1234", "Jensen", "[cpr]:Jensen"),
    ],
)
def test_identifiers_have_one_shape(scheme: str | None, value: str, shape: str) -> None:
    assert CONTEXT.supplier_id(scheme, value) == shape


@pytest.mark.parametrize("scheme", ["DK:CPR", "CPR", None, "", "GLN", "DK:SE", "0192", "ukendt"])
@pytest.mark.parametrize("value", ["0101011234", "010101-1234", "010101 1234"])
def test_a_person_is_a_pseudonym_under_any_scheme(scheme: str | None, value: str) -> None:
    assert CONTEXT.supplier_id(scheme, value) == f"cpr:{CONTEXT.pseudonym('0101011234')}"


def test_a_pseudonym_is_keyed() -> None:
    keyed = [ReadContext(secret=secret, today=DAY).pseudonym("0101011234") for secret in (b"a", b"b", b"a")]
    assert keyed[0] == keyed[2] != keyed[1]
    assert {len(name) for name in keyed} == {12}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("010101-1234", "[cpr]"),
        ("Til 0101011234, 3. sal", "Til [cpr], 3. sal"),
        ("311299 1234/010101-1234", "[cpr]/[cpr]"),
        ("K0101011234x", "K[cpr]x"),
        ("320101-1234", "320101-1234"),
        ("011301-1234", "011301-1234"),
        ("00101011234", "00101011234"),
        ("5790000123456", "5790000123456"),
        ("Æble 12", "Æble 12"),
        ("x" * 300 + " 010101-1234", "x" * 300 + " [cpr]"),
    ],
)
def test_what_is_shaped_like_a_cpr_number_is_hidden(text: str, shown: str) -> None:
    assert CONTEXT.mask(text) == shown


@pytest.mark.parametrize(
    ("buyer", "unit", "is_ours"),
    [
        (OURS, None, True),
        (OURS, "9520000000998", True),
        ("99000024", OUR_UNIT, True),
        ("99000024", None, False),
        ("99000024", "9520000000998", False),
        (None, "9520000000998", True),
        (None, None, True),
        ("gln:9520000000998", None, True),
    ],
)
def test_whose_a_document_is(buyer: str | None, unit: str | None, is_ours: bool) -> None:
    assert CONTEXT.is_addressed_to_us(buyer, unit) is is_ours


def test_other_currencies_need_a_rate_table() -> None:
    assert OnlyKroner().to_dkk("EUR", DAY, [1]) is None
    assert CONTEXT.to_dkk("DKK", DAY, [1, -2]) == [1, -2]
    assert CONTEXT.to_dkk("EUR", DAY, [1]) is None


def test_check_digits() -> None:
    assert [is_cvr(text) for text in ("99000016", "9900001", "9900001x", "９９０００００１")] == [
        True,
        False,
        False,
        False,
    ]
    assert [is_cvr_checked(text) for text in ("13585628", "13585627")] == [True, False]
    assert [is_gs1_checked(text) for text in ("4006381333932", "4006381333931", "96385074")] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4006381333931", "04006381333931"),
        ("96385074", "00000096385074"),
        ("036000291452", "00036000291452"),
        ("00036000291452", "00036000291452"),
        ("4006381333932", None),
        ("400638133393", None),
        ("0000000000000", None),
        ("４００６３８１３３３９３１", None),
        ("", None),
        (None, None),
    ],
)
def test_gtin(text: str | None, expected: str | None) -> None:
    assert gtin14(text) == expected


@given(st.text("0123456789", min_size=7, max_size=13))
def test_a_gtin_with_a_digit_changed_is_none(digits: str) -> None:
    if len(digits) in (7, 11, 12, 13) and digits.strip("0"):
        valid = [digits + last for last in "0123456789" if gtin14(digits + last) is not None]
        assert valid == [gtin14(digits + last)[-len(digits) - 1 :] for last in "0123456789" if gtin14(digits + last)]  # type: ignore[index]
        assert len(valid) == 1


def test_gln_only_where_the_scheme_says_so() -> None:
    assert [gln("GLN", " 1 "), gln("0088", "1"), gln("DK:CVR", "1"), gln(None, "1"), gln("GLN", None)] == [
        "1",
        "1",
        None,
        None,
        None,
    ]
