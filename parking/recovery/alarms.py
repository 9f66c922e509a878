"""What went wrong with a certificate after it was served, and what a person does about it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history import registry
from parking.cases.history.keepers import AddressChecked
from parking.cases.history.recovery import ServiceCorrected
from parking.cases.models import Case, EventRow
from parking.cases.queries import CaseRow, case
from parking.cases.record import load_unlocked, question
from parking.law.guards.recovery import certificate_was_not_premature, order_served_in_time
from parking.law.reasons import Reason, Refused
from parking.law.state import Stage, State
from parking.values import clock

_AFTER = (Stage.CHARGE_CERTIFICATE, Stage.REGISTERED, Stage.ORDER_FOR_RECOVERY, Stage.WARRANT)


@dataclass(frozen=True, slots=True)
class Alarm:
    """A case that needs a person now, why, and whether the court has registered its debt."""

    row: CaseRow
    because: Reason
    registered: bool


def premature(session: Session, *, council: Council) -> list[Alarm]:
    """Return cases whose certificate is now known to have come too early, in the order of their ids.

    Only a corrected day of service can show that: the guards let no other through.
    """
    corrected = select(EventRow.case_id).where(
        EventRow.authority_id == council.id, EventRow.kind == registry.NAMES[ServiceCorrected][0]
    )
    ids = session.scalars(
        select(Case.id)
        .where(
            Case.authority_id == council.id,
            Case.stage.in_([stage.value for stage in _AFTER]),
            Case.is_closed.is_(False),
            Case.id.in_(corrected),
        )
        .order_by(Case.id)
    )
    found = [_premature(session, council, case_id) for case_id in ids]
    return [alarm for alarm in found if alarm is not None]


def too_late(session: Session, *, council: Council) -> list[Alarm]:
    """Return registered debts whose order can no longer be sent in its days: the registration goes back."""
    ids = session.scalars(
        select(Case.id)
        .where(
            Case.authority_id == council.id,
            Case.stage == Stage.REGISTERED.value,
            Case.is_closed.is_(False),
            Case.lapses_on < clock.today(),
        )
        .order_by(Case.lapses_on, Case.id)
    )
    found = []
    for case_id in ids:
        state = load_unlocked(session, authority=council.id, case_id=case_id).state
        verdict = order_served_in_time(question(council, state, clock.now()))
        if isinstance(verdict, Refused):
            row = case(session, authority=council.id, case_id=case_id)
            found.append(Alarm(row, verdict.because, registered=True))
    return found


def sent_to_a_wrong_address(session: Session, *, council: Council) -> list[CaseRow]:
    """Return cases whose order went to an address since found to be wrong, and waits to be sent again."""
    checked = select(EventRow.case_id).where(
        EventRow.authority_id == council.id, EventRow.kind == registry.NAMES[AddressChecked][0]
    )
    ids = session.scalars(
        select(Case.id)
        .where(
            Case.authority_id == council.id,
            Case.stage == Stage.ORDER_FOR_RECOVERY.value,
            Case.is_closed.is_(False),
            Case.id.in_(checked),
        )
        .order_by(Case.id)
    ).all()
    return [
        case(session, authority=council.id, case_id=case_id)
        for case_id in ids
        if _must_go_again(load_unlocked(session, authority=council.id, case_id=case_id).state)
    ]


def _must_go_again(state: State) -> bool:
    return state.order_address_wrong and state.order_requested_on is None


def _premature(session: Session, council: Council, case_id: UUID) -> Alarm | None:
    state = load_unlocked(session, authority=council.id, case_id=case_id).state
    verdict = certificate_was_not_premature(question(council, state, clock.now()))
    if not isinstance(verdict, Refused):
        return None
    row = case(session, authority=council.id, case_id=case_id)
    return Alarm(row, verdict.because, registered=state.registered_on is not None)
