"""The routes of files, and a delivery of each kind in each world."""

from __future__ import annotations

from django.utils import timezone

from flok.apps.purchases import files
from flok.apps.purchases.models import Account, Delivery, Kind, State, UncountedDocument
from tests.apps.worlds import Case, World


def _of(name: str):  # type: ignore[no-untyped-def]
    return lambda world: {"delivery_id": world.things[name].pk}


CASES = [
    Case("purchases:list", "member"),
    Case("purchases:upload", "member", statuses=(200, 422), post=lambda world: {"kind": ""}),
    Case("purchases:begin", "member", reads=False, post=lambda world: {"name": "a.xml", "size": "10", "mark": "1"}),
    Case(
        "purchases:receive", "member", kwargs=_of("receiving"), owned=True, reads=False, post=lambda world: {"x": "y"}
    ),
    Case(
        "purchases:finish", "member", kwargs=_of("receiving"), owned=True, reads=False, statuses=(409,),
        post=lambda world: {},
    ),
    Case("purchases:abandon", "member", kwargs=_of("delivery"), owned=True, reads=False, post=lambda world: {}),
    Case("purchases:lists", "member"),
    Case("purchases:account", "member"),
    Case("purchases:account_csv", "member"),
    Case("purchases:account_workbook", "member"),
    Case("purchases:left_out", "member"),
    Case("purchases:left_out_csv", "member"),
    Case("purchases:delivery", "member", kwargs=_of("delivery"), owned=True),
    Case("purchases:download", "member", kwargs=_of("delivery"), owned=True),
    Case(
        "purchases:columns", "member", kwargs=_of("export"), owned=True, statuses=(200, 302, 422),
        post=lambda world: {"c_net_amount": "Beløb", "total_rows": "detect", "default_currency": "DKK"},
    ),
    Case("purchases:look_again", "member", kwargs=_of("export"), owned=True, reads=False, post=lambda world: {}),
    Case("purchases:read_again", "member", kwargs=_of("delivery"), owned=True, reads=False, post=lambda world: {}),
    Case("purchases:remove", "member", kwargs=_of("delivery"), owned=True, post=lambda world: {}),
]  # fmt: skip


def furnish(world: World) -> None:
    """An invoice that was read, an export that waits for its columns, a file on its way, a list, and the account."""
    organisation, by, now = world.organisation, world.people["member"], timezone.now()

    def delivery(thing: str, kind: str, ending: str, state: str, **fields: object) -> Delivery:
        content = world.canary("content").encode()
        one = Delivery(
            organisation=organisation, kind=kind, name=world.canary(f"{thing}.{ending}"), ending=ending,
            size=len(content), received=len(content), state=state, by=by, asked_by=by, at=now, **fields,
        )  # fmt: skip
        if state != State.RECEIVING:
            one.sha256 = f"{world.number(thing):064d}"
            path = files.received_file(organisation, one.file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        one.save()
        world.things[thing] = one
        return one

    read = delivery(
        "delivery", Kind.INVOICES, "xml", State.READ, documents=1, lines=2, in_store=True, read_at=now,
        counted_ore=world.number("counted"),
        tally=[{
            "status": "set_aside", "code": "rate", "currency": "EUR", "documents": 1, "lines": 0,
            "source_ore": world.number("tally"), "counted_ore": 0,
        }],
    )  # fmt: skip
    delivery(
        "export", Kind.EXPORT, "csv", State.NEEDS_MAPPING, code="ambiguous",
        preview={
            "names": ["Beløb", world.canary("column")], "rows": [[world.canary("cell"), "2"]], "row_count": 1,
            "unsettled": world.canary("unsettled"), "mapping": "",
        },
    )  # fmt: skip
    delivery("receiving", Kind.INVOICES, "zip", State.RECEIVING)
    delivery(
        "list", Kind.CONTRACTS, "csv", State.REFUSED, code="missing", detail=world.canary("detail"),
        problems=[[3, "missing", "C3"]], problem_count=1,
    )  # fmt: skip
    UncountedDocument.objects.create(
        organisation=organisation, delivery=read, place=0, within=world.canary("within"), number=world.canary("number"),
        supplier_name=world.canary("supplier"), status="set_aside", code="rate", detail=world.canary("uncounted"),
        source_ore=world.number("uncounted"), currency="EUR",
    )  # fmt: skip
    ore = world.number("account")
    row = {
        "source_ore": ore, "counted_ore": ore, "excluded_ore": 0, "set_aside_ore": 0, "rounding_ore": 0,
        "difference_ore": 0, "excise_ore": 0, "counted_dkk_ore": ore, "by_code": {"excluded": {}, "set_aside": {}},
    }  # fmt: skip
    documents = {"read": 1, "counted": 1, "duplicate": 0, "excluded": {}, "set_aside": {}, "rejected": {}}
    world.things["account"] = Account.objects.create(
        organisation=organisation, made_at=now, number=1, deliveries=1,
        figures={
            "period": {"from": "2026-01-01", "to": "2026-10-31"}, "documents": documents, "lines": 2,
            "reconciliation": {"DKK": row}, "accounted_for": True, "files_off": [],
        },
        by_reason=[
            {
                "status": "set_aside", "code": "rate", "currency": "EUR", "documents": 1,
                "source_ore": world.number("reason"),
            }
        ],
    )  # fmt: skip
