"""Tables: purchase exports, and the lists of units, contracts, labelled items and rates, as CSV or XLSX.

Files are untrusted. CSV is streamed; workbooks are opened in a child process under limits. A file that cannot
be read is Refused, a row that cannot be is answered for by number.
"""

from __future__ import annotations

from flok.domain.spend.tables._context import TableContext
from flok.domain.spend.tables._exports import read_export
from flok.domain.spend.tables._first_rows import first_rows
from flok.domain.spend.tables._lists import (
    Contract,
    ListedItem,
    Unit,
    read_contracts,
    read_label_list,
    read_rates,
    read_units,
)
from flok.domain.spend.tables._mapping import Mapping, read_mapping
from flok.domain.spend.tables._neutral import neutral
from flok.domain.spend.tables._preview import Preview, preview
from flok.domain.spend.tables._rates import Rates
from flok.domain.spend.tables._records import RowProblem

__all__ = [
    "Contract",
    "ListedItem",
    "Mapping",
    "Preview",
    "Rates",
    "RowProblem",
    "TableContext",
    "Unit",
    "first_rows",
    "neutral",
    "preview",
    "read_contracts",
    "read_export",
    "read_label_list",
    "read_mapping",
    "read_rates",
    "read_units",
]
