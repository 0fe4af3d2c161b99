"""The words of the log. What is written down is a code; whoever reads it sees it in their own language."""

from __future__ import annotations

import re

from django.utils.translation import pgettext

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def logged(code: str) -> str:
    """A code of the log in words, also after the id of what it is about and before what is told of it (`bid received:
    3`); what is none of them (a definition's name, a reason) stays as it is.
    """
    words, (about, blank, act) = _words(), code.partition(" ")
    if not _ID.fullmatch(about):
        return words.get(code, code)
    what, colon, told = act.partition(": ")
    return about + blank + words.get(what, what) + colon + words.get(told, told)


def _words() -> dict[str, str]:
    return {
        "action": pgettext("log", "action"),
        "address": pgettext("log", "address"),
        "answer": pgettext("log", "answer"),
        "application": pgettext("log", "application"),
        "attendance": pgettext("log", "who came to a meeting"),
        "case of a meeting": pgettext("log", "case of a meeting"),
        "award and bids": pgettext("log", "the award and the bids"),
        "ballot": pgettext("log", "the organisation's vote"),
        "calendar address": pgettext("log", "address of a calendar"),
        "code confirmed": pgettext("log", "opening code confirmed"),
        "code fetched": pgettext("log", "opening code fetched"),
        "community": pgettext("log", "purchasing community"),
        "comparison": pgettext("log", "the comparison"),
        "decision": pgettext("log", "decision"),
        "definition": pgettext("log", "definition"),
        "follow-up": pgettext("log", "follow-up of a life-cycle cost study"),
        "label documentation": pgettext("log", "label documentation"),
        "label plan": pgettext("log", "label plan"),
        "award": pgettext("log", "award decided"),
        "bid admitted": pgettext("log", "bid takes part"),
        "bid not decided": pgettext("log", "bid is not decided of"),
        "bid received": pgettext("log", "bid received"),
        "bid rejected": pgettext("log", "bid rejected"),
        "bids opened": pgettext("log", "bids opened"),
        "frozen": pgettext("log", "tender fixed"),
        "market": pgettext("log", "the market"),
        "opening": pgettext("log", "opening of bids"),
        "points given": pgettext("log", "points given"),
        "postponed": pgettext("log", "opening postponed"),
        "texts": pgettext("log", "texts to paste"),
        "too early": pgettext("log", "too early"),
        "wrong code": pgettext("log", "wrong code"),
        "opener added": pgettext("log", "chosen to open bids"),
        "opener removed": pgettext("log", "no longer to open bids"),
        "taken home": pgettext("log", "a copy taken home"),
        "terms": pgettext("log", "terms of a tender"),
        "file": pgettext("log", "file"),
        "invitation": pgettext("log", "invitation"),
        "leader": pgettext("log", "chair and coordinator"),
        "main definition": pgettext("log", "the definition that stands first"),
        "mapping": pgettext("log", "which column is what"),
        "meeting": pgettext("log", "meeting"),
        "meeting material": pgettext("log", "file of a meeting"),
        "membership": pgettext("log", "membership"),
        "minutes": pgettext("log", "minutes"),
        "organisation's sign-in": pgettext("log", "the organisation's own sign-in"),
        "person": pgettext("log", "person"),
        "profile": pgettext("log", "profile"),
        "programme": pgettext("log", "programme"),
        "representation": pgettext("log", "who represents the organisation"),
        "rhythm": pgettext("log", "how often the network meets"),
        "share": pgettext("log", "the share"),
        "sign-in": pgettext("log", "sign-in"),
        "sign-up": pgettext("log", "sign-up for a meeting"),
        "target": pgettext("log", "target"),
        "theme": pgettext("log", "theme"),
        "unit": pgettext("log", "unit"),
        "case": pgettext("log", "case"),
        "case file": pgettext("log", "file of a case"),
        "case outcome": pgettext("log", "what happened afterwards"),
        "case reader": pgettext("log", "who reads a draft"),
        "case remark": pgettext("log", "what is said of a case"),
        "cases": pgettext("log", "cases"),
        "guide": pgettext("log", "guide"),
        "guide link": pgettext("log", "link to a guide"),
        "label assessment": pgettext("log", "label assessment"),
        "poll": pgettext("log", "poll"),
        "proposal": pgettext("log", "proposed theme"),
        "study": pgettext("log", "life-cycle cost study"),
        "tender": pgettext("log", "tender with life-cycle cost"),
        "yes": pgettext("log", "yes"),
        "no": pgettext("log", "no"),
        "none": pgettext("log", "none"),
        "member": pgettext("log", "member"),
        "administrator": pgettext("log", "organisation administrator"),
        "chair": pgettext("log", "chair"),
        "coordinator": pgettext("log", "coordinator"),
        "chair, coordinator": pgettext("log", "chair and coordinator"),
        "approved": pgettext("log", "approved"),
        "rejected": pgettext("log", "rejected"),
        "applied": pgettext("log", "has applied"),
        "paused": pgettext("log", "paused"),
        "ended": pgettext("log", "ended"),
        "unknown": pgettext("log", "not known"),
        "used": pgettext("log", "used before"),
        "withdrawn": pgettext("log", "withdrawn"),
        "expired": pgettext("log", "too old"),
        "account": pgettext("log", "the address has an account"),
        "asked by the person": pgettext("log", "asked for by the person"),
    }
