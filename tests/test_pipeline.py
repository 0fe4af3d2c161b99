"""The whole way: a fictional year written by what knows its figures, read by what does not, equal to the øre."""

from __future__ import annotations

import json
import random
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from rich.console import Console

from flok.cli import main
from flok.cli._inputs import Given, definitions, opened
from flok.demo import BUYER, Truth, write_year
from flok.domain import spend
from flok.domain.labels import labelling

LINES = 3_000
OFFICIAL = "official-ecolabel"


class Asked(NamedTuple):
    status: int
    answer: dict[str, Any]
    documents: list[dict[str, Any]]
    store: dict[str, bytes]


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Truth]:
    folder = tmp_path_factory.mktemp("pipeline") / "year"
    return folder, write_year(folder, lines=LINES)


def side_files(folder: Path) -> list[str]:
    return [
        f"--catalogue={folder / 'katalog'}",
        f"--contracts={folder / 'kontrakter.csv'}",
        f"--labels={folder / 'sortiment'}",
        f"--labels={folder / 'tilsvarende.csv'}",
        f"--rates={folder / 'kurser.csv'}",
        f"--units={folder / 'enheder.csv'}",
        f"--buyer={BUYER.number}",
        "--processes=1",
    ]


def asked(folder: Path, store: Path, *paths: Path) -> Asked:
    """`flok share --format json` with all side files, and what then lies in the store."""
    by = "--by=month,unit,supplier,category,contract"
    (store / BUYER.number).mkdir(parents=True, exist_ok=True)
    (store / BUYER.number / "secret").write_text("5ec7e7" * 10 + "5ec7")  # the same pseudonyms in every store
    command = ["share", *map(str, paths), *side_files(folder), f"--store={store}", "--format=json", by]
    done = CliRunner().invoke(main, command)
    assert done.stderr == ""
    own = store / BUYER.number
    documents = [row for path in spend.published(own).documents for row in pq.read_table(path).to_pylist()]
    return Asked(
        done.exit_code,
        json.loads(done.stdout),
        sorted(documents, key=lambda row: row["sequence"]),
        {str(path.relative_to(own)): path.read_bytes() for path in own.rglob("*") if path.is_file()},
    )


@pytest.fixture(scope="session")
def once(year: tuple[Path, Truth], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Asked]:
    """The e-invoices read into a store."""
    store = tmp_path_factory.mktemp("pipeline") / "store"
    return store, asked(year[0], store, year[0] / "e-fakturaer")


def sums(answer: dict[str, Any], dimension: str, definition: str = OFFICIAL) -> dict[str | None, int]:
    """Kroner (in øre) of each group: all four outcomes together."""
    groups = next(one for one in answer["definitions"] if one["id"] == definition)["groups"][dimension]
    return {group["key"]: whole(group) for group in groups}


def whole(amounts: dict[str, Any]) -> int:
    return sum(amounts[f"{outcome}_ore"] for outcome in ("sustainable", "not_sustainable", "unknown", "out_of_scope"))


def by_status(documents: list[dict[str, Any]]) -> dict[str, int]:
    return dict(Counter("/".join(filter(None, (row["status"], row["code"]))) for row in documents))


def test_documents_by_what_became_of_them(year, once) -> None:
    _, truth = year
    _, (status, answer, documents, _) = once
    assert by_status(documents) == truth.documents
    assert status == 1  # something was rejected and something set aside, on purpose
    counts = answer["documents"]
    assert counts["read"] == sum(truth.documents.values())
    assert counts["counted"] == truth.count("counted")
    assert counts["duplicate"] == truth.count("excluded", "duplicate")
    for status_name in ("excluded", "set_aside", "rejected"):
        expected = {
            key.split("/")[1]: count
            for key, count in truth.documents.items()
            if key.startswith(status_name + "/") and key != "excluded/duplicate"
        }
        assert counts[status_name] == expected


def test_every_odd_file_became_what_it_must(year, once) -> None:
    _, truth = year
    found = {row["source"]: (row["status"], row["code"]) for row in once[1].documents}
    assert {odd.source: found.get(odd.source) for odd in truth.odd} == {
        odd.source: (odd.status, odd.code) for odd in truth.odd
    }
    told = {(one["source"], one["status"], one["code"]) for one in once[1].answer["problems"]}
    assert told == {
        (odd.source, odd.status, odd.code) for odd in truth.odd if odd.status != "counted" and odd.code != "duplicate"
    }


def test_lines_and_kroner(year, once) -> None:
    _, truth = year
    answer = once[1].answer
    assert answer["lines"] == truth.lines
    account = answer["reconciliation"]
    assert {currency: one["counted_ore"] for currency, one in account.items() if one["counted_ore"]} == truth.net_ore
    assert sum(one["counted_dkk_ore"] for one in account.values()) == truth.dkk_ore
    assert sum(one["excise_ore"] for one in account.values()) == truth.excise_ore
    for definition in answer["definitions"]:
        assert whole(definition) == truth.dkk_ore
        assert sum(definition["lines"].values()) == truth.lines
        assert sum(reason["ore"] for reason in definition["reasons"]) == truth.dkk_ore


def test_the_account_closes(once) -> None:
    answer = once[1].answer
    assert (answer["accounted_for"], answer["files_off"]) == (True, [])
    for one in answer["reconciliation"].values():
        parts = ("counted_ore", "excluded_ore", "set_aside_ore", "rounding_ore")
        assert one["difference_ore"] == 0
        assert one["source_ore"] == sum(one[part] for part in parts)
        for status in ("excluded", "set_aside"):
            assert one[f"{status}_ore"] == sum(one["by_code"][status].values())


def test_by_month_unit_and_supplier(year, once) -> None:
    _, truth = year
    answer = once[1].answer
    for definition in answer["definitions"]:
        assert sums(answer, "month", definition["id"]) == truth.dkk_by_month
        units = sums(answer, "unit", definition["id"])
        assert {unit or "": ore for unit, ore in units.items()} == truth.dkk_by_unit
        suppliers = sums(answer, "supplier", definition["id"])
        persons = [key for key in suppliers if key and key.startswith("cpr:")]
        assert len(persons) == 1
        assert {(key or "").split(":")[-1]: ore for key, ore in suppliers.items() if key not in persons} == (
            truth.dkk_by_supplier
        )
        for dimension in ("category", "contract"):
            assert sum(sums(answer, dimension, definition["id"]).values()) == truth.dkk_ore


def test_units_that_no_list_knows(year, once) -> None:
    _, truth = year
    told = once[1].answer["units"]
    assert told["known"] + len([unit for unit in told["unknown"] if unit["unit_id"]]) == truth.units
    assert [unit["ore"] for unit in told["unknown"]] == [
        truth.dkk_by_unit[unit["unit_id"] or ""] for unit in told["unknown"]
    ]


def test_no_person_is_told_of(year, once) -> None:
    said = json.dumps(once[1].answer) + json.dumps(once[1].documents, default=str)
    assert "0101010000" not in said


def test_the_official_ecolabel(year, tmp_path: Path) -> None:
    """Every way an ecolabel can be known is found, and nothing else: to the øre, before document allowances."""
    folder, truth = year
    given = Given(
        paths=(folder / "e-fakturaer",),
        catalogues=(folder / "katalog",),
        contracts=folder / "kontrakter.csv",
        label_lists=(folder / "sortiment", folder / "tilsvarende.csv"),
        rates=folder / "kurser.csv",
        buyers=(BUYER.number,),
        units=folder / "enheder.csv",
        mapping_file=None,
        store=None,
        engine="duckdb",
        processes=1,
    )
    found: Counter[str] = Counter()
    with opened(given, Console(quiet=True)) as own:
        (definition,) = definitions((OFFICIAL,))
        lines = spend.line_table(own.engine, own.store)
        table = spend.decided(own.engine, lines, [definition], own.sources, labelling)
        official = table.filter(table.evidence_unspsc.isin(truth.official_unspsc) & (table.part == "line"))
        for row in own.engine.rows(official.select("rule_0", "raw_ore")):
            found[definition.rules[row["rule_0"]].reason if row["rule_0"] < len(definition.rules) else "otherwise"] += (
                row["raw_ore"]
            )
    ways = truth.official_raw_ore
    assert found == {
        "label": ways["line"] + ways["catalogue"] + ways["assortment"],
        "equivalent": ways["equivalent"],
        "no_accepted_label": ways["listed_without"],
        "otherwise": ways["untold"] + ways["line_other"],
    }


def unlike_the_run(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer without what tells of one run: when, from where, and in which order things went wrong."""
    kept = {key: value for key, value in answer.items() if key not in ("generated", "inputs", "problems")}
    return {**kept, "problems": sorted((one["code"], one["number"] or "") for one in answer["problems"])}


def test_the_same_files_again(year, once) -> None:
    folder, truth = year
    store, first = once
    again = asked(folder, store, folder / "e-fakturaer")
    assert again.status == 1
    assert again.store == first.store
    everything = sum(truth.documents.values())
    counts = {**first.answer["documents"], "read": 2 * everything}
    counts["duplicate"] += everything
    assert unlike_the_run(again.answer) == {**unlike_the_run(first.answer), "documents": counts}


def unzipped(folder: Path, into: Path) -> None:
    """Every delivery as loose files, the archive inside an archive too."""
    for path in sorted((folder / "e-fakturaer").rglob("*")):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                archive.extractall(into / path.stem)
        elif path.is_file():
            (into / path.parent.name).mkdir(parents=True, exist_ok=True)
            (into / path.parent.name / path.name).write_bytes(path.read_bytes())
    for path in list(into.rglob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            archive.extractall(path.with_suffix(""))
        path.unlink()


def test_loose_files_give_the_same(year, once, tmp_path: Path) -> None:
    folder, truth = year
    unzipped(folder, tmp_path / "loose")
    loose = asked(folder, tmp_path / "store", tmp_path / "loose")
    assert by_status(loose.documents) == truth.documents
    assert unlike_the_run(loose.answer) == unlike_the_run(once[1].answer)


def test_one_archive_gives_the_same(year, once, tmp_path: Path) -> None:
    unzipped(year[0], tmp_path / "loose")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for path in sorted((tmp_path / "loose").rglob("*")):
            archive.write(path, path.relative_to(tmp_path / "loose"))
    packed = asked(year[0], tmp_path / "packed", tmp_path / "all.zip")
    assert unlike_the_run(packed.answer) == unlike_the_run(once[1].answer)


def test_a_quarter_at_a_time_gives_the_same(year, once, tmp_path: Path) -> None:
    """Four runs into one store. What an earlier run read is then not a document of its own, nor in its sums."""
    folder, _ = year
    months = sorted((folder / "e-fakturaer").iterdir())
    for first in (0, 3, 6, 9):
        quarterly = asked(folder, tmp_path / "store", *months[first : first + 3])
    repeated = next(row for row in once[1].documents if row["detail"] == "same bytes")
    expected = unlike_the_run(once[1].answer)
    account = {**expected["reconciliation"]["DKK"]}
    for name in ("source_ore", "excluded_ore"):
        account[name] -= repeated["source_ore"]
    by_code = account["by_code"]["excluded"]
    account["by_code"] = {
        **account["by_code"],
        "excluded": {**by_code, "duplicate": by_code["duplicate"] - repeated["source_ore"]},
    }
    counts = expected["documents"]
    assert unlike_the_run(quarterly.answer) == {
        **expected,
        "documents": {**counts, "read": counts["read"] - 1, "duplicate": counts["duplicate"] - 1},
        "reconciliation": {**expected["reconciliation"], "DKK": account},
    }


def test_any_order_gives_the_same(year, once, tmp_path: Path) -> None:
    """Of two documents with one number the first read counts; all else is the same in any order."""
    folder, truth = year
    months = sorted((folder / "e-fakturaer").iterdir())
    random.Random(3).shuffle(months)
    shuffled = asked(folder, tmp_path / "store", *months)
    assert shuffled.answer["accounted_for"]
    assert by_status(shuffled.documents) == truth.documents

    def counted(documents: list[dict[str, Any]]) -> dict[str, int]:
        return {
            row["document_id"]: row["dkk_ore"]
            for row in documents
            if row["status"] == "counted" and row["number"] not in ("S-401", "S-402")
        }

    assert counted(shuffled.documents) == counted(once[1].documents)


def test_the_export_beside_the_invoices(year, once, tmp_path: Path) -> None:
    folder, truth = year
    both = asked(folder, tmp_path / "store", folder / "e-fakturaer", folder / "indkoeb-eksport.csv")
    assert both.answer["lines"] == truth.lines + truth.export_lines
    assert whole(both.answer["definitions"][0]) == truth.dkk_ore + truth.export_dkk_ore
    assert both.answer["accounted_for"]
    alone = asked(folder, tmp_path / "alone", folder / "indkoeb-eksport.csv")
    assert alone.status == 0
    assert alone.answer["lines"] == truth.export_lines
    assert whole(alone.answer["definitions"][0]) == truth.export_dkk_ore
