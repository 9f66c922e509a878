"""The pages of one notice: the notice itself, its photographs, how to object, and its receipt."""

from __future__ import annotations

from uuid import UUID

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council, current_letterhead
from parking.evidence.queries import photograph as photograph_of
from parking.motorist.forms import EmptyForm
from parking.motorist.pages import NoticePage, notice_page
from parking.motorist.receipt import receipt_of
from parking.motorist.views.blueprint import ONLY_THE_FINDER, opened, pages
from parking.store.base import db
from parking.store.current import files
from parking.values import clock
from parking.web.access import public


@pages.get("/pcn/<uuid:case>")
@public(because=ONLY_THE_FINDER)
def notice(case: UUID) -> str:
    """Show what this is, what to pay today and until when, what to do, and everything behind it."""
    return render_template("motorist/notice.html", notice=_page(case), finish=EmptyForm())


@pages.get("/pcn/<uuid:case>/challenge")
@public(because=ONLY_THE_FINDER)
def challenge(case: UUID) -> str:
    """Say how to object, and by when."""
    letterhead = current_letterhead()
    return render_template(
        "motorist/challenge.html",
        notice=_page(case),
        address=(letterhead.name, *letterhead.postal_address),
        email=letterhead.email,
    )


@pages.get("/pcn/<uuid:case>/receipt")
@public(because=ONLY_THE_FINDER)
def receipt(case: UUID) -> ResponseReturnValue:
    """Show what was paid, what for and when; a case nobody has paid has no receipt."""
    found, today = opened(case), clock.today()
    made = receipt_of(found, today)
    if not made.lines:
        return redirect(url_for("motorist.notice", case=case), 303)
    page = notice_page(found, council=current_council(), today=today)
    return render_template("motorist/receipt.html", notice=page, receipt=made)


@pages.get("/pcn/<uuid:case>/photographs/<uuid:photograph>")
@public(because=ONLY_THE_FINDER)
def photograph(case: UUID, photograph: UUID) -> Response:
    """Serve one photograph of this case, without its place or device."""
    council, found = current_council(), opened(case)
    row = photograph_of(db.session(), authority=council.id, case_id=found.row.id, photograph_id=photograph)
    return Response(files().read(council.id, row.shown_sha256), mimetype="image/jpeg")


def _page(case: UUID) -> NoticePage:
    def url(photo: UUID) -> str:
        return url_for("motorist.photograph", case=case, photograph=photo)

    return notice_page(opened(case), council=current_council(), today=clock.today(), photo_url=url)
