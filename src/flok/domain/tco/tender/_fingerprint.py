"""A fingerprint of everything that decides an award, so that none of it can change unseen."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import asdict
from typing import Any

from ._terms import Tender

SCHEME = "flok-tender-1"


def canonical(tender: Tender) -> bytes:
    """The method and terms as JSON in one possible way: sorted keys, no blanks, shortest digits of each float.

    Danish is left out, as it is of a document that names no language; so those from before there was a choice keep
    their fingerprint, and workbooks handed out then still belong.
    """
    terms = asdict(tender.terms)
    if tender.terms.language == "da":
        del terms["language"]
    told = {"scheme": SCHEME, "study": asdict(tender.method), "terms": terms}
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_written).encode()


def fingerprint(tender: Tender) -> str:
    """SHA-256 of `canonical`, 64 hexadecimal digits.

    It covers parameters, lines, conventions, terms and wording; not alternatives of the needs analysis, uncertainty, or
    what bidders fill in. The same for TOML and JSON, comments and order of keys.

    The language is part of it though it moves no amount: one fingerprint is one workbook, cell by cell, and one wording
    of the method. A translation handed out beside it is another workbook, and is told apart when it comes back.
    """
    return hashlib.sha256(canonical(tender)).hexdigest()


def shown(value: str) -> str:
    """The first 16 digits in fours, for people to compare.

    >>> shown("0123456789abcdef" * 4)
    '0123-4567-89ab-cdef'
    """
    return "-".join(value[i : i + 4] for i in range(0, 16, 4))


def _written(value: object) -> Any:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
