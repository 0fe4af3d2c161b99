"""Backups of whole installations: made, checked, put in on either database, refused where they must be."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flok.apps.members.models import Organisation
from flok.apps.notices.workers import alive
from flok.project.backup import RefusedError, restore, verify
from tests import postgresql
from tests.project import installations
from tests.project.installations import Installation

FURNISH = "import django; django.setup(); from tests.project.furnished import furnish; furnish()"


def whole(folder: Path) -> Installation:
    made = installations.new(folder)
    made.migrate()
    made.python(FURNISH)
    return made


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return whole(tmp_path_factory.mktemp("original") / "data")


@pytest.fixture(scope="module")
def archive(original: Installation) -> Path:
    path = original.data.parent / "kopi.zip"
    done = original.flok("backup", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    return path


def changed(archive: Path, into: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy of the archive with other entries."""
    with zipfile.ZipFile(archive) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    change(entries)
    with zipfile.ZipFile(into, "w") as new:
        for name, content in entries.items():
            new.writestr(name, content)
    return into


def edit_manifest(edit: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, bytes]], None]:
    def change(entries: dict[str, bytes]) -> None:
        manifest = json.loads(entries["manifest.json"])
        edit(manifest)
        entries["manifest.json"] = json.dumps(manifest).encode()

    return change


def test_from_sqlite_to_postgresql_and_back_everything_is_equal(
    original: Installation, archive: Path, server: postgresql.Server, tmp_path: Path
) -> None:
    rows, files = original.rows(), original.files()
    assert len(rows["members_person"]) >= 4
    assert len(files) >= 12
    on_postgresql = installations.new(tmp_path / "pg", server)
    done = on_postgresql.flok("restore", str(archive))
    assert (done.returncode, done.stderr) == (0, "")
    assert on_postgresql.rows() == rows
    assert on_postgresql.files() == files
    seen = on_postgresql.python(
        "import django; django.setup()\nfrom django.db import connection as c\n"
        "k = c.cursor(); k.execute('SELECT count(*) FROM members_membershipchange'); print(k.fetchone()[0])"
    )
    assert seen.strip() == "0"  # without a scope, row-level security shows none of the restored rows
    second = tmp_path / "anden.zip"
    assert on_postgresql.flok("backup", str(second)).returncode == 0
    back = installations.new(tmp_path / "back")
    assert back.flok("restore", str(second)).returncode == 0
    assert back.rows() == rows
    assert back.files() == files
    new_number = "import django; django.setup()\nfrom django.utils import timezone\n" \
        "from flok.apps.members.models import AuditEntry as A\n" \
        "had = max(A.objects.values_list('pk', flat=True)); " \
        "print(A.objects.create(at=timezone.now(), act='read', subject='x').pk - had)"  # fmt: skip
    assert [int(one.python(new_number)) > 0 for one in (on_postgresql, back)] == [True, True]


def test_a_backup_is_whole_and_its_owners_only(original: Installation, archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600
    done = original.flok("verify", str(archive))
    assert (done.returncode, done.stderr) == (0, "")
    with zipfile.ZipFile(archive) as file:
        manifest = json.loads(file.read("manifest.json"))
    assert {name.removeprefix("files/") for name in manifest["entries"] if name.startswith("files/")} == set(
        original.files()
    )
    assert manifest["tables"]["members_organisation"]["rows"] == 2
    assert not {"django_session", "cache", "notices_beat"} & set(manifest["tables"])
    assert list(original.data.glob("backup-*/")) == []


def test_nothing_is_written_over(original: Installation, archive: Path) -> None:
    before = archive.read_bytes()
    done = original.flok("backup", str(archive))
    assert (done.returncode, "there already" in done.stderr) == (2, True)
    assert archive.read_bytes() == before


def test_a_furnished_installation_is_replaced_only_when_asked_and_then_wholly(
    original: Installation, archive: Path, tmp_path: Path
) -> None:
    other = whole(tmp_path / "data")
    rows, files = other.rows(), other.files()
    refused = other.flok("restore", str(archive))
    assert (refused.returncode, "is not empty" in refused.stderr, "ikke tom" in refused.stderr) == (2, True, True)
    assert (other.rows(), other.files()) == (rows, files)
    assert other.flok("restore", str(archive), "--replace").returncode == 0
    assert other.rows() == original.rows()
    assert other.files() == original.files()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda e: e.update({"database/members_person.jsonl": b"[]\n"}), "database/members_person.jsonl is damaged"),
        (lambda e: e.update({"files/network.toml": e["files/network.toml"] + b" "}), "files/network.toml is damaged"),
        (lambda e: e.pop("files/secret_key"), "files/secret_key is missing"),
        (lambda e: e.update({"files/../../ude": b"x"}), "files/../../ude does not belong"),
        (edit_manifest(lambda m: m.update(format=99)), "the format is 99, and this Flok reads 1"),
        (lambda e: e.pop("manifest.json"), "is not a whole backup"),
        (
            edit_manifest(lambda m: m["migrations"]["members"].append("0099_fra_fremtiden")),
            "of newer database (Flok 0",
        ),
        (edit_manifest(lambda m: m["migrations"].pop("members")), "of older database (Flok 0"),
        (edit_manifest(lambda m: m["tables"]["members_unit"]["columns"].pop()), "has other columns in: members_unit"),
        (
            edit_manifest(lambda m: m["tables"]["members_person"].update(rows=1)),
            "database/members_person.jsonl is damaged",
        ),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_what_is_damaged_or_of_another_version_is_refused_and_named(
    archive: Path, tmp_path: Path, settings: Any, change: Callable[[dict[str, bytes]], None], said: str
) -> None:
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    (settings.DATA / "network.toml").write_text("her")
    with pytest.raises(RefusedError) as refused:
        restore(changed(archive, tmp_path / "x.zip", change), replace=True)
    assert said in refused.value.english
    assert refused.value.danish != refused.value.english
    assert [(one.name, one.is_dir()) for one in sorted(settings.DATA.iterdir()) if one.name != "workers"] == [
        ("network.toml", False)
    ]
    assert not Organisation.objects.exists()


def test_verify_names_each_damaged_byte_run(original: Installation, archive: Path, tmp_path: Path) -> None:
    def change(entries: dict[str, bytes]) -> None:
        entries["files/network.toml"] = b"andet"
        entries.pop("files/secret_key")

    done = original.flok("verify", str(changed(archive, tmp_path / "x.zip", change)))
    assert done.returncode == 1
    assert ["network.toml is damaged" in done.stderr, "secret_key is missing" in done.stderr] == [True, True]
    cut = tmp_path / "halv.zip"
    cut.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    for path in (cut, tmp_path / "findes-ikke.zip"):
        done = original.flok("verify", str(path))
        assert (done.returncode, "Traceback" in done.stderr) == (2, False)


def test_a_flipped_byte_anywhere_is_seen(archive: Path, tmp_path: Path) -> None:
    content = archive.read_bytes()
    path = tmp_path / "x.zip"
    seen, whole_one = 0, verify(archive)[0]
    places = range(0, len(content), max(1, len(content) // 60))
    for place in places:
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        try:
            manifest, faults = verify(path)
            seen += bool(faults) or manifest == whole_one  # some bytes of a zip mean nothing (times, padding)
        except RefusedError:
            seen += 1
    assert seen == len(places)


def test_what_the_database_does_not_take_changes_nothing(
    original: Installation, archive: Path, server: postgresql.Server, tmp_path: Path
) -> None:
    """PostgreSQL takes no NUL in a text; SQLite does. The archive is whole, the database says no half-way."""
    import hashlib

    def change(entries: dict[str, bytes]) -> None:
        name = (
            "database/members_unit.jsonl" if entries["database/members_unit.jsonl"] else "database/notices_notice.jsonl"
        )
        entries[name] = entries[name].replace(b"KANARIE", b"KANA\\u0000IE")
        manifest = json.loads(entries["manifest.json"])
        manifest["entries"][name] |= {
            "sha256": hashlib.sha256(entries[name]).hexdigest(), "size": len(entries[name])
        }  # fmt: skip
        entries["manifest.json"] = json.dumps(manifest).encode()

    target = installations.new(tmp_path / "pg", server)
    target.migrate()
    files = target.files()
    done = target.flok("restore", str(changed(archive, tmp_path / "x.zip", change)))
    assert (done.returncode, "The database does not take the rows of" in done.stderr) == (2, True), done.stderr
    assert not any(target.rows()[name] for name in ("members_person", "members_organisation"))
    assert (target.files(), [one.name for one in target.data.glob("re*-*")]) == (files, [])


def test_a_restore_that_cannot_move_a_file_puts_everything_back(
    original: Installation, archive: Path, tmp_path: Path
) -> None:
    target = installations.Installation(tmp_path / "data")
    shutil.copytree(original.data, target.data)
    rows, files = target.rows(), target.files()
    broken = (
        "import django; django.setup()\nfrom pathlib import Path\nfrom flok.project import backup\n"
        "real, done = Path.rename, []\n"
        "def rename(self, to):\n"
        "    done.append(1)\n"
        "    if len(done) == 5: raise OSError('no')\n"
        "    return real(self, to)\n"
        "Path.rename = rename\n"
        f"try: backup.restore(Path({str(archive)!r}), replace=True)\n"
        "except OSError: print('refused')\n"
    )
    assert target.python(broken).strip() == "refused"
    assert (target.rows(), target.files()) == (rows, files)


def test_a_restore_killed_while_files_move_is_told_by_doctor_and_mended_by_another(
    original: Installation, archive: Path, tmp_path: Path
) -> None:
    target = installations.Installation(tmp_path / "data")
    shutil.copytree(original.data, target.data)
    killed = (
        "import django; django.setup()\nimport os, signal\nfrom pathlib import Path\nfrom flok.project import backup\n"
        "real, done = Path.rename, []\n"
        "def rename(self, to):\n"
        "    done.append(1)\n"
        "    if len(done) == 5: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return real(self, to)\n"
        "Path.rename = rename\n"
        f"backup.restore(Path({str(archive)!r}), replace=True)\n"
    )
    assert target._run(["-c", killed], {}).returncode == -9
    assert "A restore was interrupted" in target.flok("doctor").stdout
    refused = target.flok("restore", str(archive))
    assert (refused.returncode, "restore-unfinished" in refused.stderr or "not empty" in refused.stderr) == (2, True)
    done = target.flok("restore", str(archive), "--replace")
    assert (done.returncode, done.stderr) == (0, "")
    assert (target.rows(), target.files()) == (original.rows(), original.files())
    assert [one.name for one in target.data.iterdir() if one.name.startswith(("restore", "replaced"))] == []


@pytest.mark.django_db
def test_nothing_is_restored_under_a_running_site(archive: Path, tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    with alive(), pytest.raises(RefusedError, match="The site is running"):
        restore(archive, replace=True)
