"""What a network knows, as plain data: no database, no web. Texts are Markdown, where they are not told to be plain."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, TypeAlias

from flok.demo.network import OrganisationType, Text

Kind: TypeAlias = Literal["case", "measure"]
Phase: TypeAlias = Literal["strategy", "needs", "market_dialogue", "tender", "contract", "behaviour"]
Ring: TypeAlias = Literal["organisation", "theme", "network"]
Result: TypeAlias = Literal["better", "mixed", "nothing", "worse"]


@dataclass(frozen=True, slots=True)
class Theme:
    key: str
    name: Text
    purpose: Text


@dataclass(frozen=True, slots=True)
class Figure:
    """A number said in words, and where it comes from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Use:
    """Something the case has used, by its name: it need not exist in the demonstration."""

    kind: Literal["definition", "study", "label", "obligation", "measure"]
    name: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """`lines` are what its file says: see `flok.demo.presentation.presentation_pdf`."""

    file_name: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """By a colleague (a person's key): a comment, or that they did it too."""

    by: str
    kind: Literal["comment", "also"]
    date: datetime.date
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the author answered when asked so many months after."""

    months: Literal[6, 12]
    state: Literal["holds", "changed", "nothing", "stopped"]
    date: datetime.date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`is_public`: there is a copy outside the network besides. `hours` and `cost_ore` are None where nobody counted.

    `organisation` and `author` are keys in `flok.demo.network.NETWORK`. `permission` and what begins with `works_` are
    plain text.
    """

    key: str
    kind: Kind
    title: str
    theme: str
    phase: Phase
    ring: Ring
    is_public: bool = False
    organisation: str
    author: str
    published: datetime.date
    situation: str
    done: str
    hours: int | None = None
    cost_ore: int | None = None
    permission: str
    happened: str
    result: Result
    not_again: str
    figures: tuple[Figure, ...] = ()
    works_types: tuple[OrganisationType, ...]
    works_size: str
    works_community: str
    works_politics: str
    uses: tuple[Use, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    remarks: tuple[Remark, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """`by` is a person's key. `summary` is plain text."""

    key: str
    title: str
    theme: str
    summary: str
    changed: datetime.date
    by: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A guide of somebody else's, which is real. All plain text."""

    title: str
    publisher: str
    address: str
    theme: str
    checked: datetime.date
    note: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`by` is the key of the person who answered, or a name from outside. Plain text."""

    question: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Action:
    """`owner` is a person's key. `done` is None while it is not. Plain text."""

    text: str
    owner: str
    due: datetime.date
    done: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What came of a meeting besides its decisions, which stand in the meeting. `led_to`: keys of cases."""

    meeting: str
    form: Literal["place", "online", "both"]
    minutes: str
    answers: tuple[Answer, ...]
    actions: tuple[Action, ...]
    led_to: tuple[str, ...]
