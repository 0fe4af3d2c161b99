"""A little year of purchases, read and published once, and an organisation's room to stand in with it."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from flok.apps.members.models import AuditEntry, Organisation, Person
from flok.apps.members.scoping import inside
from flok.apps.purchases.files import folder_of, store_folder
from flok.apps.share import tasks
from flok.apps.share.models import Publication, Trial, Work
from flok.apps.share.queries import share_folder, shipped
from flok.demo import BUYER, Document, Line, Party, oioubl_invoice, peppol_invoice
from flok.domain import spend
from flok.domain.labels import labelling
from tests.apps.worlds import new_organisation, new_person, signed_in

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MAIN = "official-ecolabel"
OTHER = Party(name="Fiktiv Rengøring <b>ApS</b>", number="99000021")
_places = itertools.count()


def _paper(ore: int, *labels: str, **fields: Any) -> Line:
    return Line(name="Kopipapir (opdigtet)", price=f"{ore / 100:.2f}", labels=labels, **fields)


def _soap(ore: int, *labels: str) -> Line:
    return Line(name="Sæbe (opdigtet)", price=f"{ore / 100:.2f}", labels=labels, unspsc="53131608")


DOCUMENTS = (
    Document(number="F1", date=date(2026, 1, 15), lines=(_paper(100_000_00, "SVANEN"), _paper(30_000_00))),
    Document(number="F2", date=date(2026, 2, 10), unit=None, supplier=OTHER, lines=(_soap(55_555_55), _soap(7_001))),
    Document(number="F3", date=date(2026, 2, 11), supplier=OTHER, lines=(_soap(40_000_10, "EU_ECO_LABEL"),)),
    Document(number="F4", date=date(2026, 3, 1), unit=None, lines=(_paper(5_000_00, unspsc="44121701"), _paper(1))),
    Document(
        number="K1", date=date(2026, 3, 2), kind="credit_note", credits="F1", lines=(_paper(10_000_00, "SVANEN"),)
    ),
)


@dataclass(frozen=True)
class Year:
    """`folder` holds the published store and share; `answer` is the engine's own, from the lines."""

    folder: Path
    question: spend.Question
    store: spend.Published
    answer: dict[str, Any]

    def definition(self, key: str) -> dict[str, Any]:
        found: dict[str, Any] = next(one for one in self.answer["definitions"] if one["id"] == key)
        return found


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    folder = tmp_path_factory.mktemp("share")
    (folder / "in").mkdir()
    for place, document in enumerate(DOCUMENTS):
        written = peppol_invoice(document) if place % 2 else oioubl_invoice(document)
        (folder / "in" / f"{document.number}.xml").write_bytes(written)
    context = spend.ReadContext(buyer_ids=frozenset({BUYER.number}), secret=b"tests")
    question = spend.Question(shipped(), labelling, spend.Sources([], []), spend.DIMENSIONS, {})
    with spend.engine(threads=1) as engine:
        store = spend.read_into(engine, folder / "store", [folder / "in"], context, processes=1)
        spend.publish_share(engine, store, folder / "share", question)
        return Year(folder, question, store, spend.answered(engine, store, question))


class Room:
    """An organisation that has handed in the little year, with an administrator and a member signed in."""

    def __init__(self, year: Year | None) -> None:
        place = next(_places)
        self.organisation: Organisation = new_organisation(f"Andel {place} (opdigtet)")
        self.person: Person = new_person(f"Chef Nr{place}", self.organisation, "administrator")
        self.colleague: Person = new_person(f"Indkøber Nr{place}", self.organisation)
        self.client: Client = signed_in(self.person)
        if year is not None:
            shutil.copytree(year.folder / "store", store_folder(self.organisation), dirs_exist_ok=True)
            shutil.copytree(year.folder / "share", share_folder(self.organisation))
            with inside(self.organisation):
                Publication.objects.create(
                    organisation=self.organisation, asked_at=NOW, ended_at=NOW, state=Work.DONE, number=1
                )

    @property
    def share(self) -> spend.PublishedShare:
        found = spend.published_share(share_folder(self.organisation))
        assert found is not None
        return found

    def get(self, address: str, status: int = 200, client: Client | None = None, **query: str) -> Any:
        response = (client or self.client).get(f"/andel/{address}", query)
        assert response.status_code == status, (address, query, response.status_code)
        return response

    def post(self, address: str, status: int = 302, client: Client | None = None, **sent: Any) -> Any:
        response = (client or self.client).post(f"/andel/{address}", sent)
        assert response.status_code == status, (address, response.status_code, response.content.decode()[:2000])
        return response

    def work(self) -> None:
        """What `flok work` does with what was asked for, here."""
        tasks.publish.call(str(self.organisation.pk))

    def try_out(self, trial: Trial) -> Trial:
        tasks.try_out.call(str(self.organisation.pk), str(trial.pk))
        with inside(self.organisation):
            return Trial.objects.get(pk=trial.pk)

    def rows(self, model: Any) -> list[Any]:
        with inside(self.organisation):
            return list(model.objects.all())

    def audited(self) -> list[tuple[str, str, str]]:
        entries = AuditEntry.objects.filter(organisation=self.organisation).order_by("pk")
        return [(one.act, one.subject, one.detail) for one in entries]


@pytest.fixture
def opened(db: None) -> Iterator[Callable[[Year | None], Room]]:
    """Rooms with the little year (or with None: nothing yet); their files go with the test."""
    made: list[Room] = []

    def new(year: Year | None = None) -> Room:
        made.append(Room(year))
        return made[-1]

    yield new
    for room in made:
        shutil.rmtree(folder_of(room.organisation), ignore_errors=True)


@pytest.fixture
def room(opened: Callable[[Year | None], Room], year: Year) -> Room:
    return opened(year)
