"""Who sold, who bought, which unit received: identifiers in one shape, persons only as pseudonyms."""

from __future__ import annotations

from dataclasses import dataclass

from flok.kernel.identifiers import is_cvr, is_cvr_checked, is_gs1_checked

from .._reasons import Refused
from ._context import CVR_SCHEMES, ReadContext, gln
from ._walk import Found


@dataclass(frozen=True, slots=True)
class Parties:
    supplier_id: str
    supplier_name: str | None
    buyer_id: str | None
    unit_id: str | None
    flags: tuple[str, ...]


def parties(found: Found, context: ReadContext) -> Parties:
    """Raises Refused: missing (no supplier identifier), id (a CVR or GLN of the wrong length)."""
    supplier = best(identifiers(found, "supplier"), context)
    if supplier is None:
        raise Refused("missing", "AccountingSupplierParty: CompanyID, EndpointID")
    name = found.get("supplier_name") or found.get("supplier_legal_name")
    if supplier.startswith("cpr:"):
        name = "Privatperson"
    unit_id = _unit(found)
    flags = []
    if is_cvr(supplier) and not is_cvr_checked(supplier):
        flags.append("cvr_check")
    if unit_id is not None and not is_gs1_checked(unit_id):
        flags.append("gln_check")
    return Parties(
        supplier,
        context.mask(name) if name else None,
        best(identifiers(found, "buyer"), context),
        unit_id,
        tuple(flags),
    )


def identifiers(found: Found, role: str) -> list[tuple[str | None, str]]:
    """(scheme, value) in the order of trust: legal entity, VAT registration, identification, endpoint."""
    keys = [f"{role}_{kind}" for kind in ("legal", "tax", "identification", "endpoint")]
    return [(found.get(key + "@"), found[key]) for key in keys if key in found]


def best(identifiers: list[tuple[str | None, str]], context: ReadContext) -> str | None:
    """The first that is a CVR number, else the first at all. Raises Refused("id") for a CVR of wrong length."""
    for scheme, value in identifiers:
        own = context.supplier_id(scheme, value)
        if scheme is not None and scheme.strip().upper() in CVR_SCHEMES and not is_cvr(own):
            raise Refused("id", f"CVR of {len(own)} characters")
        if is_cvr(own):
            return own
    return context.supplier_id(*identifiers[0]) if identifiers else None


def _unit(found: Found) -> str | None:
    """GLN of the receiving unit: the endpoint, else the party identification. Raises Refused("id")."""
    unit_id = gln(found.get("buyer_endpoint@"), found.get("buyer_endpoint")) or gln(
        found.get("buyer_identification@"), found.get("buyer_identification")
    )
    if unit_id is not None and not (len(unit_id) == 13 and unit_id.isascii() and unit_id.isdigit()):
        raise Refused("id", f"GLN of {len(unit_id)} characters")
    return unit_id
