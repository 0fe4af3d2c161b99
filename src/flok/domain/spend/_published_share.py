"""The published share: an answer and what pages ask of it, in a folder that changes all at once or not at all.

    FOLDER/
      CURRENT          the name of the publication in force; replacing this file publishes
      00007/           one publication, never written to once named
        overview.json    what a front page shows
        answer.json      the whole answer
        *.parquet        what selections, lists and stories are read from

docs/formats/published-share.md describes the files. The publication before the one in force stays, for those who
opened it just before the switch; older ones, and what a run killed on the way left, are removed by the next run.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ._parts import synced
from ._reasons import Refused
from ._store import locked, write_synced

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class PublishedShare:
    """One publication. `overview` is the answer without its long lists (docs/formats/published-share.md).

    Meant for the length of a page's work, not to be kept: two publications later its files are gone.
    """

    folder: Path
    number: int
    overview: dict[str, Any] = field(repr=False)


def published_share(folder: Path) -> PublishedShare | None:
    """The publication in force in `folder`; None where there is none, or one made by another version of Flok.

    Reads one small JSON file. Raises Refused("corrupt") where CURRENT or what it names is missing or damaged.
    """
    for attempt in (1, 2):
        number = _current(folder)
        if number is None:
            return None
        here = folder / _name(number)
        try:
            overview = json.loads((here / "overview.json").read_bytes())
            schema = overview["schema"]
        except FileNotFoundError:
            if attempt == 1 and _current(folder) != number:  # published twice between the two readings
                continue
            raise _damaged(here) from None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            raise _damaged(here) from None
        return PublishedShare(here, number, overview) if schema == SCHEMA else None
    raise _damaged(folder)


def publish_folder(folder: Path, fill: Callable[[Path], dict[str, Any]]) -> PublishedShare:
    """`fill` writes a publication's files into an empty folder and gives its overview; then it is the one in force.

    The overview holds `schema`: SCHEMA.
    One run at a time; a second waits.
    """
    with locked(folder):
        before = _current(folder) or 0
        _sweep(folder, before)
        number = before + 1
        here = folder / _name(number)
        here.mkdir()
        overview = fill(here)
        text = json.dumps(overview, ensure_ascii=False)
        (here / "overview.json").write_text(text, encoding="utf-8")
        for path in (*here.iterdir(), here, folder):
            synced(path)
        write_synced(folder / "CURRENT", here.name)
        _sweep(folder, number)
    return PublishedShare(here, number, json.loads(text))


def _name(number: int) -> str:
    return f"{number:05d}"


def _current(folder: Path) -> int | None:
    path = folder / "CURRENT"
    try:
        return int(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except ValueError:
        raise _damaged(path) from None


def _sweep(folder: Path, current: int) -> None:
    """Remove all publications but the one in force and the one before it."""
    names = {_name(current), _name(current - 1)}
    for path in folder.iterdir():
        if path.is_dir() and path.name.isdecimal() and path.name not in names:
            shutil.rmtree(path)


def _damaged(path: Path) -> Refused:
    return Refused("corrupt", f"den offentliggjorte andel / the published share: {path}")
