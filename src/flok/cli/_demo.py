"""`flok demo`: a working network to look about in, fictional from end to end."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.console import Console

from ._serve import prepare

_DONE = "demonstration.done"


@click.command()
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default="demo/site", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--lines", type=click.IntRange(100, 2_000_000), help="Purchase lines in each of the three years.")
@click.option("--build-only", is_flag=True, help="Make the network, but do not open the site.")
def demo(folder: Path, port: int, lines: int | None, build_only: bool) -> None:
    """Open a working network with demonstration data on 127.0.0.1: 12 organisations, 40 people, three years' invoices.

    It is made once, in a minute or so; after that it opens at once. Remove the folder to begin again. All of it is
    fictional. With DATABASE_URL it is made in that PostgreSQL database.
    """
    os.environ["FLOK_DATA"] = str(folder.absolute())
    os.environ["FLOK_DEMONSTRATION"] = "1"
    if not (folder / _DONE).exists():
        _build(folder, lines)
    if not build_only:
        os.execv(sys.executable, [sys.executable, "-m", "flok.cli", "serve", "--port", str(port)])  # noqa: S606 - our own


def _build(folder: Path, lines: int | None) -> None:
    """Make the network; may be interrupted and done again."""
    console = Console(stderr=True)
    with console.status("Laver et opdigtet netværk / making a fictional network …") as status:
        prepare()
        from flok.project import demonstration, demonstration_years

        demonstration.fill()

        def tell(name: str) -> None:
            status.update(f"Skriver et opdigtet år / writing a fictional year: {name} …")

        demonstration_years.hand_in_years(tell, lines=lines)
        status.update("Læser e-fakturaer og regner andelen ud / reading e-invoices and computing the share …")
        _work_off()
        demonstration_years.answer_what_is_asked()
        _work_off()
        demonstration_years.release_quarters()
    (folder / _DONE).touch()
    console.print("Netværket er klar / the network is ready.")


def _work_off() -> None:
    """Do what waits for the worker, then stop."""
    from django.core.management import call_command

    from flok.apps.purchases.tasks import carry_on

    carry_on()
    call_command("db_worker", verbosity=0, batch=True, startup_delay=False, reload=False, interval=0)
