# ruff: noqa: E501 - a table, one group a row
"""What public bodies buy: groups with UNSPSC codes (19.0501), wares, prices and the labels they carry."""

from __future__ import annotations

from dataclasses import dataclass

from flok.demo.documents import EXEMPT, STANDARD

OFFICIAL = ("SVANEN", "EU_ECO_LABEL")
"""The official Danish ecolabels of type I."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of wares. `low`–`high` is the unit price in kroner, `most` the largest ordinary quantity.

    `labels` is what its labelled wares carry (tried in turn), `other` what the rest may carry; `green` is how
    large a part of the purchases goes to labelled wares in January and in December. `official` groups have
    criteria of an official ecolabel; `rise` is a price rise from July in per cent.
    """

    key: str
    unspsc: str
    unit: str
    low: int
    high: int
    most: int
    wares: str
    labels: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    green: tuple[float, float] = (0.4, 0.4)
    official: bool = False
    vat: str = STANDARD
    rise: int = 0
    per_hundred: bool = False


_FSC = "FOREST_STEWARDSHIP_COUNCIL_MIX"
_ORGANIC = ("DK_ECO", "EU_ORGANIC_FARMING")

_ROWS = (
    # groups with an official ecolabel
    Group("paper", "14111507", "PK", 28, 62, 60, "Kopipapir A4 80 g;Kopipapir A4 75 g;Kopipapir A3 80 g;Kopipapir A4 farvet;Printerpapir A4 hulslået;Kopipapir A4 genbrug", OFFICIAL, (_FSC,), (0.23, 0.5), True),
    Group("cleaning", "47131805", "EA", 24, 140, 24, "Universalrengøring 1 l;Grundrengøring 5 l;Sanitetsrens 1 l;Gulvvask 5 l;Glasrens 750 ml;Kalkfjerner 1 l;Rengøringsspray parfumefri", ("SVANEN", "SVANEN", "EU_ECO_LABEL"), ("GREEN_DOT",), (0.23, 0.55), True),
    Group("dishwash", "47131810", "EA", 45, 320, 10, "Maskinopvask 10 kg;Afspænding 5 l;Håndopvask 1 l;Opvasketabs 100 stk", OFFICIAL, ("GREEN_DOT",), (0.18, 0.4), True),
    Group("laundry", "47131811", "EA", 60, 260, 8, "Vaskepulver 7 kg;Flydende vaskemiddel 5 l;Vaskemiddel uden parfume 3 l", OFFICIAL, ("GREEN_DOT",), (0.28, 0.4), True),
    Group("cleaning_service", "76111501", "MON", 4200, 21000, 1, "Daglig rengøring;Rengøring af kontorer;Rengøring af klasselokaler;Hovedrengøring;Rengøring af omklædning", ("SVANEN",), (), (0.38, 0.4), True),
    Group("windows", "76111504", "EA", 900, 4800, 1, "Vinduespolering udvendig;Vinduespolering ind- og udvendig", ("SVANEN",), (), (0.18, 0.2), True),
    Group("tissue", "14111704", "CS", 95, 290, 14, "Toiletpapir 2-lags 64 rl;Toiletpapir jumbo 12 rl;Håndklædeark 4000 stk;Køkkenrulle 2-lags 32 rl;Aftørringspapir centerfeed 6 rl", OFFICIAL, (_FSC, "GREEN_DOT"), (0.28, 0.5), True),
    Group("soap", "53131608", "EA", 22, 180, 20, "Håndsæbe parfumefri 500 ml;Skumsæbe 1 l refill;Cremesæbe 5 l;Hudlotion 250 ml", OFFICIAL, ("GREEN_DOT",), (0.33, 0.5), True),
    Group("nappies", "53102305", "PK", 48, 210, 30, "Bleer str. 3;Bleer str. 4;Bleer str. 5;Buksebleer str. 5", ("SVANEN",), (_FSC,), (0.38, 0.6), True),
    Group("incontinence", "53102306", "PK", 70, 240, 40, "Inkontinensbind normal;Inkontinensbind ekstra;Buksebleer voksne M;Buksebleer voksne L", ("SVANEN",), (_FSC,), (0.23, 0.35), True),
    Group("batteries", "26111702", "PK", 30, 140, 12, "Batteri AA 24-pak;Batteri AAA 24-pak;Batteri 9V 4-pak", ("SVANEN",), (), (0.18, 0.3), True),
    Group("paint", "31211502", "EA", 210, 980, 10, "Vægmaling glans 5 hvid 10 l;Loftmaling 10 l;Træmaling inde 5 l;Grunder 5 l", OFFICIAL, (), (0.28, 0.5), True),
    Group("envelopes", "44121506", "EA", 38, 120, 600, "Rudekuvert C5;Kuvert C4;Rudekuvert M65;Boblekuvert", ("SVANEN",), (_FSC,), (0.28, 0.4), True, per_hundred=True),
    Group("printing", "82121505", "EA", 1800, 14500, 1, "Tryk af folder;Tryk af plakater;Tryk af årsberetning;Tryk af visitkort", ("SVANEN",), (_FSC,), (0.28, 0.4), True),
    Group("linen", "91111502", "MON", 900, 6400, 1, "Vask af linned;Leje og vask af beklædning;Måtteservice", ("SVANEN",), (), (0.38, 0.5), True),
    # food and drink
    Group("dairy", "50131701", "EA", 8, 95, 60, "Letmælk 1 l;Skummetmælk 1 l;Smør 500 g;Yoghurt naturel 5 kg;Fløde 38 % 1 l;Skyr 5 kg;Mellemlagret ost 3 kg", _ORGANIC, ("DANSK_MAELK",), (0.3, 0.55)),
    Group("vegetables", "50400000", "KGM", 9, 42, 40, "Kartofler;Gulerødder;Hvidkål;Løg;Rødbeder;Porrer;Ærter frosne;Æbler;Selleri", _ORGANIC, (), (0.3, 0.5)),
    Group("meat", "50111500", "KGM", 55, 190, 24, "Hakket oksekød 8-12 %;Kyllingebryst;Svinekam;Medister;Kalvesteg;Frikadeller", _ORGANIC, (), (0.15, 0.2), rise=14),
    Group("dry_goods", "50221100", "EA", 14, 130, 24, "Havregryn 5 kg;Hvedemel 10 kg;Ris parboiled 5 kg;Pasta 5 kg;Flåede tomater 3 kg;Rapsolie 5 l", _ORGANIC, (), (0.35, 0.5)),
    Group("coffee", "50201706", "EA", 38, 96, 30, "Formalet kaffe 500 g;Hele bønner 1 kg;Kaffe koffeinfri 500 g;Te 100 breve", ("FAIR_TRADE_MARK", "DK_ECO", "RAINFOREST_ALLIANCE"), (), (0.5, 0.7)),
    # things that last
    Group("chairs", "56101504", "EA", 640, 3200, 12, "Kontorstol med armlæn;Elevstol højde 4;Konferencestol;Skammel", ("SVANEN", _FSC), (), (0.3, 0.4)),
    Group("desks", "56101703", "EA", 1900, 5600, 4, "Hæve-sænkebord 160 cm;Elevbord;Skrivebord 140 cm", (_FSC,), (), (0.4, 0.4)),
    Group("laptops", "43211503", "EA", 3900, 8900, 5, "Bærbar computer 14\";Bærbar computer 13\";Elevcomputer 11\"", ("TCO_DEVELOPMENT", "ENERGY_STAR"), (), (0.7, 0.7)),
    Group("monitors", "43211902", "EA", 890, 2400, 6, "Skærm 24\";Skærm 27\";Skærm 34\" bred", ("TCO_DEVELOPMENT",), ("ENERGY_STAR",), (0.6, 0.6)),
    Group("white_goods", "52141501", "EA", 2900, 8800, 2, "Køleskab 380 l;Opvaskemaskine;Vaskemaskine 8 kg;Tørretumbler", ("ENERGY_LABEL_A", "ENERGY_LABEL_B"), ("ENERGY_LABEL_D", "ENERGY_LABEL_E"), (0.5, 0.5)),
    Group("lamps", "39101600", "EA", 24, 480, 20, "LED-pære E27;LED-rør 120 cm;LED-panel 60x60", ("ENERGY_LABEL_B",), ("ENERGY_LABEL_E",), (0.5, 0.5)),
    Group("textiles", "53102700", "EA", 110, 620, 10, "Busseronne;Kokkejakke;Arbejdsbuks;Softshelljakke", ("EU_ECO_LABEL", "GLOBAL_ORGANIC_TEXTILE_STANDARD"), ("OEKO_TEX_LABEL",), (0.3, 0.4)),
    # everything else
    Group("toner", "44103103", "EA", 240, 1450, 4, "Toner sort;Toner cyan;Toner magenta;Toner gul", ("SVANEN",), (), (0.3, 0.3)),
    Group("pens", "44121704", "PK", 12, 95, 12, "Kuglepen blå 50 stk;Whiteboardpen 4 farver;Blyant HB 12 stk;Notesblok A5 10 stk", ("SVANEN",), (), (0.2, 0.2)),
    Group("screws", "31161500", "EA", 45, 220, 800, "Skrue 4,5x50;Skrue 5x80;Spånskrue 4x40;Bolt M8", (), (), per_hundred=True),
    Group("timber", "30103600", "MTR", 12, 110, 90, "Reglar 45x95;Brædder 22x100;Terrassebrædder 28x120", (_FSC,), (), (0.4, 0.4)),
    Group("concrete", "30111500", "EA", 48, 390, 40, "Beton 25 kg;Mørtel 25 kg;Fliser 40x40;Kantsten"),
    Group("fuel", "15101505", "LTR", 10, 14, 900, "Diesel B7;Benzin 95 E10;HVO diesel", rise=9),
    Group("toys", "60141000", "EA", 60, 900, 6, "Byggeklodser;Puslespil;Løbecykel;Udelegetøj sandkasse;Hobbykasse", ("SVANEN",), (), (0.2, 0.3)),
    Group("books", "55101500", "EA", 90, 420, 20, "Lærebog matematik;Lærebog dansk;Billedbog;Opslagsværk"),
    Group("gloves", "42132203", "PK", 38, 90, 40, "Nitrilhandsker M 100 stk;Nitrilhandsker L 100 stk;Vinylhandsker M 100 stk"),
    Group("plants", "10161500", "EA", 18, 640, 40, "Stauder blandede;Hækplanter bøg;Træ 14-16 cm;Blomsterløg"),
    Group("taxi", "78111804", "EA", 120, 980, 6, "Patientkørsel;Skolekørsel;Taxakørsel"),
    Group("bags", "24111503", "EA", 55, 260, 30, "Bæreposer papir 250 stk;Affaldssække 100 l;Affaldsposer 15 l"),
    Group("software", "43231500", "MON", 1500, 16500, 1, "Licens sagssystem;Licens læringsportal;Drift og vedligehold;Serverhotel"),
    Group("consultancy", "80101500", "HUR", 780, 1450, 30, "Rådgivning strategi;Rådgivning byggeri;Projektledelse"),
    Group("temps", "80111600", "HUR", 290, 520, 60, "Vikar sygeplejerske;Vikar pædagog;Vikar assistent"),
    Group("telephony", "83111603", "MON", 49, 210, 60, "Mobilabonnement;Datakort;Alarmopkobling"),
    Group("training", "86101700", "EA", 1200, 6400, 4, "Kursus førstehjælp;Kursus konflikthåndtering;Efteruddannelse", vat=EXEMPT),
    Group("rent", "80131500", "MON", 3800, 18500, 1, "Leje af lokaler;Leje af depot", vat=EXEMPT),
    Group("health", "85122100", "EA", 350, 900, 8, "Fysioterapi;Fodterapi;Tandpleje", vat=EXEMPT),
    # what hospitals and places of learning buy
    Group("reagents", "41116000", "EA", 180, 2400, 12, "Reagens glukose;Reagens kreatinin;Kontrolserum;Kalibrator"),
    Group("labware", "41121500", "PK", 65, 780, 20, "Pipettespidser 200 µl 1000 stk;Prøverør 10 ml 500 stk;Petriskåle 90 mm 480 stk"),
    Group("dressings", "42311500", "PK", 22, 260, 30, "Gazekompres 10 stk;Sårbandage 10x10;Fikseringsbind 8 cm"),
    Group("syringes", "42142600", "PK", 38, 190, 40, "Sprøjte 5 ml 100 stk;Sprøjte 20 ml 50 stk;Spritserviet 100 stk"),
    Group("surgical", "42131700", "PK", 140, 890, 20, "Operationskittel engangs 20 stk;Afdækning steril 10 stk;Operationshue 100 stk"),
    Group("projectors", "45111600", "EA", 3900, 14500, 2, "Projektor;Interaktiv tavle;Mødekamera", ("TCO_DEVELOPMENT",), (), (0.4, 0.5)),
    Group("journals", "55111500", "EA", 900, 18500, 1, "Databaseadgang;Tidsskriftspakke;E-bogspakke"),
)  # fmt: skip

GROUPS = {row.key: row for row in _ROWS}
