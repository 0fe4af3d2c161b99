"""The background worker: alive, and not behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from flok.apps.notices.models import Beat
from flok.apps.notices.queries import last_beat, letters_by_state
from flok.apps.notices.workers import living

from ._finding import Finding, ok, warning

_SILENT = timedelta(minutes=3)
_LATE = timedelta(minutes=15)


def worker() -> Iterator[Finding]:
    now, beat, count = timezone.now(), last_beat(), len(living())
    if not count:
        yield warning(
            "Ingen arbejder kører, så mails og indlæsning venter; kør flok serve, eller flok work ved siden af sitet",
            "No worker is running, so mails and reading wait; run flok serve, or flok work beside the site",
        )
    elif beat is None or now - beat > _SILENT:
        yield warning(
            "Arbejderen kører, men dens ur står stille; genstart den",
            "The worker is running, but its clock stands still; restart it",
        )
    else:
        yield ok(f"{count} arbejder kører", f"{count} worker running")
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - _LATE)
    late = waiting.exclude(run_after__range=(now - _LATE, now)).count()
    if late:
        yield warning(f"{late} opgaver har ventet over 15 minutter", f"{late} tasks have waited over 15 minutes")
    for name, error in Beat.objects.exclude(error="").values_list("name", "error"):
        yield warning(
            f"Det mislykkedes sidst at udføre {name} ({error}); se loggen",
            f"Doing {name} failed the last time ({error}); see the log",
        )
    if failed := letters_by_state().get("failed", 0):
        yield warning(
            f"{failed} mails er opgivet; loggen siger hvorfor", f"{failed} mails were given up; the log says why"
        )
