"""Taking in a challenge from anybody, by any way, even before its PCN is on file."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.challenges import ChallengeReceived, ChallengeWithdrawn
from parking.cases.queries import cases_with
from parking.cases.record import By, record
from parking.challenges.errors import NoSuchChallengeError, NotReceivedYetError
from parking.challenges.models import Challenge
from parking.challenges.queries import OPEN, UNDECIDED, WAITING, challenge, waiting_for_pcn
from parking.notices.actions import withdraw_paper
from parking.parties.actions import Known, add_party, salted_digest
from parking.parties.models import Party
from parking.values import clock
from parking.values.ids import new_id
from parking.values.pcn_number import PcnNumber


class Channel(StrEnum):
    """How a challenge reached the council."""

    WEB = "web"
    EMAIL = "email"
    POST = "post"
    PHONE = "phone"
    IN_PERSON = "in_person"


@dataclass(frozen=True, slots=True)
class Challenger:
    """Who challenges: anybody, with an address of their own that is never the keeper's."""

    name: str
    address: tuple[str, ...] = ()
    postcode: str = ""
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said, how it came, and the day it reached the council."""

    text: str
    channel: Channel
    received_on: date
    challenger: Challenger | None = None


def receive_challenge(
    session: Session, *, council: Council, case_id: UUID, number: str, said: Said, by: By
) -> UUID:
    """Record a challenge to a PCN that is on file; from now on no notice to owner goes out."""
    party = _party(session, council, said)
    row = _row(council, number, said, party, by)
    session.execute(insert(Challenge), row | {"case_id": case_id, "state": OPEN, "before_its_pcn": False})
    _record(session, council, case_id, row, party, by)
    return UUID(str(row["id"]))


def keep_challenge(session: Session, *, council: Council, number: PcnNumber, said: Said, by: By) -> UUID:
    """Record a challenge by a number: at once where its PCN is on file, else kept until it arrives."""
    found = cases_with(session, authority=council.id, number=number.text)
    if found:
        return receive_challenge(
            session, council=council, case_id=found[0].id, number=number.text, said=said, by=by
        )
    row = _row(council, number.text, said, _party(session, council, said), by)
    session.execute(insert(Challenge), row | {"case_id": None, "state": WAITING, "before_its_pcn": True})
    return UUID(str(row["id"]))


def attach_waiting(session: Session, *, council: Council, by: By) -> int:
    """Attach kept challenges to the PCNs that have arrived since, as of the day each was received."""
    attached = 0
    for row in waiting_for_pcn(session, authority=council.id):
        found = cases_with(session, authority=council.id, number=row.number)
        if not found:
            continue
        kept = session.get_one(Challenge, row.id)
        party = _known(session, row.party_id)
        change(session, council=council, challenge_id=row.id, state=OPEN, case_id=found[0].id)
        facts = {"id": row.id, "received_on": row.received_on, "channel": row.channel}
        digest = {"text": kept.text, "salt": kept.salt}
        _record(session, council, found[0].id, facts | digest, party, by)
        attached += 1
    return attached


def withdraw_challenge(session: Session, *, council: Council, challenge_id: UUID, on: date, by: By) -> None:
    """Record that whoever made a challenge took it back; an answer that waits for the post is stopped."""
    row = challenge(session, authority=council.id, challenge_id=challenge_id)
    if row.state not in {*UNDECIDED, "answered"}:
        raise NoSuchChallengeError("This challenge was answered or withdrawn already.")
    _stop_letter(session, council, challenge_id)
    change(session, council=council, challenge_id=challenge_id, state="withdrawn", decided_on=on)
    if row.case_id is not None:
        event = ChallengeWithdrawn(challenge_id, on)
        record(session, council=council, case_id=row.case_id, event=event, by=by)


def change(session: Session, *, council: Council, challenge_id: UUID, **values: object) -> None:
    """Note where a challenge stands now."""
    session.execute(
        update(Challenge)
        .where(Challenge.authority_id == council.id, Challenge.id == challenge_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _party(session: Session, council: Council, said: Said) -> Known | None:
    who = said.challenger
    if who is None or not who.name:
        return None
    return add_party(
        session, authority=council.id, name=who.name, address=list(who.address), postcode=who.postcode,
        source="challenge",
    )  # fmt: skip


def _known(session: Session, party_id: UUID | None) -> Known | None:
    if party_id is None:
        return None
    row = session.get_one(Party, party_id)
    values = {"name": row.name, "address": row.address, "postcode": row.postcode}
    return Known(party_id, salted_digest(row.salt, values))


def _row(council: Council, number: str, said: Said, party: Known | None, by: By) -> dict[str, Any]:
    if said.received_on > clock.day_of(by.at):
        raise NotReceivedYetError("A challenge can't be recorded for a day that has not come.")
    return {
        "id": new_id(),
        "authority_id": council.id,
        "number": number,
        "party_id": party.id if party else None,
        "email": said.challenger.email if said.challenger else None,
        "received_on": said.received_on,
        "recorded_at": by.at,
        "channel": said.channel.value,
        "text": said.text,
        "salt": secrets.token_hex(16),
    }


def _record(
    session: Session, council: Council, case_id: UUID, row: dict[str, Any], party: Known | None, by: By
) -> None:
    event = ChallengeReceived(
        challenge_id=row["id"],
        received_on=row["received_on"],
        channel=row["channel"],
        party_id=party.id if party else None,
        party_digest=party.digest if party else None,
        digest=salted_digest(row["salt"], row["text"]),
    )
    record(
        session, council=council, case_id=case_id, event=event, by=by,
        happened_at=happened(row["received_on"], by),
    )  # fmt: skip


def happened(day: date, by: By) -> datetime:
    """Return when a thing of a day counts as having happened: noon, or now where that is still to come."""
    return min(clock.at_local(day, 12), by.at)


def _stop_letter(session: Session, council: Council, challenge_id: UUID) -> None:
    paper_id = session.get_one(Challenge, challenge_id).paper_id
    if paper_id is not None:
        withdraw_paper(session, authority=council.id, paper_id=paper_id)
