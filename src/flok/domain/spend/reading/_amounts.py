"""Arithmetic of one document: its header's own total, its checks, and what each line costs in the end.

All in øre of the document's currency. The rules are those of OIOUBL 2.x and EN 16931; each function names its
own. A document that fails a check is set aside with its figures, never corrected in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flok.kernel.money import AmountError, decimal, ore, spread

from .._reasons import Refused
from ._formats import Format
from ._walk import Found

VatKey = tuple[str | None, str | None]
_HALF = Decimal("0.5")
_ONE = frozenset({"1", "1.0", "1.00", "1.000", "1.0000"})
VAT_SCHEME = "63"  # OIOUBL taxschemeid-1.1: Moms; every other scheme there is an excise duty


def amount(found: Found, key: str, where: str) -> int:
    """Øre of a field that must be there. Raises Refused("missing" or "amount")."""
    value = found.get(key)
    if value is None:
        raise Refused("missing", where)
    try:
        return ore(value)
    except AmountError:
        hint = ": decimal comma" if "," in value else ""
        raise Refused("amount", f"{where} = {value[:40]!r}{hint}") from None


def optional(found: Found, key: str, where: str) -> int:
    """Øre of a field that may be absent (then 0). Raises Refused("amount")."""
    return amount(found, key, where) if key in found else 0


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A document-level allowance (negative) or charge (positive), in the VAT category it belongs to."""

    ore: int
    vat: VatKey


def adjustments(found: Found) -> list[Adjustment]:
    """Document-level AllowanceCharge (EN 16931 BG-20/21). Raises Refused("amount"/"missing")."""
    result = []
    for entry in found.get("allowances", ()):
        size = amount(entry, "amount", "AllowanceCharge/Amount")
        if "is_charge" not in entry:
            raise Refused("missing", "AllowanceCharge/ChargeIndicator")
        vat = (entry.get("category"), percent(entry.get("percent")))
        result.append(Adjustment(size if _is_charge(entry) else -size, vat))
    return result


def percent(value: str | None) -> str | None:
    """`25.00` and `25` are one rate."""
    if value is None or "." not in value:
        return value
    return value.rstrip("0").rstrip(".")


def line_vat(line: Found) -> VatKey:
    """A line's VAT category: ClassifiedTaxCategory in EN 16931, the subtotal under scheme 63 in OIOUBL."""
    if "category" in line:
        return line["category"], percent(line.get("percent"))
    for total in line.get("taxes", ()):
        for subtotal in total.get("subtotals", ()):
            if subtotal.get("scheme", VAT_SCHEME) in (VAT_SCHEME, "VAT"):
                return subtotal.get("category"), percent(subtotal.get("percent"))
    return None, None


def header_net(found: Found, form: Format) -> int:
    """The net total the header itself states.

    EN 16931: TaxExclusiveAmount (BR-CO-13). OIOUBL 2.x: LineExtensionAmount less allowances plus charges, since
    TaxExclusiveAmount is the tax there (F-INV127).
    """
    if not form.oioubl:
        return amount(found, "tax_exclusive", "LegalMonetaryTotal/TaxExclusiveAmount")
    lines_total = amount(found, "lines_total", "LegalMonetaryTotal/LineExtensionAmount")
    stated = [adjustment.ore for adjustment in adjustments(found)]
    down = -sum(size for size in stated if size < 0)
    up = sum(size for size in stated if size > 0)
    if "allowance_total" in found:
        down = optional(found, "allowance_total", "LegalMonetaryTotal/AllowanceTotalAmount")
    if "charge_total" in found:
        up = optional(found, "charge_total", "LegalMonetaryTotal/ChargeTotalAmount")
    return lines_total - down + up


def check_header(found: Found, form: Format, lines_ore: int, adjusted: Sequence[Adjustment]) -> None:
    """Raise Refused("arith") where the document and its own header differ by more than the tolerance.

    EN 16931 BR-CO-10 (Σ lines), BR-CO-13 (net total); OIOUBL F-INV126 (Σ lines without free ones) and
    TaxInclusiveAmount = lines + tax + charges − allowances, each ±1.00.
    """
    tolerance = form.tolerance_ore
    stated = amount(found, "lines_total", "LegalMonetaryTotal/LineExtensionAmount")
    _agree("Σ LineExtensionAmount", lines_ore, "LegalMonetaryTotal/LineExtensionAmount", stated, tolerance)
    net = lines_ore + sum(adjustment.ore for adjustment in adjusted)
    _agree("Σ lines − allowances + charges", net, "net total", header_net(found, form), tolerance)
    if form.oioubl and "tax_inclusive" in found:
        tax = sum(optional(total, "amount", "TaxTotal/TaxAmount") for total in found.get("taxes", ()))
        rounding = optional(found, "payable_rounding", "PayableRoundingAmount")
        inclusive = amount(found, "tax_inclusive", "LegalMonetaryTotal/TaxInclusiveAmount")
        allowed = tolerance + abs(rounding)
        _agree("net total + tax", net + tax, "LegalMonetaryTotal/TaxInclusiveAmount", inclusive, allowed)


def _agree(what: str, own: int, where: str, stated: int, tolerance: int) -> None:
    if abs(own - stated) > tolerance:
        raise Refused("arith", f"{what} = {own / 100:.2f}, {where} = {stated / 100:.2f}")


def check_line(line: Found, form: Format, line_ore: int) -> bool:
    """Whether the line amount is price × quantity to the øre; Refused("arith") beyond the format's tolerance.

    OIOUBL F-INV340/343/348: price × quantity, × OrderableUnitFactorRate or ÷ BaseQuantity, line allowances not
    counted. EN 16931 (PEPPOL-EN16931-R120): price × quantity ÷ base + line charges − line allowances.
    Lines without price or quantity are not checked.
    """
    if "price" not in line or "quantity" not in line:
        return True
    try:
        expected = decimal(line["price"]) * decimal(line["quantity"])
        base = line.get("base_quantity")
        if base is not None and base not in _ONE and (divisor := decimal(base)) > 0:
            expected /= divisor
        if form.oioubl:
            factor = line.get("factor")
            if factor is not None and factor not in _ONE:
                expected *= decimal(factor)
        else:
            for entry in line.get("allowances", ()):
                size = decimal(entry.get("amount", "0"))
                expected += size if _is_charge(entry) else -size
    except AmountError as error:
        raise Refused("amount", f"line {line.get('line_no')}: {str(error)[:40]!r}") from None
    difference = abs(expected * 100 - line_ore)
    if difference < _HALF:
        return True
    if form.line_tolerance_ore is not None and difference > form.line_tolerance_ore:
        raise Refused(
            "arith",
            f"line {line.get('line_no')}: {line['price']} × {line['quantity']}"
            f" differs from LineExtensionAmount {line['amount']} by {difference / 100:.2f}",
        )
    return False


def _is_charge(entry: Found) -> bool:
    return str(entry.get("is_charge", "")).lower() in ("true", "1")


@dataclass(frozen=True, slots=True)
class Apportioned:
    """`net`: each line with its part of the adjustments; `unallocated`: what could not be spread, by category."""

    net: list[int]
    unallocated: list[Adjustment]


def apportion(raw: Sequence[int], vat: Sequence[VatKey], adjusted: Sequence[Adjustment]) -> Apportioned:
    """Spread one net adjustment per VAT category over the lines of that category, pro rata to their amounts.

    Largest remainder, so that Σ net + Σ unallocated = Σ raw + Σ adjustments exactly. Where a category has no
    lines, or its lines are of mixed sign or nothing, the adjustment stands on a line of its own
    (docs/decisions/0005; EN 16931 gives BG-20/21 a VAT category but no line).
    """
    net = list(raw)
    unallocated = []
    for key, size in _net_by_category(vat, adjusted).items():
        if size == 0:
            continue
        places = [i for i, line in enumerate(vat) if line == key]
        try:
            parts = spread(size, [raw[i] for i in places])
        except ValueError:
            unallocated.append(Adjustment(size, key))
            continue
        for i, part in zip(places, parts, strict=True):
            net[i] += part
    return Apportioned(net, unallocated)


def _net_by_category(vat: Sequence[VatKey], adjusted: Sequence[Adjustment]) -> dict[VatKey, int]:
    """One net adjustment per category of the lines; an adjustment without rate or category joins the only one."""
    known = list(dict.fromkeys(vat))
    by_category: dict[VatKey, int] = {}
    for adjustment in adjusted:
        fits = [key for key in known if key == adjustment.vat]
        if not fits:
            name = adjustment.vat[0]
            fits = [key for key in known if (name is None or key[0] == name) and None in (adjustment.vat[1], key[1])]
        key = fits[0] if len(fits) == 1 else adjustment.vat
        by_category[key] = by_category.get(key, 0) + adjustment.ore
    return by_category


def excise(found: Found) -> int:
    """Duties in TaxTotal under another scheme than VAT (OIOUBL): outside the net, shown apart."""
    total = 0
    for entry in found.get("taxes", ()):
        for subtotal in entry.get("subtotals", ()):
            if subtotal.get("scheme", VAT_SCHEME) not in (VAT_SCHEME, "VAT"):
                total += optional(subtotal, "amount", "TaxSubtotal/TaxAmount")
    return total
