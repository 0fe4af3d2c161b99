"""What the worker does with cases and guides, again and again (notices/schedule.py)."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge import files, rules
from flok.apps.knowledge.models import Attachment, Case
from flok.apps.knowledge.queries import all_of, old_links, who_answers
from flok.apps.members.models import Organisation
from flok.apps.members.queries import leaders
from flok.apps.members.scoping import inside
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.actions import tell

OUTCOME, LINK = "case outcome", "guide link"


def ask_what_happened(now: datetime | None = None) -> int:
    """Ask the author of each case that was shown 6 or 12 months ago what happened since; how many were asked.

    Where nobody represents the organisation as its author any more, who administers it is asked.
    """
    now, asked = now or timezone.now(), 0
    for organisation in Organisation.objects.all():
        with inside(organisation):
            for case in all_of(organisation):
                asked += _ask(case, organisation, now)
    return asked


@in_transaction
def _ask(case: Case, organisation: Organisation, now: datetime) -> bool:
    shown, today = timezone.localdate(case.published_at), timezone.localdate(now)
    months = rules.months_to_ask(shown, case.asked_months, today)
    if not months:
        return False
    link = f"{reverse('knowledge:outcome', args=[case.pk])}?efter={months}"
    text = _("What happened after you told of it? Answer in two minutes, also if nothing did")
    if Case.objects.filter(pk=case.pk, asked_months=case.asked_months).update(asked_months=months):
        people = who_answers(case)
        tell(people, OUTCOME, text, link=link, by=None, now=now, about=case.title, organisation=organisation)
        return True
    return False


def sweep_files() -> int:
    """Remove the files that no case has any more; how many."""
    removed = 0
    for organisation in Organisation.objects.all():
        with inside(organisation):
            held = set(Attachment.objects.filter(organisation=organisation).values_list("digest", flat=True))
        removed += files.sweep(organisation, held)
    return removed


@in_transaction
def remind_of_links(now: datetime | None = None) -> int:
    """Tell those who lead the network, once, that links to others' guides have not been checked for a year."""
    now = now or timezone.now()
    old = list(old_links(timezone.localdate(now)).filter(reminded_at=None))
    if old:
        text = _("Links to others' guides have not been checked for a year")
        tell(leaders(), LINK, text, link=reverse("knowledge:guides"), by=None, now=now, about=", ".join(map(str, old)))
        old_links(timezone.localdate(now)).filter(pk__in=[one.pk for one in old]).update(reminded_at=now)
    return len(old)
