"""Whose rows are seen: nothing without a scope, and few places that look across organisations, each with its reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection
from django_scopes.exceptions import ScopeError

import flok
from flok.apps.members.models import Unit
from flok.apps.members.scoping import across_organisations, in_the_network, inside
from tests.apps import leaks
from tests.apps.worlds import new_organisation

SOURCE = Path(flok.__path__[0])
ACROSS = {
    "apps/knowledge/search/_gathering.py": "the worker asks which texts there are, by key alone",
    "apps/knowledge/search/_indexing.py": "the worker makes the index hold what the texts of all say",
    "apps/knowledge/search/tasks.py": "the worker looks for files that wait, by id alone",
    "apps/members/actions/_personal_data.py": "a person's own data lie with every organisation they have acted for",
    "apps/purchases/handed_in.py": "the same, for files handed in",
    "apps/purchases/tasks.py": "the worker looks for what waits in any organisation, by id alone",
    "apps/share/personal_data.py": "the same, for what was decided",
    "apps/share/tasks.py": "the same, for shares and trials",
    "project/backup/_back_up.py": "a backup is of the whole installation",
    "project/backup/_restore.py": "and so is what is restored",
}
BY_HAND = {
    "domain/spend/_selection_files.py": "DuckDB over an organisation's own Parquet files",
    "apps/members/walls.py": "makes the second wall and tells it who is asking",
    "apps/share/comparing.py": "a lock, without rows",
    "project/backup/_back_up.py": "begins the snapshot",
    "project/backup/_restore.py": "settings of the transaction and the order of numbers",
    "project/backup/_rows.py": "rows of all tables, for the backup",
    "project/doctor/_database.py": "asks the database about itself",
}


def _files_with(pattern: str) -> set[str]:
    found = {path for path in SOURCE.rglob("*.py") if re.search(pattern, path.read_text(encoding="utf-8"))}
    return {str(path.relative_to(SOURCE)) for path in found} - {"apps/members/scoping.py"}


def test_who_looks_across_organisations_stands_in_the_list() -> None:
    assert _files_with(r"across_organisations\(\)") == set(ACROSS)


def test_only_the_backup_goes_round_the_scopes() -> None:
    assert _files_with(r"scopes_disabled|_base_manager|\.raw\(") == {
        "project/backup/_restore.py",
        "project/backup/_rows.py",
    }


def test_who_writes_sql_by_hand_stands_in_the_list() -> None:
    assert _files_with(r"\.cursor\(") == set(BY_HAND)


@pytest.mark.django_db
@pytest.mark.parametrize("model", leaks.owned_models(), ids=lambda model: model.__name__)
def test_a_query_without_a_scope_raises(model: type) -> None:
    with pytest.raises(ScopeError):
        model.objects.count()


@pytest.mark.django_db
def test_inside_one_organisation_only_its_rows_are_seen() -> None:
    one, other = new_organisation("En (opdigtet)"), new_organisation("En anden (opdigtet)")
    for organisation, gln in ((one, "9520000000003"), (other, "9520000000010")):
        with inside(organisation):
            Unit.objects.create(organisation=organisation, gln=gln, name="Enhed")
    with inside(one):
        assert [unit.gln for unit in Unit.objects.all()] == ["9520000000003"]
        with inside(other):
            assert [unit.gln for unit in Unit.objects.all()] == ["9520000000010"]
        assert [unit.gln for unit in Unit.objects.all()] == ["9520000000003"]
    with across_organisations():
        assert Unit.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="row-level security is PostgreSQL's")
def test_every_owned_table_has_its_policy() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policies p ON p.tablename = c.relname"
            " WHERE c.relrowsecurity AND c.relforcerowsecurity AND p.policyname = 'own_organisation'"
        )
        assert {row[0] for row in cursor.fetchall()} == {model._meta.db_table for model in leaks.owned_models()}


@pytest.mark.django_db
def test_a_leader_who_represents_no_member_has_no_rows_of_any_organisation() -> None:
    organisation = new_organisation("En (opdigtet)")
    with inside(organisation):
        Unit.objects.create(organisation=organisation, gln="9520000000003", name="Enhed")
    with in_the_network():
        assert list(Unit.objects.all()) == []
