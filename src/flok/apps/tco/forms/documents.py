"""A study's document, written or as a file, and all that is wrong with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from flok.apps.members.fields import Line
from flok.domain import tco

ORIGIN = "study.toml"
SIZE = 256_000  # bytes
_SHOWN = 20


def text_of(file: UploadedFile[Any]) -> str:
    """What stands in a file. Raises tco.StudyError for one that is too large or no UTF-8."""
    content = file.read(SIZE + 1)
    origin = file.name or ORIGIN
    try:
        text = content.decode("utf-8-sig") if len(content) <= SIZE else "x" * (SIZE + 1)
    except UnicodeDecodeError:
        problem = tco.Problem("", "encoding", "dokumentet er ikke UTF-8", "the document is not UTF-8")
        raise tco.StudyError(origin, (problem,)) from None
    check(text, origin)
    return text.replace("\r\n", "\n")


def check(text: str, origin: str = ORIGIN) -> None:
    """Raises tco.StudyError for a text that is no study in kroner: pages and papers tell kroner."""
    if tco.read_study(text, origin).currency != "DKK":
        da, en = "på siderne regnes i kroner; skriv priserne i DKK", "the pages count in kroner; write prices in DKK"
        raise tco.StudyError(origin, (tco.Problem("currency", "currency", da, en),))


def problems_in(error: tco.StudyError) -> list[str]:
    """Each with its place in the document, which stays as it is written there."""
    said = [
        f"{each.place or _('the document')}: {each.en if get_language() == 'en' else each.da}"
        for each in error.problems[:_SHOWN]
    ]
    left = len(error.problems) - _SHOWN
    return [*said, _("and %(number)s more") % {"number": left}] if left > 0 else said


class DocumentForm(forms.Form):
    """The whole study as text, or a file that takes its place. After is_valid, `text` is what to save."""

    text = ""

    based_on = forms.CharField(widget=forms.HiddenInput, required=False)
    toml = forms.CharField(
        label=gettext_lazy("The study as a document"), max_length=SIZE, required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "tco-document"}),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Or a file that takes its place"), required=False, allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".toml,.json"}),
    )  # fmt: skip
    note = Line(label=gettext_lazy("What is new in this version?"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        name = "file" if given.get("file") else "toml"
        if name in self.errors:
            return given
        try:
            if name == "file":
                self.text = text_of(given["file"])
            else:
                self.text = given["toml"].replace("\r\n", "\n")
                check(self.text)
        except tco.StudyError as error:
            self.add_error(name, problems_in(error))
        return given
