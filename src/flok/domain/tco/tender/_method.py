"""The method statement: all that a bidder must know to compute a bid's cost over its life, and how bids are ranked.

Directive 2014/24/EU article 68 and udbudsloven §§ 166-167: the data bidders give and the method must stand in the
tender documents; for effects on others, their value must be determinable and verifiable, the method objective, and
the data to be had with reasonable effort. § 160: the evaluation model as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from flok.domain.tco._discounting import steps_in_use
from flok.domain.tco._study import Study
from flok.domain.tco._words import money, percent

from ._about import ABOUT
from ._bound import entries, structural
from ._fingerprint import fingerprint, shown
from ._method_words import basis, conventions, period
from ._paper import Paper, Section, Table
from ._sealing import OpeningKey
from ._terms import WITH_WEIGHTS, Model, Tender
from ._wording import amount, change, either, expected, figure, source, unit, value, when


def method(tender: Tender, key: OpeningKey | None = None) -> Paper:
    """The method statement of a tender without obstacles, in its language; with `key`, how bids are sealed."""
    study, terms, lang = tender.method, tender.terms, tender.terms.language
    t = partial(either, lang)
    mark = fingerprint(tender)
    name = t(study.name.da, study.name.en)
    lot = f", {terms.lot}" if terms.lot else ""
    sections = [
        _compared(study, lang),
        Section(t("Sådan rangordnes tilbuddene", "How bids are ranked"), tuple(_ranking(terms.model, lang)),
                table=_criteria(terms.model, lang)),
        _asked(study, lang),
        _given(study, lang),
        _lines(study, lang),
        *_effects(study, lang),
        _discounting(study, lang),
        Section(t("Regnemåde", "Conventions"), points=tuple(conventions(study, lang))),
        _workbook(mark, lang),
        *_sealed(key, lang),
        Section(t("Retsgrundlag", "Legal basis"), tuple(basis(study, lang))),
    ]  # fmt: skip
    return Paper(
        title=t("Metode for omkostninger over levetiden", "Method for life-cycle costs"),
        about=f"{terms.authority} · {terms.reference}{lot} · {name}",
        lang=lang,
        made_on=study.date,
        lead=t(
            f"Her står alt, der afgør, hvad et tilbud sammenlignes på. Metodens fingeraftryk er {shown(mark)}.",
            f"Here is all that decides what a bid is compared by. The method's fingerprint is {shown(mark)}.",
        ),
        sections=tuple(sections),
    )


def _compared(study: Study, lang: str) -> Section:
    t = partial(either, lang)
    told = [
        t(
            "Hvert tilbud får ét beløb: nutidsværdien af alle linjer herunder. En linjes nutidsværdi er beløbet gange "
            "en faktor, der lægger årene sammen med de ændringer i pris og mængde og den diskontering, som står her.",
            "Each bid gets one amount: the present value of all lines below. A line's present value is its amount "
            "times a factor that adds up the years, with the changes and the discounting stated here.",
        ),
        period(study, lang),
        t(
            f"Basisdatoen er {study.base_date.isoformat()}. Priser er i {study.currency}, "
            + ("faste priser." if study.prices == "real" else "løbende priser."),
            f"The base date is {study.base_date.isoformat()}. Prices are in {study.currency}, "
            + ("at constant prices." if study.prices == "real" else "at current prices."),
        ),
    ]
    return Section(t("Hvad der sammenlignes", "What is compared"), tuple(told))


def _ranking(model: Model, lang: str) -> Iterator[str]:
    t = partial(either, lang)
    about = ABOUT[model.rule]
    yield t(f"{about.name.da}. {about.formula.da}", f"{about.name.en}. {about.formula.en}")
    if model.rule in WITH_WEIGHTS and model.rule != "per_point":
        weight = percent(model.price_weight)
        yield t(f"Omkostningens vægt er {weight.da}.", f"The weight of the cost is {weight.en}.")
    if model.rule == "linear":
        spread = percent(model.spread)
        yield t(f"Spændet er {spread.da} over det laveste tilbud.", f"The spread is {spread.en} above the lowest bid.")
    if model.rule == "fixed_interval":
        low, high = (money(round(each * 100)) for each in (model.low, model.high))
        yield t(f"Grænserne er {low.da} og {high.da}.", f"The bounds are {low.en} and {high.en}.")
    if model.rule in ("linear", "fixed_interval"):
        yield (
            t("Prispoint under 0 regnes som 0.", "Price points below 0 count as 0.")
            if model.floor == "zero"
            else t("Prispoint kan blive under 0.", "Price points can fall below 0.")
        )
    yield (
        t("Står to lige, vinder den laveste omkostning; er de også ens, trækkes der lod.",
          "Between equals the lowest cost wins; if these are equal too, lots are drawn.")
        if model.tie == "lowest_cost"
        else t("Står to lige, trækkes der lod.", "Between equals lots are drawn.")
    )  # fmt: skip
    yield t("Usikkerhed indgår ikke i rangordningen.", "Uncertainty has no part in the ranking.")


def _criteria(model: Model, lang: str) -> Table | None:
    t = partial(either, lang)
    if not model.criteria:
        return None
    rows = []
    for each in model.criteria:
        weight, worth = percent(each.weight), money(round(each.value * 100))
        counts = t(f"{worth.da} pr. point", f"{worth.en} per point")
        if model.rule != "monetised":
            counts = t(weight.da, weight.en)
        scale = t(f"0 til {figure(each.highest, lang)}", f"0 to {figure(each.highest, lang)}")
        rows.append((t(each.name.da, each.name.en), scale, counts, figure(each.minimum, lang)))
    heads = (t("Kriterium", "Criterion"), t("Point", "Points"), t("Tæller", "Counts"), t("Mindst", "At least"))
    return Table(heads, tuple(rows))


def _asked(study: Study, lang: str) -> Section:
    t = partial(either, lang)
    whole = structural(study)
    rows = tuple(
        (
            t(each.name.da, each.name.en),
            unit(each, lang),
            expected(each, lang, whole=each.id in whole),
            each.verified_by or "–",
        )
        for each in entries(study)
    )
    return Section(
        t("Hvad tilbudsgiver oplyser", "What the bidder states"),
        (t("Tal uden for det ventede afvises ikke af sig selv, men ordregiver spørger til dem.",
           "Numbers outside what is expected are not refused as such, but the authority will ask about them."),),
        table=Table((t("Felt", "Entry"), t("Enhed", "Unit"), t("Ventet", "Expected"),
                     t("Dokumenteres ved", "Shown by")), rows),
    )  # fmt: skip


def _given(study: Study, lang: str) -> Section:
    t = partial(either, lang)
    rows = tuple(
        (t(each.name.da, each.name.en), value(each, lang), unit(each, lang), source(each, lang))
        for each in study.inputs
        if each.fixed_by == "authority"
    )
    heads = (t("Forudsætning", "Assumption"), t("Værdi", "Value"), t("Enhed", "Unit"), t("Kilde", "Source"))
    return Section(
        t("Ordregivers forudsætninger, ens for alle", "The authority's assumptions, the same for all"),
        table=Table(heads, rows),
    )


def _lines(study: Study, lang: str) -> Section:
    t = partial(either, lang)
    rows = []
    for each in study.lines:
        changes = [change(study, stated, lang) for stated in (each.price_change, each.quantity_change)]
        minus = t("trækkes fra: ", "deducted: ") if each.kind in ("income", "resale", "residual") else ""
        timing = t("ved levetidens udgang", "at the end of life") if each.residual else when(study, each.timing, lang)
        rows.append(
            (t(each.name.da, each.name.en), minus + amount(study, each, lang), timing,
             "; ".join(filter(None, changes)) or "–")
        )  # fmt: skip
    heads = (t("Linje", "Line"), t("Beløb", "Amount"), t("Falder", "Falls"), t("Ændrer sig med", "Changes by"))
    units = t(
        "Masser omregnes: 1 t er 1.000 kg, 1 kg er 1.000 g. Andre enheder omregnes ikke.",
        "Masses are converted: 1 t is 1,000 kg, 1 kg is 1,000 g. No other units are converted.",
    )
    return Section(t("Omkostninger", "Costs"), (units,), table=Table(heads, tuple(rows)))


def _effects(study: Study, lang: str) -> Iterator[Section]:
    t = partial(either, lang)
    prices = next((each for each in study.price_sets if each.id == study.headline), None)
    if prices is None:
        return
    by_substance = dict(prices.prices)
    rows = []
    for each in study.effects:
        if each.substance in by_substance:
            price = study.input(by_substance[each.substance]).name
            changes = [change(study, stated, lang) for stated in (each.quantity_change, prices.price_change)]
            rows.append(
                (t(each.name.da, each.name.en), f"{amount(study, each, lang)} × {t(price.da, price.en)}",
                 when(study, each.timing, lang), "; ".join(filter(None, changes)) or "–")
            )  # fmt: skip
    heads = (t("Påvirkning", "Effect"), t("Beløb", "Amount"), t("Falder", "Falls"), t("Ændrer sig med", "Changes by"))
    yield Section(
        t("Påvirkninger af andre, som tæller med", "Effects on others that count"),
        (t(f"De prissættes efter “{prices.name.da}” og lægges til omkostningerne.",
           f"They are priced by “{prices.name.en}” and added to the costs."),),
        table=Table(heads, tuple(rows)),
    )  # fmt: skip


def _discounting(study: Study, lang: str) -> Section:
    t = partial(either, lang)
    rows = []
    for first, rate in steps_in_use(study.discounting, study.prices):
        yearly = percent(rate, 6)
        rows.append((str(first), t(yearly.da, yearly.en)))
    reading = (
        t("Hvert år diskonteres med sin egen rente: D(t) = D(t-1) / (1 + rente i år t).",
          "Each year is discounted at its own rate: D(t) = D(t-1) / (1 + rate of year t).")
        if study.discounting.reading == "cumulative"
        else t("Renten i det år, beløbet falder i, gælder hele vejen: D(t) = (1 + rente i år t)^-t.",
               "The rate of the year an amount falls in holds all the way: D(t) = (1 + rate of year t)^-t.")
    )  # fmt: skip
    parts = t(
        "Et beløb inde i et år diskonteres med den del af året, der er gået.",
        "An amount within a year is discounted for the part of the year that has passed.",
    )
    whence = study.discounting.source or study.discounting.parameter
    told = (reading, parts, t(f"Kilde: {whence}", f"Source: {whence}")) if whence else (reading, parts)
    return Section(
        t("Diskontering", "Discounting"),
        told,
        table=Table((t("Fra år", "From year"), t("Rente om året", "Rate a year")), tuple(rows)),
    )


def _workbook(mark: str, lang: str) -> Section:
    t = partial(either, lang)
    return Section(
        t("Tilbudsarket", "The workbook"),
        (
            t("Tilbuddet afgives i det ark, der følger udbuddet. Det regner selv og når samme beløb som ordregiver.",
              "Bids are given in the workbook that goes with the tender. It computes by itself and reaches the same "
              "amount as the authority."),
            t("Ordregiver læser kun de gule felter og regner beløbet igen. Ændringer andre steder kan ses og tæller "
              "ikke, men de kan være et forbehold, som ordregiver skal tage stilling til.",
              "The authority reads the yellow cells only and computes the amount again. Changes elsewhere can be seen "
              "and do not count, but may be a reservation on which the authority must decide."),
            t(f"Metodens fingeraftryk (SHA-256) er {mark}. Et ark med et andet fingeraftryk hører ikke til udbuddet.",
              f"The method's fingerprint (SHA-256) is {mark}. A workbook with another does not belong to the tender."),
            t("Enhver kan regne tildelingen igen af filerne: flok tco replay.",
              "Anyone can compute the award again from the files: flok tco replay."),
        ),
    )  # fmt: skip


def _sealed(key: OpeningKey | None, lang: str) -> Iterator[Section]:
    t = partial(either, lang)
    if key is None:
        return
    count = len(key.openers)
    yield Section(
        t("Forsegling", "Sealing"),
        (
            t(f"Tilbud forsegles, når de modtages, og kan først læses, når {key.needed} af {count} åbnere er sammen om "
              f"det, tidligst {key.opens}. Nøglens fingeraftryk er {key.id}.",
              f"Bids are sealed as they are received, and can be read only when {key.needed} of {count} openers do it "
              f"together, no earlier than {key.opens}. The key's fingerprint is {key.id}."),
        ),
    )  # fmt: skip
