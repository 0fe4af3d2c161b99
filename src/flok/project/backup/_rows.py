"""The rows of the database as text that belongs to no database: one JSON list a line, columns in the manifest's order.

UUIDs, dates, times and decimals as ISO text, bytes as base64, whole numbers as they are; what stands in a JSON column
is not touched.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.models import BinaryField, Field, JSONField, Model
from django.utils.duration import duration_iso_string

LEFT_OUT = {
    "sessions.session",
    "django_tasks_database.dbtaskresult",
    "notices.beat",
}  # who is signed in, work under way
_LEFT_OUT_APPS = {"auth", "contenttypes"}  # made by migrate, and nothing here points to them
AT_A_TIME = 500


def kept_models() -> dict[str, type[Model]]:
    """The model of each table that is backed up, those between two others too, by the table's name."""
    found = (
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in _LEFT_OUT_APPS
    )
    kept = [model for model in found if model._meta.label_lower not in LEFT_OUT]
    return {model._meta.db_table: model for model in sorted(kept, key=lambda one: one._meta.db_table)}


def emptied_tables() -> list[str]:
    """The tables that are emptied when a backup is put in, beside those it holds."""
    return [apps.get_model(name)._meta.db_table for name in sorted(LEFT_OUT)]


def fields_of(model: type[Model]) -> list[Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def columns_of(model: type[Model]) -> list[str]:
    return [str(field.column) for field in fields_of(model)]


def applied_migrations() -> dict[str, list[str]]:
    """What this database has been through, by app."""
    return _by_app(MigrationLoader(connection).applied_migrations)


def known_migrations() -> dict[str, list[str]]:
    """What this version of Flok, and of what it is built on, would take a database through."""
    return _by_app(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _by_app(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    installed = {config.label for config in apps.get_app_configs()}
    found: dict[str, list[str]] = {}
    for app, name in sorted(pairs):
        if app in installed:
            found.setdefault(app, []).append(name)
    return found


def written_rows(model: type[Model]) -> Iterator[bytes]:
    """Each row as a line, in the order of the primary key. Asks for a transaction and for all organisations' rows."""
    names = [field.attname for field in fields_of(model)]
    is_json = [isinstance(field, JSONField) for field in fields_of(model)]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2_000):
        cells = [cell if json_ else _plain(cell) for cell, json_ in zip(row, is_json, strict=True)]
        yield json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def put_rows(model: type[Model], lines: Iterable[bytes]) -> int:
    """Insert the rows of `lines`, as they were; how many. Raises ValueError for a line that is no row of the table."""
    fields, quoted = fields_of(model), connection.ops.quote_name
    columns = ", ".join(quoted(column) for column in columns_of(model))
    marks = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 - names of ours
    count, batch = 0, []
    with connection.cursor() as cursor:
        for line in lines:
            cells = json.loads(line)
            batch.append([_stored(field, cell) for field, cell in zip(fields, cells, strict=True)])
            count += 1
            if len(batch) == AT_A_TIME:
                cursor.executemany(insert, batch)
                batch = []
        if batch:
            cursor.executemany(insert, batch)
    return count


def count_on(kept: Iterable[type[Model]]) -> None:
    """Let the next numbers the database gives by itself come after those that were put in."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(kept)):
            cursor.execute(statement)


def _plain(cell: Any) -> Any:
    match cell:
        case None | bool() | int() | str() | float():
            return cell
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            return duration_iso_string(cell)
        case UUID() | Decimal():
            return str(cell)
        case bytes() | memoryview():
            return base64.b64encode(bytes(cell)).decode("ascii")
    raise TypeError(f"no text for {type(cell).__name__}")


def _stored(field: Field[Any, Any], cell: Any) -> Any:
    target = field
    while isinstance(target, models.ForeignKey):
        target = target.target_field
    if isinstance(target, BinaryField) and cell is not None:
        cell = base64.b64decode(cell)
    elif not isinstance(target, JSONField):
        cell = target.to_python(cell)
    return field.get_db_prep_save(cell, connection)
