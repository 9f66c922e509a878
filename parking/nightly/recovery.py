"""The night's part in recovery: finish what goes to the court, hear it, and ask for the papers due."""

from __future__ import annotations

from datetime import timedelta

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.record import By
from parking.nightly.steps import Night, take_step
from parking.recovery.court.gateway import Court
from parking.recovery.court_news import hear_court as collect_news
from parking.recovery.current import CourtOf
from parking.recovery.hearing import act_on_replies
from parking.recovery.inbox import keeper_of_replies
from parking.recovery.night import REQUEST_CERTIFICATE, REQUEST_ORDER, hold_unproven
from parking.recovery.queries import exceptions, unanswered
from parking.recovery.registration import compose_withdrawals
from parking.recovery.sending import send_certified
from parking.store.session import reading, writing
from parking.values import clock


def recover(courts: CourtOf | None, *, council: Council, by: By, night: Night) -> None:
    """Take every step of the night from the charge certificate to the order for recovery."""
    if courts is not None:
        hear_court(courts(council), council=council, by=by, night=night)
    with writing(authority=council.id) as session:
        night.add("cases held: no proof of service", hold_unproven(session, council=council, by=by))
    take_step(REQUEST_CERTIFICATE, council=council, by=by, night=night)
    take_step(REQUEST_ORDER, council=council, by=by, night=night)


def hear_court(court: Court, *, council: Council, by: By, night: Night) -> None:
    """Send what was certified, act on what the court says, and gather what it must take back."""
    night.add("batches sent to the court", send_certified(court, council=council, by=by))
    # One collector for all that the court says: nothing is put away that nobody kept.
    news = collect_news(court, council=council, by=by, others=keeper_of_replies(council=council, by=by))
    night.add("messages of the court", news.done)
    if news.exceptions:
        night.waiting["messages of the court that fit no case: look at the exceptions"] = news.exceptions
    with writing(authority=council.id) as session:
        heard = act_on_replies(session, council=council, by=by)
    night.add("debts registered", heard.registered)
    night.add("registrations rejected", heard.rejected)
    night.add("batches acknowledged", heard.acknowledged)
    with writing(authority=council.id) as session:
        made = compose_withdrawals(session, council=council, by=by)
    night.add("batches to take back, to be certified", int(made is not None))
    patience = timedelta(days=council.policies.value(PolicyKind.COURT_WAIT_DAYS, clock.day_of(by.at)))
    with reading(authority=council.id) as session:
        silent = unanswered(session, authority=council.id, before=by.at - patience)
        wrong = exceptions(session, authority=council.id)
    if silent:
        night.waiting["batches the court has not acknowledged"] = len(silent)
    if wrong:
        night.waiting["answers of the court that a person must look at"] = wrong
