"""Jobs to parts: what is written, what is taken as it is, and documents that come twice."""

from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flok.demo import Document, Line, oioubl_invoice
from flok.domain import spend
from flok.domain.spend import _parts
from flok.domain.spend._parts import Part, once_each, read_to_part
from flok.domain.spend.reading import jobs_for
from tests.domain.spend.stores import CONTEXT


@pytest.fixture
def invoices(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, count in (("A", 1), ("B", 3), ("C", 2)):
        lines = tuple(Line(name=f"Vare {place}") for place in range(count))
        (folder / f"{number}.xml").write_bytes(oioubl_invoice(Document(number=number, lines=lines)))
    (tmp_path / "staging").mkdir()
    return folder


def part_of(invoices: Path) -> Part:
    (job,) = jobs_for([invoices])
    return read_to_part(job, CONTEXT, None, invoices.parent / "staging")


def test_two_files_with_what_was_read(invoices: Path) -> None:
    part = part_of(invoices)
    assert (part.job, part.document_count, part.line_count) == (0, 3, 6)
    assert sorted(path.name for path in part.documents.parent.iterdir()) == [part.documents.name, part.lines.name]
    documents, lines = pq.read_table(part.documents), pq.read_table(part.lines)
    assert (documents.schema, lines.schema) == (spend.DOCUMENTS, spend.LINES)
    assert documents["sequence"].to_pylist() == [0, 1, 2]
    assert documents["number"].to_pylist() == ["A", "B", "C"]
    assert documents["line_count"].to_pylist() == [1, 3, 2]
    assert [line[-1:] for line in lines["line_id"].to_pylist()] == ["1", "1", "2", "3", "1", "2"]


def test_a_complete_part_is_taken_as_it_is(invoices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = part_of(invoices)
    monkeypatch.setattr(_parts, "read_job", lambda *given: pytest.fail("read again"))
    assert part_of(invoices) == part


@pytest.mark.parametrize("missing", ["documents", "lines"])
def test_half_a_part_is_read_again(invoices: Path, missing: str) -> None:
    part = part_of(invoices)
    getattr(part, missing).unlink()
    assert part_of(invoices) == part
    assert pq.read_metadata(part.lines).num_rows == 6


def test_a_changed_file_is_another_job(invoices: Path) -> None:
    part = part_of(invoices)
    (invoices / "C.xml").write_bytes(oioubl_invoice(Document(number="C", lines=(Line(),) * 5)))
    again = part_of(invoices)
    assert again.documents != part.documents
    assert again.line_count == 9


def test_sequences_of_jobs_never_meet(invoices: Path) -> None:
    (job,) = jobs_for([invoices])
    later = read_to_part(replace(job, number=7), CONTEXT, None, invoices.parent / "staging")
    assert pq.read_table(later.documents)["sequence"].to_pylist() == [70_000_000, 70_000_001, 70_000_002]


def test_lines_are_written_in_batches(invoices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_parts, "BATCH_LINES", 2)
    part = part_of(invoices)
    assert part.line_count == 6
    assert pq.read_metadata(part.lines).num_row_groups == 3


def test_the_same_bytes_within_a_job(invoices: Path) -> None:
    (invoices / "D.xml").write_bytes((invoices / "B.xml").read_bytes())
    part = part_of(invoices)
    assert (part.document_count, part.line_count) == (4, 6)
    last = pq.read_table(part.documents).to_pylist()[3]
    told = {name: last[name] for name in ("status", "code", "detail", "source_ore", "counted_ore", "line_count")}
    assert told == {
        "status": "excluded",
        "code": "duplicate",
        "detail": "same bytes",
        "source_ore": 30_000,
        "counted_ore": 0,
        "line_count": 0,
    }


def test_what_never_counted_is_not_called_a_duplicate() -> None:
    def document(status: str, code: str | None) -> spend.ReadDocument:
        return spend.ReadDocument(document_id="1", file_id="1", source="a.xml", status=status, code=code)

    rejected, counted = document("rejected", "malformed"), document("counted", None)
    assert [d.code for d in once_each([rejected, rejected])] == ["malformed", "malformed"]
    aside = document("set_aside", "rate")
    assert [d.code for d in once_each([aside, aside])] == ["rate", "duplicate"]
    assert [d.code for d in once_each([counted, counted, counted])] == [None, "duplicate", "duplicate"]


def test_a_failing_write_leaves_no_part(invoices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object, **named: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(pq.ParquetWriter, "write_batch", full)
        with pytest.raises(OSError, match="No space left"):
            part_of(invoices)
    assert [path for path in (invoices.parent / "staging").iterdir() if path.suffix == ".parquet"] == []
    assert part_of(invoices).line_count == 6
