"""PCNs that still have to go by post, by the last day each can be served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.models import Case
from parking.law.counting import UnknownHolidaysError
from parking.law.state import Stage
from parking.law.steps import Step
from parking.parties.models import Vehicle


@dataclass(frozen=True, slots=True)
class Unserved:
    """A PCN that was prepared and is not served: its last days, and what it waits for."""

    case_id: UUID
    number: str
    mark: str
    basis: str
    contravention_on: date
    serve_by: date
    post_by: date | None  # None: the bank holidays of that year are not entered
    next_step: Step | None
    held: bool
    alarm_on: date

    def alarms(self, today: date) -> bool:
        """Whether so few days are left that a person must look."""
        return today >= self.alarm_on

    def is_too_late(self, today: date) -> bool:
        """Whether posting it today would serve it out of time."""
        return today > (self.post_by or self.serve_by)


def unserved(session: Session, *, council: Council, on: date, most: int = 200) -> list[Unserved]:
    """Return the PCNs that wait to be served by post, those whose days end first at the top."""
    rows = session.execute(
        select(
            Case.id, Case.number, Vehicle.mark, Case.basis, Case.contravention_on, Case.lapses_on,
            Case.next_step, Case.holds,
        )
        .join(Vehicle, Vehicle.id == Case.vehicle_id)
        .where(
            Case.authority_id == council.id,
            Case.stage == Stage.PREPARED.value,
            Case.lapses_on.is_not(None),
        )
        .order_by(Case.lapses_on, Case.contravention_on, Case.id)
        .limit(most)
    )  # fmt: skip
    alarm = timedelta(days=council.policies.value(PolicyKind.POSTAL_ALARM_DAYS, on))
    found = []
    for row in rows:
        post_by = _post_by(council, row.lapses_on)
        found.append(
            Unserved(
                row.id, row.number, row.mark, row.basis, row.contravention_on, row.lapses_on, post_by,
                Step(row.next_step) if row.next_step else None, row.holds > 0,
                (post_by or row.lapses_on) - alarm,
            )
        )  # fmt: skip
    return found


def _post_by(council: Council, serve_by: date) -> date | None:
    try:
        return council.law(serve_by).latest_posting(serve_by, council.calendar)
    except UnknownHolidaysError:
        return None
