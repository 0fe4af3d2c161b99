"""Date and theme polls: what an organisation answers, how answers are counted, and when a choice needs a reason.

One voice per organisation: a ballot is an organisation's, whoever of its people filled it in. What nobody answered is
counted as such; it is neither a yes nor a no. The count says who leads and where it is even; it never chooses.
"""

from flok.domain.polls._counting import Answer, Ballot, Count, count, missing
from flok.domain.polls._reminding import reminder_is_due
from flok.domain.polls._standing import leading, needs_reason, standing

__all__ = [
    "Answer",
    "Ballot",
    "Count",
    "count",
    "leading",
    "missing",
    "needs_reason",
    "reminder_is_due",
    "standing",
]
