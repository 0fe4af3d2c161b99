"""Runs: several processes, several jobs, two runs at once, and the same answer however the files are cut."""

import multiprocessing
import random
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from flok.demo import Document, Line, oioubl_invoice, peppol_invoice, write_documents
from flok.domain import spend
from flok.domain.spend import _run, _workers
from flok.domain.spend._store import locked
from flok.domain.spend.reading import Job, _jobs
from tests.domain.spend.stores import CONTEXT, became, documents, files, lines, read


@pytest.fixture(autouse=True)
def workers_for_any_two_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_workers, "FEW_JOBS", 1)


@pytest.fixture
def invoices(tmp_path: Path) -> Path:
    write_documents(tmp_path / "in", count=10, seed=6, whitespace=False)
    return tmp_path / "in"


def told(store: Path) -> tuple[list[tuple[str, str, str | None]], list[dict[str, object]]]:
    """All that does not depend on how the files were cut into jobs."""
    return became(store), lines(store)


@pytest.mark.parametrize(("files_per_job", "processes"), [(1, 1), (3, 1), (3, 2)])
def test_jobs_and_processes_change_nothing(
    invoices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files_per_job: int, processes: int
) -> None:
    read(tmp_path / "plain", invoices)
    monkeypatch.setattr(_jobs, "FILES_PER_JOB", files_per_job)
    read(tmp_path / "cut", invoices, processes=processes)
    assert told(tmp_path / "cut") == told(tmp_path / "plain")


def test_the_order_in_which_workers_finish_changes_nothing(
    invoices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_jobs, "FILES_PER_JOB", 2)
    (invoices / "zz.xml").write_bytes((invoices / "000001.xml").read_bytes())
    read(tmp_path / "plain", invoices)
    rng = random.Random(1)

    def shuffled(jobs, read_one, processes):
        order = list(jobs)
        rng.shuffle(order)
        return map(read_one, order)

    monkeypatch.setattr(_run, "in_processes", shuffled)
    for place in range(3):
        read(tmp_path / f"shuffled-{place}", invoices)
        assert files(tmp_path / f"shuffled-{place}").keys() == files(tmp_path / "plain").keys()
        assert told(tmp_path / f"shuffled-{place}") == told(tmp_path / "plain")


def test_the_order_of_the_paths_decides_which_of_two_counts(tmp_path: Path) -> None:
    for name, price in (("one", "10.00"), ("two", "20.00")):
        (tmp_path / name).mkdir()
        document = Document(number="A", lines=(Line(price=price),))
        (tmp_path / name / f"{name}.xml").write_bytes(oioubl_invoice(document))
    read(tmp_path / "forth", tmp_path / "one", tmp_path / "two")
    read(tmp_path / "back", tmp_path / "two", tmp_path / "one")
    assert became(tmp_path / "forth") == [("one.xml", "counted", None), ("two.xml", "set_aside", "conflict")]
    assert became(tmp_path / "back") == [("two.xml", "counted", None), ("one.xml", "set_aside", "conflict")]
    assert [line["dkk_ore"] for line in lines(tmp_path / "back")] == [2_000]


@pytest.mark.parametrize("files_per_job", [1, 2, 100])
def test_lines_of_those_that_do_not_count_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files_per_job: int
) -> None:
    """Duplicates by bytes and by number, a conflict and a credit too much, in one job and across jobs."""
    monkeypatch.setattr(_jobs, "FILES_PER_JOB", files_per_job)
    folder = tmp_path / "in"
    folder.mkdir()
    first = Document(number="A", lines=(Line(price="1.00"), Line(price="2.00")))
    credit = replace(first, kind="credit_note", credits="A")
    written = {
        "1.xml": oioubl_invoice(first),
        "2.xml": peppol_invoice(replace(first, number="B", lines=(Line(price="4.00"),))),
        "3.xml": oioubl_invoice(first),
        "4.xml": oioubl_invoice(first, whitespace=False),
        "5.xml": oioubl_invoice(replace(first, lines=(Line(price="8.00"),))),
        "6.xml": oioubl_invoice(replace(credit, number="K-1")),
        "7.xml": oioubl_invoice(replace(credit, number="K-2")),
        "8.xml": oioubl_invoice(replace(first, number="C", lines=(Line(price="16.00"),) * 3)),
    }
    for name, content in written.items():
        (folder / name).write_bytes(content)
    read(tmp_path / "store", folder)
    assert became(tmp_path / "store") == [
        ("1.xml", "counted", None),
        ("2.xml", "counted", None),
        ("3.xml", "excluded", "duplicate"),
        ("4.xml", "excluded", "duplicate"),
        ("5.xml", "set_aside", "conflict"),
        ("6.xml", "counted", None),
        ("7.xml", "set_aside", "overcredit"),
        ("8.xml", "counted", None),
    ]
    kept = documents(tmp_path / "store")
    assert [row["line_count"] for row in kept] == [2, 1, 0, 0, 0, 2, 0, 3]
    assert [row["counted_ore"] for row in kept] == [300, 400, 0, 0, 0, -300, 0, 4_800]
    found = {(Path(row["source"]).name, row["line_index"]): row["net_ore"] for row in lines(tmp_path / "store")}
    assert found == {
        ("1.xml", 1): 100,
        ("1.xml", 2): 200,
        ("2.xml", 1): 400,
        ("6.xml", 1): -100,
        ("6.xml", 2): -200,
        ("8.xml", 1): 1_600,
        ("8.xml", 2): 1_600,
        ("8.xml", 3): 1_600,
    }


def test_zips_are_cut_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for place in range(450):
            archive.writestr(f"{place:03d}.xml", oioubl_invoice(Document(number=f"N{place}"), whitespace=False))
    assert [job.entries for job in _jobs.jobs_for([tmp_path / "many.zip"])] == [(0, 200), (200, 400), (400, 450)]
    read(tmp_path / "store", tmp_path / "many.zip", processes=2)
    assert became(tmp_path / "store") == [(f"{place:03d}.xml", "counted", None) for place in range(450)]


def test_progress_adds_up(invoices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_jobs, "FILES_PER_JOB", 4)
    steps: list[tuple[int, int]] = []
    read(tmp_path / "store", invoices, progress=lambda *step: steps.append(step))
    assert [documents for documents, _ in steps] == [4, 8, 10]
    assert steps[-1][1] == len(lines(tmp_path / "store"))


def test_an_empty_folder_gives_an_empty_store(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert read(tmp_path / "store", tmp_path / "in") == spend.Published((), ())
    assert documents(tmp_path / "store") == []


def test_two_runs_at_once_wait_for_each_other(invoices: Path, tmp_path: Path) -> None:
    """The second gets nothing done while the first has the store, and then adds nothing to it."""
    store = tmp_path / "store"
    script = (
        "import sys; from pathlib import Path; from flok.domain import spend\n"
        "with spend.engine(threads=1) as engine:\n"
        "    print('started', flush=True)\n"
        "    now = spend.read_into(engine, Path(sys.argv[1]), [Path(sys.argv[2])],"
        " spend.ReadContext(secret=b'tests'), processes=1)\n"
        "print(now.read_before)"
    )
    with locked(store):
        command = [sys.executable, "-c", script, str(store), str(invoices)]
        others = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        for other in others:
            assert other.stdout is not None
            assert other.stdout.readline() == "started\n"
        time.sleep(0.3)
        assert [path.name for path in store.iterdir()] == [".lock"]
        assert [other.poll() for other in others] == [None, None]
    said = sorted(other.communicate(timeout=120)[0] for other in others)
    assert said == ["0\n", "10\n"]
    assert spend.published(store).number == 1


def test_a_part_of_other_settings_is_not_carried_on_with(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xml").write_bytes(oioubl_invoice(Document(number="A")))
    keys = {
        _run._settings_key(context, mapping)
        for context in (CONTEXT, replace(CONTEXT, buyer_ids=frozenset({"99000110"})), replace(CONTEXT, secret=b"2"))
        for mapping in (None, spend.Mapping(net_amount="a", issue_date="b", supplier_id="c"))
    }
    assert len(keys) == 6


def test_a_run_with_a_failing_worker_says_so_and_can_be_repeated(
    invoices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_jobs, "FILES_PER_JOB", 1)
    store = tmp_path / "store"
    with pytest.raises(OSError, match="staging"):
        read(store, invoices, processes=2, progress=lambda *_: _take_away(store))
    assert spend.published(store) == spend.Published((), ())
    assert multiprocessing.active_children() == []
    (store / "staging").unlink()
    read(store, invoices, processes=2)
    assert len(documents(store)) == 10


def _take_away(store: Path) -> None:
    """The disk fails in the middle of the run: there is nowhere to write."""
    staging = store / "staging"
    if staging.is_dir():
        staging.rename(store / "gone")
        staging.write_text("")


def test_jobs_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    job = Job(0, (str(tmp_path / "a"),), None, "")
    assert job.key == replace(job, number=5).key
    others = {job.key, replace(job, entries=(0, 5)).key, replace(job, shown_from="x").key}
    (tmp_path / "a").write_text("xy")
    assert len(others | {job.key, replace(job, files=("gone",)).key}) == 5
