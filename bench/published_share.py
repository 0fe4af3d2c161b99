"""What a page costs with a million lines: the published share beside hand-written SQL over the lines themselves.

CPU milliseconds, the best of several; the peer's connection is open and its definition is one rule on the lines'
certificates, so it does less than the share does.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from bench.result import WORK, Result, peak_mb
from bench.share_data import lines
from flok.domain import spend
from flok.domain.labels import Register, resolve

LINE_COUNT = 1_000_000
TIMES = 9
DEFINITIONS = ("official-ecolabel", "labelled-turnover", "agreement-level")
SHARE = WORK / "published-share"
PEER_RULE = """CASE WHEN certificates = '[["SVANEN","NA","NA"]]' THEN 0 ELSE 1 END"""


def run() -> list[Result]:
    done = subprocess.run([sys.executable, "-m", "bench.published_share"], capture_output=True, text=True, check=True)
    published = json.loads(done.stdout)
    share = spend.published_share(SHARE)
    assert share is not None
    name, store, labelling = DEFINITIONS[0], _store(), partial(resolve, Register.load())
    unit = spend.selection_groups(share, name, "unit", order="size", limit=1)["groups"][0]["key"]
    of_unit = spend.selection_groups(share, name, "supplier", {"unit": unit}, order="size", limit=1)
    supplier = of_unit["groups"][0]["key"]
    line_id = spend.selection_lines(share, name, {"unit": unit}, limit=1)["lines"][0]["line_id"]
    with duckdb.connect(config={"threads": 1, "memory_limit": "256MB"}) as connection:
        connection.execute("SET enable_progress_bar = false; SET parquet_metadata_cache = true")
        connection.execute(f"CREATE VIEW lines AS SELECT *, {PEER_RULE} AS rule FROM read_parquet('{store.lines[0]}')")

        def sql(text: str, *given: object) -> Callable[[], object]:
            return lambda: connection.execute(text, given).fetchall()

        sums = "rule, sum(dkk_ore), count(*) FROM lines"
        pages: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
            ("front page", _front, sql(f"SELECT strftime(issue_date, '%Y-%m'), {sums} GROUP BY ALL")),
            (
                "all pieces of the Andel page",
                partial(_andel, name),
                sql(f"SELECT strftime(issue_date, '%Y-%m'), {sums} GROUP BY ALL"),
            ),
            (
                "suppliers of a unit",
                partial(spend.selection_groups, share, name, "supplier", {"unit": unit}),
                sql(f"SELECT supplier_id, {sums} WHERE unit_id = ? GROUP BY ALL", unit),
            ),
            (
                "units, of everything",
                partial(spend.selection_groups, share, name, "unit"),
                sql(f"SELECT unit_id, {sums} GROUP BY ALL"),
            ),
            (
                "suppliers, of everything",
                partial(spend.selection_groups, share, name, "supplier"),
                sql(f"SELECT supplier_id, {sums} GROUP BY ALL"),
            ),
            (
                "lines of a unit",
                partial(spend.selection_lines, share, name, {"unit": unit}),
                sql("SELECT * FROM lines WHERE unit_id = ? ORDER BY abs(dkk_ore) DESC LIMIT 50", unit),
            ),
            (
                "lines of a unit and supplier",
                partial(spend.selection_lines, share, name, {"unit": unit, "supplier": supplier}),
                sql(
                    "SELECT * FROM lines WHERE unit_id = ? AND supplier_id = ? ORDER BY abs(dkk_ore) DESC LIMIT 50",
                    unit,
                    supplier,
                ),
            ),
            (
                "a line's story",
                partial(spend.line_story, share, store, line_id, labelling),
                sql("SELECT * FROM lines WHERE line_id = ?", line_id),
            ),
        ]
        results = []
        for title, own, peer in pages:
            own_ms, peer_ms = _cpu_ms(own), _cpu_ms(peer)
            results.append(Result(f"share of 1 M lines: {title}", own_ms, "SQL over lines", peer_ms, "CPU ms", "<= 1"))
            if "Andel" in title:
                results.append(Result(f"share of 1 M lines: {title}", own_ms, "the limit", 100.0, "CPU ms", "<= 1"))
    results.append(Result("publishing 1 M lines", published["seconds"], "the limit", 60.0, "s", "<= 1"))
    results.append(
        Result("publishing 1 M lines, memory it takes", published["memory"], "the limit", 500.0, "MB", "<= 1")
    )
    return results


def _front() -> spend.PublishedShare:
    """The sentence, the definitions side by side, over time, and the largest of each dimension."""
    share = spend.published_share(SHARE)
    assert share is not None
    assert share.overview["definitions"][0]["largest"]["supplier"]["gap"]
    return share


def _andel(definition: str) -> None:
    """The front page, with a page of the groups behind the gap, of what is not known, and of documents not counted."""
    share = _front()
    spend.selection_groups(share, definition, "category")
    spend.selection_groups(share, definition, "supplier", order="unknown")
    spend.documents_by_code(share)


def _cpu_ms(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(TIMES):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best * 1000


def _store() -> spend.Published:
    """The first million of the lines of the other suite, and their documents."""
    return spend.Published((WORK / "published-share-documents.parquet",), (lines(LINE_COUNT, 1)[0],), number=1)


def _publish() -> dict[str, Any]:
    from bench.share_one import contracts, statements

    register = Register.load()
    shipped = {one.id: one for one in spend.shipped_definitions(register.labels, register.groups)}
    store = _store()
    _write_documents(store.lines[0], store.documents[0])
    listed = [
        spend.Contract(number, number, supplier, start, end, (prefix,) if prefix else (), (), green, "rolle", start)
        for number, supplier, start, end, prefix, green in contracts()
    ]
    sources = spend.Sources(list(statements()), listed)
    question = spend.Question([shipped[name] for name in DEFINITIONS], partial(resolve, register), sources)
    before, start = peak_mb(), time.perf_counter()
    with spend.engine() as engine:
        spend.publish_share(engine, store, SHARE, question)
    return {"seconds": time.perf_counter() - start, "memory": peak_mb() - before}


def _write_documents(line_file: Path, path: Path) -> None:
    """Counted documents that agree with the lines."""
    texts = "CAST(NULL AS VARCHAR)"
    own = {
        "document_id": "document_id", "source": "any_value(source)", "sequence": "row_number() OVER ()",
        "status": "'counted'", "number": "any_value(number)", "kind": "any_value(kind)", "currency": "'DKK'",
        "issue_date": "any_value(issue_date)", "line_count": "count(*)",
    }  # fmt: skip
    own |= dict.fromkeys(("source_ore", "counted_ore", "dkk_ore"), "CAST(sum(net_ore) AS BIGINT)")
    own |= dict.fromkeys(("rounding_ore", "excise_ore"), "CAST(0 AS BIGINT)")
    columns = ", ".join(f"{own.get(name, texts)} AS {name}" for name in spend.DOCUMENTS.names)
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        found: pa.Table = connection.sql(
            f"SELECT {columns} FROM read_parquet('{line_file}') GROUP BY document_id"
        ).to_arrow_table()
    pq.write_table(found.cast(spend.DOCUMENTS), path)


if __name__ == "__main__":
    print(json.dumps(_publish()))
