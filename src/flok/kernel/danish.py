"""Numbers and dates as Danes write them."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december".split()  # noqa: SIM905
)


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


def month_name(month: str) -> str:
    """`2026-03` is `marts 2026`."""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def _grouped(whole: int) -> str:
    return f"{whole:,}".replace(",", ".")
