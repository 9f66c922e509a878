"""Acting on what the tribunal tells us: each message means one event, or goes to a person with its reason."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.tribunal import (
    AppealAllowed,
    AppealReferredToLegal,
    AppealRefused,
    AppealRegistered,
    AppealSettled,
    CancellingRecommended,
    Directed,
)
from parking.cases.history.tribunal import AppealWithdrawn as Withdrew
from parking.cases.record import By, Loaded, append, load, question
from parking.law.journey import what_stops
from parking.law.steps import Step
from parking.tribunal.answers import heard_answer
from parking.tribunal.appeals import AppealRow, appeal_for, change_appeal, open_appeal
from parking.tribunal.errors import DoesNotFitError
from parking.tribunal.from_tribunal import (
    AppealDecided,
    AppealNotified,
    AppealWithdrawn,
    Direction,
    DirectionsGiven,
    FromTribunal,
    Leave,
    Outcome,
    ReviewNotified,
    ReviewStep,
)
from parking.tribunal.holding import release_holds, review_day
from parking.tribunal.models import Appeal
from parking.tribunal.sending import close_sending
from parking.tribunal.states import AppealState, SendingState
from parking.values import clock
from parking.values.ids import new_id


def act_on(session: Session, *, council: Council, case_id: UUID, message: FromTribunal, by: By) -> None:
    """Do what a message means for its case.

    Raises DoesNotFitError or StepRefusedError where a person must look; nothing is then recorded.
    """
    loaded = load(session, authority=council.id, case_id=case_id)
    match message:
        case AppealNotified():
            _notified(session, council, loaded, message, by)
        case AppealWithdrawn():
            _withdrawn(session, council, loaded, message, by)
        case AppealDecided():
            _decided(session, council, loaded, message, by)
        case DirectionsGiven():
            _directed_on_referral(session, council, loaded, message, by)
        case ReviewNotified():
            _reviewed(session, council, loaded, message, by)
        case _:
            heard_answer(session, council=council, loaded=loaded, message=message, by=by)


def _notified(session: Session, council: Council, loaded: Loaded, message: AppealNotified, by: By) -> None:
    _must_be_past(message.notified_on, by)
    known = appeal_for(session, authority=council.id, reference=message.appeal)
    if known is not None and known.case_id != loaded.case_id:
        raise DoesNotFitError("appeal_of_another_case", "This appeal's reference belongs to another PCN.")
    if known is not None:
        return  # told twice: registered is registered
    if message.leave is Leave.LATE_WITHOUT_LEAVE:
        raise DoesNotFitError(
            "waits_for_leave",
            "Somebody appealed late, and the adjudicator has not allowed it yet. "
            "No charge certificate goes meanwhile.",
            holds=True,
        )
    _register(session, council, loaded, message, by)


def _register(session: Session, council: Council, loaded: Loaded, message: AppealNotified, by: By) -> None:
    appeal_id = new_id()
    asked = question(council, loaded.state, by.at)
    at_court = not what_stops(Step.REFER_APPEAL_TO_LEGAL, asked)
    registered = AppealRegistered(
        appeal_id, message.notified_on, was_late=message.leave is Leave.LATE_WITH_LEAVE
    )
    stopped = AppealReferredToLegal(appeal_id, message.notified_on, new_id(), review_day(council, by))
    append(
        session, council=council, loaded=loaded, events=(stopped if at_court else registered,), by=by,
        happened_at=_on(message.notified_on, by),
    )  # fmt: skip
    release_holds(session, council=council, case_id=loaded.case_id, by=by)
    session.execute(
        insert(Appeal.__table__),
        {
            "id": appeal_id,
            "authority_id": council.id,
            "case_id": loaded.case_id,
            "reference": message.appeal,
            "state": (AppealState.AT_LEGAL if at_court else AppealState.OPEN).value,
            "received_on": message.received_on,
            "notified_on": message.notified_on,
            "was_late": registered.was_late,
            "directions": [],
        },
    )


def _withdrawn(session: Session, council: Council, loaded: Loaded, message: AppealWithdrawn, by: By) -> None:
    _must_be_past(message.withdrawn_on, by)
    appeal = _its_appeal(session, council, loaded, message.appeal)
    event = Withdrew(appeal.id, message.withdrawn_on)
    append(
        session, council=council, loaded=loaded, events=(event,), by=by,
        happened_at=_on(message.withdrawn_on, by),
    )  # fmt: skip
    change_appeal(
        session, authority=council.id, appeal_id=appeal.id, state=AppealState.LOST.value,
        decided_on=message.withdrawn_on,
    )  # fmt: skip


def _decided(session: Session, council: Council, loaded: Loaded, message: AppealDecided, by: By) -> None:
    _must_be_past(message.decided_on, by)
    _must_be_past(message.served_on, by)
    if message.after_review:
        raise DoesNotFitError(
            "decided_after_review",
            "This decision replaces an earlier one after a review. A person compares the two and does what "
            "the new one says.",
            holds=True,
        )
    appeal = _its_appeal(session, council, loaded, message.appeal)
    event: AppealRefused | CancellingRecommended | AppealSettled | AppealAllowed
    match message.outcome:
        case Outcome.REFUSED:
            event, state = AppealRefused(appeal.id, message.served_on), AppealState.LOST
        case Outcome.RECOMMENDED:
            event, state = CancellingRecommended(appeal.id, message.decided_on), AppealState.RECOMMENDED
        case Outcome.CONSENT:
            event, state = AppealSettled(appeal.id, message.decided_on), AppealState.ENDED
        case Outcome.ALLOWED:
            event, state = _allowed(appeal.id, message.decided_on, message.directions), AppealState.ENDED
    append(
        session, council=council, loaded=loaded, events=(event,), by=by,
        happened_at=_on(message.decided_on, by),
    )  # fmt: skip
    change_appeal(
        session, authority=council.id, appeal_id=appeal.id, state=state.value,
        decided_on=message.decided_on, directions=[each.value for each in message.directions],
    )  # fmt: skip


def _directed_on_referral(
    session: Session, council: Council, loaded: Loaded, message: DirectionsGiven, by: By
) -> None:
    _must_be_past(message.given_on, by)
    appeal = open_appeal(session, authority=council.id, case_id=loaded.case_id)
    if appeal is None:
        raise DoesNotFitError("no_open_appeal", "Nothing of this PCN waits at the tribunal.")
    event = _allowed(appeal.id, message.given_on, message.directions)
    append(
        session, council=council, loaded=loaded, events=(event,), by=by,
        happened_at=_on(message.given_on, by),
    )  # fmt: skip
    change_appeal(
        session, authority=council.id, appeal_id=appeal.id, state=AppealState.ENDED.value,
        decided_on=message.given_on, directions=[each.value for each in message.directions],
    )  # fmt: skip
    close_sending(
        session, authority=council.id, sending_id=message.answers, state=SendingState.ANSWERED, at=by.at,
        answer="directions_given",
    )  # fmt: skip


def _allowed(appeal_id: UUID, on: date, directions: tuple[Direction, ...]) -> AppealAllowed:
    """Return the event of an allowed appeal; what the PCN's or the notice's end does not cover is listed."""
    if Direction.CANCEL_PCN in directions:
        return AppealAllowed(appeal_id, on, Directed.CANCEL_PCN, "")
    if Direction.CANCEL_NOTICE in directions:
        return AppealAllowed(appeal_id, on, Directed.CANCEL_NOTICE, "")
    raise DoesNotFitError(
        "directions_unclear",
        "The adjudicator directs neither to cancel the PCN nor to cancel the notice. "
        "Read the decision, then record what it directs.",
        holds=True,
    )


def _reviewed(session: Session, council: Council, loaded: Loaded, message: ReviewNotified, by: By) -> None:
    _must_be_past(message.on, by)
    if message.step is ReviewStep.REFUSED:
        release_holds(session, council=council, case_id=loaded.case_id, by=by)
        return
    asked = message.step is ReviewStep.ASKED
    raise DoesNotFitError(
        "review_asked" if asked else "review_granted",
        "Somebody asked the tribunal to review its decision. Nothing goes out until it answers."
        if asked
        else "The tribunal reviews its decision: the old one no longer stands. A person follows it up.",
        holds=True,
    )


def _its_appeal(session: Session, council: Council, loaded: Loaded, reference: str) -> AppealRow:
    known = appeal_for(session, authority=council.id, reference=reference)
    if known is None:
        raise DoesNotFitError("unknown_appeal", "We were never told of an appeal under this reference.")
    if known.case_id != loaded.case_id:
        raise DoesNotFitError("appeal_of_another_case", "This appeal's reference belongs to another PCN.")
    return known


def _must_be_past(day: date, by: By) -> None:
    if day > clock.day_of(by.at):
        raise DoesNotFitError("dated_in_future", "The message is dated on a day that has not come.")


def _on(day: date, by: By) -> datetime:
    return min(clock.at_local(day, 12), by.at)
