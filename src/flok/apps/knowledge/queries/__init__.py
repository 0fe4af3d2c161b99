"""Reading of what the network knows. What a viewer may not see is not found."""

from flok.apps.knowledge.queries.themes import group_of, themes, themes_followed

__all__ = ["group_of", "themes", "themes_followed"]
