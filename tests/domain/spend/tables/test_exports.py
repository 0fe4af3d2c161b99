"""Purchase exports that are as they should be: what every column becomes."""

from __future__ import annotations

import hashlib
import json
import random
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flok.domain.spend._columns import PurchaseLine
from flok.domain.spend._reasons import Refused
from flok.domain.spend.tables import Mapping, Rates, preview, read_mapping

FULL_HEAD = (
    "Bilagsnr;Bilagsdato;CVR-nr.;Leverandør;EAN;Varenr;GTIN;Varetekst;Antal;Enhed;UNSPSC;CPV;Konto;Ordrenr;"
    "Kontraktnr;Valuta;Nettobeløb;Miljømærke"
)
FULL_ROW = (
    "F1;1. februar 2026;DK12345674;Grøn A/S;5798009811578;V7;5701234567899;Kopipapir;2,5;PK;14111507;30197643-5;"
    "1234;O9;K3;;1.234,50;Svanemærket, FSC"
)


def test_every_column_of_a_line(csv, read):
    (document,) = read(csv(FULL_ROW, head=FULL_HEAD))
    content = hashlib.sha256(json.dumps(["F1", "2026-02-01", "DKK", [123450]]).encode()).hexdigest()
    assert document.lines == (
        PurchaseLine(
            line_id="0123456789abcdef.1-1",
            document_id="0123456789abcdef.1",
            source="køb.csv",
            kind="export",
            format="table",
            number="F1",
            issue_date=date(2026, 2, 1),
            supplier_id="12345674",
            supplier_name="Grøn A/S",
            buyer_id="11111111",
            unit_id="5798009811578",
            order_ref="O9",
            contract_ref="K3",
            account="1234",
            credits=None,
            line_no="2",
            line_index=1,
            name="Kopipapir",
            seller_item_id="V7",
            standard_item_id="5701234567899",
            gtin="05701234567899",
            gtin_field="gtin",
            quantity=2.5,
            unit_code="PK",
            unspsc="14111507",
            unspsc_version=None,
            cpv="30197643",
            other_classes=None,
            certificates='[["Svanemærket","NA","NA"],["FSC","NA","NA"]]',
            kg_co2e=None,
            part="line",
            vat_category=None,
            currency="DKK",
            raw_ore=123450,
            net_ore=123450,
            dkk_ore=123450,
        ),
    )
    found = (document.status, document.source_ore, document.counted_ore, document.rounding_ore, document.dkk_ore)
    assert found == ("counted", 123450, 123450, 0, 123450)
    assert (document.content_id, document.flags, document.unit_id) == (content, None, "5798009811578")


def test_neighbouring_rows_of_one_invoice_are_one_document(csv, read):
    rows = [f"{n};01-02-2026;12345674;A;x;{a}" for n, a in [("1", "1,00"), ("1", "-3,50"), ("2", "4"), ("1", "5")]]
    documents = read(csv(*rows))
    assert [(d.document_id[-2:], d.number, d.counted_ore, d.line_count) for d in documents] == [
        (".1", "1", -250, 2),
        (".2", "2", 400, 1),
        (".3", "1", 500, 1),
    ]


def test_without_numbers_each_row_is_its_own_document(csv, read):
    head = "Dato;Leverandør;Beløb"
    documents = read(csv("01-02-2026;A;1,00", "01-02-2026;A;2,00", head=head))
    assert [(d.number, d.supplier_id, d.counted_ore) for d in documents] == [(None, None, 100), (None, None, 200)]


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("-12,00", -1200),
        ("12,00-", -1200),
        ("(12,00)", -1200),
        ("\u221212,00", -1200),
        ("1.234.567,89", 123456789),
        ("1 234,50", 123450),
        ("1\u00a0234,50 kr.", 123450),
        ("kr. 5,00", 500),
        ("7", 700),
        ("1.000", 100000),
    ],
)
def test_danish_amounts(csv, read, written, ore):
    documents = read(csv(f"1;01-02-2026;12345674;A;x;{written}", "2;01-02-2026;12345674;A;x;0,01"))
    assert [d.counted_ore for d in documents] == [ore, 1]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("01-02-2026", date(2026, 2, 1)),
        ("1/2/26", date(2026, 2, 1)),
        ("1.2.2026", date(2026, 2, 1)),
        ("1. februar 2026", date(2026, 2, 1)),
        ("1. okt. 2026", date(2026, 10, 1)),
        ("2026-02-01T00:00:00", date(2026, 2, 1)),
        ("20260201", date(2026, 2, 1)),
        ("01-02-2026 12:30", date(2026, 2, 1)),
        ("46054", date(2026, 2, 1)),
    ],
)
def test_dates(csv, read, written, day):
    assert [d.issue_date for d in read(csv(f"1;{written};12345674;A;x;1,00"))] == [day]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_s03_s06_delimiter_and_encoding_are_found(csv, read, delimiter, encoding):
    head = delimiter.join(["Fakturanr", "Dato", "Leverandør", "Beløb"])
    path = csv(delimiter.join(["1", "01-02-2026", "Blåbær", '"1.234,50"']), head=head, encoding=encoding)
    assert [(d.supplier_name, d.counted_ore) for d in read(path)] == [("Blåbær", 123450)]


def test_s06_mojibake_is_flagged(csv, read):
    (document,) = read(csv("1;01-02-2026;12345674;A;SkÃ¦rm;1,00"))
    assert (document.flags, document.lines[0].name) == ("mojibake", "SkÃ¦rm")


def test_s07_titles_two_header_rows_and_totals(csv, read):
    path = csv(
        "",
        "Leverandør;;Faktura;;",
        "CVR;Navn;Nr.;Dato;Beløb",
        "12345674;A;1;01-02-2026;10,00",
        "12345674;A;2;01-02-2026;20,00",
        ";;;;30,00",
        "12345674;A;3;01-02-2026;5,00",
        "I alt;;;;35,00",
        head="Indkøb 2026",
    )
    assert [(d.status, d.code, d.source_ore, d.detail) for d in read(path)] == [
        ("counted", None, 1000, None),
        ("excluded", "total", 0, "række 7 / row 7: 30.00"),
        ("counted", None, 2000, None),
        ("excluded", "total", 0, "række 9 / row 9: 35.00"),
        ("counted", None, 500, None),
    ]


def test_a_row_that_is_no_sum_is_rejected_not_left_out(csv, read):
    documents = read(csv("1;01-02-2026;12345674;A;x;10,00", ";;;;;11,00"))
    assert [(d.status, d.code, d.source_ore) for d in documents] == [
        ("rejected", "missing", 1100),
        ("counted", None, 1000),
    ]


def test_rounding_is_shown(csv, read):
    rows = [f"1;01-02-2026;12345674;A;x;{amount}" for amount in ("0,005", "0,005", "0,0049")]
    (document,) = read(csv(*rows))
    assert [line.net_ore for line in document.lines] == [1, 1, 0]
    assert (document.source_ore, document.counted_ore, document.rounding_ore) == (1, 2, -1)


def test_persons_are_hidden(csv, read):
    (document,) = read(csv("1;01-02-2026;010203-1234;Per 0102031234;Kursus 010203-1234;1,00"))
    line = document.lines[0]
    assert (line.supplier_id, line.supplier_name, line.name) == ("cpr:pseudonym", "Per [cpr]", "Kursus [cpr]")
    assert "010203" not in repr(document) + repr(document.lines)


def test_foreign_currency_and_missing_rate(csv, read, make_context):
    head = "Fakturanr;Dato;Leverandør;Valuta;Beløb"
    path = csv("1;02-02-2026;A;EUR;1,00", "1;02-02-2026;A;EUR;2,00", "2;02-02-2026;A;SEK;5,00", head=head)
    rates = Rates({"EUR": [(date(2026, 1, 30), Fraction("746.05"))]})
    documents = read(path, context=make_context(rates=rates))
    assert [(d.status, d.code, d.detail, d.source_ore, d.counted_ore, d.dkk_ore) for d in documents] == [
        ("counted", None, None, 300, 300, 2238),
        ("set_aside", "rate", "række 4 / row 4: SEK 2026-02-02", 500, 0, 0),
    ]


def test_currencies_of_one_invoice_are_never_added(csv, read):
    head = "Fakturanr;Dato;Leverandør;Valuta;Beløb"
    (document,) = read(csv("1;02-02-2026;A;DKK;1,00", "1;02-02-2026;A;EUR;2,00", head=head))
    assert (document.status, document.code, document.source_ore, document.detail) == (
        "set_aside", "currency", None, "række 2 / row 2: DKK, EUR",
    )  # fmt: skip


def test_positive_credit_notes_must_be_settled(csv, read):
    head = "Fakturanr;Dato;Leverandør;Bilagstype;Beløb"
    path = csv("1;02-02-2026;A;Faktura;5,00", "2;02-02-2026;A;Kreditnota;2,00", head=head)
    with pytest.raises(Refused) as refused:
        read(path)
    assert refused.value.code == "ambiguous"
    stated = Mapping(
        net_amount="Beløb", issue_date="Dato", supplier_name="Leverandør", number="Fakturanr", kind="Bilagstype",
        credit_sign="negate",
    )  # fmt: skip
    assert [d.counted_ore for d in read(path, stated)] == [500, -200]


def test_a_mapping_settles_what_is_ambiguous(csv, read):
    path = csv("1;02/13/2026;A;1.234", head="Nr;Day;Who;Kr")
    mapping = Mapping(
        net_amount="Kr", issue_date="Day", supplier_name="Who", number="Nr", decimal="point", date_order="mdy"
    )
    assert [(d.issue_date, d.source_ore) for d in read(path, mapping)] == [(date(2026, 2, 13), 123)]


def test_vat_included_is_never_taken_for_net(csv, read):
    with pytest.raises(Refused) as refused:
        read(csv("1;01-02-2026;A;1,00", head="Nr;Dato;Leverandør;Beløb inkl. moms"))
    assert refused.value.detail == (
        "forventet / expected: Beløb ekskl. moms; fundet / found: Nr, Dato, Leverandør, Beløb inkl. moms"
    )


def test_mapping_goes_to_toml_and_back(tmp_path, csv):
    found = preview(csv(FULL_ROW, head=FULL_HEAD)).mapping
    path = tmp_path / "kolonner.toml"
    path.write_text(found.to_toml(), "utf-8")
    assert read_mapping(path) == found
    assert (found.net_amount, found.decimal, found.date_order, found.header_row) == ("Nettobeløb", "comma", "dmy", 1)
    assert "Beløb ekskl. moms: kolonnen »Nettobeløb«" in found.describe()


@pytest.mark.parametrize(
    "toml", ["net_amount = 'a'", "net_amount='a'\nissue_date='b'", "x = 1", "decimal = 'dot'", "net_amount = 3"]
)
def test_a_wrong_mapping_is_refused(tmp_path, toml):
    path = tmp_path / "kolonner.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(Refused) as refused:
        read_mapping(path)
    assert refused.value.code == "header"


def test_preview_tells_what_is_unsettled(csv):
    seen = preview(csv("1;01-02-2026;12345674;A;x;1.234"))
    assert (seen.unsettled, seen.delimiter, seen.encoding, seen.row_count) == (
        "kolonne / column: Beløb (decimaltegn / decimal mark)", ";", "utf-8-sig", 1,
    )  # fmt: skip


ORES = st.lists(st.integers(-(10**11), 10**11), min_size=1, max_size=12)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def written(ore: int, mark: str, group: str) -> str:
    whole, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{whole:,}".replace(",", group) + f"{mark}{rest:02d}"


@quick
@given(ores=ORES, style=st.sampled_from([(",", "."), (".", ","), (",", ""), (".", ""), (",", " ")]))
def test_written_amounts_read_back_to_the_same_ore(csv, read, ores, style):
    rows = [f"{i}|01-02-2026|12345674|A|x|{written(ore, *style)}" for i, ore in enumerate(ores)]
    path = csv(*rows, head="Fakturanr|Fakturadato|CVR|Leverandør|Varetekst|Beløb")
    assert [d.counted_ore for d in read(path)] == ores


@quick
@given(ores=ORES, seed=st.integers(0, 1000))
def test_splitting_and_shuffling_rows_does_not_change_the_total(csv, read, ores, seed):
    rows = [
        f"{i % 3};01-02-2026;12345674;A;x;{written(part, ',', '.')}"
        for i, ore in enumerate(ores)
        for part in (ore // 3, ore - ore // 3)
    ]
    random.Random(seed).shuffle(rows)
    documents = read(csv(*rows))
    assert sum(d.counted_ore for d in documents) == sum(ores)
    assert {d.status for d in documents} == {"counted"}
