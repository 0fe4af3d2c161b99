"""Which uncertain numbers go together, and how closely: a rank from -1 to 1 for each pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flok.apps.tco.forms.inputs import ValueField
from flok.apps.tco.forms.texts import in_language
from flok.domain import tco


class RankField(ValueField):
    """How closely two numbers go together."""

    def __init__(self, **given: Any) -> None:
        super().__init__(percent=False, may_change=False, **given)

    def clean(self, value: Any) -> Any:
        rank = super().clean(value)
        if rank is not None and not -1 <= rank <= 1:
            raise forms.ValidationError(_("Write a number from −1 to 1."))
        return rank


def pair_in_words(study: tco.Study, given: tco.Correlation) -> str:
    names = [in_language(study.input(each).name) for each in (given.first, given.second)]
    return _("%(first)s and %(second)s") % {"first": names[0], "second": names[1]}


def rank_fields(study: tco.Study) -> dict[str, forms.Field]:
    """`rank.0`, `rank.1` ... in the study's order."""
    return {
        f"rank.{number}": RankField(label=pair_in_words(study, each)) for number, each in enumerate(study.correlations)
    }


def with_ranks(study: tco.Study, cleaned: Mapping[str, Any]) -> tco.Study:
    """The study with the ranks as they are filled in. Raises ValidationError: {field: message}."""
    uncertain = {each.id for each in study.inputs if each.uncertainty is not None}
    for number, each in enumerate(study.correlations):
        for id_ in (each.first, each.second):
            if id_ not in uncertain:
                said = _("%(name)s has no lowest and highest any more. Write them, or remove the pair.")
                name = in_language(study.input(id_).name)
                raise forms.ValidationError({f"rank.{number}": said % {"name": name}})
    ranked = tuple(replace(each, rank=cleaned[f"rank.{number}"]) for number, each in enumerate(study.correlations))
    return replace(study, correlations=ranked)


def impossible() -> str:
    """What to say of ranks that cannot all hold, and what to do."""
    return _(
        "These pairs contradict each other: no numbers can go together like this. Two numbers that both follow a third"
        " closely also follow each other: add that pair, or make the numbers smaller."
    )


class CorrelationForm(forms.Form):
    """A pair more. After is_valid, `changed` is the study with it."""

    changed: tco.Study

    first = forms.ChoiceField(label=gettext_lazy("The one number"))
    second = forms.ChoiceField(label=gettext_lazy("The other number"))
    rank = RankField(
        label=gettext_lazy("How closely do they go together?"),
        help_text=gettext_lazy(
            "From −1 to 1. At 1 the one is high when the other is; at −1 it is low then; at 0 they have nothing to do"
            " with each other."
        ),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, study: tco.Study, prefix: str) -> None:
        self.study = study
        super().__init__(data, prefix=prefix)
        for name in ("first", "second"):
            self.fields[name].choices = [("", _("Choose")), *uncertain_in(study)]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        pair = {given["first"], given["second"]}
        if len(pair) == 1:
            self.add_error("second", _("Choose two different numbers."))
        elif any({each.first, each.second} == pair for each in self.study.correlations):
            self.add_error("second", _("The two are a pair already. Change its number above."))
        if self.errors:
            return given
        made = tco.Correlation(given["first"], given["second"], given["rank"])
        changed = replace(self.study, correlations=(*self.study.correlations, made))
        try:
            self.changed = tco.study_from(tco.study_to_data(changed), self.study.id)
        except tco.StudyError:
            self.add_error("rank", impossible())
        return given


def uncertain_in(study: tco.Study) -> Sequence[tuple[str, str]]:
    """The numbers that can be a pair: those that may vary."""
    return [(each.id, in_language(each.name)) for each in study.inputs if each.uncertainty is not None]
