"""The two meetings on the themes the group added itself: one in a hall, one on the screen."""

from __future__ import annotations

import datetime

from flok.demo.network import NETWORK, Meeting, Presentation, Presenter, ProgrammeItem, Text


def _member(key: str) -> Presenter:
    person = NETWORK.person(key)
    return Presenter(person.name, NETWORK.organisation(person.current_posts[0].organisation).name, key)


def _item(clock: str, da: str, en: str, *presenters: Presenter) -> ProgrammeItem:
    return ProgrammeItem(datetime.time.fromisoformat(clock), Text(da, en), presenters)


_EVA, _FATIMA, _AMALIE = _member("eva-hypotesen"), _member("fatima-droemmegaard"), _member("amalie-oenskebaek")
_INGRID = _member("ingrid-sommertanke")

MORE_MEETINGS = (
    Meeting(
        key="cirkulaere-indkoeb",
        date=datetime.date(2025, 8, 28),
        theme=Text("Cirkulære indkøb", "Circular purchases"),
        purpose=Text(
            "Hvornår er det bedste køb det, der ikke bliver til noget?\n"
            "Vi hører om brugte møbler og tre spørgsmål på en bestillingsseddel.",
            "When is the best purchase the one not made?\nWe hear of used furniture, and three questions on an order.",
        ),
        town="Storeby",
        venue="Hallen, Storeby Kommunes møbelbørs",
        programme=(
            _item("10:00", "Velkomst og en tur i hallen", "Welcome, and a walk through the hall"),
            _item("10:40", "Et år med møbelbørsen", "A year of exchanging furniture", _FATIMA),
            _item("11:20", "Tre spørgsmål, før der bestilles", "Three questions before an order", _EVA),
            _item("12:00", "Frokost", "Lunch"),
            _item("12:45", "Hvad tæller, når intet bliver købt?", "What counts when nothing is bought?"),
            _item("13:40", "Hvad tager vi hjem, og hvad er næste tema?", "What do we take home, and what comes next?"),
        ),
        presentations=(
            Presentation(
                title=Text("Et år med møbelbørsen", "A year of exchanging furniture"),
                presenter=_FATIMA,
                is_public=True,
                file_name="et-aar-med-moebelboersen.pdf",
                lines=(
                    "580 møbler har skiftet hænder siden oktober.",
                    "Skoleborde, reoler og kontorstole er det meste.",
                    "Kørslen koster en tredjedel: saml turene.",
                    "Genbrugte møbler står ikke på en faktura. Vi fører en liste med listepriser.",
                    "Spørg møbelbørsen, før der købes nyt: det står nu i indkøbspolitikken.",
                ),
            ),
            Presentation(
                title=Text("Tre spørgsmål, før der bestilles", "Three questions before an order"),
                presenter=_EVA,
                is_public=False,
                file_name="tre-spoergsmaal-foer-der-bestilles.pdf",
                lines=(
                    "Har nogen det i forvejen? Kan det repareres? Kan det lejes?",
                    "Gælder udstyr over 20.000 kr.",
                    "Af de første 60 bestillingssedler blev tretten ikke til et køb.",
                    "Fem spørgsmål var for mange.",
                ),
            ),
        ),
        decisions=(
            "Undgåede køb skrives op med listepris og holdes uden for andelen.",
            "Cirkulære indkøb bliver et fast tema i gruppen.",
        ),
    ),
    Meeting(
        key="data-og-klimaaftryk",
        date=datetime.date(2026, 9, 17),
        ends=datetime.time(12),
        theme=Text("Data og klimaaftryk", "Data and climate footprint"),
        purpose=Text(
            "Hvad kan vores indkøbsdata svare på, og hvad kan de ikke?\n"
            "To timer på skærmen om varenumre, faktorer og forkerte slutninger.",
            "What can our purchase data answer, and what not?\n"
            "Two hours on the screen about item numbers, factors and wrong conclusions.",
        ),
        town="Online",
        venue="På skærmen",
        places=60,
        programme=(
            _item("10:00", "Velkomst", "Welcome"),
            _item("10:10", "Da klimaaftrykket faldt 8 procent", "When the footprint fell 8 %", _FATIMA, _AMALIE),
            _item("10:55", "Bed om varenummeret", "Ask for the item number", _INGRID),
            _item("11:40", "Hvad gør vi sammen?", "What do we do together?"),
        ),
        presentations=(
            Presentation(
                title=Text("Da klimaaftrykket faldt 8 procent", "When the footprint fell 8 %"),
                presenter=_FATIMA,
                is_public=True,
                file_name="da-klimaaftrykket-faldt.pdf",
                lines=(
                    "Et skolebyggeri blev færdigt. Det var hele faldet.",
                    "Uden byggeri steg aftrykket 1 procent, mest på grund af priser.",
                    "Kroner gange faktor kan ikke se, om varen er mærket.",
                    "Brug tallet til at finde de store klumper.",
                    "Skriv altid, hvad der flyttede det.",
                ),
            ),
            Presentation(
                title=Text("Bed om varenummeret", "Ask for the item number"),
                presenter=_INGRID,
                is_public=True,
                file_name="bed-om-varenummeret.pdf",
                lines=(
                    "»Artikler iflg. ordre« fortæller ikke, hvad vi har købt.",
                    "Fem leverandører, 61 mio. kr., fire skriver nu varenummer på fakturalinjen.",
                    "Spændet gik fra 18-59 til 24-51 procent.",
                    "Stil kravet, når kontrakten begynder.",
                ),
            ),
        ),
        decisions=(
            "Klimaaftryk vises aldrig uden en linje om, hvad der har flyttet tallet.",
            "Vi skriver sammen til de leverandører, som mindst tre af os har til fælles.",
        ),
    ),
)
