"""An address in doubt: told, checked against a source, and where it was wrong the notice is served again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.keepers import (
    AddressChecked,
    AddressDoubted,
    AddressFound,
    NoticeToBeServedAgain,
)
from parking.cases.record import By, append, load, must_be_possible
from parking.evidence.actions import write_note
from parking.law.steps import Step
from parking.parties.actions import add_party
from parking.parties.models import Party
from parking.values import clock


class WhyDoubted(StrEnum):
    """What makes an address doubtful."""

    RETURNED_MAIL = "returned_mail"
    NOT_AT_THIS_ADDRESS = "not_at_this_address"
    AGENT_REPORT = "agent_report"
    OTHER = "other"


class CheckedAgainst(StrEnum):
    """Where an address was looked up or heard."""

    KEEPER_REGISTER = "keeper_register"
    THE_PERSON = "the_person"
    ELECTORAL_REGISTER = "electoral_register"
    COUNCIL_TAX = "council_tax"
    TRACING_SERVICE = "tracing_service"


class WhyAgain(StrEnum):
    """Why a notice is served again."""

    WRONG_ADDRESS = "wrong_address"
    MOVED_BEFORE_SERVICE = "moved_before_service"


@dataclass(frozen=True, slots=True)
class NewAddress:
    """Where post reaches the same person now."""

    lines: tuple[str, ...]
    postcode: str


def doubt_address(
    session: Session, *, council: Council, case_id: UUID, why: WhyDoubted, words: str, by: By,
    happened_at: datetime | None = None,
) -> None:  # fmt: skip
    """Record that post came back, or that the person is said not to live there; recovery waits."""
    must_be_possible(session, council=council, case_id=case_id, step=Step.DOUBT_ADDRESS, by=by)
    note = write_note(session, authority=council.id, case_id=case_id, text=words, author=by.actor, at=by.at)
    event = AddressDoubted(clock.day_of(happened_at or by.at), why.value, note.id, note.digest)
    loaded = load(session, authority=council.id, case_id=case_id)
    append(session, council=council, loaded=loaded, events=(event,), by=by, happened_at=happened_at)


def check_address(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    source: CheckedAgainst,
    different: NewAddress | None,
    by: By,
) -> None:
    """Record what a check of the address found; a different one is a new row of the same person."""
    must_be_possible(session, council=council, case_id=case_id, step=Step.CHECK_ADDRESS, by=by)
    loaded = load(session, authority=council.id, case_id=case_id)
    on = clock.day_of(by.at)
    if different is None:
        event = AddressChecked(on, AddressFound.SAME, source.value, None, None)
    else:
        party = add_party(
            session,
            authority=council.id,
            name=_name(session, council, loaded.state.liable_party),
            address=list(different.lines),
            postcode=different.postcode,
            source=source.value.replace("_", " "),
        )
        event = AddressChecked(on, AddressFound.DIFFERENT, source.value, party.id, party.digest)
    append(session, council=council, loaded=loaded, events=(event,), by=by)


def serve_again(session: Session, *, council: Council, case_id: UUID, why: WhyAgain, by: By) -> None:
    """Cancel a notice that went to a wrong address; the night asks for it again where the time allows."""
    loaded = load(session, authority=council.id, case_id=case_id)
    event = NoticeToBeServedAgain(clock.day_of(by.at), why.value)
    append(session, council=council, loaded=loaded, events=(event,), by=by)


def _name(session: Session, council: Council, party_id: UUID | None) -> str:
    return session.execute(
        select(Party.name).where(Party.authority_id == council.id, Party.id == party_id)
    ).scalar_one()
