"""Acting on what the court says of a batch: once, and what does not fit goes to a person; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.errors import StepRefusedError
from parking.cases.history.recovery import DebtRegistered
from parking.cases.record import By, append, load
from parking.recovery.court.replies import (
    Acknowledged,
    Rejected,
    ReplyKind,
    SealedAuthority,
)
from parking.recovery.errors import NoSuchReplyError
from parking.recovery.inbox import settle
from parking.recovery.kept import said_in
from parking.recovery.models import Batch
from parking.recovery.queries import (
    BatchRow,
    RecordRow,
    ReplyRow,
    batch_numbered,
    records_of,
    replies_in,
)
from parking.recovery.records import REGISTER, mark_stale, set_record
from parking.recovery.registration import drop
from parking.recovery.rules import Trouble
from parking.recovery.worklists import no_longer_standing, stale_of
from parking.values import clock
from parking.values.money import NOTHING

# A seal counts its rejections, so those are heard before it, in whatever order they came.
_ORDER = (ReplyKind.ACKNOWLEDGEMENT, ReplyKind.REJECTION, ReplyKind.SEALED_AUTHORITY)


@dataclass(slots=True)
class Heard:
    """What came of what the court said."""

    registered: int = 0
    rejected: int = 0
    acknowledged: int = 0
    exceptions: int = 0
    waiting: list[UUID] = field(default_factory=list)


def act_on_replies(session: Session, *, council: Council, by: By) -> Heard:
    """Act on every kept reply about a batch of ours; one that must wait for another stays waiting."""
    heard, on = Heard(), clock.day_of(by.at)
    for case_id in no_longer_standing(session, authority=council.id):
        mark_stale(session, authority=council.id, case_id=case_id, on=on, reason="case_moved_on")
    for kind in _ORDER:
        for row in replies_in(session, authority=council.id, state="waiting", kinds=(kind.value,)):
            about = batch_numbered(session, authority=council.id, number=row.batch or 0)
            if about is None:
                continue  # of a batch that another chapter made
            state, trouble = _ACTS[kind](session, council, about, row, by, heard)
            heard.exceptions += state == "exception"
            heard.waiting += [row.id] if state == "waiting" else []
            settle(session, authority=council.id, reply_id=row.id, state=state, trouble=trouble)
    return heard


Outcome = tuple[str, Trouble | None]
Act = Callable[[Session, Council, BatchRow, ReplyRow, By, Heard], Outcome]
_DONE: Outcome = ("done", None)


def _exception(trouble: Trouble) -> Outcome:
    return "exception", trouble


def _acknowledged(
    session: Session, council: Council, about: BatchRow, row: ReplyRow, _by: By, heard: Heard
) -> Outcome:
    said = said_in(Acknowledged, row.facts)
    if about.state in {"composed", "discarded"}:
        return _exception(Trouble.NEVER_SENT)
    if about.state == "given_up":
        return _exception(Trouble.LATE_ACKNOWLEDGEMENT)
    if (said.count, said.total) != (about.records, about.total):
        return _exception(Trouble.TOTALS_DIFFER)
    if about.acknowledged_on is not None:
        return _DONE
    heard.acknowledged += 1
    if about.transaction == REGISTER:
        _set(session, council, about, state="acknowledged", acknowledged_on=said.received_on)
        return _DONE
    # The court answers a withdrawal with its receipt alone.
    for each in records_of(session, authority=council.id, batch_id=about.id, states=("asked",)):
        _taken_back(session, council, each, said)
    _set(session, council, about, state="answered", acknowledged_on=said.received_on,
         answered_on=said.received_on)  # fmt: skip
    return _DONE


def _taken_back(session: Session, council: Council, each: RecordRow, said: Acknowledged) -> None:
    set_record(session, authority=council.id, record_id=each.id, state="done", changed_on=said.received_on)
    for old in stale_of(session, authority=council.id, case_id=each.case_id):
        set_record(session, authority=council.id, record_id=old, state="dropped", changed_on=said.received_on)


def _rejected(
    session: Session, council: Council, about: BatchRow, row: ReplyRow, by: By, heard: Heard
) -> Outcome:
    said = said_in(Rejected, row.facts)
    rows = records_of(session, authority=council.id, batch_id=about.id)
    each = next((one for one in rows if one.number == said.number.text), None)
    if each is None or each.state in {"locked", "taken_out"}:
        return _exception(Trouble.NEVER_SENT)
    if each.state == "rejected":
        return _DONE if each.reason == said.reason else _exception(Trouble.ANSWERED_TWICE)
    if about.state == "given_up" or each.state == "dropped":
        return _exception(Trouble.LATE_REJECTION)
    if each.state == "done" or about.state == "answered":
        return _exception(Trouble.REJECTED_AFTER_SEAL)
    if about.transaction == REGISTER:
        drop(session, council, each, about.id, said.reason, by)
    set_record(session, authority=council.id, record_id=each.id, state="rejected", reason=said.reason,
               says=said.says, mend=said.mend.value, changed_on=clock.day_of(by.at))  # fmt: skip
    heard.rejected += 1
    return _DONE if about.transaction == REGISTER else _exception(Trouble.WITHDRAWAL_REFUSED)


def _sealed(
    session: Session, council: Council, about: BatchRow, row: ReplyRow, by: By, heard: Heard
) -> Outcome:
    said = said_in(SealedAuthority, row.facts)
    if about.transaction != REGISTER or about.state in {"composed", "certified", "discarded"}:
        return _exception(Trouble.NEVER_SENT)
    rows = records_of(session, authority=council.id, batch_id=about.id)
    asked = [each for each in rows if each.state in {"asked", "stale"}]
    refused = [each for each in rows if each.state == "rejected"]
    if about.state == "given_up":
        return _exception(Trouble.LATE_SEAL)
    if about.state == "answered":
        return _exception(Trouble.ANSWERED_TWICE)
    if len(refused) < said.rejected:
        return "waiting", Trouble.WAITS_FOR_REJECTIONS
    if (len(asked), len(refused)) != (said.registered, said.rejected):
        return _exception(Trouble.COUNTS_DIFFER)
    if sum((each.due for each in asked), NOTHING) != said.total:
        return _exception(Trouble.TOTALS_DIFFER)
    for each in asked:
        heard.registered += _register(session, council, about, each, said, by)
    _set(session, council, about, state="answered", answered_on=said.registered_on)
    return _DONE


def _register(
    session: Session, council: Council, about: BatchRow, each: RecordRow, said: SealedAuthority, by: By
) -> bool:
    """Record one debt as registered; a case that no longer waits for it is one to take back."""
    registered = DebtRegistered(about.id, said.registered_on, each.fee)
    on = clock.day_of(by.at)
    try:
        loaded = load(session, authority=council.id, case_id=each.case_id)
        append(session, council=council, loaded=loaded, events=(registered,), by=by)
    except StepRefusedError:
        set_record(session, authority=council.id, record_id=each.id, state="stale", changed_on=on,
                   reason="case_moved_on")  # fmt: skip
        return False
    set_record(session, authority=council.id, record_id=each.id, state="done", changed_on=said.registered_on)
    return True


def take_back_late_seal(session: Session, *, council: Council, reply_id: UUID, by: By) -> int:
    """Have the court asked to take back what it registered of a batch that we had given up."""
    rows = replies_in(session, authority=council.id, state="exception")
    row = next((one for one in rows if one.id == reply_id and one.trouble == Trouble.LATE_SEAL.value), None)
    about = batch_numbered(session, authority=council.id, number=(row.batch or 0) if row else 0)
    if row is None or about is None:
        raise NoSuchReplyError("There is no such answer of the court.")
    dropped = records_of(session, authority=council.id, batch_id=about.id, states=("dropped",))
    for each in dropped:
        set_record(session, authority=council.id, record_id=each.id, state="stale", reason="late_seal",
                   changed_on=clock.day_of(by.at))  # fmt: skip
    settle(session, authority=council.id, reply_id=reply_id, state="settled", by=by)
    return len(dropped)


def _set(session: Session, council: Council, about: BatchRow, **values: object) -> None:
    session.execute(
        update(Batch)
        .where(Batch.authority_id == council.id, Batch.id == about.id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


_ACTS: Mapping[ReplyKind, Act] = {
    ReplyKind.ACKNOWLEDGEMENT: _acknowledged,
    ReplyKind.REJECTION: _rejected,
    ReplyKind.SEALED_AUTHORITY: _sealed,
}
