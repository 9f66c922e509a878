"""An authority's letterhead as papers draw it, and what every paper says of paying and checking."""

from __future__ import annotations

from parking.authorities.queries import Letterhead as Dated
from parking.notices.drawing.paper import Letterhead
from parking.notices.parts import WayToPay


def paper_letterhead(letterhead: Dated) -> Letterhead:
    """Return the letterhead of a day in the form papers draw."""
    return Letterhead(
        council=letterhead.name,
        department=letterhead.postal_address[0],
        address=letterhead.postal_address[1:],
        phone=letterhead.phone,
        phone_hours=letterhead.phone_hours,
        email=letterhead.email,
        website=letterhead.website,
        brand_colour=letterhead.brand_colour,
    )


def site_address(letterhead: Dated) -> str:
    """Return the address a code on paper opens: the site's front page, no number and no mark in it."""
    host = letterhead.website.split(":")[0].split("/")[0]
    scheme = "http" if host.endswith("localhost") else "https"
    return f"{scheme}://{letterhead.website}"


def ways_to_pay(letterhead: Dated) -> tuple[WayToPay, ...]:
    """Return the ways to pay besides the code."""
    return (
        WayToPay("Online", letterhead.website),
        WayToPay("By phone", f"{letterhead.phone}, {letterhead.phone_hours}"),
        WayToPay("By post", "with the slip, by cheque; never send cash"),
    )
