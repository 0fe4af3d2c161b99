"""What each price-quality model is, and what is known to be wrong with it, for those who choose one."""

from __future__ import annotations

from dataclasses import dataclass

from flok.domain.tco._study import Name

from ._terms import Rule

KFST = (
    "Konkurrence- og Forbrugerstyrelsen, Evalueringsmodeller – praktisk vejledning til offentlige indkøbere (2022): "
    "https://www.kfst.dk/vejledninger/kfst/dansk/2022/"
    "20220922-evalueringsmodeller-praktisk-vejledning-til-offentlige-indkobere/"
)
DFO = "DFØ, Regne om pris til poeng: https://anskaffelser.no/veileder-i-evaluering-av-tilbud/regne-om-pris-til-poeng"
BERGMAN = "Bergman & Lundberg, Tender Evaluation and Award Methodologies in Public Procurement (abstract)"
UNVERIFIED = "ikke efterprøvet / not verified"


@dataclass(frozen=True, slots=True)
class About:
    """One model. sources: what was read (of the first two, pages; of the third, the abstract), or UNVERIFIED.

    depends_on_others: whether a third bid can change the order between two.
    """

    rule: Rule
    name: Name
    formula: Name
    weaknesses: tuple[Name, ...]
    depends_on_others: bool
    sources: tuple[str, ...]


_LOOKS_AT_LOWEST = Name(
    "Pointene afhænger af det laveste tilbud. Rækkefølgen mellem to tilbud kan vende, hvis et tredje kommer til eller "
    "falder fra; det kan udnyttes med et støttebud.",
    "The points depend on the lowest bid. The order between two bids can turn when a third comes or goes; a bid can be "
    "put in for that purpose.",
)

ABOUT: dict[Rule, About] = {
    "lowest_cost": About(
        "lowest_cost",
        Name("Laveste omkostning", "Lowest cost"),
        Name("Det tilbud med den laveste omkostning over levetiden vinder.", "The lowest life-cycle cost wins."),
        (
            Name(
                "Kvalitet over mindstekravene tæller ikke; kravene skal derfor være dækkende.",
                "Quality above the minimum requirements does not count, so these must be complete.",
            ),
            Name(
                "Alt afhænger af ordregivers forudsætninger: en forkert mængde vejer lige så tungt som en pris.",
                "All depends on the authority's assumptions: a wrong quantity weighs as much as a price.",
            ),
        ),
        False,
        (UNVERIFIED,),
    ),
    "relative": About(
        "relative",
        Name("Point i forhold til laveste", "Points relative to the lowest"),
        Name(
            "Prispoint = laveste omkostning / tilbuddets omkostning. Samlet = vægt x prispoint + vægtet kvalitet.",
            "Price points = lowest cost / the bid's cost. Total = weight x price points + weighted quality.",
        ),
        (
            _LOOKS_AT_LOWEST,
            Name(
                "Kurven flader ud: en krone mere betyder mindre, jo dyrere tilbuddet er; høje priser koster for lidt.",
                "The curve flattens: a krone more counts the less, the dearer the bid is; high prices cost too little.",
            ),
            Name(
                "Prisen bruger sjældent hele skalaen, så kvaliteten kan veje mere end vægten siger.",
                "The price seldom uses the whole scale, so quality may weigh more than its weight says.",
            ),
        ),
        True,
        (KFST, DFO, BERGMAN),
    ),
    "linear": About(
        "linear",
        Name("Lineær model med fast spænd", "Linear model with a fixed spread"),
        Name(
            "Prispoint = 1 - (omkostning - laveste) / (spænd x laveste). Samlet = vægt x prispoint + vægtet kvalitet.",
            "Price points = 1 - (cost - lowest) / (spread x lowest). Total = weight x price points + weighted quality.",
        ),
        (
            _LOOKS_AT_LOWEST,
            Name(
                "Spændet afgør, hvor meget prisen reelt vejer: et bredt spænd gør vægten på pris mindre, end der står.",
                "The spread decides how much the price really weighs: a wide one makes its weight less than it says.",
            ),
            Name(
                "Stopper pointene ved nul, kan et meget dyrt tilbud koste endnu mere uden at tabe point.",
                "Where points stop at zero, a very dear bid can be dearer still and lose nothing.",
            ),
        ),
        True,
        (KFST, DFO, BERGMAN),
    ),
    "fixed_interval": About(
        "fixed_interval",
        Name("Lineær model med faste grænser", "Linear model with fixed bounds"),
        Name(
            "Prispoint = (øvre grænse - omkostning) / (øvre - nedre grænse). Samlet = vægt x prispoint + vægtet "
            "kvalitet.",
            "Price points = (upper bound - cost) / (upper - lower bound). Total = weight x price points + weighted "
            "quality.",
        ),
        (
            Name(
                "Grænserne skal sættes, før markedet er kendt. Rammer de forkert, ligger alle tilbud i den ene ende.",
                "The bounds are set before the market is known. If they miss, all bids lie at one end.",
            ),
            Name(
                "Grænserne røber, hvad ordregiver venter at betale.",
                "The bounds tell what the authority expects to pay.",
            ),
        ),
        False,
        (UNVERIFIED,),
    ),
    "per_point": About(
        "per_point",
        Name("Omkostning pr. kvalitetspoint", "Cost per quality point"),
        Name(
            "Omkostning / vægtet kvalitet (0 til 1). Det laveste forhold vinder.",
            "Cost / weighted quality (0 to 1). The lowest ratio wins.",
        ),
        (
            Name(
                "Skalaen skal have et rigtigt nulpunkt: dobbelt så mange point skal være dobbelt så meget værd.",
                "The scale needs a true zero: twice the points must be worth twice as much.",
            ),
            Name(
                "Vægten mellem pris og kvalitet står ingen steder; den følger af skalaen og ændrer sig fra tilbud til "
                "tilbud.",
                "The weight between price and quality is stated nowhere; it follows from the scale and differs by bid.",
            ),
            Name(
                "Et billigt tilbud med lav kvalitet kan vinde på forholdet alene; sæt mindstekrav.",
                "A cheap bid of low quality can win by the ratio alone; set minimum requirements.",
            ),
        ),
        False,
        (UNVERIFIED,),
    ),
    "monetised": About(
        "monetised",
        Name("Prissat kvalitet", "Priced quality"),
        Name(
            "Omkostning - kroner pr. point x point, lagt sammen over kriterierne. Det laveste beløb vinder.",
            "Cost - kroner per point x points, added over the criteria. The lowest amount wins.",
        ),
        (
            Name(
                "Ordregiver skal på forhånd vide, hvad et point er værd i kroner, og kunne stå ved det.",
                "The authority must know beforehand what a point is worth in kroner, and stand by it.",
            ),
            Name(
                "Er priserne sat for højt i forhold til markedet, køber man kvalitet, man ikke har råd til.",
                "If the prices are too high for the market, quality is bought that is not affordable.",
            ),
        ),
        False,
        (KFST, BERGMAN),
    ),
}
LAW = Name(
    "Alle dele af evalueringsmodellen skal stå i udbudsmaterialet (udbudsloven § 160; ændring i kraft 1. juli 2019 "
    "ifølge Konkurrence- og Forbrugerstyrelsen).",
    "All parts of the evaluation model must stand in the tender documents (Danish Public Procurement Act § 160; "
    "amended as of 1 July 2019 according to the Competition and Consumer Authority).",
)
