"""The words of the log. What is written down is a code; whoever reads it sees it in their own language."""

from __future__ import annotations

from django.utils.translation import pgettext


def logged(code: str) -> str:
    """A code of the log in words; what is none of them (an id, a definition's name, a reason) stays as it is."""
    return _words().get(code, code)


def _words() -> dict[str, str]:
    return {
        "action": pgettext("log", "action"),
        "address": pgettext("log", "address"),
        "answer": pgettext("log", "answer"),
        "application": pgettext("log", "application"),
        "attendance": pgettext("log", "who came to a meeting"),
        "case of a meeting": pgettext("log", "case of a meeting"),
        "community": pgettext("log", "purchasing community"),
        "comparison": pgettext("log", "the comparison"),
        "decision": pgettext("log", "decision"),
        "definition": pgettext("log", "definition"),
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
