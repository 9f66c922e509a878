"""The officer's form in a real browser at 360 px: nothing to object to, every target big enough."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apiflask import APIFlask
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from parking.simulation.specimens import PASSWORD, Specimen
from parking.values import clock
from tests.browser import CHROMIUM, chromium, served
from tests.patrol.conftest import jpeg

PICTURES = os.environ.get("PARKING_PICTURES")  # a folder to look at the pages in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH"),
]


@pytest.fixture
def address(app: APIFlask, specimen: Specimen) -> Iterator[str]:
    with served(app) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(params=["light", "dark"])
def page(address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    with chromium() as browser:
        opened = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=request.param)
        opened.goto(f"{address}/patrol")
        opened.fill("input[name=email]", "officer@exampleton.example")
        opened.fill("input[name=password]", PASSWORD)
        opened.click("button[type=submit], input[type=submit]")
        opened.goto(f"{address}/patrol")
        yield opened


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
