"""Sealed bids: nobody alone, not before the time, and nothing changed or lost unseen (F22)."""

from __future__ import annotations

import base64
import datetime
import itertools
import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.tco.tender import (
    MistypedError,
    NotSealedError,
    OpeningKey,
    TooEarlyError,
    WrongCodeError,
    gaps,
    key_from_data,
    key_to_data,
    new_opener,
    opening_key,
    public_half,
    receipt,
    sealed,
    unlocked,
    unsealed,
)
from flok.domain.tco.tender._codes import BITS, code_bytes, written

OPENS = datetime.datetime(2027, 3, 1, 12, 0, tzinfo=datetime.UTC)
OPENERS = ("Ane Fiktiv", "Bo Opdigtet", "Cilla Tænkt")


def made(fingerprint: str, names: Sequence[str], needed: int = 2) -> tuple[OpeningKey, tuple[str, ...]]:
    """A key, and the codes of its openers, who each fetched their own."""
    codes, halves = zip(*(new_opener() for _ in names), strict=True)
    return opening_key(fingerprint, OPENS, dict(zip(names, halves, strict=True)), needed), codes


KEY, CODES = made("ab" * 32, OPENERS)
GIVEN = dict(zip(OPENERS, CODES, strict=True))
BID = b"PK\x03\x04 tilbud" * 1000


def two(first: int = 0, second: int = 1) -> dict[str, str]:
    return {OPENERS[each]: CODES[each] for each in (first, second)}


def test_any_two_of_three_open_a_bid_at_the_time() -> None:
    content = sealed(KEY, "tilbud æ.xlsx", BID)
    for first, second in itertools.permutations(range(3), 2):
        assert unsealed(unlocked(KEY, two(first, second), OPENS), KEY, content) == ("tilbud æ.xlsx", BID)


def test_f22_nobody_opens_before_the_time() -> None:
    with pytest.raises(TooEarlyError) as early:
        unlocked(KEY, GIVEN, OPENS - datetime.timedelta(seconds=1))
    assert early.value.opens == OPENS
    later = OPENS + datetime.timedelta(days=7)
    with pytest.raises(TooEarlyError):
        unlocked(KEY, GIVEN, OPENS, postponed=later)
    earlier = OPENS - datetime.timedelta(days=7)
    with pytest.raises(TooEarlyError):
        unlocked(KEY, GIVEN, earlier, postponed=earlier)


def test_f22_one_opener_alone_opens_nothing() -> None:
    for opener in OPENERS:
        with pytest.raises(WrongCodeError) as wrong:
            unlocked(KEY, {opener: GIVEN[opener]}, OPENS)
        assert wrong.value.opener == ""


def test_a_wrong_code_is_named_by_its_opener() -> None:
    _, others = made("ab" * 32, OPENERS)
    with pytest.raises(WrongCodeError) as wrong:
        unlocked(KEY, {**two(), OPENERS[1]: others[1]}, OPENS)
    assert wrong.value.opener == OPENERS[1]
    with pytest.raises(WrongCodeError):
        unlocked(KEY, {**two(), "En anden": CODES[2]}, OPENS)


def test_f22_what_is_stored_holds_neither_bid_name_size_nor_private_key() -> None:
    content = sealed(KEY, "hemmeligt-navn.xlsx", BID)
    stored = content + json.dumps(key_to_data(KEY)).encode()
    private = unlocked(KEY, two(), OPENS)
    for secret in (b"hemmeligt", BID[:16], private, base64.b64encode(private), CODES[0].encode(), code_bytes(CODES[0])):
        assert secret not in stored
    sizes = {len(sealed(KEY, name, bytes(size))) for name, size in (("a", 1), ("b.xlsx", 60_000))}
    assert len(sizes) == 1


def test_the_same_bid_is_never_sealed_alike() -> None:
    assert sealed(KEY, "a", BID) != sealed(KEY, "a", BID)


@pytest.mark.parametrize("place", [5, 60, 150, 400, -1])
def test_a_sealed_bid_that_was_changed_does_not_open(place: int) -> None:
    content = bytearray(sealed(KEY, "a.xlsx", BID))
    content[place] ^= 1
    with pytest.raises(NotSealedError):
        unsealed(unlocked(KEY, two(), OPENS), KEY, bytes(content))


def test_a_key_that_was_changed_does_not_open() -> None:
    moved = replace(KEY, opens=(OPENS - datetime.timedelta(days=9)).isoformat())
    with pytest.raises((NotSealedError, WrongCodeError)):
        unlocked(moved, two(), OPENS)
    alone = replace(KEY, wrapped=tuple(replace(each, openers=each.openers[:1]) for each in KEY.wrapped))
    with pytest.raises(NotSealedError):
        unlocked(alone, {OPENERS[0]: CODES[0]}, OPENS)
    assert moved.id != KEY.id


def test_a_bid_sealed_for_another_tender_does_not_open() -> None:
    other, codes = made("cd" * 32, OPENERS)
    with pytest.raises(NotSealedError):
        unsealed(unlocked(KEY, two(), OPENS), KEY, sealed(other, "a", BID))
    with pytest.raises(NotSealedError):
        unsealed(unlocked(other, {OPENERS[0]: codes[0], OPENERS[1]: codes[1]}, OPENS), other, BID)


@pytest.mark.parametrize(
    ("openers", "needed"),
    [("A", 1), ("AB", 1), ("AB", 3), ("A ", 2), ("ABCDEFGHI", 2)],
)
def test_a_key_needs_two_named_openers(openers: str, needed: int) -> None:
    with pytest.raises(ValueError, match="/"):
        made("ab" * 32, openers, needed)


def test_two_openers_cannot_have_one_code() -> None:
    _code, half = new_opener()
    with pytest.raises(ValueError, match="/"):
        opening_key("ab" * 32, OPENS, {"A": half, "B": half})


def test_a_key_is_made_without_any_code_being_known() -> None:
    """Openers fetch their codes one by one, before there is a key; only public halves lie there meanwhile."""
    (first, half), (second, other) = new_opener(), new_opener()
    assert (public_half(first.lower()), public_half(second)) == (half, other)
    key = opening_key("ab" * 32, OPENS, {"A": half, "B": other})
    assert unsealed(unlocked(key, {"A": first, "B": second}, OPENS), key, sealed(key, "x", BID)) == ("x", BID)
    swapped = replace(key, halves=(other, half))
    with pytest.raises((NotSealedError, WrongCodeError)):
        unlocked(swapped, {"A": second, "B": first}, OPENS)


def test_three_of_four_can_be_asked_for() -> None:
    names = ("A", "B", "C", "D")
    key, codes = made("ab" * 32, names, 3)
    given = dict(zip(names, codes, strict=True))
    content = sealed(key, "x", b"hej")
    three = {each: given[each] for each in ("D", "A", "C")}
    assert unsealed(unlocked(key, three, OPENS), key, content) == ("x", b"hej")
    with pytest.raises(WrongCodeError):
        unlocked(key, {each: given[each] for each in ("A", "B")}, OPENS)


def test_a_key_is_plain_data() -> None:
    assert key_from_data(json.loads(json.dumps(key_to_data(KEY)))) == KEY
    for broken in ({}, {**key_to_data(KEY), "public": "x"}, {**key_to_data(KEY), "scheme": "flok-seal-0"}):
        with pytest.raises(NotSealedError):
            key_from_data(broken)


@given(st.integers(0, 2**BITS - 1), st.integers(0, 27), st.integers(1, 31), st.integers(0, 26))
def test_a_code_is_read_as_typed_and_one_slip_is_found(number: int, place: int, by: int, swap: int) -> None:
    code = written(number)
    assert code_bytes(code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")) == number.to_bytes(17, "big")
    digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    plain = code.replace("-", "")
    slipped = plain[:place] + digits[(digits.index(plain[place]) + by) % 32] + plain[place + 1 :]
    with pytest.raises(MistypedError):
        code_bytes(slipped)
    swapped = plain[:swap] + plain[swap + 1] + plain[swap] + plain[swap + 2 :]
    if swapped != plain:
        with pytest.raises(MistypedError):
            code_bytes(swapped)


def test_receipts_follow_each_other_so_that_a_bid_cannot_go_unseen() -> None:
    contents = [sealed(KEY, str(each), b"x") for each in range(3)]
    receipts = []
    for content in contents:
        receipts.append(receipt(content, OPENS, receipts[-1] if receipts else None))
    assert [each.number for each in receipts] == [1, 2, 3]
    assert gaps(receipts, contents) == ()
    assert gaps(receipts, contents[:1] + contents[2:]) == (2,)
    assert gaps([receipts[0], receipts[2]], contents) == (3,)
    forged = replace(receipts[1], received=(OPENS + datetime.timedelta(hours=1)).isoformat())
    assert gaps([receipts[0], forged, receipts[2]], contents) == (3,)
