"""Assessments for tests: everything answered well, and what differs."""

from __future__ import annotations

from datetime import date

from flok.domain.labels import Answered, Assessment, Purchase

MADE = date(2026, 11, 24)
SEEN = date(2026, 11, 20)
CONDITIONS = dict.fromkeys(("C2a", "C2b", "C2c", "C3", "C4", "C5"), "yes")
CONTROL = {f"D{number}": "yes" for number in range(1, 11)}
WELL = {"A6": "none", "A7": "recognised", "B1": "yes", "B2": "yes", **CONDITIONS, **CONTROL}
CLEANING = Purchase(
    title="Rengøring af skoler",
    product_group="cleaning_services",
    authority="Tørsted Kommune",
    contract_start=date(2027, 1, 1),
    contract_end=date(2030, 12, 31),
)


def assessment(label: str = "nordic_swan", purchase: Purchase = CLEANING, **answers: str) -> Assessment:
    """An assessment with these answers, each with evidence that nobody can find fault with."""
    return Assessment(
        label=label,
        purchase=purchase,
        made_on=MADE,
        made_by="Indkøber",
        answers={key: Answered(key, answer, "side 3", "https://example.org", SEEN) for key, answer in answers.items()},
    )


def well_but(label: str = "msc", purchase: Purchase = CLEANING, **answers: str) -> Assessment:
    """All answered well, but for these; "" takes an answer out."""
    kept = {key: answer for key, answer in {**WELL, **answers}.items() if answer}
    return assessment(label, purchase, **kept)
