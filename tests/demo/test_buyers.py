"""Three bodies on one market: each year is its own, and Flok reads what the generator counted."""

import hashlib
import io
import json
import zipfile
from collections import Counter

import pytest
from click.testing import CliRunner

from flok.cli import main
from flok.demo import COLLEGE, REGION, TORSTED, Buyer, write_year
from flok.demo._goods import GROUPS
from flok.demo._numbers import check_digit, is_cvr
from flok.demo._suppliers import suppliers

BUYERS = (TORSTED, REGION, COLLEGE)
LINES = 1200
MARKET = suppliers(2026, 2026)


@pytest.fixture(scope="module", params=BUYERS, ids=lambda buyer: buyer.party.name)
def read(request, tmp_path_factory):
    """A body, what the generator knows of its year, and what `flok share` answers."""
    buyer: Buyer = request.param
    folder = tmp_path_factory.mktemp("buyer") / "year"
    truth = write_year(folder, buyer=buyer, lines=LINES)
    command = [
        *("share", str(folder / "e-fakturaer"), f"--catalogue={folder / 'katalog'}"),
        *(f"--labels={folder / name}" for name in ("sortiment", "tilsvarende.csv")),
        *(f"--contracts={folder / 'kontrakter.csv'}", f"--rates={folder / 'kurser.csv'}"),
        *(f"--units={folder / 'enheder.csv'}", f"--buyer={buyer.party.number}", "--processes=1"),
        *("--definition=official-ecolabel", "--by=month,unit,supplier", "--format=json"),
    ]
    done = CliRunner().invoke(main, command)
    assert (done.stderr, done.exit_code) == ("", 1)  # 1: some files are broken on purpose
    return buyer, truth, json.loads(done.stdout)


def sums(answer, dimension: str) -> dict[str, int]:
    outcomes = ("sustainable_ore", "not_sustainable_ore", "unknown_ore", "out_of_scope_ore")
    groups = answer["definitions"][0]["groups"][dimension]
    return {group["key"] or "": sum(group[name] for name in outcomes) for group in groups}


def test_flok_reads_what_the_generator_counted(read):
    _, truth, answer = read
    assert answer["accounted_for"]
    assert answer["lines"] == truth.lines
    assert answer["documents"]["read"] == sum(truth.documents.values())
    assert answer["documents"]["counted"] == truth.count("counted")
    account = answer["reconciliation"]
    assert {currency: one["counted_ore"] for currency, one in account.items() if one["counted_ore"]} == truth.net_ore
    assert sums(answer, "month") == truth.dkk_by_month
    assert sums(answer, "unit") == truth.dkk_by_unit
    by_supplier = {key.split(":")[-1]: ore for key, ore in sums(answer, "supplier").items() if "cpr:" not in key}
    assert by_supplier == truth.dkk_by_supplier


def test_the_units_found_are_the_body_s_own(read):
    buyer, truth, answer = read
    assert answer["units"]["known"] == truth.units - 1
    assert [unit["unit_id"] for unit in answer["units"]["unknown"] if unit["unit_id"]] == [buyer.new_unit]


def contents(folder) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("buyer", [REGION, COLLEGE], ids=lambda buyer: buyer.party.name)
def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(buyer, tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_year(tmp_path / name, buyer=buyer, seed=seed, lines=300)
    first, again, other = (contents(tmp_path / name) for name in "abc")
    assert first == again != other


def unpacked(content: dict[str, bytes]):
    """Name and bytes, archives opened, so that nothing depends on how they are packed."""
    for name, data in content.items():
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from unpacked({f"{name}/{entry}": archive.read(entry) for entry in archive.namelist()})
        else:
            yield name, data


def test_torsted_s_year_is_what_it_has_always_been(tmp_path):
    write_year(tmp_path / "a", seed=1, lines=300)
    digest = hashlib.sha256()
    for name, data in unpacked(contents(tmp_path / "a")):
        digest.update(name.encode() + b"\0" + data)
    assert digest.hexdigest() == "784df7f18cb34d7e77c56e5ba0c428fecd8e704040a89fbd55533dd0e4408453"


def test_the_files_speak_of_the_body_they_belong_to(tmp_path):
    write_year(tmp_path / "r", buyer=REGION, lines=300)
    told = (tmp_path / "r" / "laes-mig.txt").read_text()
    assert told.startswith("Region Fiktivsund, 2026: et opdigtet år med e-fakturaer\n")
    assert "Alt i denne mappe er opdigtet. Regionen, enhederne" in told
    assert "A fictional region's year" in (tmp_path / "r" / "README.txt").read_text()
    assert not [name for name, data in unpacked(contents(tmp_path / "r")) if b"99000007" in data]


def test_every_number_is_valid_and_belongs_to_nobody_else():
    cvrs = [party.number for buyer in BUYERS for party in (buyer.party, buyer.neighbour)]
    cvrs += [seller.party.number for seller in MARKET if seller.party.scheme == "cvr"]
    assert all(is_cvr(number) and number.startswith("99") for number in cvrs)
    assert len(set(cvrs)) == len(cvrs)
    glns = [gln for buyer in BUYERS for gln in (buyer.party.gln, buyer.neighbour.gln, buyer.new_unit)]
    glns += [unit.gln for buyer in BUYERS for unit in buyer.units]
    assert all(gln.startswith("952") and check_digit(gln[:-1]) == gln[-1] for gln in glns)
    assert len(set(glns)) == len(glns)


def test_a_supplier_gives_no_two_bodies_the_same_invoice_number(tmp_path):
    seen: Counter[str] = Counter()
    for buyer in BUYERS:
        folder = tmp_path / buyer.party.number
        write_year(folder, buyer=buyer, lines=900)
        seen.update({name.split("/")[-1] for name, _ in unpacked(contents(folder)) if "_" in name.split("/")[-1]})
        assert f";LT{buyer.first + 1000};" in ";" + (folder / "indkoeb-eksport.csv").read_text("cp1252").split("\n")[1]
    assert len(seen) > 500
    assert set(seen.values()) == {1}


def test_what_a_body_wants_and_whom_it_knows_exist():
    names = {seller.party.name for seller in MARKET}
    for buyer in BUYERS:
        wanted = {key for keys in buyer.wants.values() for key in keys.split()}
        assert wanted <= set(GROUPS)
        assert {unit.type for unit in buyer.units} == set(buyer.wants)
        assert set(buyer.keen) <= {unit.department for unit in buyer.units}
        chosen = {seller.party.name for seller in buyer.sellers(MARKET)}
        assert set(buyer.weights) <= names
        assert set(buyer.contracts) <= chosen
        assert buyer.confirmed <= set(buyer.contracts.values())


def test_the_bodies_share_suppliers_and_have_some_of_their_own():
    customers = Counter(seller.party.name for buyer in BUYERS for seller in buyer.sellers(MARKET))
    assert set(customers) == {seller.party.name for seller in MARKET}
    assert set(customers.values()) == {1, 2, 3}
    assert sum(count == 3 for count in customers.values()) > 30


def share_range(truth) -> tuple[float, float]:
    """The official ecolabel's part of its groups: proven, and possible."""
    official = truth.official_raw_ore
    proven = sum(official[way] for way in ("line", "catalogue", "assortment", "equivalent"))
    whole = sum(official.values())
    return proven / whole, (proven + official["untold"] + official["line_other"]) / whole


def test_three_bodies_have_three_stories(tmp_path):
    """The municipality on its way, the region that is told too little, the college that could be there already."""
    low, high = {}, {}
    for buyer in BUYERS:
        low[buyer.party.name], high[buyer.party.name] = share_range(
            write_year(tmp_path / buyer.party.number, buyer=buyer, lines=9000)
        )
    torsted, region, college = (buyer.party.name for buyer in BUYERS)
    assert low[region] + 0.05 < low[torsted] < low[college] - 0.2
    assert high[region] - low[region] > 0.35 > high[torsted] - low[torsted] > high[college] - low[college]
    assert high[torsted] < high[region] < 0.8 < high[college]
