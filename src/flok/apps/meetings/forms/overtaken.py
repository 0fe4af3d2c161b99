"""Forms two people may have open at once: the second is shown both texts, put together, and no word is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.kernel.merging import Conflict, merge


@dataclass(frozen=True, slots=True)
class Difference:
    """A field two people have written differently. `conflicts`: places where both stand in what is proposed."""

    label: str
    mine: str
    theirs: str
    conflicts: tuple[Conflict, ...]


class Overtaken(forms.Form):
    """`version` and what stood in the fields when the form was opened go along, hidden. `TEXTS`: those of prose."""

    TEXTS: ClassVar[tuple[str, ...]] = ()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.differences: list[Difference] = []
        for name in [one for one, field in self.fields.items() if not field.widget.is_hidden]:
            self.fields[_base(name)] = forms.CharField(
                widget=forms.HiddenInput, required=False, strip=False, max_length=100_000, label=_("Earlier text"),
                initial=_written(self, name, self.get_initial_for_field(self.fields[name], name)),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in self.TEXTS:
            if name in given:
                given[name] = _lines(given[name])
        return given

    def overtaken_by(self, latest: Mapping[str, Any]) -> None:
        """Propose both together, and say where they differ. `latest`: the initial values as they are now.

        What only the other has changed is taken as they have it; of a field that is no prose, and both have changed,
        one's own is proposed.
        """
        sent: dict[str, Any] = {name: self.data.get(name) for name in self.data}
        for name in self.fields:
            if name not in latest or name == "version":
                continue
            mine, theirs = _said(self, name, self.cleaned_data.get(name)), _said(self, name, latest[name])
            if mine == theirs:
                continue
            conflicts: tuple[Conflict, ...] = ()
            if name in self.TEXTS:
                merged = merge(_lines(self.cleaned_data.get(_base(name)) or ""), mine, theirs)
                if merged.text == mine:
                    sent[_base(name)] = theirs
                    continue
                sent[name], sent[_base(name)], conflicts = merged.text, theirs, merged.conflicts
            else:
                written = _written(self, name, latest[name])
                if (sent.get(name) or "") == self.cleaned_data.get(_base(name)):
                    sent[name] = written
                sent[_base(name)] = written
            self.differences.append(Difference(str(self.fields[name].label), mine, theirs, conflicts))
        sent["version"] = str(latest["version"])
        self.data = sent


def _base(name: str) -> str:
    return f"base_{name}"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _written(form: forms.Form, name: str, value: Any) -> str:
    """A value as the form sends it."""
    field = form.fields[name]
    prepared = field.prepare_value(value)
    shown = prepared if isinstance(field, forms.ChoiceField) else field.widget.format_value(prepared)
    return "" if shown is None else str(shown)


def _said(form: forms.Form, name: str, value: Any) -> str:
    """A value in the words of the form."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        return str(value or "")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value or ""))  # type: ignore[arg-type]  # no groups are used here
    return "" if value is None else _lines(str(value))
