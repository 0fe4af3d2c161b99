"""Identifiers and addresses, by arithmetic alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.apps.members.rules import has_hidden_signs, is_cvr, is_gln, mail_key

_digits = st.text("0123456789", min_size=7, max_size=7)


@given(_digits)
def test_of_ten_last_digits_of_a_cvr_at_most_one_holds(start: str) -> None:
    assert sum(is_cvr(start + last) for last in "0123456789") <= 1


@given(st.text("0123456789", min_size=8, max_size=8).filter(is_cvr), st.integers(0, 7), st.integers(1, 9))
def test_a_cvr_with_one_digit_changed_is_none(number: str, place: int, by: int) -> None:
    changed = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert not is_cvr(changed)


@given(st.text("0123456789", min_size=12, max_size=12))
def test_of_ten_last_digits_of_a_gln_exactly_one_holds(start: str) -> None:
    assert sum(is_gln(start + last) for last in "0123456789") == 1


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 11), st.integers(1, 9))
def test_a_gln_with_one_digit_changed_is_none(start: str, place: int, by: int) -> None:
    number = next(start + last for last in "0123456789" if is_gln(start + last))
    assert not is_gln(number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :])


@pytest.mark.parametrize(
    "written", ["", "9990010", "999001050", "99900105 ", "９９９００１０５", "٩٩٩٠٠١٠٥", "9990010a"]
)
def test_x37_what_is_no_cvr(written: str) -> None:
    assert not is_cvr(written)


@given(st.text(max_size=60))
def test_u03_the_key_of_a_key_is_itself_for_what_people_write(text: str) -> None:
    once = mail_key(unicodedata.normalize("NFKC", text).casefold())
    assert mail_key(once.upper()) == mail_key(mail_key(once.upper()))
    assert mail_key(f"  {text} ") == mail_key(text.strip())


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Åse@Flok.Example", "åse@flok.example"),
        ("A\u030ase@flok.example", "åse@flok.example"),
        ("ａdmin@flok.example", "admin@flok.example"),
        ("straße@flok.example", "strasse@flok.example"),
    ],
)
def test_u01_u03_addresses_that_are_the_same(written: str, key: str) -> None:
    assert mail_key(written) == key


@pytest.mark.parametrize(
    ("text", "hidden"), [("Tørsted\u200b", True), ("\u202eabc", True), ("a\nb", True), ("Tørsted", False)]
)
def test_u02_signs_that_are_not_seen(text: str, hidden: bool) -> None:
    assert has_hidden_signs(text) is hidden


def test_u02_prose_may_have_lines() -> None:
    assert not has_hidden_signs("a\nb\tc", lines=True)
