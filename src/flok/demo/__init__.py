"""A fictional municipality's year of e-invoices, written as real documents, and builders for single ones."""

from flok.demo._truth import Odd, Truth
from flok.demo.documents import (
    BUYER,
    EXEMPT,
    REVERSE,
    STANDARD,
    SUPPLIER,
    ZERO,
    Adjustment,
    Attachment,
    Certificate,
    Document,
    Line,
    Party,
)
from flok.demo.many import write_documents
from flok.demo.oioubl import oioubl_invoice, oioubl_line_ore, oioubl_net_ore, oioubl_totals
from flok.demo.peppol import peppol_invoice, peppol_line_ore, peppol_net_ore, peppol_totals
from flok.demo.year import write_year

__all__ = [
    "BUYER",
    "EXEMPT",
    "REVERSE",
    "STANDARD",
    "SUPPLIER",
    "ZERO",
    "Adjustment",
    "Attachment",
    "Certificate",
    "Document",
    "Line",
    "Odd",
    "Party",
    "Truth",
    "oioubl_invoice",
    "oioubl_line_ore",
    "oioubl_net_ore",
    "oioubl_totals",
    "peppol_invoice",
    "peppol_line_ore",
    "peppol_net_ore",
    "peppol_totals",
    "write_documents",
    "write_year",
]
