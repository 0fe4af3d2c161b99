"""Moving about as people do: by keyboard, waiting for what the worker does."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page

_MOST_STEPS = 150
_PATIENCE = 120  # seconds for the worker on a busy machine
_FOCUSED = """selector => {
  const one = document.activeElement, style = getComputedStyle(one);
  const isSeen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return [one.matches(selector), isSeen || one === document.body ? '' : one.outerHTML.slice(0, 120)];
}"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what `selector` names has the focus; whatever has it on the way must show it."""
    for _step in range(_MOST_STEPS):
        page.keyboard.press("Tab")
        is_there, unseen = page.evaluate(_FOCUSED, selector)
        assert unseen == "", f"the focus is not seen on {unseen}"
        if is_there:
            return
    raise AssertionError(f"Tab does not come to {selector} on {page.url}")


def press(page: Page, selector: str) -> None:
    """Go to it by Tab and press Enter; another page opens."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def send(page: Page, button: str) -> None:
    """Press the button of that name; another page opens."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """Open the page again, as "Look again" does, until the worker has come so far."""
    begun = time.monotonic()
    while not is_so():
        assert time.monotonic() - begun < _PATIENCE, page.locator("main").inner_text()[:600]
        time.sleep(1)
        page.reload()


def plain(text: str) -> str:
    """With single ordinary spaces, for comparing what stands on a page."""
    return " ".join(text.split())


def is_in(text: str, whole: str) -> bool:
    return plain(text) in plain(whole)
