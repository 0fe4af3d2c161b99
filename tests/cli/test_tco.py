"""`flok tco`: from a template to results, and a sentence for every mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from flok.domain import tco
from tests.cli.terminal import Said, flok, write


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return write(tmp_path / "mine.toml", tco.template_text("appliances"))


def test_from_a_template_to_a_comparison(study: Path) -> None:
    said = flok("tco", study)
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert " ".join(said.out.split()[:10]) == "Fiktiv Spar 700 er billigst over 10 år, CO2-afgiften medregnet:"
    assert [line.split() for line in lines[3:6]] == [
        ["alternativ", "nutidsværdi", "pr.", "år", "pr.", "vask"],
        ["Fiktiv", "Spar", "700", "1.735.605", "208.692", "4,3477"],
        ["Fiktiv", "Standard", "500", "1.928.942", "231.939", "4,8321"],
    ]
    assert "  note: in_tender:" in said.out


def test_in_english(study: Path) -> None:
    said = flok("tco", "show", study, "--lang", "en")
    assert said.out.startswith("Fictional Saver 700 is the cheapest over 10 years, the CO2 tax included:")
    assert "\nThe figures are examples.\n" in said.out
    assert "How it was computed: Fictional Saver 700" in said.out


def test_json_is_the_results(study: Path) -> None:
    said = flok("tco", study, "--format", "json")
    assert said.status == 0
    told = said.answer["results"]
    assert told["ranking"] == ["saving", "standard"]
    assert [each["present_value"]["ore"] for each in told["alternatives"]] == [192_894_158, 173_560_539]
    assert [each["code"] for each in said.answer["findings"]] == ["not_in_tender", "path_held", "path_held"]


def test_what_is_not_known_is_drawn_the_same_each_time(study: Path) -> None:
    first = flok("tco", study, "--format", "json", "--samples", "2000", "--seed", "7").answer["simulation"]
    again = flok("tco", study, "--format", "json", "--samples", "2000", "--seed", "7").answer["simulation"]
    other = flok("tco", study, "--format", "json", "--samples", "2000", "--seed", "8").answer["simulation"]
    assert (first["samples"], first["seed"]) == (2000, 7)
    assert first == again != other
    assert flok("tco", study, "--format", "json", "--samples", "0").answer["simulation"] is None
    assert "Det vi ikke ved: 10.000 trækninger, seed 1" in flok("tco", study).out


def test_r01_more_draws_than_there_is_time_for(study: Path) -> None:
    said = flok("tco", study, "--samples", "1000000000000")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"Error: {study}: ")
    assert flok("tco", study, "--samples", "-1").status == 2
    assert flok("tco", study, "--samples", "nan").status == 2


def test_a_finding_that_makes_it_wrong(study: Path) -> None:
    study.write_text(study.read_text().replace('unit = "DKK/kWh"\n', 'unit = "DKK/kWh"\nincludes = ["co2e"]\n'))
    said = flok("tco", study)
    assert said.status == 1
    assert "fejl: line.electricity.price: Elpris uden CO2-afgift har allerede co2e med" in " ".join(said.out.split())


def test_every_mistake_in_two_languages(study: Path) -> None:
    study.write_text(study.read_text().replace("horizon = 10", "horizon = 0\nhorison = 3"))
    assert flok("tco", study) == Said(
        2,
        "",
        f"Error: {study}: horison: kendes ikke; menes horizon?\n"
        f"{study}: horison: is not known; is horizon meant?\n"
        f"{study}: horizon: skal være et helt tal fra 1 til 120; der står 0\n"
        f"{study}: horizon: must be a whole number from 1 to 120; it is 0\n",
    )


def test_a_document_that_cannot_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / "mine.yaml", "a: 1\n")
    assert flok("tco", path) == Said(
        2, "", f"Error: {path}: YAML læses ikke; skriv TOML eller JSON\n{path}: YAML is not read; write TOML or JSON\n"
    )


def test_a_figure_out_of_bounds(study: Path) -> None:
    study.write_text(study.read_text().replace("value = 1200", "value = 1e12"))
    assert flok("tco", study) == Said(
        2, "", f"Error: {study}: alternative.standard.electricity: kan ikke beregnes / cannot be computed\n"
    )


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    said = flok("tco", tmp_path / "none.toml")
    assert said.status == 2
    assert "findes ikke / does not exist" in said.err


def test_templates_are_listed_and_written() -> None:
    listed = flok("tco", "template")
    assert [line.split()[0] for line in listed.out.splitlines()] == list(tco.TEMPLATES)
    assert flok("tco", "template", "laptops").out == tco.template_text("laptops")
    assert flok("tco", "template", "boats") == Said(
        2,
        "",
        "Error: boats: kendte skabeloner er appliances, vehicles, lighting, laptops, work-clothes, incontinence\n"
        "boats: known templates are appliances, vehicles, lighting, laptops, work-clothes, incontinence\n",
    )


def test_check_prints_agreement() -> None:
    said = flok("tco", "check")
    assert said.status == 0
    assert said.out.splitlines()[-1].strip() == "206 af 206 tal er enige / 206 of 206 figures agree"
    figures = flok("tco", "check", "--format", "json").answer["figures"]
    assert (len(figures), all(each["agrees"] for each in figures)) == (206, True)


def test_two_versions(study: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other.toml", study.read_text().replace("purchase_price = 9900", "purchase_price = 99000"))
    assert flok("tco", "compare", study, other) == Said(
        0,
        "alternative.saving.values.purchase_price: 9900.0 → 99000.0\n"
        "standard: 1.943.608,71 → 1.943.608,71\n"
        "saving: 1.746.103,97 → 5.310.103,97\n"
        "Rækkefølgen er en anden: saving, standard → standard, saving\n",
        "",
    )
