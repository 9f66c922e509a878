"""A case with a served notice to owner, and what people write about it, made through the real actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from parking.cases.models import Case
from parking.cases.record import By, load_unlocked
from parking.claims.actions import answer_claim, list_claim
from parking.evidence.actions import write_note
from parking.evidence.documents import DocumentKind, keep_document
from parking.law.grounds import RepresentationGround
from parking.law.state import Capacity, State
from parking.notices.kinds import PaperWanted
from parking.notices.queries import PaperRow, papers_of
from parking.representations.deciding import request_rejection
from parking.representations.kinds import Channel, Written
from parking.representations.receiving import receive
from parking.simulation.specimens import Specimen
from parking.store.current import files
from parking.store.session import reading, writing
from parking.values import clock
from tests.desk.cases import issued, night, posted

NOTICE_POSTED = date(2026, 4, 1)  # Wednesday; served on Tuesday 7 April, after Easter
LAST_DAY = date(2026, 5, 4)  # the twenty-eighth day beginning with 7 April
WROTE = date(2026, 4, 20)  # Monday; the fifty-sixth day beginning with it is Sunday 14 June
LETTER = Written(
    received_on=WROTE,
    channel=Channel.EMAIL,
    capacity=Capacity.RECIPIENT,
    grounds=(RepresentationGround.NO_CONTRAVENTION,),
    text="I had a ticket. It had fallen on the floor of the car.",
)
PDF = b"%PDF-1.7 a scanned letter"


def decider(on: date) -> By:
    return By("staff:decider", "test", clock.at_local(on, 11))


@contextmanager
def at_work(specimen: Specimen, on: date) -> Iterator[tuple[Session, By]]:
    """Open a transaction at eleven on a day."""
    by = decider(on)
    with clock.pinned(by.at), writing(authority=specimen.id) as session:
        yield session, by


def noticed(specimen: Specimen, noon: datetime) -> UUID:
    """Return a PCN of 3 March whose notice to owner was posted on Wednesday 1 April."""
    case = issued(specimen, noon)
    night(date(2026, 3, 31))
    posted(specimen, NOTICE_POSTED)
    return case


def wrote(specimen: Specimen, case: UUID, on: date | None = None, **changes: Any) -> UUID:
    """Take representations in on the day they came, or on a later one."""
    letter = replace(LETTER, **changes)
    with at_work(specimen, on or letter.received_on) as (session, by):
        return receive(session, council=specimen.council, case_id=case, written=letter, by=by)


def answered(specimen: Specimen, case: UUID, on: date = WROTE) -> None:
    """List the one point of the letter and answer it."""
    with at_work(specimen, on) as (session, by):
        note = write_note(
            session,
            authority=specimen.id,
            case_id=case,
            text="The machine's record.",
            author=by.actor,
            at=by.at,
        )
        claim = list_claim(
            session, council=specimen.council, case_id=case, says="I had a ticket.",
            ground=RepresentationGround.NO_CONTRAVENTION, by=by,
        )  # fmt: skip
        answer_claim(
            session, council=specimen.council, case_id=case, claim_id=claim, evidence=[note.id],
            answer="No ticket was bought for this vehicle that day.", by=by,
        )  # fmt: skip


def rejecting(specimen: Specimen, case: UUID, on: date = WROTE) -> UUID:
    """Answer everything and ask for the notice of rejection."""
    answered(specimen, case, on)
    with at_work(specimen, on) as (session, by):
        return request_rejection(
            session, council=specimen.council, case_id=case, words="The charge stands.", by=by
        )


def document(specimen: Specimen, case: UUID, kind: DocumentKind, on: date = WROTE) -> UUID:
    """Keep a document that came about a case."""
    with at_work(specimen, on) as (session, by):
        return keep_document(
            session,
            files=files(),
            authority=specimen.id,
            case_id=case,
            kind=kind,
            data=PDF,
            received_at=by.at,
        ).id


def state_of(specimen: Specimen, case: UUID) -> State:
    with reading(authority=specimen.id) as session:
        return load_unlocked(session, authority=specimen.id, case_id=case).state


def column(specimen: Specimen, case: UUID, name: str) -> Any:
    with reading(authority=specimen.id) as session:
        return getattr(session.get_one(Case, case), name)


def papers(specimen: Specimen, case: UUID, kind: PaperWanted) -> list[PaperRow]:
    with reading(authority=specimen.id) as session:
        return [row for row in papers_of(session, authority=specimen.id, case_id=case) if row.kind is kind]


Act = Callable[[Session, By], object]


def acting(specimen: Specimen, on: date, act: Act) -> object:
    """Do one thing at eleven on a day."""
    with at_work(specimen, on) as (session, by):
        return act(session, by)
