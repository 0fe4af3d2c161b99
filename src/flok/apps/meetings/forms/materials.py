"""A file of a meeting, and why one is refused."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.apps.meetings import files
from flok.apps.meetings.models import Meeting, ProgrammeItem
from flok.apps.members.fields import Line

REFUSALS = {
    "kind": _("This kind of file cannot be kept here. Save it as PDF, pptx, docx, xlsx or OpenDocument."),
    "content": _("The file does not hold what its name says. Open it, save it again, and try once more."),
    "macros": _("The file holds macros. Save it without them, or as PDF."),
    "large": _("The file is larger than 50 MB. Save it with smaller pictures, or as PDF."),
    "empty": _("The file is empty."),
}  # fmt: skip


class SlidesForm(forms.Form):
    """A file and its title. After is_valid: `kind`."""

    file = forms.FileField(
        label=_("File"), allow_empty_file=True, max_length=255,
        help_text=_("PDF, pptx, docx, xlsx, odp, odt or ods; at most 50 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in files.KINDS)}),
    )  # fmt: skip
    title = Line(label=_("Title"), max_length=150)

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        try:
            self.cleaned_data["kind"] = files.kind_of(sent.name, sent.file, sent.size)
        except files.RefusedFileError as error:
            raise forms.ValidationError(REFUSALS[error.code], code=error.code) from None
        return sent


class MaterialForm(SlidesForm):
    """As those who arrange add a file."""

    item = forms.ChoiceField(label=_("Belongs to"), required=False)
    is_public = forms.BooleanField(label=_("Everyone may fetch it, also without signing in"), required=False)

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = {str(one.pk): one for one in meeting.programme.all()}
        self.fields["item"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("the whole meeting")),
            *((key, str(one)) for key, one in self.items.items()),
        ]

    def clean_item(self) -> ProgrammeItem | None:
        return self.items.get(self.cleaned_data["item"])
