"""The catalogue of bad archives, row by row, beside a good document that is still counted."""

# ruff: noqa: E501 - a table, one case a line
from __future__ import annotations

import gzip
import io
import stat
import struct
import tarfile
import tracemalloc
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from papers import CONTEXT, CPR, GOOD, WHOLE_ORE, archive, fate, oioubl, peppol, read_all

from flok.domain.spend.reading import _archive, read_job
from flok.domain.spend.reading._jobs import Job, jobs_for, xml_files

ZERO_MB = zlib.compress(bytes(1_000_000), 9)
COUNTED = ("counted", None, WHOLE_ORE)


def raw_archive(entries: list[tuple[bytes, bytes, bytes, dict[str, int]]], *, shared: bool = False) -> bytes:
    """A zip written field by field: (name, name in the local header, packed bytes, fields that lie).

    Fields: method, flags, crc, packed, size, attributes. `shared`: every entry points at the first one's bytes.
    """
    out, directory = b"", b""
    for place, (name, local_name, packed, lies) in enumerate(entries):
        method, flags = lies.get("method", 0), lies.get("flags", 0)
        crc, size = lies.get("crc", zlib.crc32(packed)), lies.get("size", len(packed))
        sizes = (crc, lies.get("packed", len(packed)), size)
        offset = 0 if shared else len(out)
        if not (shared and place):
            local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, flags, method, 0, 0, *sizes, len(local_name), 0)
            out += local + local_name + packed
        directory += struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 788, 20, flags, method, 0, 0, *sizes, len(name), 0, 0, 0, 0,
            lies.get("attributes", 0), offset,
        ) + name  # fmt: skip
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(entries), len(entries), len(directory), len(out), 0)
    return out + directory + end


def one(name: str | bytes, content: bytes = b"", **lies: int) -> bytes:
    """An archive of one strange entry and a good document."""
    written = name if isinstance(name, bytes) else name.encode()
    flags = 0 if written.isascii() else 0x800
    lies = {"flags": flags, **lies}
    return raw_archive([(written, written, content or peppol(), lies), (b"good.xml", b"good.xml", GOOD, {})])


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def bomb(megabytes: int) -> bytes:
    """So many MB of zeros, deflated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b"".join([packer.compress(bytes(1_000_000)) for _ in range(megabytes)]) + packer.flush()


def symlink() -> bytes:
    entry = zipfile.ZipInfo("genvej.xml")
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return archive([(entry, b"/etc/passwd"), ("good.xml", GOOD)])


def tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as opened:
        opened.addfile(tarfile.TarInfo("a.xml"))
    return file.getvalue()


def nested(levels: int, innermost: bytes) -> bytes:
    content = innermost
    for _ in range(levels):
        content = archive({"inder.zip": content, "good.xml": GOOD})
    return content


ZEROS_SIZE = 500_000_000
ZEROS = bomb(500)

CASES: dict[str, tuple[Callable[[], bytes], list[tuple[str, str | None, int]]]] = {
    "Z01-up": (lambda: one("../../etc/x.xml"), [("rejected", "path", 0), COUNTED]),
    "Z01-up-inside": (lambda: one("a/../../x.xml"), [("rejected", "path", 0), COUNTED]),
    "Z01-absolute": (lambda: one("/etc/x.xml"), [("rejected", "path", 0), COUNTED]),
    "Z01-drive": (lambda: one("C:\\win\\x.xml"), [("rejected", "path", 0), COUNTED]),
    "Z01-network": (lambda: one("\\\\server\\x.xml"), [("rejected", "path", 0), COUNTED]),
    "Z01-backslashes": (lambda: one("a\\..\\..\\b.xml"), [("rejected", "path", 0), COUNTED]),
    "Z01-plain-backslash": (lambda: one("2026\\a.xml"), [COUNTED, COUNTED]),
    "Z01-two-dots-in-a-name": (lambda: one("a..b.xml"), [COUNTED, COUNTED]),
    "Z02-symlink": (symlink, [("rejected", "symlink", 0), COUNTED]),
    "Z03-bomb": (
        lambda: one("a.xml", ZEROS, method=8, size=ZEROS_SIZE, crc=0),
        [("rejected", "bomb", 0), COUNTED],
    ),
    "Z04-declared-10": (lambda: one("a.xml", ZEROS, method=8, size=10, crc=0), [("rejected", "corrupt", 0), COUNTED]),
    "Z04-declared-more": (lambda: one("a.xml", deflated(GOOD), method=8, size=len(GOOD) + 9, crc=zlib.crc32(GOOD)), [COUNTED, COUNTED]),
    "Z04-wrong-crc": (lambda: one("a.xml", crc=1), [("rejected", "corrupt", 0), COUNTED]),
    "Z04-broken-deflate": (lambda: one("a.xml", b"\xff" * 99, method=8), [("rejected", "corrupt", 0), COUNTED]),
    "Z04-method-lzma": (lambda: one("a.xml", b"\xff" * 99, method=14), [("rejected", "type", 0), COUNTED]),
    "Z04-method-unknown": (lambda: one("a.xml", method=99), [("rejected", "type", 0), COUNTED]),
    "Z05-overlap": (
        lambda: raw_archive([(b"%d.xml" % i, b"0.xml", GOOD, {}) for i in range(3)], shared=True),
        [("rejected", "overlap", 0)],
    ),
    "Z05-nested-without-end": (lambda: nested(7, GOOD), [("rejected", "nested", 0), COUNTED, COUNTED]),
    "Z06-one-level": (lambda: nested(1, archive({"a.xml": peppol()})), [COUNTED, COUNTED]),
    "Z06-two-levels": (lambda: nested(2, archive({"a.xml": peppol()})), [("rejected", "nested", 0), COUNTED, COUNTED]),
    "Z06-broken-inside": (lambda: nested(1, b"PK\3\4" + bytes(50)), [("rejected", "corrupt", 0), COUNTED]),
    "Z06-rar-inside": (lambda: nested(1, b"Rar!\x1a\7\0"), [("rejected", "type", 0), COUNTED]),
    "Z07-encrypted": (lambda: one("a.xml", flags=1), [("rejected", "encrypted", 0), COUNTED]),
    "Z08-no-bytes": (lambda: b"", [("rejected", "empty", 0)]),
    "Z08-no-entries": (lambda: archive({}), [("rejected", "empty", 0)]),
    "Z08-rar": (lambda: b"Rar!\x1a\7\0" + bytes(99), [("rejected", "type", 0)]),
    "Z08-7z": (lambda: b"7z\xbc\xaf\x27\x1c" + bytes(99), [("rejected", "type", 0)]),
    "Z08-gz": (lambda: gzip.compress(GOOD), [("rejected", "type", 0)]),
    "Z08-tar-gz": (tar, [("rejected", "type", 0)]),
    "Z08-xml": (lambda: GOOD, [("rejected", "corrupt", 0)]),
    "Z09-same-name": (lambda: archive([("a.xml", oioubl()), ("a.xml", GOOD)]), [COUNTED, COUNTED]),
    "Z09-by-case": (lambda: archive([("a.xml", oioubl()), ("A.XML", GOOD)]), [COUNTED, COUNTED]),
    "Z09-nfc-and-nfd": (
        lambda: archive([(unicodedata.normalize(form, "køb-å.xml"), raw) for form, raw in (("NFC", oioubl()), ("NFD", GOOD))]),
        [COUNTED, COUNTED],
    ),
    "Z11-pdf": (lambda: one("a.xml", b"%PDF-1.7\n"), [("excluded", "not_a_document", 0), COUNTED]),
    "Z11-program": (lambda: one("a.xml", b"MZ\x90\0"), [("excluded", "not_a_document", 0), COUNTED]),
    "Z11-pdf-beside": (lambda: one("bilag.pdf", b"%PDF-1.7\n"), [("excluded", "not_a_document", 0), COUNTED]),
    "Z11-macosx": (lambda: one("__MACOSX/._a.xml", b"\0\5\x16\7"), [("excluded", "not_a_document", 0), COUNTED]),
    "Z11-resource-fork": (lambda: one("2026/._a.xml", b"\0\5\x16\7"), [("excluded", "not_a_document", 0), COUNTED]),
    "Z11-thumbs": (lambda: one("2026/Thumbs.db", b"\xd0\xcf"), [("excluded", "not_a_document", 0), COUNTED]),
    "Z11-old-excel": (lambda: one("a.xls", b"\xd0\xcf"), [("rejected", "type", 0), COUNTED]),
    "Z11-folder": (lambda: archive([("2026/", b""), ("2026/good.xml", GOOD)]), [COUNTED]),
    "Z11-folder-with-content": (lambda: one("a.xml/"), [("rejected", "path", 0), COUNTED]),
    "Z12-4-kb-name": (lambda: one("n" * 4000 + ".xml"), [COUNTED, COUNTED]),
    "Z12-newline": (lambda: one("a\n2026 ERROR.xml"), [COUNTED, COUNTED]),
    "Z12-cp437": (lambda: one("mælk.xml".encode("cp437"), flags=0), [COUNTED, COUNTED]),
    "Z12-no-utf-8": (lambda: one(b"k\xff\xfeb.xml", flags=0x800), [("rejected", "corrupt", 0)]),
    "Z12-other-name-within": (
        lambda: raw_archive([(b"a.xml", b"b.xml", peppol(), {}), (b"good.xml", b"good.xml", GOOD, {})]),
        [("rejected", "corrupt", 0), COUNTED],
    ),
    "Z12-no-utf-8-within": (
        lambda: raw_archive([(b"a.xml", b"\xff.xml", peppol(), {"flags": 0x800}), (b"good.xml", b"good.xml", GOOD, {})]),
        [("rejected", "corrupt", 0), COUNTED],
    ),
    "Z13-cut": (lambda: one("a.xml")[:-30], [("rejected", "corrupt", 0)]),
    "Z13-no-directory": (lambda: one("a.xml")[: len(peppol())], [("rejected", "corrupt", 0)]),
    "Z13-garbage-after": (lambda: one("a.xml") + b"garbage", [("rejected", "corrupt", 0)]),
    "Z13-two-end-to-end": (lambda: archive({"a.xml": peppol()}) + archive({"b.xml": GOOD}), [("rejected", "corrupt", 0)]),
    "Z13-comment": (lambda: one("a.xml")[:-2] + b"\5\0hello", [COUNTED, COUNTED]),
}  # fmt: skip


@pytest.mark.parametrize("row", CASES)
def test_the_bad_one_has_its_reason_and_the_good_one_counts(row: str, tmp_path: Path) -> None:
    build, expected = CASES[row]
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.zip").write_bytes(build())
    (folder / "b.xml").write_bytes(GOOD)
    before = sorted(tmp_path.rglob("*"))

    documents = read_all(folder)

    assert sorted(map(fate, documents)) == sorted([*expected, COUNTED])
    assert sorted(tmp_path.rglob("*")) == before
    assert all(document.source.isprintable() and len(document.source) < 300 for document in documents)


def test_z03_z04_memory_is_bounded_whatever_is_declared(tmp_path: Path) -> None:
    for row in ("Z03-bomb", "Z04-declared-10"):
        (tmp_path / f"{row}.zip").write_bytes(CASES[row][0]())
    tracemalloc.start()
    documents = read_all(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [document.code for document in documents] == ["bomb", None, "corrupt", None]
    assert peak < 64_000_000


def test_z06_all_entries_share_one_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries that are each within bounds, in an archive inside another."""
    monkeypatch.setattr(_archive, "RATIO_FROM", 100_000)
    inner = archive({f"{i}.xml": bytes(100_000) for i in range(150)} | {"z.xml": GOOD})
    (tmp_path / "a.zip").write_bytes(archive({"inder.zip": inner, "z.xml": GOOD}))
    codes = [document.code for document in read_all(tmp_path)]
    assert (codes.count("empty"), codes.count("bomb")) == (99, 53)


def test_z09_equal_names_are_read_by_place(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(archive([("a.xml", peppol(number="F-1")), ("a.xml", peppol(number="F-2"))]))
    assert [document.number for document in read_all(tmp_path)] == ["F-1", "F-2"]


def test_z10_many_entries(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(archive([(f"{i}.pdf", b"") for i in range(6_000)] + [("z.xml", GOOD)]))
    jobs = list(jobs_for([tmp_path / "a.zip"]))
    runs = [job.entries for job in jobs if job.entries is not None]
    assert [start for start, _ in runs] == [0, *(end for _, end in runs[:-1])]
    assert runs[-1][1] == 6_001
    documents = [document for job in jobs for document in read_job(job, CONTEXT)]
    assert [document.status for document in documents] == ["excluded"] * 6_000 + ["counted"]


def test_z10_too_many_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_archive, "MAX_ENTRIES", 3)
    (tmp_path / "a.zip").write_bytes(archive({f"{i}.xml": GOOD for i in range(4)}))
    (tmp_path / "b.zip").write_bytes(archive({f"{i}.xml": GOOD for i in range(3)}))
    refused, *counted = read_all(tmp_path)
    assert (refused.code, refused.detail) == ("limit", "4 entries, at most 3")
    assert [fate(document) for document in counted] == [COUNTED] * 3


def test_z12_names_are_shown_safely(tmp_path: Path) -> None:
    names = ["a\n2026 ERROR.xml", "n" * 400 + ".xml", "\u202ed\x1b[2J.xml", f"{CPR}.xml"]
    (tmp_path / "a.zip").write_bytes(archive([(name, GOOD) for name in names]))
    shown = [document.source.split("!/")[1] for document in read_all(tmp_path)]
    assert shown == ["a\ufffd2026 ERROR.xml", "n" * 199 + "…", "\ufffdd\ufffd[2J.xml", "[cpr].xml"]


def test_z13_cut_at_any_place(tmp_path: Path) -> None:
    raw = archive({"a.xml": peppol()})
    path = tmp_path / "a.zip"
    for end in range(0, len(raw), 7):
        path.write_bytes(raw[:end])
        assert [document.status for document in read_all(path)] == ["rejected"]


def test_a_nested_archive_is_named_with_its_way(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(nested(1, archive({"b/c.xml": GOOD})))
    assert [document.source for document in read_all(tmp_path)] == [
        f"{tmp_path.name}/a.zip!/inder.zip!/b/c.xml",
        f"{tmp_path.name}/a.zip!/good.xml",
    ]


def test_a_table_inside_an_archive_is_read_as_a_table(tmp_path: Path) -> None:
    rows = "Fakturanr;Fakturadato;CVR;Varetekst;Beløb\nF1;01-02-2026;99000000;Papir;100,00\n"
    (tmp_path / "a.zip").write_bytes(archive({"køb.csv": rows.encode(), "z.xml": GOOD}))
    documents = read_all(tmp_path, context=replace(CONTEXT, buyer_ids=frozenset(), unit_ids=frozenset()))
    assert [(document.kind, fate(document)) for document in documents] == [
        ("export", ("counted", None, 10000)),
        ("invoice", COUNTED),
    ]


def test_catalogues_in_an_archive_with_a_bad_entry_are_all_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(one("../a.xml"))
    (tmp_path / "b.zip").write_bytes(one("a.xml", flags=1))
    problems: list[object] = []
    found: Iterator[tuple[str, str, bytes]] = xml_files([tmp_path], CONTEXT, problems)  # type: ignore[arg-type]
    assert [(source.split("!/")[1], raw) for source, _, raw in found] == [("good.xml", GOOD)] * 2
    assert [document.code for document in problems] == ["path", "encrypted"]  # type: ignore[attr-defined]


def test_a_job_of_an_archive_that_is_gone(tmp_path: Path) -> None:
    (document,) = read_job(Job(0, (str(tmp_path / "a.zip"),), (0, 5)), CONTEXT)
    assert (document.code, document.detail) == ("corrupt", "No such file or directory")
