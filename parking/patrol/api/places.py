"""GET /places: where an officer may issue, and what, at a minute."""

from __future__ import annotations

from datetime import datetime

from parking.authorities.current import current_council
from parking.law.dated import NotYetLawError
from parking.patrol.api.blueprint import api
from parking.patrol.errors import FieldError, UnreadableMessageError
from parking.patrol.messages.answers import PlaceNow, PlacesNow
from parking.patrol.messages.incoming import PlacesAsked
from parking.patrol.queries import place_at, places_at
from parking.store.base import db
from parking.values import clock
from parking.web.access import device


@api.get("/places")
@device()
@api.input(PlacesAsked, location="query")
@api.output(PlacesNow)
@api.doc(responses={422: ""})
def every_place(query_data: PlacesAsked) -> PlacesNow:
    """List every place with the contraventions that may be issued there at a minute."""
    at = query_data.at or clock.now()
    try:
        found = places_at(db.session(), council=current_council(), at=at)
    except NotYetLawError as gap:
        raise _before_the_law(gap) from gap
    return PlacesNow(at=at, places=[PlaceNow.of(each) for each in found])


@api.get("/places/<code>")
@device()
@api.input(PlacesAsked, location="query")
@api.output(PlaceNow)
@api.doc(responses={404: "", 422: ""})
def one_place(code: str, query_data: PlacesAsked) -> PlaceNow:
    """Show one place with the contraventions that may be issued there at a minute."""
    at: datetime = query_data.at or clock.now()
    try:
        return PlaceNow.of(place_at(db.session(), council=current_council(), code=code, at=at))
    except NotYetLawError as gap:
        raise _before_the_law(gap) from gap


def _before_the_law(gap: NotYetLawError) -> UnreadableMessageError:
    return UnreadableMessageError(FieldError("at", f"{gap}: ask for a later day"))
