"""Documentation as it is stored: what was asked and what was handed in, as plain data and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from flok.domain import labels

_DAYS = ("needed_on", "contract_end", "valid_until", "looked_up_on")


def as_plain(asked: labels.Asked, proof: labels.Proof) -> dict[str, Any]:
    """As JSON holds it; `from_plain` reads it back to the same."""
    return {"asked": _plain(asdict(asked)), "proof": _plain(asdict(proof))}


def from_plain(plain: Mapping[str, Any]) -> tuple[labels.Asked, labels.Proof]:
    asked, proof = ({**_days(plain[name])} for name in ("asked", "proof"))
    return labels.Asked(**{**asked, "requirements": tuple(asked["requirements"])}), labels.Proof(**proof)


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}


def _days(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value) if name in _DAYS and value is not None else value
        for name, value in fields.items()
    }
