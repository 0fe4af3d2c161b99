"""The database: there, this version's, whole, and with its walls up."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection

from flok.apps.members import walls
from flok.project.backup import _rows

from ._finding import Finding, fault, ok

_NAMED = 3


def database() -> Iterator[Finding]:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        why = str(error).partition("\n")[0]
        yield fault(
            f"Databasen kan ikke nås ({why}); ret DATABASE_URL, eller start den",
            f"The database cannot be reached ({why}); correct DATABASE_URL, or start it",
        )
        return
    yield from _schema()
    yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()


def _schema() -> Iterator[Finding]:
    applied, known = _rows.applied_migrations(), _rows.known_migrations()
    missing = [f"{app}.{name}" for app, names in known.items() for name in names if name not in applied.get(app, [])]
    strange = [f"{app}.{name}" for app, names in applied.items() for name in names if name not in known.get(app, [])]
    if strange:
        named = ", ".join(strange[:_NAMED])
        yield fault(
            f"Databasen er fra en nyere Flok ({named}); brug den, eller genskab en sikkerhedskopi",
            f"The database is a newer Flok's ({named}); use that one, or restore a backup",
        )
    elif missing:
        yield fault(
            f"Databasen er ikke bragt ajour ({len(missing)} trin, først {missing[0]}); flok serve gør det ved start",
            f"The database is not up to date ({len(missing)} steps, first {missing[0]}); flok serve does it at start",
        )
    elif settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        yield fault(
            "Tabellen til fælles mellemlager mangler; flok serve laver den ved start",
            "The table of the shared cache is missing; flok serve makes it at start",
        )
    else:
        yield ok("Databasen passer til denne version", "The database is this version's")


def _sqlite() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        try:
            cursor.execute("PRAGMA journal_mode")
            mode = cursor.fetchone()[0]
            cursor.execute("PRAGMA integrity_check(3)")
            said = [str(row[0]) for row in cursor.fetchall()]
            cursor.execute("PRAGMA foreign_key_check")
            said += [f"{row[0]} {row[1]}" for row in cursor.fetchmany(_NAMED)]
        except DatabaseError as error:
            mode, said = "wal", [str(error)]
    if said != ["ok"]:
        why = "; ".join(one for one in said if one != "ok")[:200]
        yield fault(
            f"Databasen er beskadiget ({why}); genskab en sikkerhedskopi",
            f"The database is damaged ({why}); restore a backup",
        )
    elif mode != "wal":
        yield fault(
            f"SQLite arbejder som {mode}, ikke WAL; datamappen skal ligge på en lokal disk",
            f"SQLite works as {mode}, not WAL; the data folder must be on a local disk",
        )
    else:
        yield ok("SQLite: hel, WAL", "SQLite: whole, WAL")


def _postgresql() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        role, passes = cursor.fetchone()
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relname = ANY(%s)"
            " AND c.relnamespace = current_schema::regnamespace"
            " AND c.relrowsecurity AND c.relforcerowsecurity"
            " AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = %s)"
            " AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname <> %s"
            " AND NOT (p.polname = %s AND c.relname = ANY(%s)))",
            [walls.owned_tables(), walls.POLICY, walls.POLICY, walls.SHARED, walls.ringed_tables()],
        )
        walled = {row[0] for row in cursor.fetchall()}
        cursor.execute("SHOW server_encoding")
        encoding = cursor.fetchone()[0]
    if passes:
        yield fault(
            f"Rollen {role} er superbruger eller går uden om rækkesikkerheden; brug en almindelig rolle",
            f"The role {role} is a superuser or passes by row-level security; use an ordinary role",
        )
    if open_ones := sorted(set(walls.owned_tables()) - walled):
        named = ", ".join(open_ones[:_NAMED])
        yield fault(
            f"Rækkesikkerheden mangler på {named}; flok serve sætter den ved start",
            f"Row-level security is missing on {named}; flok serve puts it up at start",
        )
    if encoding != "UTF8":
        yield fault(f"Databasen er {encoding}; lav den med UTF8", f"The database is {encoding}; make it with UTF8")
    if not passes and not open_ones and encoding == "UTF8":
        yield ok(
            f"PostgreSQL: rækkesikkerhed på {len(walled)} tabeller",
            f"PostgreSQL: row-level security on {len(walled)} tables",
        )
