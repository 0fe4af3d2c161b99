"""What is wrong with an installation, and what to do about it.

`before()` looks at what must be right for Flok to start at all; `within()`, where it has started, at all the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from ._before import before
from ._finding import Finding, Level

__all__ = ["Finding", "Level", "before", "within"]


def within(*, try_mail: bool = False) -> Iterator[Finding]:
    """Each finding. `try_mail`: also connect to the mail server; nothing is sent. Asks for Django to be set up."""
    from ._within import within as look

    yield from look(try_mail=try_mail)
