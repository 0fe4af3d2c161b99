"""Changes to what the network knows."""

from flok.apps.knowledge.actions.themes import add_theme, follow_theme, leave_theme

__all__ = ["add_theme", "follow_theme", "leave_theme"]
