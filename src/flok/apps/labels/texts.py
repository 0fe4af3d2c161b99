"""The answer in one sentence: may the label be required here, and as what."""

from __future__ import annotations

from django.utils.translation import gettext as _

from flok.domain import labels


def answer(verdict: labels.Verdict, placement: labels.Placement) -> str:
    """What stands in large type; the reasons follow below it."""
    if verdict.code == "R1":
        told = {
            "minimum": _("Yes, as a minimum requirement"),
            "award": _("Yes, as an award criterion"),
            "contract": _("Yes, as a contract term"),
            "functional": _("Yes, but the market has none: write a requirement of your own"),
        }.get(placement.use, _("Yes"))
    else:
        told = {
            "R0": _("No, it has no link to what you buy"),
            "R2": _("No, but you may require the relevant requirements behind it"),
            "R3": _("No, but it can be one proof of a requirement of your own"),
            "R4": _("No. Do not rely on it"),
            "R5": _("Not decided yet"),
        }[verdict.code]
    if verdict.scope == "part" and verdict.code in ("R1", "R2", "R3"):
        return _("%(answer)s, for the part it covers") % {"answer": told}
    return told
