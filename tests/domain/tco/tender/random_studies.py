"""Random studies that can be put to tender, and random bids on them: all kinds of lines, timings and lifetimes."""

from __future__ import annotations

import datetime
import random

from flok.domain.tco._conventions import Conventions
from flok.domain.tco._study import (
    Change,
    Discounting,
    Effect,
    Input,
    Line,
    Name,
    Path,
    PriceSet,
    Residual,
    Study,
    Timing,
)
from flok.domain.tco.tender._terms import Tender, Terms

OPENS = datetime.datetime(2027, 3, 1, 12, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
TERMS = Terms("2027-0001", "Eksempel Kommune", OPENS)


def name(text: str) -> Name:
    return Name(text, text)


def random_tender(seed: int) -> tuple[Tender, dict[str, float]]:
    """A tender and one bid's values by input id."""
    draw = random.Random(seed)
    return _Made(draw).tender(seed)


class _Made:
    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.inputs: list[Input] = []
        self.bid: dict[str, float] = {}
        self.years = draw.randint(1, 15)

    def number(
        self, prefix: str, unit: str, low: float, high: float, *, whole: bool = False, path: bool = False
    ) -> str:
        """An input of the authority's or the bidder's."""
        id = f"{prefix}_{len(self.inputs)}"  # noqa: A001
        value: float = self.draw.randint(int(low), int(high)) if whole else round(self.draw.uniform(low, high), 4)
        bounds = (low, high) if whole or self.draw.random() < 0.5 else (None, None)
        told = {"id": id, "name": name(f"Felt {id}"), "unit": unit, "low": bounds[0], "high": bounds[1]}
        if path and self.draw.random() < 0.4:
            years = tuple(sorted(self.draw.sample(range(2026, 2060), 3)))
            years = (2025, *years)
            values = tuple(round(self.draw.uniform(low, high), 3) for _ in years)
            self.inputs.append(Input(**told, value=Path(years, values)))
        elif self.draw.random() < 0.5:
            self.inputs.append(Input(**told, value=float(value)))
        else:
            self.inputs.append(Input(**told, value=None, fixed_by="bidder", verified_by="Datablad"))
            self.bid[id] = float(value)
        return id

    def change(self) -> Change:
        kind = self.draw.choice(["none", "none", "rate", "rates", "index"])
        if kind == "rate":
            return Change(rate=self.number("rate", "rate", -0.05, 0.08))
        if kind == "rates":
            return Change(rates=tuple(round(self.draw.uniform(-0.03, 0.06), 4) for _ in range(60)))
        if kind == "index":
            return Change(index=tuple(round(self.draw.uniform(0.7, 1.6), 4) for _ in range(60)))
        return Change()

    def timing(self) -> Timing:
        kind = self.draw.choice(["start", "end", "yearly", "yearly", "monthly", "every", "years", "dates"])
        first = self.draw.randint(1, 3)
        if kind == "yearly":
            return Timing("yearly", self.draw.choice([0.0, 0.5, 1.0, 0.25]), first, self.draw.choice([0, 0, 5]))
        if kind == "monthly":
            return Timing("monthly", first=first)
        if kind == "every":
            interval: int | str = self.draw.randint(1, 6)
            if self.draw.random() < 0.4:
                interval = self.number("interval", "year", 1, 5, whole=True)
            return Timing(
                "every", interval=interval, first=self.draw.choice([0, 0, 2]), at_end=self.draw.random() < 0.3
            )
        if kind == "years":
            return Timing("years", years=tuple(sorted(self.draw.sample(range(1, 26), 3))))
        if kind == "dates":
            days = sorted(self.draw.randint(0, 4000) for _ in range(2))
            return Timing("dates", dates=tuple(datetime.date(2027, 1, 1) + datetime.timedelta(d) for d in days))
        return Timing(kind)

    def line(self, id: str) -> Line:  # noqa: A002
        kind = self.draw.choice(["acquisition", "operation", "consumables", "maintenance", "replacement", "income"])
        quantity = tuple(self.number("q", "stk", 0, 500) for _ in range(self.draw.randint(0, 2)))
        price = (self.number("p", "kr/stk", 0, 9000, path=True),)
        return Line(id, name(f"Linje {id}"), kind, quantity, price, self.timing(), self.change(), self.change())

    def tender(self, seed: int) -> tuple[Tender, dict[str, float]]:
        comparison = self.draw.choice(["same_period", "replacement_chain", "equivalent_annual"])
        life = ""
        if comparison != "same_period" or self.draw.random() < 0.5:
            life = self.number("life", "year", 2, 7, whole=True)
        bought = Line("bought", name("Køb"), "acquisition", (), (self.number("p", "kr", 100, 90000),), Timing("start"),
                      self.change(), self.change())  # fmt: skip
        lines = [bought, *(self.line(f"line{n}") for n in range(self.draw.randint(1, 4)))]
        rule = self.draw.choice(["none", "share", "straight_line"])
        kinds = ("acquisition", "replacement")
        of = tuple(each.id for each in lines if each.kind in kinds and each.timing.kind != "dates")[:2]
        if rule == "share":
            residual = Residual("share", of, share=self.number("share", "rate", 0, 0.5))
            lines.append(Line("left", name("Restværdi"), "residual", (), (), Timing("end"), residual=residual))
        elif rule == "straight_line":
            own = self.number("whole", "year", 4, 8, whole=True) if self.draw.random() < 0.5 or not life else ""
            residual = Residual("straight_line", of, life=own)
            lines.append(Line("left", name("Restværdi"), "residual", (), (), Timing("end"), residual=residual))
        effects, sets, headline = (), (), ""
        if self.draw.random() < 0.6:
            kilos = (self.number("kg", "kg", 0, 90), self.number("n", "stk", 0, 90))
            effects = (Effect("co2", name("CO2"), "co2e", kilos, self.timing(), self.change()),)
            price = self.number("co2price", "kr/kg", 0, 3, path=True)
            sets = (PriceSet("tax", name("Afgift"), (("co2e", price),), self.change()),)
            headline = "tax"
        if not self.bid:
            self.inputs.append(Input("extra", name("Ekstra"), "kr", None, fixed_by="bidder"))
            self.bid["extra"] = 12.5
            lines.append(Line("extra", name("Ekstra"), "transaction", (), ("extra",), Timing("start")))
        steps = self.draw.choice(
            [((1, 0.035), (36, 0.025)), ((1, 0.04),), ((1, -0.01),), ((1, 0.05), (4, 0.02)), ((1, 0.0),)]
        )
        study = Study(
            id=f"study-{seed}",
            version=1,
            date=datetime.date(2026, 11, 1),
            name=name(f"Studie {seed}"),
            summary=name(""),
            base_date=datetime.date(2027, 1, 1),
            horizon=self.years,
            prices="real",
            comparison=comparison,
            discounting=Discounting("real", steps, self.draw.choice(["cumulative", "spot"])),
            inputs=tuple(self.inputs),
            alternatives=(),
            lines=tuple(lines),
            effects=effects,
            price_sets=sets,
            headline=headline,
            life=life,
            conventions=Conventions(
                annuity=self.draw.choice(["schedule", "first_rate"]),
                price_year=self.draw.choice(["end_of_year", "start_of_year"]),
                path_year=self.draw.choice(["year_begins", "year_ends"]),
                residual_base=self.draw.choice(["escalated", "original"]),
            ),
        )
        return Tender(study, TERMS), self.bid
