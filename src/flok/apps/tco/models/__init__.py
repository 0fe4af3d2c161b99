"""Studies of an organisation, their versions, and what is put to tender on them."""

from flok.apps.tco.models.studies import KeptStudy, StudyVersion

__all__ = ["KeptStudy", "StudyVersion"]
