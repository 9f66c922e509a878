"""What the night does about representations nobody decided in time: they are treated as accepted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.errors import StepRefusedError
from parking.cases.history.representations import RepresentationsTreatedAsAccepted
from parking.cases.models import Case
from parking.cases.night import Decided, NightStep, Tonight
from parking.cases.record import By, Loaded
from parking.law.state import Stage
from parking.law.steps import Step
from parking.notices.actions import requested_row
from parking.notices.kinds import PaperWanted
from parking.notices.models import Paper
from parking.representations.deciding import take_back_rejection, treat_as_accepted
from parking.representations.kinds import Outcome
from parking.representations.outcomes import ended_row
from parking.store.session import reading, writing
from parking.values import clock


def take_back_late_rejections(*, council: Council, by: By) -> int:
    """Take back every rejection that can no longer be served in time; return how many."""
    with reading(authority=council.id) as session:
        cases = _with_rejection_out(session, council, clock.day_of(by.at))
    taken = 0
    for case_id in cases:
        with writing(authority=council.id) as session:
            taken += take_back_rejection(session, council=council, case_id=case_id, by=by)
    return taken


def treat_held_as_accepted(*, council: Council, by: By) -> int:
    """Treat representations as accepted in cases that a hold keeps from the night's other work.

    No hold stops the law's own days, so these are not left to it.
    """
    with reading(authority=council.id) as session:
        cases = _held_and_over(session, council, clock.day_of(by.at))
    done = 0
    for case_id in cases:
        try:
            with writing(authority=council.id) as session:
                treat_as_accepted(session, council=council, case_id=case_id, by=by)
        except StepRefusedError:
            continue  # decided by somebody since it was read
        done += 1
    return done


def _with_rejection_out(session: Session, council: Council, on: date) -> Sequence[UUID]:
    return session.scalars(
        select(Case.id)
        .join(Paper, Paper.case_id == Case.id)
        .where(
            Case.authority_id == council.id,
            Case.stage == Stage.REPRESENTED.value,
            Case.lapses_on < on,
            Paper.authority_id == council.id,
            Paper.kind == PaperWanted.NOTICE_OF_REJECTION.value,
            Paper.state.in_(("requested", "drawn")),
        )
        .order_by(Case.id)
    ).all()


def _held_and_over(session: Session, council: Council, on: date) -> Sequence[UUID]:
    return session.scalars(
        select(Case.id)
        .where(
            Case.authority_id == council.id,
            Case.stage == Stage.REPRESENTED.value,
            Case.lapses_on < on,
            Case.holds > 0,
        )
        .order_by(Case.lapses_on, Case.id)
    ).all()


def _treat(tonight: Tonight, loaded: Loaded) -> Decided:
    row_id = loaded.state.representation or loaded.case_id
    paper = requested_row(
        authority=tonight.council.id,
        case_id=loaded.case_id,
        kind=PaperWanted.NOTICE_OF_ACCEPTANCE,
        on=tonight.on,
        party_id=loaded.state.liable_party,
        paper_id=tonight.id_for(loaded, "notice of acceptance"),
    )
    change = ended_row(
        authority=tonight.council.id,
        representation_id=row_id,
        outcome=Outcome.TREATED_AS_ACCEPTED,
        on=tonight.on,
    )
    return Decided(
        RepresentationsTreatedAsAccepted(row_id, tonight.on),
        rows=((Paper.__table__, paper),),
        changes=(change,),
    )


TREAT_AS_ACCEPTED = NightStep(
    Step.TREAT_AS_ACCEPTED, "representations treated as accepted, undecided in time", _treat
)
