"""What an answer says in words. The terminal and the report say it alike.

Amounts are integer øre, shares are numbers where 0.31 is 31 per cent; credit notes can make either negative.
`lang` is "da" or "en" throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from flok.domain.spend import REASONS
from flok.kernel import danish

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: object, *, keep_direction: bool = False) -> str:
    """One line of text that cannot steer a terminal or a page.

    Line breaks become spaces; other control characters and halves of characters (a file name in an unknown
    encoding) become �. Marks that turn the reading direction are taken away, unless the caller isolates
    the text itself.
    """
    line = re.sub(r"[\t\r\n\x85\u2028\u2029]+", " ", str(text))
    line = _CONTROL.sub("\ufffd", line)
    return line if keep_direction else _BIDI.sub("", line)


def amount(ore: int, lang: str = "da") -> str:
    """An amount for reading: `96,4 mio. kr.` or `DKK 96.4 million`."""
    text = danish.million_kroner(ore)
    if lang == "da":
        return text
    figures = text.removesuffix(" kr.").removesuffix(" mio.")
    return f"DKK {_swap(figures)}{' million' if 'mio.' in text else ''}"


def exact_amount(ore: int, currency: str = "DKK", lang: str = "da") -> str:
    """To the last øre: `1.240,00 kr.`, `1.240,00 EUR`, `DKK 1,240.00`."""
    figures = danish.kroner(ore).removesuffix(" kr.")
    if lang == "en":
        return f"{currency} {_swap(figures)}"
    return f"{figures} {'kr.' if currency == 'DKK' else currency}"


def number(count: int, lang: str = "da") -> str:
    """`20.480` or `20,480`."""
    return danish.number(count) if lang == "da" else _swap(danish.number(count))


def percent(share: float | None, decimals: int = 0, lang: str = "da") -> str:
    """`31 %` (the space does not break) or `31%`."""
    text = danish.percent(share, decimals)
    return text if lang == "da" else text.replace("\u00a0", "").replace(",", ".")


def day(text: str, lang: str = "da") -> str:
    """`2026-03-12` is `12. marts 2026`; in English it stays as it is. What is no date stays too."""
    try:
        return danish.long_date(date.fromisoformat(text)) if lang == "da" else text
    except ValueError:
        return plain(text)


def _swap(figures: str) -> str:
    return figures.translate(str.maketrans(",.", ".,"))


def local(thing: dict[str, Any], name: str, lang: str) -> str:
    """The field `name` in the language asked for: `text_da`, `name_en`, ..."""
    return plain(thing[f"{name}_{lang}"])


def denominator(figures: dict[str, Any]) -> int:
    """What the share is taken of: all that is inside the definition, the unknown with it."""
    return int(figures["sustainable_ore"] + figures["not_sustainable_ore"] + figures["unknown_ore"])


def main_definition(answer: dict[str, Any]) -> dict[str, Any] | None:
    """The definition the answer is told by: the first that has a target, else the first."""
    definitions = answer["definitions"]
    return next((d for d in definitions if d["target"]), definitions[0] if definitions else None)


def decimals(low: float, high: float, target: float | None) -> int:
    """The fewest decimals that tell no untruth.

    Rounding must not make a range a point, lift a share to its target, or turn something into nothing or all.
    """
    for places in range(3):
        a, b = round(low * 100, places), round(high * 100, places)
        honest = (low == high or a != b) and not (low > 0 >= a) and not (high < 1 and b >= 100)
        if target is not None:
            goal = round(target * 100, 6)
            honest = honest and (a >= goal) == (low >= target) and (b >= goal) == (high >= target)
        if honest:
            return places
    return 2


def shares(figures: dict[str, Any], target: dict[str, Any] | None, lang: str = "da") -> tuple[str, str]:
    """The proven and the possible share as text, with as many decimals as they need."""
    low, high = figures["share_low"], figures["share_high"]
    if low is None or high is None:
        return "–", "–"
    places = decimals(low, high, target["share"] if target else None)
    return percent(low, places, lang), percent(high, places, lang)


def span(figures: dict[str, Any], target: dict[str, Any] | None, lang: str = "da") -> str:
    """`31–58 %`; `31 %` where nothing is unknown; `-4 % til 8 %` below nothing; `–` without a share."""
    low, high = shares(figures, target, lang)
    if low == high:
        return low
    if "-" in low + high:
        return f"{low} {'til' if lang == 'da' else 'to'} {high}"
    return f"{low.rstrip(chr(160) + '%')}–{high}"


def goal(target: dict[str, Any], lang: str = "da") -> str:
    """`80 %`, with a decimal where the target has one."""
    whole = abs(target["share"] * 100 - round(target["share"] * 100)) < 1e-9
    return percent(target["share"], 0 if whole else 1, lang)


def goal_by(target: dict[str, Any], lang: str = "da") -> str:
    """`80 % i 2030`, or `80 %` where no year is set."""
    if target["year"] is None:
        return goal(target, lang)
    return f"{goal(target, lang)} {'i' if lang == 'da' else 'in'} {target['year']}"


def sentence(answer: dict[str, Any], lang: str = "da") -> str:
    """The answer in a sentence or two, told by the main definition."""
    d = main_definition(answer)
    if d is None:
        return _either(lang, "Der er ikke regnet efter nogen definition.", "No definition was computed.")
    if d["share_low"] is None:
        return _either(
            lang,
            "Der er ingen køb inden for definitionen at tage en andel af.",
            "There are no purchases within the definition to take a share of.",
        )
    return _range_sentence(d, lang) + _target_sentence(d, lang)


def _range_sentence(d: dict[str, Any], lang: str) -> str:
    low, high = shares(d, d["target"], lang)
    if d["unknown_ore"] > 0:
        return _either(
            lang,
            f"I kan dokumentere {low}, og det kan højst være {high}.",
            f"You can document {low}, and it can be {high} at most.",
        )
    if d["unknown_ore"] < 0:
        return _either(
            lang,
            f"I kan dokumentere {low}, men kreditnotaer, vi ikke ved nok om, kan trække det ned til {high}.",
            f"You can document {low}, but credit notes we know too little about can pull it down to {high}.",
        )
    return _either(
        lang,
        f"I kan dokumentere {low}, og der er intet, vi ikke ved nok om.",
        f"You can document {low}, and there is nothing we know too little about.",
    )


def _target_sentence(d: dict[str, Any], lang: str) -> str:
    target, gap = d["target"], d["gap_ore"]
    if target is None:
        return ""
    share = goal_by(target, lang)
    if gap is None:
        return _either(lang, f" Målet er {share}.", f" The target is {share}.")
    if gap <= 0:
        return _either(lang, f" Målet er {share}; det er nået.", f" The target is {share}; it is met.")
    missing = amount(gap, lang)
    return _either(
        lang,
        f" Målet er {share}; der mangler {missing}",
        f" The target is {share}; {missing} are missing.",
    )


def after_unknown(d: dict[str, Any], lang: str = "da") -> str | None:
    """What would still be missing if all the unknown proved sustainable; None where there is no gap."""
    if not d["gap_ore"] or d["gap_ore"] <= 0 or d["unknown_ore"] <= 0:
        return None
    left = d["gap_ore"] - d["unknown_ore"]
    if left > 0:
        return _either(
            lang,
            f"Selv hvis alt det, vi ikke ved nok om, viser sig at være bæredygtigt, mangler der {amount(left)}",
            f"Even if all we know too little about proves sustainable, {amount(left, lang)} are missing.",
        )
    return _either(
        lang,
        "Målet kan være nået: det afgøres af det, vi ikke ved nok om.",
        "The target may be met: what we know too little about decides it.",
    )


def version(d: dict[str, Any], lang: str = "da") -> str:
    """`v. 3, 1. januar 2026`; the space after v. does not break."""
    return f"v.{'' if lang == 'en' else chr(160)}{plain(d['version'])}, {day(d['date'], lang)}"


def grounds(d: dict[str, Any], lang: str = "da") -> str:
    """What must stand beside a per cent: the definition, what the share is taken of, and the unknown."""
    name, of = local(d, "name", lang), amount(denominator(d), lang)
    unknown = amount(d["unknown_ore"], lang)
    if d["share_low"] is None:
        return _either(
            lang,
            f"Efter definitionen {name} ({version(d)}). Inden for den ligger i alt {of}",
            f"By the definition {name} ({version(d, lang)}). Within it lie {of} in all.",
        )
    return _either(
        lang,
        f"Efter definitionen {name} ({version(d)}). Andelen er af {of}; heraf ved vi ikke nok om {unknown}",
        f"By the definition {name} ({version(d, lang)}). The share is of {of}; of that, {unknown} is unknown.",
    )


def reason(code: str, lang: str = "da") -> str:
    """A reason code's own words."""
    found = REASONS.get(code)
    return plain(code) if found is None else _either(lang, found.danish, found.english)


def group_name(group: dict[str, Any], lang: str = "da") -> str:
    """A group's label; what has no key, or no words, is called unknown."""
    text = "" if group["key"] is None else plain(group["label"] or group["key"]).strip()
    return text or _either(lang, "ukendt", "unknown")


def largest(groups: Iterable[dict[str, Any]], field: str, count: int) -> list[dict[str, Any]]:
    """The `count` groups with most in `field`, only where there is something; the label settles a tie."""
    some = [g for g in groups if (g[field] or 0) > 0]
    return sorted(some, key=lambda g: (-g[field], group_name(g)))[:count]


def unaccounted_files(documents: dict[str, Any]) -> int:
    """Files read that stand under no heading; 0 when every one is accounted for."""
    placed = documents["counted"] + repeated(documents)
    return int(
        documents["read"]
        - placed
        - sum(sum(documents[status].values()) for status in ("excluded", "set_aside", "rejected"))
    )


def repeated(documents: dict[str, Any]) -> int:
    """Documents read before, where they do not already stand among the excluded."""
    return 0 if "duplicate" in documents["excluded"] else int(documents["duplicate"])


def account(answer: dict[str, Any], lang: str = "da") -> tuple[bool, str]:
    """Whether everything is accounted for, and the words that say so or what differs."""
    faults = [
        exact_amount(row["difference_ore"], currency, lang)
        for currency, row in sorted(answer["reconciliation"].items())
        if row["difference_ore"]
    ]
    files = unaccounted_files(answer["documents"])
    if files:
        faults.append(f"{number(files, lang)} {_either(lang, 'filer', 'files')}")
    off = answer["files_off"]
    if off:
        listed = ", ".join(plain(source) for source in off[:3]) + (" …" if len(off) > 3 else "")
        faults.append(_either(lang, f"linjerne i {listed}", f"the lines of {listed}"))
    if not faults and not answer["accounted_for"]:
        faults.append(_either(lang, "definitionernes kroner, som ikke er de talte", "the definitions' sums"))
    if not faults:
        return True, _either(lang, "Alt er gjort rede for.", "Everything is accounted for.")
    listed = ", ".join(faults)
    return False, _either(lang, f"Der er ikke gjort rede for: {listed}", f"Not accounted for: {listed}")


def _either(lang: str, danish_text: str, english_text: str) -> str:
    return danish_text if lang == "da" else english_text
