"""What the papers of recovery say of a case, read from its history once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.access import access_code
from parking.cases.history import registry
from parking.cases.history.issue import PcnPrepared, PcnServed
from parking.cases.history.registry import Event
from parking.cases.queries import CaseRow, case, history
from parking.law.state import State
from parking.notices.drawing.text import unbroken
from parking.notices.errors import PaperFaultError
from parking.notices.parts import Identity
from parking.recovery.service import Proof, proofs
from parking.values.mark import Mark
from parking.values.pcn_number import PcnNumber


@dataclass(frozen=True, slots=True)
class About:
    """One case as a paper needs it: identity, contravention, state, and proof of what went before."""

    row: CaseRow
    state: State
    began: PcnServed | PcnPrepared
    identity: Identity
    description: str
    proofs: tuple[Proof, ...]

    @property
    def contravention(self) -> str:
        """The code with its suffix."""
        return self.began.code + self.began.suffix

    @property
    def place(self) -> str:
        """Where it happened."""
        return f"{self.row.place}, {self.row.town}"

    @property
    def vehicle(self) -> str:
        """The vehicle as the officer saw it."""
        return f"{self.row.colour.lower()} {self.row.make.title()}".strip()

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.began.contravention_at


def about(session: Session, *, council: Council, case_id: UUID) -> About:
    """Return what a paper says of a case."""
    row = case(session, authority=council.id, case_id=case_id)
    events: list[Event] = [each.event for each in history(session, authority=council.id, case_id=case_id)]
    began = events[0]
    if not isinstance(began, PcnServed | PcnPrepared):
        raise PaperFaultError("This case did not begin with a penalty charge notice.")
    state = registry.replay(events)
    listed = council.law(state.contravention_on or row.contravention_at.date()).contraventions
    number = PcnNumber.read(row.number)
    code = access_code(session, authority=council.id, number=row.number)
    return About(
        row=row,
        state=state,
        began=began,
        identity=Identity(str(number), unbroken(Mark.read(row.mark).shown), code),
        description=listed.describe(began.code, began.suffix),
        proofs=proofs(events),
    )
