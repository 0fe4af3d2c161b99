"""What can be said of a bid's file, with its code: in Danish and English, and how much it weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Grade = Literal["refused", "missing", "ask", "note"]

# refused: no bid in this tender. missing: a bid that cannot be computed. ask: the authority decides, with a reason.
# note: told, of no consequence.
CODES: dict[str, tuple[Grade, str, str]] = {
    "encrypted": ("refused", "Filen er beskyttet med adgangskode", "The file is protected by a password"),
    "old_format": ("refused", "Filen er i et gammelt format (.xls); gem den som .xlsx",
                   "The file is in an old format (.xls); save it as .xlsx"),
    "ods": ("refused", "Filen er i OpenDocument-format; gem den som .xlsx",
            "The file is in OpenDocument format; save it as .xlsx"),
    "type": ("refused", "Filen er ikke en .xlsx-projektmappe", "The file is not an .xlsx workbook"),
    "macros": ("refused", "Filen indeholder makroer", "The file contains macros"),
    "corrupt": ("refused", "Filen er beskadiget", "The file is damaged"),
    "doctype": ("refused", "Filen indeholder en DOCTYPE", "The file contains a DOCTYPE"),
    "limit": ("refused", "Filen fylder for meget, når den åbnes", "The file is too large once opened"),
    "too_large": ("refused", "Filen er for stor", "The file is too large"),
    "no_fingerprint": ("refused", "Filen er ikke udbuddets ark: fingeraftrykket mangler",
                       "The file is not the tender's workbook: the fingerprint is missing"),
    "other_tender": ("refused", "Arket hører til et andet udbud eller en anden udgave af dette",
                     "The workbook belongs to another tender or another version of this one"),
    "missing_entry": ("missing", "Feltet er ikke udfyldt", "The entry is missing"),
    "text_in_entry": ("missing", "Feltet har tekst, ikke et tal", "The entry is text, not a number"),
    "date_in_entry": ("missing", "Feltet har en dato, ikke et tal; decimaler skrives med komma",
                      "The entry is a date, not a number"),
    "not_a_number": ("missing", "Feltet har ikke et tal, der kan regnes med", "The entry is no number that counts"),
    "unusable": ("missing", "Tallet kan der ikke regnes med: det er ikke et helt tal i det tilladte",
                 "The number cannot be counted with: it is not a whole number within what is allowed"),
    "not_computable": ("missing", "Tilbuddet kan ikke beregnes", "The bid cannot be computed"),
    "no_bidder": ("ask", "Tilbudsgivers navn mangler", "The bidder's name is missing"),
    "formula_in_entry": ("ask", "Feltet har en formel; det tal, den gav sidst, er brugt",
                         "The entry is a formula; the number it last gave is used"),
    "implausible": ("ask", "Tallet er uden for det ventede", "The number is outside what is expected"),
    "altered_formula": ("ask", "Formlen er ændret", "The formula was altered"),
    "altered_cell": ("ask", "Et låst felt er ændret", "A locked cell was altered"),
    "removed_cell": ("ask", "Et låst felt er fjernet", "A locked cell was removed"),
    "extra_cell": ("ask", "Der er skrevet uden for felterne; det kan være et forbehold",
                   "Something was written outside the entries; it may be a reservation"),
    "extra_cells": ("ask", "Der er skrevet i flere celler end de viste", "More cells were written in than those shown"),
    "extra_sheet": ("ask", "Der er et ark for meget", "There is an additional sheet"),
    "missing_sheet": ("ask", "Et ark mangler", "A sheet is missing"),
    "comments": ("ask", "Der er kommentarer i filen; de kan være forbehold",
                 "There are comments in the file; they may be reservations"),
    "result_differs": ("ask", "Arkets resultat er et andet end det beregnede",
                       "The workbook's result differs from the computed one"),
    "links": ("note", "Filen henviser til andre filer; de er ikke fulgt", "The file links to others; not followed"),
    "drawings": ("ask", "Der er figurer eller tekstbokse i filen; de kan være forbehold",
                 "There are drawings or text boxes in the file; they may be reservations"),
    "other_program": ("note", "Filen er gemt af et andet program end Excel", "The file was saved by another program"),
    "no_result": ("note", "Filen har ikke noget beregnet resultat", "The file holds no computed result"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know of a bid. cell: `Tilbud!C12`, or empty; found, expected: as texts, where there are such."""

    code: str
    cell: str = ""
    found: str = ""
    expected: str = ""

    @property
    def grade(self) -> Grade:
        """How much it weighs."""
        return CODES[self.code][0]

    def told(self, lang: str) -> str:
        """In words: `Tilbud!C12: Formlen er ændret (fundet …, skulle være …)`."""
        words = CODES[self.code][2 if lang == "en" else 1]
        found, expected = ("found", "should be") if lang == "en" else ("fundet", "skulle være")
        more = [f"{found} {self.found}"] * bool(self.found) + [f"{expected} {self.expected}"] * bool(self.expected)
        return (f"{self.cell}: " if self.cell else "") + words + (f" ({', '.join(more)})" if more else "")
