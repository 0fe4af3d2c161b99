"""Handing files in: by picker, by drag, in pieces, without JavaScript; and what becomes of them."""

from __future__ import annotations

import base64
import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from flok.demo import Document, Line, Party, oioubl_invoice
from flok.demo.documents import Attachment
from tests.journeys.conftest import Enter, Site
from tests.journeys.figures import TOERSTED, published
from tests.journeys.furnishing import ADMINISTRATOR, MEMBER
from tests.journeys.moving import is_in, press, tab_to, until

pytestmark = pytest.mark.browser
_DROP = """([zone, name, content]) => {
  const bytes = Uint8Array.from(atob(content), one => one.charCodeAt(0)), carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  document.querySelector(zone).dispatchEvent(
    new DragEvent('drop', {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


def _zip(number: str, kroner: int, filling: int = 0) -> bytes:
    """One invoice of `kroner` for swan-labelled paper; `filling` bytes in its attachment do not pack."""
    carried = (Attachment(content=os.urandom(filling)),) if filling else ()
    document = Document(
        number=number, buyer=Party(name="Tørsted Kommune", number=TOERSTED), unit=None, attachments=carried,
        supplier=Party(name="Fiktiv Papirhandel", number="99000013"),
        lines=(Line(price=f"{kroner}.00", labels=("SVANEN",)),),
    )  # fmt: skip
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(f"{number}.xml", oioubl_invoice(document))
    return archive.getvalue()


def _state(page: Page, name: str) -> str:
    """What the list says became of a file; nothing where it is not in the list."""
    found = page.locator("tr", has_text=name).locator(".flok-why")
    return found.first.inner_text() if found.count() else ""


def _is_read(page: Page, name: str) -> bool:
    return "talt med" in _state(page, name)


def _counted(site: Site) -> int:
    return int(published(site)["reconciliation"]["DKK"]["counted_dkk_ore"])


def _wait_for_share(page: Page, site: Site, before: int, more_ore: int) -> None:
    page.goto("/andel/")
    until(page, lambda: _counted(site) == before + more_ore)


def test_by_picker_in_pieces_with_the_tab_closed_on_the_way(enter: Enter, own_site: Site, tmp_path: Path) -> None:
    path = tmp_path / "stor.zip"
    path.write_bytes(_zip("J-1", 2_000_000, filling=9_000_000))
    before, context = _counted(own_site), enter(own_site, ADMINISTRATOR)
    first = context.new_page()
    first.goto("/andel/")
    sentence = first.locator(".flok-sentence").inner_text()
    first.goto("/filer/aflever/")
    held: list[Route] = []
    first.route(lambda address: "fra=4000000" in address, lambda route: held.append(route))
    first.set_input_files("input[type=file]", path)
    first.get_by_role("button", name="Aflever", exact=True).click()
    first.locator("#sending progress[value='4000000']").wait_for()
    assert is_in("sendes", first.locator("#sending").inner_text())
    first.close(run_before_unload=False)

    page = context.new_page()
    page.goto("/filer/")
    assert is_in("af 9", _state(page, "stor.zip"))
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url.rpartition("fra=")[2]) if "fra=" in one.url else None)
    page.goto("/filer/aflever/")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Aflever", exact=True).click()
    page.locator("#sending a").wait_for()
    assert int(sent[0]) >= 4_000_000  # what had come is not sent again
    page.close(run_before_unload=False)

    page = context.new_page()
    page.goto("/filer/")
    until(page, lambda: _is_read(page, "stor.zip"))
    _wait_for_share(page, own_site, before, 200_000_000)
    until(page, lambda: page.locator(".flok-sentence").inner_text() != sentence)


def test_by_drag(enter: Enter, own_site: Site) -> None:
    before, page = _counted(own_site), enter(own_site, MEMBER).new_page()
    page.goto("/filer/aflever/")
    page.evaluate(_DROP, ["#zone", "trukket.zip", base64.b64encode(_zip("J-2", 1_000)).decode()])
    page.locator("#sending a").click()
    page.goto("/filer/")
    until(page, lambda: _is_read(page, "trukket.zip"))
    _wait_for_share(page, own_site, before, 100_000)


def test_without_javascript(enter: Enter, own_site: Site, tmp_path: Path) -> None:
    path = tmp_path / "uden-script.zip"
    path.write_bytes(_zip("J-3", 3_000))
    before, page = _counted(own_site), enter(own_site, MEMBER, java_script_enabled=False).new_page()
    page.goto("/filer/aflever/")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Aflever", exact=True).click()
    page.goto("/filer/")
    until(page, lambda: _is_read(page, "uden-script.zip"))
    _wait_for_share(page, own_site, before, 300_000)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_bad_file_ends_as_a_row_that_says_why(enter: Enter, own_site: Site, tmp_path: Path, script: bool) -> None:
    path = tmp_path / f"i-stykker-{script}.xml"
    path.write_text(f"<Invoice><ID>{script}</ID>")
    page = enter(own_site, MEMBER, java_script_enabled=script).new_page()
    page.goto("/filer/aflever/")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Aflever", exact=True).click()
    if script:
        page.locator("#sending a").wait_for()
    page.goto("/filer/")
    until(page, lambda: len(_state(page, path.name).splitlines()) == 2)
    assert is_in("XML", _state(page, path.name))


def test_which_column_is_what_by_keyboard(enter: Enter, own_site: Site) -> None:
    page = enter(own_site, ADMINISTRATOR).new_page()
    page.goto("/filer/")
    press(page, "a[href$='/kolonner/']")
    chosen: dict[str, Any] = {"net_amount": "Kroner", "issue_date": "Dag", "supplier_name": "Hvem", "name": "Hvad"}
    for field in page.locator("select[name^=c_]").evaluate_all("all => all.map(one => one.name)"):
        tab_to(page, f"select[name={field}]")
        page.keyboard.type(chosen.get(field.removeprefix("c_"), "–"))
    tab_to(page, "form:has([name=c_name]) button.button-primary")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto("/filer/")
    until(page, lambda: _is_read(page, "ukendte-kolonner.csv"))
