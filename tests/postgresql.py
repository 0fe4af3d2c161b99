"""A PostgreSQL server of the tests' own, in a temporary folder, on a socket only."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

BINARIES = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/lib/postgresql"))  # the newest there is


@dataclass(frozen=True, slots=True)
class Server:
    folder: Path
    url: str


def start() -> Server:
    """Start a server whose role `flok` is an ordinary one (row-level security does not bind superusers)."""
    folder = Path(tempfile.mkdtemp(prefix="flokpg", dir="/tmp"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    _run(
        "initdb",
        "-D",
        f"{folder}/data",
        "-U",
        "owner",
        "--auth=trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
        folder=folder,
    )
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off"
    _run("pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options, "start", folder=folder)
    for statement in ("CREATE ROLE flok LOGIN CREATEDB NOSUPERUSER", "CREATE DATABASE flok OWNER flok"):
        _run("psql", "-h", str(folder), "-U", "owner", "-d", "postgres", "-qc", statement, folder=folder)
    return Server(folder, f"postgresql://flok@/flok?host={folder}")


def stop(server: Server) -> None:
    _run("pg_ctl", "-D", f"{server.folder}/data", "-m", "immediate", "stop", folder=server.folder)
    shutil.rmtree(server.folder, ignore_errors=True)


def _run(program: str, *arguments: str, folder: Path) -> None:
    """As the system's own user where we are root: PostgreSQL refuses to run as root."""
    as_other = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "env", f"HOME={folder}"]
    command = [str(BINARIES / program), *arguments]
    subprocess.run(
        [*(as_other if os.getuid() == 0 else []), *command], check=True, stdout=subprocess.DEVNULL, cwd=folder
    )
