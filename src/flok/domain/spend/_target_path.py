"""The path to a target: a straight line from where an organisation started to the share it has set itself."""

from __future__ import annotations


def target_path(start: float, start_year: int, target: float, year: int) -> list[dict[str, float | int]]:
    """The share each year from `start_year` to `year`, both included, as [{"year", "share"}, …].

    A straight line: share(y) = start + (target − start) × (y − start_year) / (year − start_year), so the first year
    is `start` and the last `target`. Shares are from 0 to 1. Raises ValueError where `year` is before `start_year`.
    """
    if year < start_year:
        raise ValueError(f"{year} < {start_year}")
    return [
        {"year": one, "share": _between(start, target, one - start_year, year - start_year)}
        for one in range(start_year, year + 1)
    ]


def target_share_at(start: float, start_month: str, target: float, year: int, month: str) -> float:
    """The share the same line asks of `month` ("2027-03"): `start` in `start_month`, `target` from December of `year`.

    Before the start it is `start`; after the target year it stays `target`.
    """
    months = 12 * year + 12 - _number(start_month)
    return _between(start, target, min(max(_number(month) - _number(start_month), 0), max(months, 0)), months)


def _between(start: float, target: float, place: int, places: int) -> float:
    if place >= places:
        return target
    return start + (target - start) * place / places


def _number(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:7])
