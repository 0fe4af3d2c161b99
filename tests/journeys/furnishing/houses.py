"""Whom somebody represents."""

from __future__ import annotations

from typing import Any


def house_of(person: Any) -> Any:
    """The one organisation they represent now."""
    return person.representations.select_related("organisation").get(until=None).organisation
