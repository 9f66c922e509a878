"""In a real browser: nothing an accessibility checker or the content security policy objects to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import CHROMIUM, chromium, served

from .specimen import make_app

PAGES = ("/notice", "/form", "/desk/case", "/desk/worklist", "/patrol", "/letter", "/no-such-page")
WIDTHS = (320, 360, 768, 1280)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(make_app()) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    opened = browser.new_page()
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    opened.close()


def open_page(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("html[data-ready]").wait_for(state="attached")


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_accessibility_violation_and_breaks_no_policy(
    page: Page, address: str, path: str, complaints: list[str]
) -> None:
    open_page(page, address + path)
    assert violations(page) == []
    assert [text for text in complaints if "404" not in text] == []


def test_the_form_with_every_error_has_no_violation_and_leads_to_the_first_wrong_input(
    page: Page, address: str
) -> None:
    open_page(page, address + "/form")
    page.fill("#sold_on-day", "3")
    page.fill("#sold_on-month", "15")
    page.fill("#sold_on-year", "2026")
    page.click("text=Send")
    page.locator(".govuk-error-summary").wait_for()
    page.locator("html[data-ready]").wait_for(state="attached")
    assert violations(page) == []
    page.click("text=Date you sold it must include a real month, from 1 to 12 >> nth=0")
    assert page.evaluate("document.activeElement.id") == "sold_on-month"


def test_the_patrol_page_has_no_violation_in_the_dark(browser: Browser, address: str) -> None:
    dark = browser.new_page(color_scheme="dark")
    open_page(dark, address + "/patrol")
    assert violations(dark) == []
    dark.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_never_scrolls_sideways(page: Page, address: str, path: str) -> None:
    open_page(page, address + path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_an_officer_touches_is_at_least_48_pixels_high(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    open_page(page, address + "/patrol")
    targets = page.locator("a:visible, button:visible, input:visible, select:visible").all()
    small = [
        (target.evaluate("it => it.outerHTML.slice(0, 80)"), box["height"])
        for target in targets
        if (box := target.bounding_box()) and box["height"] < 48 and box["y"] > 0
    ]
    assert small == []


def test_the_keyboard_moves_through_a_worklist_and_opens_a_row(page: Page, address: str) -> None:
    open_page(page, address + "/desk/worklist")
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent") == "RU10000"
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/case")


def test_a_slash_goes_to_search_and_a_question_mark_shows_the_keys(page: Page, address: str) -> None:
    open_page(page, address + "/desk/worklist")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "desk-search"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert violations(page) == []


def test_a_mark_is_capitals_as_it_is_typed(page: Page, address: str) -> None:
    open_page(page, address + "/form")
    page.locator("#mark").press_sequentially("ab12 cde")
    assert page.input_value("#mark") == "AB12 CDE"


def test_a_notice_answers_the_first_questions_without_scrolling_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    open_page(page, address + "/notice")
    until = page.locator(".money__until").bounding_box()
    assert until is not None
    assert until["y"] + until["height"] < 800
