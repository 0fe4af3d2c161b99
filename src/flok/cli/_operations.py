"""`flok backup`, `verify`, `restore`, `doctor` and `invite-coordinator`: what whoever runs a site needs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from flok.project.backup import Manifest
    from flok.project.doctor import Finding

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


@click.command()
@click.option("--mail", is_flag=True, help="Also connect to the mail server. Nothing is sent.")
def doctor(mail: bool) -> None:
    """Say what is wrong with this installation, and what to do about it. Nothing is changed.

    Exit status 0 where all is well, 1 where there are warnings, 2 where there are faults.
    """
    from flok.project import doctor as checks

    worst = 0
    for finding in _looked_at(checks, mail):
        worst = max(worst, finding.level)
        word = ("ok", "ADVARSEL/WARNING", "FEJL/FAULT")[finding.level]
        same = finding.danish == finding.english
        click.echo(f"{word:<17}{finding.danish}" + ("" if same else f"\n{'':<17}{finding.english}"))
    sys.exit(int(worst))


def _looked_at(checks: ModuleType, mail: bool) -> Iterator[Finding]:
    found = checks.before()
    yield from found
    try:
        set_up()
    except Exception as error:
        if all(finding.level < checks.Level.FAULT for finding in found):
            why = f"{type(error).__name__}: {error}".partition("\n")[0]
            yield checks.Finding(checks.Level.FAULT, f"Flok kan ikke starte ({why})", f"Flok cannot start ({why})")
        return
    yield from checks.within(try_mail=mail)


@click.command("invite-coordinator")
@click.argument("mail")
@click.option("--name", required=True, help="The coordinator's full name.")
def invite_coordinator(mail: str, name: str) -> None:
    """Give MAIL the coordinator's role, and print a link for choosing a password.

    This is how the first coordinator of a network comes in. The link holds for a day and works once; send it yourself.
    Someone who has a password keeps it.
    """
    prepare()
    from flok.project.first_coordinator import NotAnAddressError, coordinator

    try:
        link = coordinator(mail, name)
    except NotAnAddressError:
        raise Stop(f"{mail} er ikke en mailadresse\n{mail} is not a mail address") from None
    if link:
        click.echo(
            f"{name} er koordinator og vælger adgangskode her / is coordinator and chooses a password here:\n{link}"
        )
    else:
        click.echo(f"{mail} er nu koordinator og logger ind som før / is now coordinator and signs in as before")
