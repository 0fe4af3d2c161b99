"""What a network begins with: its themes, and the labels guide. What the group changes afterwards is its own."""

from __future__ import annotations

from datetime import UTC, date, datetime
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


def sow(themes: Any) -> bool:
    """Put the first themes in a table that has none, and say whether it had none.

    `themes` is the model, as it is or as a migration sees it.
    """
    if themes.objects.exists():
        return False
    for order, (key, name, name_en, purpose, purpose_en) in enumerate(THEMES, 1):
        themes.objects.create(
            key=key, order=order, name=name, name_en=name_en, purpose=purpose, purpose_en=purpose_en
        )  # fmt: skip
    return True


# Source: "Standarder og mærker i indkøb", Forum for Bæredygtige Indkøb, 28 October 2021, changed 10 April 2024
_READ = date(2026, 11, 24)
_ADDRESS = "https://denansvarligeindkober.dk/standarder-og-maerker-i-indkoeb"
GUIDE = {
    "key": "standarder-og-maerker",
    "title": "Standarder og mærker i indkøb",
    "summary": "Hvad du skal se efter, før du kræver et mærke, og hvor guiden om det står.",
    "body": f"""Guiden [Standarder og mærker i indkøb]({_ADDRESS}) er til offentlige og private indkøbere. Den udkom \
28. oktober 2021 og er ændret 10. april 2024. En temagruppe under Forum for Bæredygtige Indkøb har skrevet den og \
står selv for indholdet; den er ikke Miljøstyrelsens holdning.

## Det kan du bruge den til

- Se, hvad der gør et mærke relevant og troværdigt. Guiden bygger på Forbrugerombudsmandens vejledning om miljømæssige \
og etiske påstande.
- Se, hvordan mærker, standarder og udbudsloven spiller sammen, og hvordan du henviser til en standard.

Guiden nævner ingen mærker ved navn. Den siger, hvad du skal se efter.

## Det ser du efter

- Er mærket til **produkter** (og ydelser) eller til **virksomheder** (også deres processer og ledelse)?
- Handler kriterierne om miljø, sundhed, sociale forhold eller etik, og passer det til det, du køber?
- Kontrollerer en **uafhængig tredjepart**, at kriterierne er opfyldt, og i hvilken del af værdikæden?
- Ligger kriterierne **samlet set over lovens krav** eller i den bedste ende?

## Gå videre

Skal du bruge svaret til et bestemt køb, så gå til [Mærker](/maerker/). Der stilles spørgsmålene ét for ét, efter \
udbudslovens § 46. Spørgsmålene bygger på guidens kilder; de er ikke guidens egen liste.""",
}
LINK = {
    "title": "Standarder og mærker i indkøb",
    "publisher": "Forum for Bæredygtige Indkøb",
    "address": _ADDRESS,
    "note": "Hvad du skal se efter, når du vil kræve et mærke eller henvise til en standard.",
    "checked": _READ,
}


def sow_guides(themes: Any, guides: Any, links: Any) -> None:
    """Put the labels guide and the link to it in tables that have none; the models as sow takes them."""
    labels = themes.objects.filter(key="labels").first()
    if not guides.objects.exists():
        guides.objects.create(
            theme=labels, changed_at=datetime(_READ.year, _READ.month, _READ.day, tzinfo=UTC), **GUIDE
        )
    if not links.objects.exists():
        links.objects.create(theme=labels, **LINK)
