"""The second wall: on PostgreSQL the database itself shows an organisation's rows only inside that organisation.

Row-level security with FORCE, so that it also binds the tables' owner (not a superuser: `flok doctor` says so).
Source: https://www.postgresql.org/docs/15/ddl-rowsecurity.html . Without a setting no row is seen and none written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import AppConfig, apps
from django.db import connection, models

EVERYONE = "everyone"
SETTING = "flok.organisation"
POLICY = "own_organisation"
SHARED = "shown_to_others"


def owned_tables() -> list[str]:
    """The tables of all models that belong to an organisation."""
    from flok.apps.members.scoping import Owned

    return _tables(Owned)


def ringed_tables() -> list[str]:
    """Those of them whose rows an organisation may show to others."""
    from flok.apps.members.scoping import Ringed

    return _tables(Ringed)


def _tables(kind: type[models.Model]) -> list[str]:
    return sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, kind))


def build(sender: AppConfig, **_: Any) -> None:
    """After each migration: every table of an Owned model that is there has its policy."""
    if connection.vendor != "postgresql":
        return
    there = set(connection.introspection.table_names())
    seen = f"current_setting('{SETTING}', true)"
    own = f"{seen} = '{EVERYONE}' OR organisation_id = NULLIF(NULLIF({seen}, ''), '{EVERYONE}')::uuid"
    with connection.cursor() as cursor:
        for table in owned_tables():
            if table in there:
                cursor.execute(
                    f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;'
                    f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;'
                    f'DROP POLICY IF EXISTS {POLICY} ON "{table}";'
                    f'CREATE POLICY {POLICY} ON "{table}" USING ({own}) WITH CHECK ({own});'
                )
        for table in ringed_tables():
            if table in there:
                cursor.execute(
                    f'DROP POLICY IF EXISTS {SHARED} ON "{table}";'
                    f'CREATE POLICY {SHARED} ON "{table}" FOR SELECT'
                    f" USING (ring <> 'organisation' AND NULLIF({seen}, '') IS NOT NULL);"
                )


@contextmanager
def let_through(organisation: str) -> Iterator[None]:
    """Tell the database whose rows may be seen; afterwards what held before holds again."""
    if connection.vendor != "postgresql":
        yield
        return
    before = _tell(organisation)
    try:
        yield
    finally:
        if not _broken():  # a transaction that failed is rolled back, and the setting with it
            _tell(before)


def _tell(organisation: str) -> str:
    """Set whose rows may be seen, for this connection; returns what was set before."""
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting(%s, true), ''), set_config(%s, %s, false)",
            (SETTING, SETTING, organisation),
        )
        return str(cursor.fetchone()[0])


def _broken() -> bool:
    from psycopg.pq import TransactionStatus

    raw = connection.connection
    return raw is None or raw.closed or raw.info.transaction_status == TransactionStatus.INERROR
