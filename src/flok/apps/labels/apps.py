from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LabelsConfig(AppConfig):
    """Assessments of labels for a purchase, and where a label belongs in a tender."""

    name = "flok.apps.labels"
    verbose_name = _("Labels")
