"""Headers and built files: what a browser is told, and what must never be in a style sheet."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from .specimen import ROOT

BUILD = ROOT / "static" / "build"


@pytest.fixture(scope="session")
def built() -> Path:
    npm = shutil.which("npm")
    if not (BUILD / "portal.css").is_file():
        if npm is None:
            pytest.skip("no npm on the PATH and nothing built")
        subprocess.run([npm, "run", "build"], cwd=ROOT, check=True, capture_output=True)
    return BUILD


def test_a_page_may_only_use_what_is_ours_and_post_to_the_payment_page(visitor: FlaskClient) -> None:
    headers = visitor.get("/notice").headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; "
        "form-action 'self' https://pay.example; frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert headers["Cache-Control"] == "no-store"


def test_an_error_carries_the_headers_too(visitor: FlaskClient) -> None:
    assert "Content-Security-Policy" in visitor.get("/no-such-page").headers


def test_a_built_file_is_kept_for_a_year_under_the_hash_of_its_content(specimen: Flask, built: Path) -> None:
    with specimen.test_request_context():
        url = specimen.jinja_env.globals["asset_url"]("portal.css")  # type: ignore[operator]
    assert re.fullmatch(r"/static/build/portal\.css\?v=[0-9a-f]{12}", url)
    client = specimen.test_client()
    with client.get(url) as kept, client.get(url.split("?")[0]) as asked_for_each_time:
        assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert asked_for_each_time.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("sheet", ["portal", "desk", "patrol", "paper-free"])
def test_a_style_sheet_has_no_crown_no_transport_font_and_only_our_own_pictures(
    built: Path, sheet: str
) -> None:
    css = (built / f"{sheet}.css").read_text()
    assert "GDS Transport" not in css
    assert "@font-face" not in css
    assert not re.search(r"crest|crown|@import", css)
    for picture in re.findall(r"url\(([^)]+)\)", css):
        assert (built / picture.strip("\"'")).is_file(), picture


def test_no_crown_or_font_is_built(built: Path) -> None:
    names = [path.name for path in built.rglob("*") if path.is_file()]
    assert [name for name in names if re.search(r"cre?st|crown|logo|woff|favicon", name)] == []
