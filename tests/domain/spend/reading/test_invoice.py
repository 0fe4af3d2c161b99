"""A document's own fields, from either format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from papers import CONTEXT, WHOLE_ORE, changed, oioubl, only, peppol

from flok.demo import BUYER, SUPPLIER, Adjustment, Line


@pytest.mark.parametrize(("write", "form"), [(oioubl, "oioubl-2.1"), (peppol, "peppol-bis-3")])
@pytest.mark.parametrize(("kind", "sign"), [("invoice", 1), ("credit_note", -1)])
def test_what_a_document_says(write: Any, form: str, kind: str, sign: int) -> None:
    document = only(write(kind=kind, credits="F-1", contract="A-9"))
    assert {name: getattr(document, name) for name in document.__slots__ if name not in ("file_id", "lines")} == {
        "document_id": document.file_id[:16],
        "source": "a.xml",
        "status": "counted",
        "code": None,
        "detail": None,
        "format": form,
        "kind": kind,
        "type_code": None if (form, kind) == ("oioubl-2.1", "credit_note") else "380" if sign > 0 else "381",
        "number": "F-7",
        "issue_date": date(2026, 1, 15),
        "supplier_id": SUPPLIER.number,
        "supplier_name": SUPPLIER.name,
        "buyer_id": BUYER.number,
        "unit_id": BUYER.gln,
        "currency": "DKK",
        "credits": "F-1",
        "flags": None,
        "source_ore": sign * WHOLE_ORE,
        "counted_ore": sign * WHOLE_ORE,
        "rounding_ore": 0,
        "excise_ore": 0,
        "dkk_ore": sign * WHOLE_ORE,
        "content_id": document.content_id,
        "attachments": None,
    }
    assert document.line_count == 2


@pytest.mark.parametrize("write", [oioubl, peppol])
def test_what_a_line_says(write: Any) -> None:
    document = only(write(order="O-1"))
    line = document.lines[1]
    assert line.line_id == f"{document.document_id}-0002"
    assert (line.line_no, line.line_index, line.name, line.quantity, line.unit_code) == ("2", 2, "Æbler", 2.0, "EA")
    assert (line.part, line.currency, line.raw_ore, line.net_ore, line.dkk_ore) == ("line", "DKK", 2020, 2020, 2020)
    shared = ("document_id", "source", "kind", "format", "number", "issue_date", "supplier_id", "buyer_id", "unit_id")
    assert [getattr(line, name) for name in shared] == [getattr(document, name) for name in shared]


def test_a_line_of_its_own_is_a_whole_line() -> None:
    document = only(
        peppol(lines=(Line(price="0.00"),), charges=(Adjustment(amount=500),), contract="A-9", credits="F-1")
    )
    line = document.lines[1]
    assert (line.part, line.line_index, line.line_id) == ("unallocated", 2, f"{document.document_id}-0002")
    assert (line.number, line.supplier_id, line.kind, line.contract_ref, line.credits) == (
        "F-7",
        SUPPLIER.number,
        "invoice",
        "A-9",
        "F-1",
    )
    assert (line.raw_ore, line.net_ore, line.dkk_ore, line.vat_category, line.gtin) == (500, 500, 500, "S", None)


class Half:
    """A krone is two of the currency's; no rate before 2026."""

    def to_dkk(self, currency: str, day: date, amounts: Sequence[int]) -> list[int] | None:
        return [2 * amount for amount in amounts] if currency == "EUR" and day.year >= 2026 else None


def test_another_currency_counts_in_kroner_beside_its_own_amount() -> None:
    context = replace(CONTEXT, rates=Half())
    document = only(peppol(currency="EUR"), context)
    assert (document.status, document.currency, document.counted_ore, document.dkk_ore) == (
        "counted",
        "EUR",
        WHOLE_ORE,
        2 * WHOLE_ORE,
    )
    assert [(line.net_ore, line.dkk_ore) for line in document.lines] == [(12450, 24900), (2020, 4040)]
    assert only(peppol(currency="EUR", date="2025-12-31"), context).code == "rate"


@pytest.mark.parametrize(
    ("raw", "known"),
    [
        (peppol(customization="urn:x"), (None, None)),
        (peppol(currency="XXX"), ("peppol-bis-3", None)),
        (peppol(currency="EUR"), ("peppol-bis-3", WHOLE_ORE)),
        (oioubl(type_code="325"), ("oioubl-2.1", WHOLE_ORE)),
        (oioubl(date="1989-12-31"), ("oioubl-2.1", WHOLE_ORE)),
        (oioubl(kind="credit_note", header={"LineExtensionAmount": "1.00"}), ("oioubl-2.1", -100)),
    ],
)
def test_what_is_not_counted_still_says_who_and_how_much(raw: bytes, known: tuple[str | None, int | None]) -> None:
    document = only(raw)
    assert (document.format, document.source_ore) == known
    assert (document.number, document.supplier_id, document.unit_id) == ("F-7", SUPPLIER.number, BUYER.gln)
    assert (document.counted_ore, document.dkk_ore, document.lines) == (0, 0, ())


@pytest.mark.parametrize("code", ["380", "381", "389", "393", "386", "82"])
def test_the_sign_is_never_taken_from_a_type_code(code: str) -> None:
    assert [only(write(type_code=code)).counted_ore for write in (oioubl, peppol)] == [WHOLE_ORE] * 2


def test_notes_on_a_document_stand_together_in_order() -> None:
    header = {"LineExtensionAmount": "10.50", "TaxInclusiveAmount": "13.00"}
    lines = (Line(price="10.00", amount_text="10.50"), Line(price="1.00", free=True))
    document = only(oioubl(lines=lines, header=header, unit="9520000000001"))
    assert document.flags == "arith free_line gln_check"


def test_a_document_without_lines_is_worth_its_charges() -> None:
    raw = changed(peppol(lines=(), charges=(Adjustment(amount=500),)))
    assert [(line.part, line.net_ore) for line in only(raw).lines] == [("unallocated", 500)]
