"""What is said of one case to the court, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.issue import PcnPrepared, PcnServed
from parking.cases.queries import case, history
from parking.cases.record import Loaded
from parking.parties.models import Party
from parking.recovery.court.records import CourtRecord, RecordNotWellFormedError, Transaction
from parking.recovery.kept import said_in
from parking.recovery.models import BatchRecord
from parking.values import clock
from parking.values.pcn_number import PcnNumber

REGISTER = Transaction.REGISTER.value
WITHDRAW = Transaction.WITHDRAW.value


def court_record(session: Session, *, council: Council, loaded: Loaded, on: date) -> CourtRecord:
    """Return what the court is asked to register, the fee of the day added.

    Raises RecordNotWellFormedError where the court could not take it.
    """
    state, row = loaded.state, case(session, authority=council.id, case_id=loaded.case_id)
    began = history(session, authority=council.id, case_id=loaded.case_id)[0].event
    if not isinstance(began, PcnServed | PcnPrepared) or state.certificate_served_on is None:
        raise RecordNotWellFormedError("there is no charge certificate to register")
    name, address, postcode = _respondent(session, council.id, state.liable_party)
    local = clock.local(began.contravention_at)
    fee = council.law(on).court_fee.amount
    return CourtRecord(
        transaction=Transaction.REGISTER,
        number=PcnNumber.read(row.number),
        mark=row.mark,
        contravention_on=local.date(),
        contravention_time=local.time().replace(second=0, microsecond=0, tzinfo=None),
        place=f"{row.place}, {row.town}",
        code=began.code + began.suffix,
        pcn_served_on=state.served_on or local.date(),
        certificate=row.number,
        certificate_served_on=state.certificate_served_on,
        due=state.owed(on) + fee,
        fee=fee,
        name=name,
        address=address,
        postcode=postcode,
    )


def to_withdraw(facts: dict[str, object]) -> CourtRecord:
    """Return the record that takes back one the court was sent."""
    return replace(said_in(CourtRecord, facts), transaction=Transaction.WITHDRAW)


def mark_stale(session: Session, *, authority: UUID, case_id: UUID, on: date, reason: str) -> None:
    """Note that what the court registered, or was asked to, no longer stands: it is asked to take it back."""
    session.execute(
        update(BatchRecord)
        .where(
            BatchRecord.authority_id == authority,
            BatchRecord.case_id == case_id,
            BatchRecord.transaction == REGISTER,
            BatchRecord.state.in_(("asked", "done")),
        )
        .values(state="stale", changed_on=on, reason=reason)
        .execution_options(synchronize_session=False)
    )


def set_record(session: Session, *, authority: UUID, record_id: UUID, **values: object) -> None:
    """Change what became of one record."""
    session.execute(
        update(BatchRecord)
        .where(BatchRecord.authority_id == authority, BatchRecord.id == record_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _respondent(session: Session, authority: UUID, party_id: UUID | None) -> tuple[str, tuple[str, ...], str]:
    row: Row[tuple[str, list[str], str]] | None = session.execute(
        select(Party.name, Party.address, Party.postcode).where(
            Party.authority_id == authority, Party.id == party_id
        )
    ).one_or_none()
    if row is None:
        raise RecordNotWellFormedError("nobody is liable")
    return row.name, tuple(row.address), row.postcode
