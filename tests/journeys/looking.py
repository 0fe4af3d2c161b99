"""What every page must be, whatever it is for."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

import flok

_APPS = Path(flok.__file__).parent / "apps"
_STRING = r'((?:"(?:[^"\\\n]|\\.)*"\s*)+)'
_PAIR = re.compile(rf"^msgid\s+{_STRING}(?:msgid_plural\s+{_STRING})?msgstr(?:\[0\])?\s+{_STRING}", re.MULTILINE)
_RUN = """hasColours => axe.run(document,
  {resultTypes: ['violations'], rules: {'color-contrast': {enabled: hasColours}}})"""
_SEEN = """() => {
  const texts = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const near = walk.currentNode.parentElement;
    if (near.closest('script, style, pre, textarea, bdi, body [lang]')) continue;
    texts.push(walk.currentNode.textContent.replace(/\\s+/g, ' ').trim());
  }
  for (const one of document.querySelectorAll('[aria-label], [placeholder], [alt], [title]'))
    for (const name of ['aria-label', 'placeholder', 'alt', 'title'])
      if (one.getAttribute(name) && !one.closest('body [lang]')) texts.push(one.getAttribute(name).trim());
  return {lang: document.documentElement.lang, headings: document.querySelectorAll('h1').length,
    title: document.title, texts: texts.filter(Boolean)};
}"""
_WIDER = """() => {
  const seen = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= seen) return null;
  const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > seen + 1
    && !e.parentElement.closest('.flok-scroll, pre'));
  return out.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ') || 'wider than the window';
}"""


@cache
def words() -> dict[str, str]:
    """Danish by English, of all texts of all apps where they differ."""
    found = {}
    for path in sorted(_APPS.glob("*/locale/da/LC_MESSAGES/django.po")):
        for one in _PAIR.finditer(path.read_text(encoding="utf-8")):
            english, _plural, danish = (_joined(part) if part else "" for part in one.groups())
            if english and danish and english != danish:
                found[english] = danish
    assert len(found) > 500, "the texts could not be read"
    return found


def _joined(parts: str) -> str:
    return "".join(ast.literal_eval(line) for line in re.findall(r'"(?:[^"\\\n]|\\.)*"', parts))


def faults_of(page: Page, lang: str) -> list[str]:
    """What is wrong with the page that is open, at any width. Words from outside (in bdi) are in whatever language."""
    seen: dict[str, Any] = page.evaluate(_SEEN)
    found = []
    if seen["lang"] != lang:
        found.append(f"lang is {seen['lang']}")
    if seen["headings"] != 1:
        found.append(f"{seen['headings']} h1")
    if not seen["title"].split("–")[0].strip():
        found.append("no title")
    return found + [f"not translated: {text}" for text in dict.fromkeys(seen["texts"]) if _is_foreign(text, lang)]


def _is_foreign(text: str, lang: str) -> bool:
    """Whether it is wholly one of the site's texts in the other language. Single Danish words may be a member's own."""
    english, danish = words().keys(), words().values()
    return text in english and text not in danish if lang == "da" else " " in text and text in danish


def faults_at_width(page: Page, width: int, *, has_colours: bool = True) -> list[str]:
    """Whether the document must be moved sideways, and what axe finds; see `violations`."""
    page.set_viewport_size({"width": width, "height": 900})
    wider = page.evaluate(_WIDER)
    found = violations(page, has_colours=has_colours)
    return ([f"{width}: {wider}"] if wider else []) + [f"{width}: {one}" for one in found]


def violations(page: Page, *, has_colours: bool = True) -> list[str]:
    """axe's, one line each. Colours take it four times as long as all the rest: leave out what is seen elsewhere."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(_RUN, has_colours)["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])}×)"
        f" {one['nodes'][0].get('failureSummary', '')[:200]}"
        for one in found
    ]
