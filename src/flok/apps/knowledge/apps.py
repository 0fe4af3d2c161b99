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
        post_migrate.connect(_sow, sender=self, dispatch_uid="knowledge")


def _sow(sender: AppConfig, **_options: Any) -> None:
    """An emptied database has the first themes again."""
    from flok.apps.knowledge import seeds
    from flok.apps.knowledge.models import Theme

    if Theme._meta.db_table in connection.introspection.table_names():  # an app may be migrated without this one
        seeds.sow(Theme)
