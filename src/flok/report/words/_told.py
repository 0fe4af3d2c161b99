"""The answer in sentences, and the figures they are told by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ._names import either, group_name, local, version
from ._numbers import amount, decimals, exact_amount, number, percent, plain


def denominator(figures: dict[str, Any]) -> int:
    """What the share is taken of: all that is inside the definition, the unknown with it."""
    return int(figures["sustainable_ore"] + figures["not_sustainable_ore"] + figures["unknown_ore"])


def main_definition(answer: dict[str, Any]) -> dict[str, Any] | None:
    """The definition the answer is told by: the first that has a target, else the first."""
    definitions = answer["definitions"]
    return next((d for d in definitions if d["target"]), definitions[0] if definitions else None)


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
        return either(lang, "Der er ikke regnet efter nogen definition.", "No definition was computed.")
    if d["share_low"] is None:
        return _no_purchases(lang)
    return _range_sentence(d, lang) + _target_sentence(d, lang)


def _range_sentence(d: dict[str, Any], lang: str) -> str:
    low, high = shares(d, d["target"], lang)
    if d["unknown_ore"] > 0:
        return either(
            lang,
            f"I kan dokumentere {low}, og det kan højst være {high}.",
            f"You can document {low}, and it can be {high} at most.",
        )
    if d["unknown_ore"] < 0:
        return either(
            lang,
            f"I kan dokumentere {low}, men kreditnotaer, vi ikke ved nok om, kan trække det ned til {high}.",
            f"You can document {low}, but credit notes we know too little about can pull it down to {high}.",
        )
    return either(
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
        return either(lang, f" Målet er {share}.", f" The target is {share}.")
    if gap <= 0:
        return either(lang, f" Målet er {share}; det er nået.", f" The target is {share}; it is met.")
    missing = amount(gap, lang)
    return either(
        lang,
        f" Målet er {share}; der mangler {missing}",
        f" The target is {share}; {missing} are missing.",
    )


def _no_purchases(lang: str) -> str:
    return either(
        lang,
        "Der er ingen køb inden for definitionen at tage en andel af.",
        "There are no purchases within the definition to take a share of.",
    )


def after_unknown(d: dict[str, Any], lang: str = "da") -> str | None:
    """What would still be missing if all the unknown proved sustainable; None where there is no gap."""
    if not d["gap_ore"] or d["gap_ore"] <= 0 or d["unknown_ore"] <= 0:
        return None
    left = d["gap_ore"] - d["unknown_ore"]
    if left > 0:
        return either(
            lang,
            f"Selv hvis alt det, vi ikke ved nok om, viser sig at være bæredygtigt, mangler der {amount(left)}",
            f"Even if all we know too little about proves sustainable, {amount(left, lang)} are missing.",
        )
    return either(
        lang,
        "Målet kan være nået: det afgøres af det, vi ikke ved nok om.",
        "The target may be met: what we know too little about decides it.",
    )


def grounds(d: dict[str, Any], lang: str = "da") -> str:
    """What must stand beside a per cent: the definition, what the share is taken of, and the unknown."""
    name, of = local(d, "name", lang), amount(denominator(d), lang)
    unknown = amount(d["unknown_ore"], lang)
    if d["share_low"] is None:
        return either(
            lang,
            f"Efter definitionen {name} ({version(d)}). Inden for den ligger i alt {of}",
            f"By the definition {name} ({version(d, lang)}). Within it lie {of} in all.",
        )
    return either(
        lang,
        f"Efter definitionen {name} ({version(d)}). Andelen er af {of}; heraf ved vi ikke nok om {unknown}",
        f"By the definition {name} ({version(d, lang)}). The share is of {of}; of that, {unknown} is unknown.",
    )


def told(d: dict[str, Any], lang: str = "da") -> str:
    """The amounts that must stand beside the per cent of one definition among several."""
    whole, unknown, gap = amount(denominator(d), lang), amount(d["unknown_ore"], lang), d["gap_ore"]
    if d["share_low"] is None:
        return _no_purchases(lang)
    if d["unknown_ore"] == 0:
        danish_text = f"Andelen er af {whole}, og vi ved nok om det hele."
        text = either(lang, danish_text, f"The share is of {whole}, and nothing is unknown.")
    else:
        danish_text = f"Andelen er af {whole}; heraf ved vi ikke nok om {unknown}"
        text = either(lang, danish_text, f"The share is of {whole}; of that, {unknown} is unknown.")
    if gap is None:
        return text
    missing = amount(gap, lang)
    if gap > 0:
        return text + either(lang, f" Til målet mangler {missing}", f" To the target, {missing} are missing.")
    return text + either(lang, " Målet er nået.", " The target is met.")


def described(figures: dict[str, Any], target: dict[str, Any] | None, lang: str = "da") -> str:
    """The range bar in words: `bevist 31 %, højst 58 %, mål 80 %`."""
    if figures["share_low"] is None:
        return either(
            lang,
            "ingen andel, fordi der ikke er køb at tage den af",
            "no share, because there are no purchases to take it of",
        )
    low, high = shares(figures, target, lang)
    text = either(lang, f"bevist {low}, højst {high}", f"proven {low}, at most {high}")
    return text + (f", {either(lang, 'mål', 'target')} {goal(target, lang)}" if target else "")


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
        faults.append(f"{number(files, lang)} {either(lang, 'filer', 'files')}")
    off = answer["files_off"]
    if off:
        listed = ", ".join(plain(source) for source in off[:3]) + (" …" if len(off) > 3 else "")
        faults.append(either(lang, f"linjerne i {listed}", f"the lines of {listed}"))
    if not faults and not answer["accounted_for"]:
        faults.append(either(lang, "definitionernes kroner, som ikke er de talte", "the definitions' sums"))
    if not faults:
        return True, either(lang, "Alt er gjort rede for.", "Everything is accounted for.")
    listed = ", ".join(faults)
    return False, either(lang, f"Der er ikke gjort rede for: {listed}", f"Not accounted for: {listed}")
