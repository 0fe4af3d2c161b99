from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LabelsConfig(AppConfig):
    """Assessments of labels for a purchase, and where a label belongs in a tender."""

    name = "flok.apps.labels"
    verbose_name = _("Labels")

    def ready(self) -> None:
        from flok.apps.knowledge import search, uses
        from flok.apps.labels import found, keeping, personal_data, queries, tasks
        from flok.apps.members import personal_data as registry
        from flok.apps.notices import schedule

        registry.register("labels", export=personal_data.export, erase=personal_data.erase)
        schedule.every("labels that expire", timedelta(days=1), tasks.tell_of_what_expires)
        search.register(found.ASSESSMENT, name=_("Label assessment"), rows=found.assessments)
        search.register(found.LABEL, name=_("Label"), rows=found.register)
        uses.register("label", uses.Keeper(queries.offered_assessments, keeping.copied, keeping.take_home))
