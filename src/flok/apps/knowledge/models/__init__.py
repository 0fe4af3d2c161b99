"""What the network knows: themes, cases and guides."""

from flok.apps.knowledge.models.themes import Following, Theme

__all__ = ["Following", "Theme"]
