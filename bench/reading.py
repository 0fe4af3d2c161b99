"""Reading e-invoices: against the usual XPath code, against libxml2's bare SAX parse, and in two processes."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from bench import xpath_reader
from bench.result import WORK, Result, seconds, turn_about
from flok.demo import write_documents
from flok.domain.spend import ReadContext
from flok.domain.spend._parts import read_to_part
from flok.domain.spend._workers import in_processes
from flok.domain.spend.reading import jobs_for, read_job

COUNT = 6000
TIMES = 6  # the folder read so many times over, so that starting workers does not count
CONTEXT = ReadContext(secret=b"bench")


class Nothing:
    """A parser target that wants no events: what is left is libxml2's own SAX parse."""

    def close(self) -> None:
        return None


def documents() -> Path:
    """A folder of COUNT generated documents, half OIOUBL, half Peppol."""
    folder = WORK / f"documents-{COUNT}"
    if not folder.exists():
        unfinished = folder.with_suffix(".tmp")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        write_documents(unfinished, count=COUNT, seed=7)
        unfinished.rename(folder)
    return folder


def run() -> list[Result]:
    folder = documents()
    paths = sorted(folder.iterdir())
    rows = _read_all(folder)
    assert rows == [line for one in xpath_reader.read(paths, CONTEXT) for line in one.lines], "rows differ"
    own, usual = turn_about(lambda: _read_all(folder), lambda: list(xpath_reader.read(paths, CONTEXT)))
    floor = seconds(lambda: [_parse_only(path) for path in paths])
    results = [
        Result("reading, one process", len(rows) / own, "lxml, XPath per field", len(rows) / usual, "rows/s", ">= 2.8"),
        Result(
            "reading, one process", len(paths) / own, "libxml2 SAX parse only", len(paths) / floor, "docs/s", "distance"
        ),
    ]
    return [*results, _two_processes(folder, len(rows)), _publishing(folder), _attachment()]


def _read_all(folder: Path) -> list[object]:
    return [line for job in jobs_for([folder]) for one in read_job(job, CONTEXT) for line in one.lines]


def _parse_only(path: Path) -> None:
    etree.fromstring(path.read_bytes(), etree.XMLParser(target=Nothing()))


def _two_processes(folder: Path, rows: int) -> Result:
    """Reading to Parquet parts with one and with two workers, the same pool for both."""

    def work(processes: int) -> Callable[[], None]:
        def read() -> None:
            with tempfile.TemporaryDirectory(dir=WORK) as stage:
                for _ in in_processes(jobs_for([folder] * TIMES), _Reader(Path(stage)), processes):
                    pass

        return read

    two, one = turn_about(work(2), work(1), 2)
    return Result("reading, two processes", TIMES * rows / two, "one process", TIMES * rows / one, "rows/s", ">= 1.7")


class _Reader:
    """Reads a job into a folder; a class, so that it can be sent to another process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, job):  # type: ignore[no-untyped-def]
        return read_to_part(job, CONTEXT, None, self.folder)


def _publishing(folder: Path) -> Result:
    """A zip of e-invoices to a published store, against reading the zip alone; one process each, engine included."""
    archive = WORK / f"documents-{COUNT}.zip"
    if not archive.exists():
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
            for path in sorted(folder.iterdir()):
                target.write(path, path.name)
    from flok.domain.spend import engine, read_into

    def publish() -> None:
        with tempfile.TemporaryDirectory(dir=WORK) as store, engine() as running:
            read_into(running, Path(store), [archive], CONTEXT, processes=1)

    published, alone = turn_about(publish, lambda: _read_all(archive))
    return Result("zip to published Parquet", published, "reading alone", alone, "s", "<= 1.4")


def _attachment() -> Result:
    """Peak memory of reading one invoice with a 50 MB attachment, in a process of its own."""
    path = WORK / "attachment.xml"
    if not path.exists():
        from flok.demo import Attachment, Document, peppol_invoice

        path.write_bytes(peppol_invoice(Document(attachments=(Attachment(content=bytes(50_000_000)),))))
    child = subprocess.run([sys.executable, "-m", "bench.read_one", str(path)], capture_output=True, check=True)
    peak = float(child.stdout)
    return Result("a 50 MB attachment, peak memory", peak, "the limit", 150.0, "MB", "<= 1")
