"""What the night does towards recovery: asks for charge certificates and for orders, holds the unproven."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.holds import HoldSet
from parking.cases.history.recovery import CertificateRequested, OrderRequested
from parking.cases.models import Case
from parking.cases.night import Decided, NightStep, Tonight
from parking.cases.record import By, Loaded, record
from parking.evidence.actions import write_note
from parking.law.state import HoldKind
from parking.law.steps import Step
from parking.notices.actions import requested_row
from parking.notices.kinds import PaperWanted
from parking.notices.models import Paper
from parking.values import clock
from parking.values.ids import new_id

_UNPROVEN = (
    "A charge certificate is due, but we hold no proof that a notice was posted. Look for the print run. "
    "If it was never posted, record that it was not served: the case goes back and is served again."
)
_AFTER = (PaperWanted.CHARGE_CERTIFICATE.value, PaperWanted.ORDER_FOR_RECOVERY.value)


def _request_certificate(tonight: Tonight, loaded: Loaded) -> Decided | None:
    return _wanted(tonight, loaded, PaperWanted.CHARGE_CERTIFICATE, CertificateRequested)


def _request_order(tonight: Tonight, loaded: Loaded) -> Decided | None:
    return _wanted(tonight, loaded, PaperWanted.ORDER_FOR_RECOVERY, OrderRequested)


def _wanted(
    tonight: Tonight,
    loaded: Loaded,
    kind: PaperWanted,
    event: type[CertificateRequested | OrderRequested],
) -> Decided | None:
    party = loaded.state.liable_party
    if party is None:
        return None
    paper_id = tonight.id_for(loaded, kind.value)
    row = requested_row(
        authority=tonight.council.id, case_id=loaded.case_id, kind=kind, on=tonight.on, party_id=party,
        paper_id=paper_id,
    )  # fmt: skip
    return Decided(event(paper_id, tonight.on), rows=((Paper.__table__, row),))


REQUEST_CERTIFICATE = NightStep(
    Step.REQUEST_CHARGE_CERTIFICATE, "charge certificates requested", _request_certificate
)
REQUEST_ORDER = NightStep(Step.REQUEST_ORDER, "orders for recovery requested", _request_order)


def hold_unproven(session: Session, *, council: Council, by: By, most: int = 500) -> int:
    """Hold each case whose certificate is due though no earlier paper is known to have been posted.

    A charge may not be raised on a notice nobody can show to have gone (failure modes 3 and 13).
    """
    found = unproven(session, council=council, by=by, most=most)
    day = clock.days_after(clock.day_of(by.at), 1)
    while not council.calendar.is_working_day(day):
        day = clock.days_after(day, 1)
    for case_id in found:
        note = write_note(
            session, authority=council.id, case_id=case_id, text=_UNPROVEN, author=by.actor, at=by.at
        )
        held = HoldSet(new_id(), HoldKind.PRINT_RUN_UNRECONCILED, by.actor, day, note.id, note.digest)
        record(session, council=council, case_id=case_id, event=held, by=by)
    return len(found)


def unproven(session: Session, *, council: Council, by: By, most: int) -> list[UUID]:
    """Return cases due for a certificate without any posted paper, in the order of their ids."""
    posted = exists().where(
        Paper.authority_id == council.id,
        Paper.case_id == Case.id,
        Paper.state == "posted",
        Paper.sha256.is_not(None),
        Paper.kind.not_in(_AFTER),
    )
    return list(
        session.scalars(
            select(Case.id)
            .where(
                Case.authority_id == council.id,
                Case.next_step == Step.REQUEST_CHARGE_CERTIFICATE.value,
                Case.next_due_on <= clock.day_of(by.at),
                Case.holds == 0,
                Case.is_closed.is_(False),
                ~posted,
            )
            .order_by(Case.id)
            .limit(most)
        )
    )
