from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import postgresql


@pytest.fixture(scope="session")
def server() -> Iterator[postgresql.Server]:
    """A PostgreSQL of these tests' own, whichever database the other tests run on."""
    if not postgresql.BINARIES.exists():
        pytest.skip("no PostgreSQL here")
    found = postgresql.start()
    yield found
    postgresql.stop(found)
