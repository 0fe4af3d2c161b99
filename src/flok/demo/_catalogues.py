"""Suppliers' electronic catalogues: OIOUBL 2.1 and Peppol Catalogue 3, with additions, updates and deletions."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from flok.demo._parts import certificate
from flok.demo._suppliers import Item, Supplier
from flok.demo._tree import Element, group, kroner, leaf, written
from flok.demo.documents import Certificate, Party

PEPPOL = "urn:fdc:peppol.eu:poacc:trns:catalogue:3"


def catalogues(suppliers: tuple[Supplier, ...], receiver: Party, year: int) -> Iterator[tuple[str, bytes]]:
    """File name and content: each catalogue supplier's list of January, and its changes in July."""
    january, july = datetime.date(year, 1, 1), datetime.date(year, 7, 1)
    for supplier in suppliers:
        if supplier.tells != "catalogue":
            continue
        added = [(item, "Add") for item in supplier.items]
        changed = [(i, "Update") for i in supplier.items if i.gain == july]
        removed = [(i, "Delete") for i in supplier.items if i.ends == july]
        number = supplier.party.number
        yield f"{number}-{january}.xml", _catalogue(supplier, receiver, january, added, 1)
        if changed or removed:
            yield f"{number}-{july}.xml", _catalogue(supplier, receiver, july, changed + removed, 2)


def _catalogue(
    supplier: Supplier, receiver: Party, day: datetime.date, rows: list[tuple[Item, str]], version: int
) -> bytes:
    is_peppol = supplier.format == "p"
    period = (day, datetime.date(day.year, 12, 31))
    content: list[Element | None] = [
        None if is_peppol else leaf("UBLVersionID", "2.1"),
        leaf("CustomizationID", PEPPOL if is_peppol else "OIOUBL-2.1"),
        leaf(
            "ProfileID", "urn:fdc:peppol.eu:poacc:bis:catalogue_wo_response:3" if is_peppol else "Catalogue-CatBas-1.0"
        ),
        leaf("ID", f"KAT-{supplier.party.number}-{version}"),
        leaf("ActionCode", "Add" if version == 1 else "Update") if is_peppol else None,
        leaf("Name", "Sortiment"),
        leaf("IssueDate", day.isoformat()),
        leaf("VersionID", str(version)),
        _period("ValidityPeriod", period),
        group("ReferencedContract", leaf("ID", supplier.contract)) if supplier.contract else None,
        group("ProviderParty", *_party(supplier.party, is_peppol)),
        group("ReceiverParty", *_party(receiver, is_peppol)),
        group("SellerSupplierParty", group("Party", *_party(supplier.party, is_peppol))),
        *(_line(item, action, day, period, is_peppol) for item, action in rows),
    ]
    return written("Catalogue", content)


def _period(tag: str, period: tuple[datetime.date, datetime.date]) -> Element:
    return group(tag, leaf("StartDate", period[0].isoformat()), leaf("EndDate", period[1].isoformat()))


def _party(party: Party, is_peppol: bool) -> list[Element]:
    scheme = ' schemeID="0184"' if is_peppol else ' schemeID="DK:CVR"'
    number = party.number if is_peppol else "DK" + party.number
    return [
        leaf("EndpointID", number, scheme),
        group("PartyIdentification", leaf("ID", number, scheme)),
        group("PartyName", leaf("Name", party.name)),
        group(
            "PartyLegalEntity",
            leaf("RegistrationName", party.name),
            leaf("CompanyID", number, scheme),
        ),
    ]


def _line(
    item: Item, action: str, day: datetime.date, period: tuple[datetime.date, datetime.date], is_peppol: bool
) -> Element:
    return group(
        "CatalogueLine",
        leaf("ID", item.id),
        leaf("ActionCode", action),
        leaf("OrderableIndicator", "true"),
        leaf("OrderableUnit", item.group.unit),
        _period("LineValidityPeriod", period),
        group(
            "RequiredItemLocationQuantity",
            group("Price", leaf("PriceAmount", kroner(item.ore), ' currencyID="DKK"')),
        ),
        _item(item, day, is_peppol),
    )


def _item(item: Item, day: datetime.date, is_peppol: bool) -> Element:
    classes = ' listID="TST"' if is_peppol else ' listAgencyID="113" listID="UNSPSC"'
    gtin_scheme = ' schemeID="0160"' if is_peppol else ' schemeAgencyID="9" schemeID="GTIN"'
    return group(
        "Item",
        leaf("Name", item.name),
        group("SellersItemIdentification", leaf("ID", item.id)),
        group("StandardItemIdentification", leaf("ID", item.gtin, gtin_scheme)) if item.gtin else None,
        group(
            "CommodityClassification",
            leaf("ItemClassificationCode", item.group.unspsc, classes + ' listVersionID="19.0501"'),
        ),
        *(certificate(_certificate(label, item, is_peppol)) for label in item.labels_on(day)),
    )


def _certificate(label: str, item: Item, is_peppol: bool) -> Certificate:
    """The code stands in cbc:ID in OIOUBL; in Peppol in CertificateTypeCode, beside a licence number."""
    if is_peppol:
        return Certificate(id=f"9999 {item.id}", type_code=label, type="Environmental")
    return Certificate(id=label)
