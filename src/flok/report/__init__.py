"""How an answer is told, in the terminal, on paper and in pages: words, charts, tables, documents.

All of it works on the answer as plain data (docs/formats/answer.md) and speaks Danish and English.
"""

from __future__ import annotations

from ._html import page, write_report

__all__ = ["page", "write_report"]
