"""What people ask about this service itself: access, privacy, cookies, and is this notice genuine?"""

from __future__ import annotations

from flask import current_app, render_template, request

from parking.authorities.current import current_letterhead
from parking.motorist.views.blueprint import pages
from parking.web.access import public


@pages.get("/accessibility")
@public(because="a statement everyone may read")
def accessibility() -> str:
    """Say how accessible this service is, and what to do where it is not."""
    return render_template("motorist/accessibility.html")


@pages.get("/privacy")
@public(because="a statement everyone may read")
def privacy() -> str:
    """Say what is done with people's details."""
    return render_template("motorist/privacy.html", letterhead=current_letterhead())


@pages.get("/cookies")
@public(because="a statement everyone may read")
def cookies() -> str:
    """Say which cookie is used, for what and for how long."""
    return render_template("motorist/cookies.html", cookie=current_app.config["SESSION_COOKIE_NAME"])


@pages.get("/genuine")
@public(because="people must be able to check before they pay")
def genuine() -> str:
    """Say how to tell whether a notice or a message is ours."""
    return render_template(
        "motorist/genuine.html",
        letterhead=current_letterhead(),
        host=request.host.rpartition(":")[0] or request.host,
    )
