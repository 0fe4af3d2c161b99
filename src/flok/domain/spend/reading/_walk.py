"""A targeted walk: one pass over an element's children, table-driven, namespaces by URI.

A plan maps a child's tag to a step. The tables in _fields.py are the list of what is read; what they do not
name is never looked at, which is why this is several times faster than an XPath per field.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

Found = dict[str, Any]
Step = Callable[[etree._Element, Found], None]
Plan = dict[str, Step]


def walk(element: etree._Element, plan: Plan, found: Found) -> Found:
    """Take every step the plan has for the element's children; the first of equal fields wins."""
    for child in element:
        step = plan.get(child.tag)
        if step is not None:
            step(child, found)
    return found


def text(key: str) -> Step:
    """A leaf's text, trimmed, under `key`; an empty leaf is as none."""

    def step(element: etree._Element, found: Found) -> None:
        value = element.text
        if value is not None and key not in found and (value := value.strip()):
            found[key] = value

    return step


def coded(key: str, attribute: str) -> Step:
    """A leaf's text under `key` and one attribute of it under `key@`."""
    mark = key + "@"

    def step(element: etree._Element, found: Found) -> None:
        value = element.text
        if value is not None and key not in found and (value := value.strip()):
            found[key] = value
            found[mark] = element.get(attribute)

    return step


def inside(plan: Plan) -> Step:
    """Walk on into the child; what is found stands beside the parent's fields."""

    def step(element: etree._Element, found: Found) -> None:
        for child in element:
            deeper = plan.get(child.tag)
            if deeper is not None:
                deeper(child, found)

    return step


def each(key: str, plan: Plan) -> Step:
    """Every such child as a dict of its own, in a list under `key`."""

    def step(element: etree._Element, found: Found) -> None:
        own: Found = {}
        for child in element:
            deeper = plan.get(child.tag)
            if deeper is not None:
                deeper(child, own)
        found.setdefault(key, []).append(own)

    return step
