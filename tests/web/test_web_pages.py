"""Every specimen page is sound HTML that our content security policy can show."""

from __future__ import annotations

import re

import html5lib
import pytest
from flask.testing import FlaskClient

PAGES = (
    "/notice",
    "/form",
    "/desk/case",
    "/desk/worklist",
    "/patrol",
    "/letter",
    "/no-such-page",
    "/fail/503",
)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_parses_without_a_single_error(visitor: FlaskClient, page: str) -> None:
    html5lib.HTMLParser(strict=True).parse(visitor.get(page).get_data(as_text=True))


def test_a_page_with_every_error_parses_too(visitor: FlaskClient) -> None:
    html5lib.HTMLParser(strict=True).parse(visitor.post("/form").get_data(as_text=True))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_inline_style_or_script(visitor: FlaskClient, page: str) -> None:
    html = visitor.get(page).get_data(as_text=True)
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
    assert all(" src=" in tag for tag in re.findall(r"<script[^>]*>", html))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_that_it_is_a_demonstration_and_names_no_id_twice(
    visitor: FlaskClient, page: str
) -> None:
    html = visitor.get(page).get_data(as_text=True)
    assert "This is a demonstration. Nothing here is real." in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("page", ["/notice", "/form", "/letter", "/no-such-page", "/fail/503"])
def test_help_by_phone_is_on_every_public_page(visitor: FlaskClient, page: str) -> None:
    assert "tel:01234567890" in visitor.get(page).get_data(as_text=True)


def test_the_title_says_so_when_the_form_has_errors(visitor: FlaskClient) -> None:
    assert "<title>Every field \N{EN DASH} " in visitor.get("/form").get_data(as_text=True)
    assert "<title>Error: Every field \N{EN DASH} " in visitor.post("/form").get_data(as_text=True)


def test_a_missing_variable_is_an_error_and_not_a_blank(visitor: FlaskClient) -> None:
    template = visitor.application.jinja_env.from_string("{{ forgotten }}")
    with pytest.raises(Exception, match="forgotten"):
        template.render()
