"""The machine, the data folder and the files an operator writes: read without starting Django."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flok.project.network import network

from ._finding import Finding, fault, ok, warning

_LITTLE, _TOO_LITTLE = 5_000_000_000, 500_000_000  # bytes
_WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)  # no clock that is right shows less


def before() -> list[Finding]:
    """Each finding, in the order an operator would mend them."""
    folder = Path(os.environ.get("FLOK_DATA", "data")).absolute()
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _python, _clock, lambda: _folder(folder), lambda: _secret_key(folder / "secret_key"),
        lambda: _network(folder / "network.toml"), _own_sign_in,
    )  # fmt: skip
    return [finding for check in checks for finding in check()]


def _python() -> Iterator[Finding]:
    here = ".".join(map(str, sys.version_info[:3]))
    tried = sys.version_info[:2] == (3, 11)
    yield (ok if tried else warning)(
        f"Python {here}" + ("" if tried else "; Flok er afprøvet med 3.11"),
        f"Python {here}" + ("" if tried else "; Flok has been tried with 3.11"),
    )


def _clock() -> Iterator[Finding]:
    try:
        here = datetime.now(ZoneInfo("Europe/Copenhagen"))
    except ZoneInfoNotFoundError:
        yield fault(
            "Tidszonen Europe/Copenhagen mangler; installér tzdata",
            "The time zone Europe/Copenhagen is missing; install tzdata",
        )
        return
    if here < _WRITTEN:
        yield fault(f"Uret viser {here:%Y-%m-%d %H:%M}; stil det", f"The clock shows {here:%Y-%m-%d %H:%M}; set it")
    else:
        yield ok(f"Uret viser {here:%Y-%m-%d %H:%M} dansk tid", f"The clock shows {here:%Y-%m-%d %H:%M} Danish time")


def _folder(folder: Path) -> Iterator[Finding]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        why = error.strerror or type(error).__name__
        yield fault(
            f"Datamappen {folder} kan ikke skrives ({why}); ret FLOK_DATA eller mappens rettigheder",
            f"The data folder {folder} cannot be written ({why}); correct FLOK_DATA or the folder's permissions",
        )
        return
    yield ok(f"Datamappen {folder} kan skrives", f"The data folder {folder} can be written")
    yield room(shutil.disk_usage(folder).free)
    if (folder / "restore-unfinished").exists():
        yield fault(
            "En genskabelse blev afbrudt, så filer og database er måske ikke fra samme tid. "
            "Kør flok restore FIL --replace igen",
            "A restore was interrupted, so files and database may not be of the same time. "
            "Run flok restore FILE --replace again",
        )


def room(free: int) -> Finding:
    """How much room (bytes) there is left on the disk."""
    shown = f"{free / 1e9:.1f} GB"
    if free < _TOO_LITTLE:
        return fault(f"Der er kun {shown} ledig på disken; gør plads", f"The disk has only {shown} left; make room")
    if free < _LITTLE:
        return warning(f"Der er {shown} ledig på disken", f"The disk has {shown} left")
    return ok(f"Der er {shown} ledig på disken", f"The disk has {shown} left")


def _secret_key(path: Path) -> Iterator[Finding]:
    if not path.exists():
        yield ok("Nøglen laves ved første start", "The key is made at the first start")
    elif path.stat().st_mode & 0o077:
        yield fault(f"Andre kan læse {path}; kør: chmod 600 {path}", f"Others can read {path}; run: chmod 600 {path}")
    elif len(path.read_bytes().strip()) < 50:
        yield fault(
            f"{path} er beskadiget; hent den fra en sikkerhedskopi, eller slet den (alle logges ud)",
            f"{path} is damaged; take it from a backup, or remove it (everyone is signed out)",
        )
    else:
        yield ok("Nøglen kan kun læses af os", "The key can be read by us only")


def _network(path: Path) -> Iterator[Finding]:
    if not path.exists():
        yield warning(
            f"{path} mangler, så netværket har ikke navn, vilkår og kontakter (docs/guides/operations.md)",
            f"{path} is missing, so the network has no name, conditions and contacts (docs/guides/operations.md)",
        )
        return
    try:
        found = network(tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError, KeyError, OSError) as error:
        yield fault(f"{path} kan ikke læses: {error}", f"{path} cannot be read: {error}")
    else:
        yield ok(f"Netværket hedder {found.name}", f"The network is called {found.name}")


def _own_sign_in() -> Iterator[Finding]:
    if not (name := os.environ.get("FLOK_OIDC", "")):
        return
    path = Path(name)
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8"))["organisation"]
        lacking = [key for one in listed for key in ("cvr", "name", "address", "client_id", "secret") if key not in one]
        if lacking:
            raise ValueError(f"[[organisation]]: {', '.join(sorted(set(lacking)))}")
    except (ValueError, TypeError, KeyError, OSError) as error:
        yield fault(f"FLOK_OIDC, {path}: kan ikke læses ({error})", f"FLOK_OIDC, {path}: cannot be read ({error})")
        return
    if path.stat().st_mode & 0o077:
        yield warning(f"Andre kan læse {path}; kør: chmod 600 {path}", f"Others can read {path}; run: chmod 600 {path}")
    yield ok(f"{len(listed)} organisationer har eget login", f"{len(listed)} organisations have their own sign-in")
