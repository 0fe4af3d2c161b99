"""A text in the two languages Flok speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same said in Danish and in English."""

    da: str
    en: str

    def of(self, lang: str) -> str:
        """The text in `lang`: "en", or else Danish."""
        return self.en if lang == "en" else self.da

    def filled(self, **values: Words | str) -> Words:
        """Both texts with their {names} replaced; a Words fills each language with its own."""
        by_language = [
            {name: value if isinstance(value, str) else value.of(lang) for name, value in values.items()}
            for lang in ("da", "en")
        ]
        return Words(self.da.format(**by_language[0]), self.en.format(**by_language[1]))


def pair(written: Sequence[str]) -> Words:
    """From the data files, where a text stands as [Danish, English]. Raises ValueError for anything else."""
    danish, english = written
    return Words(danish, english)
