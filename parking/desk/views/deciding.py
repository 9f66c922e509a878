"""What the page of a case's representations shows, gathered and put in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.queries import CaseRow, case
from parking.cases.record import load_unlocked
from parking.claims.queries import ClaimRow, claims_of
from parking.desk.queries.evidence import evidence_to_choose
from parking.desk.representation_forms import CAPACITIES, CHANNELS, GROUND_TITLES
from parking.evidence.documents import DocumentRow, documents_of
from parking.keepers.queries import addressee
from parking.law.grounds import RepresentationGround
from parking.law.lapse import lapses
from parking.law.state import Capacity, Stage, State
from parking.representations.kinds import Outcome
from parking.representations.queries import RepresentationRow, representations_of
from parking.representations.worklist import post_by
from parking.web.filters import long_date

OUTCOMES = {
    Outcome.ACCEPTED: "Accepted",
    Outcome.REJECTED: "Rejected",
    Outcome.TRANSFERRED: "Accepted; another person was made liable",
    Outcome.TREATED_AS_ACCEPTED: "Treated as accepted: no decision was served in time",
    Outcome.DISREGARDED: "Came late and was not considered",
    Outcome.NOT_THEIRS: "Written by somebody who may not make representations",
}


@dataclass(frozen=True, slots=True)
class Point:
    """A point as the page tells it."""

    row: ClaimRow
    ground: str
    looked_at: tuple[str, ...]

    @property
    def says(self) -> str:
        """What was said."""
        return self.row.says

    @property
    def answer(self) -> str | None:
        """What is answered."""
        return self.row.answer


@dataclass(frozen=True, slots=True)
class Letter:
    """One set of representations as the page tells it."""

    row: RepresentationRow
    by: str
    came: str
    grounds: tuple[str, ...]
    stands: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The page: what is being decided, by when, and everything that was written before."""

    row: CaseRow
    state: State
    deadline: tuple[str, ...]
    letters: tuple[Letter, ...]
    documents: tuple[DocumentRow, ...]

    @property
    def open_id(self) -> UUID | None:
        """The representations whose decision is open."""
        return self.state.representation if self.state.stage is Stage.REPRESENTED else None

    @property
    def points(self) -> tuple[Point, ...]:
        """The points of the representations that are being decided."""
        return next((each.points for each in self.letters if each.row.id == self.open_id), ())


def decision(session: Session, *, council: Council, case_id: UUID, on: date) -> Decision:
    """Return a case's representations as their page shows them on a day."""
    state = load_unlocked(session, authority=council.id, case_id=case_id).state
    named = dict(evidence_to_choose(session, authority=council.id, case_id=case_id))
    rows = representations_of(session, authority=council.id, case_id=case_id)
    return Decision(
        row=case(session, authority=council.id, case_id=case_id),
        state=state,
        deadline=_deadline(council, state, on),
        letters=tuple(_letter(session, council, row, state, named) for row in reversed(rows)),
        documents=tuple(documents_of(session, authority=council.id, case_id=case_id)),
    )


def _deadline(council: Council, state: State, on: date) -> tuple[str, ...]:
    last = lapses(state, council.calendar) if state.stage is Stage.REPRESENTED else None
    if last is None:
        return ()
    if on > last:
        return (f"The last day to serve a decision was {long_date(last)}. Only acceptance is left.",)
    post = post_by(council, last)
    said = f"A decision must be served by {long_date(last)}."
    if post is None:
        return (said, "The bank holidays of that year are not entered, so the last posting day is not known.")
    if on > post:
        return (said, f"The last day to post a rejection was {long_date(post)}. Accept the representations.")
    return (said, f"The last day to post a rejection is {long_date(post)}.")


def _letter(
    session: Session, council: Council, row: RepresentationRow, state: State, named: dict[str, str]
) -> Letter:
    who = addressee(session, authority=council.id, party_id=row.answer_to)[0] if row.answer_to else "unknown"
    capacity = CAPACITIES.get(row.capacity, "It is not decided in whose name")
    came = f"{CHANNELS[row.channel]}, reached us on {long_date(row.received_on)}"
    points = claims_of(session, authority=council.id, representation_id=row.id)
    return Letter(
        row=row,
        by=f"{who}. {capacity if row.capacity is not Capacity.UNDECIDED else capacity + ' they wrote'}.",
        came=f"{came}, after the last day." if row.is_late else f"{came}, in time.",
        grounds=tuple(GROUND_TITLES[ground] for ground in row.grounds),
        stands=_stands(row, state),
        points=tuple(
            Point(
                point,
                GROUND_TITLES[RepresentationGround(point.ground)],
                tuple(named.get(str(each), "Erased since") for each in point.evidence),
            )
            for point in points
        ),
    )


def _stands(row: RepresentationRow, state: State) -> str:
    if state.representation == row.id and state.stage is Stage.REPRESENTED:
        if state.rejection_requested_on is not None:
            return "The notice of rejection waits to be posted"
        return "Being decided"
    if row.outcome is None:
        return "Waits for somebody to decide whether we consider it" if row.is_late else "No longer open"
    return (
        f"{OUTCOMES[row.outcome]}, {long_date(row.decided_on)}" if row.decided_on else OUTCOMES[row.outcome]
    )
