"""Reading of studies. What a viewer may not see is not found."""

from flok.apps.tco.queries.studies import (
    may_change,
    offered_studies,
    shown_studies,
    studies_for,
    study_for,
    version_of,
    versions_of,
)

__all__ = [
    "may_change",
    "offered_studies",
    "shown_studies",
    "studies_for",
    "study_for",
    "version_of",
    "versions_of",
]
