"""A definition as the TOML document that reads back as it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from ._definition_types import Definition, Example, Rule, Scope, Target, When

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')


def definition_to_toml(definition: Definition, groups: Mapping[str, Collection[str]] | None = None) -> str:
    """TOML text with parse_definition(definition_to_toml(d), …) == d.

    Comments and the layout of what it was read from are lost. Labels stand as label ids, which will not change
    under a saved version; with `groups` (the register's), a set made up of whole groups is written as
    "group:<name>" again, and then follows the register when it is read anew.
    """
    parts = [*_head(definition)]
    for rule in definition.rules:
        parts.append("\n".join(["[[rule]]", f"when = {_when(rule.when, groups or {})}", *_ending(rule)]))
    parts.append("\n".join(["[otherwise]", *_ending(definition.otherwise)]))
    parts.extend(_example(example) for example in definition.examples)
    return "\n\n".join(parts) + "\n"


def _head(definition: Definition) -> Iterator[str]:
    yield "\n".join(
        [
            f"id = {_text(definition.id)}",
            f"version = {definition.version}",
            f"date = {definition.date.isoformat()}",
            f"name = {_both(definition.name_da, definition.name_en)}",
            f"source = {_text(definition.source)}",
        ]
    )
    yield "\n".join(["[summary]", f"da = {_text(definition.summary_da)}", f"en = {_text(definition.summary_en)}"])
    if definition.target is not None:
        yield _target(definition.target)
    if definition.scope is not None:
        yield _scope(definition.scope)


def _target(target: Target) -> str:
    year = [f"year = {target.year}"] if target.year is not None else []
    return "\n".join(["[target]", f"share = {target.share!r}", *year, f"source = {_text(target.source)}"])


def _scope(scope: Scope) -> str:
    rows = [
        f"{name} = {_list(prefixes)}" for name, prefixes in (("unspsc", scope.unspsc), ("cpv", scope.cpv)) if prefixes
    ]
    if scope.contract is not None:
        rows.append(f"contract = {_text(scope.contract)}")
    return "\n".join(["[scope]", *rows, f"text = {_both(scope.text_da, scope.text_en)}"])


def _when(when: When, groups: Mapping[str, Collection[str]]) -> str:
    rows = [
        f"{name} = {_list(_grouped(getattr(when, name), groups))}"
        for name in ("labels", "equivalent_to", "named")
        if getattr(when, name)
    ]
    rows += ["item_known = true"] if when.item_known else []
    rows += [f"contract = {_text(when.contract)}"] if when.contract is not None else []
    rows += ["contract_verified = true"] if when.contract_verified else []
    rows += [f"{name} = {_list(getattr(when, name))}" for name in ("unspsc", "cpv") if getattr(when, name)]
    rows += [f"part = {_text(when.part)}"] if when.part is not None else []
    return f"{{ {', '.join(rows)} }}"


def _grouped(labels: frozenset[str], groups: Mapping[str, Collection[str]]) -> list[str]:
    """The fewest whole groups found by taking the one with most of what is left; all ids where they do not suffice."""
    inside = {name: set(members) for name, members in groups.items() if members and labels.issuperset(members)}
    left, words = set(labels), []
    while left and inside:
        name = max(sorted(inside), key=lambda name: len(inside[name] & left))
        if not inside[name] & left:
            break
        words.append(f"group:{name}")
        left -= inside.pop(name)
    return sorted(labels) if left else sorted(words)


def _ending(rule: Rule) -> list[str]:
    return [
        f"outcome = {_text(rule.outcome)}",
        f"reason = {_text(rule.reason)}",
        f"text.da = {_text(rule.text_da)}",
        f"text.en = {_text(rule.text_en)}",
    ]


def _example(example: Example) -> str:
    line = []
    if example.certificates:
        line.append(f"certificates = [{', '.join(map(_list, example.certificates))}]")
    line += [f"{name} = {_text(code)}" for name in ("unspsc", "cpv") if (code := getattr(example, name)) is not None]
    if example.listed_labels is not None:
        line.append(f"listed_labels = {_list(example.listed_labels)}")
    if example.equivalent_to:
        line.append(f"equivalent_to = {_list(example.equivalent_to)}")
    line += [f"contract = {_text(example.contract)}"] if example.contract != "none" else []
    line += ["contract_verified = true"] if example.contract_verified else []
    line += [f"part = {_text(example.part)}"] if example.part != "line" else []
    return "\n".join(
        [
            "[[example]]",
            f"name = {_text(example.name)}",
            f"line = {{ {', '.join(line)} }}" if line else "line = {}",
            f"outcome = {_text(example.outcome)}",
            f"reason = {_text(example.reason)}",
        ]
    )


def _both(danish: str, english: str) -> str:
    return f"{{ da = {_text(danish)}, en = {_text(english)} }}"


def _list(words: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, words))}]"


def _text(text: str) -> str:
    """A TOML basic string."""
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], f"\\u{ord(found[0]):04x}")
