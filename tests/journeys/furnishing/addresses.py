"""Paths of routes, by route."""

from __future__ import annotations

from typing import Any


def path(route: str, *args: Any) -> str:
    from django.urls import reverse

    return reverse(route, args=args)


def to(route: str, *args: Any) -> dict[str, str]:
    return {route: path(route, *args)}


def to_each(app: str, names: str, *args: Any) -> dict[str, str]:
    """Of routes that take the same words. `names`: with spaces between."""
    return {f"{app}:{name}": path(f"{app}:{name}", *args) for name in names.split()}
