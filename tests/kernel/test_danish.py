"""Numbers and dates as Danes write them."""

from datetime import date, datetime

import pytest

from flok.kernel import danish


def test_kroner_to_the_ore() -> None:
    assert [danish.kroner(ore) for ore in (124_000, 5, -123_456_789, 0)] == [
        "1.240,00 kr.",
        "0,05 kr.",
        "-1.234.567,89 kr.",
        "0,00 kr.",
    ]


@pytest.mark.parametrize(
    ("ore", "text"),
    [
        (9_640_000_000, "96,4 mio. kr."),
        (81_240_049, "812.400 kr."),
        (81_240_050, "812.401 kr."),
        (99_999_999, "1.000.000 kr."),
        (-123_456_789_00, "-123,5 mio. kr."),
        (1_234_567_890_00, "1.234,6 mio. kr."),
        (0, "0 kr."),
    ],
)
def test_amounts_for_reading(ore: int, text: str) -> None:
    assert danish.million_kroner(ore) == text


def test_whole_kroner_of_a_table() -> None:
    ores = (123_949, 123_950, -123_950, 49, -49)
    assert [danish.whole_kroner(ore) for ore in ores] == ["1.239", "1.240", "-1.240", "0", "0"]


def test_per_cent_and_its_absence() -> None:
    assert danish.percent(0.314) == "31\u00a0%"
    assert danish.percent(0.314, 1) == "31,4\u00a0%"
    assert danish.percent(None) == "–"


def test_counts() -> None:
    assert [danish.number(count) for count in (20_480, -1_000, 7)] == ["20.480", "-1.000", "7"]


def test_dates() -> None:
    assert danish.long_date(date(2026, 3, 12)) == "12. marts 2026"
    assert danish.date_and_time(datetime(2026, 11, 23, 9, 5)) == "23. november 2026 kl. 9.05"
    assert danish.month_name("2026-03") == "marts 2026"
    assert [danish.short_month(f"2026-{m:02d}") for m in (1, 3, 12)] == ["jan.", "marts", "dec."]
