"""Work on a file that is not trusted, in a process of its own with limits set before it begins.

A small crafted file can make any reader ask for hundreds of gigabytes, run for ever or abort: then only the child ends.
`run` starts this very file as a program; it limits itself and then becomes the program asked for, which knows nothing
of Flok and is isolated from the environment (-I).
"""

from __future__ import annotations

import os
import resource
import runpy
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

MEGABYTE = 1 << 20
WAIT_SECONDS = 300
_MOST_OUTPUT = 4 << 30
_PASSED_ON = ("PATH", "LANG", "LD_LIBRARY_PATH")
OVER_LIMIT = frozenset(
    {-signal.SIGABRT, -signal.SIGKILL, -signal.SIGXCPU, -signal.SIGXFSZ, -signal.SIGSEGV, -signal.SIGBUS}
)


def run(program: Path, words: Sequence[str], output: IO[bytes], *, memory: int, seconds: int) -> int | None:
    """Run a Python program with these words, its standard output to a file; its exit code (below 0: the signal).

    `memory` in bytes of address space, `seconds` of processor time. None: it was ended after WAIT_SECONDS.
    """
    command = [sys.executable, "-I", __file__, str(memory), str(seconds), str(program), *words]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and words passed as arguments
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            env={key: value for key, value in os.environ.items() if key in _PASSED_ON},
            timeout=WAIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.returncode


def _become(memory: int, seconds: int, program: str, words: list[str]) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_OUTPUT, _MOST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    sys.argv = [program, *words]
    runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    _become(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:])
