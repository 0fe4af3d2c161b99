"""The answer in the terminal."""

import io
import re

import pytest
from rich.console import Console

from flok.cli._table import print_answer, range_bar
from tests.report.answers import ESCAPE, FORMULA, REVERSED, SCRIPT, Answer, empty_answer


def printed(answer: Answer, width: int = 80, lang: str = "da", encoding: str = "utf-8") -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace", newline="")
    console = Console(file=stream, width=width, force_terminal=False, legacy_windows=False)
    print_answer(answer, console, lang=lang)
    stream.seek(0)
    return stream.read().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("low", "high", "target", "bar"),
    [
        (0.31, 0.58, 0.8, "├███▒▒▒··┃·┤"),
        (0.0, 1.0, None, "├▒▒▒▒▒▒▒▒▒▒┤"),
        (1.0, 1.0, 1.0, "├█████████┃┤"),
        (0.001, 0.002, None, "├█▒········┤"),
        (-0.2, 1.4, 0.5, "├▒▒▒▒▒┃▒▒▒▒┤"),
        (0.6, 0.4, None, "├████▒▒····┤"),
        (None, None, 0.8, "├          ┤"),
    ],
)
def test_the_range_bar(low: float | None, high: float | None, target: float | None, bar: str) -> None:
    assert range_bar(low, high, target, 10) == bar


def test_the_answer_comes_first(answer: Answer) -> None:
    lines = printed(answer, 120).splitlines()
    assert lines[0] == (
        "I kan dokumentere 25 %, og det kan højst være 59 %. Målet er 80 % i 2030; der mangler 73,2 mio. kr."
    )
    assert lines[1].startswith("Efter definitionen Officielt miljømærke eller tilsvarende (v. 3, 1. januar 2026).")


def test_the_parts_and_their_order(answer: Answer) -> None:
    text = printed(answer)
    parts = [
        "De samme køb efter 9 definitioner",
        "█ bevist   ▒ muligt, ved vi ikke nok om   · ikke bæredygtigt   ┃ målet",
        "Hvor der mangler mest efter Officielt miljømærke eller tilsvarende",
        "Hvad vi ikke ved nok om",
        "Regnskabet\nAlt er gjort rede for.",
        "Filer at se på (94 i alt)",
        "48 × Dokumentets tal stemmer ikke med hinanden. [arith]",
        "Sådan er der regnet",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_nothing_is_wider_than_the_terminal(answer: Answer, width: int, lang: str) -> None:
    assert max(len(line) for line in printed(answer, width, lang).splitlines()) <= width


def test_wide_terminals_are_not_filled(answer: Answer) -> None:
    assert max(len(line.rstrip()) for line in printed(answer, 200).splitlines()) <= 120


def test_the_account_to_the_ore(answer: Answer) -> None:
    text = re.sub(r" +", " ", printed(answer, 120))
    assert "20.480 filer læst · 20.111 talt med · 214 læst før · 64 holdt ude · 67 lagt til side" in text
    assert "i filerne 236.092.428,21 kr." in text
    assert "ikke gjort rede for 0,00 kr." in text
    assert "talt med i kroner 93.255,60 kr." in text


def test_hostile_names_are_only_text(answer: Answer) -> None:
    main = answer["definitions"][0]
    for group, label in zip(main["groups"]["supplier"], (SCRIPT, FORMULA, REVERSED, ESCAPE), strict=False):
        group |= {"key": "x", "label": label, "gap_ore": 10**12, "unknown_ore": 10**12}
    text = printed(answer, 120)
    assert "[bold]Rød ApS[/bold]" in text  # no markup is read
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert FORMULA in text


def test_groups_without_a_share_or_below_nothing(answer: Answer) -> None:
    for group in answer["definitions"][0]["groups"]["category"]:
        group |= {"share_low": None, "share_high": None, "gap_ore": None, "unknown_ore": -100}
    assert "Varegruppe: ingen at pege på." in printed(answer)


def test_the_dimensions_asked_for(answer: Answer) -> None:
    stream = io.StringIO()
    print_answer(answer, Console(file=stream, width=80), by=("month", "unit"))
    text = stream.getvalue()
    assert [line.split()[0] for line in text.splitlines() if line.startswith("2026-")] == [
        f"2026-{month:02d}" for month in range(1, 13)
    ]
    assert "Tørsted Bibliotek 11" in text
    assert "Varegruppe" not in text


def test_an_empty_answer() -> None:
    assert printed(empty_answer()) == (
        "Der er ikke regnet efter nogen definition.\n\n"
        "Regnskabet\nAlt er gjort rede for.\n0 filer læst · 0 indkøbslinjer\n"
    )


def test_no_dimension_was_asked_for(answer: Answer) -> None:
    for definition in answer["definitions"]:
        definition["groups"] = {}
    assert "Hvor der mangler mest" not in printed(answer)


def test_an_old_terminal_gets_plain_bars(answer: Answer) -> None:
    answer["problems"] = []  # their names hold signs no old terminal has
    text = printed(answer, encoding="cp1252")
    assert "# bevist   / muligt, ved vi ikke nok om   . ikke bæredygtigt   | målet" in text
    assert "?" not in text


def test_english(answer: Answer) -> None:
    text = printed(answer, 120, "en")
    assert text.startswith("You can document 25%, and it can be 59% at most.")
    assert "Everything is accounted for." in text
    assert "DKK 236,092,428.21" in text
