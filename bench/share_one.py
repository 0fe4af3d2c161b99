"""One way of computing the share, in a process of its own: prints seconds, peak MB and a digest of the answer.

Time runs from the tables on disk to the rows of the answer; interpreter and imports are outside, for all ways.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb

from bench.result import peak_mb
from bench.share_data import CONTRACTS, ITEMS, SUPPLIERS, lines
from flok.domain.spend import Statement

Rows = list[tuple[str, str, int, int, int]]

DEFINITION = """
id = "bench"
version = 1
date = 2026-01-01
name = { da = "Mærke eller grøn kontrakt", en = "Label or green contract" }
summary = { da = "Til måling", en = "For measuring" }
source = "bench"
[[rule]]
when = { contract = "sustainable", contract_verified = true }
outcome = "sustainable"
reason = "contract"
text = { da = "kontrakt", en = "contract" }
[[rule]]
when = { labels = ["nordic_swan", "eu_ecolabel"] }
outcome = "sustainable"
reason = "label"
text = { da = "mærke", en = "label" }
[[rule]]
when = { item_known = true }
outcome = "not_sustainable"
reason = "no_label"
text = { da = "intet mærke", en = "no label" }
[otherwise]
outcome = "unknown"
reason = "nothing"
text = { da = "intet", en = "nothing" }
[[example]]
name = "mærke"
line = { certificates = [["SVANEN", "NA", "NA"]] }
outcome = "sustainable"
reason = "label"
[[example]]
name = "intet"
line = {}
outcome = "unknown"
reason = "nothing"
[[example]]
name = "kontrakt"
line = { contract = "sustainable", contract_verified = true }
outcome = "sustainable"
reason = "contract"
[[example]]
name = "kendt"
line = { listed_labels = [] }
outcome = "not_sustainable"
reason = "no_label"
"""


def items() -> Iterator[tuple[str, str, str, date, date, bool]]:
    """(supplier, seller's number, GTIN, from, to, has the Swan) of each catalogue item."""
    for n in range(ITEMS):
        starts, ends = date(2026, 1 + n % 3, 1), date(2026, 10 + n % 3, 28)
        yield (
            str(10_000_000 + n % SUPPLIERS),
            f"{n % SUPPLIERS}-{n // SUPPLIERS}",
            f"{n:014d}",
            starts,
            ends,
            n % 3 == 0,
        )


def contracts() -> list[tuple[str, str, date, date, str, bool | None]]:
    """(id, supplier, from, to, category prefix, green) of each contract; the green ones are verified."""
    green = (True, False, None)
    return [
        (
            f"K{n}",
            str(10_000_000 + n % SUPPLIERS),
            date(2026, 1, 1),
            date(2026, 12, 31),
            ("", "14", "1423")[n // SUPPLIERS],
            green[n % 3],
        )
        for n in range(CONTRACTS)
    ]


def statements() -> Iterator[Statement]:
    """What the catalogue says, one statement for each number an item goes by."""
    for supplier, number, gtin, start, end, swan in items():
        labels = frozenset({"nordic_swan"} if swan else ())
        for key in (f"g:{gtin}", f"s:{number}"):
            yield Statement(
                supplier_id=supplier, key=key, valid_from=start, valid_to=end, labels=labels, states_labels=True
            )


def own() -> Rows:
    from flok.domain.labels import Register, resolve
    from flok.domain.spend import Contract, Sources, engine, parse_definition
    from flok.domain.spend._columns import LINES
    from flok.domain.spend._evidence import asked_by, evidence_tables, with_evidence
    from flok.domain.spend._rules import rule_number
    from flok.domain.spend._share import FOR_SHARES

    register = Register.load()
    definition = parse_definition(DEFINITION, "bench", register.labels, register.groups)
    listed = [
        Contract(number, number, supplier, start, end, (prefix,) if prefix else (), (), green, "rolle", start)
        for number, supplier, start, end, prefix, green in contracts()
    ]
    files = lines()
    with engine() as running:
        asked = asked_by([definition])
        tables = evidence_tables(running, asked, Sources(statements(), listed))
        start_clock()
        lines_read = running.table(files, LINES).select(*FOR_SHARES)
        table = with_evidence(running, lines_read, asked, tables, lambda *fields: resolve(register, *fields))
        table = table.mutate(rule=rule_number(definition, table, asked), month=table.issue_date.truncate("M"))
        sums = table.group_by("month", "unit_id").agg(
            sustainable=table.dkk_ore.sum(where=table.rule <= 1),
            not_sustainable=table.dkk_ore.sum(where=table.rule == 2),
            unknown=table.dkk_ore.sum(where=table.rule == 3),
        )
        rows = [tuple(row.values()) for row in running.rows(sums)]
    return rows  # type: ignore[return-value]


SETTINGS = {"memory_limit": "256MB", "preserve_insertion_order": "false"}

SQL = """
WITH credit AS (
  SELECT * FROM lines WHERE credits IS NOT NULL AND (kind = 'credit_note' OR net_ore < 0)
), sold AS (
  SELECT *, coalesce(gtin, seller_item_id, standard_item_id, name) AS item_key FROM lines
  WHERE kind <> 'credit_note'
    AND (supplier_id, number) IN (SELECT supplier_id, credits FROM credit)
), first_line AS (
  SELECT * FROM sold QUALIFY row_number() OVER (
    PARTITION BY supplier_id, number, item_key ORDER BY line_index, line_id) = 1
), same_line AS (
  SELECT * FROM sold QUALIFY row_number() OVER (
    PARTITION BY supplier_id, number, item_key, line_no ORDER BY line_id) = 1
), evidence AS (
  SELECT issue_date, unit_id, dkk_ore, supplier_id, certificates, gtin, seller_item_id, unspsc, contract_ref,
    issue_date AS day
  FROM lines WHERE NOT coalesce(credits IS NOT NULL AND (kind = 'credit_note' OR net_ore < 0), false)
  UNION ALL
  SELECT c.issue_date, c.unit_id, c.dkk_ore, c.supplier_id,
    if(s.line_id IS NOT NULL, s.certificates, if(f.line_id IS NOT NULL, f.certificates, c.certificates)),
    if(s.line_id IS NOT NULL, s.gtin, if(f.line_id IS NOT NULL, f.gtin, c.gtin)),
    if(s.line_id IS NOT NULL, s.seller_item_id, if(f.line_id IS NOT NULL, f.seller_item_id, c.seller_item_id)),
    if(s.line_id IS NOT NULL, s.unspsc, if(f.line_id IS NOT NULL, f.unspsc, c.unspsc)),
    if(s.line_id IS NOT NULL, s.contract_ref, if(f.line_id IS NOT NULL, f.contract_ref, c.contract_ref)),
    if(s.line_id IS NOT NULL, s.issue_date, if(f.line_id IS NOT NULL, f.issue_date, c.issue_date))
  FROM credit c
  LEFT JOIN first_line f ON f.supplier_id = c.supplier_id AND f.number = c.credits
    AND f.item_key = coalesce(c.gtin, c.seller_item_id, c.standard_item_id, c.name)
  LEFT JOIN same_line s ON s.supplier_id = c.supplier_id AND s.number = c.credits
    AND s.item_key = coalesce(c.gtin, c.seller_item_id, c.standard_item_id, c.name) AND s.line_no = c.line_no
), judged AS (
  SELECT e.issue_date, e.unit_id, e.dkk_ore,
    coalesce(by_ref.green, CASE WHEN by_ref.id IS NULL THEN
      CASE WHEN c4.id IS NOT NULL THEN c4.green WHEN c2.id IS NOT NULL THEN c2.green ELSE c0.green END END) AS green,
    e.certificates = '[["SVANEN","NA","NA"]]' OR coalesce(g.swan, false) OR coalesce(n.swan, false) AS labelled,
    g.swan IS NOT NULL OR n.swan IS NOT NULL AS known
  FROM evidence e
  LEFT JOIN items g ON g.supplier = e.supplier_id AND g.gtin = e.gtin AND e.day BETWEEN g.valid_from AND g.valid_to
  LEFT JOIN items n ON n.supplier = e.supplier_id AND n.number = e.seller_item_id
    AND e.day BETWEEN n.valid_from AND n.valid_to
  LEFT JOIN contracts by_ref ON by_ref.supplier = e.supplier_id AND by_ref.id = upper(e.contract_ref)
  LEFT JOIN contracts c4 ON c4.supplier = e.supplier_id AND length(c4.prefix) = 4 AND c4.prefix = substr(e.unspsc, 1, 4)
    AND e.day BETWEEN c4.valid_from AND c4.valid_to
  LEFT JOIN contracts c2 ON c2.supplier = e.supplier_id AND length(c2.prefix) = 2 AND c2.prefix = substr(e.unspsc, 1, 2)
    AND e.day BETWEEN c2.valid_from AND c2.valid_to
  LEFT JOIN contracts c0 ON c0.supplier = e.supplier_id AND c0.prefix = ''
    AND e.day BETWEEN c0.valid_from AND c0.valid_to
)
SELECT date_trunc('month', issue_date)::DATE, unit_id,
  sum(CASE WHEN coalesce(green, false) OR coalesce(labelled, false) THEN dkk_ore END),
  sum(CASE WHEN NOT (coalesce(green, false) OR coalesce(labelled, false)) AND known THEN dkk_ore END),
  sum(CASE WHEN NOT (coalesce(green, false) OR coalesce(labelled, false)) AND NOT known THEN dkk_ore END)
FROM judged GROUP BY ALL
"""


def tables_on_disk(folder: Path) -> None:
    """The catalogue and the contracts as Parquet, for the peers; made outside the measured time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = ["supplier", "number", "gtin", "valid_from", "valid_to", "swan"]
    columns = zip(*items(), strict=True)
    pq.write_table(pa.table(dict(zip(names, map(pa.array, columns), strict=True))), folder / "items.parquet")
    names = ["id", "supplier", "valid_from", "valid_to", "prefix", "green"]
    columns = zip(*contracts(), strict=True)
    pq.write_table(pa.table(dict(zip(names, map(pa.array, columns), strict=True))), folder / "contracts.parquet")


def sql() -> Rows:
    files = lines()
    folder = files[0].parent.parent
    tables_on_disk(folder)
    start_clock()
    with duckdb.connect(config=SETTINGS) as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"CREATE VIEW lines AS SELECT * FROM read_parquet('{files[0].parent}/*.parquet')")
        for name in ("items", "contracts"):
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{folder}/{name}.parquet')")
        return connection.execute(SQL).fetchall()


def pandas() -> Rows:
    import pandas as pd

    files = lines()
    folder = files[0].parent.parent
    tables_on_disk(folder)
    start_clock()
    names = "line_id kind number issue_date supplier_id unit_id contract_ref credits line_no line_index name"
    names += " seller_item_id gtin unspsc certificates net_ore dkk_ore"
    read = {"columns": names.split(), "dtype_backend": "pyarrow"}
    frame = pd.concat([pd.read_parquet(file, **read) for file in files], ignore_index=True)
    item = pd.read_parquet(folder / "items.parquet", dtype_backend="pyarrow")
    contract = pd.read_parquet(folder / "contracts.parquet", dtype_backend="pyarrow")
    frame["item_key"] = frame.gtin.fillna(frame.seller_item_id).fillna(frame.name)
    frame["day"] = frame.issue_date
    is_credit = _flags(frame.credits.notna() & ((frame.kind == "credit_note") | (frame.net_ore < 0)))
    credit, rest = frame[is_credit].reset_index(drop=True), frame[~is_credit]
    wanted = credit[["supplier_id", "credits"]].drop_duplicates().rename(columns={"credits": "number"})
    sold = frame[frame.kind != "credit_note"].merge(wanted, on=["supplier_id", "number"])
    sold = sold.sort_values(["line_index", "line_id"])
    taken = ["certificates", "gtin", "seller_item_id", "unspsc", "contract_ref", "day"]
    keys = ["supplier_id", "number", "item_key"]
    for extra in ([], ["line_no"]):
        one = sold.drop_duplicates([*keys, *extra])[[*keys, *extra, *taken]].rename(columns={"number": "credits"})
        one["found"] = True
        on = ["supplier_id", "credits", "item_key", *extra]
        joined = credit[on].merge(one, on=on, how="left")
        found = _flags(joined.found)
        for name in taken:
            credit[name] = credit[name].where(~found, joined[name])
    frame = pd.concat([rest, credit], ignore_index=True)
    labelled = frame.certificates == '[["SVANEN","NA","NA"]]'
    labelled, known = _flags(labelled), pd.Series(False, index=frame.index)
    for own_key, key in (("gtin", "gtin"), ("seller_item_id", "number")):
        left = frame[["supplier_id", own_key, "day"]]
        found = left.merge(item, left_on=["supplier_id", own_key], right_on=["supplier", key], how="left")
        holds = _flags((found.day >= found.valid_from) & (found.day <= found.valid_to))
        known |= holds.to_numpy()
        labelled |= (holds & _flags(found.swan)).to_numpy()
    left = frame[["supplier_id"]].assign(id=frame.contract_ref.str.upper())
    found = left.merge(contract, left_on=["supplier_id", "id"], right_on=["supplier", "id"], how="left")
    green = found.green
    open_ = _flags(found.supplier.isna())
    for length in (4, 2, 0):
        left = frame[["supplier_id", "day"]].assign(prefix=frame.unspsc.str.slice(0, length) if length else "")
        some = contract[contract.prefix.str.len() == length]
        found = left.merge(some, left_on=["supplier_id", "prefix"], right_on=["supplier", "prefix"], how="left")
        holds = open_ & _flags((found.day >= found.valid_from) & (found.day <= found.valid_to))
        green = green.where(~holds, found.green)
        open_ = open_ & ~holds
    yes = labelled | _flags(green)
    outcome = pd.Series("unknown", index=frame.index).where(~known, "no").where(~yes, "yes")
    month = frame.issue_date.astype("datetime64[ns]").dt.to_period("M").dt.to_timestamp().dt.date
    sums = frame.assign(outcome=outcome, month=month).pivot_table(
        index=["month", "unit_id"], columns="outcome", values="dkk_ore", aggfunc="sum"
    )
    return [(month, unit, row["yes"], row["no"], row["unknown"]) for (month, unit), row in sums.fillna(0).iterrows()]


def _flags(series):  # type: ignore[no-untyped-def]
    """Plain truths; unknown is false."""
    return series.astype("boolean").fillna(False).astype(bool)


def digest(rows: Rows) -> str:
    text = sorted(repr((str(row[0])[:7], str(row[1]), *(int(ore or 0) for ore in row[2:]))) for row in rows)
    return hashlib.sha256("\n".join(text).encode()).hexdigest()[:16]


_started = 0.0


def start_clock() -> None:
    global _started
    _started = time.perf_counter()


if __name__ == "__main__":
    answer = {"own": own, "sql": sql, "pandas": pandas}[sys.argv[1]]()
    print(f"{time.perf_counter() - _started:.3f} {peak_mb():.1f} {digest(answer)}")
