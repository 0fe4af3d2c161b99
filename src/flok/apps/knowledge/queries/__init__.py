"""Reading of what the network knows. What a viewer may not see is not found."""

from flok.apps.knowledge.queries.cases import (
    WholeCase,
    all_of,
    all_whole,
    asked_to_read,
    attachment_for,
    case_for,
    cases_for,
    communities_of,
    news,
    notes_on,
    own_case,
    own_cases,
    possible_readers,
    proposals,
    remark_of,
    room_used,
    who_answers,
    whole_case,
)
from flok.apps.knowledge.queries.guides import guides, links, old_links
from flok.apps.knowledge.queries.published import public_case, public_cases
from flok.apps.knowledge.queries.themes import group_of, themes, themes_followed

__all__ = [
    "WholeCase",
    "all_of",
    "all_whole",
    "asked_to_read",
    "attachment_for",
    "case_for",
    "cases_for",
    "communities_of",
    "group_of",
    "guides",
    "links",
    "news",
    "notes_on",
    "old_links",
    "own_case",
    "own_cases",
    "possible_readers",
    "proposals",
    "public_case",
    "public_cases",
    "remark_of",
    "room_used",
    "themes",
    "themes_followed",
    "who_answers",
    "whole_case",
]
