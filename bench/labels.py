"""Ten million certificate entries to labels, as the share does it, against the bare join with a finished table.

Both read the same Parquet and write, for each line, whether it has a label of either group. The bare join is given
what the engine has to find out: which texts there are, and what each means.
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.result import WORK, Result, turn_about
from flok.domain.labels import Register, labelling
from flok.domain.spend import LINES, engine
from flok.domain.spend._evidence import Asked, _line_labels, resolved_labels

ENTRIES = 10_000_000
DISTINCT = 20_000
RUNS = 5
GROUPS = ("official_ecolabel", "recognised_environmental")
SETTINGS = {"memory_limit": "400MB", "preserve_insertion_order": "false"}

OWN, PEER = WORK / "certificates-own.parquet", WORK / "certificates-peer.parquet"


def run() -> list[Result]:
    files = entries()
    meanings = _meanings(files)
    one, two = turn_about(lambda: resolved(files), lambda: joined(files, meanings), RUNS)
    assert counted(OWN) == counted(PEER), (counted(OWN), counted(PEER))
    name = f"labels, {ENTRIES // 1_000_000} M entries"
    return [Result(name, one, "bare join in DuckDB", two, "s", "<= 1.3")]


def resolved(files: list[Path]) -> None:
    """The entries of each group, by the engine's own way."""
    register = Register.load()
    asked = Asked(tuple(register.group(group) for group in GROUPS), (), ())
    with engine() as running:
        lines = running.table(files, LINES).select("line_id", "certificates")
        table = lines.mutate(evidence_certificates=lines.certificates)
        table = _line_labels(running, table, lines, asked, labelling)
        running.write(table.select("line_id", one=table.labels_0, two=table.labels_1), OWN)


def joined(files: list[Path], meanings: Path) -> None:
    """The same by hand, with what the texts mean known beforehand."""
    with duckdb.connect(config=SETTINGS) as connection:
        connection.execute("SET enable_progress_bar = false")
        found = "line_id, coalesce(one, false) AS one, coalesce(two, false) AS two"
        texts = f"read_parquet('{files[0].parent}/*.parquet') LEFT JOIN '{meanings}' ON certificates = written"
        connection.execute(f"COPY (SELECT {found} FROM {texts}) TO '{PEER}' (FORMAT parquet, COMPRESSION zstd)")


def counted(written: Path) -> tuple[int, ...]:
    """How many lines were found to have a label of each group."""
    counts = pq.read_table(written, columns=["one", "two"])
    return tuple(pc.sum(counts[name]).as_py() for name in counts.column_names)


def entries() -> list[Path]:
    """The certificate column of LINES: every known code and licence numbers beside names; made once."""
    folder = WORK / f"certificates-{ENTRIES}"
    if not folder.exists():
        unfinished = folder.with_suffix(".tmp")
        unfinished.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as connection:
            connection.execute("CREATE TABLE texts (place INTEGER, written VARCHAR)")
            connection.executemany("INSERT INTO texts VALUES (?, ?)", list(enumerate(_texts())))
            made = {"line_id": "printf('%016x-%04d', i // 5, i % 5 + 1) AS line_id"}
            made["certificates"] = "written AS certificates"
            columns = ", ".join(
                made.get(field.name, f"CAST(NULL AS {_type(field)}) AS {field.name}") for field in LINES
            )
            rows = f"SELECT {columns} FROM range({ENTRIES}) t(i) JOIN texts ON place = hash(i) % {DISTINCT}"
            connection.execute(f"COPY ({rows}) TO '{unfinished}/lines.parquet' (FORMAT parquet, COMPRESSION zstd)")
        unfinished.rename(folder)
    return sorted(folder.glob("*.parquet"))


def _texts() -> list[str]:
    register = Register.load()
    known = [(code, "NA", "NA") for label in register.labels.values() for code in label.gs1]
    named = [(str(900_000 + n), "NA", ("Svanemærket", "FSC", "Bro")[n % 3]) for n in range(DISTINCT - len(known))]
    return [json.dumps([entry], ensure_ascii=False) for entry in (*known, *named)]


def _meanings(files: list[Path]) -> Path:
    register, target = Register.load(), files[0].parent.parent / "certificates-meanings.parquet"
    groups = [register.group(group) for group in GROUPS]
    rows = [(text, *(bool(by_code & group) for group in groups)) for text in _texts() for by_code in (_by_code(text),)]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE meanings (written VARCHAR, one BOOLEAN, two BOOLEAN)")
        connection.executemany("INSERT INTO meanings VALUES (?, ?, ?)", rows)
        connection.execute(f"COPY meanings TO '{target}' (FORMAT parquet)")
    return target


def _by_code(text: str) -> set[str]:
    return resolved_labels(text, labelling)[0]


def _type(field: object) -> str:
    types = {"string": "VARCHAR", "int64": "BIGINT", "int32": "INTEGER", "double": "DOUBLE", "bool": "BOOLEAN"}
    return types.get(str(getattr(field, "type", "")), "DATE")


if __name__ == "__main__":
    print(run())
