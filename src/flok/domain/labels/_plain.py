"""An assessment as plain data, for files and databases, and back (docs/formats/label-assessment.md).

What comes in is untrusted: ids must exist, dates be dates, addresses be web addresses, and texts be short and clean.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from ._answers import Answered, Assessment, Origin, Purchase
from ._questions import questions
from ._texts import Wording
from ._words import Words

_LONGEST = 4_000
_KEPT = "\n\t"
_LAST_YEAR = 2999  # what is counted on from a day is a day too


class AnswersError(ValueError):
    """What cannot be an assessment; `where` is the field, the sentence stands in both languages."""

    def __init__(self, where: str, told: Words) -> None:
        super().__init__(f"{where}: {told.da}")
        self.where = where
        self.danish = f"{where}: {told.da}"
        self.english = f"{where}: {told.en}"


_NO_TABLE = Words("her skal stå flere felter", "several fields belong here")
_NO_TEXT = Words("her skal stå en tekst", "a text belongs here")
_NO_FIELD = Words("feltet findes ikke", "there is no such field")
_NO_QUESTION = Words("spørgsmålet findes ikke", "there is no such question")
_NO_ANSWER = Words("svaret findes ikke; vælg mellem {choices}", "no such answer; choose from {choices}")
_NO_DAY = Words("skriv datoen som 2027-12-31", "write the date as 2027-12-31")
_NO_ADDRESS = Words(
    "en adresse skal begynde med https:// eller http://", "an address must begin with https:// or http://"
)
_TOO_LONG = Words("teksten er for lang", "the text is too long")
_BROKEN = Words("teksten er ødelagt eller har skjulte tegn", "the text is broken or has hidden characters")
_NO_LABEL = Words("skriv hvilket mærke det er", "write which label it is")
_NO_MADE = Words("skriv hvornår vurderingen er lavet", "write when the assessment was made")

_TOP = frozenset({"label", "made_on", "made_by", "purchase", "answers", "origin"})
_PURCHASE = frozenset({"title", "product_group", "authority", "contract_start", "contract_end", "state"})
_WORDING = frozenset(Wording.__dataclass_fields__)
_ANSWER = frozenset({"answer", "evidence", "address", "on", "by_register"})


def assessment_from(plain: Mapping[str, Any]) -> Assessment:
    """The assessment in plain data, as TOML and JSON give it. Raises AnswersError for anything that is not one."""
    top = _table(plain, "", _TOP)
    made_on = _day(top.get("made_on"), "made_on")
    label = _text(top.get("label"), "label")
    if not label:
        raise AnswersError("label", _NO_LABEL)
    if made_on is None:
        raise AnswersError("made_on", _NO_MADE)
    answers = _table(top.get("answers", {}), "answers", None)
    return Assessment(
        label=label,
        purchase=_purchase(_table(top.get("purchase", {}), "purchase", _PURCHASE)),
        made_on=made_on,
        made_by=_text(top.get("made_by"), "made_by"),
        answers={key: _answered(key, value) for key, value in answers.items()},
        origin=_origin(top["origin"]) if top.get("origin") else None,
    )


def as_plain(assessment: Assessment) -> dict[str, Any]:
    """The assessment as JSON holds it; `assessment_from` reads it back to the same."""
    buys, origin = assessment.purchase, assessment.origin
    return {
        "label": assessment.label,
        "made_on": assessment.made_on.isoformat(),
        "made_by": assessment.made_by,
        "purchase": {
            "title": buys.title,
            "product_group": buys.product_group,
            "authority": buys.authority,
            "contract_start": buys.contract_start.isoformat() if buys.contract_start else "",
            "contract_end": buys.contract_end.isoformat() if buys.contract_end else "",
            "state": buys.state,
        },
        "answers": {
            key: {
                "answer": each.answer,
                "evidence": each.evidence,
                "address": each.address,
                "on": each.on.isoformat() if each.on else "",
                "by_register": each.by_register,
            }
            for key, each in assessment.answers.items()
        },
        "origin": {
            "authority": origin.authority,
            "made_by": origin.made_by,
            "made_on": origin.made_on.isoformat(),
            "purchase": origin.purchase,
        }
        if origin
        else None,
    }


def wording_from(plain: Mapping[str, Any]) -> Wording:
    """The wording of texts in plain data; `requirements` a list of texts. Raises AnswersError."""
    fields = _table(plain, "wording", _WORDING)
    listed = fields.get("requirements", [])
    if not isinstance(listed, list):
        raise AnswersError(
            "wording.requirements", Words("skriv kravene som en liste", "write the requirements as a list")
        )
    requirements = tuple(filter(None, (_text(each, "wording.requirements") for each in listed)))
    texts = {name: _text(fields.get(name), f"wording.{name}") for name in _WORDING - {"requirements"}}
    return Wording(requirements=requirements, **texts)


def clean_text(written: object, where: str) -> str:
    """The text in NFC without blanks around. Raises AnswersError for no text, too long, broken or hidden signs."""
    return _text(written, where)


def web_address(written: object, where: str) -> str:
    """An address on http or https with a host, or "". Raises AnswersError for javascript:, //host and the like."""
    address = _text(written, where)
    if not address:
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        raise AnswersError(where, _NO_ADDRESS) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or any(char.isspace() for char in address):
        raise AnswersError(where, _NO_ADDRESS)
    return address


def _purchase(entry: Mapping[str, Any]) -> Purchase:
    state = entry.get("state", False)
    if not isinstance(state, bool):
        raise AnswersError("purchase.state", Words("skriv true eller false", "write true or false"))
    return Purchase(
        title=_text(entry.get("title"), "purchase.title"),
        product_group=_text(entry.get("product_group"), "purchase.product_group"),
        authority=_text(entry.get("authority"), "purchase.authority"),
        contract_start=_day(entry.get("contract_start"), "purchase.contract_start"),
        contract_end=_day(entry.get("contract_end"), "purchase.contract_end"),
        state=state,
    )


def _origin(entry: object) -> Origin:
    fields = _table(entry, "origin", frozenset({"authority", "made_by", "made_on", "purchase"}))
    made_on = _day(fields.get("made_on"), "origin.made_on")
    if made_on is None:
        raise AnswersError("origin.made_on", _NO_DAY)
    texts = [_text(fields.get(name), f"origin.{name}") for name in ("authority", "made_by", "purchase")]
    return Origin(texts[0], texts[1], made_on, texts[2])


def _answered(key: str, value: object) -> Answered:
    where = f"answers.{key}"
    question = questions().get(key)
    if question is None:
        raise AnswersError(where, _NO_QUESTION)
    entry = _table({"answer": value} if isinstance(value, str | date) else value, where, _ANSWER)
    answer = _text(str(entry["answer"]) if isinstance(entry.get("answer"), date) else entry.get("answer"), where)
    if question.choices and answer and answer not in question.choices:
        raise AnswersError(where, _NO_ANSWER.filled(choices=", ".join(question.choices)))
    if question.kind == "date":
        day = _day(answer, where)
        answer = day.isoformat() if day else ""
    return Answered(
        question=key,
        answer=answer,
        evidence=_text(entry.get("evidence"), f"{where}.evidence"),
        address=web_address(entry.get("address"), f"{where}.address"),
        on=_day(entry.get("on"), f"{where}.on"),
        by_register=entry.get("by_register") is True,
    )


def _table(value: object, where: str, known: frozenset[str] | None) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise AnswersError(where or "answers", _NO_TABLE)
    for key in value:
        if known is not None and key not in known:
            raise AnswersError(f"{where}.{key}" if where else str(key), _NO_FIELD)
    return value


def _text(value: object, where: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise AnswersError(where, _NO_TEXT)
    if len(value) > _LONGEST:
        raise AnswersError(where, _TOO_LONG)
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") and char not in _KEPT for char in text):
        raise AnswersError(where, _BROKEN)
    return text


def _day(value: object, where: str) -> date | None:
    if value is None or value == "":
        return None
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else value
    except ValueError:
        return _no_day(where)
    return day if type(day) is date and day.year <= _LAST_YEAR else _no_day(where)


def _no_day(where: str) -> date:
    raise AnswersError(where, _NO_DAY)
