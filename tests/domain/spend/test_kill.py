"""A run killed anywhere leaves the store as it was or as it becomes; the next run completes it."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("killing.py")


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    memory = Path("/dev/shm")  # the same system calls, without a slow disk
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        command = [sys.executable, str(SCRIPT), folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=400)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_killed_at_every_change_of_the_disk(found: dict[str, Any]) -> None:
    before, complete = found["before"], found["complete"]
    kills = found["kills"]
    assert len(kills) >= 40
    at_once = [kill[0] for kill in kills]
    switched = at_once.index(complete)
    assert at_once == [before] * switched + [complete] * (len(kills) - switched)
    assert {kill[1] for kill in kills if len(kill) > 1} == {complete}


def test_killed_at_any_time_with_workers(found: dict[str, Any]) -> None:
    """The workers end with the run, so that none of them writes into the next."""
    for status, workers_ended, at_once, finally_ in found["random"]:
        assert status in (0, -9)
        assert workers_ended
        assert at_once in ((found["before"], found["complete"]) if status else (found["complete"],))
        assert finally_ == found["complete"]


def test_disk_full(found: dict[str, Any]) -> None:
    full = 7
    assert found["full"] == [[full, found["before"], found["complete"]]] * 2
