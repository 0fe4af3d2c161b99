"""What a supplier handed in, against what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.apps.labels import proofs
from flok.apps.labels.forms._fields import Day, in_words, scale
from flok.apps.labels.models import KeptAssessment, KeptProof
from flok.apps.members.fields import Line
from flok.domain import labels

REQUIREMENTS = 20
_PROOF = ("kind", "name", "issuer", "holder", "licence_number", "valid_until", "looked_up_on", "covers", "independent",
          "out_of_reach", "checkable")  # fmt: skip


class ProofForm(forms.Form):
    """`asked` and `proof` once it is valid. Requirements stand in requirement_1 …, each with its answer in meets_1 …"""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    supplier = Line(label=_("Whose is it?"), max_length=200, help_text=_("The tenderer or the supplier."))
    kind = forms.ChoiceField(label=_("What was handed in?"))
    needed_on = Day(label=_("It must hold on"), help_text=_("The deadline for bids, or the delivery."))
    contract_end = Day(label=_("The contract ends"), required=False)
    name = Line(label=_("Its name"), max_length=200, required=False)
    issuer = Line(label=_("Who issued it?"), max_length=200, required=False)
    holder = Line(label=_("Who holds it?"), max_length=200, required=False)
    licence_number = Line(label=_("Licence or certificate number"), max_length=120, required=False)
    valid_until = Day(label=_("Valid until"), required=False)
    looked_up_on = Day(label=_("Looked up on"), required=False)
    covers = forms.ChoiceField(label=_("Is it about the very thing offered?"), widget=forms.RadioSelect)
    independent = forms.ChoiceField(
        label=_("Report or certificate: is the body accredited or equivalent?"), widget=forms.RadioSelect
    )
    out_of_reach = forms.ChoiceField(
        label=_("Was the label out of reach in time, for no fault of the tenderer?"), widget=forms.RadioSelect
    )
    checkable = forms.ChoiceField(
        label=_("Can you check the requirements without disproportionate effort?"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, assessment: KeptAssessment, kept: KeptProof | None = None, **options: Any) -> None:
        self.assessment = assessment
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["kind"].choices = in_words(labels.PROOF_WORDS)
        for name in ("covers", "independent", "out_of_reach", "checkable"):
            fields[name].choices, fields[name].required, fields[name].initial = scale(), False, "not_known"
        if kept is not None:
            self.initial = {**_initial(kept), **self.initial}
        else:
            listed: Sequence[str] = assessment.wording.get("requirements", ())
            self.initial = {**{f"requirement_{n}": text for n, text in enumerate(listed, 1)}, **self.initial}
        written = [number for number in range(1, REQUIREMENTS + 1) if self._said(number)]
        self.shown = min(REQUIREMENTS, max([0, *written]) + 3)
        for number in range(1, self.shown + 1):
            fields[f"requirement_{number}"] = Line(label=_("Requirement"), max_length=1_000, required=False)
            fields[f"meets_{number}"] = forms.ChoiceField(
                label=_("Is it met?"), choices=scale(), required=False, initial="not_known"
            )

    def _said(self, number: int) -> bool:
        name = f"requirement_{number}"
        return bool((self.data or {}).get(name) or self.initial.get(name))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        said: set[str] = set()
        for number in range(1, self.shown + 1):
            text = given.get(f"requirement_{number}")
            if text and text in said:
                self.add_error(f"requirement_{number}", _("The requirement stands here twice. Keep one of them."))
            said.add(text or "")
        return given

    @property
    def requirement_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"requirement_{n}"], self[f"meets_{n}"]) for n in range(1, self.shown + 1)]

    @property
    def _met(self) -> dict[str, str]:
        given = self.cleaned_data
        pairs = [(given[f"requirement_{n}"], given[f"meets_{n}"]) for n in range(1, self.shown + 1)]
        return {text: answer or "not_known" for text, answer in pairs if text}

    @property
    def asked(self) -> labels.Asked:
        given = self.cleaned_data
        known = labels.find_label(self.assessment.label)
        return labels.Asked(
            label=known.name_da if known else self.assessment.label, requirements=tuple(self._met),
            needed_on=given["needed_on"], contract_end=given["contract_end"],
        )  # fmt: skip

    @property
    def proof(self) -> labels.Proof:
        given = {name: self.cleaned_data[name] for name in _PROOF}
        answers = {name: given[name] or "not_known" for name in ("covers", "independent", "out_of_reach", "checkable")}
        return labels.Proof(**{**given, **answers, "meets": self._met})


def _initial(kept: KeptProof) -> dict[str, Any]:
    asked, proof = proofs.from_plain(kept.plain)
    told: dict[str, Any] = {name: getattr(proof, name) for name in _PROOF}
    told |= {"supplier": kept.supplier, "version": kept.version, "key": kept.pk}
    told |= {"needed_on": asked.needed_on, "contract_end": asked.contract_end}
    for number, text in enumerate(asked.requirements, 1):
        told |= {f"requirement_{number}": text, f"meets_{number}": proof.meets.get(text, "not_known")}
    return told
