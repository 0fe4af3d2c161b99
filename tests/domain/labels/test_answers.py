"""A colleague's assessment taken home, and two side by side."""

from __future__ import annotations

from datetime import date

import pytest

from flok.domain.labels import Origin, Purchase, assess, open_questions, questions, side_by_side, take_home
from tests.domain.labels.filled import MADE, assessment, well_but

OWN = Purchase(title="Rengøring af haller", authority="Nabostrup Kommune")
LATER = date(2027, 2, 1)


def test_taken_home_it_keeps_its_origin_and_asks_again_what_depends_on_the_purchase() -> None:
    theirs = well_but(A8="niveau", E4="yes", A9="2028-01-01")
    ours = take_home(theirs, OWN, made_on=LATER, made_by="Os")
    assert ours.origin == Origin("Tørsted Kommune", "Indkøber", MADE, "Rengøring af skoler")
    assert (ours.purchase, ours.made_on, ours.made_by, ours.label) == (OWN, LATER, "Os", "msc")
    assert set(theirs.answers) - set(ours.answers) == {"A8", "B1", "B2", "E4"}
    assert {key: ours.answers[key] for key in ours.answers} == {key: theirs.answers[key] for key in ours.answers}
    assert [each.question for each in assess(ours).missing] == ["B1", "B2"]


def test_taken_home_twice_it_is_still_the_first_ones() -> None:
    once = take_home(well_but(), OWN, made_on=LATER, made_by="Os")
    twice = take_home(once, Purchase(title="Andet"), made_on=LATER, made_by="De")
    assert twice.origin == once.origin


def test_what_is_open_is_what_nobody_answered() -> None:
    assert open_questions(assessment()) == tuple(questions())
    left = open_questions(well_but(B1="not_known"))
    assert left == tuple(key for key in questions() if key not in well_but().answers or key == "B1")


def test_side_by_side_says_which_answer_the_difference_hangs_on() -> None:
    both = side_by_side(well_but(), well_but(C3="no", D9="no", E4="yes"))
    assert [verdict.code for verdict in both.verdicts] == ["R1", "R3"]
    assert [row.question for row in both.rows if row.differs] == ["C3", "D9", "E4"]
    assert both.because_of == ("C3",)
    (row,) = (row for row in both.rows if row.question == "E4")
    assert row.one is None


def test_two_labels_are_not_set_side_by_side() -> None:
    with pytest.raises(ValueError, match="two labels"):
        side_by_side(well_but("fsc"), well_but("pefc"))
