"""A plan of coming tenders is handed in as a file, and read in a child process under limits."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from flok.apps.labels.rules import LARGEST_PLAN, LONGEST_PLAN
from flok.apps.members.fields import Line
from flok.domain import labels, spend
from flok.domain.spend.tables import first_rows

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,6}")


class PlanForm(forms.Form):
    """`plan` once it is valid: the tenders read, and the rows that could not be used."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = Line(label=_("What is the plan called?"), max_length=200, help_text=_("E.g. Tenders in 2027."))
    file = forms.FileField(
        label=_("The file (CSV or XLSX)"), allow_empty_file=True,
        help_text=_("With a column for tender, label and number 1–5; product group, verdict and state if you like."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx", "class": "flok-file"}),
    )  # fmt: skip
    plan: labels.Plan

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_PLAN:
            raise forms.ValidationError(_("The file is too large to be a plan: at most 5 MB."))
        ending = Path(file.name).suffix
        with tempfile.NamedTemporaryFile(suffix=ending if _ENDING.fullmatch(ending) else "") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
            kept.flush()
            try:
                rows = first_rows(Path(kept.name), count=LONGEST_PLAN + 2)
            except spend.Refused as refused:
                told = spend.REASONS[refused.code]
                raise forms.ValidationError(told.english if get_language() == "en" else told.danish) from None
        if len(rows) > LONGEST_PLAN + 1:
            raise forms.ValidationError(_("The plan has more than 5,000 rows. Divide it."))
        self.plan = labels.read_plan(rows)
        if not self.plan.tenders:
            lang = get_language() or "da"
            told_rows = [_told(each, lang) for each in self.plan.problems[:5]]
            raise forms.ValidationError([_("No tender could be read of the file."), *told_rows])
        return file


def _told(problem: labels.PlanProblem, lang: str) -> str:
    row = _("Row %(number)s") % {"number": problem.row}
    return f"{row}: {problem.told.of(lang)}" if problem.row else problem.told.of(lang)
