"""Numbers and dates as Danes write them."""

from __future__ import annotations

from datetime import date, datetime

MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
SHORT_MONTHS = "jan. feb. marts apr. maj juni juli aug. sep. okt. nov. dec.".split()


def kroner(ore: int) -> str:
    """124000 øre is `1.240,00 kr.`"""
    whole, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{_grouped(whole)},{rest:02d} kr."


def million_kroner(ore: int) -> str:
    """An amount for reading, not for adding: `41,2 mio. kr.`, `812.400 kr.`"""
    if abs(ore) < 100_000_000:
        return f"{'-' if ore < 0 else ''}{_grouped((abs(ore) + 50) // 100)} kr."
    tenths = (abs(ore) + 5_000_000) // 10_000_000
    return f"{'-' if ore < 0 else ''}{_grouped(tenths // 10)},{tenths % 10} mio. kr."


def whole_kroner(ore: int) -> str:
    """The kroner of a table whose heading names the unit: 123950 øre is `1.240` (half away from zero)."""
    return number((-1 if ore < 0 else 1) * ((abs(ore) + 50) // 100))


def percent(share: float | None, decimals: int = 0) -> str:
    """0.314 is `31 %`; nothing to take a share of is `–`. The space does not break."""
    if share is None:
        return "–"
    return f"{share * 100:.{decimals}f}".replace(".", ",") + "\u00a0%"


def number(count: int) -> str:
    """20480 is `20.480`."""
    return f"{'-' if count < 0 else ''}{_grouped(abs(count))}"


def long_date(day: date) -> str:
    """`12. marts 2026`"""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def date_and_time(moment: datetime) -> str:
    """`12. marts 2026 kl. 9.05`"""
    return f"{long_date(moment)} kl. {moment.hour}.{moment.minute:02d}"


def short_month(month: str) -> str:
    """`2026-01` is `jan.`; marts, maj, juni and juli are never shortened."""
    return SHORT_MONTHS[int(month.split("-")[1]) - 1]


def month_name(month: str) -> str:
    """`2026-03` is `marts 2026`."""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def _grouped(whole: int) -> str:
    return f"{whole:,}".replace(",", ".")
