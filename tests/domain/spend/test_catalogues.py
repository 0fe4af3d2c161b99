"""Catalogues in their formats: which items, which labels, from when to when; and what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from flok.demo._tree import Element, group, leaf, optional, written
from flok.domain.spend import Change, ReadContext, Statement, current_statements, read_catalogues
from tests.domain.spend.rows import LABELLING, statement
from tests.samples import SAMPLES, needs_samples

GTIN = "05790000436040"
SEEN = "katalog.xml · Catalogue KAT-1"


def certificate(id_: str = "NA", type_code: str = "NA", type_: str = "NA") -> Element:
    texts = {"ID": id_, "CertificateTypeCode": type_code, "CertificateType": type_}
    return group("Certificate", *(leaf(name, text) for name, text in texts.items()))


def item(
    number: str,
    *certificates: Element,
    seller_id: str | None = "4711",
    gtin: str | None = None,
    action: str | None = None,
    period: tuple[str, str] | None = None,
    kind: str = "CatalogueLine",
) -> Element:
    return group(
        kind,
        leaf("ID", number),
        optional("ActionCode", action),
        validity("LineValidityPeriod", period),
        group(
            "Item",
            leaf("Name", "Kuglepen"),
            group("SellersItemIdentification", leaf("ID", seller_id)) if seller_id else None,
            group("StandardItemIdentification", leaf("ID", gtin, ' schemeID="0160"')) if gtin else None,
            *certificates,
        ),
    )


def validity(tag: str, period: tuple[str, str] | None) -> Element | None:
    return group(tag, leaf("StartDate", period[0]), leaf("EndDate", period[1])) if period else None


SELLER = group(
    "SellerSupplierParty",
    group("Party", group("PartyLegalEntity", leaf("CompanyID", "DK99000013", ' schemeID="DK:CVR"'))),
)


def catalogue(
    *items: Element,
    issued: str | None = "2026-01-01",
    action: str | None = None,
    period: tuple[str, str] | None = ("2026-01-01", "2026-12-31"),
    contract: str | None = None,
    seller: Element | None = SELLER,
    provider: Element | None = None,
    kind: str = "Catalogue",
) -> bytes:
    content = [
        leaf("ID", "KAT-1"),
        optional("ActionCode", action),
        optional("IssueDate", issued),
        validity("ValidityPeriod", period),
        group("ReferencedContract", leaf("ID", contract)) if contract else None,
        provider,
        seller,
        *items,
    ]
    return written(kind, content)


class Folder:
    """A folder to write catalogues in, and what is read from it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def changes(self, content: bytes) -> list[Change]:
        changes, problems = self.read(content)
        assert problems == []
        return changes

    def read(self, *contents: bytes) -> tuple[list[Change], list[tuple[str | None, str | None]]]:
        names = ["katalog.xml", *(f"{number}.xml" for number in range(2, 9))]
        paths = [self.path / name for name, _ in zip(names, contents, strict=False)]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        changes, problems = read_catalogues(paths, ReadContext(), LABELLING)
        return changes, [(problem.code, problem.detail) for problem in problems]

    def statements(self, *contents: bytes) -> list[Statement]:
        changes, problems = self.read(*contents)
        assert problems == []
        return current_statements(changes)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def labels_of(changes: Iterable[Change]) -> list[tuple[list[str], list[str]]]:
    return [(sorted(c.statement.labels), sorted(c.statement.named)) for c in changes if c.statement is not None]


def test_an_item_goes_by_its_gtin_and_by_the_seller_s_number(folder: Folder) -> None:
    changes = folder.changes(catalogue(item("7", certificate("SVANEN"), gtin="5790000436040")))
    expected = [
        statement(key, labels=["nordic_swan"], states_labels=True, origin=f"{SEEN} · 7")
        for key in (f"g:{GTIN}", "s:4711")
    ]
    assert changes == [
        Change(supplier_id="99000013", key=one.key, issued=date(2026, 1, 1), statement=one) for one in expected
    ]


@pytest.mark.parametrize(
    ("written_as", "expected"),
    [
        (certificate("SVANEN"), (["nordic_swan"], [])),  # OIOUBL: the code in ID
        (certificate("541 123", "SVANEN", "Environmental"), (["nordic_swan"], [])),  # Peppol: in CertificateTypeCode
        (certificate("NEO", "EEL", "EU EcoLabel"), (["nordic_swan"], [])),  # EHF: its own code in ID
        (certificate("Z04", "NA", "Miljömärkning"), (["krav"], [])),  # GS1 Sweden
        (certificate("6655223", "NA", "FSC"), ([], ["fsc"])),  # a licence number and a name: to be confirmed
        (certificate("123450", "NA", "Environmental"), ([], [])),
        (certificate(), ([], [])),
    ],
)
def test_labels_stand_where_each_format_puts_them(
    folder: Folder, written_as: Element, expected: tuple[list[str], list[str]]
) -> None:
    assert labels_of(folder.changes(catalogue(item("1", written_as)))) == [expected]


def test_silence_means_no_label_only_where_the_catalogue_states_labels(folder: Folder) -> None:
    silent = item("1", seller_id="a")
    labelled = item("2", certificate("SVANEN"), seller_id="b")
    states = [c.statement.states_labels for c in folder.changes(catalogue(silent, labelled)) if c.statement]
    assert states == [True, True]
    assert [c.statement.states_labels for c in folder.changes(catalogue(silent)) if c.statement] == [False]


def test_validity_is_the_line_s_else_the_catalogue_s_else_from_its_issue(folder: Folder) -> None:
    own = item("1", period=("2026-02-01", "2026-03-31"))
    assert folder.statements(catalogue(own)) == [
        statement("s:4711", valid_from=date(2026, 2, 1), valid_to=date(2026, 3, 31), origin=f"{SEEN} · 1")
    ]
    assert folder.statements(catalogue(item("1"))) == [statement("s:4711", origin=f"{SEEN} · 1")]
    assert folder.statements(catalogue(item("1"), period=None, issued="2026-05-05")) == [
        statement("s:4711", valid_from=date(2026, 5, 5), valid_to=date(2999, 12, 31), origin=f"{SEEN} · 1")
    ]


def periods(statements: Iterable[Statement]) -> list[tuple[str, str, str, list[str]]]:
    return [(one.key, str(one.valid_from), str(one.valid_to), sorted(one.labels)) for one in statements]


YEAR = ("2026-01-01", "2026-12-31")
FROM_JULY = ("2026-07-01", "2026-12-31")


def test_update_and_delete_from_their_own_first_day(folder: Folder) -> None:
    january = catalogue(
        item("1", certificate("SVANEN"), seller_id="a"), item("2", certificate("SVANEN"), seller_id="b")
    )
    july = catalogue(
        item("1", certificate("EU_ECO_LABEL"), seller_id="a", action="Update", period=FROM_JULY),
        item("2", seller_id="b", action="Delete", period=FROM_JULY),
        issued="2026-06-15",
        action="Update",
    )
    assert periods(folder.statements(january, july)) == [
        ("s:a", "2026-01-01", "2026-06-30", ["nordic_swan"]),
        ("s:a", "2026-07-01", "2026-12-31", ["eu_ecolabel"]),
        ("s:b", "2026-01-01", "2026-06-30", ["nordic_swan"]),
    ]
    assert folder.statements(july, january) != []  # and files in another order are issued in the same
    assert periods(folder.statements(july, january)) == periods(folder.statements(january, july))


@pytest.mark.parametrize("period", [YEAR, None])
def test_a_deletion_that_repeats_the_old_period_undoes_no_day_before_it_was_issued(
    folder: Folder, period: tuple[str, str] | None
) -> None:
    gone = catalogue(item("1", action="Delete", period=period), issued="2026-07-01", action="Update")
    found = folder.statements(catalogue(item("1", certificate("SVANEN"))), gone)
    assert periods(found) == [("s:4711", "2026-01-01", "2026-06-30", ["nordic_swan"])]


def test_replace_ends_the_items_it_leaves_out(folder: Folder) -> None:
    first = catalogue(item("1", certificate("SVANEN"), seller_id="a"), item("2", certificate("SVANEN"), seller_id="b"))
    second = catalogue(
        item("1", certificate("SVANEN"), seller_id="a", action="Add"),
        issued="2026-06-15",
        period=FROM_JULY,
        action="Replace",
    )
    assert periods(folder.statements(first, second)) == [
        ("s:a", "2026-01-01", "2026-06-30", ["nordic_swan"]),
        ("s:a", "2026-07-01", "2026-12-31", ["nordic_swan"]),
        ("s:b", "2026-01-01", "2026-06-30", ["nordic_swan"]),
    ]


@pytest.mark.parametrize(("kind", "action"), [("Catalogue", "Delete"), ("CatalogueDeletion", None)])
def test_a_catalogue_deleted_ends_all_its_items_and_not_those_of_another_contract(
    folder: Folder, kind: str, action: str | None
) -> None:
    first = catalogue(item("1", certificate("SVANEN"), seller_id="a"), contract="K-1")
    other = catalogue(item("1", certificate("SVANEN"), seller_id="b"), contract="K-2")
    gone = catalogue(issued="2026-07-01", period=None, action=action, contract="K-1", kind=kind)
    assert periods(folder.statements(first, other, gone)) == [
        ("s:a", "2026-01-01", "2026-06-30", ["nordic_swan"]),
        ("s:b", "2026-01-01", "2026-12-31", ["nordic_swan"]),
    ]


def test_an_item_specification_update_is_a_change_and_a_pricing_update_is_none(folder: Folder) -> None:
    line_kind = "CatalogueItemSpecificationUpdateLine"
    update = catalogue(item("1", certificate("SVANEN"), kind=line_kind), kind="CatalogueItemSpecificationUpdate")
    assert labels_of(folder.changes(update)) == [(["nordic_swan"], [])]
    prices = catalogue(item("1", kind="CataloguePricingUpdateLine"), kind="CataloguePricingUpdate")
    assert folder.changes(prices) == []


def party(role: str, *identifiers: tuple[str, str]) -> Element:
    ids = [
        group("PartyIdentification", leaf("ID", value, f' schemeID="{scheme}"')) for scheme, value in identifiers[1:]
    ]
    endpoint = leaf("EndpointID", identifiers[0][1], f' schemeID="{identifiers[0][0]}"')
    content = (endpoint, *ids)
    return group(role, group("Party", *content)) if role == "SellerSupplierParty" else group(role, *content)


def test_the_supplier_is_the_seller_else_the_provider_by_cvr_where_there_is_one(folder: Folder) -> None:
    seller = party("SellerSupplierParty", ("0184", "99000021"), ("0088", "9520000000011"))
    provider = party("ProviderParty", ("DK:CVR", "DK99000048"))
    for content, expected in (
        (catalogue(item("1"), seller=seller, provider=provider), "99000021"),
        (catalogue(item("1"), seller=None, provider=provider), "99000048"),
        (catalogue(item("1"), seller=party("SellerSupplierParty", ("0088", "9520000000011"))), "gln:9520000000011"),
    ):
        assert {change.supplier_id for change in folder.changes(content)} == {expected}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (catalogue(item("1"), seller=None), ("missing", "SellerSupplierParty, ProviderParty")),
        (catalogue(item("1"), issued=None), ("missing", "IssueDate")),
        (catalogue(item("1"), issued="2026-02-30"), ("date", "IssueDate 2026-02-30")),
        (catalogue(item("1"), item("2", period=("2026-01-01", "nu"))), ("date", "LineValidityPeriod nu")),
        (catalogue(kind="Reminder"), ("doc_type", "Reminder")),
        (catalogue(item("1"))[:-20], ("malformed", None)),
    ],
)
def test_a_catalogue_that_cannot_be_read_says_nothing_and_leaves_the_others(
    folder: Folder, content: bytes, problem: tuple[str, str]
) -> None:
    changes, problems = folder.read(content, catalogue(item("1", seller_id="b")))
    assert [(code, detail if problem[1] else None) for code, detail in problems] == [problem]
    assert [change.key for change in changes] == ["s:b"]


# Of every outside catalogue: (labels by code, labels by name, states labels) of its changes, None for a deletion.
Counts = dict[tuple[str, bool] | None, int]
SILENT, NONE, SWAN, KRAV = ("", False), ("", True), ("nordic_swan", True), ("krav", True)
OUTSIDE: dict[str, Counts] = {
    "ehf-g2__T19_Example_file_EHF_Catalogue": {SWAN: 1, NONE: 3},
    "ehf3__Catalogue_Example-2": {NONE: 2},
    "ehf3__Catalogue_Example": {NONE: 2},
    "ehf3__usecase1": {SWAN: 3, KRAV: 2, NONE: 4},
    "ehf3__usecase3": {SWAN: 6, KRAV: 2, NONE: 8, None: 1},
    "oioubl2-pkg__CATEXE_01_01_00_Catalogue_v2p2": {SILENT: 5},
    "oioubl2-pkg__CATEXE_05_05_00_Catalogue_A_v2p2": {SILENT: 1, None: 1},
    "oioubl2-pkg__CATEXE_05_05_00_Catalogue_B_v2p2": {SILENT: 1},
    "oioubl2-sch1.12__OIOUBL_CatalogueItemSpecificationUpdate_v2p2": {SILENT: 2},
    "oioubl2-sch1.12__OIOUBL_CataloguePricingUpdate_v2p2": {},
    "oioubl2-sch1.12__OIOUBL_Catalogue_v2p2": {SILENT: 5},
    "oioubl2-sch1.15rc__OIOUBL_CatalogueItemSpecificationUpdate_v2p2": {SILENT: 2},
    "oioubl2-sch1.15rc__OIOUBL_CataloguePricingUpdate_v2p2": {},
    "aunz-peppol__NZ_Catalogue": {NONE: 2},
    "poacc__PunchOut_Example": {NONE: 2},
    "poacc__catalogue-wo-response-use-case-1": {SWAN: 3, KRAV: 2, NONE: 4},
    "poacc__catalogue-wo-response-use-case-2": {SWAN: 4, None: 1},
    "poacc__catalogue-wo-response-use-case-3": {SWAN: 6, KRAV: 2, NONE: 8, None: 1},
    "poacc__catalogue-wo-response-use-case-5": {SWAN: 1, NONE: 3},
}


@needs_samples
def test_outside_catalogues_are_read_whole() -> None:
    assert SAMPLES is not None
    found: dict[str, Counts] = {}
    for path in sorted(SAMPLES.glob("*/catalogue/*.xml")):
        changes, problems = read_catalogues([path], ReadContext(), LABELLING)
        assert problems == []
        found[path.stem] = dict(
            Counter(
                (" ".join(sorted(one.labels | one.named)), one.states_labels) if (one := change.statement) else None
                for change in changes
            )
        )
    assert found == OUTSIDE


@needs_samples
def test_an_outside_catalogue_replaced_leaves_only_what_the_new_one_holds() -> None:
    """Peppol's use cases 1 to 3: a catalogue, its update, and a Replace that leaves one article out."""
    assert SAMPLES is not None
    paths = sorted((SAMPLES / "peppol-catalogue" / "catalogue").glob("*use-case-[123].xml"))
    changes, _ = read_catalogues(paths, ReadContext(), LABELLING)
    replaced, _ = read_catalogues(paths[2:], ReadContext(), LABELLING)
    assert len(paths) == 3
    assert {one.key for one in current_statements(changes)} == {one.key for one in replaced if one.key}


@needs_samples
def test_outside_documents_that_are_no_catalogues_are_refused() -> None:
    assert SAMPLES is not None
    for path in sorted((SAMPLES / "oioubl" / "otherdoc").glob("*.xml")):
        changes, problems = read_catalogues([path], ReadContext(), LABELLING)
        assert (changes, [problem.code for problem in problems]) == ([], ["doc_type"])
