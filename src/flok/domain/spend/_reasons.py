"""Why a document, a row or a file is not counted: one code each, with its words in Danish and English.

The codes are those of the catalogue of bad inputs (docs/formats/reasons.md); `status` says what follows:
rejected (not read), set_aside (read, kept, not counted until a person decides), excluded (read, and rightly
no purchase).
"""

from __future__ import annotations

from typing import NamedTuple


class Reason(NamedTuple):
    status: str
    danish: str
    english: str


# ruff: noqa: E501 - a table, one reason a line
REASONS: dict[str, Reason] = {
    # rejected: not read
    "doctype": Reason("rejected", "Filen indeholder en DOCTYPE; den læses aldrig.", "The file holds a DOCTYPE; such files are never read."),
    "encoding": Reason("rejected", "Tegnsættet passer ikke med det, filen siger.", "The bytes are not in the encoding the file declares."),
    "empty": Reason("rejected", "Filen er tom.", "The file is empty."),
    "malformed": Reason("rejected", "Filen er afkortet eller ikke gyldig XML.", "The file is truncated or not well-formed XML."),
    "depth": Reason("rejected", "Filen er indlejret for dybt.", "The file is nested too deep."),
    "limit": Reason("rejected", "Filen overskrider en grænse for størrelse eller antal.", "The file exceeds a limit of size or number."),
    "namespace": Reason("rejected", "Navnene ligner en faktura, men navnerummet er ikke UBL.", "The names look like an invoice, but the namespace is not UBL."),
    "not_ubl": Reason("rejected", "Filen er ikke et UBL-dokument.", "The file is not a UBL document."),
    "missing": Reason("rejected", "Et felt, der skal være der, mangler.", "A required field is missing."),
    "amount": Reason("rejected", "Et beløb er ikke skrevet som et tal med decimalpunktum.", "An amount is not written as a number with a decimal point."),
    "date": Reason("rejected", "Datoen findes ikke i kalenderen eller ligger uden for det rimelige (før 1990, mere end et år frem).", "The date is not in the calendar or beyond reason (before 1990, more than a year ahead)."),
    "not_your_document": Reason("rejected", "Dokumentet er stilet til en anden organisation.", "The document is addressed to another organisation."),
    "path": Reason("rejected", "Arkivet bruger et navn, der peger ud af arkivet.", "The archive uses a name that points outside it."),
    "symlink": Reason("rejected", "Arkivet indeholder en genvej (symlink) i stedet for en fil.", "The archive holds a symbolic link instead of a file."),
    "bomb": Reason("rejected", "Arkivet pakker urimeligt meget ud.", "The archive expands beyond reason."),
    "corrupt": Reason("rejected", "Filen er beskadiget og kan ikke åbnes.", "The file is damaged and cannot be opened."),
    "overlap": Reason("rejected", "Arkivets dele ligger oven i hinanden.", "The archive's entries overlap."),
    "nested": Reason("rejected", "Arkivet ligger i mere end ét andet arkiv.", "The archive lies inside more than one other archive."),
    "encrypted": Reason("rejected", "Filen i arkivet er låst med adgangskode.", "The entry is encrypted."),
    "type": Reason("rejected", "Filtypen kan ikke læses.", "The file type cannot be read."),
    "row": Reason("rejected", "Rækken har ikke de felter, hovedet siger.", "The row does not have the header's fields."),
    "header": Reason("rejected", "Kolonnenavnene er tomme, gentaget eller kan ikke genkendes.", "The column names are empty, repeated or not recognised."),
    "cell": Reason("rejected", "En celle indeholder noget, der ikke kan læses som det, kolonnen er.", "A cell cannot be read as what its column is."),
    # set aside: read and kept, not counted until a person decides
    "profile": Reason("set_aside", "Dokumentets type (CustomizationID) er ukendt, så dets beløb kan ikke forstås sikkert.", "The document's CustomizationID is unknown, so its amounts cannot be understood with certainty."),
    "arith": Reason("set_aside", "Dokumentets tal stemmer ikke med hinanden.", "The document's figures do not add up."),
    "currency": Reason("set_aside", "Valutaen mangler, er ukendt eller blandet.", "The currency is missing, unknown or mixed."),
    "rate": Reason("set_aside", "Der er ingen kurs for valutaen på datoen.", "There is no exchange rate for the currency on that date."),
    "id": Reason("set_aside", "Et CVR- eller GLN-nummer har forkert længde.", "A CVR or GLN number has the wrong length."),
    "conflict": Reason("set_aside", "Samme leverandør og nummer er læst før med et andet indhold.", "The same supplier and number was read before with other content."),
    "overcredit": Reason("set_aside", "Kreditnotaerne overstiger fakturaen.", "The credit notes exceed the invoice."),
    "precision": Reason("set_aside", "Et nummer er gemt som et kommatal og har mistet cifre.", "A number was stored as a decimal and has lost digits."),
    "ambiguous": Reason("set_aside", "Kolonnen kan læses på mere end én måde; giv en kolonneoversigt.", "The column can be read in more than one way; give a mapping."),
    # excluded: read, and rightly no purchase
    "doc_type": Reason("excluded", "Dokumentet er ikke en faktura eller kreditnota.", "The document is not an invoice or a credit note."),
    "pro_forma": Reason("excluded", "Proformafaktura: ikke et køb.", "A pro forma invoice: not a purchase."),
    "duplicate": Reason("excluded", "Samme dokument er læst før.", "The same document was read before."),
    "not_a_document": Reason("excluded", "Filen er et bilag eller en systemfil, ikke et dokument.", "The file is an attachment or a system file, not a document."),
    "total": Reason("excluded", "Rækken er en sum af de andre rækker.", "The row is a total of the other rows."),
    "hidden": Reason("excluded", "Arket eller rækken er skjult.", "The sheet or row is hidden."),
}  # fmt: skip


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """Raised while reading: the reason's code, and what and where in figures and field names.

    `detail` is shown to people beside the code's own words; it never holds a personal identifier.
    """

    def __init__(self, code: str, detail: str | None = None, *, status: str | None = None) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.status = status or REASONS[code].status
