"""What is left at the end by a stated rule, as fields: of which costs, and the share or the life it goes by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flok.apps.tco.forms.inputs import SHARES, ValueField
from flok.apps.tco.forms.texts import asked_for, in_language
from flok.domain import tco

SHARE, STRAIGHT = "share", "straight_line"
NEW = "new"
_RULES = [
    (SHARE, gettext_lazy("A share of the price is left")),
    (STRAIGHT, gettext_lazy("In a straight line: the years left of its life, by the whole life")),
]


def residual_fields(study: tco.Study, given: tco.Residual | None = None) -> dict[str, forms.Field]:
    """`given`: the rule there is, whose inputs can be chosen whatever their unit."""
    named = {given.share, given.life} if given else set()
    shares = [(each.id, in_language(each.name)) for each in study.inputs if each.unit in SHARES or each.id in named]
    lives = [(each.id, in_language(each.name)) for each in study.inputs if tco.is_years(each) or each.id in named]
    of = [(each.id, in_language(each.name)) for each in study.lines if tco.may_be_left(each)]
    whole = gettext_lazy("The lifetime of the study") if study.life else gettext_lazy("The whole period")
    found: dict[str, forms.Field] = {
        "of": forms.MultipleChoiceField(
            label=gettext_lazy("What is left of which costs?"), choices=of, widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
        "rule": forms.ChoiceField(label=gettext_lazy("By which rule?"), choices=_RULES),
        "share": forms.ChoiceField(
            label=gettext_lazy("Which share?"), choices=[(NEW, gettext_lazy("A new number")), *shares], required=False,
            widget=forms.Select(attrs=asked_for("rule", SHARE)),
        ),
        "share_new": ValueField(
            label=gettext_lazy("The share that is left, per cent"), percent=True, may_change=False, required=False
        ),
        "life": forms.ChoiceField(
            label=gettext_lazy("Which life?"), choices=[("", whole), (NEW, gettext_lazy("A new number")), *lives],
            required=False, widget=forms.Select(attrs=asked_for("rule", STRAIGHT)),
        ),
        "life_new": ValueField(
            label=gettext_lazy("How many years does it last?"), percent=False, may_change=False, required=False
        ),
    }  # fmt: skip
    for number in ("share", "life"):
        found[f"{number}_new"].widget.attrs |= asked_for(number, NEW)
    return found


def told(given: tco.Residual) -> dict[str, Any]:
    """What the fields say of a rule."""
    return {
        "of": list(given.of), "rule": given.rule, "share": given.share or NEW, "share_new": "", "life": given.life,
        "life_new": "",
    }  # fmt: skip


def residual_of(
    study: tco.Study,
    given: Mapping[str, Any],
    owner: tco.Name,
    *,
    before: tco.Residual | None = None,
    own: bool = False,
) -> tuple[tco.Study, tco.Residual]:
    """The study, with an input more where the share or the life is new, and the rule.

    own: each alternative has that number for itself. Raises ValidationError: {field: message}.
    """
    rule, of = given["rule"], tuple(given["of"])
    if not of:
        raise forms.ValidationError({"of": _("Choose at least one cost.")})
    is_same = before is not None and before.rule == rule
    share, life = (before.share, before.life) if before is not None and is_same else ("", "")
    if rule == SHARE:
        share = given["share"]
        if share in ("", NEW):
            name = tco.Name(f"{owner.da}, andel tilbage", f"{owner.en}, share left")
            study, share = _with_number(study, given["share_new"], "share_new", name, "share", own)
    elif given["life"] == NEW:
        name = tco.Name(f"{owner.da}, levetid", f"{owner.en}, lifetime")
        study, life = _with_number(study, given["life_new"], "life_new", name, "year", own)
    else:
        life = given["life"]
    return study, tco.Residual(rule, of, share=share, life=life)


def field_at(given: Mapping[str, Any], place: str) -> str:
    """The field of the rule's number, where a problem is in it; else the rule."""
    number = "share" if given["rule"] == SHARE else "life"
    if ".residual.of" in place:
        return "of"
    return f"{number}_new" if given[number] == NEW else number


def _with_number(
    study: tco.Study, value: float | None, field: str, name: tco.Name, unit: str, own: bool
) -> tuple[tco.Study, str]:
    if value is None:
        raise forms.ValidationError({field: _("Write the number.")})
    id_ = tco.new_id(name.da, [each.id for each in study.inputs], unit)
    made = tco.Input(id_, name, unit, value, fixed_by="bidder" if own else "authority")
    return tco.with_input(study, made, own=value if own else None), id_
