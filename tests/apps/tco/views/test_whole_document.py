"""The form against the document: all that a document can say stays as it is when the form is saved."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from flok.apps.tco import documents
from flok.apps.tco.documents import Document
from flok.apps.tco.forms import StudyForm
from flok.domain import tco
from tests.apps.tco.cases import filled
from tests.apps.tco.conftest import Room

LONG = "En lang kilde (opdigtet). " * 40

BIDDERS = 'fixed_by = "bidder"'
BY_YEAR = "years = [2026, 2030]\nvalues = [0.25, 0.3]"
DISCRETE = 'uncertainty = { distribution = "discrete", values = [900, 1200], weights = [1, 2] }'
PERT = 'uncertainty = { distribution = "pert", low = 0.9, mode = 1, high = 1.3, relative = true, shared = false }'
NORMAL = 'uncertainty = { distribution = "normal", mean = 1, sd = 0.1, relative = true }'
TRIANGULAR = 'uncertainty = { distribution = "triangular", low = 0.05, mode = 0.1, high = 0.3 }'
UNIFORM = 'uncertainty = { distribution = "uniform", low = 0.95, high = 1.0, relative = true }'
LOGNORMAL = 'uncertainty = { distribution = "lognormal", median = 300, sigma = 0.2 }'
EMPIRICAL = 'uncertainty = { distribution = "empirical", values = [0.01, 0.02, 0.03] }'

WHOLE = (
    f'''
format = "flok-tco/1"
id = "everything"
version = 3
date = 2026-11-24
name = {{ da = "Alt, hvad der kan stå", en = "All that can be said" }}
summary = "To linjer\\nsom ét felt viser på én"
base_date = 2027-03-01
horizon = 6
prices = "nominal"
comparison = "replacement_chain"
life = "life"
baseline = "b"
headline = "second"
currency = "EUR"
in_tender = true

[discount]
basis = "real"
steps = [{{ from = 1, rate = 0.035 }}, {{ from = 4, rate = 0.025 }}]
reading = "spot"
inflation = 0.0175
reinvestment = 0.02
source = "{LONG.strip()}"

[conventions]
payback = "lasting"
price_year = "start_of_year"
residual_base = "original"

[per_unit]
name = {{ da = "vask", en = "wash" }}
quantity = ["washes", "machines"]

[tender]
reference = "2026-17"

[[correlation]]
between = ["power", "heat"]
rank = 0.65
[[correlation]]
between = ["energy", "power"]
rank = -0.1234567

[[line]]
id = "buy"
name = {{ da = "Køb", en = "Purchase" }}
kind = "acquisition"
quantity = "machines"
price = "price"
budget = "operation"
account = "Konto  7"
[[line]]
id = "left_share"
name = "Andel tilbage"
kind = "residual"
residual = {{ rule = "share", of = ["buy", "parts"], share = "left" }}
[[line]]
id = "left_life"
name = "Efter levetid"
kind = "resale"
budget = "operation"
residual = {{ rule = "straight_line", of = ["buy"], life = "life" }}
alternatives = ["a"]
reason = "Kun A  købes tilbage"
[[line]]
id = "left_both"
name = "Begge nævnt"
kind = "residual"
residual = {{ rule = "straight_line", of = ["parts"], share = "left" }}
[[line]]
id = "run"
name = "El"
kind = "operation"
quantity = ["machines", "washes", "energy"]
price = "power"
price_change = "rise"
quantity_change = {{ rates = [0.01, 0.0, -0.02, 0.015, 0.1, 0.05] }}
'''
    + "".join(
        f'''
[[line]]
id = "when{number}"
name = "Tid {number}"
kind = "maintenance"
quantity = "machines"
price = "{"yearly" if yearly else "once"}"
when = {when}
price_change = {{ index = [1.0, 1.1, 1.2, 1.15, 1.3, 1.25] }}
'''
        for number, (when, yearly) in enumerate(
            [
                ('"start"', False), ('"end"', False), ('"year_start"', True), ('"year_middle"', True),
                ('"monthly"', True), ('{ each = "year_end", first = 2, last = 5 }', True),
                ('{ each = "monthly", first = 2 }', True), ('{ each = "year_start", last = 3 }', True),
                ("{ month = 3 }", True), ("{ month = 7, first = 1, last = 2 }", True), ("{ month = 12 }", True),
                ("{ every = 2 }", False), ("{ every = 2, first = 1, last = 4, at_end = true }", False),
                ("{ every = 1, first = 2 }", False), ('{ every = "service", at_end = true }', False),
                ("{ years = [0, 2, 3] }", False), ("{ dates = [2027-10-01, 2028-02-29] }", False),
            ]
        )
    )
    + """
[[line]]
id = "parts"
name = "Dele"
kind = "replacement"
quantity = "machines"
price = "once"
when = { every = "service" }
alternatives = ["b", "a"]
reason = "C har ingen"

[[effect]]
id = "air"
name = { da = "CO2", en = "CO2e" }
substance = "co2e"
quantity = ["machines", "washes", "factor"]
when = { each = "year_middle", first = 2 }
quantity_change = "rise"
alternatives = ["a", "c"]
reason = "B kører på vind"
[[effect]]
id = "dust"
name = "Støv"
substance = "pm"
quantity = ["machines", "washes", "factor"]

[[price_set]]
id = "first"
name = "Ét"
prices = { co2e = "carbon", pm = "carbon" }
price_change = "rise"
[[price_set]]
id = "second"
name = "To"
prices = { co2e = "carbon" }
price_change = { rates = [0.0, 0.0, 0.0, 0.0, 0.0, 0.5] }
"""
    + "".join(
        f"""
[[input]]
id = "{id_}"
name = {{ da = "{id_} på dansk", en = "{id_} in English" }}
unit = "{unit}"
{more}
"""
        for id_, unit, more in [
            ("machines", "stk", "value = 12\nlow = 1\nhigh = 20.5"),
            ("washes", "vask/stk/år", f"value = 1200.75\n{DISCRETE}"),
            ("energy", "kWh/vask", f'{BIDDERS}\nverified_by = "EN 50242  og måling"\nlow = 0.2\nhigh = 4\n{PERT}'),
            ("power", "EUR/kWh", f'{BY_YEAR}\nsource = "Aftale"\nincludes = ["co2e"]\n{NORMAL}'),
            ("heat", "EUR/kWh", f"value = 0.1\n{TRIANGULAR}"),
            ("price", "EUR/stk", f'fixed_by = "bidder"\n{UNIFORM}'),
            ("once", "EUR/stk", f"value = 300\n{LOGNORMAL}"),
            ("yearly", "EUR/stk/år", f'value = 0.0001\nsource = "{LONG.strip()}"\nfixed_by = "bidder"'),
            ("life", "år", 'low = 2\nhigh = 9'),
            ("service", "år", "value = 2"),
            ("left", "share", 'value = 0.123\nuncertainty = { distribution = "uniform", low = 0.1, high = 0.2 }'),
            ("rise", "rate", f"value = 0.0175\n{EMPIRICAL}"),
            ("factor", "kg CO2e/vask", "value = 0.3"),
            ("carbon", "EUR/t", "value = 100"),
            ("unused", "1", "value = -2.5"),
        ]
    )
    + """
[[alternative]]
id = "a"
name = { da = "Ét", en = "One" }
values = { price = 1000, energy = 1.5, life = 3 }
[[alternative]]
id = "b"
name = "To"
values = { price = 1500.25, energy = 0.0000125, life = 2 }
[[alternative]]
id = "c"
name = "Tre"
values = { price = 0, energy = 1e3, life = 6 }
"""
)  # fmt: skip


def parts_of(toml: str) -> list[str]:
    study = tco.read_study(toml)
    return ["", *(f"line:{one.id}" for one in study.lines), *(f"effect:{one.id}" for one in study.effects)]


def sent_again(toml: str, opened: str) -> StudyForm:
    """The form of a document as a browser sends it back: nothing in it changed."""
    document = documents.read(toml)
    form = StudyForm(document=document, opened=opened)
    sent: dict[str, Any] = {"open": opened}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if value not in (None, "", False, []):
            sent[name] = value
    return StudyForm(_Sent(sent), document=document)


class _Sent(dict[str, Any]):
    """What a request holds: several values where there are several."""

    def getlist(self, name: str) -> list[Any]:
        value = self.get(name, [])
        return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("opened", parts_of(WHOLE))
def test_all_a_document_says_is_there_after_the_form(opened: str, lang: str) -> None:
    with translation.override(lang):
        form = sent_again(WHOLE, opened)
        assert (form.is_valid(), form.errors) == (True, {})
        assert (form.part.word if form.part else "") == opened
        assert form.after == documents.read(WHOLE)


def test_everything_opened_and_saved_is_no_new_version(room: Room) -> None:
    study = room.begin(WHOLE)
    room.post(study, "gem/", {**filled(WHOLE), "based_on": 1})
    assert room.versions(study) == [(1, "")]
    room.post(study, "gem/", {**filled(WHOLE), "based_on": 1, "value.once": "301"})
    changed = documents.read(WHOLE)
    before = {one.id: one for one in changed.study.inputs}
    saved = documents.read(room.toml(study))
    assert saved.tender == {"reference": "2026-17"}
    assert {one.id for one in saved.study.inputs if one != before[one.id]} == {"once"}
    assert Document(saved.study) != Document(changed.study)
