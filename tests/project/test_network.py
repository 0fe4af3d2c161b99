"""network.toml: read, written, and told where it is wrong."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.project.network import Contact, Network, network, to_toml

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
PAIRS = st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple)
NETWORKS = st.builds(
    Network, name=TEXT, association=TEXT, cvr=TEXT, address=TEXT, purpose_da=TEXT, purpose_en=TEXT, frame_da=TEXT,
    categories_en=TEXT, works_on=PAIRS, conditions=PAIRS, fictional=st.booleans(),
    contacts=st.lists(st.builds(Contact, TEXT, TEXT, TEXT, TEXT, TEXT), max_size=3).map(tuple),
)  # fmt: skip


@given(NETWORKS)
def test_what_is_written_is_read_again(wanted: Network) -> None:
    assert network(tomllib.loads(to_toml(wanted))) == wanted


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('farve = "grøn"', "ukendt / unknown: farve"),
        ("name = 7", 'name skal være / must be "…"'),
        ('fictional = "ja"', "fictional skal være / must be true/false"),
        ('works_on = ["Mærker"]', "works_on skal være / must be"),
        ('works_on = [{ da = "Mærker" }]', "works_on skal være / must be"),
        ('[[contacts]]\nname = "Ida"', "contacts skal have / must have role_da, role_en, name, mail, phone"),
        ('[[contacts]]\nnavn = "Ida"', "contacts skal have / must have"),
    ],
)
def test_a_fault_is_told_by_its_word(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"^network\.toml: ") as told:
        network(tomllib.loads(written))
    assert said in str(told.value)
