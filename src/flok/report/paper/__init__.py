"""The answer on paper: a PDF that screen readers can read too (PDF/UA-1), set by Typst without a network."""

from __future__ import annotations

from ._pdf import pdf, printable, styled

__all__ = ["pdf", "printable", "styled"]
