"""The warrant of control: asked for in a certified batch, sealed or rejected, ended, never renewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.errors import StepRefusedError
from parking.cases.history.court import (
    WarrantIssued,
    WarrantRequested,
    WarrantRequestRejected,
    WarrantReturned,
)
from parking.cases.record import By, append, load, record
from parking.law.reasons import Reason
from parking.recovery.court.records import CourtRecord, Transaction
from parking.recovery.court_record import record_of
from parking.recovery.court_requests import Certified, Draft, certify
from parking.recovery.enforcement_errors import NothingToRequestError, RecordRefusedError
from parking.recovery.enforcement_models import EnforcementRequest
from parking.values import clock
from parking.values.ids import new_id

WARRANT = (Transaction.REQUEST_WARRANT.value, Transaction.REISSUE_WARRANT.value)


@dataclass(frozen=True, slots=True)
class Requested:
    """A batch of requests, and the cases left out of it, each with every reason."""

    batch: Certified
    left_out: tuple[tuple[UUID, tuple[Reason, ...] | str], ...]


def request_warrants(
    session: Session,
    *,
    council: Council,
    case_ids: Sequence[UUID],
    officer: UUID,
    officer_name: str,
    draft: Draft,
    by: By,
) -> Requested:
    """Certify to the court what is owed in these cases and ask for a warrant in each that may have one.

    A case the law does not allow, or whose record the court could not take, is left out and named.
    """
    on, batch_id = clock.day_of(by.at), new_id()
    records: list[tuple[UUID, CourtRecord]] = []
    left_out: list[tuple[UUID, tuple[Reason, ...] | str]] = []
    for case_id in case_ids:
        loaded = load(session, authority=council.id, case_id=case_id)
        state = loaded.state
        asks = Transaction.REISSUE_WARRANT if state.warrants else Transaction.REQUEST_WARRANT
        try:
            asked = record_of(
                session, authority=council.id, case_id=case_id, state=state, asks=asks, due=state.owed(on)
            )
            event = WarrantRequested(batch_id, on, officer)
            append(session, council=council, loaded=loaded, events=(event,), by=by)
        except StepRefusedError as refused:
            left_out.append((case_id, refused.reasons))
        except RecordRefusedError as wrong:
            left_out.append((case_id, str(wrong)))
        else:
            records.append((case_id, asked))
    if not records:
        raise NothingToRequestError("None of these cases may go into the batch.")
    batch = certify(
        session, council=council, records=records, officer=officer, officer_name=officer_name, draft=draft,
        by=by, batch_id=batch_id,
    )  # fmt: skip
    return Requested(batch, tuple(left_out))


def issue_warrant(
    session: Session, *, council: Council, case_id: UUID, batch_id: UUID, warrant: str, on: date, by: By
) -> None:
    """Record that the court sealed a warrant: it runs for its months from that day."""
    event = WarrantIssued(batch_id, on)
    record(session, council=council, case_id=case_id, event=event, by=by, happened_at=clock.start_of(on))
    _answered(session, council.id, case_id, state="done", answered_on=on, warrant=warrant)


def reject_request(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    batch_id: UUID,
    reason: str,
    says: str,
    by: By,
) -> None:
    """Record that the court did not seal a request, with its code: the order stands as it did."""
    on = clock.day_of(by.at)
    event = WarrantRequestRejected(batch_id, on, reason)
    record(session, council=council, case_id=case_id, event=event, by=by)
    _answered(session, council.id, case_id, state="rejected", answered_on=on, reason=reason, says=says)


def return_warrant(session: Session, *, council: Council, case_id: UUID, reason: str, by: By) -> None:
    """Give a warrant up before its months are over; no agent may hold the case then."""
    event = WarrantReturned(clock.day_of(by.at), reason)
    record(session, council=council, case_id=case_id, event=event, by=by)


def drop_open_requests(session: Session, *, council: Council, case_id: UUID, on: date) -> None:
    """Forget what waits at the court for a case whose order is gone."""
    _answered(session, council.id, case_id, state="dropped", answered_on=on, reason="order_revoked")


def warrant_of(session: Session, *, authority: UUID, case_id: UUID) -> str | None:
    """Return the court's own reference of the newest warrant of a case."""
    return session.scalar(
        select(EnforcementRequest.warrant)
        .where(
            EnforcementRequest.authority_id == authority,
            EnforcementRequest.case_id == case_id,
            EnforcementRequest.warrant.is_not(None),
        )
        .order_by(EnforcementRequest.answered_on.desc(), EnforcementRequest.id.desc())
        .limit(1)
    )


def _answered(session: Session, authority: UUID, case_id: UUID, **values: object) -> None:
    session.execute(
        update(EnforcementRequest)
        .where(
            EnforcementRequest.authority_id == authority,
            EnforcementRequest.case_id == case_id,
            EnforcementRequest.asks.in_(WARRANT),
            EnforcementRequest.state == "asked",
        )
        .values(**values)
        .execution_options(synchronize_session=False)
    )
