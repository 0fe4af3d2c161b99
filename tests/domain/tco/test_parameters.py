"""Parameter sets: dated, sourced, and named by version."""

from __future__ import annotations

from datetime import date

import pytest

from flok.domain.tco import parameter_sets
from flok.domain.tco._parameters import parameter
from flok.domain.tco._units import parse_unit


def test_the_sets() -> None:
    assert [each.reference for each in parameter_sets()] == [
        "dk-building-class-2021@1",
        "dk-climate-council-2020@1",
        "dk-co2-tax-2022@1",
        "dk-discount-2013@1",
        "dk-discount-2021@1",
        "eu-clean-vehicles-2009@1",
    ]


def test_every_set_has_source_dates_and_words() -> None:
    for each in parameter_sets():
        assert each.source
        assert each.note.da
        assert each.note.en
        assert date(2005, 1, 1) < each.published < each.read
        assert len({value.id for value in each.values}) == len(each.values)
        assert each.values or each.discount
        for value in each.values:
            parse_unit(value.unit)


def test_a_value_by_its_reference() -> None:
    holder, value = parameter("eu-clean-vehicles-2009@1/nox")
    assert (holder.id, value.unit, value.value) == ("eu-clean-vehicles-2009", "EUR/g", 0.0044)


@pytest.mark.parametrize("reference", ["dk-co2-tax-2022@2/outside_ets", "dk-co2-tax-2022@1", "nothing", ""])
def test_what_is_no_parameter(reference: str) -> None:
    with pytest.raises(KeyError):
        parameter(reference)
