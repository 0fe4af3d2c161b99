"""The report in a real browser: readable by everybody, at every width, without scripts, and on paper."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flok.report import write_report
from tests.report.answers import rich_answer

pytestmark = pytest.mark.browser

A4 = 680  # the width in pixels between the margins of a page
CHROMIUM = next((p for p in map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser")) if p.exists()), None)
if CHROMIUM is None:
    pytest.skip("no Chromium in /usr/bin (Debian: apt-get install chromium)", allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "rapport.html"
    write_report(rich_answer(), path)
    return path.as_uri()


def opened(browser: Browser, address: str, width: int, *, scripts: bool = True) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="da-DK", java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_everybody_can_read_it(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, address, width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.context.close()


def test_it_asks_the_network_for_nothing(browser: Browser, address: str) -> None:
    page = opened(browser, "about:blank", 1280)
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(address)
    assert asked == [address]
    assert faults == []
    page.context.close()


def test_it_works_without_scripts_and_with_the_keyboard(browser: Browser, address: str) -> None:
    page = opened(browser, address, 1280, scripts=False)
    assert page.get_by_text("I kan dokumentere 25").is_visible()
    table = page.get_by_role("table", name="Definitionerne i hele kroner")
    assert not table.is_visible()
    page.get_by_text("Se definitionerne i en tabel").focus()
    page.keyboard.press("Enter")
    assert table.is_visible()
    page.context.close()


def test_a_click_marks_the_letter(browser: Browser, address: str) -> None:
    page = opened(browser, address, 1280)
    page.locator("pre.brev").click()
    chosen = page.evaluate("getSelection().toString()")
    assert chosen.startswith("Emne: Skriv mærkekoder")
    assert chosen.rstrip().endswith("Med venlig hilsen")
    page.context.close()


def test_on_paper_everything_is_open(browser: Browser, address: str) -> None:
    page = opened(browser, address, A4)
    page.emulate_media(media="print")
    hidden = page.evaluate(
        "[...document.querySelectorAll('details table')].filter(t => !t.checkVisibility()"
        " || t.getBoundingClientRect().height < 10).length"
    )
    assert hidden == 0
    pdf = page.pdf(prefer_css_page_size=True, tagged=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) > 5
    page.context.close()


def test_on_paper_nothing_is_cut(browser: Browser, tmp_path: Path) -> None:
    """Not even where there are ten thousand million kroner in a cell."""
    write_report(enlarged(rich_answer(), 100), tmp_path / "stor.html")
    page = opened(browser, (tmp_path / "stor.html").as_uri(), A4)
    page.emulate_media(media="print")
    cut = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => !e.closest('svg')"
        " && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"
    )
    assert cut == []
    page.context.close()


def enlarged(part: Any, times: int) -> Any:
    """The same with every amount so many times larger."""
    if isinstance(part, list):
        return [enlarged(inner, times) for inner in part]
    if not isinstance(part, dict):
        return part
    return {
        key: value * times
        if isinstance(value, int) and (key.endswith("_ore") or key == "ore")
        else enlarged(value, times)
        for key, value in part.items()
    }
