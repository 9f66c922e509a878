"""What waits for the court, for a paper or for a person, in the order it runs out of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from parking.cases.models import Case
from parking.cases.queries import CaseRow, case
from parking.law.state import Stage
from parking.law.steps import Step
from parking.recovery.models import BatchRecord
from parking.recovery.queries import RECORD, RecordRow, record_row
from parking.recovery.records import REGISTER


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case in which a step waits: since when it may be taken, and the last lawful day."""

    row: CaseRow
    due_on: date | None
    lapses_on: date | None


def ready(session: Session, *, authority: UUID, on: date, most: int = 500) -> list[UUID]:
    """Return cases whose debt may go to the court and that stand in no open batch, oldest due first."""
    in_hand = exists().where(
        BatchRecord.authority_id == authority,
        BatchRecord.case_id == Case.id,
        BatchRecord.transaction == REGISTER,
        BatchRecord.state.in_(("locked", "asked")),
    )
    return list(
        session.scalars(
            select(Case.id)
            .where(
                Case.authority_id == authority,
                Case.next_step == Step.REQUEST_REGISTRATION.value,
                Case.next_due_on <= on,
                Case.holds == 0,
                Case.is_closed.is_(False),
                ~in_hand,
            )
            .order_by(Case.next_due_on, Case.id)
            .limit(most)
        )
    )


def waiting_for(
    session: Session, *, authority: UUID, steps: Sequence[Step], on: date, most: int = 100
) -> list[Waiting]:
    """Return open cases whose next step is one of these and is due, the soonest to lapse first."""
    rows = session.execute(
        select(Case.id, Case.next_due_on, Case.lapses_on)
        .where(
            Case.authority_id == authority,
            Case.next_step.in_([step.value for step in steps]),
            Case.next_due_on <= on,
            Case.is_closed.is_(False),
        )
        .order_by(Case.lapses_on.is_(None), Case.lapses_on, Case.next_due_on, Case.id)
        .limit(most)
    ).all()
    return [
        Waiting(case(session, authority=authority, case_id=row.id), row.next_due_on, row.lapses_on)
        for row in rows
    ]


def stale(session: Session, *, authority: UUID) -> list[RecordRow]:
    """Return records at the court that no longer stand and that no open batch takes back yet."""
    taken = select(BatchRecord.case_id).where(
        BatchRecord.authority_id == authority,
        BatchRecord.transaction != REGISTER,
        BatchRecord.state.in_(("locked", "asked")),
    )
    rows = session.execute(
        select(*RECORD)
        .where(
            BatchRecord.authority_id == authority,
            BatchRecord.transaction == REGISTER,
            BatchRecord.state == "stale",
            BatchRecord.case_id.not_in(taken),
        )
        .order_by(BatchRecord.changed_on, BatchRecord.id)
    )
    return [record_row(row) for row in rows]


def stale_of(session: Session, *, authority: UUID, case_id: UUID) -> list[UUID]:
    """Return the records of one case that the court is to take back."""
    return list(
        session.scalars(
            select(BatchRecord.id)
            .where(
                BatchRecord.authority_id == authority,
                BatchRecord.case_id == case_id,
                BatchRecord.transaction == REGISTER,
                BatchRecord.state == "stale",
            )
            .order_by(BatchRecord.id)
        )
    )


def no_longer_standing(session: Session, *, authority: UUID) -> list[UUID]:
    """Return cases the court was asked about that have left their charge certificate since."""
    return list(
        session.scalars(
            select(BatchRecord.case_id)
            .join(Case, Case.id == BatchRecord.case_id)
            .where(
                BatchRecord.authority_id == authority,
                BatchRecord.transaction == REGISTER,
                BatchRecord.state == "asked",
                Case.stage != Stage.CHARGE_CERTIFICATE.value,
            )
            .order_by(BatchRecord.case_id)
        )
    )


def rejected(session: Session, *, authority: UUID, most: int = 200) -> list[RecordRow]:
    """Return records the court did not take, of cases that still stand at their certificate, newest first."""
    rows = session.execute(
        select(*RECORD)
        .join(Case, Case.id == BatchRecord.case_id)
        .where(
            BatchRecord.authority_id == authority,
            BatchRecord.state == "rejected",
            Case.stage == Stage.CHARGE_CERTIFICATE.value,
        )
        .order_by(BatchRecord.changed_on.desc(), BatchRecord.id)
        .limit(most)
    )
    return [record_row(row) for row in rows]
