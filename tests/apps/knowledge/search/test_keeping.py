"""What is put is kept in the database, comes into the index with the commit, and comes back when the index is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from flok.apps.knowledge import search
from flok.apps.knowledge.models import FoundText, NetworkText, Reading
from flok.apps.knowledge.search import _gathering, _indexing, _keeping, _sources, tasks
from flok.apps.members.scoping import Ring, inside
from flok.apps.members.transactions import in_transaction
from tests.apps.knowledge.search import documents
from tests.apps.knowledge.search.conftest import Network, begin_anew


def test_what_is_put_is_kept_whole_and_the_same_twice_is_one(network: Network) -> None:
    for _time in range(2):
        network.put("sag", "Teksten", of="ane", ring=Ring.THEME, theme="labels", about="Under titlen")
    with inside(network.organisations["ane"]):
        row = FoundText.objects.get()
    assert (row.kind, row.key, row.title, row.text, row.link, row.ring, row.theme, row.about) == (
        "case", "sag", "sag", "Teksten", "/sag/", "theme", "labels", "Under titlen",
    )  # fmt: skip


def test_what_a_database_will_not_take_is_made_takeable(network: Network) -> None:
    network.put("sag", "a\x00b \ud800 e\u0301" + "x" * 500_000, title="t" * 400)
    row = NetworkText.objects.get()
    assert row.text.startswith("a b ? é")
    assert (len(row.text) <= _keeping.MOST_TEXT, len(row.title)) == (True, 300)


def test_a_change_that_is_rolled_back_was_never_put(network: Network) -> None:
    with network.commit(execute=True), transaction.atomic():
        search.put(search.Entry("case", "sag", "Sag", "vindmøller", "/sag/"))
        transaction.set_rollback(True)
    assert network.finds("ane", "vindmøller") == []
    assert NetworkText.objects.count() == 0


def test_an_index_that_is_lost_is_made_anew_by_the_worker(network: Network) -> None:
    network.put("sag", "vindmøller", of="ane")
    network.put("meeting", "vindmøller")
    begin_anew()
    assert network.finds("ane", "vindmøller") == []
    assert _indexing.repair() == 2
    assert sorted(network.finds("ane", "vindmøller")) == ["meeting", "sag"]
    assert _indexing.repair() == 0


def test_an_index_that_is_damaged_is_made_anew(network: Network) -> None:
    network.put("sag", "vindmøller")
    _indexing.index()._file.close()
    _indexing._open.clear()
    _indexing.path().write_bytes(b"no database" * 1000)
    for ending in ("-wal", "-shm"):
        _indexing.path().with_name(_indexing.path().name + ending).unlink(missing_ok=True)
    assert _indexing.repair() == 1
    assert network.finds("ane", "vindmøller") == ["sag"]


def test_what_the_rows_do_not_say_leaves_the_index(network: Network) -> None:
    network.put("sag", "vindmøller")
    NetworkText.objects.all().delete()
    assert _indexing.repair() == 1
    assert _indexing.index().digests() == {}


def test_another_process_finds_what_was_put_a_moment_ago(network: Network) -> None:
    network.put("first", "solceller")
    other = _indexing.Index(_indexing.path(), _indexing.field_synonyms())
    assert len(other.ask("solceller", ["network"]).keys) == 1
    network.put("sag", "vindmøller")
    assert len(other.ask("vindmøller", ["network"]).keys) == 1


def test_many_threads_ask_and_put_at_once(network: Network) -> None:
    network.put("sag", "vindmøller")
    text = next(iter([_indexing.text_of(NetworkText.objects.get())]))
    faults: list[BaseException] = []

    def work(number: int) -> None:
        try:
            index = _indexing.Index(_indexing.path(), _indexing.field_synonyms())
            for turn in range(10):
                fields = {name: getattr(text, name) for name in text.__slots__}
                index.put([type(text)(**{**fields, "key": f"n{number}-{turn}"})])
                _indexing.index().ask("vindmøller", ["network"])
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(_indexing.index().ask("vindmøller", ["network"], limit=100).keys) == 41


@pytest.fixture
def folder() -> Iterator[Path]:
    folder = Path(settings.DATA) / "organisations" / "search-test"
    folder.mkdir(parents=True, exist_ok=True)
    yield folder
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


def _put_file(network: Network, path: Path, **fields: Any) -> None:
    entry = search.Entry(
        "slides",
        "oplaeg",
        "Et oplæg",
        "",
        "/moede/",
        network.organisations["ane"],
        file=search.File(path, path.name),
        **fields,
    )
    with network.commit(execute=True):
        in_transaction(search.put_file)(entry)


def _reading(network: Network) -> Reading | None:
    with inside(network.organisations["ane"]):
        return search.reading_of("slides", "oplaeg")


def _work(network: Network) -> None:
    """What the worker does with the tasks that wait."""
    with network.commit(execute=True):
        for waiting in DBTaskResult.objects.filter(status="READY"):
            tasks.read_file.call(*waiting.args_kwargs["args"])
            waiting.delete()


def test_a_file_is_found_by_its_title_at_once_and_by_its_inside_when_it_is_read(network: Network, folder: Path) -> None:
    _put_file(network, documents.presentation(folder / "a.pptx", ["Første", "Om vindmøller"]))
    assert _reading(network) == Reading.WAITING
    assert network.finds("bo", "oplæg") == ["moede"]
    assert network.finds("bo", "vindmølle") == []
    _work(network)
    assert _reading(network) == Reading.READ
    hit = network.found("bo", "vindmølle").hits[0]
    assert (hit.page, hit.file_name, str(hit.snippet)) == (2, "a.pptx", "… Om <mark>vindmøller</mark> punkt")


def test_a_file_that_was_read_is_not_read_again_until_it_is_another(network: Network, folder: Path) -> None:
    path = documents.presentation(folder / "a.pptx", ["Om vindmøller"])
    _put_file(network, path)
    _work(network)
    _put_file(network, path, ring=Ring.ORGANISATION)
    assert not DBTaskResult.objects.filter(status="READY").exists()
    assert network.finds("ane", "vindmølle") == ["moede"]
    assert network.finds("bo", "vindmølle") == []
    _put_file(network, documents.presentation(folder / "b.pptx", ["Om solceller"]))
    assert network.finds("ane", "vindmølle") == []
    _work(network)
    assert network.finds("ane", "solcelle") == ["moede"]


def test_a_file_that_cannot_be_read_is_found_by_its_title_and_told_of(network: Network, folder: Path) -> None:
    _put_file(network, documents.locked_pdf(folder / "a.pdf"))
    _work(network)
    assert _reading(network) == Reading.PROTECTED
    assert network.finds("ane", "oplæg") == ["moede"]


def test_a_file_whose_reading_was_lost_is_asked_for_again(network: Network, folder: Path) -> None:
    _put_file(network, documents.presentation(folder / "a.pptx", ["Om vindmøller"]))
    DBTaskResult.objects.all().delete()
    search.carry_on()
    search.carry_on()
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    _work(network)
    assert _reading(network) == Reading.READ


def test_a_file_of_a_thing_that_was_taken_out_meanwhile(network: Network, folder: Path) -> None:
    _put_file(network, documents.presentation(folder / "a.pptx", ["Om vindmøller"]))
    with network.commit(execute=True):
        search.take_out("slides", "oplaeg", organisation=network.organisations["ane"])
    _work(network)
    assert _reading(network) is None
    assert network.finds("ane", "oplæg") == []


def test_all_is_gathered_from_the_apps_and_what_has_gone_goes(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    ane = network.organisations["ane"]
    there = [
        search.Entry("test", "et", "Et", "vindmøller", "/et/", ane),
        search.Entry("test", "to", "To", "vindmøller", "/to/"),
    ]
    monkeypatch.setattr(_sources, "_sources", {})
    search.register("test", name="Prøve", rows=lambda: list(there))
    with network.commit(execute=True):
        _gathering.gather()
    assert sorted(network.finds("bo", "vindmølle")) == ["et", "to"]
    assert [(kind.name, kind.count) for kind in network.found("bo", "vindmølle").kinds] == [("Prøve", 2)]
    there.pop(0)
    with network.commit(execute=True):
        _gathering.gather()
    assert network.finds("bo", "vindmølle") == ["to"]
