"""What the worker does: compute the share and publish it, and try a definition on the organisation's purchases."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from flok.apps.members.models import Organisation
from flok.apps.members.scoping import across_organisations, inside
from flok.apps.purchases.queries import sources_of, store_of
from flok.apps.share.models import Publication, Trial, Work
from flok.apps.share.queries import definitions_in_use, parsed, share_folder
from flok.domain import spend
from flok.domain.labels import labelling

logger = logging.getLogger("flok")
EVERY = timedelta(minutes=1)
_UNFINISHED = (Work.WAITING, Work.RUNNING)


def take_up(row: Publication | Trial, **_: Any) -> None:
    """Have the worker do what a row asks for."""
    if isinstance(row, Publication):
        publish.enqueue(str(row.organisation_id))
    else:
        try_out.enqueue(str(row.organisation_id), str(row.pk))


def carry_on() -> None:
    """Take up what waits and no task stands for: after a restore, or where a worker was lost."""
    with across_organisations():
        rows = [row for model in (Publication, Trial) for row in model.objects.filter(state__in=_UNFINISHED)]
    paths = (publish.module_path, try_out.module_path)
    tasks = DBTaskResult.objects.filter(status__in=("READY", "RUNNING"), task_path__in=paths)
    asked = {str(args["args"]) for args in tasks.values_list("args_kwargs", flat=True)}
    for row in rows:
        mine = [str(row.organisation_id)] + ([str(row.pk)] if isinstance(row, Trial) else [])
        if str(mine) not in asked:
            take_up(row)
            asked.add(str(mine))


@task()
def publish(organisation_id: str) -> None:
    """Compute and publish the organisation's share; done again from the start where it was interrupted."""
    organisation = Organisation.objects.get(pk=organisation_id)
    with inside(organisation):
        asked = Publication.objects.filter(state__in=_UNFINISHED)
        for publication in asked.order_by("asked_at"):
            _worked(publication, lambda row=publication: _publish(organisation, row))  # type: ignore[misc]


def _publish(organisation: Organisation, publication: Publication) -> None:
    def progress(step: int, steps: int) -> None:
        Publication.objects.filter(pk=publication.pk).update(step=step, steps=steps)

    with spend.engine() as engine:
        share = spend.publish_share(
            engine, store_of(organisation), share_folder(organisation), _question(organisation, definitions_in_use()),
            progress=progress,
        )  # fmt: skip
    publication.number = share.number
    publication.figures = [
        {name: one[name] for name in _KEPT} | {"target": one["target"]} for one in share.overview["definitions"]
    ]


_KEPT = (
    "id version share_low share_high sustainable_ore not_sustainable_ore unknown_ore out_of_scope_ore gap_ore"
).split()


@task()
def try_out(organisation_id: str, trial_id: str) -> None:
    """What a definition would change, beside the one it comes from."""
    organisation = Organisation.objects.get(pk=organisation_id)
    with inside(organisation):
        trial = Trial.objects.filter(pk=trial_id, state__in=_UNFINISHED).first()
        if trial is not None:
            _worked(trial, lambda: _try_out(organisation, trial))


def _try_out(organisation: Organisation, trial: Trial) -> None:
    saved = next(one for one in definitions_in_use() if one.id == trial.base)
    with spend.engine() as engine:
        question = _question(organisation, [saved])
        trial.effect = spend.tried(engine, store_of(organisation), question, parsed(trial.toml, trial.base))


def _question(organisation: Organisation, definitions: Sequence[spend.Definition]) -> spend.Question:
    known = sources_of(organisation)
    return spend.Question(definitions, labelling, known.sources, spend.DIMENSIONS, known.unit_names)


def _worked(row: Publication | Trial, do: Callable[[], None]) -> None:
    """Do it, and leave the row saying how it went; a fault of ours is logged and ends as a state, too."""
    type(row).objects.filter(pk=row.pk).update(state=Work.RUNNING, **_begun(row))
    try:
        do()
    except spend.Refused as refused:
        row.state, row.message = Work.FAILED, f"{refused}"[:500]
    except Exception:
        logger.exception("could not compute %s %s", type(row).__name__, row.pk)
        row.state, row.message = Work.FAILED, ""
    else:
        row.state, row.message = Work.DONE, ""
    if isinstance(row, Publication):
        row.ended_at = timezone.now()
        row.save(update_fields=["state", "message", "ended_at", "number", "figures"])
    else:
        row.save(update_fields=["state", "message", "effect"])


def _begun(row: Publication | Trial) -> dict[str, object]:
    return {"begun_at": timezone.now()} if isinstance(row, Publication) else {}
