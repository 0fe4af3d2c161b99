"""The routes of the share, and a published share for a world."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from flok.apps.purchases.files import folder_of, store_folder
from flok.apps.share import actions, tasks
from flok.apps.share.models import (
    Consent,
    DefinitionVersion,
    MainDefinition,
    OwnDefinition,
    Publication,
    Target,
    Trial,
    Work,
)
from flok.apps.share.queries import shipped
from flok.demo import Document, Line, Party, oioubl_invoice
from flok.domain import spend
from tests.apps.worlds import Case, World

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def furnish(world: World) -> None:
    """A store of one supplier's invoices, published; an own definition with a trial; a target and a yes."""
    organisation, by = world.organisation, world.people["administrator"]
    _read_invoices(world)
    base = replace(shipped()[0], name_da=world.canary("DefinitionVersion.name"), source=world.canary("source"))
    document = spend.definition_to_toml(replace(base, id="own-fiktiv", name_en=base.name_da))
    own = OwnDefinition.objects.create(organisation=organisation, key="own-fiktiv", copied_from=shipped()[0].id)
    version = DefinitionVersion.objects.create(
        organisation=organisation, definition=own, number=1, toml=document, at=NOW, by=by
    )
    tried = spend.definition_to_toml(replace(base, id="own-fiktiv", name_da=world.canary("Trial.name")))
    world.things["trial"] = Trial.objects.create(
        organisation=organisation, base="own-fiktiv", definition=own, based_on=1, toml=tried, at=NOW, by=by
    )
    Target.objects.create(
        organisation=organisation, definition="own-fiktiv", share_permille=700, year=2031,
        source=world.canary("Target.source"), at=NOW, by=by,
    )  # fmt: skip
    later = NOW.replace(hour=10 if world.letter == "A" else 11)  # so that B's would be taken for A's where scopes fail
    if world.letter != "A":
        MainDefinition.objects.create(organisation=organisation, definition="own-fiktiv")
    Consent.objects.create(organisation=organisation, says_yes=world.letter != "A", at=later, by=by)
    actions.ask_for_publication(organisation=organisation, now=NOW)
    tasks.publish.call(str(organisation.pk))
    tasks.try_out.call(str(organisation.pk), str(world.things["trial"].pk))
    Publication.objects.create(
        organisation=organisation, asked_at=later, state=Work.FAILED,
        message=world.canary("Publication.message"),
    )  # fmt: skip
    world.things["version"] = version


def _read_invoices(world: World) -> None:
    organisation = world.organisation
    folder = folder_of(organisation) / "for-tests"
    folder.mkdir(parents=True, exist_ok=True)
    buyer = Party(name=organisation.name, number=organisation.cvr)
    supplier = Party(name=world.canary("line.supplier"), number="99000013")
    for place, label in enumerate(("SVANEN", None, "EU_ECO_LABEL")):
        lines = (
            Line(
                name=world.canary("line.name"),
                price=f"{world.number('line.ore') / 100:.2f}",
                labels=(label,) if label else (),
            ),
        )
        document = Document(number=f"F{world.letter}{place}", buyer=buyer, unit=None, supplier=supplier, lines=lines)
        (folder / f"{place}.xml").write_bytes(oioubl_invoice(document))
    context = spend.ReadContext(buyer_ids=frozenset({organisation.cvr}), secret=b"tests")
    with spend.engine() as engine:
        store = spend.read_into(engine, store_folder(organisation), [folder], context, processes=1)
        world.things["line_id"] = engine.rows(spend.line_table(engine, store).limit(1))[0]["line_id"]


def _own(world: World) -> dict[str, str]:
    return {"key": "own-fiktiv"}


_TARGET = {"share": "65,0", "year": "2029", "source": "Byrådet (opdigtet)"}

CASES = [
    Case("share:overview", "member"),
    Case("share:state", "member"),
    Case("share:compute", "member", reads=False, post=lambda world: {}),
    Case("share:where", "member"),
    Case("share:lines", "member"),
    Case("share:line", "member", lambda world: {"line_id": world.things["line_id"]}, owned=True),
    Case("share:unknown", "member"),
    Case("share:definitions", "member"),
    Case("share:definition", "member", _own),
    Case("share:change", "administrator", _own, post=lambda world: {"toml": "id = 1"}),
    Case("share:target", "administrator", _own, post=lambda world: _TARGET),
    Case("share:main", "administrator", _own, reads=False, post=lambda world: {}),
    Case("share:retire", "administrator", _own, post=lambda world: {}),
    Case("share:trial", "member", lambda world: {"trial_id": world.things["trial"].pk}, owned=True),
    Case("share:save", "administrator", lambda world: {"trial_id": world.things["trial"].pk}, owned=True, reads=False,
         post=lambda world: {}),
    Case("share:comparison", "member"),
    Case("share:consent", "administrator", reads=False, post=lambda world: {"says": "yes"}),
    Case("share:release", "coordinator", post=lambda world: {"period": "2024"}),
    Case("share:exports", "member"),
    Case("share:export", "member", lambda world: {"form": "csv"}),
]  # fmt: skip
