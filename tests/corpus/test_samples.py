"""Outside sample documents: official examples of OIOUBL, Peppol BIS and EHF, and sets of documents that are wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from flok.cli import main
from flok.domain import spend
from flok.domain.labels import labelling
from flok.domain.spend.reading import jobs_for, read_job
from tests.samples import SAMPLES, needs_samples

pytestmark = needs_samples
FOLDER = SAMPLES or Path()
USED = "gobl-parse__used-invoice_real.xml"
"""Its one line is free of charge (and so counts for nothing), but its header counts it with 5000."""


class AtPar:
    """A rate table in which everything is worth a krone, so that documents in any currency can be compared."""

    def to_dkk(self, currency: str, day: date, amounts: Sequence[int]) -> list[int]:
        return list(amounts)


CONTEXT = spend.ReadContext(secret=b"samples", rates=AtPar())


@cache
def read(path: Path) -> list[spend.ReadDocument]:
    return [document for job in jobs_for([path]) for document in read_job(job, CONTEXT)]


def files(*kinds: str) -> list[Path]:
    found = [path for kind in kinds for path in sorted(FOLDER.glob(f"*/{kind}/*")) if "eforms" not in path.parts]
    return [path for path in found if path.is_file()]


def named(paths: Iterable[Path]) -> list[object]:
    return [pytest.param(path, id=path.name) for path in paths]


def test_there_are_samples() -> None:
    assert {kind: len(files(kind)) for kind in ("invoice", "creditnote", "catalogue", "invalid-testset")} == {
        "invoice": 95,
        "creditnote": 17,
        "catalogue": 19,
        "invalid-testset": 132,
    }


def header_ore(path: Path) -> int:
    """The net total as the document's header has it, positive for what is bought."""
    root = etree.parse(str(path)).getroot()
    total = root.find("{*}LegalMonetaryTotal")
    assert total is not None

    def amount(name: str) -> Fraction:
        return Fraction((total.findtext("{*}" + name) or "0").strip()) * 100

    if (root.findtext("{*}CustomizationID") or "").startswith("OIOUBL-2"):  # there TaxExclusiveAmount is the tax
        net = amount("LineExtensionAmount") - amount("AllowanceTotalAmount") + amount("ChargeTotalAmount")
    else:
        net = amount("TaxExclusiveAmount")
    assert net.denominator == 1
    return int(net) * (-1 if etree.QName(root).localname == "CreditNote" else 1)


@pytest.mark.parametrize("path", named(path for path in files("invoice", "creditnote") if path.name != USED))
def test_the_lines_are_the_header(path: Path) -> None:
    (document,) = read(path)
    assert (document.status, document.code) == ("counted", None)
    assert sum(line.net_ore for line in document.lines) == document.counted_ore == document.source_ore
    assert document.source_ore == header_ore(path)
    assert document.rounding_ore == 0
    root = etree.parse(str(path)).getroot()
    lines = root.findall("{*}InvoiceLine") + root.findall("{*}CreditNoteLine")
    spread = [line for line in document.lines if line.part != "unallocated"]
    assert [line.line_no for line in spread] == [line.findtext("{*}ID").strip() for line in lines]


def test_the_one_that_cannot_be_reconciled_is_set_aside() -> None:
    (path,) = FOLDER.glob(f"*/*/{USED}")
    (document,) = read(path)
    assert (document.status, document.code, document.lines) == ("set_aside", "arith", ())
    assert document.detail == "Σ LineExtensionAmount = 0.00, LegalMonetaryTotal/LineExtensionAmount = 5000.00"
    assert header_ore(path) == 501_500  # and a charge of 15


def test_those_that_count_with_figures_that_are_a_little_off_are_flagged() -> None:
    flagged = [path.name for path in files("invoice", "creditnote") if "arith" in (read(path)[0].flags or "").split()]
    assert flagged == [
        "cen-testfile__BIS_Billing_30-Elnat.xml",
        "cen-testfile__BIS_Billing_30-Telefoni.xml",
        "cen__guide-example3.xml",
        "cen__ubl-tc434-example1.xml",
    ]


def test_without_rates_only_kroner_count() -> None:
    context = spend.ReadContext(secret=b"samples")
    for path in files("invoice", "creditnote"):
        (document,) = [one for job in jobs_for([path]) for one in read_job(job, context)]
        expected = ("counted", None) if document.currency == "DKK" else ("set_aside", "rate")
        assert (document.status, document.code) == (("set_aside", "arith") if path.name == USED else expected)


def test_labels_on_lines() -> None:
    found = {
        (path.name, line.line_no): [
            (written, labelling(*written).label, labelling(*written).step)
            for written in json.loads(line.certificates or "[]")
        ]
        for path in files("invoice", "creditnote")
        for document in read(path)
        for line in document.lines
        if line.certificates
    }
    assert found == {
        ("oioubl2-sch1.17__OIOUBL_CreditNoteCertificate.xml", "1"): [
            (["ENERGY_STAR", "NA", "NA"], "energy_star", "gs1_id")
        ]
    }


def test_one_correction_in_two_shapes() -> None:
    """A negative invoice and a credit note that say the same give the same lines."""
    shapes = [
        read(FOLDER / f"peppol-invoice/{folder}/cen-testfile__BIS_Billing_30-Kreditering_med_{name}.xml")[0]
        for folder, name in (("invoice", "negativ_faktura"), ("creditnote", "kreditnota"))
    ]
    assert [shape.kind for shape in shapes] == ["invoice", "credit_note"]
    told = [
        (
            shape.issue_date,
            shape.supplier_id,
            shape.unit_id,
            shape.credits,
            shape.source_ore,
            [
                (line.line_no, line.name, line.quantity, line.part, line.raw_ore, line.net_ore, line.dkk_ore)
                for line in shape.lines
            ],
        )
        for shape in shapes
    ]
    assert told[0] == told[1]
    assert told[0][4] == -866_800


@pytest.mark.parametrize("path", named(files("catalogue")))
def test_a_catalogue_is_not_a_purchase(path: Path) -> None:
    assert [(one.status, one.code, one.lines) for one in read(path)] == [("excluded", "doc_type", ())]


SWAN, KRAV = {"nordic_swan"}, {"krav"}
CATALOGUE_LABELS: dict[str, dict[str, set[str]]] = {
    "ehf-g2__T19_Example_file_EHF_Catalogue.xml": {"772583": SWAN},
    "ehf3__usecase1.xml": {"2451015": SWAN, "2451037": SWAN, "4747": KRAV},
    "ehf3__usecase3.xml": {"2451015": SWAN, "2451037": SWAN, "2451027": SWAN, "4747": KRAV},
    "poacc__catalogue-wo-response-use-case-1.xml": {"2451015": SWAN, "2451037": SWAN, "4747": KRAV},
    "poacc__catalogue-wo-response-use-case-2.xml": {"2451015": SWAN, "2451027": SWAN},
    "poacc__catalogue-wo-response-use-case-3.xml": {"2451015": SWAN, "2451037": SWAN, "2451027": SWAN, "4747": KRAV},
    "poacc__catalogue-wo-response-use-case-5.xml": {"MNTR011": SWAN},
}
"""Label by the seller's item number. NEO is the Nordic Swan in EHF, Z04 KRAV at GS1 Sweden. The other certificates,
four of them, say 123450 / NA / Environmental: the number of a licence, which names no label."""


@pytest.mark.parametrize("path", named(files("catalogue")))
def test_catalogues_are_read_with_their_labels(path: Path) -> None:
    changes, problems = spend.read_catalogues([path], CONTEXT, labelling)
    assert problems == []
    found = {
        change.key.removeprefix("s:"): set(change.statement.labels)
        for change in changes
        if change.statement is not None and change.statement.labels and change.key.startswith("s:")
    }
    assert found == CATALOGUE_LABELS.get(path.name, {})
    assert [change.key for change in changes if change.statement is not None and change.statement.named] == []
    root = etree.parse(str(path)).getroot()
    lines = [*root.iterfind("{*}CatalogueLine"), *root.iterfind("{*}CatalogueItemSpecificationUpdateLine")]
    sold = {line.findtext(".//{*}SellersItemIdentification/{*}ID") for line in lines} - {None}
    assert {change.key for change in changes if change.key.startswith("s:")} == {f"s:{number}" for number in sold}


@pytest.mark.parametrize("path", named(files("invalid-testset")))
def test_nothing_of_an_invalid_set_counts(path: Path) -> None:
    """Every document of the set is refused or excluded, each with its reason; none is passed over in silence."""
    documents = read(path)
    assert {(one.status, one.code) for one in documents} <= {("rejected", "missing"), ("excluded", "doc_type")}
    assert [one.lines for one in documents if one.lines] == []
    assert all(one.detail for one in documents)
    root = etree.parse(str(path)).getroot()
    inside = [child for test in root.iterfind("{*}test") for child in test if "Invoice-2" in child.tag or is_ubl(child)]
    assert len(documents) == len(inside)


def is_ubl(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith("{urn:oasis:names:specification:ubl:schema:xsd:")


@pytest.mark.parametrize("path", named(files("otherdoc", "otherformat")))
def test_other_documents_are_no_purchases(path: Path) -> None:
    (document,) = read(path)
    root = etree.parse(str(path)).getroot()
    if path.parent.name == "otherdoc":
        name = etree.QName(root).localname
        assert (document.status, document.code, document.detail) == ("excluded", "doc_type", name)
    else:
        assert (document.status, document.code) == ("rejected", "not_ubl")
        assert document.detail


def test_all_of_them_at_once(tmp_path: Path) -> None:
    """Through the terminal: nothing is lost, the account closes, and what is refused is told."""
    folders = [str(folder) for folder in sorted(FOLDER.iterdir()) if folder.is_dir() and folder.name != "eforms"]
    done = CliRunner().invoke(main, ["share", *folders, "--format", "json", "--processes", "1"])
    assert done.exit_code == 1
    assert done.stderr == ""
    answer = json.loads(done.stdout)
    assert answer["accounted_for"]
    counts = answer["documents"]
    told = [counts["counted"], counts["duplicate"]]
    told += [sum(counts[status].values()) for status in ("excluded", "set_aside", "rejected")]
    every = Counter((one.status, one.code) for folder in folders for one in read(Path(folder)))
    assert counts["read"] == sum(told) == sum(every.values())
    assert counts["rejected"] == {code: n for (status, code), n in sorted(every.items()) if status == "rejected"}
