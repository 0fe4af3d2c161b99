"""Electronic catalogues (OIOUBL, Peppol Catalogue 3, EHF) as the change streams they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from lxml import etree

from flok.kernel.period import written_date

from ._columns import ReadDocument
from ._evidence import Labelling, resolved_labels
from ._items import LAST_DAY, Change, Statement
from ._reasons import Refused
from .reading import ReadContext
from .reading._fields import CATALOGUE, CATALOGUE_ITEM
from .reading._file import refused_file
from .reading._items import certificates, gtin
from .reading._jobs import xml_files
from .reading._parties import best, identifiers
from .reading._walk import Found, walk
from .reading._xml import documents_in, parse

_LINES = ("CatalogueLine", "CatalogueItemSpecificationUpdateLine")
_KINDS = ("Catalogue", "CatalogueItemSpecificationUpdate", "CatalogueDeletion", "CataloguePricingUpdate")


def read_catalogues(
    paths: Sequence[Path], context: ReadContext, labelling: Labelling
) -> tuple[list[Change], list[ReadDocument]]:
    """Every change in the catalogues found, and what could not be read, each with its reason."""
    changes: list[Change] = []
    problems: list[ReadDocument] = []
    for source, file_id, raw in xml_files(paths, context, problems):
        try:
            for root in documents_in(parse(raw)):
                changes.extend(list(_changes(root, source, context, labelling)))  # all of it or nothing
        except Refused as refused:
            problems.append(refused_file(refused, file_id, source))
    return changes, problems


def _changes(root: etree._Element, source: str, context: ReadContext, labelling: Labelling) -> Iterator[Change]:
    kind = etree.QName(root).localname
    if kind not in _KINDS:
        raise Refused("doc_type", kind)
    head = walk(root, CATALOGUE, {})
    supplier = _supplier(head, context)
    issued = _day(head, "issue_date", "IssueDate")
    if issued is None:
        raise Refused("missing", "IssueDate")
    action = "delete" if kind == "CatalogueDeletion" else str(head.get("action")).lower()
    if action in ("replace", "delete"):
        yield _whole(head, supplier, issued)
    if action == "delete":
        return
    items = [walk(child, CATALOGUE_ITEM, {}) for child in root if _is_line(child)]
    states_labels = any("certificates" in item for item in items)
    for item in items:
        origin = f"{source} · {kind} {head.get('number', '')} · {item.get('line_no', '')}"
        yield from _item_changes(item, head, supplier, issued, states_labels, origin, labelling)


def _whole(head: Found, supplier: str, issued: date) -> Change:
    """Replace and Delete in the header end all that the catalogue said before (Peppol BIS Catalogue, action code)."""
    starts = _day(head, "valid_from", "ValidityPeriod") or issued
    return Change(
        supplier_id=supplier,
        key="",
        issued=issued,
        statement=None,
        deleted_from=max(starts, issued),
        catalogue=head.get("contract_ref", ""),
    )


def _is_line(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and etree.QName(element).localname in _LINES


def _item_changes(
    item: Found,
    head: Found,
    supplier: str,
    issued: date,
    states_labels: bool,
    origin: str,
    labelling: Labelling,
) -> Iterator[Change]:
    """One change per number the item goes by: its GTIN, and the seller's own number.

    A deletion often repeats the line's old period; it never undoes days before it was issued.
    """
    starts = _day(item, "valid_from", "LineValidityPeriod") or _day(head, "valid_from", "ValidityPeriod")
    ends = _day(item, "valid_to", "LineValidityPeriod") or _day(head, "valid_to", "ValidityPeriod")
    is_deleted = str(item.get("action")).lower() == "delete"
    by_code, by_name = resolved_labels(certificates(item), labelling)
    keys = [f"g:{number}" for number in (gtin(item)[0],) if number]
    keys += [f"s:{item['seller_item_id']}"] if "seller_item_id" in item else []
    for key in keys:
        statement = Statement(
            supplier_id=supplier,
            key=key,
            valid_from=starts or issued,
            valid_to=ends or LAST_DAY,
            labels=frozenset(by_code),
            named=frozenset(by_name),
            states_labels=states_labels,
            origin=origin,
        )
        yield Change(
            supplier_id=supplier,
            key=key,
            issued=issued,
            statement=None if is_deleted else statement,
            deleted_from=max(starts or issued, issued) if is_deleted else None,
            catalogue=head.get("contract_ref", ""),
        )


def _supplier(head: Found, context: ReadContext) -> str:
    """The seller, else the provider, as on invoices: a CVR number first. Raises Refused("missing", "id")."""
    for role in ("seller", "provider"):
        supplier = best(identifiers(head, role), context)
        if supplier is not None:
            return supplier
    raise Refused("missing", "SellerSupplierParty, ProviderParty")


def _day(found: Found, key: str, where: str) -> date | None:
    if key not in found:
        return None
    try:
        return written_date(found[key])
    except ValueError:
        raise Refused("date", f"{where} {found[key][:30]}") from None
