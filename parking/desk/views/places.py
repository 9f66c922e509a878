"""Places: under what power and which orders, and stopping enforcement for a time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from parking.authorities.actions import touch
from parking.authorities.current import current_council
from parking.desk.errors import NoSuchSuspensionError
from parking.desk.forms import SUSPENSION_TITLES, SuspendForm
from parking.desk.queries.places import places_in_brief
from parking.desk.views.room import at_the_desk, pages
from parking.issue.queries import caught_by_suspension
from parking.law.state import Stage
from parking.people.permissions import Permission
from parking.people.sign_in import has_permission
from parking.places.actions import suspend_enforcement
from parking.places.queries import enforceable
from parking.places.rules import PowerKind, SuspensionKind
from parking.store.base import db
from parking.values import clock
from parking.web.access import allow
from parking.words import Reader, stage_words

POWER_TITLES = {
    PowerKind.SECTION_35: "Order under section 35 (off street)",
    PowerKind.ON_STREET: "On street, its own",
    PowerKind.ON_STREET_AGENCY: "On street, for the county",
    PowerKind.TRUST_LAND: "Trust land",
    PowerKind.UNKNOWN: "Not known",
}


@pages.get("/desk/places")
@allow(Permission.SEE_PLACES)
def places() -> str:
    """List every place with its power, its orders and whether enforcement stands still."""
    council = current_council()
    found = places_in_brief(
        db.session(), authority=council.id, at=clock.now(), demonstration=council.is_demonstration
    )
    return render_template(
        "desk/places.html", places=found, today=clock.today(), powers=POWER_TITLES, search_url=search_url()
    )


@pages.get("/desk/places/<uuid:place>")
@allow(Permission.SEE_PLACES)
def place_page(place: UUID) -> str:
    """Show what stands behind one place."""
    return _place_page(place, SuspendForm(formdata=None))


@pages.post("/desk/places/<uuid:place>/suspensions")
@allow(Permission.CHANGE_PLACES)
def suspend(place: UUID) -> ResponseReturnValue:
    """Stop enforcement at a place for a time."""
    session, council, form = db.session(), current_council(), SuspendForm()
    enforceable(session, authority=council.id, place_id=place)
    if not form.validate_on_submit():
        return _place_page(place, form)
    suspension = suspend_enforcement(
        session, authority=council.id, place_id=place, from_at=form.from_at, until_at=form.until_at,
        kind=SuspensionKind(form.kind.data), ordered_by=form.ordered_by.data, ordered_at=at_the_desk().at,
        why=form.why.data,
    )  # fmt: skip
    touch(session, authority=council.id)
    session.commit()
    return redirect(url_for("desk.suspension_page", place=place, suspension=suspension), 303)


@pages.get("/desk/places/<uuid:place>/suspensions/<uuid:suspension>")
@allow(Permission.SEE_PLACES)
def suspension_page(place: UUID, suspension: UUID) -> str:
    """Show a suspension and the PCNs that were given while it ran."""
    session, authority = db.session(), current_council().id
    here = enforceable(session, authority=authority, place_id=place)
    found = next((row for row in here.suspensions if row.id == suspension), None)
    if found is None:
        raise NoSuchSuspensionError("There is no such suspension at this place.")
    caught = caught_by_suspension(
        session, authority=authority, place_id=place, from_at=found.from_at, until_at=found.until_at
    )
    return render_template(
        "desk/suspension.html",
        here=here,
        suspension=found,
        title=SUSPENSION_TITLES[found.kind],
        caught=[(row, stage_words(Stage(row.stage), Reader.BACK_OFFICE)) for row in caught],
        may_see_cases=has_permission(Permission.SEE_CASE),
        search_url=search_url(),
    )


def search_url() -> str:
    """Return where the search box leads, or nothing for those who may not search."""
    return url_for("desk.find") if has_permission(Permission.SEARCH) else ""


def _place_page(place: UUID, form: SuspendForm) -> str:
    now: datetime = clock.now()
    return render_template(
        "desk/place.html",
        here=enforceable(db.session(), authority=current_council().id, place_id=place),
        form=form,
        may_change=has_permission(Permission.CHANGE_PLACES),
        suspend_url=url_for("desk.suspend", place=place),
        powers=POWER_TITLES,
        suspensions=SUSPENSION_TITLES,
        now=now,
        today=clock.day_of(now),
        search_url=search_url(),
    )
