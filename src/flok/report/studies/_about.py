"""What stands on a paper beside the study itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class About:
    """Whose study it is, the number of the version it is kept as, and when the paper was made. lang: da or en."""

    who: str
    version: int
    made: datetime
    lang: str = "da"
