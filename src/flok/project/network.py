"""The network this installation is for: names, conditions and contacts, from network.toml in the data folder.

```toml
name = "Tænketanken …"
association = "Foreningen …"
purpose_da = "…"                       # paragraphs are parted by an empty line; also purpose_en, and so on
works_on = [{ da = "…", en = "…" }]
conditions = [{ da = "…", en = "…" }]

[[contacts]]
role_da = "…"
role_en = "…"
name = "…"
mail = "…"
phone = "…"                            # may be left out, as may all the rest
```
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

_PAIRS = ("works_on", "conditions")


@dataclass(frozen=True, slots=True)
class Contact:
    """Who to write to. `mail` is shown so that it cannot be harvested."""

    role_da: str
    role_en: str
    name: str
    mail: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """`association` runs the network, and answers for the personal data kept here.

    `conditions`: the association's conditions for membership, each as (Danish, English). `categories_da`: where
    questions about product categories go. `contacts`: the first is who to write to where only one can be shown.
    `accessibility_statement`: its address at was.digst.dk, once it is published there.
    """

    name: str = "Flok"
    association: str = "foreningen"
    cvr: str = ""
    address: str = ""
    purpose_da: str = ""
    purpose_en: str = ""
    audience_da: str = ""
    audience_en: str = ""
    frame_da: str = ""
    frame_en: str = ""
    categories_da: str = ""
    categories_en: str = ""
    works_on: tuple[tuple[str, str], ...] = ()
    conditions: tuple[tuple[str, str], ...] = ()
    contacts: tuple[Contact, ...] = ()
    accessibility_statement: str = ""
    fictional: bool = False


def network(written: Mapping[str, Any]) -> Network:
    """network.toml as a Network. Raises ValueError naming a word that has no meaning there, or is missing."""
    known = set(Network.__dataclass_fields__)
    if unknown := sorted(set(written) - known):
        raise ValueError(f"network.toml: ukendt / unknown: {', '.join(unknown)}")
    given = dict(written)
    for name in _PAIRS:
        if name in given:
            given[name] = tuple(_pair(name, one) for one in given[name])
    if "contacts" in given:
        given["contacts"] = tuple(_contact(one) for one in given["contacts"])
    for field in fields(Network):
        wanted = bool if field.name == "fictional" else tuple if field.name in (*_PAIRS, "contacts") else str
        if not isinstance(given.get(field.name, field.default), wanted):
            raise ValueError(f"network.toml: {field.name} skal være / must be {_WORDS[wanted]}")
    return Network(**given)


_WORDS: dict[type, str] = {bool: "true/false", tuple: "[…]", str: '"…"'}


def _pair(name: str, one: Any) -> tuple[str, str]:
    if not isinstance(one, dict) or set(one) != {"da", "en"}:
        raise ValueError(f"network.toml: {name} skal være / must be [{{ da = …, en = … }}, …]")
    return str(one["da"]), str(one["en"])


def _contact(one: Any) -> Contact:
    try:
        return Contact(**one)
    except TypeError:
        names = ", ".join(field.name for field in fields(Contact))
        raise ValueError(f"network.toml: contacts skal have / must have {names}") from None


def to_toml(wanted: Network) -> str:
    """The file that `network` reads as the same Network."""
    lines, contacts = [], []
    for field in fields(Network):
        value = getattr(wanted, field.name)
        if value == field.default:
            continue
        if field.name in _PAIRS:
            pairs = "".join(f"  {{ da = {_text(da)}, en = {_text(en)} }},\n" for da, en in value)
            lines.append(f"{field.name} = [\n{pairs}]")
        elif field.name == "contacts":
            for one in value:
                words = [f"{part.name} = {_text(getattr(one, part.name))}" for part in fields(Contact)]
                contacts.append("\n".join(["", "[[contacts]]", *words]))
        else:
            lines.append(f"{field.name} = {str(value).lower() if isinstance(value, bool) else _text(value)}")
    return "\n".join([*lines, *contacts]) + "\n"


def _text(text: str) -> str:
    """A basic string of TOML; JSON writes the same but for DEL (https://toml.io/en/v1.0.0#string)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
