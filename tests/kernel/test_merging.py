"""Two texts made of one: what each wrote is there afterwards."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from flok.kernel.merging import Conflict, Merged, merge

BASE = "Vi mødes i maj.\nAlle tager en case med.\nReferatet lægges ud.\n"
texts = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=4).map(" ".join), max_size=6).map("\n".join)


def test_what_each_has_changed_in_its_own_place_is_there() -> None:
    mine = BASE.replace("maj", "juni")
    theirs = BASE + "Næste møde holdes i Fiktrup.\n"
    assert merge(BASE, mine, theirs) == Merged(mine + "Næste møde holdes i Fiktrup.\n", ())


def test_two_changes_of_one_line_are_told_apart_by_words() -> None:
    mine, theirs = BASE.replace("Alle tager", "Alle medlemmer tager"), BASE.replace("case med", "case med hjem")
    both = BASE.replace("Alle tager en case med", "Alle medlemmer tager en case med hjem")
    assert merge(BASE, mine, theirs) == Merged(both, ())


def test_where_both_changed_the_same_words_both_stand_there() -> None:
    mine, theirs = BASE.replace("i maj", "den 4. juni"), BASE.replace("i maj", "den 9. juni")
    conflict = Conflict("Vi mødes den 4. juni.", "Vi mødes den 9. juni.")
    both = "Vi mødes den 4. juni.\nVi mødes den 9. juni.\nAlle tager en case med.\nReferatet lægges ud.\n"
    assert merge(BASE, mine, theirs) == Merged(both, (conflict,))


def test_what_one_took_away_and_the_other_changed_stays() -> None:
    mine, theirs = BASE.replace("Alle tager en case med.\n", ""), BASE.replace("en case", "to cases")
    assert merge(BASE, mine, theirs) == Merged(theirs, ())


def test_line_breaks_of_a_form_are_line_breaks() -> None:
    assert merge(BASE, BASE.replace("\n", "\r\n"), BASE) == Merged(BASE, ())


def test_a_text_of_very_many_lines_is_not_compared_but_kept() -> None:
    base, mine, theirs = "\n" * 30_000, "\n" * 30_001 + "mit", "\n" * 30_002 + "dit"
    assert merge(base, mine, theirs).text == f"{mine}\n{theirs}"


@given(texts, texts)
def test_one_who_changed_nothing_changes_nothing(base: str, other: str) -> None:
    assert merge(base, base, other) == merge(base, other, base) == merge(base, other, other) == Merged(other, ())


@given(texts, texts, texts)
def test_no_word_that_was_written_is_lost(base: str, mine: str, theirs: str) -> None:
    merged = Counter(merge(base, mine, theirs).text.split())
    for written in (mine, theirs):
        assert Counter(written.split()) - Counter(base.split()) <= merged
