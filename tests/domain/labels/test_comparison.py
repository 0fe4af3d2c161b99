"""Labels criterion by criterion, and the filters."""

from __future__ import annotations

from flok.domain.labels import Words, compare_labels, find_labels, profiles


def ids(**filters: object) -> set[str]:
    return {label.id for label in find_labels(**filters)}  # type: ignore[arg-type]


def test_a_matrix_has_a_row_for_each_criterion_any_of_them_is_known_by() -> None:
    matrix = compare_labels(["nordic_swan", "fsc", "czech_ecolabel"])
    assert [label.id for label in matrix.labels] == ["nordic_swan", "fsc", "czech_ecolabel"]
    rows = {row.key: row for row in matrix.rows}
    assert all(len(row.cells) == 3 for row in matrix.rows)
    assert [(cell.told, cell.verified) for cell in rows["kind"].cells] == [
        (Words("En vare eller en ydelse", "A product or a service"), False),
        (Words("En proces eller en råvare", "A process or a raw material"), False),
        (None, False),
    ]
    assert [cell.told.da if cell.told else None for cell in rows["C3"].cells] == ["ja", "ja", None]
    assert [cell.verified for cell in rows["C3"].cells] == [True, False, False]
    assert [cell.told.da if cell.told else None for cell in rows["theme:forest"].cells] == ["nej", "ja", "nej"]
    assert [cell.told.da if cell.told else None for cell in rows["stage:use"].cells] == ["ja", "nej", None]
    assert rows["theme:forest"].differs
    assert not rows["C3"].differs


def test_what_is_unknown_makes_no_difference() -> None:
    matrix = compare_labels(["nordic_swan", "czech_ecolabel"])
    assert not any(row.differs for row in matrix.rows if row.cells[1].told is None)


def test_in_words_each_difference_is_a_sentence_and_the_unknown_is_counted() -> None:
    matrix = compare_labels(["msc", "asc"])
    assert matrix.words[0].da == "Handel og arbejdsforhold MSC: nej; ASC: ja."
    assert "ikke slået efter i en kilde" in matrix.words[-1].da
    assert len(matrix.words) == sum(row.differs for row in matrix.rows) + 1


def test_filters() -> None:
    assert ids() == set(profiles())
    assert {"nordic_swan", "eu_ecolabel"} <= ids(product_group="cleaning_services")
    assert "fsc" not in ids(product_group="cleaning_services")
    assert "fairtrade" in ids(theme="social")
    assert "nordic_swan" not in ids(theme="social")
    assert ids(verdict={"R1"}) == set()
    assert ids(verdict={"R1"}, verdicts={"fsc": "R1", "msc": "R3"}) == {"fsc"}
    assert ids(product_group="fish", verdict={"R1", "R3"}, verdicts={"fsc": "R1", "msc": "R3"}) == {"msc"}


def test_found_labels_are_in_the_order_of_their_names() -> None:
    names = [label.name_da.casefold() for label in find_labels(theme="fish")]
    assert names == sorted(names)
