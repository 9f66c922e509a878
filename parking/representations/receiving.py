"""Taking representations in: in time or late, in any form, from the recipient or somebody else."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.representations import LateRepresentationsReceived, RepresentationsReceived
from parking.cases.record import By, append, load, question
from parking.law.guards.contest import late_to_represent
from parking.law.state import Capacity
from parking.notices.actions import request_paper
from parking.notices.kinds import PaperWanted
from parking.parties.actions import Known, add_party, salted_digest
from parking.representations.errors import (
    NoGroundError,
    ReceivedBeforeNoticeError,
    ReceivedInTheFutureError,
    WriterUnknownError,
)
from parking.representations.kinds import Written
from parking.representations.models import Representation
from parking.values import clock
from parking.values.ids import new_id

MIDDAY = 12


def receive(session: Session, *, council: Council, case_id: UUID, written: Written, by: By) -> UUID:
    """Take representations in under the day they reached the council, and ask for the letter that says so.

    They are in time, or late, by that day and not by today. Where it is not clear that the recipient
    wrote, they count as formal until somebody decides, and the letter asks for authority to act.
    """
    loaded = load(session, authority=council.id, case_id=case_id)
    _check(written, loaded.state.notice_posted_on or written.received_on, by)
    happened_at = _instant(written, by)
    capacity = Capacity.UNDECIDED if written.capacity is Capacity.OTHER else written.capacity
    asked = question(council, loaded.state, by.at, happened_at)
    is_late = bool(late_to_represent(asked))
    writer = _writer(session, council, written)
    values = {"text": written.text, "grounds": [ground.value for ground in written.grounds]}
    row_id, salt = new_id(), secrets.token_hex(16)
    kind = LateRepresentationsReceived if is_late else RepresentationsReceived
    event = kind(
        representation_id=row_id,
        received_on=written.received_on,
        channel=written.channel.value,
        capacity=capacity,
        grounds=tuple(values["grounds"]),
        party_id=writer.id if writer else None,
        party_digest=writer.digest if writer else None,
        digest=salted_digest(salt, values),
    )
    append(session, council=council, loaded=loaded, events=(event,), by=by, happened_at=happened_at)
    addressed = loaded.state.liable_party
    session.execute(
        insert(Representation),
        {
            "id": row_id,
            "authority_id": council.id,
            "case_id": case_id,
            "received_on": written.received_on,
            "starts_on": None if is_late else written.received_on,
            "is_late": is_late,
            "channel": written.channel.value,
            "capacity": capacity.value,
            **values,
            "writer_party_id": writer.id if writer else None,
            "notice_party_id": addressed,
            "recorded_at": by.at,
            "recorded_by": by.actor,
            "salt": salt,
        },
    )
    request_paper(
        session,
        authority=council.id,
        case_id=case_id,
        kind=PaperWanted.REPRESENTATIONS_ACKNOWLEDGED,
        on=clock.day_of(by.at),
        party_id=writer.id if writer else addressed,
    )
    return row_id


def _check(written: Written, posted_on: date, by: By) -> None:
    if written.received_on > clock.day_of(by.at):
        raise ReceivedInTheFutureError("The day they reached us can't be after today.")
    if written.received_on < posted_on:
        raise ReceivedBeforeNoticeError("The day they reached us can't be before the notice was posted.")
    if not written.grounds:
        raise NoGroundError("Choose at least one ground, or compelling reasons.")
    if written.capacity is not Capacity.RECIPIENT and written.writer is None:
        raise WriterUnknownError("Enter the name and address of the person who wrote.")


def _instant(written: Written, by: By) -> datetime:
    # The day is what the law counts by; the time of day of something that came earlier is not known.
    if written.received_on == clock.day_of(by.at):
        return by.at
    return clock.at_local(written.received_on, MIDDAY)


def _writer(session: Session, council: Council, written: Written) -> Known | None:
    if written.capacity is Capacity.RECIPIENT or written.writer is None:
        return None
    who = written.writer
    return add_party(
        session,
        authority=council.id,
        name=who.name,
        address=list(who.address),
        postcode=who.postcode,
        source="representations",
    )
