"""The log in the reader's language: every code that is written into it has a word."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils.translation import override

import flok
from flok.apps.members.log_words import logged

_NOTED = re.compile(r'Act\.[A-Z]+,\s*"([^"]+)"')


def test_every_code_has_a_word_in_danish() -> None:
    sources = (Path(flok.__file__).parent / "apps").rglob("*.py")
    codes = {code for path in sources for code in _NOTED.findall(path.read_text(encoding="utf-8"))}
    assert len(codes) > 20
    with override("da"):
        same = {code for code in codes if logged(code) == code}
    assert same == {"case", "cases", "definition", "guide", "invitation", "person"}  # alike in both


def test_words_in_both_languages_and_what_is_no_code_stays() -> None:
    with override("da"):
        assert [logged(one) for one in ("yes", "main definition", "chair, coordinator", "own-fiktiv")] == [
            "ja", "definitionen, der står først", "formand og koordinator", "own-fiktiv",
        ]  # fmt: skip
        about = "6f1a2b3c-0000-4000-8000-000000000000"
        acts = ("opener added", "opening: too early", "bid received: 3 0a1b", "own-fiktiv")
        assert [logged(about), *(logged(f"{about} {act}") for act in acts)] == [
            about, f"{about} valgt til at åbne tilbud", f"{about} åbning af tilbud: før tiden",
            f"{about} tilbud modtaget: 3 0a1b", f"{about} own-fiktiv",
        ]  # fmt: skip
    with override("en"):
        assert [logged(one) for one in ("yes", "mapping")] == ["yes", "which column is what"]
