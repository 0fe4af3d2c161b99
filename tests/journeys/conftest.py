"""The site as people meet it: the demonstration network, served with its worker, in a real Chromium.

The network is built once, also where several processes test. `site` is for journeys that only look; `own_site` is a
module's own copy, for those that change something. FLOK_JOURNEYS names a folder to keep the built network in between
runs (nothing in it is renewed when the code changes).
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from flok.project.settings import STATIC_ROOT

CHROMIUM = next((p for p in map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser")) if p.exists()), None)
_FLOK = [sys.executable, "-m", "flok.cli"]
_LINES = "400"
_PATIENCE = 90  # seconds for a site to open on a busy machine


@dataclass(frozen=True)
class Site:
    """`sessions`: a session's key by address; `addresses`: the path of each route that needs words (furnishing)."""

    folder: Path
    base: str
    sessions: dict[str, str]
    addresses: dict[str, str]

    def run(self, program: str) -> str:
        """What a Python program prints that runs with this site's data, Django made ready."""
        ready = f"from flok.cli._serve import set_up\nset_up()\n{program}"
        done = subprocess.run(
            [sys.executable, "-c", ready], env=_told(self.folder), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration network, built and furnished."""
    if CHROMIUM is None:
        pytest.skip("no Chromium in /usr/bin (Debian: apt-get install chromium)")
    if not (STATIC_ROOT / "staticfiles.json").exists():
        pytest.fail("the static files are not gathered: make setup")
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = Path(os.environ.get("FLOK_JOURNEYS", shared / "journeys"))
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "furnished.json").exists():
            _build(folder)
    return folder


def _build(folder: Path) -> None:
    network = folder / "network"
    shutil.rmtree(network, ignore_errors=True)
    build = [*_FLOK, "demo", "--folder", str(network), "--lines", _LINES, "--build-only"]
    subprocess.run(build, env=_clean(), check=True)
    furnishing = [sys.executable, "-m", "tests.journeys.furnishing"]
    root = Path(__file__).parents[2]
    found = subprocess.run(furnishing, cwd=root, env=_told(network), stdout=subprocess.PIPE, check=True).stdout
    (folder / "furnished.json").write_bytes(found)


def _clean() -> dict[str, str]:
    """The environment without what the tests' own settings put in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FLOK_", "DATABASE_URL"))}
    return {**kept, "DJANGO_SETTINGS_MODULE": "flok.project.settings"}


def _told(folder: Path) -> dict[str, str]:
    return {**_clean(), "FLOK_DATA": str(folder), "FLOK_DEMONSTRATION": "1"}


@contextmanager
def serving(built: Path, folder: Path) -> Iterator[Site]:
    """A copy of the built network in `folder`, opened on a free port with its worker; ended by its id."""
    shutil.copytree(built / "network", folder)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    process = subprocess.Popen([*_FLOK, "serve", "--port", str(port), "--threads", "4"], env=_told(folder))
    try:
        base = f"http://127.0.0.1:{port}"
        _wait_for(f"{base}/hjaelp/", process)
        yield Site(folder, base, **json.loads((built / "furnished.json").read_text(encoding="utf-8")))
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < _PATIENCE:
        assert process.poll() is None, "the site ended"
        try:
            urlopen(address).close()
        except HTTPError:
            raise
        except (URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the site did not open")


@pytest.fixture(scope="session")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """For journeys that only look."""
    with serving(built, tmp_path_factory.mktemp("site") / "data") as opened:
        yield opened


@pytest.fixture(scope="module")
def own_site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """For journeys that change something: nobody else is on it."""
    with serving(built, tmp_path_factory.mktemp("site") / "data") as opened:
        yield opened


@pytest.fixture(scope="module")
def playwright_here(built: Path) -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright_here: Playwright) -> Iterator[Browser]:
    arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
    opened = playwright_here.chromium.launch(executable_path=CHROMIUM, args=arguments)
    yield opened
    opened.close()


Enter = Callable[..., BrowserContext]


@pytest.fixture
def enter(browser: Browser) -> Iterator[Enter]:
    """enter(site, email, **how): a browser of somebody's own, signed in where an address is given."""
    opened: list[BrowserContext] = []

    def entered(site: Site, email: str | None = None, **how: Any) -> BrowserContext:
        context = browser.new_context(base_url=site.base, locale="da-DK", timezone_id="Europe/Copenhagen", **how)
        context.set_default_timeout(30_000)
        opened.append(context)
        if email:
            context.add_cookies([{"name": "sessionid", "value": site.sessions[email], "url": site.base}])
        return context

    yield entered
    for context in opened:
        context.close()
