"""How many queries each page takes, page by page in tests/budgets/query_counts.json; a change of it is seen in review.

FLOK_WRITE_BUDGETS=1 writes the file anew. A list may take 8, and a page of one thing (its address
names it) or with a form 10, with those of the frame.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from tests.apps.worlds import Case, World, all_cases, make_world, new_person, signed_in

FILE = Path(__file__).parent.parent / "budgets" / "query_counts.json"
LIST, DETAIL = 8, 10
LEADERS = ("leader", "coordinator")


@pytest.fixture
def clients(db: None) -> tuple[World, dict[str, Client]]:
    world = make_world("A")
    leader = new_person("Koordinator A", world.organisation, is_coordinator=True, is_chair=True)
    return world, {"leader": signed_in(leader), "administrator": signed_in(world.people["administrator"])}


def test_each_page_takes_the_queries_that_are_written_down(clients: tuple[World, dict[str, Client]]) -> None:
    world, by_role = clients
    addresses = {case: reverse(case.route, kwargs=dict(case.kwargs(world))) for case in all_cases() if case.reads}
    found = {case.route: counted(by_role, case, address) for case, address in addresses.items()}
    if os.environ.get("FLOK_WRITE_BUDGETS") == "1":
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
    assert found == json.loads(FILE.read_text())
    most = {case.route: DETAIL if resolve(address).kwargs or case.post else LIST for case, address in addresses.items()}
    assert {name: number for name, number in found.items() if number > most[name]} == {}


def counted(by_role: dict[str, Client], case: Case, address: str) -> int:
    """Queries of the second time it is asked, since the first fills what a process keeps."""
    client = by_role["leader" if case.level in LEADERS else "administrator"]
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
            if response.streaming:
                b"".join(response)  # type: ignore[arg-type]
    assert response.status_code in case.statuses, (case.route, response.status_code)
    return sum(is_question(one["sql"]) for one in queries.captured_queries)


def is_question(sql: str) -> bool:
    """Whether it is a query, not the frame of a transaction or the wall of the other database."""
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    return not sql.startswith(frame) and "current_setting(" not in sql and "set_config(" not in sql
