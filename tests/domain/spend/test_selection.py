"""What a published share says of any selection is what the share of those lines is."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import ibis.expr.types as ir
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flok.domain import spend
from flok.domain.spend._answer import definition_answer
from flok.domain.spend._answering import group_names
from flok.domain.spend._rules import decided_by
from flok.domain.spend._share import category
from tests.domain.spend.published_year import Year, published_year
from tests.domain.spend.rows import LABELLING, SHIPPED

IDS = [one.id for one in SHIPPED]


@pytest.fixture(scope="module")
def year(duckdb: spend.Engine, tmp_path_factory: pytest.TempPathFactory) -> Year:
    return published_year(duckdb, tmp_path_factory.mktemp("year"))


@pytest.fixture(scope="module")
def table(duckdb: spend.Engine, year: Year) -> ir.Table:
    """The decided lines with each dimension's key as a column."""
    lines = spend.line_table(duckdb, year.store)
    decided = spend.decided(duckdb, lines, SHIPPED, year.question.sources, LABELLING)
    keys = {
        "month": decided.issue_date.strftime("%Y-%m"),
        "unit": decided.unit_id,
        "supplier": decided.supplier_id,
        "category": category(decided),
        "contract": decided.contract_no.cast("string"),
    }
    return duckdb.kept(decided.mutate(**{f"key_{name}": key for name, key in keys.items()}))


def selected(table: ir.Table, where: dict[str, Any]) -> ir.Table:
    for name, keys in where.items():
        holds = [
            table[f"key_{name}"].isnull() if key is None else (table[f"key_{name}"] == key).fill_null(False)
            for key in (keys if isinstance(keys, tuple) else (keys,))
        ]
        found = holds[0]
        for more in holds[1:]:
            found = found | more
        table = table.filter(found)
    return table


def test_the_whole_answer_and_each_of_its_parts(year: Year) -> None:
    whole = json.loads(json.dumps(year.answer))
    assert spend.whole_answer(year.share) == whole
    for definition in whole["definitions"]:
        name = definition["id"]
        assert spend.selection_reasons(year.share, name) == definition["reasons"]
        assert spend.selection_months(year.share, name) == definition["groups"]["month"]
        total = spend.selection_total(year.share, name)
        assert total == {key: definition[key] for key in total}
        for dimension, groups in definition["groups"].items():
            found = spend.selection_groups(year.share, name, dimension, order="size", limit=10_000)
            assert found == {"groups": groups, "total": len(groups), "whole": total}


def test_the_overview_is_the_answer_without_its_long_lists(year: Year) -> None:
    overview = dict(year.share.overview)
    assert overview == json.loads((year.share.folder / "overview.json").read_bytes())
    whole = json.loads(json.dumps(year.answer))
    for overviewed, definition in zip(overview["definitions"], whole["definitions"], strict=True):
        largest = overviewed.pop("largest")
        groups = definition.pop("groups")
        assert overviewed == {**definition, "groups": {"month": groups["month"]}}
        assert list(largest) == ["unit", "supplier", "category", "contract"]
        for dimension, found in largest.items():
            assert found["total"] == len(groups[dimension])
            for order in ("gap", "unknown"):
                first = spend.selection_groups(year.share, definition["id"], dimension, order=order, limit=5)["groups"]
                assert found[order] == [group for group in first if (group[f"{order}_ore"] or 0) > 0]
    assert len(overview["price"]) == len(IDS)
    assert overview["store"] == year.store.number


def wheres(year: Year) -> Iterator[dict[str, Any]]:
    """Ways down as a reader goes, and across; keys drawn from lines that are there, and one that is not."""
    dice = random.Random(5)
    groups = year.answer["definitions"][0]["groups"]
    for names in (
        ["unit"],
        ["unit", "category"],
        ["unit", "category", "supplier"],
        ["supplier", "contract"],
        ["month"],
    ):
        for _ in range(3):
            yield {name: dice.choice(groups[name])["key"] for name in names}
    yield {"unit": groups["unit"][0]["key"], "category": groups["category"][0]["key"]}
    yield {"contract": None}
    yield {"contract": None, "category": None}
    yield {"month": ("2026-01", "2026-02", "2026-03"), "supplier": groups["supplier"][0]["key"]}
    yield {"supplier": "nobody"}


def test_any_selection_is_the_share_of_its_lines(duckdb: spend.Engine, year: Year, table: ir.Table) -> None:
    labels = {
        (dimension, group["key"]): group["label"]
        for dimension, groups in year.answer["definitions"][0]["groups"].items()
        for group in groups
    }
    by = spend.DIMENSIONS
    for where in wheres(year):
        outcomes = spend.shares(duckdb, selected(table, where), SHIPPED, by)
        for outcome in outcomes:
            answer = definition_answer(outcome, group_names(year.question))
            name = outcome.definition.id
            total = spend.selection_total(year.share, name, where)
            assert total == {key: answer[key] for key in total}
            assert spend.selection_reasons(year.share, name, where) == answer["reasons"]
            for dimension, groups in answer["groups"].items():
                named = [group | {"label": labels[dimension, group["key"]]} for group in groups]
                found = spend.selection_groups(year.share, name, dimension, where, order="size", limit=10_000)
                assert found == {"groups": named, "total": len(groups), "whole": total}
            assert spend.selection_months(year.share, name, where) == answer["groups"]["month"]


@pytest.mark.parametrize("name", ["official-ecolabel", "labelled-turnover"])  # with a target, and without
@pytest.mark.parametrize("order", ["gap", "unknown"])
def test_groups_by_what_matters_a_page_at_a_time(year: Year, name: str, order: str) -> None:
    where = {"contract": None}
    by_size = spend.selection_groups(year.share, name, "supplier", where, order="size", limit=10_000)
    missing = -(10**18)

    def place(group: dict[str, Any]) -> int:
        value = group[f"{order}_ore"]
        return -(missing if value is None else value)

    wanted = sorted(by_size["groups"], key=place)
    pages = [
        spend.selection_groups(year.share, name, "supplier", where, order=order, limit=4, offset=offset)
        for offset in range(0, len(wanted) + 4, 4)
    ]
    assert [group for page in pages for group in page["groups"]] == wanted
    assert {page["total"] for page in pages} == {len(wanted)}
    assert all(page["whole"] == by_size["whole"] for page in pages)
    second = spend.selection_groups(year.share, name, "supplier", where, order=order, limit=1, offset=1)
    assert second["groups"] == wanted[1:2]


def listed(year: Year, row: dict[str, Any], place: int) -> dict[str, Any]:
    """A decided line as a list shows it."""
    rule = decided_by(SHIPPED[place], row[f"rule_{place}"])
    return {
        **{name: row[name] for name in ("line_id", "document_id", "issue_date", "number", "name")},
        "ore": row["dkk_ore"],
        "rule": row[f"rule_{place}"],
        "outcome": rule.outcome,
        "reason": rule.reason,
        "text_da": rule.text_da,
        "text_en": rule.text_en,
        **{name: row[f"key_{name}"] for name in ("unit", "supplier", "category", "contract")},
        **{
            f"{name}_label": spend.group_label(year.share, name, row[f"key_{name}"])
            for name in ("unit", "supplier", "category", "contract")
        },
    }


def test_lines_of_a_selection_largest_first(duckdb: spend.Engine, year: Year, table: ir.Table) -> None:
    place = IDS.index("official-ecolabel")
    definition = year.answer["definitions"][place]
    unit = definition["groups"]["unit"][0]["key"]
    for where, outcome, rule in (
        ({}, None, None),
        ({"unit": unit}, "unknown", None),
        ({"contract": None}, None, 0),
        ({"month": "2026-03"}, "sustainable", 99),
        ({"unit": "nobody"}, None, None),
    ):
        rows = [
            row
            for row in duckdb.rows(selected(table, where))
            if outcome in (None, decided_by(SHIPPED[place], row[f"rule_{place}"]).outcome)
            and rule in (None, row[f"rule_{place}"])
        ]
        rows.sort(key=lambda row: (-abs(row["dkk_ore"]), row["line_id"]))
        for offset in (0, 7, 100, 10_000):
            found = spend.selection_lines(
                year.share, "official-ecolabel", where, outcome=outcome, rule=rule, limit=20, offset=offset
            )
            assert found == {
                "lines": [listed(year, row, place) for row in rows[offset : offset + 20]],
                "count": len(rows),
                "ore": sum(row["dkk_ore"] for row in rows),
            }


def test_a_page_of_lines_is_bounded(year: Year) -> None:
    assert len(spend.selection_lines(year.share, "organic-share", limit=10_000)["lines"]) == 500


def test_a_line_s_story_is_as_explained(duckdb: spend.Engine, year: Year, table: ir.Table) -> None:
    lines = spend.line_table(duckdb, year.store)
    rows = duckdb.rows(table.select("line_id", "evidence_line_id", "contract_no", "certificates", "item_known"))
    rows.sort(key=lambda row: row["line_id"])
    kinds = {
        "credit": [row for row in rows if row["evidence_line_id"] != row["line_id"]],
        "contract": [row for row in rows if row["contract_no"] is not None],
        "label": [row for row in rows if row["certificates"]],
        "item": [row for row in rows if row["item_known"]],
        "plain": rows,
    }
    for some in kinds.values():
        assert len(some) >= 2
        for row in (some[0], some[-1]):
            line_id = row["line_id"]
            wanted = spend.explained(duckdb, lines, line_id, SHIPPED, year.question.sources, LABELLING)
            assert spend.line_story(year.share, year.store, line_id, LABELLING) == wanted
    assert spend.line_story(year.share, year.store, "nothing-0001", LABELLING) is None


def test_what_cannot_be_asked(year: Year) -> None:
    share = year.share
    for ask in (
        lambda: spend.selection_groups(share, "no-such", "unit"),
        lambda: spend.selection_total(share, "no-such"),
        lambda: spend.selection_lines(share, "no-such"),
    ):
        with pytest.raises(KeyError, match="no-such"):
            ask()
    for ask in (
        lambda: spend.selection_groups(share, IDS[0], "colour"),
        lambda: spend.selection_groups(share, IDS[0], "unit", order="name"),
        lambda: spend.selection_total(share, IDS[0], {"colour": "red"}),
        lambda: spend.selection_lines(share, IDS[0], outcome="maybe"),
        lambda: spend.group_label(share, "colour", "red"),
    ):
        with pytest.raises(ValueError, match=r"colour|name|maybe"):
            ask()
    assert spend.group_label(share, "unit", "nobody") is None


hostile = st.text(max_size=20) | st.sampled_from(["'; DROP TABLE x; --", "{keys}", "\x00", "' OR 1=1"])


@settings(max_examples=30)
@given(hostile)
def test_keys_are_only_ever_values(year: Year, key: str) -> None:
    assert spend.selection_lines(year.share, IDS[0], {"unit": key}) == {"lines": [], "count": 0, "ore": 0}
    assert spend.selection_groups(year.share, IDS[0], "month", {"supplier": (key, key)})["groups"] == []
    assert spend.line_story(year.share, year.store, key, LABELLING) is None
    assert spend.listed_documents(year.share, source=f"#{key}") == {"documents": [], "count": 0}
