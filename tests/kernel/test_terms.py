"""Danish words: cut out, folded, stemmed; whatever the text holds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.kernel import terms

WORDS = st.text("abdefgiklmnoprstuvyæøå", min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Indkøb og strategi", [("indkøb",), ("og",), ("strategi",)]),
        ("indkøbs-\nstrategi", [("indkøbs", "strategi")]),
        ("TCO-beregning", [("tco", "beregning")]),
        ("pc'er, PC’erne", [("pc",), ("pc",)]),
        ("ik\u00adke æ\u200bble", [("ikke",), ("æble",)]),
        ("ＫØＢ CO₂ ﬁn", [("køb",), ("co2",), ("fin",)]),
        ("§ 46, stk. 1.240,00", [("46",), ("stk",), ("1",), ("240",), ("00",)]),
        ("_under_streg", [("under",), ("streg",)]),
        ("", []),
        ("a" * 61, []),
        ("\u202e\x00😀", []),
    ],
)
def test_words_are_cut_out_where_they_stand(text: str, parts: list[tuple[str, ...]]) -> None:
    assert [term.parts for term in terms.terms(text)] == parts


@given(st.text(max_size=200))
def test_any_text_is_cut_and_each_term_stands_where_it_says(text: str) -> None:
    last = 0
    for term in terms.terms(text):
        assert last <= term.start < term.end <= len(text)
        assert term.word
        last = term.end


@given(st.text(st.characters(max_codepoint=0x36F), max_size=60))  # Latin letters and what is set over them
def test_u01_the_same_words_in_any_normal_form(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    composed, apart = (
        [terms.fold(term.word) for term in terms.terms(unicodedata.normalize(form, text))] for form in ("NFC", "NFD")
    )
    assert composed == apart


@pytest.mark.parametrize(
    ("ways", "folded"),
    [
        (["Køb", "KØB", "koeb", unicodedata.normalize("NFD", "køb")], "koeb"),
        (["Århus", "Aarhus", unicodedata.normalize("NFD", "ÅRHUS")], "aarhus"),
        (["æble", "ÆBLE", "aeble"], "aeble"),
        (["café", "cafe"], "cafe"),
        (["İstanbul", "istanbul"], "istanbul"),
        (["Straße", "STRASSE"], "strasse"),
    ],
)
def test_u03_u04_ways_of_writing_fold_to_one(ways: list[str], folded: str) -> None:
    assert {terms.fold(way) for way in ways} == {folded}


@pytest.mark.parametrize(
    "forms",
    [
        "aftale aftalen aftaler aftalerne aftalens aftalers",
        "regel regler reglen reglerne",
        "middel midler midlerne",
        "tilbud tilbuddet tilbuddene tilbuds",
        "bus busser bussen",
        "grøn grønt grønne",
        "billig billigt billige",
        "kontrakt kontrakten kontrakterne kontrakts",
        "disponent disponenter disponenternes",
        "leverandør leverandører leverandørens leverandoer leverandoerer",
        "miljø miljøet miljøets",
        "skema skemaer skemaet",
        "computer computere computerne",
        "møbel møbler møblerne",
        "strategi strategier strategien",
        "kødfri kødfrie",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({terms.stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("kontrakt", "kontrol"), ("mål", "måltid"), ("bod", "bord"), ("indkøb", "indhold"), ("vægt", "væg")],
)
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert terms.stem(one) != terms.stem(other)


def test_the_wider_stem_joins_what_the_narrow_one_keeps_apart() -> None:
    assert len({terms.stem(word) for word in ("bæredygtig", "bæredygtighed")}) == 2
    assert len({terms.root(word) for word in ("bæredygtig", "bæredygtige", "bæredygtighed")}) == 1


@given(WORDS)
def test_a_stem_is_folded_and_not_longer_than_the_word(word: str) -> None:
    stem = terms.stem(word)
    assert stem
    assert stem == terms.fold(stem)
    assert len(stem) <= len(terms.fold(word))


@given(WORDS, WORDS, st.integers(0, 2))
def test_slips_are_counted_as_the_full_table_counts_them(one: str, other: str, most: int) -> None:
    assert terms.is_near(one, other, most) == (_distance(one, other) <= most)


@given(WORDS, st.data())
def test_one_slip_is_near(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abc"))
    for slipped in (word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]):
        assert terms.is_near(word, slipped, 1)
    assert terms.is_near(word, word[:at] + word[at : at + 2][::-1] + word[at + 2 :], 1)


def _distance(one: str, other: str) -> int:
    """Optimal string alignment, the whole table."""
    table = [[i + j if i * j == 0 else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (one[i - 1] != other[j - 1])
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]
