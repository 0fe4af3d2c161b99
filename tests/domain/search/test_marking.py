"""The stretch of a text that is shown, and what is marked in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flok.domain.search import Stretch, marked, stretch

WORDS = {"aftale": 1.0, "indkøbsaftaler": 0.6, "strategi": 1.0}


def test_compounds_and_forms_are_marked_whole_and_as_they_are_written() -> None:
    assert marked("Vores INDKØBSAFTALER og aftalen, TCO-strategi!", WORDS) == (
        ("Vores ", False),
        ("INDKØBSAFTALER", True),
        (" og aftalen, ", False),
        ("TCO-strategi", True),
        ("!", False),
    )


def test_a_stretch_shows_most_of_what_was_asked_for() -> None:
    said = "aftale " + "fyld " * 100 + "en aftale om strategi her " + "fyld " * 100
    shown = stretch(said, WORDS, 60)
    assert [piece for piece, is_marked in shown.pieces if is_marked] == ["aftale", "strategi"]
    assert said[shown.start :].startswith(shown.pieces[0][0])
    assert said[shown.first :].startswith("aftale om strategi")
    assert shown.worth == 2.0


def test_the_words_of_a_phrase_are_marked_where_they_stand_together() -> None:
    phrases = ((dict.fromkeys(("nyt", "nye"), 0.8), {"udbud": 0.8}),)
    said = "Et udbud. " + "fyld " * 60 + "Det nye udbud kom. " + "fyld " * 60 + "nyt"
    assert [piece for piece, is_marked in marked(said, {}, phrases) if is_marked] == ["nye", "udbud"]
    shown = stretch(said, {}, 40, phrases)
    assert said[shown.first :].startswith("nye udbud")
    assert shown.worth == 1.6
    assert stretch("et udbud", {}, 40, phrases).worth == 0.0


def test_a_stretch_keeps_to_one_page() -> None:
    shown = stretch("første side\fanden side med en aftale\ftredje side", WORDS, 400)
    assert shown == Stretch(12, 30, (("anden side med en ", False), ("aftale", True)), 1.0)


def test_what_stands_on_the_next_page_does_not_count_for_this_one() -> None:
    shown = stretch("vores aftale\fdet vi så\fen strategi for indkøbsaftaler", WORDS, 400)
    assert [piece for piece, is_marked in shown.pieces if is_marked] == ["strategi", "indkøbsaftaler"]
    assert shown.worth == 1.6


def test_the_beginning_is_shown_where_nothing_stands() -> None:
    assert stretch("fyld " * 100, WORDS, 18).pieces == (("fyld fyld fyld", False),)
    assert stretch("", WORDS).pieces == ()


def test_letters_inside_another_word_are_no_place() -> None:
    assert stretch("x" * 50 + " kaffeaftalebog " + "y" * 300, {"aftale": 1.0}, 40).worth == 0.0


@given(st.text(max_size=300), st.integers(10, 100))
def test_pieces_are_the_text_itself(text: str, width: int) -> None:
    assert "".join(piece for piece, _mark in marked(text, WORDS)) == text
    shown = stretch(text + " aftale " + text, WORDS, width)
    assert (text + " aftale " + text)[shown.start :].startswith("".join(piece for piece, _mark in shown.pieces))
