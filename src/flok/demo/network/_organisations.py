"""Twelve organisations that do not exist: nine members, one that applies, one that pauses, one that has left."""

from __future__ import annotations

import datetime
from decimal import Decimal

from flok.demo._buyer import Buyer
from flok.demo._college import COLLEGE
from flok.demo._municipality import NEIGHBOUR, TORSTED
from flok.demo._numbers import cvr, gln
from flok.demo._region import REGION
from flok.demo.network._shapes import Community, NetworkUnit, Organisation, Status, StatusChange

_NORTH, _STATE, _CARE = "Indkøbsfællesskab Nordfiktion", "Statens Fiktive Rammeaftaler", "De Tænkte Regioners Indkøb"
_STUDY, _WATER = "Uddannelsernes Opdigtede Indkøb", "Fiktivt Forsyningsindkøb"


def _history(*changes: tuple[str, Status, str]) -> tuple[StatusChange, ...]:
    return tuple(StatusChange(datetime.date.fromisoformat(day), status, reason) for day, status, reason in changes)


def _joined(applied: str, accepted: str) -> tuple[StatusChange, ...]:
    return _history(
        (applied, "applied", "Ansøgning modtaget."),
        (accepted, "member", "Ordregivende myndighed og medlem af foreningen; begge dele er kontrolleret."),
    )


def _own_units(buyer: Buyer) -> tuple[NetworkUnit, ...]:
    return tuple(NetworkUnit(unit.gln, unit.name, unit.department) for unit in buyer.units)


def _units(first: int, **departments: str) -> tuple[NetworkUnit, ...]:
    """Units by department (`_` for a space), `;` between; their GLNs run on from `first`."""
    named = [(name, department) for department, names in departments.items() for name in names.split(";")]
    return tuple(NetworkUnit(gln(n), name, d.replace("_", " ")) for n, (name, d) in enumerate(named, first))


ORGANISATIONS = (
    Organisation(
        key="toersted",
        name=TORSTED.party.name,
        cvr=TORSTED.party.number,
        type="municipality",
        communities=(Community(_NORTH, "follower"),),
        inhabitants=42_300,
        employees=3_650,
        purchase_volume="250-500",
        purchasing_fte=Decimal("5.5"),
        political_focus="Byrådet vil have 80 % bæredygtige indkøb i 2030, uden at skoler og plejecentre får sværere "
        "ved at bestille. Økologi i de offentlige køkkener ligger flertallet særligt på sinde.",
        data_level="item",
        history=_joined("2024-03-04", "2024-03-18"),
        units=_own_units(TORSTED),
        compares=True,
    ),
    Organisation(
        key="storeby",
        name="Storeby Kommune",
        cvr=cvr(801),
        type="municipality",
        communities=(Community(_NORTH, "lead"), Community(_STATE, "follower")),
        inhabitants=214_000,
        employees=21_800,
        purchase_volume="1000-",
        purchasing_fte=Decimal(26),
        political_focus="Klimaplanen skal kunne ses i indkøbene. Udvalget vil have kroner og ton på samme side og "
        "spørger hvert halve år, hvad der faktisk blev købt.",
        data_level="item",
        history=_joined("2024-02-01", "2024-02-15"),
        units=_units(3001, Børn_og_Unge="Nordskolen;Dagtilbud Vest", Rådhuset="Indkøb og Udbud"),
        compares=True,
    ),
    Organisation(
        key="noerre-fiktrup",
        name=NEIGHBOUR.name,
        cvr=NEIGHBOUR.number,
        type="municipality",
        communities=(Community(_NORTH, "must_use"),),
        inhabitants=9_800,
        employees=840,
        purchase_volume="50-250",
        purchasing_fte=Decimal("0.5"),
        political_focus="Lokale leverandører skal kunne være med. Grønne krav er velkomne, når de ikke koster tid, "
        "vi ikke har.",
        data_level="account",
        history=_joined("2024-08-12", "2024-09-02"),
        units=_units(3101, Fiktrup="Fiktrup Skole;Plejehjemmet Solkrogen"),
        compares=True,
    ),
    Organisation(
        key="fiktivsund",
        name=REGION.party.name,
        cvr=REGION.party.number,
        type="region",
        communities=(Community(_CARE, "lead"),),
        inhabitants=611_000,
        employees=14_900,
        purchase_volume="1000-",
        purchasing_fte=Decimal(38),
        political_focus="Regionsrådet vil vide, hvad hospitalerne køber, før det kræver noget nyt. Først mærker på "
        "fakturaerne, så 60 % i 2028.",
        data_level="item",
        history=_joined("2024-02-20", "2024-03-05"),
        units=_own_units(REGION),
        compares=True,
    ),
    Organisation(
        key="opdigtede-anliggender",
        name="Styrelsen for Opdigtede Anliggender",
        cvr=cvr(802),
        type="state",
        communities=(Community(_STATE, "must_use"),),
        employees=640,
        purchase_volume="50-250",
        purchasing_fte=Decimal("2.5"),
        political_focus="Ministeriet følger de statslige retningslinjer og vil kunne dokumentere det i årsrapporten.",
        data_level="invoice",
        history=_joined("2024-05-06", "2024-05-21"),
        units=_units(3201, Direktionssekretariatet="Koncernservice;Kontor for Påfund"),
    ),
    Organisation(
        key="droemmeby-universitet",
        name="Drømmeby Universitet",
        cvr=cvr(803),
        type="university",
        communities=(Community(_STUDY, "lead"), Community(_STATE, "follower")),
        employees=5_200,
        purchase_volume="500-1000",
        purchasing_fte=Decimal(9),
        political_focus="Bestyrelsen vil halvere universitetets klimaaftryk. Forskerne skal selv kunne vælge udstyr, "
        "så vejen går gennem gode standarder og hjælp til at vælge.",
        data_level="invoice",
        history=_joined("2024-04-02", "2024-04-16"),
        units=_units(3301, Campus="Institut for Tænkte Forsøg;Universitetsbiblioteket", Service="Campus Service"),
        compares=True,
    ),
    Organisation(
        key="luftkastel",
        name=COLLEGE.party.name,
        cvr=COLLEGE.party.number,
        type="self_governing",
        communities=(Community(_STUDY, "follower"), Community(_STATE, "follower")),
        employees=920,
        purchase_volume="50-250",
        purchasing_fte=Decimal(2),
        political_focus="De studerende har bedt om det, og rektor har lovet det: mærkede varer er standarden, og "
        "undtagelser skal begrundes.",
        data_level="item",
        history=_joined("2024-09-16", "2024-10-01"),
        units=_own_units(COLLEGE),
        compares=True,
    ),
    Organisation(
        key="kildevaeld",
        name="Kildevæld Fiktiv Forsyning A/S",
        cvr=cvr(804),
        type="utility",
        communities=(Community(_WATER, "follower"),),
        employees=190,
        purchase_volume="250-500",
        purchasing_fte=Decimal(3),
        political_focus="Ejerkommunerne vil have lavest mulig pris over hele levetiden. Derfor regner vi i "
        "livscyklus, når vi køber pumper og rør.",
        data_level="invoice",
        history=_joined("2025-01-13", "2025-02-03"),
        units=_units(3401, Drift="Vandværket Kilden;Renseanlæg Øst"),
        compares=True,
    ),
    Organisation(
        key="luftslottet",
        name="Boligselskabet Luftslottet",
        cvr=cvr(805),
        type="housing",
        employees=130,
        purchase_volume="50-250",
        purchasing_fte=Decimal("1.0"),
        political_focus="Beboerne skal kunne mærke det på huslejen og indeklimaet. Maling og rengøring er der, "
        "hvor vi begynder.",
        data_level="account",
        history=_joined("2025-08-18", "2025-09-01"),
        units=_units(3501, Ejendomsdrift="Afdeling Skyhøj;Afdeling Tårnet"),
    ),
    Organisation(
        key="taenkeboks",
        name="Erhvervsskolen Tænkeboks",
        cvr=cvr(806),
        type="self_governing",
        communities=(Community(_STUDY, "follower"),),
        employees=310,
        purchase_volume="0-50",
        purchasing_fte=Decimal("0.5"),
        political_focus="Eleverne skal møde de materialer, de kommer til at arbejde med: også de grønne.",
        data_level="account",
        history=_history(("2026-11-09", "applied", "Ansøgning modtaget.")),
        units=_units(3601, Værkstederne="Malerskolen;Kokkeskolen"),
    ),
    Organisation(
        key="fatamorgana-havn",
        name="Fatamorgana Havn",
        cvr=cvr(807),
        type="self_governing",
        communities=(Community(_WATER, "follower"),),
        employees=64,
        purchase_volume="50-250",
        purchasing_fte=Decimal("0.5"),
        political_focus="Havnen vil være fri for fossilt brændstof på kajen, når skibene er klar til det.",
        data_level="account",
        history=(
            *_joined("2024-10-07", "2024-10-22"),
            *_history(("2026-04-01", "paused", "Stillingen som indkøber er ubesat. Havnen vender tilbage i 2027.")),
        ),
        units=_units(3701, Havnedrift="Kajkontoret;Værkstedet"),
    ),
    Organisation(
        key="taagelund",
        name="Tågelund Kommune",
        cvr=cvr(808),
        type="municipality",
        communities=(Community(_NORTH, "follower"),),
        inhabitants=23_100,
        employees=1_900,
        purchase_volume="250-500",
        purchasing_fte=Decimal("1.5"),
        political_focus="Budgettet skal holde. Grønne indkøb prioriteres, hvor de er billigere over tid.",
        data_level="invoice",
        history=(
            *_joined("2024-03-11", "2024-04-02"),
            *_history(("2026-01-15", "ended", "Kommunen har meldt sig ud af foreningen fra årsskiftet.")),
        ),
        units=_units(3801, Rådhuset="Borgerservice;Indkøb"),
    ),
)
