"""When a cost or an effect falls, as fields: one of some ways, what some of them ask for, and in which years."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flok.apps.members.fields import Line
from flok.apps.tco.forms.texts import asked_for, in_language, language
from flok.domain import tco

_ALWAYS = {
    "year_end": tco.Timing("yearly"), "year_middle": tco.Timing("yearly", share_of_year=0.5),
    "year_start": tco.Timing("yearly", share_of_year=0.0), "monthly": tco.Timing("monthly"),
    "start": tco.Timing("start"), "end": tco.Timing("end"),
}  # fmt: skip
_WAYS = [
    ("year_end", gettext_lazy("Every year, at its end")),
    ("year_middle", gettext_lazy("Every year, in its middle")),
    ("year_start", gettext_lazy("Every year, at its start")),
    ("month", gettext_lazy("Every year, at the end of one month")),
    ("monthly", gettext_lazy("Every month")),
    ("start", gettext_lazy("Once, at the start")),
    ("end", gettext_lazy("Once, at the end")),
    ("every", gettext_lazy("Every so many years")),
    ("years", gettext_lazy("At the end of some of the years")),
    ("dates", gettext_lazy("On given days")),
]
_LIMITED = ("year_end", "year_middle", "year_start", "month", "monthly", "every")
_ASKING = ("month", "every", "years", "dates")
_MOST = 120
_WHOLE = re.compile(r"[0-9]{1,3}", re.ASCII)
_DANISH_DAY = re.compile(r"([0-9]{1,2})[.-]([0-9]{1,2})[.-]([0-9]{4})", re.ASCII)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)


def ways(study: tco.Study) -> list[tuple[str, Any]]:
    """The choices; each input that is a number of years can be how long there is between."""
    lives = [
        (f"every:{each.id}", _("Each time this has passed: %(name)s") % {"name": in_language(each.name)})
        for each in study.inputs
        if tco.is_years(each)
    ]
    return [*_WAYS, *lives]


def when_fields(study: tco.Study) -> dict[str, forms.Field]:
    """The two fields that say it: `when` and `which`."""
    help_text = gettext_lazy(
        "Only for one month (its number, 1 to 12), every so many years (how many), some of the years (3; 7) or given"
        " days (%(days)s)."
    )
    days = "; ".join(_written_day(day) for day in (datetime.date(2027, 10, 1), datetime.date(2028, 4, 1)))
    return {
        "when": forms.ChoiceField(label=gettext_lazy("When does it fall?"), choices=ways(study)),
        "which": Line(
            label=gettext_lazy("Which, or how many?"), max_length=2_000, required=False,
            help_text=help_text % {"days": days}, widget=forms.TextInput(attrs=asked_for("when", *_ASKING)),
        ),
    }  # fmt: skip


def limit_fields() -> dict[str, forms.Field]:
    """From which year to which: `first`, `last`, and `at_end`."""
    return {
        "first": _year(gettext_lazy("From which year of the study?")),
        "last": _year(gettext_lazy("To which year?")),
        "at_end": forms.BooleanField(
            label=gettext_lazy("Also when the period ends"),
            required=False,
            widget=forms.CheckboxInput(attrs=asked_for("when", "every")),
        ),
    }


def _year(label: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", **asked_for("when", *_LIMITED)})
    return forms.IntegerField(label=label, min_value=1, max_value=_MOST, required=False, widget=widget)


def told(timing: tco.Timing) -> dict[str, Any]:
    """What the fields say of a timing."""
    way, which = _told(timing)
    first = timing.first if timing.kind == "every" or timing.first != 1 else 0
    return {"when": way, "which": which, "first": first or "", "last": timing.last or "", "at_end": timing.at_end}


def _told(timing: tco.Timing) -> tuple[str, str]:
    if timing.kind == "every":
        interval = timing.interval
        return (f"every:{interval}", "") if isinstance(interval, str) else ("every", str(interval))
    if timing.kind == "years":
        return "years", "; ".join(map(str, timing.years))
    if timing.kind == "dates":
        return "dates", "; ".join(map(_written_day, timing.dates))
    for way, known in _ALWAYS.items():
        if (timing.kind, timing.share_of_year) == (known.kind, known.share_of_year):
            return way, ""
    return "month", str(round(timing.share_of_year * 12))


def timing_of(given: Mapping[str, Any]) -> tco.Timing:
    """The timing that cleaned fields say. Raises ValidationError: {field: message}."""
    way, which = given["when"], given["which"]
    first, last, at_end = (given.get(each) or 0 for each in ("first", "last", "at_end"))
    if way not in _LIMITED and not way.startswith("every:"):
        if first or last:
            field = "first" if first else "last"
            raise forms.ValidationError({field: _("Only for what falls every year or every so many years.")})
        return _outright(way, which)
    if last and last < first:
        raise forms.ValidationError({"last": _("It is before the first year.")})
    if way == "every" or way.startswith("every:"):
        interval: int | str = way.partition(":")[2] or _number(
            which, _MOST, _("Write how many years there are between.")
        )
        return tco.Timing("every", first=first, last=last, interval=interval, at_end=bool(at_end))
    if way == "month":
        month = _number(which, 12, _("Write the month as a number from 1 to 12."))
        return tco.Timing("yearly", share_of_year=month / 12, first=first or 1, last=last)
    known = _ALWAYS[way]
    return tco.Timing(known.kind, share_of_year=known.share_of_year, first=first or 1, last=last)


def _outright(way: str, which: str) -> tco.Timing:
    if way == "years":
        said = _("Write the years of the study, for instance 3; 7.")
        years = _listed(which, lambda text: _number(text, _MOST, said, least=0), said)
        return tco.Timing("years", years=tuple(sorted(set(years))))
    if way == "dates":
        return tco.Timing("dates", dates=tuple(sorted(_listed(which, _day, _no_day()))))
    return _ALWAYS[way]


def _listed(text: str, read: Callable[[str], Any], said: str) -> list[Any]:
    parts = [each.strip() for each in text.split(";") if each.strip()]
    if not 0 < len(parts) <= 200:
        raise forms.ValidationError({"which": said})
    return [read(each) for each in parts]


def _number(text: str, most: int, said: str, *, least: int = 1) -> int:
    if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
        raise forms.ValidationError({"which": said})
    return int(text)


def _day(text: str) -> datetime.date:
    danish, plain = _DANISH_DAY.fullmatch(text), _DAY.fullmatch(text)
    try:
        if danish:
            day, month, year = map(int, danish.groups())
            return datetime.date(year, month, day)
        if plain:
            return datetime.date(*map(int, plain.groups()))
    except ValueError:
        pass
    raise forms.ValidationError({"which": _no_day()})


def _no_day() -> str:
    return _("Write the days, for instance %(day)s.") % {"day": _written_day(datetime.date(2027, 10, 1))}


def _written_day(day: datetime.date) -> str:
    return day.isoformat() if language() == "en" else f"{day.day}.{day.month}.{day.year}"
