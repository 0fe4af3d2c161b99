"""Three ways to begin: a template, as little as possible, or a document."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flok.apps.members.fields import Line
from flok.apps.tco.documents import Document, blank
from flok.apps.tco.forms.documents import ORIGIN, problems_in, text_of
from flok.apps.tco.forms.texts import in_language
from flok.domain import tco

BLANK, FILE = "blank", "file"


class BeginForm(forms.Form):
    """After is_valid, `toml` is the document to begin from."""

    toml = ""

    key = forms.UUIDField(widget=forms.HiddenInput)
    start = forms.ChoiceField(label=gettext_lazy("What will you begin from?"), widget=forms.RadioSelect)
    name = Line(label=gettext_lazy("What is compared?"), max_length=200, required=False)
    first = Line(label=gettext_lazy("The first alternative"), max_length=200, required=False)
    second = Line(label=gettext_lazy("The second alternative"), max_length=200, required=False)
    file = forms.FileField(
        label=gettext_lazy("A study's document (TOML or JSON, at most 256 kB)"), required=False, allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".toml,.json"}),
    )  # fmt: skip

    def __init__(self, *args: Any, today: Any, **options: Any) -> None:
        self.today = today
        super().__init__(*args, **options)
        self.fields["start"].choices = [  # type: ignore[attr-defined]  # a choice field
            *((name, in_language(study.name)) for name, study in zip(tco.TEMPLATES, tco.templates(), strict=True)),
            (BLANK, _("As little as possible: number, price and yearly cost")),
            (FILE, _("A document we have")),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        start = given.get("start")
        if start == BLANK:
            self._blank(given)
        elif start == FILE:
            self._file(given)
        elif start:
            self.toml = tco.template_text(start)
        return given

    def _blank(self, given: dict[str, Any]) -> None:
        for name, said in (("name", _("Write what is compared.")), ("first", _("Name the first alternative.")),
                           ("second", _("Name the second alternative."))):  # fmt: skip
            if not given.get(name) and name not in self.errors:
                self.add_error(name, said)
        if not self.errors:
            made: Document = blank(given["name"], [given["first"], given["second"]], self.today)
            self.toml = made.toml

    def _file(self, given: dict[str, Any]) -> None:
        if not given.get("file"):
            self.add_error("file", _("Choose the file."))
            return
        try:
            self.toml = text_of(given["file"])
            tco.read_study(self.toml, given["file"].name or ORIGIN)
        except tco.StudyError as error:
            self.add_error("file", problems_in(error))
