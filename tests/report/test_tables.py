"""The tables beside the pictures, as plain rows, in both languages."""

from markupsafe import Markup

from flok.report import tables
from tests.report.answers import REVERSED, SCRIPT, Answer, figures

NBSP = "\u00a0"
TARGET = {"share": 0.8, "year": 2030, "source": None}


def group(key: str | None, yes: int, no: int, unknown: int, **more: str) -> Answer:
    return {"key": key, "label": key, "lines": 2000, **figures(yes, no, unknown, target=0.8), **more}


def test_the_months_in_order() -> None:
    listed = [group(None, 0, 100_00, 0), group("2026-02", 500_00, 300_00, 200_00), group("2026-01", 900_00, 100_00, 0)]
    assert tables.months(listed, TARGET, "en") == tables.Table(
        "The share month by month, whole kroner",
        [("Month", False), ("Sustainable", True), ("Not sustainable", True), ("Unknown", True), ("Out of scope", True),
         ("Share", True), ("Missing", True), ("Lines", True)],
        [
            [Markup("<bdi>January 2026</bdi>"), "900", "100", "0", "0", "90%", "0", "2,000"],
            [Markup("<bdi>February 2026</bdi>"), "500", "300", "200", "0", "50–70%", "300", "2,000"],
            [Markup("<em>unknown</em>"), "0", "100", "0", "0", "0%", "80", "2,000"],
        ],
        ["In all", "1,400", "500", "200", "0", "67–76%", "–", "6,000"],
    )  # fmt: skip


def test_a_dimension_by_its_gap() -> None:
    d = {"target": TARGET, "groups": {"unit": [group("a", 50, 50, 0), group("b", 0, 100, 0)], "month": []}}
    table = tables.dimension(d, "unit")
    assert (table.caption, table.heads[0]) == ("Alle enheder, hele kroner", ("Enhed", False))
    assert [row[0] for row in table.rows] == ["<bdi>b</bdi>", "<bdi>a</bdi>"]
    assert tables.dimension(d, "month").caption == "Andelen måned for måned, hele kroner"


def test_the_history() -> None:
    points = [{"date": "2026-11-23", **figures(31_00, 42_00, 27_00, target=0.8)}]
    assert tables.history(points, TARGET) == tables.Table(
        "Andelen, hver gang den er gjort op",
        [("Gjort op", False), ("Bæredygtigt", True), ("Ikke bæredygtigt", True), ("Ved vi ikke nok om", True),
         ("Uden for definitionen", True), ("Andel", True), ("Mangler", True)],
        [["23. november 2026", "31", "42", "27", "0", f"31–58{NBSP}%", "49"]],
    )  # fmt: skip


def test_the_account_adds_up(answer: Answer) -> None:
    for row in answer["reconciliation"].values():
        assert sum(ore for *_, ore in tables.account(row)) == row["source_ore"]


def test_what_has_no_code_stands_too(answer: Answer) -> None:
    row = answer["reconciliation"]["EUR"] | {"set_aside_ore": 90_000, "source_ore": 1_340_075}
    assert tables.account(row, "en") == [
        ("Counted", "", 1_250_075),
        ("Set aside", "There is no exchange rate for the currency on that date.", 88_000),
        ("Set aside", "", 2_000),
        ("Rounding", "Within what the format allows.", 0),
        ("Not accounted for", "", 0),
    ]


def test_names_from_outside() -> None:
    assert tables.name(SCRIPT) == "<bdi>&lt;script&gt;alert(&#39;hej&#39;)&lt;/script&gt; &amp; Co. A/S</bdi>"
    assert tables.name(REVERSED) == f"<bdi>{REVERSED}</bdi>"
    assert tables.group_label({"key": "x", "label": " "}) == "<em>ukendt</em>"
