"""Representations for the demonstration: what comes in on a day, and what is decided on a later one."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.record import By
from parking.claims.actions import answer_claim, list_claim
from parking.evidence.actions import write_note
from parking.evidence.documents import DocumentKind, keep_document
from parking.law.grounds import RepresentationGround
from parking.law.state import Capacity
from parking.representations.deciding import accept, request_rejection
from parking.representations.kinds import Channel, Hire, NewlyLiable, Passing, Person, Written
from parking.representations.liability import transfer
from parking.representations.receiving import receive
from parking.store.files import FileStore
from parking.store.session import writing
from parking.values import clock

HOUR = 14
NEIGHBOUR = Person("Noor Example", ("6 Sample Way", "Addlestone"), "KT15 9ZZ")
HIRER = Person("Hanna Example", ("9 Specimen Road", "Chertsey"), "KT16 9ZZ")
SCAN = b"%PDF-1.7\n% a document of the demonstration\n%%EOF\n"


class Story(StrEnum):
    """How a set of representations goes."""

    WAITS = "waits"
    REJECTED = "rejected"
    ACCEPTED = "accepted"
    UNCLEAR = "unclear"
    HIRED = "hired"


SAYS = {
    Story.WAITS: "The machine was broken and I rang the number on it.",
    Story.REJECTED: "I only stopped for five minutes to collect my mother.",
    Story.ACCEPTED: "I was taken ill at the wheel and an ambulance took me from the car park.",
    Story.UNCLEAR: "My neighbour is away. She asked me to say that she had a ticket.",
    Story.HIRED: "We hire out vehicles. The hirer had signed a statement of liability.",
}


def comes_in(story: Story, *, council: Council, case_id: UUID, on: date, actor: str) -> None:
    """Have representations come in by email on a day."""
    unclear = story is Story.UNCLEAR
    hired = story is Story.HIRED
    written = Written(
        received_on=on,
        channel=Channel.EMAIL,
        capacity=Capacity.UNDECIDED if unclear else Capacity.RECIPIENT,
        grounds=(RepresentationGround.HIRED_OUT if hired else RepresentationGround.COMPELLING_REASONS,),
        text=SAYS[story],
        writer=NEIGHBOUR if unclear else None,
    )
    by = _by(on, actor)
    with clock.pinned(by.at), writing(authority=council.id) as session:
        receive(session, council=council, case_id=case_id, written=written, by=by)


def is_decided(
    story: Story,
    *,
    council: Council,
    files: FileStore,
    case_id: UUID,
    contravention_on: date,
    on: date,
    actor: str,
) -> None:
    """Decide representations on a day, as their story has it; those that wait go on waiting."""
    by = _by(on, actor)
    with clock.pinned(by.at), writing(authority=council.id) as session:
        match story:
            case Story.REJECTED:
                _reject(session, council, case_id, by)
            case Story.ACCEPTED:
                accept(
                    session, council=council, case_id=case_id, by=by, words="You were taken ill.",
                    ground=RepresentationGround.COMPELLING_REASONS,
                )  # fmt: skip
            case Story.HIRED:
                _pass_on(session, council, files, case_id, contravention_on, by)
            case Story.WAITS | Story.UNCLEAR:
                return


def _reject(session: Session, council: Council, case_id: UUID, by: By) -> None:
    seen = write_note(
        session, authority=council.id, case_id=case_id, author=by.actor, at=by.at,
        text="The officer's record: watched for ten minutes, nobody came.",
    )  # fmt: skip
    claim = list_claim(
        session, council=council, case_id=case_id, says=SAYS[Story.REJECTED], by=by,
        ground=RepresentationGround.COMPELLING_REASONS,
    )  # fmt: skip
    answer_claim(
        session, council=council, case_id=case_id, claim_id=claim, evidence=[seen.id], by=by,
        answer="The officer watched for ten minutes and saw nobody come to the vehicle. A ticket is needed "
        "from the first minute.",
    )  # fmt: skip
    request_rejection(
        session, council=council, case_id=case_id, by=by,
        words="We understand that you were in a hurry. A ticket was still needed, and none was bought.",
    )  # fmt: skip


def _pass_on(session: Session, council: Council, files: FileStore, case_id: UUID, day: date, by: By) -> None:
    statement, agreement = (
        keep_document(
            session, files=files, authority=council.id, case_id=case_id, kind=kind, data=SCAN,
            received_at=by.at,
        )
        for kind in (DocumentKind.STATEMENT_OF_LIABILITY, DocumentKind.HIRING_AGREEMENT)
    )  # fmt: skip
    hire = Hire(agreement.id, signed_on=day, from_on=day, until_on=day)
    to = NewlyLiable(HIRER, Passing.HIRED_OUT, statement.id, hire)
    transfer(session, council=council, case_id=case_id, to=to, words="The hirer signed.", by=by)


def _by(on: date, actor: str) -> By:
    return By(actor=actor, door="desk", at=clock.at_local(on, HOUR))
