"""The worker, killed for real: no work and no mail is lost, nor work done by two."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import postgresql
from tests.project import installations
from tests.project.installations import Installation

_ASK = "import django; django.setup()\n"
_TASKS = _ASK + (
    "import json\nfrom django_tasks_db.models import DBTaskResult\n"
    "print(json.dumps([[t.status, len(t.worker_ids)] for t in DBTaskResult.objects.order_by('enqueued_at')]))"
)
_LETTERS = _ASK + (
    "from flok.apps.notices.models import Letter\nprint(','.join(Letter.objects.values_list('state', flat=True)))"
)


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.1)


def ended(worker: subprocess.Popen[str], by: signal.Signals) -> int:
    worker.send_signal(by)
    worker.communicate(timeout=60)
    return worker.returncode


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    server: postgresql.Server | None = None
    if request.param == "postgresql":
        server = request.getfixturevalue("server")
    made = installations.new(tmp_path / "data", server)
    made.migrate()
    return made


def test_a_killed_workers_task_is_taken_up_and_mails_leave_beside_a_long_one(
    site: Installation, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    slow = Path(f"{log}.slow")
    slow.touch()
    site.python(_ASK + f"from tests.project.interrupted_work import slow; slow.enqueue({str(log)!r})")
    site.python(
        _ASK + "from django.utils import timezone\nfrom flok.apps.notices.actions import post\n"
        "post('modtager@flok.example', 'Emne', 'Tekst', language='da', now=timezone.now())"
    )
    workers: list[subprocess.Popen[str]] = []
    try:
        workers.append(site.start("work"))
        until(log.exists)
        until(lambda: site.python(_LETTERS).strip() == "sent")  # while the task is still running
        assert len(list((site.data / "mails").iterdir())) == 1
        ended(workers[0], signal.SIGKILL)
        assert json.loads(site.python(_TASKS)) == [["RUNNING", 1]]
        workers.append(site.start("work"))  # alone: it sees at its start that nobody is at work any more
        until(lambda: log.read_text() == "begun\nbegun\n")
        workers.append(site.start("work"))  # a third leaves alone what a living one is at
        until(lambda: len(list((site.data / "workers").glob("*.lock"))) >= 2)
        time.sleep(1)
        assert json.loads(site.python(_TASKS)) == [["RUNNING", 2]]
        slow.unlink()
        until(lambda: json.loads(site.python(_TASKS)) == [["SUCCESSFUL", 2]])
        assert log.read_text() == "begun\nbegun\nended\n"
        assert [ended(worker, signal.SIGTERM) for worker in workers[1:]] == [0, 0]
        assert list((site.data / "workers").glob("*.lock")) == []
    finally:
        for worker in workers:
            if worker.poll() is None:
                worker.kill()
                worker.communicate()
