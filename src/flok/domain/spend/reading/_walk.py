"""A targeted walk: one pass over an element's children, table-driven, namespaces by URI.

A plan maps a child's tag to a step. The tables in _fields.py are the list of what is read; what they do not
name is never looked at, which is why this is several times faster than an XPath per field.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

Found = dict[str, Any]
Step = tuple[int, str, Any]  # kind, key, and what the kind needs; plain tuples, because this is the innermost loop
Plan = dict[str, Step]
_TEXT, _CODED, _INSIDE, _EACH = range(4)


def text(key: str) -> Step:
    """A leaf's text, trimmed, under `key`; an empty leaf is as none."""
    return _TEXT, key, None


def coded(key: str, attribute: str) -> Step:
    """A leaf's text under `key` and one attribute of it under `key@`."""
    return _CODED, key, ((key + "@", attribute),)


def attributed(key: str, **attributes: str) -> Step:
    """A leaf's text under `key` and each of its attributes under the name given."""
    return _CODED, key, tuple(attributes.items())


def inside(plan: Plan) -> Step:
    """Walk on into the child; what is found stands beside the parent's fields."""
    return _INSIDE, "", plan


def each(key: str, plan: Plan) -> Step:
    """Every such child as a dict of its own, in a list under `key`."""
    return _EACH, key, plan


def walk(element: etree._Element, plan: Plan, found: Found) -> Found:
    """Take every step the plan has for the element's children; the first of equal fields wins."""
    for child in element:
        step = plan.get(child.tag)
        if step is None:
            continue
        kind, key, more = step
        if kind == _INSIDE:
            walk(child, more, found)
        elif kind == _EACH:
            found.setdefault(key, []).append(walk(child, more, {}))
        elif key not in found:
            value = child.text
            if value and (value := value.strip()):
                found[key] = value
                if kind == _CODED:
                    for name, attribute in more:
                        found[name] = child.get(attribute)
    return found
