"""What a line is of: item numbers, classification, certificates as written, CO2."""

from __future__ import annotations

import json

from flok.kernel.identifiers import gtin14
from flok.kernel.money import AmountError, decimal

from ._walk import Found

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_UNSPSC_LISTS = frozenset({"UNSPSC", "TST"})  # UNTDID 7143 TST is UNSPSC in Peppol (DK-R-003)
_CPV_LISTS = frozenset({"CPV", "STI"})  # UNTDID 7143 STI is CPV


def classes(item: Found) -> tuple[str | None, str | None, str | None, str | None]:
    """(UNSPSC, its version, CPV, other classes as `list:code list:code`); the first of each list is taken."""
    unspsc = version = cpv = None
    others = []
    for entry in item.get("classes", ()):
        code, name = entry.get("code"), (entry.get("list") or "").strip().upper()
        if not code:
            continue
        if name in _UNSPSC_LISTS:
            if unspsc is None:
                unspsc, version = code, entry.get("version")
        elif name in _CPV_LISTS:
            cpv = cpv or code
        else:
            others.append(f"{name or '-'}:{code}")
    return unspsc, version, cpv, " ".join(others) or None


def certificates(item: Found) -> str | None:
    """JSON [[ID, CertificateTypeCode, CertificateType], ...] as written, in the document's order."""
    found = item.get("certificates")
    if not found:
        return None
    rows = [[entry.get("id"), entry.get("type_code"), entry.get("type")] for entry in found]
    return _JSON(rows)


def gtin(item: Found) -> tuple[str | None, str | None]:
    """(GTIN-14, the field it stood in): official OIOUBL samples keep it in the seller's own number."""
    for key, name in (
        ("standard_item_id", "StandardItemIdentification"),
        ("seller_item_id", "SellersItemIdentification"),
    ):
        number = gtin14(item.get(key))
        if number is not None:
            return number, name
    return None, None


def kg_co2e(item: Found, quantity: float | None) -> float | None:
    """kg CO2e of the line: NetEmissionQuantity, else EmissionFactor × quantity (EHF, GP004-GP007, A1-A3)."""
    properties = item.get("properties")
    if not properties:
        return None
    values = {entry.get("name"): entry.get("value", "") for entry in properties}
    net = _number(values.get("NetEmissionQuantity"))
    if net is not None:
        return net
    factor = _number(values.get("EmissionFactor"))
    return factor * quantity if factor is not None and quantity is not None else None


def _number(text: str | None) -> float | None:
    try:
        return float(decimal(text)) if text is not None else None
    except AmountError:
        return None
