"""Fields of forms that take what people write as it is compared and kept: NFC, nothing invisible, addresses alike."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from flok.apps.members.rules import has_hidden_signs, is_cvr, is_gln, mail_key


class Line(forms.CharField):
    """One line of text."""

    lines = False

    def to_python(self, value: Any) -> str:
        return unicodedata.normalize("NFC", super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if has_hidden_signs(value, lines=self.lines):
            raise ValidationError(_("There are invisible signs in the text. Write it again by hand."))


class Prose(Line):
    """Text of several lines."""

    lines = True
    widget = forms.Textarea

    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), **given)


class Mail(forms.EmailField):
    """An e-mail address as it is compared (rules.mail_key)."""

    def __init__(self, *, autocomplete: str = "email", **given: Any) -> None:
        given.setdefault("label", _("E-mail"))
        super().__init__(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": autocomplete}), **given)

    def to_python(self, value: Any) -> str:
        return mail_key(super().to_python(value) or "")


class Cvr(Line):
    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=12, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **given)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace(" ", "").removeprefix("DK")

    def validate(self, value: str) -> None:
        super().validate(value)
        if not is_cvr(value):
            raise ValidationError(
                _("This is not a CVR number. It has eight digits; check that none is missing or swapped.")
            )


class Gln(Line):
    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **given)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace(" ", "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if not is_gln(value):
            raise ValidationError(
                _("This is not a GLN (EAN number). It has 13 digits; check that none is missing or swapped.")
            )
