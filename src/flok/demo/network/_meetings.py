"""Six meetings that were never held, and the next one, which will not be either."""

from __future__ import annotations

import datetime

from flok.demo.network._people import PEOPLE
from flok.demo.network._shapes import Meeting, Presentation, Presenter, ProgrammeItem, Text

_NAMES = {person.key: person.name for person in PEOPLE}


def _member(key: str, organisation: str) -> Presenter:
    return Presenter(_NAMES[key], organisation, key)


def _item(clock: str, da: str, en: str, *presenters: Presenter) -> ProgrammeItem:
    return ProgrammeItem(datetime.time.fromisoformat(clock), Text(da, en), presenters)


_WELCOME = _item("10:00", "Velkomst og siden sidst", "Welcome, and since last time")
_LUNCH = _item("12:00", "Frokost", "Lunch")
_NEXT = _item(
    "13:40", "Hvad tager vi hjem, og hvad er næste tema?", "What do we take home, and what is the next theme?"
)

_KAREN, _BENT = _member("karen-opdigtsen", "Tørsted Kommune"), _member("bent-luftgaard", "Tørsted Kommune")
_SUSANNE, _AMALIE = _member("susanne-taenkelund", "Storeby Kommune"), _member("amalie-oenskebaek", "Storeby Kommune")
_YUSUF = _member("yusuf-proevegaard", "Region Fiktivsund")
_KASPER = _member("kasper-fantasgaard", "Region Fiktivsund")
_PIA = _member("pia-mythoej", "Region Fiktivsund")
_VIBEKE = _member("vibeke-kildesen", "Kildevæld Fiktiv Forsyning A/S")
_MORTEN = _member("morten-laerdahlsen", "Drømmeby Universitet")
_HELLE = _member("helle-skyborg", "Professionshøjskolen Luftkastel")
_LONE = _member("lone-sagnberg", "Tørsted Kommune")
_ADVISER = Presenter("Gorm Regnskov", "Rådgiverne Opdigtet P/S")
_RESEARCHER = Presenter("Alma Forsøgsen", "Institut for Tænkte Forsøg")
_LABELS = Presenter("Ebbe Mærkedal", "Mærkesekretariatet (opdigtet)")

MEETINGS = (
    Meeting(
        key="groen-indkoebsstrategi",
        date=datetime.date(2024, 9, 26),
        theme=Text("Den grønne indkøbsstrategi", "The green procurement strategy"),
        purpose=Text(
            "Hvad skal der stå i en strategi, for at den ændrer det, der bliver købt?\n"
            "Vi læser tre strategier og ser, hvad der skete bagefter.",
            "What must a strategy say to change what is bought?\nWe read three strategies and see what came of them.",
        ),
        town="Tørsted",
        venue="Byrådssalen, Tørsted Rådhus",
        programme=(
            _WELCOME,
            _item("10:20", "Fra politik til bestilling", "From policy to order", _KAREN),
            _item("11:10", "Et mål skal have en nævner", "A target needs a denominator", _AMALIE),
            _LUNCH,
            _item("12:45", "Vi læser hinandens strategier", "We read each other's strategies"),
            _NEXT,
        ),
        presentations=(
            Presentation(
                title=Text("Fra politik til bestilling", "From policy to order"),
                presenter=_KAREN,
                is_public=True,
                file_name="fra-politik-til-bestilling.pdf",
                lines=(
                    "Strategien blev vedtaget i maj. I november var kurven den samme.",
                    "Det, der flyttede noget, var standardvaren i indkøbssystemet.",
                    "Sæt én ejer og én dato på hvert mål.",
                    "Spørg efter et halvt år: hvad blev der faktisk købt?",
                ),
            ),
            Presentation(
                title=Text("Et mål skal have en nævner", "A target needs a denominator"),
                presenter=_AMALIE,
                is_public=False,
                file_name="et-maal-skal-have-en-naevner.pdf",
                lines=(
                    "80 % af hvad? Skriv, hvilke køb der tæller med.",
                    "Det, vi ikke ved nok om, hverken tæller som ja eller som nej.",
                    "To kommuner med samme kurv kan have hver sin andel.",
                ),
            ),
        ),
        decisions=(
            "Alle skriver mål som andel, definition, nævner, år og kilde.",
            "Næste møde handler om, hvad et grønt indkøb er.",
        ),
    ),
    Meeting(
        key="hvad-er-et-groent-indkoeb",
        date=datetime.date(2025, 1, 30),
        theme=Text("Hvad er et grønt indkøb?", "What is a green purchase?"),
        purpose=Text(
            "Vi tæller de samme hundrede fakturalinjer efter fem definitioner.\n"
            "Målet er ikke at blive enige, men at vide, hvorfor tallene er forskellige.",
            "We count the same hundred invoice lines under five definitions.\n"
            "The aim is not to agree, but to know why the figures differ.",
        ),
        town="Drømmeby",
        venue="Auditorium 2, Drømmeby Universitet",
        programme=(
            _WELCOME,
            _item("10:20", "Hundrede linjer, fem svar", "A hundred lines, five answers", _AMALIE, _MORTEN),
            _LUNCH,
            _item("12:45", "Hvad siger mærket, og hvad siger det ikke?", "What a label says and does not", _LABELS),
            _NEXT,
        ),
        presentations=(
            Presentation(
                title=Text("Hundrede linjer, fem svar", "A hundred lines, five answers"),
                presenter=_AMALIE,
                is_public=True,
                file_name="hundrede-linjer-fem-svar.pdf",
                lines=(
                    "Samme linjer: fra 19 til 61, alt efter hvad der tæller.",
                    "Den største forskel er ikke mærkerne, men hvilke varegrupper der er med.",
                    "Vis definitionen ved siden af tallet. Hver gang.",
                ),
            ),
        ),
        decisions=(
            "Vi viser altid flere definitioner ved siden af hinanden.",
            "Varegruppernes egne krav hører hjemme i POGI; vi henviser dertil.",
        ),
    ),
    Meeting(
        key="livscyklusomkostninger",
        date=datetime.date(2025, 5, 15),
        theme=Text("Livscyklusomkostninger", "Life-cycle cost"),
        purpose=Text(
            "Hvornår er det dyre tilbud det billige?\nVi regner på pumper, kopipapir og hvidevarer.",
            "When is the dear bid the cheap one?\nWe do the sums for pumps, copying paper and white goods.",
        ),
        town="Storeby",
        venue="Storeby Kommune, mødesal 4",
        programme=(
            _WELCOME,
            _item("10:20", "Pumpen, der var dyrest at købe", "The pump that was dearest to buy", _VIBEKE),
            _item("11:10", "Usikkerhed er et svar", "Uncertainty is an answer", _ADVISER),
            _LUNCH,
            _item("12:45", "Regn selv: hvidevarer til et botilbud", "Your turn: white goods for a care home"),
            _NEXT,
        ),
        presentations=(
            Presentation(
                title=Text("Pumpen, der var dyrest at købe", "The pump that was dearest to buy"),
                presenter=_VIBEKE,
                is_public=True,
                file_name="pumpen-der-var-dyrest-at-koebe.pdf",
                lines=(
                    "Indkøbsprisen var en ottendedel af, hvad pumpen kostede i tyve år.",
                    "Strømmen afgjorde det, også da vi halverede elprisen.",
                    "Det, vi ikke ville gøre igen: lade tilbudsgiver vælge driftstimerne.",
                ),
            ),
            Presentation(
                title=Text("Usikkerhed er et svar", "Uncertainty is an answer"),
                presenter=_ADVISER,
                is_public=False,
                file_name="usikkerhed-er-et-svar.pdf",
                lines=(
                    "Giv hvert tal en nedre og en øvre grænse.",
                    "Sig, hvor sikkert det billigste er det billigste.",
                    "Find den pris, hvor rækkefølgen vender.",
                ),
            ),
        ),
        decisions=("Kildevæld deler sit regneark og de forudsætninger, det bygger på.",),
    ),
    Meeting(
        key="maerker",
        date=datetime.date(2025, 10, 2),
        theme=Text("Mærker", "Labels"),
        purpose=Text(
            "Hvilke mærker må vi kræve, og hvad skal vi godtage i stedet?\n"
            "Vi går udbudslovens betingelser igennem på fire krav.",
            "Which labels may we require, and what must we accept instead?\n"
            "We take four requirements through the conditions of the Public Procurement Act.",
        ),
        town="Luftby",
        venue="Professionshøjskolen Luftkastel, Campus Syd",
        programme=(
            _WELCOME,
            _item("10:20", "Mærkede varer som standard", "Labelled goods by default", _HELLE),
            _item("11:10", "Tilsvarende mærker og anden dokumentation", "Equivalent labels and other proof", _PIA),
            _LUNCH,
            _item("12:45", "Fire krav til efterprøvning", "Four requirements put to the test", _LABELS),
            _NEXT,
        ),
        presentations=(
            Presentation(
                title=Text("Mærkede varer som standard", "Labelled goods by default"),
                presenter=_HELLE,
                is_public=True,
                file_name="maerkede-varer-som-standard.pdf",
                lines=(
                    "Vi byttede 40 standardvarer. Ingen klagede, to spurgte.",
                    "Rengøring og papir gik let. Tryksager gør ikke.",
                    "Undtagelser skal begrundes i én linje. Der kom elleve.",
                ),
            ),
        ),
        decisions=(
            "Leverandører bedes skrive mærkekoden på fakturalinjen; teksten ligger i Viden.",
            "Vi prøver det samme krav i tre udbud og sammenligner tilbuddene.",
        ),
    ),
    Meeting(
        key="disponentens-valg",
        date=datetime.date(2026, 2, 5),
        theme=Text("Disponentens valg", "What requisitioners choose"),
        purpose=Text(
            "Aftalen er grøn, men bliver den brugt?\nHvad får den, der bestiller, til at vælge den mærkede vare?",
            "The agreement is green, but is it used?\nWhat makes the person who orders choose the labelled item?",
        ),
        town="Fiktivsund",
        venue="Regionshuset, Fiktivsund",
        programme=(
            _WELCOME,
            _item("10:20", "Standardvaren slår plakaten", "The default beats the poster", _KASPER),
            _item("11:10", "To forsøg uden virkning", "Two trials without effect", _RESEARCHER),
            _LUNCH,
            _item("12:45", "Tre bytter på egne data", "Three swaps on your own data", _BENT),
            _NEXT,
        ),
        presentations=(
            Presentation(
                title=Text("Standardvaren slår plakaten", "The default beats the poster"),
                presenter=_KASPER,
                is_public=True,
                file_name="standardvaren-slaar-plakaten.pdf",
                lines=(
                    "Plakater på tre afdelinger: ingen målelig virkning.",
                    "Ny standardvare på tre andre: to ud af tre køb skiftede.",
                    "Efter et halvt år holdt det stadig.",
                ),
            ),
            Presentation(
                title=Text("To forsøg uden virkning", "Two trials without effect"),
                presenter=_RESEARCHER,
                is_public=False,
                file_name="to-forsoeg-uden-virkning.pdf",
                lines=(
                    "En påmindelse i indkøbssystemet ændrede intet.",
                    "En anden rækkefølge på listen ændrede intet.",
                    "Ingen virkning er også et resultat.",
                ),
            ),
        ),
        decisions=(
            "Tørsted prøver nye standardvarer på fire skoler fra maj og måler på linjer.",
            "Forsøg uden virkning skrives op som cases på lige fod med de andre.",
        ),
    ),
    Meeting(
        key="kontraktperioden",
        date=datetime.date(2026, 6, 4),
        theme=Text("Kontraktperioden", "The contract period"),
        purpose=Text(
            "Vi stiller krav i udbuddet. Hvem ser efter, om de holder?\n"
            "Vi deler planer for opfølgning, også dem der ikke blev fulgt.",
            "We set requirements in the tender. Who sees whether they hold?\n"
            "We share plans for follow-up, those not followed too.",
        ),
        town="Fiktrup",
        venue="Kulturgården, Fiktrup",
        programme=(
            _WELCOME,
            _item("10:20", "Tolv kontrakter, tolv datoer", "Twelve contracts, twelve dates", _LONE),
            _item("11:10", "Bed om mærkerne på fakturaen", "Ask for the labels on the invoice", _YUSUF),
            _LUNCH,
            _item("12:45", "Kan vi bruge hinandens kontrol?", "Can we use each other's follow-up?", _SUSANNE),
            _NEXT,
        ),
        presentations=(
            Presentation(
                title=Text("Tolv kontrakter, tolv datoer", "Twelve contracts, twelve dates"),
                presenter=_LONE,
                is_public=True,
                file_name="tolv-kontrakter-tolv-datoer.pdf",
                lines=(
                    "Vi fandt 31 krav i tolv kontrakter. Ni var aldrig fulgt op.",
                    "Hvert krav fik en dato, en ejer og et bevis.",
                    "Begynd med certifikater, der udløber.",
                ),
            ),
            Presentation(
                title=Text("Bed om mærkerne på fakturaen", "Ask for the labels on the invoice"),
                presenter=_YUSUF,
                is_public=False,
                file_name="bed-om-maerkerne-paa-fakturaen.pdf",
                lines=(
                    "Tre leverandører står for over halvdelen af det, vi ikke ved.",
                    "Vi sendte dem den samme korte tekst.",
                    "To svarede samme uge. Den tredje venter vi på.",
                ),
            ),
        ),
        decisions=(
            "Kontrolresultater kan deles, når niveau og metode passer, og kontrollen er under tre år gammel.",
            "Kontraktperioden tages op igen i december, med det vi så har prøvet.",
        ),
    ),
    Meeting(
        key="kontraktperioden-i-praksis",
        date=datetime.date(2026, 12, 8),
        theme=Text("Kontraktperioden i praksis", "The contract period in practice"),
        purpose=Text(
            "Hvad skete der med de krav, vi lovede at følge op på i juni?\n"
            "Tag én kontrakt med, og gå hjem med en plan.",
            "What became of the requirements we promised in June to follow up?\n"
            "Bring one contract, and go home with a plan.",
        ),
        town="Fredericia",
        venue="Den Opdigtede Konferencesal, Tænkevej 8",
        programme=(
            _WELCOME,
            _item("10:20", "Et halvt år med opfølgning", "Half a year of follow-up", _LONE),
            _item("11:10", "Svarene fra leverandørerne", "What the suppliers answered", _YUSUF),
            _LUNCH,
            _item("12:45", "Værksted: din egen kontrakt", "Workshop: a contract of your own", _SUSANNE, _ADVISER),
            _NEXT,
        ),
    ),
)
