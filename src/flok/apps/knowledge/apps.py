from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    """Cases, measures, guides and themes of the network, and the search over all that its rooms hold."""

    name = "flok.apps.knowledge"
    verbose_name = _("Knowledge")
