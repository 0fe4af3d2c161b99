"""Templates: fictional studies, one for each kind of purchase, to begin from. Their figures are examples."""

from __future__ import annotations

from importlib.resources import files

from ._read_study import read_study
from ._study import Study

TEMPLATES = ("appliances", "vehicles", "lighting", "laptops", "work-clothes", "incontinence")


def template_text(name: str) -> str:
    """The document of a template, with its comments. Raises KeyError for a name that is none."""
    if name not in TEMPLATES:
        raise KeyError(name)
    return (files(__package__) / "templates" / f"{name}.toml").read_text(encoding="utf-8")


def templates() -> tuple[Study, ...]:
    """All templates, as studies."""
    return tuple(read_study(template_text(name), f"{name}.toml") for name in TEMPLATES)
