"""What every PCN is made of, given at the kerb or sent by post: place, surroundings, evidence, charge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.history.holds import HoldSet
from parking.cases.history.registry import Event
from parking.cases.record import By
from parking.evidence.actions import tie_photographs, write_note
from parking.evidence.queries import kept_for
from parking.issue.queries import earlier_pcns
from parking.issue.rules import Checked, Draft, Surroundings
from parking.law.charges import Charge, Level
from parking.law.contraventions import UnknownContraventionError
from parking.law.state import HoldKind
from parking.parties.actions import Known
from parking.places.queries import enforceable_for
from parking.places.rules import Enforceable
from parking.values import clock
from parking.values.ids import new_id

REVIEW_DAYS = timedelta(days=2)


def here_of(session: Session, council: Council, draft: Draft) -> Enforceable:
    """Return a place with what may be enforced there at the minute of a draft."""
    return enforceable_for(session, council=council, place_id=draft.place_id, at=draft.contravention_at)


def surroundings(session: Session, council: Council, here: Enforceable, draft: Draft, by: By) -> Surroundings:
    """Return what the checks of a draft need to know besides it."""
    on = clock.day_of(draft.contravention_at)
    return Surroundings(
        law=council.law(on),
        here=here,
        earlier=earlier_pcns(
            session, authority=council.id, mark=draft.mark.text, place_id=draft.place_id,
            code=draft.code, at=draft.contravention_at,
        ),
        photographs_kept=kept_for(
            session, authority=council.id, pcn_ref=draft.client_ref, refs=draft.photographs
        ),
        observation_minutes=council.policies.observation_minutes(draft.code, on),
        now=by.at,
        demonstration=council.is_demonstration,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attached:
    """What the officer sent with a PCN, as the history names it."""

    photographs: tuple[str, ...]
    note: Known | None


def attach(session: Session, council: Council, draft: Draft, case_id: UUID, by: By) -> Attached:
    """Tie a draft's photographs and note to the case it became."""
    photographs = tie_photographs(
        session, authority=council.id, pcn_ref=draft.client_ref, case_id=case_id, refs=draft.photographs
    )
    if not draft.note:
        return Attached(photographs, None)
    note = write_note(
        session, authority=council.id, case_id=case_id, text=draft.note, author=by.actor, at=by.at
    )
    return Attached(photographs, note)


def charge_of(council: Council, draft: Draft, level: Level) -> Charge:
    """Return the charge of the day, by the band the authority set."""
    on = clock.day_of(draft.contravention_at)
    return council.law(on).charge(council.policies.value(PolicyKind.BAND, on), level)


def level_of(council: Council, draft: Draft) -> Level:
    """Return the level of charge that the list sets."""
    # A given PCN whose code is not on the list, or has no level there, is held; meanwhile nobody
    # is asked for more than the lower charge.
    try:
        listed = council.law(clock.day_of(draft.contravention_at)).contraventions.get(draft.code)
    except UnknownContraventionError:
        return Level.LOWER
    return listed.level or Level.LOWER


def holds_of(here: Enforceable, draft: Draft, checked: Checked, by: By) -> tuple[Event, ...]:
    """Return the holds a PCN begins with, where a person must look first."""
    review_on = clock.day_of(by.at + REVIEW_DAYS)
    holds: list[Event] = []
    if checked.failed:
        holds.append(HoldSet(new_id(), HoldKind.CHECKS_FAILED, "supervisor", review_on, None, None))
    row = here.restriction_for(draft.code, draft.contravention_at)
    if row is not None and not row.is_attached:
        holds.append(HoldSet(new_id(), HoldKind.ORDER_NOT_ATTACHED, "manager", review_on, None, None))
    return tuple(holds)
