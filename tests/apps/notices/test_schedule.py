from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from flok.apps.notices import schedule
from flok.apps.notices.models import Beat
from flok.apps.notices.queries import last_beat


@pytest.fixture(autouse=True)
def own_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_things", {})


@pytest.mark.django_db
def test_each_thing_once_in_its_period_and_a_fault_does_not_stop_the_next() -> None:
    done: list[str] = []

    def bad() -> None:
        done.append("bad")
        raise RuntimeError

    schedule.every("bad", timedelta(minutes=1), bad)
    schedule.every("good", timedelta(minutes=5), lambda: done.append("good"))
    now = timezone.now()
    assert last_beat() is None
    assert schedule.run_due(now) == ["bad", "good"]
    assert schedule.run_due(now + timedelta(seconds=59)) == []
    assert schedule.run_due(now + timedelta(seconds=60)) == ["bad"]
    assert schedule.run_due(now + timedelta(days=3)) == ["bad", "good"]
    assert done == ["bad", "good", "bad", "bad", "good"]
    assert dict(Beat.objects.values_list("name", "error")) == {"bad": "RuntimeError", "good": ""}
    assert last_beat() is not None


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_do_it_once() -> None:
    done: list[int] = []
    schedule.every("thing", timedelta(minutes=1), lambda: done.append(1))
    now = timezone.now()
    for round_ in range(20):
        barrier = threading.Barrier(4)

        def work(at: int = round_, start: threading.Barrier = barrier) -> None:
            start.wait()
            schedule.run_due(now + timedelta(minutes=at))
            connection.close()

        threads = [threading.Thread(target=work) for _ in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert len(done) == 20
