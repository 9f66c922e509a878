"""The night's part in representations: what nobody decided in time is accepted, what runs out alarms."""

from __future__ import annotations

from parking.authorities.queries import Council
from parking.cases.record import By
from parking.nightly.steps import Night, take_step
from parking.representations.night import (
    TREAT_AS_ACCEPTED,
    take_back_late_rejections,
    treat_held_as_accepted,
)
from parking.representations.worklist import late_ones, undecided
from parking.store.session import reading
from parking.values import clock


def end_undecided(*, council: Council, by: By, night: Night) -> None:
    """Treat representations as accepted where their days ended undecided; no rejection may go any more."""
    night.add("rejections taken back, too late to serve", take_back_late_rejections(council=council, by=by))
    take_step(TREAT_AS_ACCEPTED, council=council, by=by, night=night)
    night.add(TREAT_AS_ACCEPTED.counted_as, treat_held_as_accepted(council=council, by=by))
    on = clock.day_of(by.at)
    with reading(authority=council.id) as session:
        alarms = sum(row.alarms(on) for row in undecided(session, council=council))
        late = sum(row.decide_by < on for row in late_ones(session, council=council))
    if alarms:
        night.waiting["representations past their alarm day, undecided"] = alarms
    if late:
        night.waiting["late representations past the day to decide on admitting them"] = late
