"""Conventions that move totals: named, with their value, printed with every answer. Decided in docs/decisions."""

from __future__ import annotations

from typing import NamedTuple


class Convention(NamedTuple):
    name: str
    value: str
    danish: str
    english: str


CONVENTIONS = (
    Convention("amounts", "net of VAT", "Beløb er uden moms.", "Amounts are without VAT."),
    Convention("month", "issue date", "Måned efter fakturaens dato.", "Month by the invoice's issue date."),
    Convention(
        "negative documents",
        "count with their sign",
        "Negative fakturaer og kreditnotaer tæller med deres fortegn.",
        "Negative invoices and credit notes count with their sign.",
    ),
    Convention(
        "one number, different content",
        "first read counts",
        "Har to dokumenter samme nummer og forskelligt indhold, tæller det først læste; det andet sættes til side.",
        "Of two documents with one number and different content the first read counts, the later is set aside.",
    ),
    Convention(
        "label codes",
        "trimmed, without case",
        "Mærkekoder sammenlignes uden mellemrum i enderne og uden forskel på store og små bogstaver.",
        "Label codes are trimmed and compared without case.",
    ),
    Convention(
        "catalogue labels",
        "as of issue date, both ends included",
        "Katalogers mærker gælder på fakturaens dato, begge endedage med.",
        "Catalogue labels hold as of the invoice's issue date, both ends included.",
    ),
    Convention(
        "credit note evidence",
        "of the line credited, else its own",
        "En kreditnotas linje står på samme bevis som linjen, den krediterer; ellers på sit eget.",
        "A credit note's line takes the evidence of the line it credits, else its own.",
    ),
    Convention(
        "document allowances and charges",
        "one net amount spread per VAT category",
        "Rabatter og gebyrer på hele dokumentet fordeles samlet inden for hver momskategori;"
        " hvad der ikke kan fordeles, står på en linje for sig i nævneren.",
        "Document allowances and charges are spread net within each VAT category;"
        " what cannot be spread stands on a line of its own in the denominator.",
    ),
    Convention(
        "excise duties", "outside the net, shown apart", "Afgifter uden for nettobeløbet vises for sig.",
        "Excise duties are outside the net and shown apart.",
    ),
    Convention(
        "free lines", "0", "Linjer uden beregning tæller 0 kr.", "Lines free of charge count as 0."
    ),
    Convention(
        "items without a label in a catalogue",
        "known only where the catalogue uses labels",
        "At et katalog ikke nævner et mærke, betyder kun noget, hvis kataloget bruger mærker.",
        "A catalogue's silence on labels means something only where that catalogue states labels at all.",
    ),
    Convention(
        "prepayment invoices", "count",
        "Forudbetalingsfakturaer (386) tæller; en slutfaktura, der trækker dem fra som forudbetalt, tæller også fuldt.",
        "Prepayment invoices (386) count; a final invoice that deducts them as prepaid counts in full too.",
    ),
    Convention(
        "exports against documents", "compared on date and total",
        "En faktura fra en eksport er den samme som et dokument med samme leverandør, nummer, dato og beløb.",
        "An invoice in an export is the same as a document with the same supplier, number, date and total.",
    ),
    Convention("UTF-16", "read with a byte order mark", "UTF-16 læses, når filen begynder med BOM.",
               "UTF-16 is read where the file begins with a byte order mark."),
)  # fmt: skip
