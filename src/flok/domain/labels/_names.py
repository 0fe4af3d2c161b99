"""What the register's ids are called."""

from __future__ import annotations

from ._words import Words

THEME_WORDS = {
    "environmental": Words("Miljø", "Environment"),
    "organic": Words("Økologi", "Organic"),
    "social": Words("Handel og arbejdsforhold", "Trade and working conditions"),
    "forest": Words("Skov", "Forest"),
    "fish": Words("Fisk", "Fish"),
    "energy": Words("Energi", "Energy"),
    "health": Words("Sundhed", "Health"),
    "climate": Words("Klima", "Climate"),
    "circular": Words("Genbrug og genanvendelse", "Reuse and recycling"),
    "animal_welfare": Words("Dyrevelfærd", "Animal welfare"),
    "origin": Words("Oprindelse", "Origin"),
    "diet": Words("Kost", "Diet"),
    "packaging": Words("Emballage", "Packaging"),
    "management": Words("Ledelse", "Management"),
}
STAGE_WORDS = {
    "raw_material": Words("Råvare", "Raw material"),
    "production": Words("Produktion", "Production"),
    "use": Words("Brug", "Use"),
    "end_of_life": Words("Bortskaffelse", "End of life"),
}
FACT_WORDS = {
    "kind": Words("Gives til", "Given to"),
    "category": Words("Ordning", "Scheme"),
    "owner": Words("Ejer", "Owner"),
    "certifier": Words("Certificerer", "Certifies"),
    "accreditation": Words("Akkreditering", "Accreditation"),
    "validity": Words("Gælder", "Valid"),
    "criteria": Words("Krav", "Criteria"),
    "stages": Words("Led i kæden", "Steps of the chain"),
    "product_groups": Words("Varegrupper", "Product groups"),
    "licence_register": Words("Slå licens op", "Look up a licence"),
}
CODE_LIST_WORDS = {
    "gs1": Words("GS1-koder", "GS1 codes"),
    "ehf": Words("EHF-koder (Norge)", "EHF codes (Norway)"),
    "gs1se": Words("GS1 Sverige", "GS1 Sweden"),
}
