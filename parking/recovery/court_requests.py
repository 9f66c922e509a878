"""Batches to the court after the order: locked and certified in one transaction, sent outside any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import and_, func, insert, or_, select, update
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.record import By
from parking.recovery.court.gateway import Court
from parking.recovery.court.records import CourtBatch, CourtFile, CourtRecord
from parking.recovery.enforcement_models import EnforcementBatch, EnforcementRequest
from parking.recovery.kept import facts_of, said_in
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.ids import new_id

# Batches that ask for registration are numbered from one; both kinds share the court's one folder.
FIRST_NUMBER = 500_001
Draft = Callable[[CourtBatch], CourtFile]


@dataclass(frozen=True, slots=True)
class Certified:
    """A batch as its officer certified it: counted, added up and hashed."""

    id: UUID
    number: int
    count: int
    total_pence: int
    sha256: str


def certify(
    session: Session,
    *,
    council: Council,
    records: Sequence[tuple[UUID, CourtRecord]],
    officer: UUID,
    officer_name: str,
    draft: Draft,
    by: By,
    batch_id: UUID,
) -> Certified:
    """Lock records together under the next number; `draft` gives the file as it will be sent."""
    number = _next_number(session, council.id)
    batch = CourtBatch(
        number=number,
        authority=council.code.upper(),
        made_on=clock.day_of(by.at),
        certified_by=officer_name,
        records=tuple(record for _, record in records),
    )
    file = draft(batch)
    session.execute(
        insert(EnforcementBatch),
        {
            "id": batch_id,
            "authority_id": council.id,
            "number": number,
            "state": "certified",
            "made_at": by.at,
            "certified_by": officer,
            "certified_name": officer_name,
            "count": file.count,
            "total_pence": file.total.pence,
            "sha256": file.sha256,
            "times_sent": 0,
        },
    )
    session.execute(
        insert(EnforcementRequest),
        [
            {
                "id": new_id(),
                "authority_id": council.id,
                "batch_id": batch_id,
                "case_id": case_id,
                "asks": record.transaction.value,
                "place": place,
                "state": "asked",
                "due_pence": record.due.pence,
                "facts": facts_of(record),
            }
            for place, (case_id, record) in enumerate(records)
        ],
    )
    return Certified(batch_id, number, file.count, file.total.pence, file.sha256)


def send_court_requests(court: Court, *, council: Council, by: By) -> int:
    """Send every certified batch, and once more each that the court has not acknowledged in time.

    The call stands outside any transaction; a batch that went before goes no second time by mistake.
    """
    patience = timedelta(days=council.policies.value(PolicyKind.COURT_WAIT_DAYS, clock.day_of(by.at)))
    with reading(authority=council.id) as session:
        waiting = _to_send(session, council, by, patience)
    for batch, batch_id, was_sent in waiting:
        court.send(batch, again=was_sent)
        with writing(authority=council.id) as session:
            session.execute(
                update(EnforcementBatch)
                .where(EnforcementBatch.authority_id == council.id, EnforcementBatch.id == batch_id)
                .where(EnforcementBatch.state != "acknowledged")
                .values(state="sent", sent_at=by.at, times_sent=EnforcementBatch.times_sent + 1)
                .execution_options(synchronize_session=False)
            )
    return len(waiting)


def _to_send(
    session: Session, council: Council, by: By, patience: timedelta
) -> list[tuple[CourtBatch, UUID, bool]]:
    lost = and_(EnforcementBatch.state == "sent", EnforcementBatch.sent_at <= by.at - patience)
    rows = session.execute(
        select(EnforcementBatch)
        .where(EnforcementBatch.authority_id == council.id)
        .where(or_(EnforcementBatch.state == "certified", lost))
        .order_by(EnforcementBatch.number)
    ).scalars()
    return [(_batch(session, council, row), row.id, row.state == "sent") for row in rows]


def _batch(session: Session, council: Council, row: EnforcementBatch) -> CourtBatch:
    facts = session.scalars(
        select(EnforcementRequest.facts)
        .where(EnforcementRequest.authority_id == council.id, EnforcementRequest.batch_id == row.id)
        .order_by(EnforcementRequest.place)
    )
    return CourtBatch(
        number=row.number,
        authority=council.code.upper(),
        made_on=clock.day_of(row.made_at),
        certified_by=row.certified_name,
        records=tuple(said_in(CourtRecord, each) for each in facts),
    )


def _next_number(session: Session, authority: UUID) -> int:
    highest = session.scalar(
        select(func.max(EnforcementBatch.number)).where(EnforcementBatch.authority_id == authority)
    )
    return FIRST_NUMBER if highest is None else highest + 1
