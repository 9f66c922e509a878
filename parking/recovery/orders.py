"""The order for recovery: asked for once the court sealed the debt, sent, sent again, and given up."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.recovery import (
    OrderPaperWithdrawn,
    OrderRequested,
    OrderServed,
    RegistrationWithdrawn,
)
from parking.cases.record import By, load, record
from parking.evidence.actions import write_note
from parking.law.steps import Step
from parking.law.timeline import Clock
from parking.notices.actions import mark_posted, request_paper, withdraw_paper
from parking.notices.kinds import PaperWanted
from parking.notices.queries import PaperRow, papers_of
from parking.notices.registry import PaperRoom
from parking.recovery.order_paper import draw_order
from parking.recovery.records import mark_stale
from parking.values import clock
from parking.values.ids import new_id


class WithdrawnBecause(StrEnum):
    """Why the authority asks the court to take a registration back."""

    ORDER_TOO_LATE = "order_too_late"
    CERTIFICATE_WAS_PREMATURE = "certificate_was_premature"
    PAID_BEFORE = "paid_before"
    WRONG_PERSON = "wrong_person"
    DISCRETION = "discretion"


def request_order(session: Session, *, council: Council, case_id: UUID, by: By) -> UUID:
    """Ask the print room for an order, to the address now known; a first one, or one served again."""
    party = load(session, authority=council.id, case_id=case_id).state.liable_party
    paper_id, on = new_id(), clock.day_of(by.at)
    record(session, council=council, case_id=case_id, event=OrderRequested(paper_id, on), by=by)
    return request_paper(
        session, authority=council.id, case_id=case_id, kind=PaperWanted.ORDER_FOR_RECOVERY, on=on,
        party_id=party, paper_id=paper_id,
    )  # fmt: skip


def serve_order(session: Session, council: Council, paper: PaperRow, sent_on: date, by: By) -> None:
    """Record that an order was sent; it is deemed served some days after, as the court's rules say."""
    if paper.party_id is None or paper.sha256 is None:
        raise ValueError("an order for recovery is sent to somebody and has a finished file")
    served_on = council.law(sent_on).period(Clock.ORDER_DEEMED_SERVICE).last_day(sent_on, council.calendar)
    event = OrderServed(paper.id, paper.party_id, paper.sha256, sent_on, served_on)
    record(session, council=council, case_id=paper.case_id, event=event, by=by)
    mark_posted(session, authority=council.id, paper_id=paper.id, on=sent_on)


def withdraw_order(session: Session, council: Council, paper: PaperRow, by: By) -> None:
    """Take back an order that may no longer be sent."""
    record(session, council=council, case_id=paper.case_id, event=OrderPaperWithdrawn(paper.id), by=by)
    withdraw_paper(session, authority=council.id, paper_id=paper.id)


def withdraw_registration(
    session: Session, *, council: Council, case_id: UUID, because: WithdrawnBecause, note: str, by: By
) -> None:
    """Give the registered debt up: the order falls, and the court is asked to take its record back."""
    on = clock.day_of(by.at)
    record(session, council=council, case_id=case_id, event=RegistrationWithdrawn(on, because.value), by=by)
    for paper in papers_of(session, authority=council.id, case_id=case_id):
        if paper.kind is PaperWanted.ORDER_FOR_RECOVERY and paper.state in {"requested", "drawn"}:
            withdraw_paper(session, authority=council.id, paper_id=paper.id)
    mark_stale(session, authority=council.id, case_id=case_id, on=on, reason=because.value)
    write_note(session, authority=council.id, case_id=case_id, text=note, author=by.actor, at=by.at)


ORDER_ROOM = PaperRoom(step=Step.SERVE_ORDER, draw=draw_order, post=serve_order, take_back=withdraw_order)
