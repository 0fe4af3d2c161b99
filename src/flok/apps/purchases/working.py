"""The worker's way through what waits in one organisation, a step at a time; each step can be killed and done again."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from flok.apps.members.models import Organisation, Representation, Status
from flok.apps.purchases import files, looking, queries, reading, rules
from flok.apps.purchases.actions import forget, publish_account, settle
from flok.apps.purchases.models import LISTS, PURCHASES, Account, Delivery, Kind, State
from flok.apps.purchases.signals import store_changed
from flok.domain import spend

logger = logging.getLogger("flok")
_OWN_MEMBERS = (Status.MEMBER, Status.PAUSED)


def work_through(organisation: Organisation) -> None:
    """Do all that waits, the lists before the purchases; then say that the store has changed."""
    Delivery.objects.filter(state=State.READING).update(state=State.QUEUED)  # cut short: nobody else is at work
    has_changed = False
    while is_member(organisation):
        step = _next_step(organisation)
        if step is None:
            break
        has_changed = step() or has_changed
    has_changed = _account_is_made(organisation) or has_changed
    if has_changed:
        for _receiver, fault in store_changed.send_robust(Delivery, organisation=organisation):
            if isinstance(fault, Exception):
                logger.error("after the store changed", exc_info=fault)


def _account_is_made(organisation: Organisation) -> bool:
    """Make the account of the store as it stands, unless that is done; an interrupted worker's, too."""
    folder, made = files.store_folder(organisation), Account.objects.first()
    try:
        store = queries.store_of(organisation)
    except spend.Refused as refused:
        logger.error("the store of %s: %s", organisation.pk, refused.detail)
        return False
    if not store.number:
        return bool(Account.objects.all().delete()[0])
    if made is not None and (made.generation, made.number) == (int(folder.name), store.number):
        return False
    publish_account(organisation=organisation, store=store, generation=int(folder.name), now=timezone.now())
    return True


def is_member(organisation: Organisation) -> bool:
    """Asked anew each time: a membership may end while files are read."""
    return Organisation.objects.filter(pk=organisation.pk, status__in=_OWN_MEMBERS).exists()


def _next_step(organisation: Organisation) -> Any:
    """What is to be done now, as a function that says whether the store, or what lies beside it, has changed."""
    if (one := Delivery.objects.filter(state=State.RECEIVED).order_by("order", "id").first()) is not None:
        return lambda: _look_at(one)
    if Delivery.objects.filter(state=State.REMOVING).exists() or Delivery.objects.filter(is_stale=True).exists():
        return lambda: _take_out(organisation)
    queued = Delivery.objects.filter(state=State.QUEUED).order_by("order", "id")
    if (one := queued.filter(kind__in=LISTS).first()) is not None:
        return lambda: _read_list(organisation, one)
    waiting = list(queued.filter(kind__in=PURCHASES)[: reading.MOST_TOGETHER])
    if waiting:
        return lambda: _read(organisation, reading.together(waiting))
    return None


def _look_at(one: Delivery) -> bool:
    """Find out what a file is, and whether a person must say more before it is read."""
    path = files.received_file(one.organisation, one.file)
    asked = one.preview.get("asked") or {}
    try:
        with reading.in_words():
            kind = one.kind or looking.kind_of(path)
            one.kind = kind
            if kind == Kind.EXPORT and one.ending in rules.TABLES:
                one.preview = looking.seen(path, asked.get("sheet") or None, asked.get("header_row"))
                one.header = rules.header_key(one.preview["names"])
                one.state, one.code = State.NEEDS_MAPPING, "header" if "unknown" in one.preview else ""
                one.detail = one.preview.get("unknown", "")[:500]
                if one.preview["unsettled"]:
                    one.code, one.detail = "ambiguous", one.preview["unsettled"][:500]
            else:
                one.state = State.QUEUED
    except reading.Unread as unread:
        one.kind = one.kind or (Kind.EXPORT if one.ending in rules.TABLES else Kind.INVOICES)
        one.state, one.code, one.detail = State.REFUSED, unread.code, unread.detail[:500]
    Delivery.objects.filter(pk=one.pk, state=State.RECEIVED).update(
        kind=one.kind, state=one.state, code=one.code, detail=one.detail, preview=one.preview, header=one.header
    )
    return False


def _read_list(organisation: Organisation, one: Delivery) -> bool:
    if not _begun([one]):
        return False
    code, detail, count, state = "", "", 0, State.READ
    problems: list[list[Any]] = []
    try:
        _check_who_asked(one)
        context = spend.ReadContext(secret=spend.secret_of(files.store_folder(organisation)))
        count, problems = reading.read_list(one, context)
    except reading.Unread as unread:
        state, code, detail = State.REFUSED, unread.code, unread.detail
    was_in_force = one.read_at is not None
    Delivery.objects.filter(pk=one.pk, state=State.READING).update(
        state=state, code=code, detail=detail[:500], lines=count, problems=problems[: reading.MOST_PROBLEMS],
        problem_count=len(problems), read_at=timezone.now(),
    )  # fmt: skip
    if one.kind in (Kind.UNITS, Kind.RATES) and state == State.READ:
        _read_all_anew(organisation)
    return state == State.READ or was_in_force


def _read(organisation: Organisation, group: Sequence[Delivery]) -> bool:
    """Read files into the store. What one of several together brings to a fall is read alone the next time."""
    if not _begun(group):
        return False
    folder = files.store_folder(organisation)
    try:
        for one in group:
            _check_who_asked(one)
        if (unsettled := _unsettled(group[0])) is not None:
            _wait_for_mapping(group[0], unsettled)
            return False
        context = reading.context_of(organisation, folder)
        store = reading.read_purchases(folder, context, group, _Teller(organisation, group))
    except reading.Stopped:
        Delivery.objects.filter(pk__in=[one.pk for one in group], state=State.READING).update(
            state=State.QUEUED, attempts=0
        )
        return False
    except reading.Unread as unread:
        ids = [one.pk for one in group]
        rows = Delivery.objects.filter(pk__in=ids, state=State.READING)
        if len(group) > 1:
            rows.update(state=State.QUEUED, attempts=rules.MOST_ATTEMPTS - 1)
        else:
            rows.update(state=State.REFUSED, code=unread.code, detail=unread.detail[:500], read_at=timezone.now())
        return False
    again = reading.again_of(group, store)
    settle(organisation=organisation, group=group, store=store, again=again, now=timezone.now())
    return True


def _take_out(organisation: Organisation) -> bool:
    """Remove files, and read the store anew without what is stale; until then the one in force stays."""
    gone = list(Delivery.objects.filter(state=State.REMOVING))
    changes_reading = any(one.kind in (Kind.UNITS, Kind.RATES) for one in gone if not one.in_store)
    stale = Delivery.objects.filter(is_stale=True)
    rebuilds = stale.exists() or (changes_reading and Delivery.objects.filter(in_store=True).exists())
    stale_ids = list(stale.values_list("pk", flat=True))
    for one in gone:
        if one.kind in LISTS:
            Delivery.objects.filter(pk=one.pk).delete()
            files.discard(files.received_file(organisation, one.file))
    if rebuilds:
        try:
            _rebuild(organisation, stale_ids)
        except reading.Stopped:
            return False
        except reading.Unread:
            logger.exception("could not read the store anew")
            stale.update(is_stale=False)
            Delivery.objects.filter(state=State.REMOVING).update(state=State.READ, code="fault")
            return False
    for one in Delivery.objects.filter(state=State.REMOVING, in_store=False):
        Delivery.objects.filter(pk=one.pk).delete()
        files.discard(files.received_file(organisation, one.file))
    return True


def _read_all_anew(organisation: Organisation) -> None:
    """Units and rates decide what counts, so a change of them is a change of all that was read."""
    if Delivery.objects.filter(in_store=True).exists():
        try:
            _rebuild(organisation, [])
        except (reading.Stopped, reading.Unread):
            logger.exception("could not read the store anew")


def _rebuild(organisation: Organisation, stale_ids: Sequence[Any]) -> None:
    kept = list(Delivery.objects.filter(in_store=True).exclude(pk__in=stale_ids).order_by("order", "id"))
    folder = files.next_store_folder(organisation)
    context = reading.context_of(organisation, folder)
    for one in kept:
        one.tally = []
    store, again = reading.read_again(folder, context, kept, _Teller(organisation, ()))
    files.switch_store(organisation, folder)
    forget(stale_ids)
    settle(organisation=organisation, group=kept, store=store, again=again, now=timezone.now())


def _begun(group: Sequence[Delivery]) -> bool:
    """Mark them as being read. One whose reading has been cut short too often is given up."""
    for one in group:
        if one.attempts >= rules.MOST_ATTEMPTS:
            Delivery.objects.filter(pk=one.pk, state=State.QUEUED).update(state=State.REFUSED, code="crashed")
            return False
        one.attempts += 1
        Delivery.objects.filter(pk=one.pk, state=State.QUEUED).update(
            state=State.READING, attempts=one.attempts, documents=0, lines=0
        )
    return True


def _check_who_asked(one: Delivery) -> None:
    """Whoever asked for a first reading must still represent the organisation. Raises Unread("not_representing")."""
    if (
        one.asked_by_id is None
        or not Representation.objects.filter(
            person=one.asked_by_id, organisation=one.organisation_id, until=None
        ).exists()
    ):
        raise reading.Unread("not_representing")


def _unsettled(one: Delivery) -> str | None:
    """What a person must still say of an export before it can be read."""
    if one.kind != Kind.EXPORT or one.ending not in rules.TABLES:
        return None
    with reading.in_words():
        path = files.received_file(one.organisation, one.file)
        return spend.preview(path, reading.mapping_of(one)).unsettled


def _wait_for_mapping(one: Delivery, unsettled: str) -> None:
    Delivery.objects.filter(pk=one.pk, state=State.READING).update(
        state=State.NEEDS_MAPPING, code="ambiguous", detail=unsettled[:500], attempts=0
    )


class _Teller:
    """Says how far the reading is, and raises reading.Stopped where it is not to go on."""

    def __init__(self, organisation: Organisation, group: Sequence[Delivery]) -> None:
        self.organisation = organisation
        self.ids = [one.pk for one in group]
        self.group = group

    def __call__(self, documents: int, lines: int) -> None:
        """Called after every part, the last time just before what was read is published."""
        if not is_member(self.organisation):
            raise reading.Stopped
        if len(self.ids) == 1:
            Delivery.objects.filter(pk=self.ids[0]).update(documents=documents, lines=lines)
        here = Delivery.objects.filter(pk__in=self.ids, state=State.READING).count()
        if here != len(self.ids):
            raise reading.Stopped
        for one in self.group:
            _check_who_asked(one)
