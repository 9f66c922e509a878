"""The way in: the start page, the question that finds a notice, and the way out."""

from __future__ import annotations

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council, current_letterhead
from parking.motorist import grants
from parking.motorist.actions import find as find_case
from parking.motorist.forms import FindForm
from parking.motorist.views.blueprint import pages
from parking.store.base import db
from parking.store.current import settings
from parking.values import clock
from parking.web.access import public
from parking.web.brand import Colours, brand_stylesheet

NOT_FOUND = "We cannot find a notice with this number and registration mark together"


@pages.get("/")
@public(because="anyone may start to find a PCN")
def start() -> str:
    """Show what can be done here."""
    return render_template("motorist/start.html")


@pages.get("/find")
@public(because="anyone may look for a notice they hold")
def find() -> str:
    """Ask for the number and the registration mark."""
    paid = request.args.get("after") == "payment"
    return render_template("motorist/find.html", form=FindForm(), missed=False, paid=paid)


@pages.post("/find")
@public(because="anyone may look for a notice they hold; wrong tries are counted and stopped")
def look() -> ResponseReturnValue:
    """Find a notice by its number and mark together, and open it to this browser for an hour."""
    form, now, session = FindForm(), clock.now(), db.session()
    wanted = form.wanted()
    if wanted is None:
        return render_template("motorist/find.html", form=form, missed=False, paid=False)
    number, mark = wanted
    case_id = find_case(
        session, council=current_council(), number=number, mark=mark, secret=settings().secret, at=now
    )
    session.commit()
    if case_id is None:
        form.refuse("number", NOT_FOUND)
        return render_template("motorist/find.html", form=form, missed=True, paid=False)
    grants.open_case(case_id, now)
    return redirect(url_for("motorist.notice", case=case_id), 303)


@pages.post("/finish")
@public(because="it only closes what this browser opened")
def finish() -> ResponseReturnValue:
    """Close every notice this browser has open, for people on a shared device."""
    grants.close_all()
    return redirect(url_for("motorist.start"), 303)


@pages.get("/colours.css")
@public(because="a style sheet")
def colours() -> Response:
    """Serve the council's colours as custom properties."""
    sheet = brand_stylesheet(Colours(current_letterhead().brand_colour))
    return Response(sheet, mimetype="text/css", headers={"Cache-Control": "public, max-age=600"})
