"""The pictures in a page with a strict policy: drawn, coloured, silent, readable, at every width."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flok.report import CHARTS_CSS, charts, words
from tests.report.answers import rich_answer

pytestmark = pytest.mark.browser

CHROMIUM = next((p for p in map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser")) if p.exists()), None)
if CHROMIUM is None:
    pytest.skip("no Chromium in /usr/bin (Debian: apt-get install chromium)", allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from playwright.sync_api import Browser, Page, Route, sync_playwright  # noqa: E402

SITE = "http://flok.test/"
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:"


def html(lang: str) -> str:
    """A page with every picture on it."""
    answer = rich_answer()
    d = answer["definitions"][0]
    pictures = [charts.range_bar(d, d["target"], "Andel", lang=lang, size=size) for size in ("small", "row", "large")]
    pictures += [charts.range_bar(e, e["target"], e[f"name_{lang}"], lang=lang) for e in answer["definitions"]]
    pictures += [charts.months(d["groups"]["month"], d["target"], lang=lang)]
    pictures += [bar.bar for bar in charts.gap_bars(d["groups"]["supplier"], d["target"], lang=lang)]
    years = [str(2027 + number) for number in range(12)]
    pairs = [(90_000_00, 0, 120_000_00), *[(90_000_00, 10_000_00, None)] * 11]
    pictures += [charts.paired_columns(years, pairs, "Lovet og betalt.", words.whole_kroner, ref="pairs")]
    pictures += map(charts.fill_swatch, (charts.PLANNED, charts.UNKNOWN, charts.CAME))
    pictures += map(charts.swatch, ("proven", "possible", "not", "target", "target-line", "path"))
    shown = "".join(f"<div>{picture}</div>" for picture in pictures)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>Andel</title><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/charts.css"></head>'
        f"<body><main><h1>Andel</h1>{shown}</main></body></html>"
    )


def serve(route: Route) -> None:
    if route.request.url.endswith(".css"):
        route.fulfill(content_type="text/css", body=CHARTS_CSS.read_text(encoding="utf-8"))
        return
    lang = route.request.url.rsplit("/", 1)[1]
    route.fulfill(content_type="text/html", headers={"Content-Security-Policy": POLICY}, body=html(lang))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.route("**/*", serve)
    yield page
    page.context.close()


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_policy_finds_nothing_to_refuse(page: Page, lang: str) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.goto(SITE + lang)
    fill = "getComputedStyle(document.querySelector('main .flok-chart > .flok-proven')).fill"
    assert page.evaluate(fill) == "rgb(20, 89, 74)"
    assert faults == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_picture_is_wider_than_the_page(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(SITE + "da")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    texts = "[...document.querySelectorAll('.flok-chart text')].filter(t => t.getClientRects().length)"
    cut = page.evaluate(f"{texts}.filter(t => t.getBoundingClientRect().left < 0).map(t => t.textContent)")
    assert cut == []
    overlapping = page.evaluate(
        f"(() => {{ const r = {texts}.filter(t => t.getAttribute('text-anchor') === 'middle')"
        ".map(t => t.getBoundingClientRect());"
        " return r.filter((a, i) => r.some((b, j) => j > i && a.top === b.top && a.right > b.left && a.left < b.right))"
        ".length })()"
    )
    assert overlapping == 0


@pytest.mark.parametrize("lang", ["da", "en"])
def test_everybody_can_read_them(page: Page, lang: str) -> None:
    page.goto(SITE + lang)
    tree = page.locator("main").aria_snapshot()
    assert ("bevist 25" if lang == "da" else "proven 25%") in tree
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
