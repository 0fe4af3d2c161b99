"""What is known after the award, of a study that was found as one's own."""

from __future__ import annotations

from flok.apps.tco.models import Actual, FollowUp, KeptStudy


def follow_up_of(study: KeptStudy) -> FollowUp | None:
    found: FollowUp | None = FollowUp.objects.filter(study=study).select_related("by").first()
    return found


def actuals_of(follow_up: FollowUp) -> list[Actual]:
    return list(Actual.objects.filter(follow_up=follow_up))


def followed_in_all() -> tuple[int, int]:
    """How many studies the organisation follows, and how many lines and years it has told of."""
    return FollowUp.objects.count(), Actual.objects.count()
