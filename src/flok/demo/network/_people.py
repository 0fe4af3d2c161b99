"""Forty people who do not exist."""

from __future__ import annotations

import datetime
from typing import Literal

from flok.demo.network._shapes import Person, Post, Text

_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", " ": "-"})


def _post(organisation: str, title: str, since: str, until: str | None = None, *, administrator: bool = False) -> Post:
    return Post(
        organisation=organisation,
        title=title,
        role="administrator" if administrator else "member",
        since=datetime.date.fromisoformat(since),
        until=datetime.date.fromisoformat(until) if until else None,
    )


def _person(
    name: str,
    *posts: Post,
    is_chair: bool = False,
    is_coordinator: bool = False,
    language: Literal["da", "en"] = "da",
    sign_in: Text | None = None,
) -> Person:
    """With a key, and an address at the organisation of the latest post (the first of those held now)."""
    key = name.lower().translate(_ASCII)
    home = next((post for post in posts if post.until is None), posts[-1])
    return Person(
        key=key,
        name=name,
        email=f"{key.replace('-', '.')}@{home.organisation}.example",
        posts=posts,
        is_chair=is_chair,
        is_coordinator=is_coordinator,
        language=language,
        sign_in=sign_in,
    )


PEOPLE = (
    _person(
        "Karen Opdigtsen",
        _post("toersted", "Indkøbschef", "2024-03-18", administrator=True),
        sign_in=Text(
            "Indkøbschef i Tørsted Kommune: ser, hvor langt kommunen er fra sit mål, og hvorfor",
            "Head of procurement, Tørsted Kommune: sees how far the municipality is from its target, and why",
        ),
    ),
    _person(
        "Mikkel Fiktivholm",
        _post("toersted", "Indkøber", "2024-03-18"),
        sign_in=Text(
            "Indkøber i Tørsted Kommune: ser det samme, men bestemmer ikke mål og definitioner",
            "Purchaser, Tørsted Kommune: sees the same, but does not decide targets and definitions",
        ),
    ),
    _person(
        "Lone Sagnberg",  # changed job, and keeps her name on what she wrote
        _post("taagelund", "Udbudskonsulent", "2024-04-02", "2025-05-31"),
        _post("toersted", "Kontraktansvarlig", "2025-06-01"),
    ),
    _person("Jonas Papirsen", _post("toersted", "Indkøbskonsulent, e-handel", "2024-08-01")),
    _person("Ditte Eventyrskov", _post("toersted", "Skolesekretær og disponent", "2025-03-01")),
    _person("Bent Luftgaard", _post("toersted", "Bæredygtighedskoordinator", "2024-03-18")),
    _person("Susanne Tænkelund", _post("storeby", "Indkøbschef", "2024-02-15", administrator=True)),
    _person("Henrik Fabelholt", _post("storeby", "Chefkonsulent, udbud", "2024-02-15")),
    _person("Amalie Ønskebæk", _post("storeby", "Dataanalytiker, indkøb", "2024-03-01")),
    _person("Rasmus Påfundsen", _post("storeby", "Kontraktansvarlig", "2024-02-15")),
    _person("Fatima Drømmegaard", _post("storeby", "Klimakonsulent", "2025-01-06")),
    _person("Ole Skrøneby", _post("storeby", "Indkøber, fødevarer", "2024-02-15")),
    _person(
        "Birgitte Mønsterlund",
        _post("storeby", "Konsulent, udlånt som sekretariatskoordinator", "2024-02-01"),
        is_coordinator=True,
        sign_in=Text(
            "Sekretariatskoordinator: tager stilling til ansøgninger og holder møderne ajour",
            "Secretariat coordinator: decides on applications and keeps the meetings",
        ),
    ),
    _person(
        "Peter Uvirkelund",
        _post("noerre-fiktrup", "Økonomikonsulent med indkøb", "2024-09-02", administrator=True),
        _post("kildevaeld", "Repræsentant for ejerkommunen", "2025-02-03"),  # represents two
    ),
    _person("Gitte Hverdagsen", _post("noerre-fiktrup", "Køkkenleder og disponent", "2025-02-01")),
    _person(
        "Anders Digterup",
        _post("fiktivsund", "Indkøbschef", "2024-03-05", administrator=True),
        is_chair=True,
        sign_in=Text(
            "Formand for tænketanken: indkalder til møder og ser, hvem der er med",
            "Chair of the think tank: calls meetings and sees who takes part",
        ),
    ),
    _person("Marianne Tågesen", _post("fiktivsund", "Strategisk indkøber", "2024-03-05")),
    _person("Yusuf Prøvegaard", _post("fiktivsund", "Kontraktansvarlig, sygeplejeartikler", "2024-06-01")),
    _person("Pia Mythøj", _post("fiktivsund", "Udbudsjurist", "2024-03-05")),
    _person("Kasper Fantasgaard", _post("fiktivsund", "Serviceleder, rengøring", "2025-01-20")),
    _person("Ingrid Sommertanke", _post("fiktivsund", "Indkøbsanalytiker", "2025-08-01")),
    _person("Tove Paragrafsen", _post("opdigtede-anliggender", "Indkøbsansvarlig", "2024-05-21", administrator=True)),
    _person("Simon Luftby", _post("opdigtede-anliggender", "Fuldmægtig", "2024-05-21")),
    _person("Camilla Tankestreg", _post("opdigtede-anliggender", "Specialkonsulent, jura", "2025-10-01")),
    _person("Morten Lærdahlsen", _post("droemmeby-universitet", "Indkøbschef", "2024-04-16", administrator=True)),
    _person("Eva Hypotesen", _post("droemmeby-universitet", "Udbudskonsulent", "2024-04-16")),
    _person("Priya Teorilund", _post("droemmeby-universitet", "Bæredygtighedskonsulent", "2025-02-01"), language="en"),
    _person("Claus Kolbensen", _post("droemmeby-universitet", "Laboratorieleder og disponent", "2025-09-01")),
    _person("Helle Skyborg", _post("luftkastel", "Økonomi- og indkøbschef", "2024-10-01", administrator=True)),
    _person(
        "James Bogense-Opdigt",
        _post("luftkastel", "Indkøber", "2024-10-01"),
        language="en",
        sign_in=Text(
            "Indkøber på en professionshøjskole: ser en andel, der næsten kan være i mål",
            "Purchaser, a university college: sees a share that may almost have met its target",
        ),
    ),
    _person("Nanna Kridtholm", _post("luftkastel", "Driftsleder", "2025-01-15")),
    _person("Torben Tavlesen", _post("luftkastel", "Bibliotekar og disponent", "2025-08-15")),
    _person("Vibeke Kildesen", _post("kildevaeld", "Indkøbschef", "2025-02-03", administrator=True)),
    _person("Lars Rørmoseby", _post("kildevaeld", "Projektindkøber", "2025-02-03")),
    _person("Sanne Pumpegaard", _post("kildevaeld", "Anlægsingeniør", "2025-06-01")),
    _person("Jette Tårnsen", _post("luftslottet", "Driftschef", "2025-09-01", administrator=True)),
    _person("Emil Trappeby", _post("luftslottet", "Inspektør og disponent", "2025-09-01")),
    _person("Finn Kajlund", _post("fatamorgana-havn", "Havnemester", "2024-10-22", administrator=True)),
    _person("Ulla Disborg", _post("taagelund", "Indkøbskonsulent", "2024-04-02", "2026-01-15", administrator=True)),
    _person("Nikolaj Boksgaard", _post("taenkeboks", "Økonomichef", "2026-11-09", administrator=True)),
)
