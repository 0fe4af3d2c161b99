"""The record of an assessment: both questions answered, and all that the answers rest on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from ._answers import Assessment
from ._paper import Paper, Section, Table, about, day_told, either, named
from ._placing import USE_WORDS, Placement
from ._questions import questions
from ._rules import Code
from ._sources import sources
from ._texts import label_name
from ._verdict import Row, Verdict, law_told, verdict_name, verdict_told
from ._words import Words

_CREDIBLE = {
    "yes": Words(
        "Kontrollen holder: tredjepart certificerer, og mærket kan tages fra nogen.",
        "The control holds: a third party certifies, and the label can be withdrawn.",
    ),
    "no": Words(
        "Kontrollen holder ikke: tredjepart eller følger mangler.",
        "The control does not hold: third party or consequences are missing.",
    ),
    "not_known": Words("Vi ved for lidt om kontrollen.", "We know too little of the control."),
}


def record(assessment: Assessment, verdict: Verdict, placement: Placement | None = None, lang: str = "da") -> Paper:
    """The record of an assessment, about two pages: both questions answered, and all that the answers rest on."""
    t = partial(either, lang)
    name = label_name(assessment).of(lang)
    sections = [
        _answered(verdict, lang),
        Section(
            t("Det afgjorde", "What decided"),
            table=Table(
                (t("Spørgsmål", "Question"), t("Svar", "Answer"), t("Bevis", "Evidence"), t("Regel", "Rule")),
                tuple(_row(row, lang) for row in verdict.rows),
            ),
        ),
        Section(t("Det mangler", "What is missing"), points=tuple(_missing(verdict, lang))),
        Section(t("Det ville ændre afgørelsen", "What would change the verdict"), points=_changes(verdict, lang)),
        Section(
            t("Her er svarene uenige", "Where the answers disagree"),
            points=tuple(f"{', '.join(each.questions)}: {each.told.of(lang)}" for each in verdict.contradictions),
        ),
        Section(t("Det kan man være uenig om", "Where views differ"), points=tuple(_arguable(verdict, lang))),
        Section(
            t("Det skal I altid", "What you must always do"),
            points=tuple(f"{each.told.of(lang)} ({named([each.source], lang)})" for each in verdict.duties),
        ),
    ]
    if placement:
        use = USE_WORDS[placement.use].of(lang)
        reasons = tuple(f"{each.told.of(lang)} ({named([each.source], lang)})" for each in placement.reasons)
        sections.insert(2, Section(f"{t('Hvor det hører til', 'Where it belongs')}: {use}", points=reasons))
    if assessment.origin:
        from_ = assessment.origin
        told = t("Taget hjem fra {}, {}, {}.", "Taken home from {}, {}, {}.").format(
            from_.authority or "–", from_.purchase or "–", day_told(from_.made_on, lang)
        )
        sections.append(Section(t("Oprindelse", "Origin"), sentences=(told,)))
    used = {source for row in verdict.rows for source in row.sources} | {each.source for each in verdict.duties}
    sections.append(
        Section(t("Kilder", "Sources"), points=tuple(_source(each, lang) for each in sources() if each in used))
    )
    return Paper(
        title=t("Vurdering af {}", "Assessment of {}").format(name),
        about=about(assessment, lang),
        lang=lang,
        made_on=assessment.made_on,
        lead=f"{verdict_name(verdict.code).of(lang)} ({verdict.code}). {verdict_told(verdict.code).of(lang)}",
        sections=tuple(each for each in sections if each.sentences or each.points or each.table),
    )


def _answered(verdict: Verdict, lang: str) -> Section:
    t = partial(either, lang)
    trust = verdict.credibility
    counted = t(
        "{} af {} spørgsmål om kontrol er opfyldt, {} delvist, {} ikke, {} ved vi ikke.",
        "{} of {} questions on control are met, {} partly, {} not, {} are not known.",
    ).format(trust.met, trust.of, trust.partly, trust.not_met, trust.unknown)
    sentences = [law_told(verdict.law).of(lang)]
    if verdict.scope == "part":
        sentences.append(
            t(
                "Det gælder kun den del af købet, som mærket dækker.",
                "It holds only for the part of the purchase that the label covers.",
            )
        )
    sentences.append(f"{t('Troværdighed', 'Credibility')}: {_CREDIBLE[trust.stands].of(lang)} {counted}")
    sentences.append(
        t("Vurderingen gælder til {}.", "The assessment holds until {}.").format(day_told(verdict.valid_until, lang))
    )
    return Section(t("To spørgsmål, to svar", "Two questions, two answers"), sentences=tuple(sentences))


def _row(row: Row, lang: str) -> tuple[str, ...]:
    asked, given = questions()[row.question], row.evidence
    shown = [given.evidence, given.address, day_told(given.on, lang) if given.on else ""] if given else []
    if given and given.by_register:  # its address stands among the sources
        shown = [given.evidence]
    carried = either(lang, "officielt type I-mærke", "official type I label") if row.carried else ""
    return (
        f"{row.question} {asked.asks.of(lang)}",
        asked.choices[row.answer].of(lang),
        " · ".join(filter(None, [carried, *shown])) or "–",
        named(row.sources, lang),
    )


def _missing(verdict: Verdict, lang: str) -> Iterable[str]:
    for each in verdict.missing:
        asked = questions()[each.question]
        leads = "; ".join(
            f"{asked.choices[answer].of(lang)} → {', '.join(sorted(codes))}" for answer, codes in each.would.items()
        )
        yield f"{each.question} {each.why.of(lang)} {leads}"
    by_flaw: dict[str, list[str]] = {}
    for flaw in verdict.flaws:
        by_flaw.setdefault(flaw.told.of(lang), []).append(flaw.question)
    for told, asked_of in by_flaw.items():
        yield f"{', '.join(asked_of)}: {told}"


def _changes(verdict: Verdict, lang: str) -> tuple[str, ...]:
    """One point for each outcome: the answers that lead to it."""
    by_outcome: dict[frozenset[Code], dict[str, list[str]]] = {}
    for each in verdict.changes:
        answer = questions()[each.question].choices[each.answer].of(lang)
        by_outcome.setdefault(each.to, {}).setdefault(each.question, []).append(answer)
    points = []
    for to, answers in by_outcome.items():
        told = ", ".join(f"{key} {'/'.join(listed)}" for key, listed in answers.items())
        points.append(f"{told}: {_possible(to, lang)}")
    return tuple(points)


def _possible(codes: Iterable[str], lang: str) -> str:
    told = [f"{verdict_name(code).of(lang)} ({code})" for code in sorted(codes)]
    return either(lang, " eller ", " or ").join(told)


def _arguable(verdict: Verdict, lang: str) -> Iterable[str]:
    for point in verdict.arguable:
        views = " / ".join(f"{view.told.of(lang)} ({named(view.sources, lang)})" for view in point.views)
        yield f"{point.question.of(lang)} {views}"


def _source(key: str, lang: str) -> str:
    source = sources()[key]
    when = day_told(source.checked, lang) if source.checked else either(lang, "ikke slået efter", "not verified")
    return " · ".join(filter(None, [source.name.of(lang), source.address, when]))
