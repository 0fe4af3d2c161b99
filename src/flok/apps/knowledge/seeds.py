"""The themes a network begins with. What the group adds or renames afterwards is its own."""

from __future__ import annotations

from typing import Any

# key, Danish name, English name, purpose in Danish, purpose in English
THEMES = (
    (
        "strategy", "Grøn indkøbsstrategi", "Green procurement strategy",
        "Hvad vi vil med vores indkøb, hvem der ejer målene, og hvordan de bliver til noget i hverdagen.",
        "What we want of our purchases, who owns the targets, and how they come true on an ordinary day.",
    ),
    (
        "life_cycle_cost", "Totalomkostninger", "Life-cycle cost",
        "Hvad et indkøb koster i hele sin levetid, og hvordan det kommer med i valget.",
        "What a purchase costs over its life, and how that comes into the choice.",
    ),
    (
        "what_is_green", "Hvad et grønt indkøb er", "What a green purchase is",
        "Hvilke indkøb der tæller som bæredygtige, efter hvilken definition, og hvad vi ikke ved nok om.",
        "Which purchases count as sustainable, under which definition, and what we do not know enough about.",
    ),
    (
        "contract_period", "Kontraktperioden", "The contract period",
        "Det, leverandøren har lovet: hvordan vi følger op, og hvad vi gør, når det ikke holder.",
        "What the supplier promised: how we follow up, and what we do when it is not kept.",
    ),
    (
        "requisitioners", "Disponenternes adfærd", "Requisitioners' behaviour",
        "Hvordan det bliver let for dem, der bestiller, at vælge det bæredygtige på aftalen.",
        "How it becomes easy for those who order to choose what is sustainable on the agreement.",
    ),
    (
        "labels", "Mærker", "Labels",
        "Hvilke mærker vi kan kræve, hvornår, og hvordan kravet skrives.",
        "Which labels we may require, when, and how the requirement is written.",
    ),
    (
        "other", "Et andet tema", "Another theme",
        "Det, der ikke hører til under de andre.",
        "What does not belong under the others.",
    ),
)  # fmt: skip


def sow(themes: Any) -> None:
    """Put the first themes in a table that has none; `themes` is the model, as it is or as a migration sees it."""
    if themes.objects.exists():
        return
    for order, (key, name, name_en, purpose, purpose_en) in enumerate(THEMES, 1):
        themes.objects.create(
            key=key, order=order, name=name, name_en=name_en, purpose=purpose, purpose_en=purpose_en
        )  # fmt: skip
