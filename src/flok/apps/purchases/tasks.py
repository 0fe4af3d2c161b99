"""What the worker is asked to do. The way itself is in working.py."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from flok.apps.members.models import Organisation
from flok.apps.members.scoping import across_organisations, inside
from flok.apps.purchases import files, working
from flok.apps.purchases.models import UNFINISHED, Delivery, State
from flok.apps.purchases.rules import PATIENCE


@task()
def work_through(organisation_id: str) -> None:
    """Look at, read and remove all that waits in an organisation. One worker at a time."""
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        return
    with files.at_work(organisation) as is_ours, inside(organisation):
        if is_ours:
            working.work_through(organisation)


def carry_on() -> None:
    """Take up what waits and nobody has been asked to do, and forget files that stopped coming a week ago."""
    with across_organisations():
        waiting = set(Delivery.objects.filter(state__in=UNFINISHED).values_list("organisation_id", flat=True))
        stalled = list(
            Delivery.objects.filter(state=State.RECEIVING, at__lt=timezone.now() - PATIENCE).select_related(
                "organisation"
            )
        )
        for one in stalled:
            Delivery.objects.filter(pk=one.pk, state=State.RECEIVING).delete()
            files.discard(files.incoming_file(one.organisation, one.pk))
    mine = DBTaskResult.objects.filter(status__in=("READY", "RUNNING"), task_path=work_through.module_path)
    asked = {str(args["args"][0]) for args in mine.values_list("args_kwargs", flat=True)}
    for organisation_id in waiting:
        if str(organisation_id) not in asked:
            work_through.enqueue(str(organisation_id))


EVERY = timedelta(minutes=1)
