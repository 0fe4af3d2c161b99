"""Reading of deliveries, and what the share is computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet, Sum

from flok.apps.members.models import Organisation, Unit
from flok.apps.purchases import files, rules
from flok.apps.purchases.models import (
    LISTS,
    REPLACING,
    UNFINISHED,
    Account,
    Delivery,
    Kind,
    State,
    UncountedDocument,
)
from flok.domain import spend
from flok.domain.labels import labelling


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the invoices. `unit_names`: GLN to name."""

    sources: spend.Sources
    unit_names: Mapping[str, str]


def store_of(organisation: Organisation) -> spend.Published:
    """The organisation's purchase lines as they stand. Raises spend.Refused("corrupt") for a damaged store."""
    return spend.published(files.store_folder(organisation))


def sources_of(organisation: Organisation) -> Known:
    """The lists in force, read from the files handed in: for the worker, since catalogues can be long."""
    context = spend.ReadContext(secret=spend.secret_of(files.store_folder(organisation)))
    lists = lists_in_force()
    changes, _unread = spend.read_catalogues(
        [_path(one) for one in lists if one.kind == Kind.CATALOGUE], context, labelling
    )
    statements = spend.current_statements(changes)
    for one in lists:
        if one.kind == Kind.LABELS:
            items, _problems = spend.read_label_list(_path(one))
            statements.extend(spend.listed_statements(items, labelling, one.name))
    contracts = [
        contract for one in lists if one.kind == Kind.CONTRACTS for contract in spend.read_contracts(_path(one))[0]
    ]
    return Known(spend.Sources(statements, contracts), unit_names(organisation, lists))


def unit_names(organisation: Organisation, lists: list[Delivery] | None = None) -> dict[str, str]:
    """Own units by GLN: those of the membership, and those of the newest list."""
    found = {unit.gln: _unit_name(unit.name, unit.department) for unit in Unit.objects.all()}
    for one in lists_in_force() if lists is None else lists:
        if one.kind == Kind.UNITS:
            found |= {unit.gln: _unit_name(unit.name, unit.department) for unit in spend.read_units(_path(one))[0]}
    return found


def _unit_name(name: str, department: str | None) -> str:
    return " · ".join(filter(None, (name, department)))


def lists_in_force() -> list[Delivery]:
    """The lists that hold now, oldest first: of units and of contracts the newest alone, of the others all."""
    read = list(Delivery.objects.filter(kind__in=LISTS, state=State.READ).order_by("at", "id"))
    newest = {one.kind: one.pk for one in read}
    return [one for one in read if one.kind not in REPLACING or newest[one.kind] == one.pk]


def _path(delivery: Delivery) -> Path:
    return files.received_file(delivery.organisation, delivery.file)


def delivery_of_source(source: str) -> Delivery | None:
    """The delivery that a line or a document came from, by its `source`."""
    letters, _, ending = source.split("!/")[0].partition(".")
    return Delivery.objects.filter(sha256=rules.from_letters(letters), ending=ending).first() if letters else None


def named_source(source: str, delivery: Delivery | None) -> str:
    """A `source` as people know it: the name the file was handed in under, and the place within it."""
    _, mark, within = source.partition("!/")
    return f"{delivery.name}{' › ' if mark else ''}{within}" if delivery else within or source


def deliveries() -> QuerySet[Delivery]:
    """All that was handed in, newest first."""
    return Delivery.objects.select_related("by").defer("preview", "problems", "mapping")


def lists() -> list[Delivery]:
    """What was handed in beside the invoices, newest first."""
    return list(deliveries().filter(kind__in=LISTS))


def kept_bytes() -> int:
    """What the organisation's files take up, those on their way included."""
    return int(Delivery.objects.aggregate(bytes=Sum("size"))["bytes"] or 0)


def is_anything_waiting() -> bool:
    return Delivery.objects.filter(state__in=UNFINISHED).exists()


def account() -> Account | None:
    """The account as the worker last made it."""
    return Account.objects.first()


def uncounted(delivery: Delivery | None = None, code: str = "", status: str = "") -> QuerySet[UncountedDocument]:
    """Documents that do not count, in the order they were read."""
    chosen = Q()
    for name, value in (("delivery", delivery), ("code", code), ("status", status)):
        if value:
            chosen &= Q(**{name: value})
    return UncountedDocument.objects.filter(chosen).select_related("delivery")


def earlier_mapping(delivery: Delivery) -> str:
    """The mapping last given for a table with the same column names; "" for none."""
    same = Delivery.objects.filter(header=delivery.header).exclude(pk=delivery.pk).exclude(mapping="")
    return (same.order_by("-at").values_list("mapping", flat=True).first() or "") if delivery.header else ""


def of_person(person: Any) -> list[dict[str, object]]:
    """What a person has handed in, for their own copy of their data."""
    found = Delivery.objects.filter(by=person).order_by("at").select_related("organisation")
    return [
        {"organisation": one.organisation.name, "name": one.name, "size": one.size, "at": one.at.isoformat()}
        for one in found
    ]
