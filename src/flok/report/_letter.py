"""The text to send a supplier whose labels we do not know."""

from __future__ import annotations

from pathlib import Path

from flok.report import words

_HERE = Path(__file__).parent


def letter(supplier_name: str | None = None, lang: str = "da") -> str:
    """A letter asking for label codes on the invoice; the first line is its subject.

    Plain text, not HTML. Without a name it is written to any supplier.
    """
    name = words.plain(supplier_name or "").strip()
    text = (_HERE / f"letter_{'en' if lang == 'en' else 'da'}.txt").read_text(encoding="utf-8")
    if not name:
        return text
    return text.replace("Kære leverandør", f"Kære {name}", 1).replace("Dear supplier", f"Dear {name}", 1)
