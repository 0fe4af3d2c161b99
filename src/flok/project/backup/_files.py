"""The files of the data folder, as they all were at one moment, while the site runs.

Files are linked into a folder of the backup's own, which takes no room and no time; what the site does to its files
(new ones, others in their place, gone ones) does not reach the links. Whether anything happened meanwhile is seen by
looking before and after.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

OWN = ("backup-", "restored-", "replaced-")  # folders of backup and restore themselves
UNFINISHED = "restore-unfinished"  # there while a restore moves files and commits; left by one that was killed
_LEFT_OUT = {"incoming", "mails", "search", "workers", UNFINISHED}  # search: made anew from its rows
_DATABASE = "flok.sqlite3"

Seen = dict[str, tuple[int, int, int]]


def belongs(name: str) -> bool:
    """Whether what stands in the data folder under this name is backed up: not the database, which has its own way."""
    return name not in _LEFT_OUT and not name.startswith((*OWN, _DATABASE)) and _is_settled(name)


def _is_settled(name: str) -> bool:
    return not name.endswith((".tmp", ".lock")) and name != "staging"


def look(folder: Path) -> Seen:
    """Each file by its path from the folder, with what tells it from one in its place: inode, size, time of change.

    Of a file being received only the inode: it grows, and whoever sends it carries on from where it ends.
    """
    found: Seen = {}
    for path, status in _walk(folder, folder):
        growing = "incoming" in Path(path).parts
        found[path] = (status.st_ino, 0 if growing else status.st_size, 0 if growing else status.st_mtime_ns)
    return found


def _walk(root: Path, folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if not (belongs(entry.name) if folder == root else _is_settled(entry.name)) or entry.is_symlink():
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(root, Path(entry.path))
            elif entry.is_file(follow_symlinks=False):
                yield os.path.relpath(entry.path, root), Path(entry.path).stat()  # entry.stat() may be an older look
        except FileNotFoundError:
            continue


def link(folder: Path, seen: Seen, into: Path) -> bool:
    """Link the files of `seen` into another folder; False where one is gone meanwhile."""
    shutil.rmtree(into, ignore_errors=True)
    for path in seen:
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(folder / path, target)
        except FileNotFoundError:
            return False
        except OSError:  # a file system without links
            shutil.copy2(folder / path, target)
    return True
