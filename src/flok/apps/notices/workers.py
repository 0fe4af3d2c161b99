"""Which workers are alive, and the work of those that are not.

A worker holds a lock on a file of its own in the data folder as long as it lives; the operating system lets go of it
whatever way the worker ends. A task that is running for a worker without such a lock was interrupted: it becomes ready
again. Tasks are written so that they carry on or begin anew.
"""

from __future__ import annotations

import fcntl
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import close_old_connections, connection
from django.db.models import F
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from flok.apps.notices.outbox import send_waiting
from flok.apps.notices.schedule import run_due

logger = logging.getLogger("flok")
MOST_ATTEMPTS = 3
KEPT = timedelta(days=14)
_PAUSE = 2.0  # seconds between two looks at the outbox


def _folder() -> Path:
    folder = Path(settings.DATA) / "workers"
    folder.mkdir(exist_ok=True)
    return folder


def living() -> set[str]:
    """The ids of the workers that are alive on this data folder. What dead ones left is swept."""
    found = set()
    for path in _folder().glob("*.lock"):
        with path.open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                found.add(path.stem)
            else:
                path.unlink(missing_ok=True)
    return found


def forget_old_tasks() -> int:
    """Remove tasks that ended a fortnight ago: their arguments may name an address. Returns how many."""
    before = timezone.now() - KEPT
    return DBTaskResult.objects.filter(status__in=("SUCCESSFUL", "FAILED"), finished_at__lt=before).delete()[0]


def free_abandoned() -> int:
    """Make tasks ready again whose worker is dead; one that has ended three workers is given up. Returns how many."""
    alive, count = living(), 0
    for task in DBTaskResult.objects.running():
        if task.worker_ids and task.worker_ids[-1] in alive:
            continue
        given_up = len(task.worker_ids) >= MOST_ATTEMPTS
        mine = DBTaskResult.objects.filter(pk=task.pk, status="RUNNING", started_at=task.started_at)
        if given_up:
            mine.update(status="FAILED", finished_at=timezone.now(), traceback="its workers were ended three times")
        else:
            mine.update(status="READY", started_at=None, run_after=F("enqueued_at"))
        logger.warning("task %s %s after its worker ended", task.task_path, "given up" if given_up else "taken up")
        count += 1
    return count


@contextmanager
def alive() -> Iterator[str]:
    """The id of a new worker, alive until the block or the process ends.

    Beside it, in a thread, run the clock and the post, so that mails leave while a long task runs.
    """
    name = uuid4().hex
    path = _folder() / f"{name}.lock"
    stop = threading.Event()
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        free_abandoned()
        beside = threading.Thread(target=_beat, args=(stop,), name="beat", daemon=True)
        beside.start()
        try:
            yield name
        finally:
            stop.set()
            beside.join(timeout=10)
            path.unlink(missing_ok=True)


def _beat(stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            close_old_connections()
            run_due(timezone.now())
            send_waiting()
        except Exception:
            logger.exception("the worker's clock stumbled")
        stop.wait(_PAUSE)
    connection.close()
