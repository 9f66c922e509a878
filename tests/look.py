"""Pictures of every page as each demonstration person, at three widths: `make look`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page
from sqlalchemy import text

from parking.app import create_app
from parking.cli.demo import settings_of
from parking.people.permissions import Role
from parking.simulation.borough.people import PASSWORD, email_of
from parking.store.base import db
from parking.store.session import reading
from tests.browser import CHROMIUM, chromium, served

WIDTHS = (360, 768, 1280)
FIRST: dict[Role | None, tuple[str, ...]] = {
    None: ("/", "/find", "/staff/sign-in", "/accessibility", "/privacy", "/genuine", "/no-such-page"),
    Role.OFFICER: ("/patrol", "/patrol/record"),
    Role.CASE_OFFICER: ("/desk/search", "/desk/places"),
    Role.ADVISER: ("/desk/search",),
    Role.PRINT_CLERK: ("/desk/print",),
    Role.MANAGER: ("/statistics", "/desk/quarantine", "/desk/places"),
}
MOST_LINKS = 14


@dataclass
class Album:
    """Where pictures go, and which pages have been taken."""

    out: Path
    seen: set[str] = field(default_factory=set)

    def take(self, page: Page, who: str) -> None:
        """Take a page at each width."""
        name = page.url.split("/", 3)[3].split("?")[0].replace("/", "_") or "home"
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=self.out / f"{who}-{name[:40]}-{width}.png", full_page=True)


def main() -> int:
    """Serve the demonstration, walk it as each person, and keep the pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=Path("var/look"))
    parser.add_argument("--folder", type=Path, default=Path("var/parking"))
    given = parser.parse_args()
    if CHROMIUM is None:
        sys.exit("Install a Chromium (the package chromium on Debian) to take pictures.")
    if not given.folder.exists():
        sys.exit("Run `make demo` once first: the pictures are of the demonstration borough.")
    given.out.mkdir(parents=True, exist_ok=True)
    app = create_app(settings_of(given.folder, 8000))
    app.config["SESSION_COOKIE_SECURE"] = False
    with served(app) as port, chromium() as browser:
        for role, addresses in FIRST.items():
            _walk(browser, Album(given.out), f"http://127.0.0.1:{port}", role, addresses)
        with app.app_context():
            for name, number, mark in specimens():
                _motorist(browser, Album(given.out), f"http://127.0.0.1:{port}", name, number, mark)
    return 0


def _walk(browser: Browser, album: Album, site: str, role: Role | None, addresses: tuple[str, ...]) -> None:
    page = browser.new_page()
    who = role.value if role else "public"
    if role is not None:
        page.goto(f"{site}/staff/sign-in")
        page.fill("input[name=email]", email_of("runnymede", role))
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
    for address in addresses:
        page.goto(site + address)
        album.take(page, who)
        for link in list(_links(page, site, album))[:MOST_LINKS]:
            page.goto(link)
            album.take(page, who)
    page.close()


def _links(page: Page, site: str, album: Album) -> Iterator[str]:
    for link in page.locator("main a[href]").all():
        address = (link.get_attribute("href") or "").split("#")[0]
        if address.startswith("/") and not address.endswith((".pdf", ".csv")) and address not in album.seen:
            album.seen.add(address)
            yield site + address


def specimens() -> Iterator[tuple[str, str, str]]:
    """Return one PCN for each stage reached so far: its stage, number and mark."""
    with reading() as session:
        rows = session.execute(
            text(
                "SELECT c.stage, MAX(c.number) AS number FROM cases c"
                " WHERE c.number LIKE 'RU%' GROUP BY c.stage ORDER BY c.stage"
            )
        ).all()
        for row in rows:
            mark = session.execute(
                text("SELECT v.mark FROM cases c JOIN vehicles v ON v.id = c.vehicle_id WHERE c.number = :n"),
                {"n": row.number},
            ).scalar_one()
            yield row.stage, row.number, mark
    db.session.remove()


def _motorist(browser: Browser, album: Album, site: str, stage: str, number: str, mark: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/find")
    page.fill("input[name=number]", number)
    page.fill("input[name=mark]", mark)
    page.press("input[name=mark]", "Enter")
    album.take(page, f"motorist-{stage}")
    page.close()


if __name__ == "__main__":
    sys.exit(main())
