"""What a study says, in the language of the page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from flok.apps.tco.forms import in_language, language
from flok.domain.tco import Effect, Line, Study, Uncertainty
from flok.report import studies, words

register = template.Library()


@register.filter
def told(both: Any) -> str:
    """A name, a reason or a finding (`da` and `en`) in the language of the page."""
    return in_language(both)


@register.filter
def place_of(place: str, study: Study) -> str:
    return studies.place_in_words(study, place, language())


@register.filter
def kroner(ore: int | None) -> str:
    """12.345, in kroner."""
    return words.whole_kroner(ore, language())


@register.filter
def exact(ore: int) -> str:
    """12.345,00 kr."""
    return words.exact_amount(ore, lang=language())


@register.filter
def is_path(text: str | None) -> bool:
    """Whether a value is written year by year."""
    return ":" in (text or "")


@register.filter
def distribution(uncertainty: Uncertainty) -> str:
    """What a document says of how far a value may vary: `lognormal; median: 1,8; sigma: 0,2`."""
    return "; ".join([uncertainty.distribution, studies.said_of(dict(uncertainty.parameters), language())])


@register.filter
def parts(part: Line | Effect, study: Study) -> str:
    """What a cost or an effect is the product of: `antal × pris`; what a value left is left of."""
    rule = getattr(part, "residual", None)
    if rule is not None:
        of = [in_language(one.name) for one in study.lines if one.id in rule.of]
        return _("what is left of %(costs)s") % {"costs": ", ".join(of)}
    named = [*part.quantity, *getattr(part, "price", ())]
    return " × ".join(studies.within_a_sentence(in_language(study.input(each).name)) for each in named)
