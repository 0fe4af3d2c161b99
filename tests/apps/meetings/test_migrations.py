"""Decisions that stood in a field become points of the minutes, and back; a theme keeps its key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

STARTS = datetime(2024, 6, 4, 8, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_decisions_become_points_and_back() -> None:
    def at(name: str) -> MigrationExecutor:
        executor = MigrationExecutor(connection)
        executor.migrate([("meetings", name)])
        return MigrationExecutor(connection)

    latest = max(name for app, name in MigrationExecutor(connection).loader.graph.nodes if app == "meetings")
    try:
        apps = at("0001_initial").loader.project_state([("meetings", "0001_initial")]).apps
        given = {"theme": "labels", "starts_at": STARTS, "ends_at": STARTS + timedelta(hours=3)}
        meetings = apps.get_model("meetings", "Meeting").objects
        key = meetings.create(decisions="Vi mødes igen.\n\n  I Fiktrup.  \n", **given).pk
        meetings.create(decisions="", **given)
        there = ("meetings", "0004_decisions_are_rows")
        apps = at(there[1]).loader.project_state([there]).apps
        points = apps.get_model("meetings", "Point").objects.order_by("number")
        assert list(points.values_list("meeting", "meeting__theme", "kind", "number", "text", "at")) == [
            (key, "labels", "decision", 1, "Vi mødes igen.", STARTS + timedelta(hours=3)),
            (key, "labels", "decision", 2, "I Fiktrup.", STARTS + timedelta(hours=3)),
        ]
        apps = at("0001_initial").loader.project_state([("meetings", "0001_initial")]).apps
        kept = apps.get_model("meetings", "Meeting").objects.order_by("decisions").values_list("decisions", "theme")
        assert list(kept) == [("", "labels"), ("Vi mødes igen.\nI Fiktrup.", "labels")]
    finally:
        at(latest)
