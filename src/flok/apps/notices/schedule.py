"""What the worker does again and again: each thing once in its period, whichever worker comes first.

A row says when a thing is due next. Who moves that moment on (one UPDATE, which only one worker can win) does it.
A worker killed in the middle leaves it to the next period; a function must therefore stand being done again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from flok.apps.notices.models import Beat

logger = logging.getLogger("flok")
_things: dict[str, tuple[timedelta, Callable[[], object]]] = {}


def every(name: str, period: timedelta, do: Callable[[], object]) -> None:
    """Called by an app when it is ready: `do` once in each `period` (a minute or more), in the worker."""
    _things[name] = (period, do)


def run_due(now: datetime) -> list[str]:
    """Do what is due and not taken by another worker; returns its names. A fault in one does not stop the next."""
    known = {beat.name: beat for beat in Beat.objects.filter(name__in=_things)}
    done = []
    for name, (period, do) in _things.items():
        beat = known.get(name)
        if beat is None:
            beat, _is_new = Beat.objects.get_or_create(name=name, defaults={"next_at": now})
        if beat.next_at <= now and Beat.objects.filter(name=name, next_at=beat.next_at).update(next_at=now + period):
            error = ""
            try:
                do()
            except Exception as fault:
                logger.exception("could not do %s", name)
                error = type(fault).__name__
            Beat.objects.filter(name=name).update(ran_at=timezone.now(), error=error)
            done.append(name)
    return done
