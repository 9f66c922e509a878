"""The desk in a real browser: nothing to object to, nothing sideways, everything by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from apiflask import APIFlask
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from parking.people.permissions import Role
from parking.simulation.specimens import PASSWORD, Specimen
from parking.values import clock
from parking.values.mark import Mark
from tests.browser import CHROMIUM, chromium
from tests.desk.cases import NIGHT_29, drawn, issued, night, posted
from tests.desk.serving import served
from tests.people.signing_in import add_staff

WIDTHS = (360, 768, 1280)
TODAY = date(2026, 4, 13)
BUILT = Path(__file__).parents[2] / "static" / "build" / "desk.css"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH"),
    pytest.mark.skipif(not BUILT.exists(), reason="the style sheets are not built: npm run build"),
]

Visit = Callable[[Role, str], Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def visit(
    app: APIFlask, specimen: Specimen, noon: datetime, browser: Browser, complaints: list[str]
) -> Iterator[Visit]:
    """Sign in as a role in a browser and open a page; `{case}`, `{run}` and `{place}` are filled in."""
    emails = add_staff(app, specimen)
    with app.app_context():
        case = issued(specimen, noon, photographs=2)
        issued(specimen, noon, code="85", suffix="t")
        issued(specimen, noon, code="82", number="EX00000777", served_at=noon)
        night(NIGHT_29)
        posted(specimen)
        issued(specimen, clock.at_local(date(2026, 3, 9), 12), mark=Mark.read("ZZ10 ZZZ"))
        night(date(2026, 4, 10))
        run = drawn(specimen, TODAY)
    page = browser.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    with served(app, clock.at_local(TODAY, 10)) as address:

        def open_page(role: Role, path: str) -> Page:
            page.goto(f"{address}/staff/sign-in")
            page.fill("#email", emails[role])
            page.fill("#password", PASSWORD)
            page.click("#submit")
            complaints.clear()  # the first page of a job may be another room's
            page.goto(address + path.format(case=case, run=run, place=specimen.car_park))
            ready(page)
            return page

        yield open_page
        page.close()


def ready(page: Page) -> None:
    page.locator("html[data-ready]").wait_for(state="attached")


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.MANAGER, "/desk/cases/{case}"),
        (Role.MANAGER, "/desk/cases/{case}/hold"),
        (Role.MANAGER, "/desk/quarantine"),
        (Role.MANAGER, "/desk/places"),
        (Role.MANAGER, "/desk/places/{place}"),
        (Role.PRINT_CLERK, "/desk/print"),
        (Role.PRINT_CLERK, "/desk/print/runs/{run}"),
        (Role.ADVISER, "/desk/search"),
    ],
)
def test_a_page_has_no_violation_breaks_no_policy_and_never_scrolls_sideways(
    visit: Visit, complaints: list[str], role: Role, path: str
) -> None:
    page = visit(role, path)
    assert violations(page) == []
    assert complaints == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_case_is_found_and_opened_without_a_mouse(visit: Visit) -> None:
    page = visit(Role.CASE_OFFICER, "/desk/search")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    page.keyboard.type("ab12cde")
    page.keyboard.press("Enter")
    page.locator("tr[data-row]").first.wait_for()
    ready(page)
    assert "AB12" not in page.url.upper()
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    number = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/cases/*")
    assert page.locator("h1").inner_text() == number


def test_a_person_signs_out_by_the_button_on_every_page(visit: Visit) -> None:
    page = visit(Role.ADVISER, "/desk/search")
    page.click("text=Sign out")
    page.wait_for_url("**/staff/sign-in")
