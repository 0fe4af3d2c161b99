"""The year: the same for the same seed, well formed, right in every sum, and what Truth says it is."""

import csv
import io
import json
import zipfile
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from lxml import etree

from flok.demo import Document, Line, Odd, write_year
from flok.demo._goods import GROUPS
from flok.demo._suppliers import suppliers
from flok.demo.oioubl import oioubl_invoice
from flok.demo.peppol import peppol_invoice

LINES = 1500


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    folder = tmp_path_factory.mktemp("year") / "a"
    steps = []
    truth = write_year(folder, lines=LINES, progress=lambda done, total: steps.append((done, total)))
    assert steps[-1] == (LINES, LINES)
    assert len(steps) == 12
    return folder, truth


def entries(content: bytes, where: str):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for info in archive.infolist():
            if info.filename.endswith(".zip"):
                yield from entries(archive.read(info), f"{where}!/{info.filename}")
            else:
                yield f"{where}!/{info.filename}", archive.read(info)


def deliveries(folder):
    """Every delivered file: where it lies and its bytes, archives opened."""
    for path in sorted((folder / "e-fakturaer").rglob("*")):
        where = path.relative_to(folder).as_posix()
        if path.suffix == ".zip":
            yield from entries(path.read_bytes(), where)
        elif path.is_file():
            yield where, path.read_bytes()


def text(element, path: str) -> str | None:
    found = element.find(path)
    return None if found is None else found.text


def number(element, path: str) -> Fraction:
    return Fraction(text(element, path) or 0)


def opened(content: bytes):
    """The invoice or credit note in a file, out of its envelope."""
    root = etree.fromstring(content)
    names = ("Invoice", "CreditNote")
    return next(e for e in root.iter() if etree.QName(e).localname in names)


def header_faults(root) -> list[str]:
    """Which of the rules for sums a document breaks, by its own format's rules; none when all is right."""
    oioubl = text(root, "{*}CustomizationID").startswith("OIOUBL")
    lines = root.findall("{*}InvoiceLine") + root.findall("{*}CreditNoteLine")
    adjust = {"true": Fraction(0), "false": Fraction(0)}
    for item in root.findall("{*}AllowanceCharge"):
        adjust[text(item, "{*}ChargeIndicator")] += number(item, "{*}Amount")
    total = root.find("{*}LegalMonetaryTotal")
    tax = sum(number(item, "{*}TaxAmount") for item in root.findall("{*}TaxTotal"))
    sums = sum(number(x, "{*}LineExtensionAmount") for x in lines if text(x, "{*}FreeOfChargeIndicator") != "true")
    net = sums + adjust["true"] - adjust["false"]
    checks = {
        "lines": number(total, "{*}LineExtensionAmount") == sums,
        "allowances": number(total, "{*}AllowanceTotalAmount") == adjust["false"],
        "charges": number(total, "{*}ChargeTotalAmount") == adjust["true"],
        "exclusive": number(total, "{*}TaxExclusiveAmount") == (tax if oioubl else net),
        "inclusive": number(total, "{*}TaxInclusiveAmount") == net + tax,
        "payable": number(total, "{*}PayableAmount") == net + tax - number(total, "{*}PrepaidAmount"),
        "each line": all(line_is_right(line, oioubl) for line in lines),
        "vat": vat_is_right(root, net),
    }
    return [name for name, right in checks.items() if not right]


def line_is_right(line, oioubl: bool) -> bool:
    quantity = number(line, "{*}InvoicedQuantity") or number(line, "{*}CreditedQuantity")
    base = number(line, "{*}Price/{*}BaseQuantity") or 1
    expected = quantity * number(line, "{*}Price/{*}PriceAmount") / base
    for item in [] if oioubl else line.findall("{*}AllowanceCharge"):
        sign = 1 if text(item, "{*}ChargeIndicator") == "true" else -1
        expected += sign * number(item, "{*}Amount")
    return abs(expected - number(line, "{*}LineExtensionAmount")) <= Fraction(1, 200)


def vat_is_right(root, net: Fraction) -> bool:
    """Subtotals of VAT (not of excise) cover the net and the duties; each is its rate of its base."""
    vat, duty = Fraction(0), Fraction(0)
    for part in root.findall("{*}TaxTotal/{*}TaxSubtotal"):
        if text(part, "{*}TaxCategory/{*}ID") == "Excise":
            duty += number(part, "{*}TaxAmount")
            continue
        base, percent = number(part, "{*}TaxableAmount"), number(part, "{*}TaxCategory/{*}Percent")
        if abs(base * percent / 100 - number(part, "{*}TaxAmount")) > Fraction(1, 200):
            return False
        vat += base
    return vat == net + duty


def test_the_check_itself_finds_a_wrong_sum():
    for build in (oioubl_invoice, peppol_invoice):
        document = Document(lines=(Line(quantity="3", price="33.335"), Line()))
        assert header_faults(opened(build(document))) == []
        wrong = replace(document, header={"TaxExclusiveAmount": "1.00"})
        assert header_faults(opened(build(wrong))) == ["exclusive"]
        assert "each line" in header_faults(opened(build(replace(document, lines=(Line(amount_text="7.00"),)))))


def test_every_counted_document_is_right_in_every_sum_and_adds_up_to_the_truth(year):
    folder, truth = year
    odd = {item.source: item for item in truth.odd}
    net, lines, free, count, credit_notes, units = Counter(), 0, 0, 0, 0, set()
    for where, content in deliveries(folder):
        if where in odd and odd[where].status != "counted":
            continue
        root = opened(content)
        assert header_faults(root) == [], where
        count += 1
        sign = -1 if etree.QName(root).localname == "CreditNote" else 1
        credit_notes += sign < 0
        total = root.find("{*}LegalMonetaryTotal")
        value = number(total, "{*}LineExtensionAmount")
        value += number(total, "{*}ChargeTotalAmount") - number(total, "{*}AllowanceTotalAmount")
        net[text(root, "{*}DocumentCurrencyCode")] += int(sign * value * 100)
        lines += len(root.findall("{*}InvoiceLine") + root.findall("{*}CreditNoteLine"))
        free += len(root.findall("{*}InvoiceLine/{*}FreeOfChargeIndicator"))
        endpoint = root.find("{*}AccountingCustomerParty/{*}Party/{*}EndpointID")
        if endpoint.get("schemeID") in ("GLN", "0088"):
            units.add(endpoint.text)
    assert count == truth.count("counted")
    assert dict(net) == truth.net_ore
    assert (lines, free, credit_notes) == (truth.lines, truth.free_lines, truth.credit_notes)
    assert len(units) == truth.units


def test_what_is_counted_and_what_is_odd_is_all_there_is(year):
    folder, truth = year
    sources = [where for where, _ in deliveries(folder)]
    assert len(sources) == sum(truth.documents.values())
    assert len(set(sources)) == len(sources)
    assert {item.source for item in truth.odd} <= set(sources)


def test_the_odd_ones_are_what_they_are_said_to_be(year):
    folder, truth = year
    by_code = {item.code: item for item in truth.odd}
    assert set(by_code) == {
        None, "amount", "arith", "conflict", "doc_type", "doctype", "duplicate", "empty", "encoding", "malformed",
        "not_a_document", "not_your_document", "pro_forma", "profile", "rate",
    }  # fmt: skip
    content = dict(deliveries(folder))
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(content[by_code["malformed"].source])
    with pytest.raises(UnicodeDecodeError):
        content[by_code["encoding"].source].decode()
    assert b"<!DOCTYPE" in content[by_code["doctype"].source]
    assert all(header_faults(opened(content[i.source])) for i in truth.odd if i.code == "arith")
    assert truth.count("excluded", "doc_type") == 3
    assert isinstance(by_code["rate"], Odd)


def test_credit_notes_name_invoices_that_exist_and_never_credit_more(year):
    folder, truth = year
    skipped = {item.source for item in truth.odd if item.status != "counted"}
    invoices, credited_sums, unnamed = {}, Counter(), 0
    for where, content in deliveries(folder):
        if where in skipped:
            continue
        root = opened(content)
        supplier = text(root, "{*}AccountingSupplierParty/{*}Party/{*}PartyLegalEntity/{*}CompanyID").removeprefix("DK")
        total = number(root, "{*}LegalMonetaryTotal/{*}TaxInclusiveAmount")
        credited = text(root, "{*}BillingReference/{*}InvoiceDocumentReference/{*}ID")
        if etree.QName(root).localname == "Invoice":
            key = (supplier, text(root, "{*}ID"))
            assert key not in invoices
            assert total > 0
            invoices[key] = total
        elif credited:
            credited_sums[supplier, credited] += total
        else:
            unnamed += 1
    assert credited_sums
    assert all(total <= invoices[key] for key, total in credited_sums.items())
    assert unnamed < len(credited_sums)


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(tmp_path):
    truths = [write_year(tmp_path / name, seed=seed, lines=300) for name, seed in (("a", 1), ("b", 1), ("c", 2))]
    content = [
        {p.relative_to(tmp_path / n).as_posix(): p.read_bytes() for p in (tmp_path / n).rglob("*") if p.is_file()}
        for n in "abc"
    ]
    assert truths[0] == truths[1] != truths[2]
    assert content[0] == content[1] != content[2]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mit.txt").write_text("vigtigt")
    with pytest.raises(FileExistsError):
        write_year(tmp_path, lines=100)
    assert [path.name for path in tmp_path.iterdir()] == ["mit.txt"]


def test_the_truth_is_written_beside_the_files(year):
    folder, truth = year
    told = json.loads((folder / "sandhed.json").read_text())
    assert told["documents"] == truth.documents
    assert told["dkk_ore"] == truth.dkk_ore == sum(truth.dkk_by_month.values()) == sum(truth.dkk_by_unit.values())
    assert "0101010000" not in (folder / "sandhed.json").read_text()


def test_the_ordinary_lines_are_as_many_as_asked_for(year):
    _, truth = year
    assert truth.lines == LINES + sum(item.status == "counted" for item in truth.odd)


def test_side_files_have_their_columns(year):
    folder, truth = year
    listing = sorted((folder / "sortiment").glob("*.csv"))
    names = ["tilsvarende", "kontrakter", "enheder", "kurser"]
    for path in [*listing, *(folder / f"{name}.csv" for name in names)]:
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines(), delimiter=";"))
        assert len(rows) > 1, path
        assert {len(row) for row in rows} == {len(rows[0])}, path
    export = (folder / "indkoeb-eksport.csv").read_bytes().decode("cp1252").splitlines()
    rows = list(csv.DictReader(export, delimiter=";"))
    total = sum(int(row["Beløb ekskl. moms"].replace(".", "").replace(",", "")) for row in rows)
    assert (len(rows), total) == (truth.export_lines, truth.export_dkk_ore)


def test_catalogues_add_update_and_delete_in_both_formats(year):
    folder, _ = year
    actions, formats, labels = Counter(), Counter(), Counter()
    for path in (folder / "katalog").glob("*.xml"):
        root = etree.fromstring(path.read_bytes())
        formats[text(root, "{*}CustomizationID")] += 1
        actions.update(text(line, "{*}ActionCode") for line in root.findall("{*}CatalogueLine"))
        field = "{*}ID" if text(root, "{*}CustomizationID").startswith("OIOUBL") else "{*}CertificateTypeCode"
        labels.update(text(c, field) for c in root.iter("{*}Certificate"))
    assert set(actions) == {"Add", "Update", "Delete"}
    assert len(formats) == 2
    assert {"SVANEN", "EU_ECO_LABEL", "DK_ECO"} <= set(labels)
    assert "NA" not in labels


def test_there_are_enough_suppliers_units_and_wares():
    sellers = suppliers(2026, 2026)
    ids = [item.id for supplier in sellers for item in supplier.items]
    assert len(sellers) >= 60
    assert 300 <= len(ids) <= 500
    assert len(set(ids)) == len(ids)
    assert {item.group.key for supplier in sellers for item in supplier.items} == set(GROUPS)


def test_a_full_year_has_formats_currencies_and_a_share_that_tells_a_story(tmp_path):
    truth = write_year(tmp_path / "a")
    assert truth.lines == 21_000 + 4
    assert set(truth.net_ore) == {"DKK", "EUR", "SEK"}
    assert truth.excise_ore > 0
    assert truth.free_lines > 10
    assert 0.03 < truth.credit_notes / truth.count("counted") < 0.04
    official = truth.official_raw_ore
    whole = sum(official.values())
    proven = sum(official[way] for way in ("line", "catalogue", "assortment", "equivalent"))
    possible = proven + official["untold"] + official["line_other"]
    assert 0.25 < proven / whole < 0.35
    assert 0.55 < possible / whole < 0.65
