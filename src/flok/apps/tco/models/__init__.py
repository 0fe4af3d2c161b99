"""Studies of an organisation, their versions, what came of them, and what is put to tender on them."""

from flok.apps.tco.models.actuals import Actual, FollowUp
from flok.apps.tco.models.studies import KeptStudy, StudyVersion
from flok.apps.tco.models.tenders import OpenedBid, Opener, SealedBid, Tender

__all__ = ["Actual", "FollowUp", "KeptStudy", "OpenedBid", "Opener", "SealedBid", "StudyVersion", "Tender"]
