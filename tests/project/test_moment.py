"""Database and files of a backup are of one moment, also while the site is at work."""

from __future__ import annotations

import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from flok.apps.members.models import Organisation
from flok.project.backup import RefusedError, _back_up, _files, back_up
from tests.apps.worlds import new_organisation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path / "data"
    folder = settings.DATA / "organisations" / "x" / "store"
    folder.mkdir(parents=True)
    (folder / "CURRENT").write_text("1")
    (folder / "lines").mkdir()
    (folder / "lines" / "1").write_text("en")
    return Path(settings.DATA)


def elsewhere(do: Any) -> None:
    """As another process would: in a thread, with a connection of its own."""

    def run() -> None:
        do()
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def test_what_changes_meanwhile_is_looked_at_again(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, real, calls = data / "organisations" / "x" / "store", _files.link, []

    def link(folder: Path, seen: _files.Seen, into: Path) -> bool:
        done = real(folder, seen, into)
        calls.append(len(seen))
        if len(calls) == 1:  # a publication, and a row, just after the first look
            elsewhere(lambda: new_organisation("Fiktiv Kommune"))
            (store / "lines" / "2").write_text("to")
            (store / "CURRENT.tmp").write_text("2")
            (store / "CURRENT.tmp").rename(store / "CURRENT")
            (store / "lines" / "1").unlink()
        return done

    monkeypatch.setattr(_files, "link", link)
    path = tmp_path / "kopi.zip"
    manifest = back_up(path)
    assert calls == [2, 2]
    assert manifest.tables["members_organisation"]["rows"] == 1
    with zipfile.ZipFile(path) as archive:
        assert {
            name: archive.read(name) for name in archive.namelist() if name.startswith("files/")
        } == {
            "files/organisations/x/store/CURRENT": b"2", "files/organisations/x/store/lines/2": b"to",
        }  # fmt: skip


def test_what_comes_after_the_moment_is_not_in_it_and_pages_can_write(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = _back_up._written_table
    added = threading.Event()

    def once(*given: Any) -> Any:
        if not added.is_set():
            added.set()
            elsewhere(lambda: new_organisation("Bagefter"))
            (data / "organisations" / "x" / "ny").write_text("ny")
        return real(*given)

    monkeypatch.setattr(_back_up, "_written_table", once)
    manifest = back_up(tmp_path / "kopi.zip")
    assert Organisation.objects.filter(name="Bagefter").exists()
    assert manifest.tables["members_organisation"]["rows"] == 0
    assert "files/organisations/x/ny" not in manifest.entries


def test_files_that_never_rest_are_told(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_back_up, "_ATTEMPTS", 2)
    monkeypatch.setattr(_files, "link", lambda *_given: False)
    with pytest.raises(RefusedError, match="kept changing"):
        back_up(tmp_path / "kopi.zip")
    assert [one.name for one in tmp_path.iterdir()] == ["data"]
