"""What a page costs: our site beside Django alone, both by gunicorn over the same rows in the same SQLite file.

CPU milliseconds of the serving process for a request of one client that waits for each answer; the two take turns.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench import published_share
from bench.result import WORK, Result

DATA = WORK / "site"
REQUESTS, WARM, ROUNDS = 100, 20, 4
LIST, DETAIL, ANDEL = 2.7, 6.0, 100.0  # times Django alone, twice; CPU milliseconds


@dataclass(frozen=True, slots=True)
class Cost:
    cpu_ms: float
    per_second: float


def run() -> list[Result]:
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(parents=True)
    if not published_share.SHARE.exists():
        subprocess.run([sys.executable, "-m", "bench.published_share"], stdout=subprocess.DEVNULL, check=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FLOK_", "DATABASE_"))}
    environment["FLOK_DATA"] = str(DATA)
    command = [sys.executable, "-m", "bench.site_data", str(published_share.SHARE)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    site = json.loads(done.stdout)
    bare = {
        "DJANGO_SETTINGS_MODULE": "bench.bare_django.settings",
        "BARE_DATABASE": str(DATA / "flok.sqlite3"),
        "BARE_KEY": site["key"],
    }
    results = []
    with (
        served("flok.project.wsgi", environment) as own,
        served("django.core.wsgi:get_wsgi_application()", environment | bare) as peer,
    ):
        for title, page, most in (
            ("a list of 30 rows", "/filer/", LIST),
            ("a detail", f"/medlemmer/{site['organisation']}/", DETAIL),
        ):
            ours, theirs = turn_about(own, peer, page, site["session"])
            results.append(Result(f"site: {title}", ours.cpu_ms, "Django alone", theirs.cpu_ms, "CPU ms", f"<= {most}"))
            speed = ours.per_second, theirs.per_second
            results.append(Result(f"site: {title}", speed[0], "Django alone", speed[1], "requests/s", "told only"))
        connection = http.client.HTTPConnection("127.0.0.1", own.port, timeout=60)
        assert b"flok-sentence" in _asked(connection, "/andel/", site["session"]), "the share is not there"
        connection.close()
        andel = min(cost(own, "/andel/", site["session"]).cpu_ms for _ in range(ROUNDS))
        results.append(Result("site: Andel over 1 M lines", andel, "the limit", ANDEL, "CPU ms", "<= 1"))
    return results


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    process: psutil.Process  # the one that answers


@contextlib.contextmanager
def served(application: str, environment: dict[str, str]) -> Iterator[Server]:
    """gunicorn with one process of threads, ended with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "1",
         "--worker-class", "gthread", "--threads", "8", "--log-level", "error", "--keep-alive", "30"],
        env=environment, cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    try:
        yield Server(port, _answering(started.pid, port))
    finally:
        started.terminate()
        started.wait()


def _answering(pid: int, port: int) -> psutil.Process:
    """The process that answers, once it does."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            if children := psutil.Process(pid).children():
                return children[0]
        time.sleep(0.1)
    raise TimeoutError(f"no answer on port {port}")


def turn_about(own: Server, peer: Server, page: str, session: str) -> tuple[Cost, Cost]:
    """The least CPU, and the most requests a second, of several rounds in turn."""
    rounds = [(cost(own, page, session), cost(peer, page, session)) for _ in range(ROUNDS)]
    ours, theirs = zip(*rounds, strict=True)
    return _best(ours), _best(theirs)


def _best(costs: tuple[Cost, ...]) -> Cost:
    return Cost(min(one.cpu_ms for one in costs), max(one.per_second for one in costs))


def cost(server: Server, page: str, session: str) -> Cost:
    """Of one page, by a client that keeps its connection and asks again when it has been answered."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for _ in range(WARM):
        _asked(connection, page, session)
    before, start = _cpu(server.process), time.perf_counter()
    for _ in range(REQUESTS):
        _asked(connection, page, session)
    cpu, wall = _cpu(server.process) - before, time.perf_counter() - start
    connection.close()
    return Cost(cpu / REQUESTS * 1000, REQUESTS / wall)


def _asked(connection: http.client.HTTPConnection, page: str, session: str) -> bytes:
    connection.request("GET", page, headers={"Cookie": f"sessionid={session}"})
    response = connection.getresponse()
    content = response.read()
    assert response.status == 200, (page, response.status, content[:500])
    return content


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
