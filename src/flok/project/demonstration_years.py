"""The fictional organisations' years of e-invoices, handed in and read as anybody's own are."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from django.utils import timezone

from flok.apps.members.models import Organisation, Person
from flok.apps.members.scoping import inside
from flok.apps.purchases import actions as purchases
from flok.apps.purchases.models import Delivery, Kind, State
from flok.apps.share import actions as share
from flok.apps.share.comparing import release_period
from flok.apps.share.models import Release
from flok.demo import network as demo
from flok.demo import write_year
from flok.domain import spend

Tell = Callable[[str], None]
_LISTS = (
    ("enheder.csv", Kind.UNITS),
    ("kontrakter.csv", Kind.CONTRACTS),
    ("kurser.csv", Kind.RATES),
    ("tilsvarende.csv", Kind.LABELS),
)


def hand_in_years(tell: Tell, *, lines: int | None = None) -> None:
    """Write each year and hand its files in. `lines`: fewer than the network says, for tests.

    The worker reads the files afterwards. Done twice it is done once: the same bytes are the same delivery.
    """
    for year in demo.NETWORK.years:
        organisation = Organisation.objects.get(cvr=demo.NETWORK.organisation(year.organisation).cvr)
        with inside(organisation):
            tell(organisation.name)
            with tempfile.TemporaryDirectory() as folder:
                write_year(Path(folder) / "aar", buyer=year.buyer, lines=lines or year.lines)
                for name, kind, content in _files(Path(folder) / "aar"):
                    _hand_in(organisation, name, kind, content)


def answer_what_is_asked() -> None:
    """What people do once the worker has looked: say that an export's columns are understood rightly; set targets, and
    say yes to the comparison. The worker goes on from there."""
    _map_exports()
    _set_targets()
    _say_who_compares()


def _map_exports() -> None:
    for year in demo.NETWORK.years:
        organisation = Organisation.objects.get(cvr=demo.NETWORK.organisation(year.organisation).cvr)
        with inside(organisation):
            for delivery in Delivery.objects.filter(state=State.NEEDS_MAPPING):
                found = spend.preview(_kept(delivery)).mapping.to_toml()
                by = _administrator(organisation)
                purchases.map_columns(delivery=delivery, mapping=found, by=by, now=timezone.now())


def _kept(delivery: Delivery) -> Path:
    from flok.apps.purchases.files import received_file

    return received_file(delivery.organisation, delivery.file)


def _files(year: Path) -> Iterator[tuple[str, Kind, bytes]]:
    """Lists first: rates are wanted when invoices are read."""
    for name, kind in _LISTS:
        yield name, kind, (year / name).read_bytes()
    for path in sorted((year / "sortiment").iterdir()):
        yield f"sortiment-{path.name}", Kind.LABELS, path.read_bytes()
    yield "e-kataloger.zip", Kind.CATALOGUE, _zipped(sorted((year / "katalog").iterdir()))
    for path in sorted((year / "e-fakturaer").iterdir()):
        if path.is_dir():
            yield f"{path.name}.zip", Kind.INVOICES, _zipped(sorted(path.iterdir()))
        else:
            yield path.name, Kind.INVOICES, path.read_bytes()
    yield "indkoeb-eksport.csv", Kind.EXPORT, (year / "indkoeb-eksport.csv").read_bytes()


def _zipped(paths: list[Path]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as target:
        for path in paths:
            target.write(path, path.name)
    return archive.getvalue()


def _hand_in(organisation: Organisation, name: str, kind: Kind, content: bytes) -> None:
    by, now = _administrator(organisation), timezone.now()
    delivery = purchases.begin(
        organisation=organisation, name=name, size=len(content), mark=name, kind=kind, by=by, now=now
    )
    purchases.receive(delivery=delivery, offset=0, pieces=[content])
    purchases.finish(delivery=delivery, digest="", by=by, now=now)


def _administrator(organisation: Organisation) -> Person:
    found = organisation.representations.filter(role="administrator", until=None).select_related("person")
    return found.order_by("since")[0].person


def _set_targets() -> None:
    for target in demo.NETWORK.targets:
        organisation = Organisation.objects.get(cvr=demo.NETWORK.organisation(target.organisation).cvr)
        with inside(organisation):
            by = _administrator(organisation)
            aim = (int(target.share * 1000), target.year, target.source.da)
            share.set_target(
                organisation=organisation, definition=target.definition, aim=aim, by=by, now=timezone.now()
            )


def _say_who_compares() -> None:
    for one in demo.NETWORK.organisations:
        if one.compares:
            organisation = Organisation.objects.get(cvr=one.cvr)
            with inside(organisation):
                by = _administrator(organisation)
                share.say(organisation=organisation, says_yes=True, by=by, now=timezone.now())


def release_quarters() -> None:
    """What the coordinator does once shares are published: release the first three quarters to the network."""
    if not Release.objects.exists():
        by = Person.objects.filter(is_coordinator=True)[0]
        for quarter in ("2026-Q1", "2026-Q2", "2026-Q3"):
            release_period(period=quarter, by=by, now=timezone.now())
