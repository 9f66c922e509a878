"""The officer's form in a real browser at 360 px: nothing to object to, every target big enough."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apiflask import APIFlask
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from parking.simulation.specimens import PASSWORD, Specimen
from parking.values import clock
from tests.patrol.conftest import jpeg

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PICTURES = os.environ.get("PARKING_PICTURES")  # a folder to look at the pages in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH"),
]


@pytest.fixture
def address(app: APIFlask, specimen: Specimen) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=["light", "dark"])
def page(address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        opened = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=request.param)
        opened.goto(f"{address}/patrol")
        opened.fill("input[name=email]", "officer@exampleton.example")
        opened.fill("input[name=password]", PASSWORD)
        opened.click("button[type=submit], input[type=submit]")
        opened.goto(f"{address}/patrol")
        yield opened
        browser.close()


def sound(page: Page, name: str) -> None:
    page.locator("html[data-ready]").wait_for(state="attached")
    scheme = "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if PICTURES:
            page.screenshot(path=str(Path(PICTURES, f"{name}-{scheme}-{width}.png")), full_page=True)
    page.set_viewport_size({"width": 360, "height": 740})
    found = Axe().run(page).response["violations"]
    assert [f"{one['id']}: {[n['html'][:120] for n in one['nodes']]}" for one in found] == []
    for target in page.locator(".patrol-main select:visible, .patrol-main input[type=text]:visible").all():
        box = target.bounding_box()
        assert box is None or box["height"] >= 48


def test_an_officer_records_a_pcn_with_one_hand(page: Page, specimen: Specimen, tmp_path: Path) -> None:
    picture = tmp_path / "one.jpg"
    picture.write_bytes(jpeg())
    local = clock.local(
        datetime.fromtimestamp(clock.unix_milliseconds() / 1000, UTC)
    )  # the server is not pinned
    began, ended = local - timedelta(minutes=12), local - timedelta(minutes=1)
    sound(page, "1-none-yet")
    page.click("text=Record a PCN")
    sound(page, "2-blank")
    page.click("text=Check and issue")
    page.locator(".govuk-error-summary").wait_for()
    sound(page, "3-every-error")
    page.select_option("#place", str(specimen.car_park))
    page.select_option("#contravention", "83")
    page.fill("#mark", "WAW 12345")
    page.fill("#make", "Ford")
    page.fill("#colour", "blue")
    page.select_option("#day", ended.date().isoformat())
    page.fill("#observed_from", f"{began:%H:%M}")
    page.fill("#observed_until", f"{ended:%H:%M}")
    page.click("text=Check and issue")
    page.locator(".govuk-warning-text").wait_for()
    sound(page, "4-refused")
    page.fill("#mark", "AB12 CDE")
    page.set_input_files("#photographs", picture)
    page.click("text=Check and issue")
    page.locator("text=What to do now").wait_for()
    sound(page, "5-issued")
    page.click("text=My PCNs")
    page.locator("text=EX00000001").wait_for()
    sound(page, "6-one-today")
