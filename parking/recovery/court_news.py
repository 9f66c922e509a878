"""What the court tells us after the order for recovery, brought to its case once, or kept for a person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.court import Application
from parking.cases.record import By, load_unlocked
from parking.recovery.applications import note_granted, receive_application, refuse_application
from parking.recovery.court.gateway import Court
from parking.recovery.court.replies import (
    Acknowledged,
    CourtReply,
    LateApplication,
    LateDecided,
    LateDecision,
    Rejected,
    Revoked,
    WarrantSealed,
)
from parking.recovery.court_requests import FIRST_NUMBER
from parking.recovery.enforcement_errors import NoSuchApplicationError
from parking.recovery.enforcement_models import EnforcementBatch, EnforcementRequest
from parking.recovery.instructing import agents_to_tell
from parking.recovery.kept import facts_of
from parking.recovery.reports import Heard, MisfitError, is_known, keep, keep_problem, take_in
from parking.recovery.statements import GROUNDS, revoke
from parking.recovery.warrants import WARRANT, issue_warrant, reject_request
from parking.store.session import writing
from parking.values.money import Money

SOURCE = "court"
# Takes replies about registration in; returns nothing. The wiring gives it where that room is there.
Others = Callable[[CourtReply], None]


def hear_court(court: Court, *, council: Council, by: By, others: Others | None = None) -> Heard:
    """Collect what the court sent, act on each message in a transaction of its own, then put it away."""
    heard, arrived = Heard(), court.collect()
    for reply in arrived.messages:
        if is_ours(reply):
            with writing(authority=council.id) as session:
                hear_reply(session, council=council, reply=reply, by=by, heard=heard)
        elif others is not None:
            others(reply)
        else:
            return heard  # nothing is put away that nobody has dealt with: it comes again
    with writing(authority=council.id) as session:
        for problem in arrived.problems:
            keep_problem(session, council=council, source=SOURCE, problem=problem, by=by, heard=heard)
    court.put_away(arrived.receipts)
    return heard


def is_ours(reply: CourtReply) -> bool:
    """Whether a reply is about something after the order, or a batch of requests of ours."""
    match reply:
        case Revoked() | LateApplication() | LateDecided() | WarrantSealed():
            return True
        case _:
            return reply.batch >= FIRST_NUMBER


def hear_reply(session: Session, *, council: Council, reply: CourtReply, by: By, heard: Heard) -> None:
    """Bring one message of the court to its case; told twice, nothing happens the second time."""
    if isinstance(reply, Acknowledged):
        _acknowledge(session, council, reply, by, heard)
        return
    number = getattr(reply, "number", None)
    take_in(
        session, council=council, source=SOURCE, message_id=reply.id, kind=_kind(reply), number=number,
        facts=facts_of(reply), act=partial(_act, session, council, reply, by), by=by, heard=heard,
    )  # fmt: skip


def _act(session: Session, council: Council, reply: CourtReply, by: By, case_id: UUID) -> None:
    match reply:
        case Revoked(ground=ground, notified_on=day):
            revoke(session, council=council, case_id=case_id, ground=GROUNDS[ground], notified_on=day, by=by)
        case LateApplication(notified_on=day):
            receive_application(
                session, council=council, case_id=case_id, kind=Application.OUT_OF_TIME, notified_on=day,
                ground=None, by=by,
            )  # fmt: skip
        case LateDecided():
            _decided(session, council, reply, by, case_id)
        case WarrantSealed():
            _sealed(session, council, reply, by, case_id)
        case Rejected():
            asked = _asked(session, council, case_id, reply.batch)
            if asked.asks not in WARRANT:
                raise MisfitError(f"The court did not take our answer to an application: {reply.says}")
            reject_request(
                session, council=council, case_id=case_id, batch_id=asked.batch_id, reason=reply.reason,
                says=reply.says, by=by,
            )  # fmt: skip
        case _:
            raise MisfitError("This message does not fit a batch of ours.")
    agents_to_tell(session, council=council, by=by, case_id=case_id)


def _decided(session: Session, council: Council, reply: LateDecided, by: By, case_id: UUID) -> None:
    try:
        if reply.decision is LateDecision.REFUSED:
            refuse_application(session, council=council, case_id=case_id, decided_on=reply.decided_on, by=by)
            return
        if load_unlocked(session, authority=council.id, case_id=case_id).state.late_statement_on is not None:
            note_granted(session, council=council, case_id=case_id, decided_on=reply.decided_on)
    except NoSuchApplicationError as missing:
        raise MisfitError(
            "No application waits in this case. Ask the court which one it decided."
        ) from missing


def _sealed(session: Session, council: Council, reply: WarrantSealed, by: By, case_id: UUID) -> None:
    asked = _asked(session, council, case_id, reply.batch)
    if asked.state == "done":
        raise MisfitError("The court sealed this request before: there can't be two warrants for it.")
    if reply.due.pence != asked.due_pence:
        says = f"The court sealed a warrant for {reply.due}, we asked for {Money(asked.due_pence)}."
        raise MisfitError(f"{says} Ask the court to put it right.")
    issue_warrant(
        session, council=council, case_id=case_id, batch_id=asked.batch_id, warrant=reply.warrant,
        on=reply.sealed_on, by=by,
    )  # fmt: skip


def _asked(session: Session, council: Council, case_id: UUID, batch: int) -> EnforcementRequest:
    found = session.scalars(
        select(EnforcementRequest)
        .join(EnforcementBatch, EnforcementBatch.id == EnforcementRequest.batch_id)
        .where(
            EnforcementRequest.authority_id == council.id,
            EnforcementRequest.case_id == case_id,
            EnforcementBatch.number == batch,
        )
        .order_by(EnforcementRequest.id)
    ).first()
    if found is None:
        raise MisfitError("This case was in no such batch of ours.")
    return found


def _acknowledge(session: Session, council: Council, reply: Acknowledged, by: By, heard: Heard) -> None:
    if is_known(session, authority=council.id, source=SOURCE, message_id=reply.id):
        heard.known += 1
        return
    mine = (EnforcementBatch.authority_id == council.id, EnforcementBatch.number == reply.batch)
    session.execute(
        update(EnforcementBatch)
        .where(*mine)
        .values(state="acknowledged", acknowledged_on=reply.received_on)
        .execution_options(synchronize_session=False)
    )
    # An answer to an application gets no reply of its own: that it arrived is all there is to know.
    session.execute(
        update(EnforcementRequest)
        .where(
            EnforcementRequest.authority_id == council.id,
            EnforcementRequest.asks.not_in(WARRANT),
            EnforcementRequest.state == "asked",
            EnforcementRequest.batch_id.in_(select(EnforcementBatch.id).where(*mine)),
        )
        .values(state="done", answered_on=reply.received_on)
        .execution_options(synchronize_session=False)
    )
    keep(
        session, council=council, source=SOURCE, message_id=reply.id, kind="acknowledged", case_id=None,
        facts=facts_of(reply), trouble=None, by=by,
    )  # fmt: skip
    heard.done += 1


def _kind(reply: CourtReply) -> str:
    names = {
        Revoked: "revoked", LateApplication: "late_application", LateDecided: "late_decided",
        WarrantSealed: "warrant_sealed", Rejected: "rejected",
    }  # fmt: skip
    return names.get(type(reply), "reply")
