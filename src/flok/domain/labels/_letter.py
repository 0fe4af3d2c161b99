"""The letter that asks a tenderer or supplier for what is missing."""

from __future__ import annotations

from ._proof import Asked, ProofResult
from ._sources import sources
from ._words import Words

_SUBJECT = Words("Emne: Dokumentation for {label}", "Subject: Documentation for {label}")
_DEAR = Words("Kære {to}", "Dear {to}")
_SOMEBODY = Words("leverandør", "supplier")
_MORE = Words(
    "Tak for jeres dokumentation. Vi mangler dette, før vi kan tage stilling:",
    "Thank you for your documentation. We need this before we can decide:",
)
_CHOOSE = Words(
    "I vælger selv jeres bevis. Vi godtager også mærker med tilsvarende krav og anden passende dokumentation"
    " (udbudsloven § 46, stk. 3 og 4).",
    "You choose your own proof. We also accept labels with equivalent requirements and other appropriate documentation"
    " (the Public Procurement Act § 46(3) and (4)).",
)
_BY = Words("Send det senest {deadline}.", "Send it by {deadline}.")
_YOURS = Words("Venlig hilsen", "Kind regards")


def proof_letter(
    asked: Asked, result: ProofResult, *, to: str = "", sender: str = "", deadline: str = "", lang: str = "da"
) -> str:
    """Plain text whose first line is the subject. Raises ValueError where nothing is missing."""
    if not result.missing:
        raise ValueError("nothing is missing")
    lines = [_SUBJECT.filled(label=asked.label).of(lang), "", _DEAR.filled(to=to or _SOMEBODY).of(lang), ""]
    lines += [_MORE.of(lang), ""]
    lines += [f"• {told.words.of(lang)} ({sources()[told.source].name.of(lang)})" for told in result.missing]
    lines += ["", _CHOOSE.of(lang)]
    if deadline:
        lines += ["", _BY.filled(deadline=deadline).of(lang)]
    return "\n".join([*lines, "", _YOURS.of(lang), sender]).rstrip() + "\n"
