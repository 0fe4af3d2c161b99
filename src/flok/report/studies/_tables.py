"""The tables behind the pictures of a study: kroner without decimals, whole figures in the study's own documents."""

from __future__ import annotations

from collections.abc import Sequence

from flok.domain import tco
from flok.report import words
from flok.report.tables import Cell, Table, name

from ._parts import GROUPS, present_by_group
from ._sentences import decimal, name_of, slot_name, slot_value, substance_in_words, year_in_words

Ranked = Sequence[tco.AlternativeResult]


def pieces(study: tco.Study, ranked: Ranked, used: Sequence[int], lang: str) -> Table:
    """What the cost of each alternative consists of, as alternatives are compared."""
    by_year = study.comparison == "equivalent_annual"
    parts = [present_by_group(one, study.headline, by_year) for one in ranked]
    caption = (
        words.either(lang, "Årlig udgift i nutidskroner", "Equivalent annual cost in today's kroner")
        if by_year
        else words.either(lang, "Nutidsværdi i kroner", "Present value in kroner")
    )
    rows: list[list[Cell]] = [
        [GROUPS[group][lang == "en"], *(words.whole_kroner(one[group], lang) for one in parts)] for group in used
    ]
    total: list[Cell] = [
        words.either(lang, "I alt", "Total"), *(words.whole_kroner(one.compared.ore, lang) for one in ranked)
    ]  # fmt: skip
    return Table(caption, _heads(words.either(lang, "Udgift", "Cost"), ranked, lang), rows, total)


def paid(study: tco.Study, ranked: Ranked, lang: str) -> Table:
    """What is paid in each year, and what it adds up to in present value."""
    heads = [(words.either(lang, "År", "Year"), False)]
    for one in ranked:
        heads += [
            (f"{name_of(one.name, lang)}, {words.either(lang, 'betalt', 'paid')}", True),
            (f"{name_of(one.name, lang)}, {words.either(lang, 'løbet op til', 'added up to')}", True),
        ]
    rows: list[list[Cell]] = []
    for year in range(max(one.years for one in ranked) + 1):
        row: list[Cell] = [year_in_words(study, year, lang)]
        for one in ranked:
            each = one.by_year[year] if year <= one.years else None
            row += [words.whole_kroner(each.paid_ore if each else None, lang)]
            row += [words.whole_kroner(each.cumulative_ore if each else None, lang)]
        rows.append(row)
    caption = words.either(
        lang, "Betalt i hvert år, kroner; løbet op i nutidsværdi", "Paid each year, kroner; added up in present value"
    )
    return Table(caption, heads, rows)


def swung(study: tco.Study, found: tco.Results, swings: Sequence[tco.Swing], lang: str) -> Table:
    """Each input of the tornado: its values, and the lead of the cheapest over the next at them."""
    plan = tco.compile_study(study)
    rows: list[list[Cell]] = []
    for one in swings:
        slot = plan.slot(one.key)
        low, high = leads(found, one)
        rows.append(
            [
                name(slot_name(study, slot, lang)), slot_value(study, slot, one.low, lang),
                words.whole_kroner(low, lang), slot_value(study, slot, one.high, lang), words.whole_kroner(high, lang),
            ]
        )  # fmt: skip
    titles = words.either(
        lang, "Tal|Lavt|Forspring|Højt|Forspring", "Input|Low|Lead|High|Lead"
    ).split("|")  # fmt: skip
    caption = words.either(
        lang, "Forspring for det billigste, kroner, når ét tal ændres. Under 0 er et andet billigst.",
        "The lead of the cheapest, kroner, as one input changes. Below 0 another is the cheapest.",
    )  # fmt: skip
    return Table(caption, [(title, number in (2, 4)) for number, title in enumerate(titles)], rows)


def spread(study: tco.Study, ranked: Ranked, drawn: tco.Simulation, lang: str) -> Table:
    """Quantiles, the chance of being the cheapest, and what a wrong choice costs on average."""
    spreads = {one.alternative: one for one in drawn.spreads}
    heads = [(words.either(lang, "Alternativ", "Alternative"), False)]
    heads += [
        (words.either(lang, f"{round(at * 100)} % er under", f"{round(at * 100)} % are below"), True)
        for at in tco.QUANTILES
    ]
    heads += [
        (words.either(lang, "Middel", "Mean"), True),
        (words.either(lang, "Billigst i", "Cheapest in"), True),
        (words.either(lang, "Fortrydelse", "Regret"), True),
    ]
    rows: list[list[Cell]] = []
    for one in ranked:
        each = spreads[one.id]
        rows.append(
            [
                name(name_of(one.name, lang)), *(words.whole_kroner(ore, lang) for ore in each.quantiles),
                words.whole_kroner(each.mean, lang), words.percent(each.cheapest, 1, lang),
                words.whole_kroner(each.regret, lang),
            ]
        )  # fmt: skip
    count = words.number(drawn.samples, lang)
    caption = words.either(
        lang, f"{count} forløb, kroner. Fortrydelse: hvad valget i snit koster ud over det billigste.",
        f"{count} courses, kroner. Regret: what the choice costs on average above the cheapest.",
    )  # fmt: skip
    return Table(caption, heads, rows)


def effects(ranked: Ranked, lang: str) -> Table:
    """Kilograms, and kroner at each set of prices; None of it is part of the costs unless a set is the headline."""
    rows: list[list[Cell]] = []
    for number, mass in enumerate(ranked[0].masses):
        label = f"{substance_in_words(mass.substance)}, kg"
        rows.append([label, *(decimal(one.masses[number].kg, 0, lang) for one in ranked)])
    for number, effect in enumerate(ranked[0].effects):
        title = f"{name_of(effect.name, lang)}, {words.either(lang, 'kroner', 'kroner')}"
        rows.append([title, *(words.whole_kroner(one.effects[number].present_value.ore, lang) for one in ranked)])
        both = f"{name_of(effect.name, lang)}, {words.either(lang, 'sammen med udgifterne', 'together with the costs')}"
        rows.append([both, *(words.whole_kroner(one.effects[number].together.ore, lang) for one in ranked)])
    caption = words.either(lang, "Effekter for andre", "Effects on others")
    return Table(caption, _heads(words.either(lang, "Effekt", "Effect"), ranked, lang), rows)


def savings(study: tco.Study, ranked: Ranked, lang: str) -> Table:
    """Each alternative against the baseline."""
    base = name_of(study.alternative(study.baseline).name, lang)
    titles = words.either(
        lang,
        "Alternativ|Sparet, kroner|Sparet pr. ekstra krone|Justeret afkast|Internt afkast|Tilbagebetalt, år"
        "|Diskonteret, år",
        "Alternative|Net savings, kroner|Savings to investment|Adjusted return|Internal return|Payback, years"
        "|Discounted, years",
    ).split("|")
    rows: list[list[Cell]] = []
    for one in ranked:
        saved = one.savings
        if saved is not None:
            returns = "; ".join(f"{decimal(rate * 100, 1, lang)} %" for rate in saved.internal_rates.values)
            rows.append(
                [
                    name(name_of(one.name, lang)), words.whole_kroner(saved.net_savings.ore, lang),
                    _number(saved.savings_to_investment.value, 2, lang),
                    words.percent(saved.adjusted_internal_rate.value, 1, lang), returns or "–",
                    _number(saved.simple_payback.value, 1, lang), _number(saved.discounted_payback.value, 1, lang),
                ]
            )  # fmt: skip
    caption = words.either(lang, f"Mod {base}", f"Against {base}")
    return Table(caption, [(title, number > 0) for number, title in enumerate(titles)], rows)


def budgets(ranked: Ranked, lang: str) -> Table:
    """On which budget and account the present value falls."""
    kinds = {"investment": ("Anlæg", "Investment"), "operation": ("Drift", "Operation")}
    keys = list(dict.fromkeys((each.budget, each.account) for one in ranked for each in one.by_budget))
    sums = [{(each.budget, each.account): each.present_ore for each in one.by_budget} for one in ranked]
    rows: list[list[Cell]] = []
    for budget, account in keys:
        label = kinds[budget][lang == "en"] + (f", {words.plain(account)}" if account else "")
        rows.append([name(label), *(words.whole_kroner(one.get((budget, account)), lang) for one in sums)])
    caption = words.either(
        lang, "Hvor udgifterne lander, nutidsværdi i kroner", "Where the costs fall, present value in kroner"
    )
    return Table(caption, _heads(words.either(lang, "Budget", "Budget"), ranked, lang), rows)


def leads(found: tco.Results, swing: tco.Swing) -> tuple[int, int]:
    """The lead of the study's cheapest over its next at both ends of a swing, in øre; below 0 it is lost."""
    ids = [one.id for one in found.alternatives]
    first, second = ids.index(found.ranking[0]), ids.index(found.ranking[1])
    return swing.at_low[second] - swing.at_low[first], swing.at_high[second] - swing.at_high[first]


def span(study: tco.Study, slot: tco.Slot, swing: tco.Swing, lang: str) -> str:
    """`1,40 til 2,30 kr./kWh`"""
    low, high = slot_value(study, slot, swing.low, lang), slot_value(study, slot, swing.high, lang)
    return words.either(lang, f"{low} til {high}", f"{low} to {high}")


def reach(study: tco.Study, found: tco.Map, lang: str) -> tuple[str, str]:
    """From where to where the two inputs of a map go."""
    plan = tco.compile_study(study)
    ends = []
    for key, values in ((found.x, found.xs), (found.y, found.ys)):
        low, high = (slot_value(study, plan.slot(key), value, lang) for value in (values[0], values[-1]))
        ends.append(words.either(lang, f"{low} til {high}", f"{low} to {high}"))
    return ends[0], ends[1]


def _heads(first: str, ranked: Ranked, lang: str) -> list[tuple[str, bool]]:
    return [(first, False), *((name_of(one.name, lang), True) for one in ranked)]


def _number(value: float | None, places: int, lang: str) -> str:
    return "–" if value is None else decimal(value, places, lang)


def followed(study: tco.Study, found: Sequence[tco.Followed], lang: str) -> Table:
    """What was paid against what was promised, and how much of the difference is price and how much quantity."""
    names = {one.id: name_of(one.name, lang) for one in study.lines}
    titles = words.either(
        lang, "Udgift|År|Lovet|Betalt|Forskel|Heraf pris|Heraf mængde", "Cost|Year|Promised|Paid|Difference|Of it price"
        "|Of it quantity",
    ).split("|")  # fmt: skip
    rows: list[list[Cell]] = []
    for one in found:
        year = year_in_words(study, one.year, lang)
        parts = (one.promised_ore, one.paid_ore, one.difference_ore, one.by_price_ore, one.by_quantity_ore)
        rows.append([name(names[one.line]), year, *(words.whole_kroner(ore, lang) for ore in parts)])
    known = [one for one in found if one.paid_ore is not None]
    sums = [sum(one.promised_ore for one in known), sum(one.paid_ore or 0 for one in known)]
    total: list[Cell] = [
        words.either(lang, "I alt, hvor vi kender det betalte", "Total, where what was paid is known"), "",
        *(words.whole_kroner(ore, lang) for ore in (*sums, sums[1] - sums[0])), "", "",
    ]  # fmt: skip
    caption = words.either(lang, "Lovet og betalt, kroner", "Promised and paid, kroner")
    return Table(caption, [(title, number > 0) for number, title in enumerate(titles)], rows, total)
