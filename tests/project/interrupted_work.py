"""A task for tests that writes down when it begins and when it ends, and takes as long as the first line says."""

from __future__ import annotations

import time
from pathlib import Path

from django_tasks import task


@task()
def slow(log: str) -> None:
    """Slow while the file `<log>.slow` is there."""
    with Path(log).open("a", encoding="ascii") as file:
        file.write("begun\n")
    while Path(log + ".slow").exists():
        time.sleep(0.05)
    with Path(log).open("a", encoding="ascii") as file:
        file.write("ended\n")
