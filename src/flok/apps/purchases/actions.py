"""Changes of what was handed in. Reading itself is the worker's (tasks.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max

from flok.apps.members import audit
from flok.apps.members.models import Organisation, Person, Representation, Status
from flok.apps.members.transactions import in_transaction
from flok.apps.purchases import files, queries, rules
from flok.apps.purchases.models import Account, Delivery, Kind, State, UncountedDocument
from flok.domain import spend


class Damaged(Exception):  # noqa: N818 - it is an answer, not a fault
    """What was received is not what was sent."""


class NotNow(Exception):  # noqa: N818 - it is an answer, not a fault
    """The delivery is in a state in which this cannot be done."""


@in_transaction
def begin(
    *, organisation: Organisation, name: str, size: int, mark: str, kind: str, by: Person, now: datetime
) -> Delivery:
    """A delivery to receive into; the one begun before, where the same file is picked again. Raises files.NoRoom."""
    shown = rules.shown_name(name)
    same = {"name": shown, "size": size, "mark": mark[:100]}
    begun = Delivery.objects.filter(**same, state=State.RECEIVING).first()
    if begun is not None:
        return begun
    files.check_room(size, queries.kept_bytes())
    try:
        with transaction.atomic():
            return Delivery.objects.create(
                organisation=organisation, ending=rules.ending_of(shown), kind=kind, by=by, asked_by=by, at=now, **same
            )
    except IntegrityError:  # begun at the same moment by another request
        return Delivery.objects.get(**same, state=State.RECEIVING)


def receive(*, delivery: Delivery, offset: int, pieces: Iterable[bytes]) -> int:
    """Take the next piece of a file; how many bytes there are then. Raises files.NoRoom and files.WrongOffset."""
    path = files.incoming_file(delivery.organisation, delivery.pk)
    size = files.append(path, offset, pieces, delivery.size)
    Delivery.objects.filter(pk=delivery.pk, state=State.RECEIVING).update(received=size)
    return size


def finish(*, delivery: Delivery, digest: str, by: Person, now: datetime) -> tuple[Delivery, bool]:
    """All bytes are here: (the delivery, whether the file was there already).

    `digest`: the hash of the chunks' hashes, where the sender could tell it. Raises Damaged, PermissionDenied where
    `by` no longer represents the organisation, files.WrongOffset where bytes are missing.
    """
    incoming = files.incoming_file(delivery.organisation, delivery.pk)
    if delivery.size == 0 and not incoming.exists():
        files.append(incoming, 0, (), 0)
    there = incoming.stat().st_size if incoming.exists() else 0
    if there != delivery.size:
        raise files.WrongOffset(there)
    sha256, by_chunk = files.hashes(incoming)
    if digest and digest != by_chunk:
        files.discard(incoming)
        Delivery.objects.filter(pk=delivery.pk).update(received=0)
        raise Damaged
    kept = _finished(delivery=delivery, sha256=sha256, by=by, now=now)
    files.discard(incoming)
    return kept, kept.pk != delivery.pk


@in_transaction
def _finished(*, delivery: Delivery, sha256: str, by: Person, now: datetime) -> Delivery:
    represents = Representation.objects.filter(
        person=by, organisation=delivery.organisation_id, until=None, organisation__status=Status.MEMBER
    )
    if not represents.exists():
        raise PermissionDenied
    known = {"sha256": sha256, "ending": delivery.ending}
    there = Delivery.objects.filter(**known).exclude(pk=delivery.pk).first()
    if there is None:
        order = (Delivery.objects.aggregate(last=Max("order"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                Delivery.objects.filter(pk=delivery.pk, state=State.RECEIVING).update(
                    sha256=sha256, state=State.RECEIVED, received=delivery.size, order=order
                )
        except IntegrityError:  # the same file came to its end at the same moment
            there = Delivery.objects.get(**known)
    if there is not None:
        Delivery.objects.filter(pk=delivery.pk).delete()
        return there
    delivery.refresh_from_db()
    incoming = files.incoming_file(delivery.organisation, delivery.pk)
    if incoming.exists():
        files.keep(delivery.organisation, incoming, delivery.file)
    audit.note(audit.Act.ADD, "file", by=by, now=now, organisation=delivery.organisation, detail=str(delivery.pk))
    return delivery


@in_transaction
def abandon(*, delivery: Delivery, by: Person, now: datetime) -> None:
    """Stop receiving a file, and forget what came of it."""
    if Delivery.objects.filter(pk=delivery.pk, state=State.RECEIVING).delete()[0]:
        files.discard(files.incoming_file(delivery.organisation, delivery.pk))


@in_transaction
def ask_to_read(*, delivery: Delivery, kind: str, by: Person, now: datetime) -> None:
    """Have a file read again, perhaps as another kind ("": find out). Raises NotNow while something is under way."""
    row = _still(delivery, State.READ, State.REFUSED, State.NEEDS_MAPPING)
    if row.kind != kind:
        row.mapping, row.preview, row.tally = "", {}, []
        row.is_stale = row.in_store
    row.kind, row.state, row.code, row.detail = kind, State.RECEIVED, "", ""
    row.attempts, row.asked_by, row.read_at = 0, by, None
    row.save()
    audit.note(audit.Act.CHANGE, "file", by=by, now=now, organisation=row.organisation, detail=str(row.pk))


@in_transaction
def look_again(*, delivery: Delivery, sheet: str, header_row: int | None, by: Person, now: datetime) -> None:
    """Show the columns of another sheet, or below another row. Raises NotNow."""
    row = _still(delivery, State.NEEDS_MAPPING, State.READ, State.REFUSED)
    row.preview = {"asked": {"sheet": sheet, "header_row": header_row}}
    row.state, row.asked_by = State.RECEIVED, by
    row.save()


@in_transaction
def map_columns(*, delivery: Delivery, mapping: str, by: Person, now: datetime) -> None:
    """What a person says of an export's columns, as TOML; it is read next. Raises NotNow."""
    row = _still(delivery, State.NEEDS_MAPPING, State.READ, State.REFUSED)
    row.is_stale = row.is_stale or (row.in_store and row.mapping != mapping)
    row.mapping, row.state, row.code, row.detail = mapping, State.QUEUED, "", ""
    row.attempts, row.asked_by, row.kind = 0, by, Kind.EXPORT
    row.save()
    audit.note(audit.Act.CHANGE, "mapping", by=by, now=now, organisation=row.organisation, detail=str(row.pk))


@in_transaction
def ask_to_remove(*, delivery: Delivery, by: Person, now: datetime) -> None:
    """Take a file out again: the worker deletes it, and reads the store anew without it. Asked twice is asked once."""
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if row.state == State.RECEIVING:
        raise NotNow
    row.is_stale, row.state, row.asked_by = row.in_store, State.REMOVING, by
    row.save()
    audit.note(audit.Act.DELETE, "file", by=by, now=now, organisation=row.organisation, detail=str(row.pk))


def _still(delivery: Delivery, *states: str) -> Delivery:
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if row.state not in states:
        raise NotNow
    return row


@in_transaction
def settle(
    *,
    organisation: Organisation,
    group: Sequence[Delivery],
    store: spend.Published,
    again: Mapping[Any, int],
    now: datetime,
) -> None:
    """Write down what became of the documents of these files, as the store has them.

    `again`: by delivery, how many of its documents had been read before; of one that is not named it is told by
    there being none of it in the store.
    """
    names = {one.file: one for one in group}
    with spend.engine(threads=1) as engine:
        tallies: dict[str, list[dict[str, Any]]] = {}
        for row in spend.documents_by_file(engine, store):
            if row["file"] in names:
                tallies.setdefault(row.pop("file"), []).append(row)
        off = spend.not_counted(engine, store, list(names), rules.MOST_LISTED)
    UncountedDocument.objects.filter(delivery__in=[one.pk for one in group]).delete()
    UncountedDocument.objects.bulk_create(
        [_uncounted(organisation, names[row["file"]], place, row) for place, row in enumerate(off)], batch_size=500
    )
    for name, one in names.items():
        tally = tallies.get(name, [])
        before = again.get(one.pk, int(not tally))
        counted = sum(row["documents"] for row in tally if row["status"] == "counted")
        is_refused = not counted and not before and all(row["status"] == "rejected" for row in tally)
        Delivery.objects.filter(pk=one.pk).update(
            documents=sum(row["documents"] for row in tally) + before,
            lines=sum(row["lines"] for row in tally),
            counted_ore=sum(row["counted_ore"] for row in tally if row["currency"] == "DKK"),
            tally=tally,
            again=before,
            in_store=True,
            attempts=0,
            read_at=now,
        )
        Delivery.objects.filter(pk=one.pk, state__in=(State.READING, State.READ, State.REFUSED)).update(
            state=State.REFUSED if is_refused else State.READ,
            code="" if counted else rules.main_reason(tally) or ("duplicate" if before else ""),
            detail=_only_detail(off, name) if not counted else "",
        )


@in_transaction
def forget(ids: Sequence[Any]) -> None:
    """The documents of these files are no longer in the store."""
    UncountedDocument.objects.filter(delivery__in=ids).delete()
    Delivery.objects.filter(pk__in=ids).update(
        is_stale=False, in_store=False, documents=0, lines=0, again=0, counted_ore=0, tally=[]
    )


def _only_detail(off: list[dict[str, Any]], name: str) -> str:
    details = [row["detail"] for row in off if row["file"] == name]
    return (details[0] or "")[:500] if len(details) == 1 else ""


def _uncounted(organisation: Organisation, one: Delivery, place: int, row: dict[str, Any]) -> UncountedDocument:
    def text(name: str, longest: int) -> str:
        return (row[name] or "").replace("\0", "\ufffd")[:longest]

    return UncountedDocument(
        organisation=organisation,
        delivery=one,
        place=place,
        within=row["source"].partition("!/")[2][:500],
        number=text("number", 200),
        supplier_name=text("supplier_name", 300),
        issue_date=row["issue_date"],
        status=row["status"],
        code=row["code"],
        detail=text("detail", 500),
        source_ore=row["source_ore"],
        currency=text("currency", 10),
    )


@in_transaction
def publish_account(*, organisation: Organisation, store: spend.Published, generation: int, now: datetime) -> Account:
    """Make the account of the store as it stands; the pages show this, and read no lines."""
    again = sum(Delivery.objects.filter(in_store=True).values_list("again", flat=True))
    with spend.engine(threads=1) as engine:
        figures = spend.accounted(engine, store, again)
        rows = spend.documents_by_file(engine, store)
    made, _is_new = Account.objects.update_or_create(
        organisation=organisation,
        defaults={
            "made_at": now,
            "generation": generation,
            "number": store.number,
            "deliveries": Delivery.objects.filter(in_store=True).count(),
            "figures": figures,
            "by_reason": _by_reason(rows),
        },
    )
    return made


def _by_reason(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    sums: dict[tuple[str, str, str], list[int]] = {}
    for row in rows:
        if row["status"] != "counted":
            one = sums.setdefault((row["status"], row["code"], row["currency"] or ""), [0, 0])
            one[0] += row["documents"]
            one[1] += row["source_ore"]
    return [
        {"status": status, "code": code, "currency": currency, "documents": documents, "source_ore": ore}
        for (status, code, currency), (documents, ore) in sorted(sums.items())
    ]
