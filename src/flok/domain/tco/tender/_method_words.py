"""Sentences of the method statement that depend on the study's settings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from flok.domain.tco._study import Study

from ._wording import either


def period(study: Study, lang: str) -> str:
    """Over how long bids are compared."""
    t = partial(either, lang)
    if study.comparison == "same_period":
        return t(f"Alle tilbud regnes over {study.horizon} år.", f"All bids are computed over {study.horizon} years.")
    life = study.input(study.life).name
    if study.comparison == "replacement_chain":
        return t(
            f"Alle tilbud regnes over {study.horizon} år. Der købes igen, hver gang levetiden ({life.da}) er gået; den "
            "sidste levetid stopper ved periodens udgang.",
            f"All bids are computed over {study.horizon} years. It is bought again each time its life ({life.en}) is "
            "over; the last life stops at the end of the period.",
        )
    return t(
        f"Hvert tilbud regnes over sin egen levetid ({life.da}), og tilbud sammenlignes på omkostningen pr. år: "
        "nutidsværdien divideret med annuitetsfaktoren.",
        f"Each bid is computed over its own life ({life.en}), and bids are compared by cost a year: the present value "
        "divided by the annuity factor.",
    )


def conventions(study: Study, lang: str) -> Iterator[str]:
    """The settings on which tools differ, as far as they move what bids are compared by."""
    t = partial(either, lang)
    chosen = study.conventions
    if chosen.price_year == "end_of_year":
        yield t(
            "Priser og mængder i år k har ændret sig k gange siden basisdatoen.",
            "Prices and quantities in year k have changed k times since the base date.",
        )
    else:
        yield t(
            "Priser og mængder i år 1 er basisdatoens; i år k har de ændret sig k - 1 gange.",
            "Prices and quantities in year 1 are those of the base date; in year k they have changed k - 1 times.",
        )
    if chosen.path_year == "year_begins":
        yield t(
            "En sti af værdier læses i det kalenderår, hvor året begynder; mellem to årstal er den en ret linje.",
            "A path of values is read in the calendar year a year begins in; between two years it is a straight line.",
        )
    else:
        yield t(
            "En sti af værdier læses i det kalenderår, hvor året slutter; mellem to årstal er den en ret linje.",
            "A path of values is read in the calendar year a year ends in; between two years it is a straight line.",
        )
    if any(each.residual for each in study.lines):
        yield (
            t(
                "Restværdi er en del af prisen ved periodens udgang.",
                "Residual value is a share of the price at the end.",
            )
            if chosen.residual_base == "escalated"
            else t("Restværdi er en del af den betalte pris.", "Residual value is a share of the price paid.")
        )
    if study.comparison == "equivalent_annual":
        yield (
            t("Annuitetsfaktoren er summen af årenes diskonteringsfaktorer.",
              "The annuity factor is the sum of the years' discount factors.")
            if chosen.annuity == "schedule"
            else t("Annuitetsfaktoren er den ved første års rente.",
                   "The annuity factor is that at the first year's rate.")
        )  # fmt: skip
    yield t(
        "Beløb afrundes til hele øre én gang, til sidst, fra 15 betydende cifre og væk fra nul.",
        "Amounts are rounded to whole øre once, at the end, from 15 significant digits and away from zero.",
    )


def basis(study: Study, lang: str) -> Iterator[str]:
    """What the law asks for, and where it is met. Flok gives reasons, not legal advice."""
    t = partial(either, lang)
    yield t(
        "Direktiv 2014/24/EU artikel 68, stk. 2, og udbudslovens § 166: de data, tilbudsgiver skal give, og metoden "
        "skal stå i udbudsmaterialet. De står i afsnittene ovenfor.",
        "Directive 2014/24/EU article 68(2) and udbudsloven § 166: the data bidders give and the method must stand in "
        "the tender documents. They stand in the sections above.",
    )
    if study.headline:
        yield t(
            "Artikel 68, stk. 1, litra b, og stk. 2, og udbudslovens §§ 166-167: værdien af påvirkninger af andre skal "
            "kunne fastsættes og efterprøves, metoden være objektiv og ens for alle, og data kunne skaffes med en "
            "rimelig indsats.",
            "Article 68(1)(b) and (2) and udbudsloven §§ 166-167: the value of effects on others must be determinable "
            "and verifiable, the method objective and the same for all, and the data to be had with reasonable effort.",
        )
    yield t(
        "Udbudslovens § 160: evalueringsmodellen skal beskrives helt i udbudsmaterialet.",
        "Udbudsloven § 160: the evaluation model must be described whole in the tender documents.",
    )
