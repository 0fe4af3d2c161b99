"""Fictional bodies' years of e-invoices, written as real documents, and builders for single ones."""

from flok.demo._buyer import Buyer, Unit
from flok.demo._college import COLLEGE
from flok.demo._municipality import TORSTED
from flok.demo._region import REGION
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
    "COLLEGE",
    "EXEMPT",
    "REGION",
    "REVERSE",
    "STANDARD",
    "SUPPLIER",
    "TORSTED",
    "ZERO",
    "Adjustment",
    "Attachment",
    "Buyer",
    "Certificate",
    "Document",
    "Line",
    "Odd",
    "Party",
    "Truth",
    "Unit",
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
