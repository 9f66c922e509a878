"""In a real browser: the whole journey without JavaScript, with the keyboard, small and enlarged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import CHROMIUM, chromium
from tests.motorist.conftest import Given
from tests.motorist.service import DECLINED_CARD, GOOD_CARD, Service, running

OPEN_PAGES = ("/", "/find", "/genuine", "/accessibility", "/privacy", "/cookies")
WIDTHS = (320, 360, 768, 1280)  # 320 is also what 1280 becomes at 400% zoom

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH"),
]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("service")) as up:
        yield up


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(params=[False, True], ids=["without scripts", "with scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 360, "height": 740})
    opened = context.new_page()
    yield opened
    context.close()


def is_right(page: Page) -> None:
    """Check a page as it stands: no accessibility violation, nothing wider than the screen."""
    page.wait_for_load_state("load")
    page.locator("h1").first.wait_for()  # a redirect may still be on its way
    if page.locator(".js-enabled").count():  # the checker is a script, so it runs only where scripts do
        found = Axe().run(page).response["violations"]
        assert [f"{page.url} {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found] == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert page.locator("html").evaluate("html => html.scrollWidth") <= width, (page.url, width)
    page.set_viewport_size({"width": 360, "height": 740})


def find(page: Page, service: Service, given: Given) -> None:
    page.goto(service.url)
    page.click("text=Start now")
    page.fill("#number", given.number)
    page.fill("#mark", given.mark)
    page.click("text=Find my notice")


def test_the_whole_journey_to_the_receipt(page: Page, service: Service) -> None:
    given = service.gives(photographs=2)
    find(page, service, given)
    is_right(page)
    assert given.number in page.locator("h1").inner_text()
    page.click("text=Challenge it")
    is_right(page)
    page.click("text=Back to your notice")
    page.click("text=Pay £25")
    is_right(page)
    page.click("text=Continue to payment")
    page.fill("[name=card_number]", DECLINED_CARD)
    page.click("button[value=pay]")
    assert page.locator("h1").inner_text() == "Your payment was declined"
    is_right(page)
    page.click("a.govuk-button")
    page.click("text=Continue to payment")
    page.fill("[name=card_number]", GOOD_CARD)
    page.click("button[value=pay]")
    assert page.locator("h1").inner_text() == "Payment received"
    is_right(page)
    page.click("text=Back to your notice")
    is_right(page)
    page.click("text=Close this notice")
    assert page.url == f"{service.url}/"
    assert service.stood(given) == ("paid", 1)


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_every_open_page_is_right(page: Page, service: Service, path: str) -> None:
    page.goto(service.url + path)
    is_right(page)


def test_what_is_wrong_with_an_answer_is_said_and_led_to(page: Page, service: Service) -> None:
    page.goto(service.url + "/find")
    page.click("text=Find my notice")
    is_right(page)
    page.click("text=Enter the PCN number >> nth=0")
    assert page.evaluate("document.activeElement.id") == "number" or page.url.endswith("#number")
    page.fill("#number", "EX99999999")
    page.fill("#mark", "ZZ99 ZZZ")
    page.click("text=Find my notice")
    assert "may take some hours" in page.inner_text("main")
    is_right(page)


def test_the_first_screen_of_a_phone_says_what_where_how_much_and_what_to_do(
    page: Page, service: Service
) -> None:
    find(page, service, service.gives())
    for what in (
        ".notice-title",
        ".money__now",
        ".money__until",
        ".money__then",
        "text=Pay £25",
        "text=Challenge it",
    ):
        box = page.locator(what).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 740, what


def test_the_journey_needs_only_the_keyboard(browser: Browser, service: Service) -> None:
    given = service.gives()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(service.url)

    def press_until(words: str, path: str) -> None:
        page.wait_for_url(f"**{path}")
        for _ in range(40):
            page.keyboard.press("Tab")
            if (
                page.evaluate("(document.activeElement.innerText || document.activeElement.id)").strip()
                == words
            ):
                return
        raise AssertionError(f"{words} cannot be reached with the tabulator on {page.url}")

    press_until("Start now", "/")
    page.keyboard.press("Enter")
    press_until("number", "/find")
    page.keyboard.type(given.number)
    press_until("mark", "/find")
    page.keyboard.type(given.mark)
    page.keyboard.press("Enter")
    press_until("Pay £25", f"/pcn/{given.case_id}")
    page.keyboard.press("Enter")
    press_until("Continue to payment", f"/pcn/{given.case_id}/pay")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{service.pay.url}/**")
    page.keyboard.press("Tab")
    page.fill("[name=card_number]", GOOD_CARD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/receipt")
    context.close()
    assert service.stood(given) == ("paid", 1)
