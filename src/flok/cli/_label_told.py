"""How a label and a verdict are told in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flok.domain import labels


def shown_label(label: labels.Label, lang: str) -> str:
    """All that the register knows of the label; what no source was read for says so."""
    return "\n".join(_lines(label, lang)) + "\n"


def as_data(
    verdict: labels.Verdict, placement: labels.Placement, clauses: Sequence[labels.Clause], lang: str
) -> dict[str, Any]:
    """The verdict, the place and the texts as plain data (docs/formats/label-assessment.md)."""
    trust = verdict.credibility
    return {
        "code": verdict.code,
        "name": labels.verdict_name(verdict.code).of(lang),
        "law": verdict.law,
        "scope": verdict.scope,
        "possible": sorted(verdict.possible),
        "valid_until": verdict.valid_until.isoformat(),
        "rows": [
            {"question": row.question, "answer": row.answer, "because": row.because.of(lang), "sources": row.sources}
            for row in verdict.rows
        ],
        "missing": [
            {"question": each.question, "would": {answer: sorted(codes) for answer, codes in each.would.items()}}
            for each in verdict.missing
        ],
        "changes": [
            {"question": each.question, "answer": each.answer, "to": sorted(each.to)} for each in verdict.changes
        ],
        "credibility": {
            "stands": trust.stands,
            "met": trust.met,
            "partly": trust.partly,
            "not_met": trust.not_met,
            "unknown": trust.unknown,
            "of": trust.of,
        },
        "contradictions": [
            {"questions": each.questions, "told": each.told.of(lang)} for each in verdict.contradictions
        ],
        "flaws": [{"question": each.question, "told": each.told.of(lang)} for each in verdict.flaws],
        "placement": {
            "use": placement.use,
            "circular": placement.circular,
            "reasons": [{"told": each.told.of(lang), "source": each.source} for each in placement.reasons],
        },
        "texts": [
            {
                "kind": clause.kind,
                "sentences": [{"text": each.words.of(lang), "serves": each.serves} for each in clause.sentences],
            }
            for clause in clauses
        ],
    }


def _lines(label: labels.Label, lang: str) -> Iterator[str]:
    english = lang == "en"
    unread = " (not verified)" if english else " (ikke slået efter)"
    known = labels.profile(label.id)
    themes = ", ".join(labels.THEME_WORDS[theme].of(lang) for theme in label.themes)
    yield f"{label.name_en if english else label.name_da} ({label.id})"
    yield themes
    for code_list, words in labels.CODE_LIST_WORDS.items():
        codes = getattr(label, code_list)
        if codes:
            yield f"{words.of(lang)}: {', '.join(codes)}"
    if label.names:
        yield f"{'Also written' if english else 'Skrives også'}: {', '.join(label.names)}"
    if label.iso_type != "not verified":
        yield f"{'ISO type' if english else 'ISO-type'}: {labels.questions()['A6'].choices[label.iso_type].of(lang)}"
    for name, fact in known.facts.items() if known else ():
        told = _told(name, fact.value, lang)
        yield f"{labels.FACT_WORDS[name].of(lang)}: {told}{'' if fact.source else unread}"
    for heading, listed in _listed(known, lang):
        yield f"{heading}:"
        for told, source in listed:
            yield f"  • {told}{'' if source else unread}"
    yield f"{'Source' if english else 'Kilde'}: {label.source}"


def _told(name: str, value: Any, lang: str) -> str:
    if name in ("kind", "category"):
        return labels.questions()["A2" if name == "kind" else "A7"].choices[value].of(lang)
    if name == "stages":
        return ", ".join(labels.STAGE_WORDS[each].of(lang) for each in value)
    if name == "product_groups":
        return "; ".join(labels.product_groups()[each].name.of(lang) for each in value)
    return str(value.of(lang) if isinstance(value, labels.Words) else value)


def _listed(known: labels.Profile | None, lang: str) -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    if known is None:
        return
    english, register = lang == "en", labels.Register.load()
    if known.levels:
        yield (
            "Levels" if english else "Niveauer",
            [(f"{each.name.of(lang)}: {each.means.of(lang)}", each.source) for each in known.levels],
        )
    if known.equivalents:
        rows = []
        for same in known.equivalents:
            other = register.labels[same.label]
            by = "; ".join(criterion.of(lang) for criterion in same.criteria)
            rows.append((f"{other.name_en if english else other.name_da}: {by}", same.source))
        yield ("Equivalent, by these requirements" if english else "Tilsvarende efter disse krav", rows)
    if known.mistaken_for:
        yield (
            "Often mistaken for" if english else "Forveksles med",
            [(each.told.of(lang), each.source) for each in known.mistaken_for],
        )
