"""What a code means and what to do about it, in the language of the page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from flok.domain.spend import REASONS
from flok.report import words

_OWN: dict[str, Promise | str] = {
    "crashed": _("Reading the file was cut short three times, so we do not try again by ourselves."),
    "disk": _("There was no room on the disk while the file was read. Nothing of it is counted; try again later."),
    "fault": _("Something went wrong here, and it is written in the log. Nothing of the file is counted; try again."),
    "not_representing": _("Whoever handed the file in no longer represents you. Read it again if it is to count."),
}
_TO_DO: dict[str, Promise | str] = {
    "rate": _("Hand in a list of exchange rates that covers the date; the document is then read again."),
    "not_your_document": _("Is it yours after all? Hand in a list of units with the EAN number it was sent to."),
    "ambiguous": _("Say how the columns are written, or save each sheet as a file of its own."),
    "conflict": _("Find out with the supplier which of the two holds. The one read first counts."),
    "overcredit": _("Ask the supplier whether a credit note was sent twice, or hand in the invoice it belongs to."),
    "profile": _("Ask the supplier for the invoice in OIOUBL or Peppol BIS."),
    "arith": _("Ask the supplier for an invoice whose figures add up, and a credit note for this one."),
    "currency": _("Ask the supplier for the invoice with one valid currency."),
    "id": _("Have the number corrected where the file was made, and hand it in again."),
    "precision": _("Save the column as text where the file is made, and hand it in again."),
    "encrypted": _("Pack the file without a password and hand it in again."),
    "nested": _("Pack the files in one archive and hand it in again."),
    "bomb": _("Pack the files again, in smaller archives."),
    "limit": _("Split the file and hand in the parts."),
    "type": _("Save it as XML, zip, CSV or XLSX without macros, and hand it in again."),
    "header": _("Say which row holds the column names and which column is what."),
    "empty": _("Make the file again; nothing was in it."),
    "corrupt": _("Fetch or make the file again and hand it in once more."),
    "malformed": _("Fetch the file again from where it came; it has been cut short or changed on the way."),
    "encoding": _("Fetch the file again from where it came, and do not save it in another program on the way."),
    "row": _("Correct the row where the file was made, and hand it in again."),
    "cell": _("Correct the cell where the file was made, and hand it in again."),
    "missing": _("Ask the supplier for a document that has the field."),
    "amount": _("Ask the supplier for a document with amounts written as numbers."),
    "date": _("Ask the supplier for a document with a valid date."),
    "doctype": _("Ask the supplier for the document without a DOCTYPE; files with one can do harm and are never read."),
}
_NOTHING = _("Nothing: it is rightly not counted.")
_AGAIN = _("Fetch the file again from where it came. If it is still refused, it is not a purchase that can be counted.")


def language() -> str:
    return "en" if get_language() == "en" else "da"


def reason(code: str) -> str:
    """A code's own words; "" for none."""
    if not code:
        return ""
    return str(_OWN[code]) if code in _OWN else words.reason(code, language())


def to_do(code: str) -> str:
    """What a person can do about a document that was left out."""
    if code in _TO_DO:
        return str(_TO_DO[code])
    status = REASONS[code].status if code in REASONS else ""
    return str(_NOTHING if status == "excluded" else _AGAIN)


def room_text(code: str) -> str:
    """Why there is no room for a file: large, quota, disk."""
    return str(_ROOM[code])


_ROOM: dict[str, Promise | str] = {
    "large": _("The file is larger than we can take. Split it, and hand in the parts."),
    "quota": _("You have used the room you have here. Remove files you no longer need, or write to the secretariat."),
    "disk": _("There is no room on our disk just now. Nothing was kept; try again later."),
}
