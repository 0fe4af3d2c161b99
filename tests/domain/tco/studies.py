"""Small studies for tests: one document with what a test changes in it."""

from __future__ import annotations

from typing import Any

from flok.domain.tco import Study, read_study, template_text
from flok.domain.tco._read_study import study_from

APPLIANCES = template_text("appliances")


def appliances() -> Study:
    """The template with two dishwashers."""
    return read_study(APPLIANCES)


def document(**changed: Any) -> dict[str, Any]:
    """Two machines: price, power and one repair in year 3, over five years at 4 %; fields replaced by `changed`."""
    return {
        "format": "flok-tco/1",
        "id": "machines",
        "version": 1,
        "date": "2026-11-24",
        "name": "Machines",
        "base_date": "2027-01-01",
        "horizon": 5,
        "prices": "real",
        "baseline": "a",
        "discount": {"rate": 0.04, "source": "the test"},
        "input": [
            {"id": "price", "name": "Price", "unit": "DKK", "fixed_by": "bidder", "verified_by": "the list"},
            {"id": "use", "name": "Use", "unit": "kWh/år", "fixed_by": "bidder", "verified_by": "a measurement"},
            {"id": "power", "name": "Power", "unit": "DKK/kWh", "value": 2, "source": "the test"},
            {"id": "repair", "name": "Repair", "unit": "DKK", "value": 300, "source": "the test"},
        ],
        "alternative": [
            {"id": "a", "name": "A", "values": {"price": 1000, "use": 400}},
            {"id": "b", "name": "B", "values": {"price": 1500, "use": 250}},
        ],
        "line": [
            {"id": "buy", "name": "Buy", "kind": "acquisition", "price": "price"},
            {"id": "run", "name": "Run", "kind": "operation", "quantity": "use", "price": "power"},
            {"id": "fix", "name": "Fix", "kind": "maintenance", "price": "repair", "when": {"years": [3]}},
        ],
        **changed,
    }


def study(**changed: Any) -> Study:
    """The study of `document`."""
    return study_from(document(**changed), "test")


def with_line(line: dict[str, Any], *inputs: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The document with a line more, and the inputs it wants."""
    whole = document()
    return document(**{"line": [*whole["line"], line], "input": [*whole["input"], *inputs], **changed})
