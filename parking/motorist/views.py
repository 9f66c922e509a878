"""The public's first page, and the council's colours."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from parking.authorities.current import current_letterhead
from parking.web.access import public
from parking.web.brand import Colours, brand_stylesheet

pages = Blueprint("motorist", __name__)


@pages.get("/")
@public(because="anyone may start to find a PCN")
def start() -> str:
    """Show what can be done here."""
    return render_template("motorist/start.html")


@pages.get("/colours.css")
@public(because="a style sheet")
def colours() -> Response:
    """Serve the council's colours as custom properties."""
    return Response(brand_stylesheet(Colours(current_letterhead().brand_colour)), mimetype="text/css")
