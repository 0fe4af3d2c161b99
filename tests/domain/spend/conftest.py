"""Both engines, each started once for the whole run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flok.domain import spend

# The tests' tables are small: compiling code for them, and planning for many cores, takes longer than the work.
_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_SMALL = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
}


@pytest.fixture(scope="session")
def duckdb() -> Iterator[spend.Engine]:
    """For tests that ask hundreds of times, and for what no engine has a part in."""
    with spend.engine("duckdb", threads=1) as running:
        yield running


@pytest.fixture(scope="session")
def spark() -> Iterator[spend.Engine]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", _JAVA)
        with spend.engine("spark") as running:
            session = running.connection._session
            for key, value in _SMALL.items():
                session.conf.set(key, value)
            yield running
            session.stop()


@pytest.fixture(scope="session", params=["duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def engine(request: pytest.FixtureRequest) -> spend.Engine:
    """The same test on DuckDB and on Spark: what is written once must mean the same in both."""
    running: spend.Engine = request.getfixturevalue(request.param)
    return running
