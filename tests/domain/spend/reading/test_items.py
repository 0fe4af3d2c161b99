"""What a line is of: numbers, classes, certificates, CO2."""

from __future__ import annotations

import json
from typing import Any

import pytest
from papers import changed, oioubl, only, peppol

from flok.demo import Certificate, Line
from flok.domain.spend._columns import PurchaseLine
from flok.domain.spend.reading._items import certificates, classes, gtin, kg_co2e

GTIN, GTIN14 = "4006381333931", "04006381333931"


def line(raw: bytes) -> PurchaseLine:
    return only(raw).lines[0]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([], (None, None, None, None)),
        ([("UNSPSC", "14111507", "19.0501")], ("14111507", "19.0501", None, None)),
        ([("TST", "14111507", "19.05.01"), ("STI", "30197630-1", None)], ("14111507", "19.05.01", "30197630-1", None)),
        ([(" unspsc ", "14111507", None)], ("14111507", None, None, None)),
        ([("CPV", "1", None), ("CPV", "2", None)], (None, None, "1", None)),
        ([("UNSPSC", "1", "a"), ("TST", "2", "b")], ("1", "a", None, None)),
        ([("HS", "1", None), (None, "2", None), ("zzz", "3", None)], (None, None, None, "HS:1 -:2 ZZZ:3")),
        ([("MP", "UNSPSC", None), ("UNSPSC", None, "19")], (None, None, None, "MP:UNSPSC")),
    ],
)
def test_classes(written: list[tuple[str | None, ...]], expected: tuple[str | None, ...]) -> None:
    item = {"classes": [{"list": name, "code": code, "version": version} for name, code, version in written]}
    assert classes(item) == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"standard_item_id": GTIN}, (GTIN14, "StandardItemIdentification")),
        ({"seller_item_id": GTIN}, (GTIN14, "SellersItemIdentification")),
        ({"seller_item_id": GTIN, "standard_item_id": "96385074"}, ("00000096385074", "StandardItemIdentification")),
        ({"seller_item_id": GTIN, "standard_item_id": "4006381333932"}, (GTIN14, "SellersItemIdentification")),
        ({"seller_item_id": "100054671"}, (None, None)),
        ({"seller_item_id": "n/a", "standard_item_id": "0000000000000"}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_a_gtin_may_stand_in_the_seller_s_number(item: dict[str, str], expected: tuple[str | None, ...]) -> None:
    assert gtin(item) == expected


def test_certificates_are_kept_as_written() -> None:
    found = [{"id": "Svanemærket", "type_code": "NORDIC_SWAN"}, {"type": "Environmental"}]
    assert certificates({"certificates": found}) == '[["Svanemærket","NORDIC_SWAN",null],[null,null,"Environmental"]]'
    assert certificates({}) is None


@pytest.mark.parametrize(
    ("properties", "quantity", "expected"),
    [
        ([("NetEmissionQuantity", "12.5")], 4.0, 12.5),
        ([("EmissionFactor", "2.5")], 4.0, 10.0),
        ([("EmissionFactor", "2.5"), ("NetEmissionQuantity", "3")], 4.0, 3.0),
        ([("EmissionFactor", "2.5")], None, None),
        ([("EmissionFactor", "2,5")], 4.0, None),
        ([("NetEmissionQuantity", "NaN"), ("EmissionFactor", "1")], 2.0, 2.0),
        ([("Farve", "rød")], 4.0, None),
        ([], 4.0, None),
    ],
)
def test_co2(properties: list[tuple[str, str]], quantity: float | None, expected: float | None) -> None:
    item = {"properties": [{"name": name, "value": value} for name, value in properties]}
    assert kg_co2e(item, quantity) == expected


@pytest.mark.parametrize("write", [oioubl, peppol])
def test_a_line_s_item_from_either_format(write: Any) -> None:
    written = Line(
        name="Kopipapir A4",
        item_id="K-4",
        gtin=GTIN,
        unspsc="14111507",
        unspsc_version="19.0501",
        quantity="12.5",
        unit="KGM",
        labels=(Certificate(id="NORDIC_SWAN", type_code="X", type="Environmental"),),
        properties=(("EmissionFactor", "2"),),
        account="4711",
    )
    found = line(write(lines=(written,), order="O-1", contract="A-9"))
    assert (found.name, found.seller_item_id, found.standard_item_id, found.gtin, found.gtin_field) == (
        "Kopipapir A4",
        "K-4",
        GTIN,
        GTIN14,
        "StandardItemIdentification",
    )
    assert (found.unspsc, found.unspsc_version, found.quantity, found.unit_code, found.kg_co2e) == (
        "14111507",
        "19.0501",
        12.5,
        "KGM",
        25.0,
    )
    assert json.loads(found.certificates or "") == [["NORDIC_SWAN", "X", "Environmental"]]
    assert (found.order_ref, found.contract_ref, found.account) == ("O-1", "A-9", "4711")


def test_a_cpv_code_stands_beside_the_unspsc_code() -> None:
    found = line(peppol(lines=(Line(cpv="30197630-1"),)))
    assert (found.unspsc, found.cpv) == ("14111507", "30197630-1")


def test_a_credited_quantity_is_negative() -> None:
    assert line(peppol(kind="credit_note", lines=(Line(quantity="3"),))).quantity == -3.0


def test_a_line_without_name_is_called_what_it_is_described_as() -> None:
    raw = peppol(lines=(Line(name="Navn", description="Beskrivelse"),))
    assert line(raw).name == "Navn"
    assert line(changed(raw, ("<cbc:Name>Navn<", "<cbc:Name> <"))).name == "Beskrivelse"


def test_the_line_s_own_account_and_order_win() -> None:
    raw = peppol(lines=(Line(account="2"), Line()), account="1", order="O-1")
    order = "<cac:OrderLineReference><cbc:LineID>1</cbc:LineID><cac:OrderReference><cbc:ID>O-2</cbc:ID></cac:OrderReference></cac:OrderLineReference>"  # noqa: E501
    first, second = only(changed(raw, ("<cac:Item>", order + "<cac:Item>"))).lines
    assert [(first.account, first.order_ref), (second.account, second.order_ref)] == [("2", "O-2"), ("1", "O-1")]
