"""Reading definitions: documents that say, rule by rule, what counts as a sustainable purchase.

A definition is data that a purchaser can read, change and version; the code holds no opinion. Labels are named by
their ids in the label register, which is passed in.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Collection, Mapping
from importlib.resources import files
from typing import Any, NoReturn

from flok.domain.spend._definition_fields import Document, Table
from flok.domain.spend._definition_lines import Lines
from flok.domain.spend._definition_types import (
    CONTRACT_CONDITIONS,
    CONTRACT_STANDINGS,
    OUTCOMES,
    PARTS,
    SCOPE_REASON,
    Definition,
    DefinitionError,
    Example,
    Rule,
    Scope,
    Target,
    When,
)

__all__ = [
    "SCOPE_REASON",
    "Definition",
    "DefinitionError",
    "Example",
    "Rule",
    "Scope",
    "Target",
    "When",
    "parse_definition",
    "shipped_definitions",
]

SIZE_LIMIT = 256_000  # bytes
SHIPPED = (
    "official-ecolabel",
    "labelled-turnover",
    "recognised-environmental",
    "recognised-organic",
    "recognised-social",
    "recognised-labels",
    "organic-share",
    "agreement-level",
    "verified-contract",
)
_KEYS = "id version date name summary source target scope rule otherwise example".split()
_WHEN = "labels equivalent_to named item_known contract contract_verified unspsc cpv part".split()
_LINE = "certificates unspsc cpv listed_labels equivalent_to contract contract_verified part".split()
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def shipped_definitions(label_ids: Collection[str], groups: Mapping[str, Collection[str]]) -> tuple[Definition, ...]:
    """The definitions Flok comes with, the widest known first. Raises DefinitionError on an unknown label."""
    folder = files(__package__) / "definitions"
    return tuple(
        parse_definition((folder / f"{name}.toml").read_text(encoding="utf-8"), name, label_ids, groups)
        for name in SHIPPED
    )


def parse_definition(
    text: str, origin: str, label_ids: Collection[str], groups: Mapping[str, Collection[str]]
) -> Definition:
    """A definition from its TOML text; `origin` names it in messages, such as a file name.

    `label_ids` are the labels it may name, `groups` the label ids behind each "group:<name>". Raises
    DefinitionError, with line and word, on the first mistake found.
    """
    content = _parse_toml(text, origin)
    document = Document(origin, Lines(text), label_ids, groups)
    top = Table.of(document, (), content, _KEYS)
    top.require("id", "version", "date", "name", "summary", "source", "rule", "otherwise")
    name_da, name_en = top.both("name")
    summary_da, summary_en = top.both("summary")
    rules = tuple(_rule(entry) for entry in top.tables("rule", ("when", "outcome", "reason", "text")))
    if not rules:
        top.fail("rule", "rule", "mindst én [[rule]]", "at least one [[rule]]")
    otherwise = _outcome(top.table("otherwise", ("outcome", "reason", "text")), When())
    endings = {(rule.outcome, rule.reason) for rule in (*rules, otherwise)}
    scope = _scope(top) if "scope" in content else None
    if scope is not None:
        endings.add(("out_of_scope", SCOPE_REASON))
    return Definition(
        id=top.matching(
            "id",
            r"[a-z0-9]+(-[a-z0-9]+){0,15}",
            "små bogstaver, tal og bindestreger",
            "lower-case letters, digits and hyphens",
        ),
        version=top.whole("version", 1, 1_000_000),
        date=_date(top),
        name_da=name_da,
        name_en=name_en,
        summary_da=summary_da,
        summary_en=summary_en,
        source=top.text("source"),
        target=_target(top) if "target" in content else None,
        scope=scope,
        rules=rules,
        otherwise=otherwise,
        examples=tuple(
            _example(entry, endings) for entry in top.tables("example", ("name", "line", "outcome", "reason"))
        ),
    )


def _parse_toml(text: str, origin: str) -> dict[str, Any]:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > SIZE_LIMIT:
        limit = f"{SIZE_LIMIT // 1000} kB"
        raise DefinitionError(origin, 1, f"{size} bytes", f"højst {limit}", f"at most {limit}")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise DefinitionError(origin, 1, "[", "færre indlejrede lister", "fewer nested lists") from None
    except ValueError as error:
        _fail_syntax(text, origin, str(error))


def _fail_syntax(text: str, origin: str, message: str) -> NoReturn:
    rows = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    at = _AT.search(message)
    line = int(at[1]) if at and at[1] else len(rows)
    column = int(at[2]) if at and at[2] else 1
    row = rows[min(line, len(rows)) - 1]
    word = next((word for word in row[column - 1 :].split()[:1] + row.split()[:1] if len(word) > 1), row.strip() or "…")
    reason = _AT.sub("", message)
    raise DefinitionError(origin, line, word, f"gyldig TOML ({reason})", f"valid TOML ({reason})") from None


def _date(top: Table) -> datetime.date:
    value = top.content["date"]
    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
        top.fail("date", value, "en dato: 2026-11-23, uden anførselstegn", "a date: 2026-11-23, no quotes")
    return value


def _target(top: Table) -> Target:
    table = top.table("target", ("share", "year", "source"))
    table.require("share")
    share = table.content["share"]
    if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 <= share <= 1:
        table.fail("share", share, "et tal fra 0 til 1; 0.80 er 80 %", "a number from 0 to 1; 0.80 is 80 %")
    year = table.whole("year", 2000, 2100) if "year" in table.content else None
    return Target(float(share), year, table.text("source"))


def _scope(top: Table) -> Scope:
    table = top.table("scope", ("unspsc", "cpv", "contract", "text"))
    if not set(table.content) - {"text"}:
        top.document.fail(table.path, "scope", "en af unspsc, cpv, contract", "one of unspsc, cpv, contract")
    contract = table.choice("contract", ("any",)) if "contract" in table.content else None
    return Scope(table.prefixes("unspsc"), table.prefixes("cpv"), contract, *table.both("text"))


def _rule(table: Table) -> Rule:
    conditions = table.table("when", _WHEN)
    if not conditions.content:
        table.fail("when", "when", "mindst én betingelse", "at least one condition")
    given = conditions.content
    when = When(
        labels=conditions.labels("labels"),
        equivalent_to=conditions.labels("equivalent_to"),
        named=conditions.labels("named"),
        item_known=conditions.only_true("item_known"),
        contract=conditions.choice("contract", CONTRACT_CONDITIONS) if "contract" in given else None,
        contract_verified=conditions.only_true("contract_verified"),
        unspsc=conditions.prefixes("unspsc"),
        cpv=conditions.prefixes("cpv"),
        part=conditions.choice("part", PARTS) if "part" in given else None,
    )
    return _outcome(table, when)


def _outcome(table: Table, when: When) -> Rule:
    outcome = table.choice("outcome", OUTCOMES)
    return Rule(when, outcome, _reason(table), *table.both("text"))


def _reason(table: Table) -> str:
    return table.matching(
        "reason",
        r"[a-z][a-z0-9_]{0,39}",
        "et kort ord med små bogstaver og _",
        "a short word of lower-case letters and _",
    )


def _example(table: Table, endings: Collection[tuple[str, str]]) -> Example:
    outcome, reason = table.choice("outcome", OUTCOMES), _reason(table)
    if (outcome, reason) not in endings:
        table.fail(
            "reason",
            reason,
            f"en grund, som en regel giver med {outcome}",
            f"a reason that a rule gives with {outcome}",
        )
    line = table.table("line", _LINE)
    given = line.content
    return Example(
        name=table.text("name"),
        certificates=_certificates(line),
        unspsc=_code(line, "unspsc"),
        cpv=_code(line, "cpv"),
        listed_labels=line.label_ids("listed_labels") if "listed_labels" in given else None,
        equivalent_to=line.label_ids("equivalent_to"),
        contract=line.choice("contract", CONTRACT_STANDINGS) if "contract" in given else "none",
        contract_verified=line.only_true("contract_verified"),
        part=line.choice("part", PARTS) if "part" in given else "line",
        outcome=outcome,
        reason=reason,
    )


def _code(line: Table, key: str) -> str | None:
    if key not in line.content:
        return None
    return line.matching(key, r"[0-9]{2,10}", "en kode af cifre", "a code of digits")


def _certificates(line: Table) -> tuple[tuple[str, str, str], ...]:
    value = line.content.get("certificates", [])
    if not isinstance(value, list):
        line.fail("certificates", value, "en liste af lister", "a list of lists")
    for entry in value:
        if not isinstance(entry, list) or [type(part) for part in entry] != [str, str, str]:
            line.fail(
                "certificates",
                entry,
                'tre tekster: ["ID", "CertificateTypeCode", "CertificateType"]',
                'three texts: ["ID", "CertificateTypeCode", "CertificateType"]',
            )
    return tuple((entry[0], entry[1], entry[2]) for entry in value)
