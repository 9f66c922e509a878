"""What staff do to a case at the desk: write a note, stop it from moving on, let it go on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.holds import HoldReleased, HoldSet
from parking.cases.queries import pcn_began
from parking.cases.record import By, Loaded, append, load
from parking.desk.errors import NoSuchHoldError, NotForYouToReleaseError, OrderStillMissingError
from parking.desk.rules import RELEASED_BY
from parking.evidence.actions import write_note
from parking.fairness.arrangements import end_arrangement
from parking.law.state import HoldKind
from parking.people.permissions import Permission
from parking.places.queries import order_behind
from parking.values.ids import new_id


def hold_case(
    session: Session, *, council: Council, case_id: UUID, review_on: date, note: str, by: By
) -> None:
    """Stop a case from moving on until a day on which its owner looks at it again."""
    _set_hold(
        session, council, load(session, authority=council.id, case_id=case_id), new_id(), HoldKind.STAFF,
        review_on, note, by,
    )  # fmt: skip


def keep_hold(
    session: Session, *, council: Council, case_id: UUID, hold_id: UUID, review_on: date, note: str, by: By
) -> None:
    """Keep a hold after looking at it, with a new day to look again."""
    loaded = load(session, authority=council.id, case_id=case_id)
    _set_hold(session, council, loaded, hold_id, _kind(loaded, hold_id), review_on, note, by)


def release_hold(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    hold_id: UUID,
    note: str,
    permissions: frozenset[Permission],
    by: By,
) -> None:
    """Let a case go on, if this person may lift this kind of hold and its cause is gone."""
    loaded = load(session, authority=council.id, case_id=case_id)
    kind = _kind(loaded, hold_id)
    if RELEASED_BY.get(kind) not in permissions:
        raise NotForYouToReleaseError(f"{kind} is not released by this person")
    if kind is HoldKind.ORDER_NOT_ATTACHED and not _is_attached(session, council, case_id):
        raise OrderStillMissingError("the order has no document")
    written = write_note(session, authority=council.id, case_id=case_id, text=note, author=by.actor, at=by.at)
    released = HoldReleased(hold_id, written.id, written.digest)
    append(session, council=council, loaded=loaded, events=(released,), by=by)
    if kind is HoldKind.PAYMENT_ARRANGEMENT:
        end_arrangement(session, council=council, hold_id=hold_id, by=by)


def _set_hold(
    session: Session,
    council: Council,
    loaded: Loaded,
    hold_id: UUID,
    kind: HoldKind,
    review_on: date,
    note: str,
    by: By,
) -> None:
    written = write_note(
        session, authority=council.id, case_id=loaded.case_id, text=note, author=by.actor, at=by.at
    )
    held = HoldSet(hold_id, kind, by.actor, review_on, written.id, written.digest)
    append(session, council=council, loaded=loaded, events=(held,), by=by)


def _kind(loaded: Loaded, hold_id: UUID) -> HoldKind:
    if hold_id not in loaded.state.holds:
        raise NoSuchHoldError("There is no such hold on this case.")
    return loaded.state.holds[hold_id]


def _is_attached(session: Session, council: Council, case_id: UUID) -> bool:
    restriction = pcn_began(session, authority=council.id, case_id=case_id).restriction_id
    if restriction is None:
        return False
    order = order_behind(session, authority=council.id, restriction_id=restriction)
    return order is not None and order.is_attached
