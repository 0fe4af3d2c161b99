"""The answer and the purchase lines as Excel workbooks.

Amounts are kroner with øre as numbers, shares are numbers with a per cent format, texts are always texts: nothing in
a cell can become a formula or a link. The same input gives the same bytes.
"""

from __future__ import annotations

from ._answer import workbook
from ._book import Book, Column
from ._lines import lines_workbook

__all__ = ["Book", "Column", "lines_workbook", "workbook"]
