"""The answer of a study in sentences: who is the cheapest, how sure that is, and what would turn it."""

from __future__ import annotations

from collections.abc import Sequence

from flok.domain import tco
from flok.report import words

_TURNS = 3  # inputs beside the prices of effects whose turning point is told
_LIVES = 4  # alternatives whose own lifetimes are tried
_LARGE = 3_000  # amounts; above it sixty periods take seconds
SECURE = 0.995


def name_of(both: tco.Name, lang: str) -> str:
    return words.plain(both.en if lang == "en" else both.da)


def answer(study: tco.Study, found: tco.Results, lang: str) -> str:
    """`Fiktiv Spar 700 er billigst over 10 år, CO2-afgiften medregnet: 12.300 kr. mindre end Standard 500 (4 %).`"""
    by_id = {one.id: one for one in found.alternatives}
    best = by_id[found.ranking[0]]
    unit = _period(study, best.years, lang)
    if len(found.ranking) == 1:
        costs = words.exact_amount(best.compared.ore, found.currency, lang)
        return words.either(
            lang,
            f"{name_of(best.name, lang)} koster {costs} {unit}.",
            f"{name_of(best.name, lang)} costs {costs} {unit}.",
        )
    second = by_id[found.ranking[1]]
    less = second.compared.ore - best.compared.ore
    if less == 0:
        return words.either(
            lang,
            f"{name_of(best.name, lang)} og {name_of(second.name, lang)} koster det samme {unit}.",
            f"{name_of(best.name, lang)} and {name_of(second.name, lang)} cost the same {unit}.",
        )
    share = f" ({words.percent(less / second.compared.ore, lang=lang)})" if second.compared.ore > 0 else ""
    is_kroner = found.currency == "DKK"
    amount = words.amount(less, lang) if is_kroner else words.exact_amount(less, found.currency, lang)
    return words.either(
        lang,
        f"{name_of(best.name, lang)} er billigst {unit}: {amount} mindre end {name_of(second.name, lang)}{share}.",
        f"{name_of(best.name, lang)} is the cheapest {unit}: {amount} less than {name_of(second.name, lang)}{share}.",
    )


def _period(study: tco.Study, years: int, lang: str) -> str:
    """Over how long, and which effects are in it."""
    told = words.either(lang, f"over {years} år", f"over {years} years")
    if study.comparison == "equivalent_annual":
        told = words.either(lang, "om året over sin levetid", "a year over its life")
    for one in study.price_sets:
        if one.id == study.headline:
            priced = within_a_sentence(name_of(one.name, lang))
            return told + words.either(lang, f", {priced} medregnet", f", {priced} included")
    return told


def sureness(study: tco.Study, found: tco.Results, drawn: tco.Simulation | None, lang: str) -> str:
    """`Billigst i 87 af 100 tænkelige forløb.`; what to do where nothing is uncertain."""
    if drawn is None:
        return words.either(
            lang,
            "Ingen tal er usikre endnu: skriv, hvor langt de kan svinge, så siger vi, hvor sikkert svaret er.",
            "No input is uncertain yet: write how far they may vary, and we tell how sure the answer is.",
        )
    best = next(one for one in drawn.spreads if one.alternative == found.ranking[0])
    if best.cheapest >= SECURE:
        return words.either(
            lang, "Billigst i næsten alle tænkelige forløb.", "The cheapest in nearly every conceivable course."
        )
    runs = round(best.cheapest * 100)
    return words.either(
        lang, f"Billigst i {runs} af 100 tænkelige forløb.", f"The cheapest in {runs} of 100 conceivable courses."
    )


def chance(share: float, lang: str) -> str:
    """`87 %`; what is nearly none or nearly all is not told as none or all."""
    if 0 < share < 1 - SECURE:
        return words.either(lang, "under 1 %", "below 1%")
    if SECURE < share < 1:
        return words.either(lang, "over 99 %", "above 99%")
    return words.percent(share, lang=lang)


def turning(study: tco.Study, swings: Sequence[tco.Swing], lang: str, *, deep: bool = True) -> list[str]:
    """Where the order turns: prices of effects, then the inputs that move the lead most; deep: the years too."""
    if len(study.alternatives) < 2:
        return []
    told, seen = [], set()
    for price_set in study.price_sets:
        priced = tco.with_headline(study, price_set.id)
        for _substance, key in price_set.prices:
            if key not in seen:
                seen.add(key)
                told += _turns(priced, key, lang)
    for swing in swings[:_TURNS]:
        if swing.key not in seen:
            told += _turns(study, swing.key, lang)
    if deep:
        told += [said for key in _years_to_try(study) for said in _of_years(study, key, lang)]
    return list(dict.fromkeys(told))


def _years_to_try(study: tco.Study) -> list[str]:
    """The period (no key), and the lifetime: of all, or of each of a few alternatives; of a study that is not large."""
    if tco.has_more_amounts(study, _LARGE):
        return []
    found = [] if study.comparison == "equivalent_annual" else [""]
    if study.life and study.input(study.life).value is not None:
        found.append(study.life)
    elif study.life and len(study.alternatives) <= _LIVES:
        found += [f"{study.life}@{each.id}" for each in study.alternatives]
    return found


def _turns(study: tco.Study, key: str, lang: str) -> list[str]:
    """The turns nearest to the study's own value of a slot: at most one on either side."""
    plan = tco.compile_study(study)
    if key not in {one.key for one in plan.slots}:
        return []
    slot = plan.slot(key)
    found = tco.break_even(study, key)
    above = [one for one in found if one.value > slot.base][:1]
    below = [one for one in found if one.value <= slot.base][-1:]
    return [_turn(study, slot, one, lang, over=True) for one in above] + [
        _turn(study, slot, one, lang, over=False) for one in below
    ]


def _turn(study: tco.Study, slot: tco.Slot, turn: tco.BreakEven, lang: str, *, over: bool) -> str:
    other = name_of(study.alternative(turn.above if over else turn.below).name, lang)
    name, value = slot_name(study, slot, lang), slot_value(study, slot, turn.value, lang)
    if over:
        return words.either(
            lang,
            f"Er {name} over {value}, er {other} billigst.",
            f"If {name} is above {value}, {other} is the cheapest.",
        )
    return words.either(
        lang, f"Er {name} under {value}, er {other} billigst.", f"If {name} is below {value}, {other} is the cheapest."
    )


def _of_years(study: tco.Study, key: str, lang: str) -> list[str]:
    """The turns nearest to the study's own period or lifetime: at most one on either side."""
    id_, _at, own = key.partition("@")
    value = dict(study.alternative(own).values)[id_] if own else study.input(id_).value if id_ else study.horizon
    assert isinstance(value, float | int)  # a lifetime is one number
    found = tco.break_even_years(study, key)
    above = [one for one in found if one.value > value][:1]
    below = [one for one in found if one.value <= value][-1:]
    lasts = name_of(study.alternative(own).name, lang) if own else words.either(lang, "de", "they")
    verb = "lasts" if own else "last"
    told = []
    for turn, over in [*((one, True) for one in above), *((one, False) for one in below)]:
        years = round(turn.value)
        other = name_of(study.alternative(turn.above if over else turn.below).name, lang)
        danish = f"{years} år eller mere" if over else f"mindre end {years} år"
        english = f"{years} years or more" if over else f"fewer than {years} years"
        told.append(
            words.either(lang, f"Holder {lasts} {danish}, er {other} billigst.",
                         f"If {lasts} {verb} {english}, {other} is the cheapest.")
            if key
            else words.either(lang, f"Over {danish} er {other} billigst.", f"Over {english} {other} is the cheapest.")
        )  # fmt: skip
    return told


def slot_name(study: tco.Study, slot: tco.Slot, lang: str) -> str:
    """`elprisen`, `pris pr. maskine (Fiktiv Spar 700)`, `kalkulationsrenten`."""
    if slot.kind == "discount":
        return words.either(lang, "kalkulationsrenten", "the discount rate")
    name = within_a_sentence(name_of(study.input(slot.input).name, lang))
    if slot.alternative is None:
        return name
    return f"{name} ({name_of(study.alternative(slot.alternative).name, lang)})"


def year_in_words(study: tco.Study, year: int, lang: str) -> str:
    """`start`, and for year 1, 2 ... the calendar year it is, or begins in: `2027`, `2027/28`."""
    if year == 0:
        return words.either(lang, "start", "start")
    first = study.base_date.year + year - 1
    begins_a_year = (study.base_date.month, study.base_date.day) == (1, 1)
    return str(first) if begins_a_year else f"{first}/{(first + 1) % 100:02d}"


def within_a_sentence(name: str) -> str:
    """As it is written in the middle of a sentence: `elprisen`, but `CO2-afgiften`."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def slot_value(study: tco.Study, slot: tco.Slot, value: float, lang: str) -> str:
    """A value of a slot with its unit: per cent of a rate, times of a path."""
    if slot.kind == "discount" and slot.key != "discount_rate":
        points = decimal(value * 100, 2, lang)
        return words.either(lang, f"trinnene plus {points} procentpoint", f"the steps plus {points} percentage points")
    if slot.kind in ("discount", "rate") or (
        slot.kind == "amount" and study.input(slot.input).unit in ("share", "rate")
    ):
        return f"{decimal(value * 100, 2, lang)} %"
    if slot.kind == "factor":
        times = decimal(value, 2, lang)
        return words.either(lang, f"{times} gange det, der er regnet med", f"{times} times what was assumed")
    unit = unit_in_words(study.input(slot.input).unit, lang)
    shown = decimal(value, 0 if abs(value) >= 1_000 else 2 if abs(value) >= 1 else 4, lang)
    return f"{shown} {unit}"


def unit_in_words(unit: str, lang: str) -> str:
    """`DKK/stk/year` is `kr./stk/år` in Danish; rates and shares are per cents."""
    if unit in ("rate", "share"):
        return "%"
    plain = words.plain(unit)
    return plain.replace("år", "year") if lang == "en" else plain.replace("DKK", "kr.").replace("year", "år")


def substance_in_words(substance: str) -> str:
    """CO2e, NOX, PM: as it is written in a table."""
    return "CO2e" if substance == "co2e" else substance.upper()


def decimal(value: float, places: int, lang: str) -> str:
    """1234.5 is `1.234,50` in Danish; idle noughts after the comma are left out."""
    text = f"{value:,.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    text = "0" if text in ("-0", "") else text
    return text.translate(str.maketrans(",.", ".,")) if lang == "da" else text
