"""Cells of exported CSV files that no spreadsheet will take for a formula (OWASP ASVS 5.0, 1.2.10)."""

from __future__ import annotations

import re

_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_NEGATIVE = re.compile(r"-(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:[.,][0-9]+)?", re.ASCII)


def neutral(cell: str) -> str:
    """The cell with `'` before it where it begins like a formula; a negative number stays a number.

    >>> neutral("=1+1"), neutral("-12,50"), neutral("-1+cmd|' /C calc'!A0")
    ("'=1+1", '-12,50', "'-1+cmd|' /C calc'!A0")
    """
    if _NEGATIVE.fullmatch(cell):
        return cell
    return f"'{cell}" if cell.startswith(_STARTS) or cell.lstrip(" \u00a0").startswith(_STARTS) else cell
