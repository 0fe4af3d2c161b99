"""What is handed on as a document: the texts to paste, and the placed plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from ._answers import Assessment
from ._follow_up import FollowUp
from ._paper import Paper, Section, Table, about, day_told, either
from ._placing import DIRECTION, USE_WORDS
from ._plan import PlacedTender
from ._register import Register
from ._texts import Clause, label_name


def texts_paper(
    assessment: Assessment,
    clauses: Iterable[Clause],
    owed: FollowUp | None = None,
    lang: str = "da",
) -> Paper:
    """The texts to paste: each clause a table of sentences and the rule each serves; last the follow-up."""
    t = partial(either, lang)
    heads = (t("Tekst", "Text"), t("Tjener", "Serves"))
    sections = [
        Section(
            clause.name.of(lang),
            table=Table(heads, tuple((each.words.of(lang), each.rules(lang)) for each in clause.sentences)),
        )
        for clause in clauses
    ]
    if owed:
        days = ", ".join(day_told(day, lang) for day in owed.checks) or "–"
        unread = "" if owed.look_up_verified else t(" (ikke slået efter)", " (not verified)")
        rows = (
            (t("Kontrolleres af", "Checked by"), owed.checked_by or "–"),
            (t("Dage", "Days"), days),
            (t("Slå op", "Look up"), owed.look_up + unread if owed.look_up else "–"),
            (t("Licensnummer", "Licence number"), owed.licence_number or "–"),
            (t("Gælder til", "Valid until"), day_told(owed.valid_until, lang) if owed.valid_until else "–"),
        )
        table = Table((t("Opfølgning", "Follow-up"), ""), rows)
        sections.append(Section(t("Opfølgning", "Follow-up"), sentences=(owed.told.of(lang),), table=table))
    return Paper(
        title=t("Tekster om {}", "Texts on {}").format(label_name(assessment).of(lang)),
        about=about(assessment, lang),
        lang=lang,
        made_on=assessment.made_on,
        lead=t("Hver sætning nævner den regel, den tjener.", "Each sentence names the rule it serves."),
        sections=tuple(sections),
    )


def plan_paper(placed: Sequence[PlacedTender], made_on: date, lang: str = "da") -> Paper:
    """A list of tenders with where each requirement belongs, in one table."""
    t = partial(either, lang)
    register = Register.load()
    rows = tuple(
        (
            each.planned.tender,
            either(lang, (label := register.labels[each.planned.label]).name_da, label.name_en),
            "–" if each.planned.score is None else str(each.planned.score),
            USE_WORDS[each.placement.use].of(lang),
            " ".join(reason.told.of(lang) for reason in each.placement.reasons),
            each.planned.code or t("ikke vurderet", "not assessed"),
        )
        for each in placed
    )
    first = (t("Udbud", "Tender"), t("Mærke", "Label"), t("Tal", "Number"), t("Hører til som", "Belongs as"))
    heads = (*first, t("Fordi", "Because"), t("Lov", "Law"))
    condition = t(
        "Hvor loven ikke er vurderet, gælder placeringen kun, hvis mærket må kræves.",
        "Where the law was not assessed, the place holds only if the label may be required.",
    )
    return Paper(
        title=t("Mærker i udbudsplanen", "Labels in the tender plan"),
        about="",
        lang=lang,
        made_on=made_on,
        lead=DIRECTION.of(lang),
        sections=(Section(t("Planen", "The plan"), sentences=(condition,), table=Table(heads, rows)),),
    )
