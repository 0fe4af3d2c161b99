"""Short papers (headings, sentences, points, tables) as PDF/UA, as DOCX to work on in, and as plain text."""

from __future__ import annotations

from ._content import PaperLike
from ._docx import docx
from ._pdf import pdf
from ._text import text

__all__ = ["PaperLike", "docx", "pdf", "text"]
