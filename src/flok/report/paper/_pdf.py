"""From the answer to the bytes of the PDF."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

from markupsafe import Markup

from flok.report import charts

from ._content import content

_TEMPLATE = Path(__file__).parent / "report.typ"
_FONT = "Libertinus Serif"  # comes inside Typst, so the page is the same everywhere
_DRAWN = ((0x20, 0x24F), (0x370, 0x4FF), (0x1E00, 0x1EFF), (0x2010, 0x2040), (0x20A0, 0x20C0), (0xFFFD, 0xFFFD))


def pdf(answer: dict[str, Any], *, lang: str = "da") -> bytes:
    """The answer (docs/formats/answer.md) as a PDF of four to five A4 pages, tagged, titled, in its language.

    The same answer gives the same bytes. Texts are handed over as data and never read as markup; a letter that the
    font does not have stands as �. Raises typst.TypstError where the template and the data do not fit, which is a
    fault in Flok.
    """
    import typst  # only those who write a PDF need it

    made = datetime.fromisoformat(answer["generated"])
    told = {**content(answer, lang), "made_day": [made.year, made.month, made.day]}
    return bytes(
        typst.compile(
            _TEMPLATE.read_bytes(),
            sys_inputs={"told": json.dumps(_printable(told), ensure_ascii=False)},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=int(made.timestamp()),
        )
    )


def _printable(part: Any) -> Any:
    if isinstance(part, Markup):
        return styled(part)
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, dict):
        return {key: _printable(inner) for key, inner in part.items()}
    return [_printable(inner) for inner in part] if isinstance(part, list) else part


def printable(text: str) -> str:
    """The text with only letters the font has; marks without a shape of their own are dropped."""
    composed = unicodedata.normalize("NFC", text)
    kept = (c for c in composed if unicodedata.category(c) not in ("Cf", "Mn", "Me"))
    return "".join(c if any(low <= ord(c) <= high for low, high in _DRAWN) and _assigned(c) else "\ufffd" for c in kept)


def _assigned(character: str) -> bool:
    return unicodedata.category(character) not in ("Cn", "Cc", "Co", "Cs")


def styled(svg: Markup) -> str:
    """A picture with its colours inside it, as it stands alone here."""
    looks = charts.CHARTS_CSS.read_text(encoding="utf-8").partition("@media")[0]
    looks = "".join(line for line in looks.splitlines(keepends=True) if "display:" not in line and "margin" not in line)
    style = f"<style>{looks} text {{ font-family: '{_FONT}'; }}</style>"
    return re.sub(r"^<svg [^>]*>", lambda opening: opening[0] + style, str(svg), count=1)
