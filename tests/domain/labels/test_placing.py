"""Where a requirement belongs, alone and for a whole plan."""

from __future__ import annotations

import pytest

from flok.domain.labels import DIRECTION, SCORES, PlannedTender, place, place_plan, product_groups, read_plan, sources
from flok.domain.labels._groups import find_group

HEADS = (1, ("Udbud", "Varegruppe", "Mærke", "Tal", "Afgørelse", "Stat"))


@pytest.mark.parametrize(
    ("code", "score", "use"),
    [
        ("R1", 1, "minimum"),
        ("R1", 2, "minimum"),
        ("R1", 3, "award"),
        ("R1", 4, "contract"),
        ("R1", 5, "functional"),
        ("R2", 1, "minimum"),
        ("R2", 3, "award"),
        ("R3", 2, "minimum"),
        ("R3", 4, "contract"),
        ("R4", 1, "functional"),
        ("R0", 1, "none"),
        ("R5", 1, "undecided"),
        ("R1", None, "undecided"),
        ("R4", None, "functional"),
    ],
)
def test_the_market_decides_where_the_law_allows(code: str, score: int | None, use: str) -> None:
    placement = place(code, score)
    assert placement.use == use
    assert placement.reasons
    assert {reason.source for reason in placement.reasons} <= set(sources())


@pytest.mark.parametrize("score", [0, 6, -1])
def test_other_numbers_are_refused(score: int) -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        place("R1", score)


def test_the_direction_is_told() -> None:
    assert DIRECTION.da == "Tallet går fra 1 (mange mærkede produkter) til 5 (ingen kriterier)."
    assert list(SCORES) == [1, 2, 3, 4, 5]
    assert place("R1", 1).reasons[0].told.da == "1: mange mærkede produkter på markedet."


def test_relevant_requirements_are_placed_as_requirements() -> None:
    assert [reason.source for reason in place("R2", 1).reasons] == ["label-check", "label-check", "ubl46-2"]


def test_the_same_requirement_is_never_used_twice() -> None:
    for used in ("minimum", "award", "contract", "functional"):
        again = place("R1", 3, used=[used])
        assert (again.use, [reason.source for reason in again.reasons]) == ("none", ["not-twice"])
    assert place("R1", 3, used=["none", "undecided"]).use == "award"


def test_the_fourteen_groups_of_the_circular_are_flagged_with_its_status() -> None:
    circular = [group.id for group in product_groups().values() if group.circular]
    assert len(circular) == 14
    bound = place("R1", 1, product_group="Rengøring", state=True)
    assert (bound.circular, bound.reasons[-1].source) == ("bound", "circular-2022")
    assert place("R1", 1, product_group="cleaning_services").circular == "not_bound"
    assert place("R1", 1, product_group="furniture", state=True).circular is None
    assert place("R1", 1, product_group="Rumraketter", state=True).circular is None


def test_groups_are_found_by_name_and_never_guessed() -> None:
    found = {
        written: group and group.id
        for written in ("RENGØRING", " Kopipapir ", "Tøj", "")
        if [group := find_group(written)]
    }
    assert found == {"RENGØRING": "cleaning_services", " Kopipapir ": "copying_paper", "Tøj": None, "": None}


def test_a_plan_is_read() -> None:
    rows = [
        (1, ("Udbudsplan 2027",)),
        (2, HEADS[1]),
        (3, ("Rengøring af skoler", "Rengøring", "SVANEN ", "1", "R1", "")),
        (4, ("", "", "", "", "", "")),
        (5, ("Kaffe", "Kaffe", "fairtrade", "3.0", "r2", "ja")),
        (6, ("Broer", "Broer", "Svanemærket", "", "", "nej")),
    ]
    plan = read_plan(rows)
    assert plan.tenders == (
        PlannedTender(3, "Rengøring af skoler", "cleaning_services", "nordic_swan", 1, "R1", False),
        PlannedTender(5, "Kaffe", "coffee_tea_cocoa", "fairtrade", 3, "R2", True),
        PlannedTender(6, "Broer", "Broer", "nordic_swan", None, None, False),
    )
    assert plan.problems == ()


@pytest.mark.parametrize(
    ("cells", "danish"),
    [
        (("", "Papir", "SVANEN", "1", "", ""), "Rækken mangler navnet på udbuddet."),
        (("Papir", "", "Svanemærk", "1", "", ""), "Mærket Svanemærk findes ikke i registret. Mente I Svanemærket?"),
        (("Papir", "", "Xyzzy", "1", "", ""), "Mærket Xyzzy findes ikke i registret."),
        (("Papir", "", "SVANEN", "0", "", ""), "Tallet 0 er ikke 1, 2, 3, 4 eller 5."),
        (("Papir", "", "SVANEN", "mange", "", ""), "Tallet mange er ikke 1, 2, 3, 4 eller 5."),
        (("Papir", "", "SVANEN", "1", "R9", ""), "Afgørelsen R9 er ikke R0 til R5."),
        (("Pa\u202epir", "", "SVANEN", "1", "", ""), "Rækken har ødelagt eller skjult tekst."),
    ],
)
def test_a_row_that_cannot_be_used_says_why(cells: tuple[str, ...], danish: str) -> None:
    plan = read_plan([HEADS, (2, cells)])
    assert plan.tenders == ()
    assert [(problem.row, problem.told.da) for problem in plan.problems] == [(2, danish)]


def test_a_list_without_headings_is_said() -> None:
    plan = read_plan([(1, ("Papir", "SVANEN", "1"))])
    assert [(problem.row, problem.told.en) for problem in plan.problems] == [
        (0, "The list lacks a row with the headings tender, label and score.")
    ]


def test_english_headings_in_any_order_and_short_rows() -> None:
    plan = read_plan([(1, ("Score", "Label", "Tender")), (2, ("2", "FSC Mix", "Paper")), (3, ("2",))])
    assert plan.tenders == (PlannedTender(2, "Paper", "", "fsc_mix", 2, None, False),)
    assert [problem.row for problem in plan.problems] == [3]


def test_a_plan_is_placed_and_no_requirement_twice() -> None:
    rows = [
        HEADS,
        (2, ("Papir", "Papir", "Svanemærket", "1", "R1", "")),
        (3, (" papir ", "Papir", "SVANEN", "3", "R1", "")),
        (4, ("Papir", "Papir", "FSC", "3", "R1", "")),
        (5, ("Toner", "Toner", "Blauer Engel", "2", "", "")),
    ]
    placed = place_plan(read_plan(rows).tenders)
    assert [(each.placement.use, each.assessed, each.placement.circular) for each in placed] == [
        ("minimum", True, "not_bound"),
        ("none", True, "not_bound"),
        ("award", True, "not_bound"),
        ("minimum", False, None),
    ]
    assert placed[1].placement.reasons[0].told.da == (
        "Kravet er allerede brugt som mindstekrav. Det samme krav må ikke bruges to gange."
    )


def test_for_another_product_group_the_same_label_is_another_requirement() -> None:
    rows = [
        HEADS,
        (2, ("Drift", "Sæbe", "Svanemærket", "1", "R1", "")),
        (3, ("Drift", "Maling", "Svanemærket", "1", "R1", "")),
        (4, ("Drift", "maling", "Svanemærket", "3", "R1", "")),
        (5, ("Drift", "", "Svanemærket", "1", "R1", "")),
    ]
    placed = place_plan(read_plan(rows).tenders)
    assert [each.placement.use for each in placed] == ["minimum", "minimum", "none", "none"]


def test_two_columns_of_one_kind_are_not_guessed_between() -> None:
    plan = read_plan([(3, ("Udbud", "Navn ", "Mærke", "Tal")), (4, ("Papir", "Anna", "SVANEN", "1"))])
    assert (plan.tenders, [(each.row, each.told.da) for each in plan.problems]) == (
        (),
        [(3, "To kolonner kan begge være udbud: Udbud og Navn. Giv den ene et andet navn.")],
    )


def test_whether_the_state_is_bound_is_yes_no_or_not_written() -> None:
    rows = [
        HEADS,
        *((n, ("A", "Sæbe", "SVANEN", "1", "", said)) for n, said in enumerate(("JA", "nej", "", "ved ikke"), 2)),
    ]
    plan = read_plan(rows)
    assert [each.state for each in plan.tenders] == [True, False, False]
    assert [(each.row, "ja eller nej" in each.told.da) for each in plan.problems] == [(5, True)]


def test_names_that_are_alike_are_looked_for_in_the_first_problems_only() -> None:
    plan = read_plan([HEADS, *((n, ("Papir", "", f"Svanemærk {n}", "1", "", "")) for n in range(2, 1_002))])
    assert sum("Mente I" in each.told.da for each in plan.problems) == 50
    assert plan.problems[-1].told.da == "Mærket Svanemærk 1001 findes ikke i registret."
