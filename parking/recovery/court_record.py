"""One case as the court is told of it after the order for recovery: who, what, when and how much."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.cases.models import Case
from parking.law.state import State
from parking.parties.models import Party, Vehicle
from parking.places.models import Place
from parking.recovery.court.records import (
    ADDRESS_LINES,
    CourtRecord,
    RecordNotWellFormedError,
    Transaction,
)
from parking.recovery.enforcement_errors import RecordRefusedError
from parking.values import clock
from parking.values.money import Money
from parking.values.pcn_number import PcnNumber


def record_of(
    session: Session,
    *,
    authority: UUID,
    case_id: UUID,
    state: State,
    asks: Transaction,
    due: Money,
    note: str = "",
) -> CourtRecord:
    """Return what the court is told of a case; raises RecordRefusedError where it could not take it."""
    row = session.execute(
        select(
            Case.number, Case.contravention_at, Case.contravention_on, Case.code, Vehicle.mark,
            Place.name.label("place"), Place.town, Party.name, Party.address, Party.postcode,
        )
        .join(Vehicle, Vehicle.id == Case.vehicle_id)
        .join(Place, Place.id == Case.place_id)
        .join(Party, Party.id == Case.liable_party_id)
        .where(Case.authority_id == authority, Case.id == case_id)
    ).one_or_none()  # fmt: skip
    if row is None or state.served_on is None or state.certificate_served_on is None:
        raise RecordRefusedError("Nobody is liable, or no charge certificate was served.")
    try:
        return CourtRecord(
            transaction=asks,
            number=PcnNumber.read(row.number),
            mark=row.mark,
            contravention_on=row.contravention_on,
            contravention_time=clock.local(row.contravention_at).time().replace(second=0, microsecond=0),
            place=f"{row.place}, {row.town}",
            code=row.code,
            pcn_served_on=state.served_on,
            certificate=row.number,
            certificate_served_on=state.certificate_served_on,
            due=due,
            fee=min(state.court_fee, due),
            name=row.name,
            address=_lines(row.address),
            postcode=row.postcode,
            registered_on=state.registered_on,
            order_served_on=state.order_served_on,
            note=note,
        )
    except RecordNotWellFormedError as wrong:
        raise RecordRefusedError(str(wrong)) from wrong


def _lines(address: list[str]) -> tuple[str, ...]:
    """Return an address in as many lines as the court takes; what is over stands in the last."""
    if len(address) <= ADDRESS_LINES:
        return tuple(address)
    return (*address[: ADDRESS_LINES - 1], ", ".join(address[ADDRESS_LINES - 1 :]))
