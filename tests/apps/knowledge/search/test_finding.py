"""What a viewer finds, and above all what not: hits, counts, kinds and suggestions are behind the same walls."""

from __future__ import annotations

import pytest

from flok.apps.knowledge import search
from flok.apps.knowledge.models import FoundText
from flok.apps.knowledge.search import _indexing
from flok.apps.members.scoping import Ring, across_organisations, inside
from tests.apps.knowledge.search.conftest import Network


@pytest.fixture
def rings(network: Network) -> Network:
    """The same word in every ring of two organisations, and in something of the network's own."""
    network.put("ane-own", "Kaffeaftalen blev dyrere", of="ane", ring=Ring.ORGANISATION)
    network.put("ane-theme", "Kaffeaftalen blev dyrere", of="ane", ring=Ring.THEME, theme="labels")
    network.put("ane-network", "Kaffeaftalen blev dyrere", of="ane", ring=Ring.NETWORK)
    network.put("bo-own", "Kaffeaftalen blev dyrere", of="bo", ring=Ring.ORGANISATION)
    network.put("meeting", "Kaffeaftalen blev dyrere")
    return network


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("ane", {"ane-own", "ane-theme", "ane-network", "meeting"}),
        ("bo", {"ane-network", "bo-own", "meeting"}),
        ("carl", {"ane-network", "meeting"}),
    ],
)
def test_each_finds_what_their_rings_let_through_and_counts_no_more(rings: Network, name: str, seen: set[str]) -> None:
    found = rings.found(name, "kaffeaftale")
    assert {hit.link.strip("/") for hit in found.hits} == seen
    assert found.count == len(seen)
    assert [(kind.kind, kind.count) for kind in found.kinds] == [("case", len(seen))]


def test_a_theme_group_finds_what_is_shown_to_it(rings: Network) -> None:
    rings.follow("bo", "labels")
    assert set(rings.finds("bo", "kaffeaftale")) == {"ane-network", "ane-theme", "bo-own", "meeting"}
    rings.follow("carl", "what_is_green")
    assert set(rings.finds("carl", "kaffeaftale")) == {"ane-network", "meeting"}


def test_a_wrong_index_shows_nothing_that_may_not_be_seen(rings: Network) -> None:
    with across_organisations():
        rows = list(FoundText.objects.all())
    wrong = [_indexing.text_of(row) for row in rows]
    _indexing.index().put(
        type(one)(**{**{f: getattr(one, f) for f in one.__slots__}, "reach": "network"}) for one in wrong
    )
    found = rings.found("bo", "kaffeaftale")
    assert {hit.link.strip("/") for hit in found.hits} == {"ane-network", "bo-own", "meeting"}
    assert found.count == 3
    assert [kind.count for kind in found.kinds] == [3]


def test_suggestions_hold_only_words_the_viewer_sees(network: Network) -> None:
    network.put("ane-own", "hemmelighedskræmmeri og hemmelige planer", of="ane", ring=Ring.ORGANISATION)
    network.put("meeting", "hemmeligt")

    def suggested(name: str) -> list[str]:
        viewer = network.viewer(name)
        with inside(viewer.organisation):
            return search.suggest(viewer, "om hemmel")

    assert suggested("ane") == ["om hemmelige", "om hemmelighedskræmmeri", "om hemmeligt"]
    assert suggested("bo") == ["om hemmeligt"]


def test_words_others_have_written_do_not_correct_a_slip(network: Network) -> None:
    network.put("ane-own", "robotplæneklipper", of="ane", ring=Ring.ORGANISATION)
    network.put("meeting", "noget helt andet")
    assert network.found("ane", "robotplæneklippr").instead == "robotplæneklipper"
    assert network.found("bo", "robotplæneklippr") == search.Found()


def test_one_who_is_not_in_the_network_finds_nothing(rings: Network) -> None:
    assert search.find(None, "kaffeaftale") == search.Found()
    assert search.suggest(None, "kaffe") == []


def test_a_ring_that_is_narrowed_is_narrow_at_once(network: Network) -> None:
    network.put("sag", "vindmøller", of="ane", ring=Ring.NETWORK)
    assert network.finds("bo", "vindmølle") == ["sag"]
    network.put("sag", "vindmøller", of="ane", ring=Ring.ORGANISATION)
    assert network.finds("bo", "vindmølle") == []
    assert network.finds("ane", "vindmølle") == ["sag"]


def test_what_is_taken_out_is_found_no_more(network: Network) -> None:
    network.put("sag", "vindmøller", of="ane")
    with network.commit(execute=True):
        search.take_out("case", "sag", organisation=network.organisations["ane"])
        search.take_out("case", "was never there", organisation=None)
    assert network.finds("ane", "vindmølle") == []


def test_pages_of_hits_follow_one_another_and_equals_stand_in_a_fixed_order(network: Network) -> None:
    for number in range(12):
        network.put(f"sag-{number:02}", "vindmøller", title="Sag")
    whole = network.finds("ane", "vindmøller", limit=12)
    assert whole == network.finds("ane", "vindmøller", limit=5) + network.finds("ane", "vindmøller", offset=5, limit=7)
    assert network.found("ane", "vindmøller", offset=10, limit=10).count == 12


def test_a_hit_shows_where_the_words_stood_and_nothing_else_is_markup(network: Network) -> None:
    network.put(
        "sag",
        "# Forløb\n" + "fyld " * 100 + "<script>alert(1)</script> de nye **indkøbsaftaler** & mere",
        title="<b>Aftale",
    )
    hit = network.found("ane", "aftale").hits[0]
    assert hit.title == "&lt;b&gt;<mark>Aftale</mark>"
    assert hit.snippet.startswith("… ")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; de nye <mark>indkøbsaftaler</mark> &amp; mere" in hit.snippet
    assert hit.snippet.count("<") == 2
