"""POGI's purchasing goals: to which of them a question about a product category belongs."""

from flok.domain.pogi._goals import OVERVIEW, READ, Goal, goal_for, goals

__all__ = ["OVERVIEW", "READ", "Goal", "goal_for", "goals"]
