"""A real LibreOffice, asked to open workbooks, count them anew and save them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed on this machine")


def recalculated(files: Sequence[Path], folder: Path, seconds: int = 240) -> dict[str, Path]:
    """The files as LibreOffice saves them, by name; every formula is counted by it since the files hold no results."""
    into = folder / "saved"
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    told = [str(SOFFICE), profile, "--headless", "--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run(
        [*told, "--outdir", str(into), *map(str, files)], check=True, timeout=seconds, capture_output=True, cwd=folder
    )
    return {each.name: into / each.name for each in files}
