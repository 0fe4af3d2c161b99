"""Folders, files and archives cut into jobs: everything once, in an order that does not vary."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest
from papers import CONTEXT, CPR, GOOD, WHOLE_ORE, archive, fate, read_all

from flok.domain.spend.reading import _jobs, jobs_for, read_job
from flok.domain.spend.reading._jobs import Job


def put(folder: Path, **files: bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def test_everything_is_in_one_job_each_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_jobs, "FILES_PER_JOB", 2)
    put(tmp_path, b_xml=GOOD, a_xml=GOOD, m_zip=archive({"x.xml": GOOD}), z__c_xml=GOOD, q__d_xml=GOOD, e_xml=GOOD)
    jobs = list(jobs_for([tmp_path]))
    names = [[Path(file).relative_to(tmp_path).as_posix() for file in job.files] for job in jobs]
    assert names == [["a.xml", "b.xml"], ["m.zip"], ["e.xml", "q/d.xml"], ["z/c.xml"]]
    assert [job.number for job in jobs] == [0, 1, 2, 3]
    assert jobs == list(jobs_for([tmp_path])) == pickle.loads(pickle.dumps(jobs))


def test_paths_are_read_in_the_order_given(tmp_path: Path) -> None:
    put(tmp_path, a_xml=GOOD, b_xml=GOOD)
    sources = [document.source for document in read_all(tmp_path / "b.xml", tmp_path / "a.xml")]
    assert sources == ["b.xml", "a.xml"]


def test_sources_are_named_from_where_reading_began(tmp_path: Path) -> None:
    put(tmp_path, in__2026__a_xml=GOOD)
    assert [document.source for document in read_all(tmp_path / "in")] == ["in/2026/a.xml"]
    assert [document.source for document in read_all(tmp_path / "in" / "2026" / "a.xml")] == ["a.xml"]


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("a.xml", "counted", None),
        ("A.XML", "counted", None),
        ("uden-endelse", "counted", None),
        ("Thumbs.db", "excluded", "not_a_document"),
        ("desktop.ini", "excluded", "not_a_document"),
        (".DS_Store", "excluded", "not_a_document"),
        ("._a.xml", "excluded", "not_a_document"),
        ("a.pdf", "excluded", "not_a_document"),
        ("a.docx", "excluded", "not_a_document"),
        ("a.xml.bak", "excluded", "not_a_document"),
        ("a.xls", "rejected", "type"),
        ("a.ods", "rejected", "type"),
        ("a.xml.gz", "rejected", "type"),
        ("a.7z", "rejected", "type"),
        ("a.zip", "rejected", "corrupt"),
    ],
)
def test_what_a_name_says(name: str, status: str, code: str | None, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(GOOD)
    (document,) = read_all(tmp_path)
    assert (document.status, document.code) == (status, code)


def test_a_refused_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    put(tmp_path, a_pdf=b"1", b_pdf=b"1", c_pdf=b"2")
    first, same, other = read_all(tmp_path)
    assert first.file_id == same.file_id != other.file_id
    assert first.document_id == first.file_id[:16]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "loose.xml").symlink_to(tmp_path / "nowhere")
    documents = read_all(tmp_path, tmp_path / "gone.xml", tmp_path / "gone.zip", tmp_path / "gone")
    assert [(fate(document), document.detail) for document in documents] == [
        (("rejected", "corrupt", 0), "No such file or directory")
    ] * 4


def test_a_folder_that_may_not_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, a_xml=GOOD, closed__b_xml=GOOD)
    scandir = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    documents = read_all(tmp_path)
    assert [(document.source.split("/")[-1], document.code) for document in documents] == [
        ("a.xml", None),
        ("closed", "corrupt"),
    ]


def test_names_no_encoding_knows(tmp_path: Path) -> None:
    name = os.fsdecode(b"k\xff\n.xml")
    (tmp_path / name).write_bytes(GOOD)
    (tmp_path / ("gone-" + name)).symlink_to(tmp_path / "nowhere")
    documents = read_all(tmp_path)
    assert sorted((document.source.split("/")[-1], fate(document)) for document in documents) == [
        ("gone-k\ufffd\ufffd.xml", ("rejected", "corrupt", 0)),
        ("k\ufffd\ufffd.xml", ("counted", None, WHOLE_ORE)),
    ]


def test_a_cpr_number_in_a_name_is_hidden(tmp_path: Path) -> None:
    (tmp_path / CPR).mkdir()
    (tmp_path / CPR / f"{CPR}.xml").write_bytes(GOOD)
    (tmp_path / CPR / f"{CPR}.zip").write_bytes(archive({f"{CPR}/a.xml": GOOD, f"../{CPR}.xml": GOOD}))
    documents = read_all(tmp_path)
    assert sorted(document.status for document in documents) == ["counted", "counted", "rejected"]
    assert [document for document in documents if CPR in repr((document, document.lines))] == []


def test_an_archive_is_cut_into_runs_that_cover_it(tmp_path: Path) -> None:
    put(tmp_path, a_zip=archive({f"{i:03d}.pdf": b"" for i in range(450)} | {"z.xml": GOOD}))
    jobs = list(jobs_for([tmp_path]))
    assert [job.entries for job in jobs] == [(0, 200), (200, 400), (400, 451)]
    names = [document.source.split("!/")[1] for job in jobs for document in read_job(job, CONTEXT)]
    assert names == [f"{i:03d}.pdf" for i in range(450)] + ["z.xml"]


def test_a_key_is_the_same_until_a_file_changes(tmp_path: Path) -> None:
    put(tmp_path, a_xml=GOOD)
    job = Job(0, (str(tmp_path / "a.xml"),))
    key = job.key
    assert Job(7, job.files).key == key
    assert Job(0, job.files, (0, 1)).key != key
    assert Job(0, (*job.files, "b.xml")).key != key
    put(tmp_path, a_xml=GOOD + b"\n")
    assert job.key != key


def test_an_empty_folder_is_no_work(tmp_path: Path) -> None:
    assert list(jobs_for([tmp_path])) == []
