"""Work on what is not trusted: a child keeps its limits, and its end is told."""

from __future__ import annotations

import signal
import tempfile
from pathlib import Path

import pytest

from flok.kernel import children
from flok.kernel.children import MEGABYTE


def run(tmp_path: Path, program: str, *words: str, memory: int = 200, seconds: int = 5) -> tuple[int | None, bytes]:
    path = tmp_path / "child.py"
    path.write_text(program, encoding="utf-8")
    with tempfile.TemporaryFile() as output:
        code = children.run(path, words, output, memory=memory * MEGABYTE, seconds=seconds)
        output.seek(0)
        return code, output.read()


def test_a_child_is_told_its_words_and_writes_to_the_file(tmp_path: Path) -> None:
    assert run(tmp_path, "import sys; print(*sys.argv[1:], __name__)", "en", "to tre") == (0, b"en to tre __main__\n")


def test_a_child_knows_nothing_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOK_SECRET", "hemmeligt")
    code, said = run(tmp_path, "import os; print(sorted(os.environ))")
    assert (code, b"FLOK" in said) == (0, False)


def test_too_much_memory_is_refused_inside_the_child(tmp_path: Path) -> None:
    program = "try:\n    bytes(400_000_000)\nexcept MemoryError:\n    print('for meget')"
    assert run(tmp_path, program) == (0, b"for meget\n")


def test_a_child_that_never_ends_is_ended(tmp_path: Path) -> None:
    code, _said = run(tmp_path, "while True: pass", seconds=1)
    assert code in (-signal.SIGXCPU, -signal.SIGKILL)
    assert code in children.OVER_LIMIT


def test_a_child_that_waits_for_ever_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "WAIT_SECONDS", 1)
    assert run(tmp_path, "import time; time.sleep(60)")[0] is None


def test_a_child_that_aborts_ends_alone(tmp_path: Path) -> None:
    code, _said = run(tmp_path, "import os; os.abort()")
    assert code == -signal.SIGABRT
    assert code in children.OVER_LIMIT
