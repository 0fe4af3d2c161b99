"""Reading of studies. What a viewer may not see is not found."""

from flok.apps.tco.queries.actuals import actuals_of, follow_up_of, followed_in_all
from flok.apps.tco.queries.studies import (
    copy_of,
    may_change,
    offered_studies,
    put_away_studies,
    shown_studies,
    studies_for,
    study_for,
    version_of,
    versions_kept,
    versions_of,
)

__all__ = [
    "actuals_of",
    "copy_of",
    "follow_up_of",
    "followed_in_all",
    "may_change",
    "offered_studies",
    "put_away_studies",
    "shown_studies",
    "studies_for",
    "study_for",
    "version_of",
    "versions_kept",
    "versions_of",
]
