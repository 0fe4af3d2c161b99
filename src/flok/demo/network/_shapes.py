"""What a network is made of, as plain data: no database, no web."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from flok.demo._buyer import Buyer

OrganisationType: TypeAlias = Literal[
    "municipality", "region", "state", "university", "self_governing", "utility", "housing"
]
Status: TypeAlias = Literal["applied", "member", "paused", "ended"]
VOLUMES = ("0-50", "50-250", "250-500", "500-1000", "1000-")
"""Bands of purchase volume, million kroner a year."""


@dataclass(frozen=True, slots=True)
class Text:
    """The same in Danish and in English."""

    da: str
    en: str


@dataclass(frozen=True, slots=True)
class Contact:
    role: Text
    name: str
    email: str  # at example.org


@dataclass(frozen=True, slots=True)
class Community:
    """A purchasing community, and what the organisation is in it."""

    name: str
    role: Literal["lead", "follower", "must_use"]


@dataclass(frozen=True, slots=True)
class StatusChange:
    date: datetime.date
    status: Status
    reason: str


@dataclass(frozen=True, slots=True)
class NetworkUnit:
    gln: str
    name: str
    department: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A member, or one that was or wants to be. `compares`: it has opted in to comparison with others."""

    key: str
    name: str
    cvr: str
    type: OrganisationType
    is_contracting_authority: bool = True
    communities: tuple[Community, ...] = ()
    inhabitants: int | None = None
    employees: int
    purchase_volume: str  # one of VOLUMES
    purchasing_fte: Decimal  # full-time equivalents
    political_focus: str
    data_level: Literal["account", "invoice", "item"]
    history: tuple[StatusChange, ...]  # oldest first
    units: tuple[NetworkUnit, ...]
    compares: bool = False

    @property
    def status(self) -> Status:
        return self.history[-1].status

    @property
    def domain(self) -> str:
        """Where its people have their mail; a top-level domain kept for examples (RFC 2606)."""
        return f"{self.key}.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A person's place in an organisation. `until` is None while it lasts."""

    organisation: str
    title: str
    role: Literal["member", "administrator"] = "member"
    since: datetime.date
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`sign_in` is the one-click sign-in the person stands for in the demonstration, None for most."""

    key: str
    name: str
    email: str
    posts: tuple[Post, ...]  # oldest first
    is_chair: bool = False
    is_coordinator: bool = False
    language: Literal["da", "en"] = "da"
    sign_in: Text | None = None

    @property
    def current_posts(self) -> tuple[Post, ...]:
        return tuple(post for post in self.posts if post.until is None)

    @property
    def title(self) -> str:
        """Of the post held now (the first, where there are two)."""
        return (self.current_posts or self.posts)[0].title


@dataclass(frozen=True, slots=True)
class Presenter:
    """A name on a programme. `person` is the key of a member; None for somebody from outside."""

    name: str
    organisation: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    starts: datetime.time
    title: Text
    presenters: tuple[Presenter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """`lines` are what its file says, in Danish: see `flok.demo.presentation.presentation_pdf`."""

    title: Text
    presenter: Presenter
    is_public: bool
    file_name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """`decisions` is empty before the meeting is held."""

    key: str
    date: datetime.date
    starts: datetime.time = datetime.time(10)
    ends: datetime.time = datetime.time(14)
    theme: Text
    purpose: Text
    town: str
    venue: str
    places: int = 30
    programme: tuple[ProgrammeItem, ...]
    presentations: tuple[Presentation, ...] = ()
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A wish to become a member. `decision` is None while it is open; `organisation` a key where there is one."""

    organisation: str | None
    name: str
    cvr: str
    type: OrganisationType | None
    is_contracting_authority: bool
    is_paid_up: bool
    contact_name: str
    contact_email: str
    message: str
    applied: datetime.date
    decision: Literal["rejected"] | None = None
    decided: datetime.date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A share of sustainable purchases wanted by the end of a year, under the definition with this id."""

    organisation: str
    share: Decimal
    year: int
    definition: str
    source: Text


@dataclass(frozen=True, slots=True)
class InvoiceYear:
    """Whose year is written: `write_year(folder, buyer=…, lines=…)`."""

    organisation: str
    buyer: Buyer
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The whole of it. `meetings` are oldest first; the last is the next one."""

    notice: Text
    association: Text
    name: Text
    purpose: tuple[Text, ...]
    for_whom: Text
    frame: Text
    works_on: tuple[Text, ...]
    categories: Text
    conditions: tuple[Text, ...]
    contacts: tuple[Contact, ...]
    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...]
    meetings: tuple[Meeting, ...]
    applications: tuple[Application, ...]
    targets: tuple[Target, ...]
    years: tuple[InvoiceYear, ...]

    def organisation(self, key: str) -> Organisation:
        """KeyError where there is none."""
        return {one.key: one for one in self.organisations}[key]

    def person(self, key: str) -> Person:
        """KeyError where there is none."""
        return {one.key: one for one in self.people}[key]
