"""Every figure has its formula, and none is told without one."""

from __future__ import annotations

import re

import pytest

from flok.domain import tco
from flok.report.studies._formulas import formulas

STUDY = tco.templates()[0]
STANDARD, SAVING = tco.results(STUDY).alternatives


def test_the_figures_of_an_alternative_in_words_and_numbers() -> None:
    told = {each.name: (each.figure, each.told) for each in formulas(STUDY, SAVING, "da")}
    assert list(told) == [
        "Indkøb", "Bestilling", "El", "Vand", "Opvaskemiddel", "Service", "Bortskaffelse", "Nutidsværdi af udgifterne",
        "Udgift om året", "Pr. vask", "CO2e", "CO2 fra el, CO2-afgiften", "CO2 fra el, Klimarådets pris",
        "Sparet mod Fiktiv Standard 500", "Sparet pr. ekstra krone", "Justeret afkast", "Tilbagebetalt",
        "Tilbagebetalt, diskonteret", "Internt afkast",
    ]  # fmt: skip
    assert told["Udgift om året"] == (
        "208.691,57 kr.", "nutidsværdi 1.735.605,39 kr. ÷ annuitetsfaktor 8,316605 = 208.691,57 kr.",
    )  # fmt: skip
    assert told["CO2e"][0] == "18.278,4 kg"
    assert told["Tilbagebetalt"][0] == "4 år"
    assert told["Internt afkast"][1].startswith("nutidsværdien af forskellen er nul ved 31,")
    assert told["Pr. vask"][0] == "4,3477"


def test_the_baseline_saves_nothing_against_itself() -> None:
    names = [each.name for each in formulas(STUDY, STANDARD, "en")]
    assert not [each for each in names if "Saved" in each or "return" in each]


@pytest.mark.parametrize("study", tco.templates(), ids=lambda each: each.id)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_figure_of_every_template_has_its_formula(study: tco.Study, lang: str) -> None:
    for one in tco.results(study).alternatives:
        for each in formulas(study, one, lang):
            assert each.told
            assert each.figure in ("–", "0 år", "0 years") or re.search("[0-9]", each.told), each
