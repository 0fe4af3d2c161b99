"""What the network says of itself, what it has been asked, and how far its members want to come."""

from __future__ import annotations

import datetime
from decimal import Decimal

from flok.demo._college import COLLEGE
from flok.demo._municipality import TORSTED
from flok.demo._numbers import cvr
from flok.demo._region import REGION
from flok.demo.network._shapes import Application, Contact, InvoiceYear, Target, Text

NOTICE = Text(
    "Alt her er opdigtet: foreningen, tænketanken, organisationerne, menneskene, leverandørerne og tallene.",
    "Everything here is made up: the association, the think tank, the organisations, the people, the suppliers and "
    "the figures.",
)
ASSOCIATION = Text("Fiktive Indkøberes Forening", "Association of Fictional Purchasers")
NAME = Text("Tænketanken Flok (demonstration)", "The think tank Flok (demonstration)")
PURPOSE = (
    Text(
        "Vi vil købe bæredygtigt i flok: mange offentlige indkøbere, der går i samme retning. En enkelt kommune kan "
        "spørge om en mærket vare. Når vi spørger sammen, bliver den til at få.",
        "We want to buy sustainably as a flock: many public purchasers heading the same way. One municipality can ask "
        "for a labelled item. When we ask together, it can be had.",
    ),
    Text(
        "Vi lærer af hinanden, tager det med hjem, måler på vores egne fakturaer og fortæller, hvad der kom ud af "
        "det. Også når der ikke kom noget.",
        "We learn from each other, take it home, measure on our own invoices, and tell what came of it. Also when "
        "nothing did.",
    ),
)
FOR_WHOM = Text(
    "For alle, der køber ind for det offentlige: indkøbere, indkøbschefer, kontraktansvarlige og de disponenter, der "
    "bestiller. Både dem, der lige er begyndt, og dem, der er langt.",
    "For all who buy for the public: purchasers, heads of procurement, contract managers, and the requisitioners who "
    "order. Those who have just begun and those who have come far.",
)
FRAME = Text(
    "Vi mødes to til fire gange om året om ét tema ad gangen og aftaler selv, hvor tit. Mellem møderne spørger vi "
    "hinanden. Det, der siges om kommende udbud, bliver i gruppen.",
    "We meet two to four times a year, one theme at a time, and agree among ourselves how often. Between meetings we "
    "ask each other. What is said about coming tenders stays in the group.",
)
WORKS_ON = (
    Text("Den grønne indkøbsstrategi, og hvad der sker efter den", "The green procurement strategy, and what follows"),
    Text(
        "Hvad der tæller som et bæredygtigt indkøb, og hvor langt vi er", "What counts as sustainable; how far we are"
    ),
    Text("Mærker: hvad vi må kræve, og hvad vi skal godtage", "Labels: what we may require and must accept"),
    Text("Livscyklusomkostninger, så det dyre ikke bliver valgt for prisen", "Life-cycle cost, beyond the price tag"),
    Text("Kontraktperioden: om det, vi bad om, også kommer", "The contract period: whether we get what we asked for"),
    Text("Disponenten: at det gode valg er det lette valg", "The requisitioner: making the good choice the easy one"),
)
CATEGORIES = Text(
    "De enkelte produktkategorier hører til i POGI, Partnerskab for Offentlige Grønne Indkøb. Er dit spørgsmål om én "
    "af dem, viser vi vej dertil.",
    "Single product categories belong to POGI, the Partnership for Public Green Procurement. If your question is "
    "about one of them, we point the way there.",
)
CONDITIONS = (
    Text("Organisationen er ordregivende myndighed.", "The organisation is a contracting authority."),
    Text(
        "Organisationen er medlem af Fiktive Indkøberes Forening, og kontingentet er betalt.",
        "The organisation is a member of the Association of Fictional Purchasers, and its fee is paid.",
    ),
)
CONTACTS = (
    Contact(Text("Sekretariatskoordinator", "Secretariat coordinator"), "Birgitte Mønsterlund", "flok@example.org"),
    Contact(Text("Formand for tænketanken", "Chair of the think tank"), "Anders Digterup", "formand@example.org"),
    Contact(Text("Foreningens sekretariat", "The association's office"), "Sekretariatet", "sekretariat@example.org"),
)
APPLICATIONS = (
    Application(
        organisation="taenkeboks",
        name="Erhvervsskolen Tænkeboks",
        cvr=cvr(806),
        type="self_governing",
        is_contracting_authority=True,
        is_paid_up=True,
        contact_name="Nikolaj Boksgaard",
        contact_email="nikolaj.boksgaard@taenkeboks.example",
        message="Vi skal i gang med at stille krav til maling og rengøring og vil gerne høre, hvordan andre gjorde.",
        applied=datetime.date(2026, 11, 9),
    ),
    Application(
        organisation=None,
        name="Fiktiv Facility Service A/S",
        cvr=cvr(9),
        type=None,
        is_contracting_authority=False,
        is_paid_up=False,
        contact_name="Viggo Salgsbo",
        contact_email="viggo.salgsbo@facility.example",
        message="Vi leverer rengøring til flere af medlemmerne og vil gerne være med i dialogen.",
        applied=datetime.date(2026, 9, 14),
        decision="rejected",
        decided=datetime.date(2026, 9, 16),
        reason="Tænketanken er for ordregivende myndigheder. Leverandører er velkomne som oplægsholdere, når et møde "
        "beder om det, og kan skrive til foreningens sekretariat.",
    ),
)
TARGETS = (
    Target(
        "toersted",
        Decimal("0.80"),
        2030,
        "official-ecolabel",
        Text(
            "Tørsted Byråd, opdigtet beslutning af 28. maj 2024: 80 % af indkøbene i varegrupper med et officielt "
            "miljømærke er mærkede eller tilsvarende i 2030.",
            "Tørsted municipal council, fictional decision of 28 May 2024: 80 % of the purchases in product groups "
            "with an official ecolabel carry it or are equivalent in 2030.",
        ),
    ),
    Target(
        "fiktivsund",
        Decimal("0.60"),
        2028,
        "official-ecolabel",
        Text(
            "Regionsrådet i Region Fiktivsund, opdigtet beslutning af 24. september 2025: 60 % i 2028, målt på "
            "fakturalinjer.",
            "The regional council of Region Fiktivsund, fictional decision of 24 September 2025: 60 % in 2028, "
            "measured on invoice lines.",
        ),
    ),
)
YEARS = (
    InvoiceYear("toersted", TORSTED, 9_000),
    InvoiceYear("fiktivsund", REGION, 9_000),
    InvoiceYear("luftkastel", COLLEGE, 9_000),
)
