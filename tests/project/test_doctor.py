"""Each fault is made to happen, and doctor says what it is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from flok.apps.notices import workers
from flok.apps.notices.models import Beat, Letter
from flok.project import doctor
from flok.project.doctor import Finding, Level
from flok.project.doctor._before import room
from tests import postgresql
from tests.apps.notices.mail_server import mail_server
from tests.apps.worlds import new_organisation
from tests.project import installations
from tests.project.installations import Installation

KEY = "k" * 60


def wrong(findings: Any) -> list[tuple[str, str]]:
    return [(one.level.name, one.english) for one in findings if one.level > Level.OK]


def said(findings: Any, level: str, words: str) -> bool:
    return any(found == level and words in text for found, text in wrong(findings))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with nothing wrong in it, named by FLOK_DATA."""
    found = tmp_path / "data"
    found.mkdir()
    (found / "secret_key").touch(mode=0o600)
    (found / "secret_key").write_text(KEY)
    (found / "network.toml").write_text('name = "Fiktivt netværk"')
    monkeypatch.setenv("FLOK_DATA", str(found))
    monkeypatch.delenv("FLOK_OIDC", raising=False)
    return found


def test_nothing_is_wrong_before(folder: Path) -> None:
    assert [text for _level, text in wrong(doctor.before()) if "left" not in text] == []


def oidc(text: str, mode: int) -> Callable[[Path, pytest.MonkeyPatch], None]:
    def make(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = folder.parent / "oidc.toml"
        path.write_text(text)
        path.chmod(mode)
        monkeypatch.setenv("FLOK_OIDC", str(path))

    return make


@pytest.mark.parametrize(
    ("make", "level", "words"),
    [
        (lambda f, m: m.setenv("FLOK_DATA", str(f / "secret_key" / "x")), "FAULT", "cannot be written"),
        (lambda f, m: (f / "secret_key").chmod(0o640), "FAULT", "run: chmod 600"),
        (lambda f, m: (f / "secret_key").write_text("kort"), "FAULT", "secret_key is damaged"),
        (lambda f, m: (f / "network.toml").unlink(), "WARNING", "network.toml is missing"),
        (lambda f, m: (f / "network.toml").write_text("navn = 'x'"), "FAULT", "ukendt / unknown: navn"),
        (lambda f, m: (f / "network.toml").write_text("= ="), "FAULT", "network.toml cannot be read"),
        (lambda f, m: (f / "restore-unfinished").touch(), "FAULT", "A restore was interrupted"),
        (lambda f, m: m.setenv("FLOK_OIDC", str(f / "ingen.toml")), "FAULT", "FLOK_OIDC"),
        (oidc("[[organisation]]\ncvr = '99000001'", 0o600), "FAULT", "address, client_id, name, secret"),
        (oidc("organisation = []", 0o644), "WARNING", "Others can read"),
    ],
)  # fmt: skip
def test_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path, Any], object], level: str, words: str
) -> None:
    make(folder, monkeypatch)
    assert said(doctor.before(), level, words), wrong(doctor.before())


def test_room_on_the_disk() -> None:
    assert [room(free).level for free in (6 * 10**9, 10**9, 10**8)] == [Level.OK, Level.WARNING, Level.FAULT]


@pytest.fixture
def site(db: None, settings: Any, tmp_path: Path) -> Any:
    """A site with nothing wrong, but that it is new: settings that a test may break."""
    from django.core.management import call_command

    call_command("createcachetable", verbosity=0)
    settings.DATA = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").touch()
    return settings


NEW = ["No worker is running", "No coordinator yet", "Mails become files"]


def test_a_new_site_has_warnings_only(site: Any) -> None:
    found = wrong(doctor.within())
    assert [level for level, _text in found] == ["WARNING"] * 3
    assert [text.startswith(start) for (_level, text), start in zip(found, NEW, strict=True)] == [True] * 3


def test_the_worker(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_beat", lambda stop: None)  # its clock stands still
    with workers.alive():
        Beat.objects.all().delete()
        assert said(doctor.within(), "WARNING", "its clock stands still")
        Beat.objects.create(name="x", next_at=timezone.now(), ran_at=timezone.now(), error="ValueError")
        assert not said(doctor.within(), "WARNING", "its clock stands still")
        assert said(doctor.within(), "WARNING", "Doing x failed the last time (ValueError)")
    assert said(doctor.within(), "WARNING", "No worker is running")


def test_work_that_waits_and_mails_given_up(site: Any) -> None:
    from django_tasks_db.models import DBTaskResult, get_date_max

    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="x", backend_name="default", run_after=get_date_max()
    )
    before = timezone.now() - timedelta(hours=1)
    assert not said(doctor.within(), "WARNING", "waited over 15 minutes")
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=before)
    Letter.objects.create(to="a@flok.example", subject="", body="", at=before, next_at=before, state="failed")
    found = list(doctor.within())
    assert said(found, "WARNING", "1 tasks have waited over 15 minutes")
    assert said(found, "WARNING", "1 mails were given up")


def test_mail(site: Any) -> None:
    site.MAIL_CARRIER = "django.core.mail.backends.smtp.EmailBackend"
    site.DEFAULT_FROM_EMAIL = "flok@localhost"
    assert said(doctor.within(), "FAULT", "set FLOK_MAIL_FROM")
    site.DEFAULT_FROM_EMAIL, site.EMAIL_HOST = "flok@flok.example", "127.0.0.1"
    with mail_server() as server:
        site.EMAIL_PORT = server.port
        assert not said(doctor.within(try_mail=True), "FAULT", "The mail server")
    assert said(doctor.within(try_mail=True), "FAULT", "does not answer (ConnectionRefusedError)")
    assert not said(doctor.within(), "FAULT", "The mail server")


@pytest.mark.parametrize(
    ("given", "level", "words"),
    [
        ({"HOSTS": ["*"]}, "FAULT", "FLOK_HOSTS is *"),
        ({"HTTPS": False}, "WARNING", "without https"),
        ({"SECURE_PROXY_SSL_HEADER": None}, "WARNING", "https without a proxy"),
        ({"ADDRESS": "https://andet.example"}, "WARNING", "correct FLOK_ADDRESS"),
        ({"ADDRESS": "http://flok.example"}, "WARNING", "correct FLOK_ADDRESS"),
        ({"DEMONSTRATION": True}, "FAULT", "anyone can sign in"),
        ({"STATIC_ROOT": "/dev/null"}, "FAULT", "run make setup"),
    ],
)
def test_addresses_and_static_files(site: Any, given: dict[str, Any], level: str, words: str) -> None:
    site.HOSTS, site.HTTPS, site.ADDRESS = ["flok.example"], True, "https://flok.example"
    site.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert len(wrong(doctor.within())) == 3
    for name, value in given.items():
        setattr(site, name, value)
    assert said(doctor.within(), level, words)


def test_a_damaged_store_is_named(site: Any) -> None:
    organisation = new_organisation("Fiktiv Kommune")
    folder = site.DATA / "organisations" / str(organisation.pk) / "share"
    folder.mkdir(parents=True)
    assert not said(doctor.within(), "FAULT", "A store is damaged")
    (folder / "CURRENT").write_text("x")
    assert said(doctor.within(), "FAULT", "A store is damaged (Fiktiv Kommune")


def test_a_table_without_its_wall(site: Any) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("row-level security is PostgreSQL's")
    for statement in (
        "ALTER TABLE members_unit NO FORCE ROW LEVEL SECURITY",
        "CREATE POLICY hul ON members_invitation USING (true)",
    ):
        with connection.cursor() as cursor:
            cursor.execute(statement)
    assert said(doctor.within(), "FAULT", "Row-level security is missing on members_invitation, members_unit")


@pytest.fixture(scope="module")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = installations.new(tmp_path_factory.mktemp("doctor") / "data")
    made.migrate()
    return made


def copied(installation: Installation, into: Path) -> Installation:
    shutil.copytree(installation.data, into)
    return Installation(into)


def test_the_command_tells_in_both_languages_and_ends_with_the_worst(new_site: Installation, tmp_path: Path) -> None:
    done = new_site.flok("doctor", FLOK_HOSTS="*")
    assert (done.returncode, done.stderr) == (2, "")
    assert "FEJL/FAULT       FLOK_HOSTS er *; skriv sitets egne navne\n                 FLOK_HOSTS is *" in done.stdout
    empty = installations.new(tmp_path / "tom").flok("doctor")
    assert (empty.returncode, "is not up to date" in empty.stdout) == (2, True)
    (tmp_path / "fil").touch()
    nowhere = Installation(tmp_path / "fil" / "data").flok("doctor")
    assert (nowhere.returncode, nowhere.stderr, "cannot be written" in nowhere.stdout) == (2, "", True)


def test_a_damaged_sqlite(new_site: Installation, tmp_path: Path) -> None:
    damaged = copied(new_site, tmp_path / "damaged")
    path = damaged.data / "flok.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'members_person'").fetchone()[0]
        size = database.execute("PRAGMA page_size").fetchone()[0]
    database.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x55" * 200)
    done = damaged.flok("doctor")
    assert (done.returncode, "The database is damaged" in done.stdout) == (2, True), done.stdout + done.stderr


def test_a_role_that_walls_do_not_bind_and_a_database_that_is_away(server: postgresql.Server, tmp_path: Path) -> None:
    made = installations.new(tmp_path / "pg", server)
    made.migrate()
    done = made.flok("doctor")
    assert "PostgreSQL: row-level security on" in done.stdout
    assert made.database is not None
    as_owner = Installation(made.data, made.database.replace("flok@", "owner@"))
    done = as_owner.flok("doctor")
    assert (done.returncode, "The role owner is a superuser" in done.stdout) == (2, True)
    away = Installation(made.data, f"{made.database}-borte")
    done = away.flok("doctor")
    assert (done.returncode, "The database cannot be reached" in done.stdout, done.stderr) == (2, True, "")


def test_findings_are_in_two_languages(site: Any) -> None:
    for finding in [*doctor.before(), *doctor.within()]:
        assert isinstance(finding, Finding)
        assert finding.danish
        assert finding.english
