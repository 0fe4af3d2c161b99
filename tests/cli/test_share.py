"""`flok share`: the answer in every form, the exit status, and a sentence for every mistake."""

import csv
import io
import itertools
import json
from pathlib import Path

import jsonschema
import pytest

from flok.demo import BUYER, Document, Line, peppol_invoice
from flok.domain import spend
from tests.cli.terminal import Said, flok, two_invoices, with_a_broken_one, write

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/formats/answer.schema.json").read_text(encoding="utf-8"))
OFFICIAL = ("--definition", "official-ecolabel")
NOTHING = (
    "Ingen fakturaer, kreditnotaer eller indkøbsrækker at tælle i {0}\n"
    "No invoices, credit notes or purchase rows to count in {0}\n"
)


def error(danish: str, english: str) -> Said:
    return Said(2, "", f"Error: {danish}\n{english}\n")


def usage(text: str) -> str:
    return f"Usage: main share [OPTIONS] PATH...\nTry 'main share --help' for help.\n\nError: {text}\n"


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return two_invoices(tmp_path / "in")


def test_json_by_the_schema(clean: Path) -> None:
    said = flok("share", clean, "--format", "json", "--by", "month,unit,supplier,category,contract")
    assert (said.status, said.err) == (0, "")
    jsonschema.Draft202012Validator(SCHEMA).validate(said.answer)
    assert said.answer["documents"] == {
        "read": 2,
        "counted": 2,
        "duplicate": 0,
        "excluded": {},
        "set_aside": {},
        "rejected": {},
    }
    assert len(said.answer["definitions"]) == 9
    assert said.answer["inputs"]["paths"] == [str(clean)]


def test_json_of_one_definition(clean: Path) -> None:
    said = flok("share", clean, "--format", "json", *OFFICIAL, "--by", "month", "--target", "80 %")
    (definition,) = said.answer["definitions"]
    told = {key: definition[key] for key in ("id", "sustainable_ore", "unknown_ore", "share_low", "gap_ore", "groups")}
    assert told == {
        "id": "official-ecolabel",
        "sustainable_ore": 30_000,
        "unknown_ore": 20_000,
        "share_low": 0.6,
        "gap_ore": 10_000,
        "groups": {
            "month": [
                {
                    "key": "2026-01",
                    "label": "2026-01",
                    "sustainable_ore": 30_000,
                    "not_sustainable_ore": 0,
                    "unknown_ore": 20_000,
                    "out_of_scope_ore": 0,
                    "share_low": 0.6,
                    "share_high": 1.0,
                    "gap_ore": 10_000,
                    "lines": 2,
                }
            ]
        },
    }


def test_csv(clean: Path) -> None:
    said = flok("share", clean, "--format", "csv", *OFFICIAL, "--by", "supplier,unit", "--target=0.8")
    assert (said.status, said.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(said.out), delimiter=";"))
    assert [(row["dimension"], row["label"]) for row in rows] == [
        ("", ""),
        ("supplier", "Fiktiv Kontorforsyning A/S"),
        ("unit", BUYER.gln),
    ]
    assert [(row["definition"], row["sustainable_ore"], row["unknown_ore"], row["gap_ore"]) for row in rows] == [
        ("official-ecolabel", "30000", "20000", "10000")
    ] * 3


def test_a_formula_for_a_name_is_harmless_in_csv(tmp_path: Path) -> None:
    line = Line(name='=HYPERLINK("x")', unspsc=None, cpv=None)
    write(tmp_path / "in/a.xml", peppol_invoice(Document(lines=(line,), supplier=Document().supplier)))
    said = flok("share", tmp_path / "in", "--format", "csv", *OFFICIAL, "--by", "category")
    cells = [cell for row in csv.reader(io.StringIO(said.out), delimiter=";") for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t"))] == []


def test_table_in_two_languages(clean: Path) -> None:
    danish, english = (flok("share", clean, "--lang", lang) for lang in ("da", "en"))
    assert (danish.status, english.status) == (0, 0)
    assert (danish.err, english.err) == ("", "")
    assert "Officielt miljømærke" in danish.out
    assert "Official ecolabel" in english.out


def test_something_rejected(tmp_path: Path) -> None:
    said = flok("share", with_a_broken_one(tmp_path / "in"), "--format", "json", *OFFICIAL)
    assert (said.status, said.err) == (1, "")
    assert said.answer["documents"]["rejected"] == {"malformed": 1}
    assert said.answer["definitions"][0]["sustainable_ore"] == 30_000


def test_something_set_aside_until_there_is_a_rate(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    write(folder / "a.xml", peppol_invoice(Document(currency="EUR")))
    command = ("share", folder, "--format", "json", "--store", store)
    said = flok(*command)
    assert (said.status, said.answer["documents"]["set_aside"]) == (1, {"rate": 1})
    rates = write(tmp_path / "rates.csv", "Dato;Valuta;Kurs\n2026-01-15;EUR;746,00\n")
    said = flok(*command, "--rates", rates)
    assert (said.status, said.answer["documents"]["counted"]) == (0, 1)
    assert said.answer["definitions"][0]["unknown_ore"] == 74_600


@pytest.mark.parametrize(
    ("written", "share"),
    [("80%", 0.8), ("80 %", 0.8), ("0.8", 0.8), ("0,8", 0.8), ("80", 0.8), ("55,3 %", 0.553), ("1", 1.0), ("1%", 0.01)],
)
def test_targets(clean: Path, written: str, share: float) -> None:
    said = flok("share", clean, "--format", "json", *OFFICIAL, "--target", written)
    assert said.answer["definitions"][0]["target"] == {"share": share, "year": None, "source": "--target"}


@pytest.mark.parametrize("written", ["much", "", "0", "-5", "101", "nan", "inf", "1e-3", "80%%", "8_0", "٨٠"])
def test_targets_that_are_none(clean: Path, written: str) -> None:
    assert flok("share", clean, f"--target={written}") == error(
        f"--target {written}: en andel som 0,80 eller 80 %", f"--target {written}: a share such as 0.80 or 80 %"
    )


def test_a_definition_of_ones_own(clean: Path, tmp_path: Path) -> None:
    shipped = Path(spend.__file__).parent / "definitions" / "organic-share.toml"
    own = write(tmp_path / "own.toml", shipped.read_bytes().replace(b'id = "organic-share"', b'id = "own"'))
    said = flok("share", clean, "--format", "json", "--definition", own, *OFFICIAL)
    assert [one["id"] for one in said.answer["definitions"]] == ["own", "official-ecolabel"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "own.toml"),
        (b"id = ", "own.toml"),
        (b"\xff\xfe", "UTF-8"),
        (b'id = "x"\nversion = "two"\n', "own.toml"),
    ],
)
def test_a_definition_with_a_mistake(clean: Path, tmp_path: Path, content: bytes, words: str) -> None:
    said = flok("share", clean, "--definition", write(tmp_path / "own.toml", content))
    assert (said.status, said.out) == (2, "")
    assert words in said.err
    assert said.err.startswith("Error: ")
    assert len(said.err.splitlines()) == 2


def test_a_mistake_in_a_definition_is_told_with_its_line(clean: Path, tmp_path: Path) -> None:
    shipped = (Path(spend.__file__).parent / "definitions" / "official-ecolabel.toml").read_text(encoding="utf-8")
    place = shipped.splitlines().index('when = { labels = ["group:official_ecolabel"] }') + 1
    own = write(tmp_path / "own.toml", shipped.replace('labels = ["group:official_ecolabel"]', 'labels = ["swann"]'))
    said = flok("share", clean, "--definition", own)
    assert said.status == 2
    assert f"own.toml:{place}" in said.err or f"linje {place}" in said.err
    assert "swann" in said.err


def test_a_definition_nobody_knows(clean: Path) -> None:
    known = (
        "official-ecolabel, verified-contract, labelled-turnover, recognised-labels, recognised-environmental, "
        "recognised-organic, recognised-social, organic-share, agreement-level"
    )
    said = flok("share", clean, "--definition", "official")
    assert (said.status, said.out) == (2, "")
    danish, english = said.err.removeprefix("Error: ").splitlines()
    assert danish.startswith("--definition official: hverken en fil eller en af ")
    assert english.startswith("--definition official: neither a file nor one of ")
    assert sorted(english.partition(" one of ")[2].split(", ")) == sorted(known.split(", "))


def test_dimensions_nobody_knows(clean: Path) -> None:
    known = "month, unit, supplier, category, contract"
    assert flok("share", clean, "--by", "month,week") == error(
        f"--by week: kendte er {known}", f"--by week: known ones are {known}"
    )


@pytest.mark.parametrize("cvr", ["12", "DK1234567", "٩٩٠٠٠٠١١", "../../x", ""])
def test_a_buyer_that_is_none(clean: Path, cvr: str) -> None:
    assert flok("share", clean, "--buyer", cvr) == error(
        f"--buyer {cvr}: et CVR-nummer har otte cifre", f"--buyer {cvr}: a CVR number has eight digits"
    )


def test_the_buyer(clean: Path) -> None:
    spaced = f"dk {BUYER.number[:4]} {BUYER.number[4:]}"
    said = flok("share", clean, "--buyer", spaced, "--format", "json")
    assert (said.status, said.answer["organisation"]["buyer"]) == (0, [BUYER.number])
    said = flok("share", clean, "--buyer", "99999993", "--format", "json")
    assert (said.status, said.answer["documents"]["rejected"]) == (2, {"not_your_document": 2})
    assert said.err == NOTHING.format(clean)


def test_lists_beside_the_invoices(clean: Path, tmp_path: Path) -> None:
    """Units give names, contracts and labels give evidence; what cannot be read in them is told on stderr."""
    units = write(tmp_path / "units.csv", f"GLN;Navn;Afdeling\n{BUYER.gln};Rådhuset;Centralt\n")
    contracts = write(
        tmp_path / "contracts.csv",
        "Kontraktnummer;Navn;Leverandør CVR;Gyldig fra;Gyldig til;UNSPSC;Bæredygtig\n"
        f"K-1;Maling;{Document().supplier.number};2026-01-01;2026-12-31;3121;ja\n",
    )
    write(
        tmp_path / "lists/labels.csv",
        "GTIN;Varetekst;Mærke;Gyldig fra;Gyldig til\n"
        "9529000007044;Maling;EU_ECO_LABEL;2026-01-01;2026-12-31\n"
        "9529000007045;Forkert;SVANEN;2026-01-01;2026-12-31\n",
    )
    write(tmp_path / "lists/readme.txt", "not a list")
    said = flok(
        *("share", clean, "--format", "json", *OFFICIAL, "--by", "unit,contract"),
        *("--units", units, "--contracts", contracts, "--labels", tmp_path / "lists"),
    )
    assert said.status == 0
    (definition,) = said.answer["definitions"]
    assert (definition["sustainable_ore"], definition["unknown_ore"]) == (50_000, 0)
    assert [group["label"] for group in definition["groups"]["unit"]] == ["Rådhuset · Centralt"]
    assert [(group["key"], group["label"]) for group in definition["groups"]["contract"]] == [
        (None, "ukendt"),
        ("0", "Maling"),
    ]
    where = "labels.csv, række / row 3: "
    assert said.err == where + said.err.removeprefix(where)
    assert len(said.err.splitlines()) == 2
    assert "RowProblem" not in said.err


def test_a_catalogue_beside_the_invoices(clean: Path, tmp_path: Path) -> None:
    said = flok("share", clean, "--format", "json", "--catalogue", write(tmp_path / "catalogue.xml", "<Catalogue>"))
    assert said.status == 0
    assert len(said.answer["definitions"]) == 9
    first, second = said.err.splitlines()
    assert first.startswith(f"{tmp_path.name}/catalogue.xml: ") or first.startswith("catalogue.xml: ")
    assert second


@pytest.mark.parametrize("option", ["--units", "--contracts", "--rates", "--labels", "--mapping"])
@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"a;b\n1;2\n", b"<?xml version='1.0'?><a/>", b"\xff\xff;\xff"]
)
def test_lists_that_are_none(clean: Path, tmp_path: Path, option: str, content: bytes) -> None:
    said = flok("share", clean, option, write(tmp_path / "list.csv", content))
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("Error: ")
    assert len(said.err.splitlines()) == 2


@pytest.mark.parametrize("option", ["--units", "--contracts", "--rates", "--mapping"])
def test_a_folder_is_no_list(clean: Path, option: str) -> None:
    said = flok("share", clean, option, clean)
    text = f"Invalid value for '{option}': {clean} er en mappe, ikke en fil / is a folder, not a file"
    assert (said.status, said.out, said.err) == (2, "", usage(text))


def test_a_folder_without_lists(clean: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    assert flok("share", clean, "--labels", tmp_path / "none") == error(
        f"--labels {tmp_path / 'none'}: ingen lister (CSV eller XLSX) i mappen",
        f"--labels {tmp_path / 'none'}: no lists (CSV or XLSX) in the folder",
    )


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    said = flok("share", tmp_path / "gone")
    text = f"Invalid value for 'PATH...': {tmp_path / 'gone'} findes ikke / does not exist"
    assert said == Said(2, "", usage(text))
    assert flok("share").status == 2


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert flok("share", tmp_path / "in") == Said(2, "", NOTHING.format(tmp_path / "in"))
    said = flok("share", tmp_path / "in", "--format", "json")
    assert (said.status, said.answer["lines"], said.answer["period"]) == (2, 0, None)
    jsonschema.Draft202012Validator(SCHEMA).validate(said.answer)


def test_only_junk(tmp_path: Path) -> None:
    for name, content in (("a.pdf", b"%PDF"), ("Thumbs.db", b"x"), ("b.xml", b""), ("c.xls", b"x"), ("d.zip", b"PK")):
        write(tmp_path / "in" / name, content)
    for form in ("table", "csv"):
        said = flok("share", tmp_path / "in", "--format", form)
        assert (said.status, said.err) == (2, NOTHING.format(tmp_path / "in"))
    said = flok("share", tmp_path / "in", "--format", "json")
    assert said.answer["documents"]["read"] == 5


def test_a_store_twice(clean: Path, tmp_path: Path) -> None:
    command = ("share", clean, "--store", tmp_path / "store", "--format", "json", *OFFICIAL)
    first, again = flok(*command), flok(*command)
    assert (first.status, again.status) == (0, 0)
    assert first.answer["definitions"] == again.answer["definitions"]
    assert again.answer["documents"] == {**first.answer["documents"], "read": 4, "duplicate": 2}


def test_a_store_that_grows(clean: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    flok("share", clean / "a.xml", "--store", store)
    said = flok("share", clean / "b.xml", "--store", store, "--format", "json")
    assert (said.answer["documents"]["counted"], said.answer["lines"]) == (2, 2)
    (tmp_path / "empty").mkdir()
    assert flok("share", tmp_path / "empty", "--store", store).status == 0


def test_a_store_where_none_can_be(clean: Path, tmp_path: Path) -> None:
    inside = clean / "store"
    assert flok("share", clean, "--store", inside) == error(
        f"--store {inside} ligger i {clean}, som skal læses; læg lageret et andet sted",
        f"--store {inside} lies in {clean}, which is to be read; keep the store elsewhere",
    )
    assert flok("share", clean, "--store", write(tmp_path / "file", "x")).status == 2
    assert flok("share", clean, "--store", "/proc/flok").status == 2


def test_a_damaged_store(clean: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    flok("share", clean, "--store", store)
    manifest = store / "organisation/manifests/00001.json"
    manifest.write_text("{")
    assert flok("share", clean, "--store", store) == error(
        f"Filen er beskadiget og kan ikke åbnes. (lageret / the store: {manifest})",
        f"The file is damaged and cannot be opened. (lageret / the store: {manifest})",
    )


def test_a_line_file_that_was_cut_off(clean: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    flok("share", clean, "--store", store)
    (path,) = (store / "organisation/lines").iterdir()
    path.write_bytes(path.read_bytes()[:200])
    said = flok("share", clean, "--store", store)
    assert (said.status, said.out, len(said.err.splitlines())) == (2, "", 2)


def test_a_report(clean: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    said = flok("share", clean, "--report", report, "--format", "json", *OFFICIAL)
    assert (said.status, said.err) == (0, f"Rapport: {report}\n")
    assert said.answer["definitions"][0]["groups"] == {}
    assert report.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    said = flok("share", clean, "--report", tmp_path / "no" / "report.html")
    assert (said.status, said.out) == (2, "")
    assert str(tmp_path / "no") in said.err


def test_other_options_fuzzed(tmp_path: Path) -> None:
    """Whatever is combined: an exit status of 0, 1 or 2, and the output of its form alone on standard output."""
    folder = with_a_broken_one(tmp_path / "in")
    forms = (("--format", "json"), ("--format", "csv"), ("--format", "table", "--lang", "en"))
    rest = (
        ("--by", " month ,, month"),
        ("--processes", "2", "--target", "33,3%"),
        ("--buyer", BUYER.number, "--buyer", "99999993", "--store", tmp_path / "store"),
    )
    for form, more in itertools.product(forms, rest):
        said = flok("share", folder, folder / "a.xml", *form, *more, *OFFICIAL)
        assert (said.status, said.err) == (1, "")
        if form[1] == "json":
            jsonschema.Draft202012Validator(SCHEMA).validate(said.answer)
        if form[1] == "csv":
            assert len({len(row) for row in csv.reader(io.StringIO(said.out), delimiter=";")}) == 1


@pytest.mark.spark
def test_on_spark(clean: Path) -> None:
    command = ("share", clean, "--format", "json", "--by", "supplier", *OFFICIAL)
    duckdb, spark = flok(*command), flok(*command, "--engine", "spark")
    unlike = {"generated": "", "engine": ""}
    assert (spark.status, spark.err) == (0, "")
    assert {**spark.answer, **unlike} == {**duckdb.answer, **unlike}
