from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from flok.apps.notices.workers import KEPT, forget_old_tasks


@pytest.mark.django_db
def test_tasks_that_ended_long_ago_are_forgotten_and_no_others() -> None:
    long_ago, lately = timezone.now() - KEPT - timedelta(hours=1), timezone.now() - KEPT + timedelta(hours=1)
    rows = (("SUCCESSFUL", long_ago), ("FAILED", long_ago), ("SUCCESSFUL", lately), ("READY", None))
    for status, ended in rows:
        DBTaskResult.objects.create(
            status=status, finished_at=ended, args_kwargs={"args": [], "kwargs": {}}, task_path="x", backend_name="x"
        )
    assert forget_old_tasks() == 2
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["READY", "SUCCESSFUL"]
