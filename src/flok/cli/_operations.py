"""`flok backup`, `verify`, `restore`, `doctor` and `invite-coordinator`: what whoever runs a site needs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from flok.project.backup import Manifest

from ._inputs import Stop, in_words
from ._serve import prepare, set_up

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=_FILE)
def backup(file: Path) -> None:
    """Write the whole installation to FILE: database, files, secret keys. The site may run meanwhile.

    FILE is a new zip, readable by its owner only. Keep it as safe as the site itself.
    """
    set_up()
    from flok.project import backup as archives

    with in_words():
        try:
            manifest = archives.back_up(file)
        except archives.RefusedError as refused:
            raise Stop(str(refused)) from None
    _tell_of(file, manifest)


@click.command()
@click.argument("file", type=_FILE)
def verify(file: Path) -> None:
    """Check that each byte of the backup FILE is as it was made. Nothing is changed.

    Exit status 0 where it is, 1 where something in it is damaged, 2 where it cannot be opened.
    """
    set_up()
    from flok.project import backup as archives

    with in_words():
        try:
            manifest, faults = archives.verify(file)
        except archives.RefusedError as refused:
            raise Stop(str(refused)) from None
    for fault in faults:
        click.echo(str(fault), err=True)
    if faults:
        sys.exit(1)
    _tell_of(file, manifest)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--replace", is_flag=True, help="Replace what the installation holds. It is gone afterwards.")
def restore(file: Path, replace: bool) -> None:
    """Make this installation equal to the one FILE is a backup of. Stop the site first.

    The database may be another kind than the backup came from. All is put in, or nothing.
    """
    prepare()
    from flok.project import backup as archives

    with in_words():
        try:
            manifest = archives.restore(file, replace=replace)
        except archives.RefusedError as refused:
            raise Stop(str(refused)) from None
    _tell_of(file, manifest)


def _tell_of(file: Path, manifest: Manifest) -> None:
    rows = sum(about["rows"] for about in manifest.tables.values())
    files = sum(1 for name in manifest.entries if name.startswith("files/"))
    click.echo(f"{file}: Flok {manifest.flok}, {manifest.made}, {rows} rækker / rows, {files} filer / files")
