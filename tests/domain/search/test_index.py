"""What is found: Danish as it is written, in an order that follows from the texts alone."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flok.domain.search import Index
from tests.domain.search.conftest import NETWORK, SYNONYMS, text

TEXTS = {
    "aftaler": "Indkøbsaftaler på rengøring\nVi har mange aftaler om rengøringsydelser og kontrakter.",
    "strategi": "Strategi for indkøb\nIndkøb og strategi hænger sammen",
    "sammensat": "Indkøbsstrategi 2030\nKommunens plan",
    "adfærd": "Adfærd hos disponenten\nDisponenter vælger det nemme. Adfærden ændres",
    "vaner": "Disponentadfærd\nom vaner i hverdagen",
    "maskiner": "Computere\nvi køber bærbare maskiner, og totalomkostningerne regnes ud",
    "udbud": "Nyt udbud\nudbuddet gentages",
    "levetid": "Livscyklusomkostninger\nover ti år",
    "æbler": "Æbler og pærer\nfrugt fra Fyn",
}
MakeIndex = Callable[[Mapping[str, str]], Index]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("aftale", {"aftaler"}),
        ("aftalernes", {"aftaler"}),
        ("indkøb strategi", {"strategi", "sammensat"}),
        ("indkøbsstrategi", {"strategi", "sammensat"}),
        ("disponentadfærd", {"adfærd", "vaner"}),
        ("adfærd hos disponenten", {"adfærd", "vaner"}),
        ("TCO", {"levetid", "maskiner"}),
        ("total cost of ownership", {"levetid", "maskiner"}),
        ("livscyklusomkostning", {"levetid", "maskiner"}),
        ("genudbud", {"udbud"}),
        ("pc'er", {"maskiner"}),
        ("ÆBLE", {"æbler"}),
        ("aeble", {"æbler"}),
        (unicodedata.normalize("NFD", "æble på"), {"æbler"}),
        ("rengoring", {"aftaler"}),
        ("disponetnadfærd", {"adfærd", "vaner"}),
        ("og", {"aftaler", "strategi", "maskiner", "æbler"}),
        ("qqqq", set()),
        ("", set()),
    ],
)
def test_danish_is_found_as_it_is_written(index_of: MakeIndex, asked: str, found: set[str]) -> None:
    keys = index_of(TEXTS).ask(asked, NETWORK).keys
    assert found <= set(keys)
    assert not found or set(keys[: len(found)]) == found


def test_the_compound_and_its_words_apart_find_the_same_first(index_of: MakeIndex) -> None:
    index = index_of(TEXTS)
    assert set(index.ask("indkøbsstrategi", NETWORK).keys[:2]) == set(index.ask("indkøb strategi", NETWORK).keys[:2])


def test_what_stands_in_the_title_comes_before_what_stands_in_the_text(index_of: MakeIndex) -> None:
    index = index_of({"b": "Vindmøller\nom strøm og el", "a": "Strøm\nom vindmøller og el"})
    assert index.ask("vindmølle", NETWORK).keys == ("b", "a")


def test_words_side_by_side_come_before_words_apart(index_of: MakeIndex) -> None:
    far = " ".join(f"ord{number}" for number in range(30))
    index = index_of(
        {"apart": f"Sag\ngrøn {far} strøm", "beside": f"Sag\ngrøn strøm {far}", "other": "Sag\nnoget andet"}
    )
    assert index.ask("grøn strøm", NETWORK).keys[:2] == ("beside", "apart")


def test_equals_stand_in_the_order_of_their_keys(index_of: MakeIndex) -> None:
    index = index_of(dict.fromkeys(("c", "a", "b"), "Vindmøller"))
    assert index.ask("vindmølle", NETWORK).keys == ("a", "b", "c")
    assert index.ask("vindmølle", NETWORK, limit=2).keys == ("a", "b")


def test_only_what_a_reader_may_see_counts(index_of: MakeIndex) -> None:
    index = index_of({})
    index.put(
        [
            text("own", "Vindmøller", reach="org:1"),
            text("group", "Vindmøller", reach="org:1 theme:x"),
            text("all", "Vindmøller"),
        ]
    )
    assert index.ask("vindmølle", {"network"}).keys == ("all",)
    assert index.ask("vindmølle", {"network", "theme:x"}).keys == ("all", "group")
    assert index.ask("vindmølle", {"network", "org:1"}).keys == ("all", "group", "own")
    assert index.ask("vindmølle", set()).keys == ()
    assert index.suggest("vind", set(), 5) == ()


def test_kinds_and_themes_are_chosen(index_of: MakeIndex) -> None:
    index = index_of({})
    index.put([text("a", "Vindmøller", kind="case", theme="x"), text("b", "Vindmøller", kind="guide")])
    assert index.ask("vindmølle", NETWORK, kind="guide").keys == ("b",)
    assert index.ask("vindmølle", NETWORK, theme="x").keys == ("a",)
    assert index.ask("vindmølle", NETWORK, kind="unknown").keys == ()


def test_a_slip_is_told_and_a_word_that_is_there_is_no_slip(index_of: MakeIndex) -> None:
    index = index_of(TEXTS)
    assert index.ask("disponetnadfærd", NETWORK).instead == "disponentadfærd"
    assert index.ask("adfærd disponent", NETWORK).instead == ""


def test_a_compound_of_which_one_part_is_known_finds_that_part_and_tells_so(index_of: MakeIndex) -> None:
    index = index_of({"people": "Disponenter\nDisponenterne bestiller", "plan": "Indkøbet i en plan", "food": "Kød"})
    found = index.ask("disponentadfærd", NETWORK)
    assert (found.keys, found.instead) == (("people",), "disponent")
    assert index.ask("koedfrie", NETWORK).instead == "kød"
    assert index.ask("indkøbsvaner", NETWORK).keys == ("plan",)
    assert index.ask("adfærdsdisponenten", NETWORK).keys == ("people",)
    assert index.ask("adfærdsvaner", NETWORK).keys == ()


def test_a_part_of_a_compound_counts_less_than_a_word_that_is_there(index_of: MakeIndex) -> None:
    index = index_of({"a": "Disponenter", "b": "Strøm", "c": "Andet"})
    assert index.ask("disponentadfærd strøm", NETWORK).keys == ("b", "a")


def test_a_synonym_of_several_words_is_their_standing_together(index_of: MakeIndex) -> None:
    far = " ".join(f"ord{number}" for number in range(30))
    index = index_of(
        {
            "apart": f"Sag\nnyt {far} udbud",
            "beside": f"Sag\nnyt udbud {far}",
            "one": f"Udbud\nudbud {far}",
            "word": f"Sag\ngenudbud {far}",
        }
    )
    found = index.ask("genudbud", NETWORK)
    assert found.keys[:3] == ("word", "beside", "apart")
    assert not found.words.keys() & {"nyt", "udbud"}
    assert [[*words] for words in found.phrases[0]] == [["nyt"], ["udbud"]]


def test_suggestions_go_on_with_the_last_word(index_of: MakeIndex) -> None:
    index = index_of(TEXTS)
    assert index.suggest("ny indkøb", NETWORK, 9) == ("ny indkøbsaftaler", "ny indkøbsstrategi")
    assert index.suggest("indkoebsa", NETWORK, 9) == ("indkøbsaftaler",)
    assert index.suggest("indkøb ", NETWORK, 9) == ()
    assert index.suggest("", NETWORK, 9) == ()


def test_a_text_that_changes_is_found_as_it_is_now(index_of: MakeIndex) -> None:
    index = index_of({"a": "Vindmøller"})
    assert index.ask("vindmølle", NETWORK).keys == ("a",)
    index.put([text("a", "Solceller")])
    assert (index.ask("vindmølle", NETWORK).keys, index.ask("solcelle", NETWORK).keys) == ((), ("a",))
    index.remove(["a", "unknown"])
    assert index.ask("solcelle", NETWORK).keys == ()
    assert index.digests() == {}


def test_one_process_reads_what_another_wrote_also_when_the_file_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite3"
    one, other = Index(path, SYNONYMS), Index(path, SYNONYMS)
    one.put([text("a", "Vindmøller")])
    assert other.ask("vindmølle", NETWORK).keys == ("a",)
    path.unlink()
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    third = Index(path, SYNONYMS)
    third.put([text("b", "Vindmøller")])
    assert other.ask("vindmølle", NETWORK).keys == ("b",)
    assert one.ask("vindmølle", NETWORK).keys == ("b",)


SAID = st.lists(
    st.sampled_from("vindmølle vindmøller møller indkøb aftaler indkøbsaftale grøn og strøm".split()), max_size=6
)
ASKED = ("vindmølle aftale", "indkøbsaftale", "grøn strøm", "sag", "vindmøllestrøm", "grønvindmlle")
STEPS = st.lists(st.tuples(st.sampled_from("abcdef"), st.none() | SAID), max_size=25)


@settings(max_examples=25, deadline=None)
@given(STEPS, st.integers(1, 4))
def test_the_order_follows_from_the_texts_and_not_from_how_they_came(
    steps: list[tuple[str, list[str] | None]], asks: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lived, left = Index(Path(folder) / "lived", SYNONYMS), {}
        for number, (key, said) in enumerate(steps):
            if said is None:
                lived.remove([key])
                left.pop(key, None)
            else:
                left[key] = text(key, "Sag", " ".join(said))
                lived.put([left[key]])
            if number % asks == 0:
                for asked in ASKED:
                    lived.ask(asked, NETWORK)
        fresh = Index(Path(folder) / "fresh", SYNONYMS)
        fresh.put(left[key] for key in sorted(left, reverse=True))
        for asked in ASKED:
            assert lived.ask(asked, NETWORK) == fresh.ask(asked, NETWORK)


def test_of_very_many_compounds_those_count_that_are_most_common_now(index_of: MakeIndex, tmp_path: Path) -> None:
    words = [f"{one}{other}aftalen" for one in "abcdefghijklmnop" for other in "abcdefghijklmnop"]
    texts = {f"first {word}": f"aftale\n{word}" for word in words}
    lived = index_of(texts)
    before = lived.ask("aftale", NETWORK, limit=300)
    new = [text(f"more {word}", "aftale", word) for word in words[-40:]]
    lived.put(new)
    assert lived.ask("aftale", NETWORK, limit=300).words.keys() != before.words.keys()
    fresh = Index(tmp_path / "fresh", SYNONYMS)
    fresh.put(new)
    fresh.put(text(key, *said.split("\n")) for key, said in texts.items())
    assert lived.ask("aftale", NETWORK, limit=300) == fresh.ask("aftale", NETWORK, limit=300)
    lived.remove(one.key for one in new)
    assert lived.ask("aftale", NETWORK, limit=300) == before


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_any_question_is_answered(asked: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder) / "words", SYNONYMS)
        index.put(text(key, said) for key, said in TEXTS.items())
        assert set(index.ask(asked, NETWORK).keys) <= set(TEXTS)
        assert len(index.suggest(asked, NETWORK, 3)) <= 3
