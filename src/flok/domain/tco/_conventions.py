"""Settings on which tools for life-cycle costing differ. Each has a default, each value a source (decision 0023)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Conventions:
    """The conventions of one study; every field is a named setting of its document.

    sir_denominator: all_investment (extra initial, replacement and residual investment: 10 CFR 436, NIST Handbook 135)
    or initial (extra initial investment only; all else is savings: BLCC's ECIP report).
    payback: first (the first year in which what is saved has paid the investment back) or lasting (the first year
    after which it stays paid back); they differ where a later cost undoes it.
    payback_form: year (whole year, BLCC and E3), interpolated (within the year), or ratio (extra initial investment
    by the first year's savings: BLCC's ECIP report).
    annuity: schedule (the sum of the study's own discount factors over the years) or first_rate (the closed form
    at the first year's rate, as tools with one rate have it).
    price_year: end_of_year (year k carries k years of change from the base date: BLCC, E3, EnergyPlus) or
    start_of_year (k - 1 years: prices are those of year 1).
    path_year: year_begins (year k reads a path in the calendar year it begins in) or year_ends (in which it ends).
    residual_base: escalated (share of the price at the end of the period: BLCC) or original (share of what was paid).
    per_unit: levelised (present value by discounted units) or undiscounted (present value by all units).
    """

    sir_denominator: Literal["all_investment", "initial"] = "all_investment"
    payback: Literal["first", "lasting"] = "first"
    payback_form: Literal["year", "interpolated", "ratio"] = "year"
    annuity: Literal["schedule", "first_rate"] = "schedule"
    price_year: Literal["end_of_year", "start_of_year"] = "end_of_year"
    path_year: Literal["year_begins", "year_ends"] = "year_begins"
    residual_base: Literal["escalated", "original"] = "escalated"
    per_unit: Literal["levelised", "undiscounted"] = "levelised"
