"""The network this installation is for: names, conditions and contacts, from network.toml in the data folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


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
    """`conditions`: the association's conditions for membership, each as (Danish, English)."""

    name: str = "Flok"
    association: str = "foreningen"
    purpose_da: str = ""
    purpose_en: str = ""
    audience_da: str = ""
    audience_en: str = ""
    frame_da: str = ""
    frame_en: str = ""
    works_on: tuple[tuple[str, str], ...] = ()
    conditions: tuple[tuple[str, str], ...] = ()
    contacts: tuple[Contact, ...] = field(default=())
    fictional: bool = False


def network(written: Mapping[str, Any]) -> Network:
    """network.toml as a Network. Raises ValueError naming a word that has no meaning there."""
    known = set(Network.__dataclass_fields__)
    if unknown := sorted(set(written) - known):
        raise ValueError(f"network.toml: ukendt / unknown: {', '.join(unknown)}")
    given = dict(written)
    for name in ("works_on", "conditions"):
        if name in given:
            given[name] = tuple((one["da"], one["en"]) for one in given[name])
    if "contacts" in given:
        given["contacts"] = tuple(Contact(**one) for one in given["contacts"])
    return Network(**given)
