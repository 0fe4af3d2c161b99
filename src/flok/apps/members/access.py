"""Who may open a page. Every view says so by one of these; a view that says nothing is not served."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

from flok.apps.members.models import Person
from flok.apps.members.rules import Viewer


class Request(HttpRequest):
    """What a view is asked with, for annotations: the middleware has added `viewer`, a Viewer (None: not signed in)."""

    user: Person
    viewer: Any


View = TypeVar("View", bound=Callable[..., object])
LEVELS = ("public", "person", "network", "member", "administrator", "leader", "coordinator")


def _at(level: str) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access = level  # type: ignore[attr-defined]  # a mark on the function
        return view

    return mark


public_page = _at("public")  # anyone
person_page = _at("person")  # anyone signed in
network_page = _at("network")  # represents a member, a paused one too, or leads the network
member_page = _at("member")  # represents a member, or a paused one to read
administrator_page = _at("administrator")  # administers the organisation they act for
leader_page = _at("leader")  # chair or coordinator
coordinator_page = _at("coordinator")


def may_open(level: str, viewer: Viewer | None, *, writes: bool) -> bool:
    """Whether `viewer` (None: not signed in) may open a page of this level; `writes`: by a method that changes."""
    if level == "public":
        return True
    if viewer is None:
        return False
    if level == "person":
        return True
    if level == "network":
        return viewer.sees_network
    if level in ("leader", "coordinator"):
        return viewer.is_coordinator or (level == "leader" and viewer.is_chair)
    if viewer.organisation is None or (writes and not viewer.may_write):
        return False
    return level == "member" or viewer.is_administrator
