"""The night's part in PCNs by post: asks for those that may go, and alarms before their days end."""

from __future__ import annotations

from parking.authorities.queries import Council
from parking.cases.record import By
from parking.issue.postal_night import REQUEST_POSTAL
from parking.issue.postal_queries import unserved
from parking.nightly.steps import Night, take_step
from parking.store.session import reading
from parking.values import clock


def serve_by_post(*, council: Council, by: By, night: Night) -> None:
    """Ask the print room for every PCN by post that may go, and count those that must go at once."""
    take_step(REQUEST_POSTAL, council=council, by=by, night=night)
    today = clock.day_of(by.at)
    with reading(authority=council.id) as session:
        waiting = unserved(session, council=council, on=today)
    late = sum(row.is_too_late(today) for row in waiting)
    soon = sum(row.alarms(today) for row in waiting) - late
    if soon:
        night.waiting["PCNs by post near the last day to post them"] = soon
    if late:
        night.waiting["PCNs by post too late to serve: extend the time or write them off"] = late
