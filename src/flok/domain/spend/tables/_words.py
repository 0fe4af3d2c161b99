"""The column names that are recognised, Danish and English, squashed (no case, spaces or marks).

For each field the surest name stands first: where a table has both `Nettobeløb` and `Beløb`, the first is used.
No name stands for two fields of the same kind of table.
"""

from __future__ import annotations

Words = dict[str, tuple[str, ...]]


def _with_endings(bases: str, endings: str) -> tuple[str, ...]:
    """Every base with every ending (`-` is none), by ending first."""
    return tuple(base + ending.replace("-", "") for ending in endings.split() for base in bases.split())


_NET = (
    "linjenettobeløb nettobeløb linjebeløb beløb fakturabeløb linjetotal nettopris nettosum netto"
    " netamount lineamount lineextensionamount netvalue amount spend forbrug omsætning"
)
_NET_ENDINGS = (
    "eksklmoms exclmoms exmoms eksmoms udenmoms ekskl exvat exclvat excludingvat dkkeksklmoms - dkk kr ikr idkk kroner"
)

EXPORT: Words = {
    "number": tuple(
        "fakturanummer fakturanr fakturano invoicenumber invoiceno invoicenr invoiceid bilagsnummer bilagsnr bilag"
        " dokumentnummer dokumentnr documentnumber documentno vouchernumber voucherno faktura invoice".split()
    ),
    "issue_date": tuple(
        "fakturadato invoicedate issuedate bilagsdato dokumentdato documentdate posteringsdato bogføringsdato"
        " postingdate dato date".split()
    ),
    "supplier_id": tuple(
        "leverandørcvr leverandørcvrnr leverandørcvrnummer leverandørenscvr cvrnummer cvrnr cvr cvrse cvrsenr"
        " suppliercvr suppliervat supplierid supplieridentifier vatnumber vatno vendorvat vendorcvr kreditorcvr"
        " kreditorcvrnr".split()
    ),
    "supplier_name": tuple(
        "leverandørnavn leverandørensnavn suppliername vendorname kreditornavn leverandør kreditor supplier vendor"
        " firmanavn firma sælger seller".split()
    ),
    "unit_id": tuple(
        "eannummer eannr ean glnnummer glnnr gln eanlokationsnummer eanlokationsnr lokationsnummer enhedean"
        " enhedgln buyergln deliverygln unitgln".split()
    ),
    "name": tuple(
        "varetekst varebeskrivelse varenavn produktnavn produkt vare linjetekst fakturalinjetekst posttekst tekst"
        " beskrivelse itemname itemdescription itemtext productname product linedescription description text".split()
    ),
    "seller_item_id": tuple(
        "leverandørvarenr leverandørensvarenr leverandørvarenummer varenummer varenr artikelnummer artikelnr"
        " produktnummer produktnr selleritemid itemnumber itemno itemid articlenumber productnumber sku".split()
    ),
    "gtin": tuple("gtin gtinnr gtinnummer vareean produktean varensean stregkode barcode itemean productean".split()),
    "quantity": tuple("faktureretantal antalenheder antal mængde invoicedquantity quantity qty".split()),
    "unit_code": tuple("måleenhed enhedskode enhed unitcode unitofmeasure uom unit".split()),
    "unspsc": tuple("unspsckode unspscnr unspsc unspsccode varegruppeunspsc".split()),
    "cpv": tuple("cpvkode cpvnr cpv cpvcode".split()),
    "account": tuple(
        "artskonto kontostreng finanskonto kontonummer kontonr konto accountingcost accountnumber account"
        " ledgeraccount".split()
    ),
    "order_ref": tuple(
        "ordrenummer ordrenr indkøbsordre indkøbsordrenr rekvisition rekvisitionsnr ordernumber orderno orderref"
        " orderreference purchaseorder ponumber ordre".split()
    ),
    "contract_ref": tuple(
        "kontraktnummer kontraktnr kontraktid kontrakt aftalenummer aftalenr aftale rammeaftale contractnumber"
        " contractno contractid contractref contract".split()
    ),
    "currency": tuple("valutakode valuta fakturavaluta currencycode currency".split()),
    "net_amount": _with_endings(_NET, _NET_ENDINGS),
    "labels": tuple(
        "miljømærker miljømærke mærkning mærkninger mærker mærke certificeringer certificering certifikat"
        " ecolabels ecolabel labels label certificates certificate".split()
    ),
    "kind": tuple("bilagstype dokumenttype fakturatype documenttype invoicetype".split()),
}

_PERIOD: Words = {
    "valid_from": tuple("gyldigfra startdato fradato ikrafttrædelse start fra validfrom startdate from".split()),
    "valid_to": tuple("gyldigtil slutdato udløbsdato udløb tildato slut til validto enddate expires expiry to".split()),
}
_CONFIRMED: Words = {
    "confirmed_by_role": tuple("bekræftetaf bekræftetafrolle rolle confirmedby confirmedbyrole role".split()),
    "confirmed_on": tuple("bekræftetden bekræftetdato bekræftet confirmedon confirmeddate confirmed".split()),
}
_ID_OF_SUPPLIER = EXPORT["supplier_id"]

UNITS: Words = {
    "gln": EXPORT["unit_id"],
    "name": tuple("enhedsnavn enhed institution afdelingsnavn navn unitname unit name".split()),
    "department": tuple("forvaltning center afdeling område department division".split()),
}

CONTRACTS: Words = {
    "id": (*EXPORT["contract_ref"], "nummer", "nr", "id"),
    "name": tuple("kontraktnavn aftalenavn titel navn contractname title name".split()),
    "supplier_id": _ID_OF_SUPPLIER,
    **_PERIOD,
    "categories": tuple("kategorier kategori varegrupper varegruppe unspsc unspsckoder categories category".split()),
    "cpv_categories": tuple("cpv cpvkoder cpvkode cpvcodes".split()),
    "aliases": tuple("andrenavne andrenumre alias aliasser aliases othernames".split()),
    "sustainable": tuple("bæredygtig grøn grønkontrakt bæredygtigkontrakt sustainable green".split()),
    **_CONFIRMED,
}

ITEMS: Words = {
    "supplier_id": _ID_OF_SUPPLIER,
    "gtin": (*EXPORT["gtin"], "eannummer", "eannr", "ean"),
    "seller_item_id": EXPORT["seller_item_id"],
    "name": (*EXPORT["name"], "navn", "name"),
    "labels": EXPORT["labels"],
    "equivalent_to": tuple(
        "svarertil ligeværdigmed tilsvarende tilsvarendetil alternativtil equivalentto equivalent".split()
    ),
    **_CONFIRMED,
    **_PERIOD,
}

RATES: Words = {
    "day": tuple("kursdato dato tid date day".split()),
    "currency": tuple("valutakode valuta møntsort currencycode currency iso".split()),
    "rate": tuple("kurs valutakurs kursdkk rate exchangerate dkkper100".split()),
}


def known(words: Words) -> frozenset[str]:
    """Every recognised name."""
    return frozenset(name for names in words.values() for name in names)
