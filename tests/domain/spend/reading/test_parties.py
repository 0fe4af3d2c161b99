"""Who sold, who bought, which unit received."""

# ruff: noqa: E501 - tables, one case a line
from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from papers import CONTEXT, WHOLE, changed, oioubl, only, peppol

from flok.demo import BUYER, Party
from flok.domain.spend._reasons import Refused
from flok.domain.spend.reading import ReadContext
from flok.domain.spend.reading._parties import Parties, parties

EVERYONE = ReadContext(secret=b"key", today=CONTEXT.today)
CVR, OTHER, GLN = "13585628", "99000016", "4006381333931"


def who(**found: Any) -> Parties:
    return parties({key.replace("_scheme", "@"): value for key, value in found.items()}, EVERYONE)


@pytest.mark.parametrize(
    ("found", "supplier"),
    [
        ({"supplier_legal": "DK" + CVR, "supplier_legal_scheme": "DK:CVR", "supplier_endpoint": GLN, "supplier_endpoint_scheme": "GLN"}, CVR),
        ({"supplier_tax": "DK" + CVR}, CVR),
        ({"supplier_legal": "X1", "supplier_tax": "DK" + CVR}, CVR),
        ({"supplier_identification": CVR, "supplier_identification_scheme": "0184"}, CVR),
        ({"supplier_endpoint": GLN, "supplier_endpoint_scheme": "0088"}, f"gln:{GLN}"),
        ({"supplier_legal": "987654325", "supplier_legal_scheme": "0192", "supplier_endpoint": GLN, "supplier_endpoint_scheme": "0088"}, "0192:987654325"),
        ({"supplier_legal": CVR, "supplier_legal_scheme": "0184", "supplier_tax": "DK" + OTHER}, CVR),
        ({"supplier_legal": CVR, "supplier_legal_scheme": "DK:SE"}, f"se:{CVR}"),
    ],
)  # fmt: skip
def test_the_supplier_is_the_first_cvr_number_in_the_order_of_trust(found: dict[str, str], supplier: str) -> None:
    assert who(**found).supplier_id == supplier


@pytest.mark.parametrize(
    ("found", "code", "detail"),
    [
        ({}, "missing", "AccountingSupplierParty: CompanyID, EndpointID"),
        ({"supplier_legal": "1234567", "supplier_legal_scheme": "0184"}, "id", "CVR of 7 characters"),
        ({"supplier_legal": "DK123456789", "supplier_legal_scheme": "DK:CVR"}, "id", "CVR of 9 characters"),
        ({"supplier_legal": "DK123456789", "supplier_legal_scheme": "0198"}, "id", "CVR of 9 characters"),
        ({"supplier_tax": "DK" + CVR, "buyer_endpoint": "579000012345", "buyer_endpoint_scheme": "GLN"}, "id", "GLN of 12 characters"),
        ({"supplier_tax": "DK" + CVR, "buyer_legal": "1", "buyer_legal_scheme": "DK:CVR"}, "id", "CVR of 1 characters"),
    ],
)  # fmt: skip
def test_what_is_refused(found: dict[str, str], code: str, detail: str) -> None:
    with pytest.raises(Refused) as refused:
        who(**found)
    assert (refused.value.code, refused.value.detail) == (code, detail)


def test_the_unit_is_the_endpoint_or_else_the_identification() -> None:
    seller = {"supplier_tax": "DK" + CVR}
    assert [
        who(**seller, buyer_endpoint=GLN, buyer_endpoint_scheme="GLN").unit_id,
        who(**seller, buyer_endpoint=CVR, buyer_endpoint_scheme="0184", buyer_identification=GLN, buyer_identification_scheme="0088").unit_id,
        who(**seller, buyer_endpoint=CVR, buyer_endpoint_scheme="0184").unit_id,
    ] == [GLN, GLN, None]  # fmt: skip


def test_wrong_check_digits_are_flagged_and_counted() -> None:
    assert who(supplier_tax="DK13585627").flags == ("cvr_check",)
    assert who(supplier_tax="DK" + CVR, buyer_endpoint="4006381333932", buyer_endpoint_scheme="GLN").flags == (
        "gln_check",
    )
    assert who(supplier_tax="DK" + CVR).flags == ()


@pytest.mark.parametrize("write", [oioubl, peppol])
def test_the_same_parties_from_either_format(write: Any) -> None:
    seller = Party(name="Fiktiv Handel ApS", number="99000024")
    document = only(write(supplier=seller))
    assert (document.supplier_id, document.supplier_name, document.buyer_id, document.unit_id) == (
        "99000024",
        "Fiktiv Handel ApS",
        BUYER.number,
        BUYER.gln,
    )


def test_without_a_unit_the_document_is_addressed_by_cvr() -> None:
    document = only(peppol(unit=None))
    assert (document.status, document.buyer_id, document.unit_id) == ("counted", BUYER.number, None)


def test_a_private_person_has_no_name() -> None:
    found = {"supplier_legal": "0101011234", "supplier_legal_scheme": "DK:CPR", "supplier_name": "Åse Fiktiv"}
    assert who(**found).supplier_name == "Privatperson"


def test_a_name_is_that_of_the_party_or_else_the_registered_one() -> None:
    raw = peppol(supplier=replace(WHOLE.supplier, name="Fiktiv Handel"))
    raw = changed(raw, ("<cbc:Name>Fiktiv Handel<", "<cbc:Name><"))
    assert only(raw).supplier_name == "Fiktiv Handel"
