"""Reading what was handed in, in the worker: into the store, or as a list beside it."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
from django.db import DatabaseError

from flok.apps.members.models import Organisation
from flok.apps.purchases import files, queries
from flok.apps.purchases.models import Delivery, Kind
from flok.apps.purchases.rules import TABLES
from flok.domain import spend
from flok.domain.labels import labelling
from flok.domain.spend.tables import Rates

logger = logging.getLogger("flok")
PROCESSES = 2
MOST_TOGETHER = 400  # single documents that are read in one go
MOST_PROBLEMS = 200
Tell = Callable[[int, int], None]


class Unread(Exception):  # noqa: N818 - it is an answer, not a fault
    """Nothing could be read, for a reason that is not the file's own or is the file's as a whole."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class Stopped(Exception):  # noqa: N818 - it is an answer, not a fault
    """What is being read is not to be read after all; nothing of it is published."""


def context_of(organisation: Organisation, folder: Path) -> spend.ReadContext:
    """Whose purchases they are: documents to other CVR numbers, or to no unit of ours, are left out."""
    return spend.ReadContext(
        buyer_ids=frozenset({organisation.cvr}),
        unit_ids=frozenset(queries.unit_names(organisation)),
        secret=spend.secret_of(folder),
        rates=_rates(),
    )


def _rates() -> Rates:
    """All rates handed in together; of two for one day the newest list's."""
    together: dict[str, dict[Any, Any]] = {}
    for one in queries.lists_in_force():
        if one.kind == Kind.RATES:
            rates, _problems = spend.read_rates(files.received_file(one.organisation, one.file))
            for currency, days in rates.by_currency.items():
                together.setdefault(currency, {}).update(days)
    return Rates({currency: sorted(days.items()) for currency, days in together.items()})


def together(waiting: Sequence[Delivery]) -> list[Delivery]:
    """What is read next in one go: single documents together, anything else alone, and so what was cut short before."""
    first, *rest = waiting
    if _is_alone(first):
        return [first]
    group = [first]
    for one in rest:
        if _is_alone(one) or len(group) == MOST_TOGETHER:
            break
        group.append(one)
    return group


def _is_alone(delivery: Delivery) -> bool:
    return delivery.ending != "xml" or delivery.attempts > 1


def read_purchases(folder: Path, context: spend.ReadContext, group: Sequence[Delivery], tell: Tell) -> spend.Published:
    """Read files of one mapping into the store at `folder`. Raises Unread, and whatever `tell` raises."""
    paths = [files.received_file(one.organisation, one.file) for one in group]
    mapping = mapping_of(group[0])
    with in_words(), spend.engine(threads=PROCESSES) as engine:
        return spend.read_into(engine, folder, paths, context, mapping=mapping, processes=PROCESSES, progress=tell)


def read_again(
    folder: Path, context: spend.ReadContext, kept: Sequence[Delivery], tell: Tell
) -> tuple[spend.Published, dict[Any, int]]:
    """Read all that stays into an empty store, in the order it was read before: (the store, again by delivery)."""
    store = spend.published(folder)
    again: dict[Any, int] = {}
    for _key, listed in groupby(kept, key=_read_with):
        group = list(listed)
        store = read_purchases(folder, context, group, tell)
        again |= again_of(group, store)
    return store, again


def again_of(group: Sequence[Delivery], store: spend.Published) -> dict[Any, int]:
    """How many documents of a file read alone had been read before; of several together that cannot be told."""
    one = group[0]
    if len(group) > 1:
        return {}
    return {one.pk: one.again if one.in_store and one.tally else store.read_before}


def _read_with(one: Delivery) -> str:
    """Files that can be read in one go have the same."""
    return one.mapping or (str(one.pk) if one.ending in TABLES else "")


def mapping_of(delivery: Delivery) -> spend.Mapping | None:
    """What a person has said of an export's columns."""
    if not delivery.mapping:
        return None
    with tempfile.NamedTemporaryFile(suffix=".toml") as file:
        file.write(delivery.mapping.encode())
        file.flush()
        return spend.read_mapping(Path(file.name))


def read_list(delivery: Delivery, context: spend.ReadContext) -> tuple[int, list[list[Any]]]:
    """(what the list holds, its problems as [row, code, detail]). Raises Unread where it holds nothing at all."""
    path = files.received_file(delivery.organisation, delivery.file)
    with in_words():
        if delivery.kind == Kind.CATALOGUE:
            changes, unread = spend.read_catalogues([path], context, labelling)
            problems: list[list[Any]] = [[0, one.code, _within(one.source, one.detail)] for one in unread]
            count = len(changes)
        else:
            rows, left_out = _READERS[delivery.kind](path)
            problems = [[one.row, one.code, one.detail] for one in left_out]
            count = sum(map(len, rows.by_currency.values())) if isinstance(rows, Rates) else len(rows)
    if not count:
        code, detail = (problems[0][1], problems[0][2]) if problems else ("empty", "")
        raise Unread(code, detail)
    return count, problems


_READERS: dict[str, Callable[[Path], Any]] = {
    Kind.CONTRACTS: spend.read_contracts,
    Kind.UNITS: spend.read_units,
    Kind.LABELS: spend.read_label_list,
    Kind.RATES: spend.read_rates,
}


def _within(source: str, detail: str | None) -> str:
    return " · ".join(filter(None, (source.partition("!/")[2], detail)))


class in_words:  # noqa: N801 - used in a `with`
    """What stops a reading as Unread; faults of ours are logged."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, spend.Refused):
            raise Unread(error.code, error.detail or "") from None
        if isinstance(error, BrokenProcessPool | MemoryError):
            raise Unread("crashed") from error
        if (error is not None and files.is_full(error)) or (isinstance(error, duckdb.Error) and "space" in str(error)):
            raise Unread("disk") from error
        if isinstance(error, Exception) and not isinstance(error, Unread | Stopped | DatabaseError):
            logger.exception("could not read", exc_info=error)
            raise Unread("fault") from error
