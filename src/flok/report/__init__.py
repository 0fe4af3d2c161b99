"""How an answer is told, in the terminal, on paper and in pages: words, charts, tables, documents.

All of it works on the answer as plain data (docs/formats/answer.md) and speaks Danish ("da") and English ("en").
"""

from __future__ import annotations

from . import charts, tables, words
from ._csv import csv_text, lines_csv
from ._html import page, write_report
from ._letter import letter
from .charts import CHARTS_CSS
from .paper import pdf
from .sheets import lines_workbook, workbook

__all__ = [
    "CHARTS_CSS",
    "charts",
    "csv_text",
    "letter",
    "lines_csv",
    "lines_workbook",
    "page",
    "pdf",
    "tables",
    "words",
    "workbook",
    "write_report",
]
