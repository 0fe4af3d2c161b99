"""The award: deterministic, waiting where people must decide, and the same when anyone counts it again."""

from __future__ import annotations

import json

import pytest

from flok.domain.tco import StudyError
from flok.domain.tco.tender import (
    Assessed,
    Decision,
    NotAnAwardError,
    as_plain,
    award,
    award_again,
    read_assessed,
    read_bid,
)

from .tenders import NOISE, VALUES, cell_changed, dishwashers, filled

TENDER = dishwashers('rule = "monetised"', NOISE + "value = 5000\n")
FILES = {
    "a.xlsx": filled(TENDER, VALUES, "Fiktiv A/S"),
    "b.xlsx": filled(TENDER, {**VALUES, "energy_per_wash": 0.6, "purchase_price": 9000.0}, "Opdigtet ApS"),
    "c.xlsx": cell_changed(filled(TENDER, VALUES, "Tænkt IVS"), "Forudsætninger!C6", "><v>39</v>"),
    "d.xlsx": b"no workbook",
}
BIDS = {name: read_bid(TENDER, name, content) for name, content in FILES.items()}
A, B, C, D = (BIDS[f"{name}.xlsx"] for name in "abcd")
POINTS = {A.sha256: {"noise": "8"}, B.sha256: {"noise": "2.5"}, C.sha256: {"noise": "10"}}


def test_a_bid_with_something_to_ask_waits_and_one_that_is_none_is_out() -> None:
    found = award(TENDER, list(BIDS.values()), {key: POINTS[key] for key in (A.sha256, B.sha256)})
    assert {each.bid: (each.state, each.why) for each in found.outcomes} == {
        A.sha256: ("ranked", "fine"),
        B.sha256: ("ranked", "fine"),
        C.sha256: ("pending", "ask"),
        D.sha256: ("out", "refused"),
    }
    assert ([each.id for each in found.standings], found.settled) == ([B.sha256, A.sha256], False)


def test_it_is_settled_when_people_have_decided_with_a_reason() -> None:
    decided = [Decision(C.sha256, True, "Antallet læses ikke fra arket.")]
    found = award(TENDER, list(BIDS.values()), POINTS, decided)
    assert (found.settled, found.first) == (True, (B.sha256,))
    assert [each.rank for each in found.standings] == [1, 2, 3]
    assert found == award(TENDER, list(reversed(BIDS.values())), POINTS, decided)
    out = award(TENDER, list(BIDS.values()), POINTS, [Decision(C.sha256, False, "Udelukket.")])
    assert [each.id for each in out.standings] == [B.sha256, A.sha256]


def test_points_that_are_missing_keep_it_open() -> None:
    found = award(TENDER, [A, B], {A.sha256: {"noise": "8"}})
    assert (found.settled, found.first, found.standings[-1].why) == (False, (A.sha256,), "no_points")


def test_the_same_file_twice_counts_once_and_two_of_one_bidder_wait() -> None:
    found = award(TENDER, [A, A], {A.sha256: {"noise": "8"}})
    assert [(each.state, each.why) for each in found.outcomes] == [("ranked", "fine"), ("out", "twice")]
    other = read_bid(TENDER, "a2.xlsx", filled(TENDER, {**VALUES, "service": 301.0}, "Fiktiv A/S"))
    found = award(TENDER, [A, other])
    assert [each.why for each in found.outcomes] == ["same_bidder", "same_bidder"]
    variant = read_bid(TENDER, "a3.xlsx", filled(TENDER, {**VALUES, "variant": "Model 2"}, "Fiktiv A/S"))
    assert [each.why for each in award(TENDER, [A, variant]).outcomes] == ["fine", "fine"]


@pytest.mark.parametrize(
    "decisions",
    [
        [Decision("0" * 64, True, "Ukendt.")],
        [Decision(A.sha256, True, " ")],
        [Decision(A.sha256, True, "Ja."), Decision(A.sha256, False, "Nej.")],
    ],
)
def test_a_decision_that_is_none_is_refused(decisions: list[Decision]) -> None:
    with pytest.raises(ValueError, match="/"):
        award(TENDER, [A, B], {}, decisions)


def plain() -> dict[str, object]:
    decided = [Decision(C.sha256, True, "Antallet læses ikke fra arket.")]
    found = as_plain(TENDER, award(TENDER, list(BIDS.values()), POINTS, decided))
    return dict(json.loads(json.dumps(found)))


def test_anyone_counts_the_award_again_from_the_files_whatever_they_are_called() -> None:
    files = [(f"renamed-{name}", content) for name, content in FILES.items()]
    again, differences = award_again(plain(), files)
    assert (again, differences) == (plain(), [])


def test_what_was_changed_in_an_award_is_named() -> None:
    changed = plain()
    changed["bids"][A.sha256]["compared_ore"] += 1  # type: ignore[index]
    changed["first"] = [A.sha256]
    _, differences = award_again(changed, list(FILES.items()))
    assert [each.place for each in differences] == [f"bids.{A.sha256}.compared_ore", "first.1"]


def test_a_changed_document_is_another_tender() -> None:
    changed = plain()
    changed["document"] = str(changed["document"]).replace("value = 5000", "value = 50000")
    _, differences = award_again(changed, list(FILES.items()))
    assert differences[0].place == "fingerprint"
    assert f"bids.{A.sha256}.status" in [each.place for each in differences]


def test_a_bid_that_is_not_there_is_named() -> None:
    _, differences = award_again(plain(), [(name, FILES[name]) for name in ("a.xlsx", "c.xlsx", "d.xlsx")])
    assert (differences[0].place, differences[0].was) == ("files.b.xlsx", B.sha256)


@pytest.mark.parametrize("content", [[], {}, {"schema": "flok-tco-award/2"}, {"schema": "flok-tco-award/1"},
                                     {**plain(), "document": "x"}, {**plain(), "points": {"x": 1}}])  # fmt: skip
def test_a_file_that_is_no_award_says_so(content: dict[str, object]) -> None:
    with pytest.raises(NotAnAwardError):
        award_again(content, [])


def test_a_tender_made_without_a_document_writes_one() -> None:
    from dataclasses import replace

    found = as_plain(replace(TENDER, text=""), award(TENDER, [A, B], {}))
    assert found["fingerprint"] == plain()["fingerprint"]
    assert award_again(found, list(FILES.items()))[1] == []


def test_what_was_assessed_is_read_by_name_or_hash() -> None:
    text = f"""
    points."a.xlsx".noise = 8
    points."{B.sha256}".noise = 2.50
    [admit]
    "c.xlsx" = "Antallet læses ikke fra arket."
    """
    assert read_assessed(text, list(BIDS.values()), TENDER.terms.model) == Assessed(
        {A.sha256: {"noise": "8"}, B.sha256: {"noise": "2.50"}},
        (Decision(C.sha256, True, "Antallet læses ikke fra arket."),),
    )


def test_all_that_is_wrong_in_what_was_assessed_is_told_at_once() -> None:
    text = """
    other = 1
    [points]
    "a.xlsx" = { noise = 11, price = 1 }
    "b.xlsx" = { noise = "1e1" }
    "z.xlsx" = { noise = 1 }
    [admit]
    "c.xlsx" = ""
    [reject]
    "c.xlsx" = "Nej"
    """
    with pytest.raises(StudyError) as refused:
        read_assessed(text, list(BIDS.values()), TENDER.terms.model)
    assert sorted(each.place for each in refused.value.problems) == sorted(
        [
            "other",
            "points.z.xlsx",
            "points.a.xlsx.noise",
            "points.a.xlsx.price",
            "points.b.xlsx.noise",
            "admit.c.xlsx",
            C.sha256,
        ]
    )
