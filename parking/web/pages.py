"""What a page's frame shows, and the small helpers every list page needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Council:
    """Whose site this is, as the layouts show it."""

    name: str
    service_name: str
    phone: str
    email: str
    hours: str  # when the phone is answered, such as "Monday to Friday, 9am to 5pm"
    home_url: str = "/"
    colours_url: str | None = None  # the served style sheet of its colours (parking.web.brand)
    logo_url: str | None = None
    accessibility_url: str = "/accessibility"
    privacy_url: str = "/privacy"
    cookies_url: str = "/cookies"
    genuine_url: str = "/genuine"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The member of staff at the screen."""

    name: str
    role: str
    sign_out_url: str
    account_url: str | None = None


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One place the person at the screen may go to."""

    text: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of a list this is, and how to say so."""

    page: int
    per_page: int
    total: int

    @classmethod
    def asked(cls, asked: str | None, *, per_page: int, total: int) -> Pages:
        """Return the page somebody asked for, or the nearest there is: a bad number is no error."""
        last = max(1, -(-total // per_page))
        page = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 8 else 1
        return cls(min(max(page, 1), last), per_page, total)

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.per_page))

    @property
    def offset(self) -> int:
        """How many rows come before this page."""
        return (self.page - 1) * self.per_page

    @property
    def first_row(self) -> int:
        """The number of the first row on the page, counting from 1."""
        return self.offset + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        """The number of the last row on the page."""
        return min(self.offset + self.per_page, self.total)

    def shown(self) -> list[int | None]:
        """Return the page numbers to link to; None stands for a gap."""
        near = sorted({1, self.last, *range(max(1, self.page - 1), min(self.last, self.page + 1) + 1)})
        numbers: list[int | None] = []
        for number in near:
            if numbers and numbers[-1] is not None and number - numbers[-1] > 1:
                numbers.append(None)
            numbers.append(number)
        return numbers

    def params(self, url: Callable[[int], str]) -> dict[str, Any]:
        """Return the options of the GOV.UK pagination component; `url` gives the address of a page."""
        items = [
            {"ellipsis": True}
            if number is None
            else {"number": number, "href": url(number), "current": number == self.page}
            for number in self.shown()
        ]
        found: dict[str, Any] = {"items": items}
        if self.page > 1:
            found["previous"] = {"href": url(self.page - 1)}
        if self.page < self.last:
            found["next"] = {"href": url(self.page + 1)}
        return found


def breadcrumbs(*trail: tuple[str, str]) -> dict[str, Any]:
    """Return the options of the GOV.UK breadcrumbs component from (text, address) pairs."""
    return {"items": [{"text": text, "href": href} for text, href in trail], "collapseOnMobile": True}
