from datetime import timedelta
from functools import partial
from typing import Any

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    """Cases, measures, guides and themes of the network, and the search over all that its rooms hold."""

    name = "flok.apps.knowledge"
    verbose_name = _("Knowledge")

    def ready(self) -> None:
        from flok.apps.knowledge import found, personal_data, receivers, search, tasks
        from flok.apps.members import personal_data as registry
        from flok.apps.members.signals import role_changed
        from flok.apps.notices import schedule

        post_migrate.connect(_sow, sender=self, dispatch_uid="knowledge")
        role_changed.connect(receivers.when_role_changed, dispatch_uid="knowledge")
        registry.register("knowledge", export=personal_data.export, erase=personal_data.erase)
        schedule.every("what happened afterwards", timedelta(days=1), tasks.ask_what_happened)
        schedule.every("files of cases", timedelta(hours=1), tasks.sweep_files)
        schedule.every("links to guides", timedelta(days=1), tasks.remind_of_links)
        schedule.every("search index", search.REPAIR_EVERY, search.carry_on)
        schedule.every("search texts", search.GATHER_EVERY, search.gather)
        search.register("case", name=_("Case"), rows=partial(found.rows, "case"))
        search.register("measure", name=_("Measure"), rows=partial(found.rows, "measure"))
        search.register("guide", name=_("Guide"), rows=partial(found.rows, "guide"))
        search.register("theme", name=_("Theme"), rows=partial(found.rows, "theme"))
        search.register(found.FILE, name=_("File of a case"), rows=partial(found.rows, found.FILE))


def _sow(sender: AppConfig, **_options: Any) -> None:
    """An emptied database has the first themes again, and the labels guide."""
    from flok.apps.knowledge import seeds
    from flok.apps.knowledge.models import Guide, GuideLink, Theme

    tables = {one._meta.db_table for one in (Theme, Guide, GuideLink)}
    if tables.issubset(connection.introspection.table_names()) and seeds.sow(Theme):  # an app may be migrated alone
        seeds.sow_guides(Theme, Guide, GuideLink)
