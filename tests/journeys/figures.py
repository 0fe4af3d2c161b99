"""What the engine has published, read as it lies in the site's folder: what the pages must agree with."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from flok.domain import spend
from tests.journeys.conftest import Site

TOERSTED = "99000007"


def published(site: Site, cvr: str = TOERSTED) -> dict[str, Any]:
    """The overview of the share in force."""
    share = spend.published_share(_folder(site, cvr) / "share")
    assert share is not None
    overview: dict[str, Any] = json.loads((share.folder / "overview.json").read_bytes())
    return overview


def _folder(site: Site, cvr: str) -> Path:
    with sqlite3.connect(site.folder / "flok.sqlite3") as database:
        (key,) = database.execute("select id from members_organisation where cvr = ?", [cvr]).fetchone()
    return next(one for one in (site.folder / "organisations").iterdir() if one.name.replace("-", "") == key)
