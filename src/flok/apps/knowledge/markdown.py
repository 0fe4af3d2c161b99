"""Markdown that members write, as HTML that is safe to show: a strict list of what may stand in it, twice over.

The writer of HTML lets no raw HTML and no pictures through; what it wrote is then cleaned by a list of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

_TAGS = {
    "p", "br", "hr", "strong", "em", "s", "ul", "ol", "li", "blockquote", "code", "pre", "a", "h2", "h3", "h4", "h5",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_OWN_PAGE = re.compile(r"/(?![/\\])[^\\\s]*")
_OUTSIDE = re.compile(r"(https?://|mailto:)[^\s]+", re.IGNORECASE)


@lru_cache(maxsize=1)
def _writer() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable(["image"])


def html(text: str, first: int = 3) -> str:
    """Markdown as HTML. Its highest heading becomes one of level `first`: the page has those above it."""
    writer = _writer()
    tokens = writer.parse(text)
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) - highest + first, 5)}"
    written: str = writer.renderer.render(tokens, writer.options, {})
    return nh3.clean(
        written,
        tags=_TAGS,
        attributes={"a": {"href"}},
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """A link leads to a page of this site, or says where it leads; one that borrows its scheme (`//`) does neither."""
    if attribute != "href":
        return value
    return value if _OWN_PAGE.fullmatch(value) or _OUTSIDE.fullmatch(value) else None
