from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TcoConfig(AppConfig):
    """Studies of what alternatives and bids cost over their life."""

    name = "flok.apps.tco"
    verbose_name = _("Life-cycle cost")
