"""`flok serve` and `flok work`: the site, and the worker beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import click

_RESTART_AFTER = 2.0  # seconds between the end of a worker and the next


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Requests at once per process."
)
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
@click.option("--worker/--no-worker", default=True, help="Also run the background worker (flok work).")
def serve(host: str, port: int, threads: int, processes: int, worker: bool) -> None:
    """Open the site, with the background worker beside it. The database is brought up to date first.

    FLOK_DATA names the data folder, DATABASE_URL a PostgreSQL; see docs/guides/operations.md for the others.
    """
    prepare()
    site = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "gunicorn", "flok.project.wsgi", "--bind", f"{host}:{port}", "--workers", str(processes),
         "--worker-class", "gthread", "--threads", str(threads), "--timeout", "120", "--log-level", "warning"]
    )  # fmt: skip
    click.echo(f"Flok: http://{host}:{port}/  (Ctrl-C standser / stops)")
    sys.exit(_until_stopped(site, worker))


def _until_stopped(site: subprocess.Popen[bytes], worker: bool) -> int:
    """Keep the worker going until the site ends or we are told to stop; then both end. Returns the site's status."""
    stopped = False

    def stop(number: int, frame: object) -> None:
        nonlocal stopped
        stopped = True
        site.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    helper = _start_worker() if worker else None
    while site.poll() is None:
        if helper is not None and helper.poll() is not None and not stopped:
            time.sleep(_RESTART_AFTER)
            helper = _start_worker()
        time.sleep(0.2)
    if helper is not None and helper.poll() is None:
        helper.terminate()
        try:
            helper.wait(timeout=20)
        except subprocess.TimeoutExpired:
            helper.kill()
    return 0 if stopped else site.returncode


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "flok.cli", "work"])


@click.command()
def work() -> None:
    """The background worker: reads files, computes shares, sends mails. `flok serve` starts one by itself."""
    set_up()
    from django.core.management import call_command

    from flok.apps.notices.workers import alive

    with alive() as name:
        call_command("db_worker", verbosity=0, interval=0.5, startup_delay=False, reload=False, worker_id=name)


def set_up() -> None:
    """Make Django ready; before that no app may be imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "flok.project.settings")
    import django

    django.setup()


def prepare() -> None:
    """The database as this version wants it."""
    set_up()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
