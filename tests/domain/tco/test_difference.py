"""Two versions of a study side by side."""

from __future__ import annotations

from flok.domain.tco import Difference, difference
from flok.domain.tco._difference import Edit, Moved
from flok.domain.tco._read_study import study_from
from tests.domain.tco.studies import document, study


def test_nothing_changed() -> None:
    told = difference(study(), study())
    assert told == Difference((), (Moved("a", 482_816, 482_816), Moved("b", 399_261, 399_261)), ("b", "a"), ("b", "a"))


def test_what_changed_and_what_it_did() -> None:
    content = document(version=2)
    content["alternative"][1]["values"]["price"] = 2500
    content["alternative"].append({"id": "c", "name": "C", "values": {"price": 0, "use": 0}})
    told = difference(study(), study_from(content, "test"))
    assert told == Difference(
        edits=(
            Edit("version", 1, 2),
            Edit("alternative.b.values.price", 1500.0, 2500.0),
            Edit("alternative.c", None, {"id": "c", "name": "C", "values": {"price": 0.0, "use": 0.0}}),
        ),
        moved=(Moved("a", 482_816, 482_816), Moved("b", 399_261, 499_261), Moved("c", None, 26_670)),
        ranking_before=("b", "a"),
        ranking_after=("c", "a", "b"),
    )
