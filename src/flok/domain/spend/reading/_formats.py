"""What a CustomizationID means for the amounts. A reader table, versioned by adding rows, not a guess.

OIOUBL 2.x and EN 16931 differ in two places that move totals (OIOUBL schematron F-INV126/127/340/343/348,
EN 16931 BR-CO-10/13, Peppol R120): what TaxExclusiveAmount is, and whether a line amount already holds the
line's own allowances and charges.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """`oioubl`: TaxExclusiveAmount is the tax, line allowances are information only, tolerance 1.00;
    else TaxExclusiveAmount is the net total, line amounts hold line allowances, tolerance 0.01."""

    name: str
    oioubl: bool

    @property
    def tolerance_ore(self) -> int:
        return 100 if self.oioubl else 1

    @property
    def line_tolerance_ore(self) -> int | None:
        """Øre a line amount may differ from price × quantity: F-INV348 ±1.00; PEPPOL-EN16931-R120 ±0.02.

        None where the format has no such rule (EN 16931 by itself): a difference is flagged, not refused.
        """
        if self.name == "en16931":
            return None
        return 100 if self.oioubl else 2


_OIOUBL2 = {name: Format(name.lower(), oioubl=True) for name in ("OIOUBL-2.01", "OIOUBL-2.02", "OIOUBL-2.1")}
_PEPPOL = Format("peppol-bis-3", oioubl=False)
_EHF = Format("ehf-3", oioubl=False)
_OIOUBL3 = Format("oioubl-3", oioubl=False)
_EN = Format("en16931", oioubl=False)


def format_of(customization: str | None) -> Format | None:
    """The format a CustomizationID names; None where it is missing or unknown (then nothing is summed)."""
    if customization is None:
        return None
    if customization in _OIOUBL2:
        return _OIOUBL2[customization]
    if customization.startswith("urn:fdc:oioubl.dk:trns:billing:") and customization.endswith(":3.0"):
        return _OIOUBL3
    if customization == "urn:cen.eu:en16931:2017" or customization.startswith("urn:cen.eu:en16931:2017#"):
        if ":ehf:" in customization:
            return _EHF
        return _PEPPOL if "peppol.eu" in customization else _EN
    return None


# ISO 4217, alphabetic codes in use (maintained by SIX); XXX and test codes are not currencies to add in.
CURRENCIES = frozenset(
    """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD
    HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD
    LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK
    PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS
    TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG""".split()
)
