"""Where the outside sample documents are, when they are.

They may not be handed on with Flok, so they lie in a folder of their own beside the repository's parent; the
environment variable FLOK_SAMPLE_DOCUMENTS names another. Tests that need them are skipped without them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data" / "e-invoices"
_FOLDER = Path(os.environ.get("FLOK_SAMPLE_DOCUMENTS") or _BESIDE)

SAMPLES: Path | None = _FOLDER if _FOLDER.is_dir() else None

needs_samples = pytest.mark.skipif(
    SAMPLES is None, reason=f"no sample documents in {_FOLDER}; set FLOK_SAMPLE_DOCUMENTS to their folder"
)
