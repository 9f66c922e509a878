"""Challenges, money and papers for tests, made through the real actions."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from parking.cases.record import By, load_unlocked
from parking.challenges.receiving import Challenger, Channel, Said, receive_challenge
from parking.law.state import State
from parking.notices.queries import PaperRow, papers_of
from parking.payments.by_hand import Came
from parking.payments.by_hand import Channel as PaidBy
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import Money
from tests.desk.cases import issued, posted

WRITER = Challenger("Amara Ellery", ("4 Specimen Close", "Exampleton"), "EX1 2AB")
TEXT = "The machine was broken.\n\nI have a photograph of it."
DECIDER = UUID(int=77)


def by(at: datetime, who: UUID = DECIDER) -> By:
    """Return a member of staff at the desk."""
    return By(f"staff:{who}", "desk", at)


def said(on: date, challenger: Challenger | None = WRITER, channel: Channel = Channel.POST) -> Said:
    """Return what somebody wrote."""
    return Said(TEXT, channel, on, challenger)


def challenged(
    specimen: Specimen, noon: datetime, on: date, writer: Challenger | None = WRITER
) -> tuple[UUID, UUID]:
    """Issue a PCN and challenge it; return the case and the challenge."""
    case = issued(specimen, noon)
    at = clock.at_local(on, 14)
    with clock.pinned(at), writing(authority=specimen.id) as session:
        row = receive_challenge(
            session, council=specimen.council, case_id=case, number="EX00000001", said=said(on, writer),
            by=by(at),
        )  # fmt: skip
    return case, row


def came(on: date, amount: Money, channel: PaidBy = PaidBy.POST) -> Came:
    """Return money as the desk writes it down."""
    return Came(new_id(), amount, channel, on, "cheque")


def state_of(specimen: Specimen, case: UUID) -> State:
    """Return a case as it stands."""
    with reading(authority=specimen.id) as session:
        return load_unlocked(session, authority=specimen.id, case_id=case).state


def papers(specimen: Specimen, case: UUID) -> dict[str, PaperRow]:
    """Return the newest paper of each kind."""
    with reading(authority=specimen.id) as session:
        return {row.kind.value: row for row in papers_of(session, authority=specimen.id, case_id=case)}


def post_all(specimen: Specimen, on: date) -> None:
    """Draw and post what waits."""
    posted(specimen, on)
