"""A share is published all at once or not at all, whatever happens on the way."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flok.domain import spend
from flok.domain.spend._published_share import SCHEMA, publish_folder
from tests.domain.spend.rows import LABELLING, SWAN, Row, contract, definition, document, line

OWN = definition(
    'labels = ["nordic_swan"] -> sustainable/label\notherwise -> unknown/no_evidence',
    '[target]\nshare = 0.5\nsource = "test"',
)
QUESTION = spend.Question([OWN], LABELLING, spend.Sources((), [contract("K-1", categories=("99",))]))
FIRST = [
    line("a-1", name="Papir", certificates=[SWAN], contract_ref="K-1"),
    line("b-1", name="Papir", ore=-500, kind="credit_note", credits="a"),
]
SECOND = [*FIRST, line("c-1", ore=70_000)]


def store(folder: Path, lines: list[Row]) -> spend.Published:
    folder.mkdir(exist_ok=True)
    paths = folder / "documents.parquet", folder / "lines.parquet"
    rows = [document(row["document_id"], place, ore=row["dkk_ore"]) for place, row in enumerate(lines)]
    rows.append(document("x", 99, status="rejected", code="empty", source_ore=None, source="b.zip!/x.xml"))
    rows.append(document("y", 98, status="set_aside", code="arith", ore=7, source="b.zip!/y.xml"))
    pq.write_table(pa.Table.from_pylist(rows, schema=spend.DOCUMENTS), paths[0])
    pq.write_table(pa.Table.from_pylist(lines, schema=spend.LINES), paths[1])
    return spend.Published((paths[0],), (paths[1],), number=len(lines))


def publish(engine: spend.Engine, folder: Path, lines: list[Row]) -> spend.PublishedShare:
    return spend.publish_share(engine, store(folder / "store", lines), folder / "share", QUESTION)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "share").iterdir() if path.name != ".lock")


def test_a_publication_holds_the_same_on_both_engines(engine: spend.Engine, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    own = store(tmp_path / "store", SECOND)
    question = spend.Question(QUESTION.definitions, LABELLING, QUESTION.sources, spend.DIMENSIONS)
    share = spend.publish_share(engine, own, tmp_path / "share", QUESTION, progress=lambda *step: steps.append(step))
    assert steps == [(place, 5) for place in range(1, 6)]
    answer = spend.answered(engine, own, question)
    assert spend.whole_answer(share) == json.loads(json.dumps(answer))
    assert spend.published_share(tmp_path / "share") == share
    groups = answer["definitions"][0]["groups"]
    for dimension in spend.DIMENSIONS:
        found = spend.selection_groups(share, "own", dimension, order="size")
        assert found["groups"] == groups[dimension]
    listed = spend.selection_lines(share, "own")
    assert [row["line_id"] for row in listed["lines"]] == ["c-1", "a-1", "b-1"]
    table = spend.line_table(engine, own)
    for row in SECOND:
        wanted = spend.explained(engine, table, row["line_id"], [OWN], QUESTION.sources, LABELLING)
        assert spend.line_story(share, own, row["line_id"], LABELLING) == wanted


def test_nothing_published_yet_and_no_lines(duckdb: spend.Engine, tmp_path: Path) -> None:
    assert spend.published_share(tmp_path / "share") is None
    share = publish(duckdb, tmp_path, [])
    nothing = {f"{name}_ore": 0 for name in ("sustainable", "not_sustainable", "unknown", "out_of_scope")}
    nothing |= {"share_low": None, "share_high": None, "gap_ore": None}
    no_lines = dict.fromkeys(("sustainable", "not_sustainable", "unknown", "out_of_scope"), 0)
    assert spend.selection_total(share, "own") == {**nothing, "lines": no_lines}
    assert spend.selection_lines(share, "own") == {"lines": [], "count": 0, "ore": 0}
    assert share.overview["period"] is None


def test_a_reader_of_the_one_before_is_not_disturbed(duckdb: spend.Engine, tmp_path: Path) -> None:
    first = publish(duckdb, tmp_path, FIRST)
    total = spend.selection_total(first, "own")
    second = publish(duckdb, tmp_path, SECOND)
    assert spend.selection_total(first, "own") == total
    assert spend.selection_total(second, "own")["unknown_ore"] == 70_000
    assert spend.published_share(tmp_path / "share") == second
    assert names(tmp_path) == ["00001", "00002", "CURRENT"]
    publish(duckdb, tmp_path, FIRST)
    assert names(tmp_path) == ["00002", "00003", "CURRENT"]


def test_documents_with_what_became_of_them(duckdb: spend.Engine, tmp_path: Path) -> None:
    share = publish(duckdb, tmp_path, FIRST)
    every = spend.listed_documents(share)
    assert [row["document_id"] for row in every["documents"]] == ["a", "b", "y", "x"]
    rejected = spend.listed_documents(share, status="rejected", code="empty", source="b.zip")
    plain = document("x", 99, status="rejected", code="empty", source_ore=None, source="b.zip!/x.xml")
    words = {"text_da": spend.REASONS["empty"].danish, "text_en": spend.REASONS["empty"].english}
    assert rejected == {"documents": [plain | words], "count": 1}
    assert [row["document_id"] for row in spend.listed_documents(share, limit=2, offset=1)["documents"]] == ["b", "y"]
    row = {"status": "set_aside", "code": "arith", "currency": "DKK", "documents": 1}
    arith = {"text_da": spend.REASONS["arith"].danish, "text_en": spend.REASONS["arith"].english}
    assert spend.documents_by_code(share, "b.zip")[1] == {**row, "source_ore": 7, "counted_ore": 7, **arith}
    counted = {"status": "counted", "code": None, "currency": "DKK", "documents": 2, "text_da": None, "text_en": None}
    assert spend.documents_by_code(share)[0] == {**counted, "source_ore": 9_500, "counted_ore": 9_500}


def test_two_definitions_with_one_id(duckdb: spend.Engine, tmp_path: Path) -> None:
    question = spend.Question([OWN, OWN], LABELLING)
    with pytest.raises(ValueError, match="own"):
        spend.publish_share(duckdb, store(tmp_path / "store", FIRST), tmp_path / "share", question)
    assert not (tmp_path / "share").exists()


def test_damage_is_told_and_another_version_is_as_none(duckdb: spend.Engine, tmp_path: Path) -> None:
    share = publish(duckdb, tmp_path, FIRST)
    overview, current = share.folder / "overview.json", tmp_path / "share" / "CURRENT"
    overview.write_text(json.dumps({**share.overview, "schema": 0}))
    assert spend.published_share(tmp_path / "share") is None
    for text in ("", "{", "[]", "{}"):
        overview.write_text(text)
        with pytest.raises(spend.Refused):
            spend.published_share(tmp_path / "share")
    shutil.rmtree(share.folder)
    with pytest.raises(spend.Refused):
        spend.published_share(tmp_path / "share")
    current.write_text("x")
    with pytest.raises(spend.Refused):
        spend.published_share(tmp_path / "share")


@pytest.fixture(scope="module")
def kills() -> list[list[Any]]:
    """Runs killed before every change of the disk, each followed by one that is let through.

    In a process of its own, because an engine with threads must not be forked.
    """
    done = subprocess.run([sys.executable, "-m", __name__], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    found: list[list[Any]] = json.loads(done.stdout)
    return found


def test_killed_at_every_change_of_the_disk(kills: list[list[Any]]) -> None:
    """[number in force after the kill, what it holds, the folders after the next run] of each; two held before."""
    at_once = [kill[:2] for kill in kills]
    switched = at_once.index([3, "third"])
    assert 8 <= switched < len(kills)
    assert at_once == [[2, "second"]] * switched + [[3, "third"]] * (len(kills) - switched)
    for number, _, folders in kills:
        assert folders == [f"{number:05d}", f"{number + 1:05d}", "CURRENT"]


def main(folder: Path) -> list[list[Any]]:
    from tests.domain.spend.killing import forked, kill_at  # it cuts jobs small, which is for its own process only

    def run(point: int, text: str, here: Path) -> int:
        def fill(publication: Path) -> dict[str, Any]:
            for name in ("lines", "cube"):  # an unfinished one left by a kill would be found by the next mkdir
                unfinished = publication / f"{name}.tmp"
                unfinished.write_text(text)
                unfinished.rename(publication / f"{name}.parquet")
            return {"schema": SCHEMA, "says": text}

        def publishing() -> None:
            kill_at(point, [])
            publish_folder(here / "share", fill)

        return forked(publishing)

    for text in ("first", "second"):
        assert run(0, text, folder / "base") == 0
    out: list[list[Any]] = []
    while True:
        here = Path(shutil.copytree(folder / "base", folder / f"kill-{len(out)}"))
        if run(len(out) + 1, "third", here) != -signal.SIGKILL:
            return out
        share = spend.published_share(here / "share")
        assert share is not None
        held = {share.overview["says"], *(path.read_text() for path in share.folder.glob("*.parquet"))}
        assert run(0, "next", here) == 0
        out.append([share.number, *held, names(here)])


if __name__ == "__main__":
    import tempfile

    memory = Path("/dev/shm")  # the same system calls, without a slow disk
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as temporary:
        (Path(temporary) / "base").mkdir()
        json.dump(main(Path(temporary)), sys.stdout)
