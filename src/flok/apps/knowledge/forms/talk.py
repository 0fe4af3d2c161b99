"""What colleagues say of a case, and what happened afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge import files
from flok.apps.knowledge.forms.showing import DoubtForm
from flok.apps.knowledge.models import Outcome, Remark, Result
from flok.apps.members.fields import Line


class RemarkForm(DoubtForm):
    kind = forms.ChoiceField(
        choices=[
            (Remark.Kind.COMMENT, _("A comment or a question")),
            (Remark.Kind.ALSO, _("We did it too, and saw …")),
        ],
        label=_("What will you say?"),
        widget=forms.RadioSelect,
        initial=Remark.Kind.COMMENT,
    )
    result = forms.ChoiceField(
        label=_("If you did it too: how did it go?"), choices=[("", _("Choose")), *Result.choices], required=False
    )
    field_order = ("kind", "result", "text", "considered")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("kind") == Remark.Kind.ALSO and not given.get("result"):
            self.add_error("result", _("Say how it went with you, also if nothing happened."))
        if given.get("kind") == Remark.Kind.COMMENT:
            given["result"] = ""
        return given


class NoteForm(DoubtForm):
    """A reader's word on a draft; it may be empty."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].required = False
        self.fields["text"].label = _("What did you think of?")


class OutcomeForm(DoubtForm):
    state = forms.ChoiceField(label=_("How is it now?"), choices=Outcome.State.choices, widget=forms.RadioSelect)
    field_order = ("state", "text", "considered")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].required = False
        self.fields["text"].label = _("What happened since?")


REFUSALS = {
    "kind": _("This kind of file cannot be kept here. Save it as PDF, pptx, docx, xlsx, OpenDocument, png or jpg."),
    "content": _("The file does not hold what its name says. Open it, save it again, and try once more."),
    "macros": _("The file holds macros. Save it without them, or as PDF."),
    "large": _("The file is larger than 50 MB. Save it with smaller pictures, or as PDF."),
    "empty": _("The file is empty."),
}


class AttachmentForm(forms.Form):
    """A file and its title. After is_valid: `kind` in cleaned_data."""

    file = forms.FileField(
        label=_("File"), allow_empty_file=True, max_length=255,
        help_text=_("PDF, pptx, docx, xlsx, odp, odt, ods, png or jpg; at most 50 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in files.KINDS)}),
    )  # fmt: skip
    title = Line(label=_("Title"), max_length=150)

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        try:
            self.cleaned_data["kind"] = files.kind_of(sent.name, sent.file, sent.size, files.KINDS)
        except files.RefusedFileError as error:
            raise forms.ValidationError(REFUSALS[error.code], code=error.code) from None
        return sent
