"""One document's arithmetic: what its header says, its checks, and what each line costs in the end."""

# ruff: noqa: E501 - tables, one case a line
from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import changed, oioubl, only, peppol

from flok.demo import EXEMPT, REVERSE, STANDARD, ZERO, Adjustment, Line
from flok.domain.spend._reasons import Refused
from flok.domain.spend.reading import _amounts
from flok.domain.spend.reading._amounts import apportion, check_header, check_line, excise, header_net, line_vat
from flok.domain.spend.reading._formats import Format, format_of

OIOUBL, PEPPOL, EN = (
    Format("oioubl-2.1", oioubl=True),
    Format("peppol-bis-3", oioubl=False),
    Format("en16931", oioubl=False),
)
S, E, NONE = ("S", "25"), ("E", "0"), (None, None)


def size(ore: int, vat: tuple[str | None, str | None] = S) -> _amounts.Adjustment:
    return _amounts.Adjustment(ore, vat)


def lines(*written: tuple[str, str], **changes: Any) -> tuple[Line, ...]:
    """Lines from (price, VAT category)."""
    return tuple(Line(price=price, vat=vat, **changes) for price, vat in written)


def nets(raw: bytes) -> list[tuple[str, int]]:
    """(part, net øre) of the document's lines."""
    return [(line.part, line.net_ore) for line in only(raw).lines]


# apportionment


@pytest.mark.parametrize(
    ("raw", "vat", "adjusted", "net", "unallocated"),
    [
        ([100, 200], [S, S], [], [100, 200], []),
        ([100, 200], [S, S], [size(-30)], [90, 180], []),
        ([100, 100, 100], [S, S, S], [size(-100)], [66, 67, 67], []),
        ([100, 100], [S, E], [size(-10)], [90, 100], []),
        ([100, 100], [S, E], [size(-10), size(6, E)], [90, 106], []),
        ([100, 100], [S, S], [size(-10), size(10)], [100, 100], []),
        ([100], [S], [size(50, E)], [100], [size(50, E)]),
        ([100, -100], [S, S], [size(50)], [100, -100], [size(50)]),
        ([100, -50], [S, S], [size(50)], [100, -50], [size(50)]),
        ([0, 0], [S, S], [size(50)], [0, 0], [size(50)]),
        ([-100, -200], [S, S], [size(30)], [-90, -180], []),
        ([100, 200], [S, S], [size(30, NONE)], [110, 220], []),
        ([100, 200], [S, S], [size(30, ("S", None))], [110, 220], []),
        ([100, 200], [("S", None), ("S", None)], [size(30)], [110, 220], []),
        ([100, 200], [S, E], [size(30, NONE)], [100, 200], [size(30, NONE)]),
        ([100, 200], [("S", "25"), ("S", "12")], [size(30, ("S", None))], [100, 200], [size(30, ("S", None))]),
        ([], [], [size(30)], [], [size(30)]),
    ],
)
def test_adjustments_go_to_the_lines_of_their_category(
    raw: list[int], vat: list[Any], adjusted: list[Any], net: list[int], unallocated: list[Any]
) -> None:
    parts = apportion(raw, vat, adjusted)
    assert (parts.net, parts.unallocated) == (net, unallocated)


ORES = st.integers(-(10**9), 10**9)
CATEGORIES = st.sampled_from([S, E, ("AE", "0"), ("S", None), NONE])


@given(st.lists(st.tuples(ORES, CATEGORIES), max_size=8), st.lists(st.tuples(ORES, CATEGORIES), max_size=5))
def test_apportionment_never_loses_an_ore(written: list[Any], adjusted: list[Any]) -> None:
    adjustments = [size(ore, vat) for ore, vat in adjusted]
    parts = apportion([ore for ore, _ in written], [vat for _, vat in written], adjustments)
    total = sum(ore for ore, _ in written) + sum(ore for ore, _ in adjusted)
    assert sum(parts.net) + sum(left.ore for left in parts.unallocated) == total


# a whole document


@pytest.mark.parametrize("write", [oioubl, peppol])
def test_a_discount_is_spread_within_its_category(write: Any) -> None:
    raw = write(
        lines=lines(("100.00", STANDARD), ("300.00", STANDARD), ("50.00", EXEMPT)),
        allowances=(Adjustment(amount=4001),),
        charges=(Adjustment(amount=500, vat=EXEMPT, code="FC", reason="Fragt"),),
    )
    assert nets(raw) == [("line", 9000), ("line", 26999), ("line", 5500)]
    assert only(raw).counted_ore == 41499


@pytest.mark.parametrize("write", [oioubl, peppol])
def test_what_no_line_can_carry_stands_on_a_line_of_its_own(write: Any) -> None:
    raw = write(lines=lines(("100.00", STANDARD)), charges=(Adjustment(amount=500, vat=REVERSE),))
    assert nets(raw) == [("line", 10000), ("unallocated", 500)]
    credit = write(
        kind="credit_note", lines=lines(("100.00", STANDARD)), charges=(Adjustment(amount=500, vat=REVERSE),)
    )
    assert nets(credit) == [("line", -10000), ("unallocated", -500)]


def test_line_allowances_are_information_in_oioubl_and_in_the_amount_in_peppol() -> None:
    line = (Line(price="100.00", allowances=(Adjustment(amount=1000),), charges=(Adjustment(amount=300),)),)
    assert nets(oioubl(lines=line)) == [("line", 10000)]
    assert nets(peppol(lines=line)) == [("line", 9300)]


def test_a_free_line_counts_nothing_and_keeps_what_it_says() -> None:
    document = only(oioubl(lines=(*lines(("100.00", STANDARD)), Line(price="40.00", free=True))))
    assert [(line.part, line.raw_ore, line.net_ore) for line in document.lines] == [
        ("line", 10000, 10000),
        ("free", 4000, 0),
    ]
    assert (document.counted_ore, document.flags) == (10000, "free_line")


def test_excise_is_outside_the_net_and_shown_apart() -> None:
    for kind, sign in (("invoice", 1), ("credit_note", -1)):
        document = only(oioubl(kind=kind, lines=(Line(price="100.00", excise=2150), Line(price="10.00", excise=50))))
        assert (document.counted_ore, document.excise_ore) == (sign * 11000, sign * 2200)


def test_prepaid_and_rounding_do_not_touch_the_net() -> None:
    for write in (oioubl, peppol):
        document = only(write(lines=lines(("100.00", STANDARD)), prepaid=5000, rounding=25))
        assert (document.status, document.counted_ore) == ("counted", 10000)


VATS = st.sampled_from([STANDARD, EXEMPT, ZERO, REVERSE])
SIZES = st.builds(Adjustment, amount=st.integers(1, 10**7), vat=VATS)
WRITTEN = st.builds(
    Line,
    quantity=st.sampled_from(["1", "3", "-2", "0.5", "0", "12.125"]),
    price=st.decimals(0, 99999, places=2).map(str),
    vat=VATS,
)


@given(
    st.sampled_from([oioubl, peppol]),
    st.sampled_from(["invoice", "credit_note"]),
    st.lists(WRITTEN, min_size=1, max_size=5),
    st.lists(SIZES, max_size=3),
    st.lists(SIZES, max_size=3),
)
def test_the_lines_add_up_to_the_header(write: Any, kind: str, written: Any, allowances: Any, charges: Any) -> None:
    document = only(write(kind=kind, lines=tuple(written), allowances=tuple(allowances), charges=tuple(charges)))
    assert (document.status, document.code) == ("counted", None)
    assert sum(line.net_ore for line in document.lines) == document.counted_ore == document.source_ore
    assert document.rounding_ore == 0


@given(st.sampled_from([oioubl, peppol]), st.lists(WRITTEN, min_size=1, max_size=5), st.lists(SIZES, max_size=3))
def test_a_credit_note_of_its_own_invoice_cancels_line_by_line(write: Any, written: Any, allowances: Any) -> None:
    both = [
        only(write(kind=kind, lines=tuple(written), allowances=tuple(allowances)))
        for kind in ("invoice", "credit_note")
    ]
    assert [bought.net_ore + credited.net_ore for bought, credited in zip(*(d.lines for d in both), strict=True)] == [
        0 for _ in both[0].lines
    ]
    assert sum(document.counted_ore for document in both) == 0


def test_a_negative_invoice_is_worth_a_credit_note() -> None:
    bought = lines(("41.50", STANDARD), ("3.00", EXEMPT))
    negative = tuple(replace(line, quantity="-1") for line in bought)
    assert (
        nets(peppol(lines=negative))
        == nets(peppol(kind="credit_note", lines=bought))
        == [("line", -4150), ("line", -300)]
    )


# the functions


def test_the_header_s_net_is_another_element_in_each_format() -> None:
    found = {"lines_total": "100.00", "tax_exclusive": "30.00"}
    with_totals = {**found, "allowance_total": "10.00", "charge_total": "1.00"}
    entries = [{"amount": "7.00", "is_charge": "false"}, {"amount": "2.00", "is_charge": "1"}]
    assert header_net(found, PEPPOL) == 3000
    assert header_net(found, OIOUBL) == 10000
    assert header_net(with_totals, OIOUBL) == 9100
    assert header_net({**found, "allowances": entries}, OIOUBL) == 9500


def arith(found: dict[str, Any], form: Format, lines_ore: int, *adjusted: _amounts.Adjustment) -> str | None:
    try:
        check_header(found, form, lines_ore, adjusted)
    except Refused as refused:
        return f"{refused.code}: {refused.detail}"
    return None


@pytest.mark.parametrize(
    ("off", "peppol_agrees", "oioubl_agrees"),
    [(0, True, True), (1, True, True), (-1, True, True), (2, False, True), (100, False, True), (-100, False, True), (101, False, False)],
)  # fmt: skip
def test_the_header_may_be_off_by_an_ore_or_a_krone(off: int, peppol_agrees: bool, oioubl_agrees: bool) -> None:
    found = {"lines_total": "100.00", "tax_exclusive": "100.00"}
    assert (arith(found, PEPPOL, 10000 + off) is None) is peppol_agrees
    assert (arith(found, OIOUBL, 10000 + off) is None) is oioubl_agrees


def test_what_does_not_add_up_is_said_in_figures() -> None:
    found = {"lines_total": "100.00", "tax_exclusive": "90.00"}
    assert (
        arith(found, PEPPOL, 9000)
        == "arith: Σ LineExtensionAmount = 90.00, LegalMonetaryTotal/LineExtensionAmount = 100.00"
    )
    assert arith(found, PEPPOL, 10000) == "arith: Σ lines − allowances + charges = 100.00, net total = 90.00"
    assert arith(found, PEPPOL, 10000, size(-1000)) is None
    taxed = {"lines_total": "100.00", "tax_inclusive": "130.00", "taxes": [{"amount": "25.00"}]}
    assert (
        arith(taxed, OIOUBL, 10000) == "arith: net total + tax = 125.00, LegalMonetaryTotal/TaxInclusiveAmount = 130.00"
    )
    assert arith({**taxed, "payable_rounding": "-4.00"}, OIOUBL, 10000) is None


def test_a_line_is_price_times_quantity_by_its_format_s_rule() -> None:
    line = {"price": "200.00", "quantity": "3", "base_quantity": "2", "amount": "300.00", "line_no": "1"}
    assert check_line(line, PEPPOL, 30000)
    assert check_line({**line, "factor": "0.5"}, OIOUBL, 15000)
    assert check_line({**line, "factor": "0.5"}, PEPPOL, 30000)
    less = {**line, "allowances": [{"amount": "10.00", "is_charge": "false"}, {"amount": "4.00", "is_charge": "1"}]}
    assert check_line(less, PEPPOL, 29400)
    assert check_line(less, OIOUBL, 30000)
    assert check_line({"quantity": "3", "amount": "1.00"}, PEPPOL, 99)


@pytest.mark.parametrize(
    ("form", "ore", "agrees"),
    [(PEPPOL, 1000, True), (PEPPOL, 1002, False), (PEPPOL, 1003, None), (OIOUBL, 1100, False), (OIOUBL, 1101, None), (EN, 9999, False)],
)  # fmt: skip
def test_a_line_beyond_its_format_s_tolerance_is_refused(form: Format, ore: int, agrees: bool | None) -> None:
    line = {"price": "10.00", "quantity": "1", "amount": f"{ore / 100:.2f}", "line_no": "4"}
    if agrees is not None:
        assert check_line(line, form, ore) is agrees
        return
    with pytest.raises(Refused) as refused:
        check_line(line, form, ore)
    assert refused.value.code == "arith"
    assert (refused.value.detail or "").startswith("line 4: 10.00 × 1 differs from LineExtensionAmount")


def test_a_line_s_vat_is_the_subtotal_under_the_scheme_of_vat() -> None:
    duty = {"category": "Excise", "scheme": "31", "amount": "2.00"}
    vat = {"category": "StandardRated", "percent": "25.00", "scheme": "63", "amount": "5.00"}
    assert line_vat({"taxes": [{"subtotals": [duty, vat]}]}) == ("StandardRated", "25")
    assert line_vat({"category": "S", "percent": "25.0", "taxes": [{"subtotals": [duty]}]}) == ("S", "25")
    assert line_vat({"taxes": [{"subtotals": [duty]}]}) == line_vat({}) == (None, None)
    assert excise({"taxes": [{"subtotals": [duty, vat]}, {"subtotals": [duty]}, {}]}) == 400


@pytest.mark.parametrize(
    ("customization", "name"),
    [
        ("OIOUBL-2.01", "oioubl-2.01"),
        ("OIOUBL-2.02", "oioubl-2.02"),
        ("OIOUBL-2.1", "oioubl-2.1"),
        ("urn:cen.eu:en16931:2017", "en16931"),
        ("urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0", "peppol-bis-3"),
        ("urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0#conformant#urn:fdc:anskaffelser.no:2019:ehf:spec:3.0", "ehf-3"),
        ("urn:fdc:oioubl.dk:trns:billing:invoice:3.0", "oioubl-3"),
        ("urn:cen.eu:en16931:20171", None),
        ("OIOUBL-2.0", None),
        ("oioubl-2.1", None),
        ("", None),
        (None, None),
    ],
)  # fmt: skip
def test_formats_by_customization(customization: str | None, name: str | None) -> None:
    form = format_of(customization)
    assert (form.name if form else None) == name


def test_a_rate_of_25_00_is_the_rate_of_25() -> None:
    raw = changed(
        peppol(lines=lines(("100.00", STANDARD)), allowances=(Adjustment(amount=1000),)),
        ("<cbc:Percent>25<", "<cbc:Percent>25.00<"),
    )
    assert nets(raw) == [("line", 9000)]  # fmt: skip
