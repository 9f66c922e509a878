"""The questions a worked example can ask of the law, each answered with the provision it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from parking.law.counting import Calendar
from parking.law.given import CannotAnswerError, Given, deemed, read_given
from parking.law.holidays import shipped_calendar
from parking.law.reasons import Provision
from parking.law.regimes import law_at, regime_of
from parking.law.timeline import DISCOUNT, Clock, ClockInForce
from parking.values import clock as clocks


class UnknownQuestionError(LookupError):
    """Not a question the law answers here."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the law answers, and where that is written."""

    value: date | datetime | bool
    under: Provision | None

    def __str__(self) -> str:
        if isinstance(self.value, bool):
            return "yes" if self.value else "no"
        return self.value.isoformat()


Question = Callable[[Given], Answer]


def ask(regime: str, question: str, given: str, calendar: Calendar | None = None) -> Answer:
    """Return the law's answer to a question asked with facts in key=value pairs."""
    nation = regime_of(regime).nation
    if question not in QUESTIONS:
        raise UnknownQuestionError(f"unknown question {question!r}")
    return QUESTIONS[question](read_given(given, regime, calendar or shipped_calendar(nation)))


def _clock(given: Given, clock: Clock, start: date) -> ClockInForce:
    return law_at(start, given.regime).clock(clock)


def _last(given: Given, clock: Clock, start: date) -> Answer:
    row = _clock(given, clock, start)
    return Answer(row.last_day(start, given.calendar), row.provision)


def _after(given: Given, clock: Clock, start: date) -> Answer:
    row = _clock(given, clock, start)
    return Answer(row.first_day_after(start, given.calendar), row.provision)


def _posting(given: Given, clock: Clock, start: date) -> Answer:
    row = _clock(given, clock, start)
    serve_by = row.last_day(start, given.calendar)
    return Answer(law_at(serve_by, given.regime).latest_posting(serve_by, given.calendar), row.provision)


def _deemed_service(given: Given) -> Answer:
    for paper in ("order", "nto", "nor", "reg10_pcn", "pcn", "charge_certificate", "appeal_decision"):
        posted = given.posted(paper)
        if posted is not None:
            return _deemed(given, paper, posted)
    return _deemed(given, "", given.need("posted_on"))


def _deemed(given: Given, paper: str, posted: date) -> Answer:
    clock = Clock.ORDER_DEEMED_SERVICE if paper == "order" else Clock.DEEMED_SERVICE
    day = deemed(paper, posted, given.regime, given.calendar)
    return Answer(day, _clock(given, clock, posted).provision)


def _discount(given: Given) -> Answer:
    basis = given.basis
    if basis is None:
        raise CannotAnswerError("needs basis: a notice by post has one discount for an approved device")
    return _last(given, DISCOUNT[basis], given.notice_served)


def _full_charge(given: Given) -> Answer:
    if given.by_post:
        return _last(given, Clock.POSTAL_FULL_CHARGE, given.notice_served)
    return _last(given, Clock.KERB_FULL_CHARGE, given.contravention)


def _relevant_date(given: Given) -> date:
    later = (given.day("court_notified_on"), given.day("nto_cancelled_on"), given.day("payment_failed_on"))
    known = [day for day in later if day is not None]
    return max(known) if known else _kerb_only(given).notice_served


def _kerb_only(given: Given) -> Given:
    if given.by_post:
        raise CannotAnswerError("no notice to owner follows a notice sent by post")
    return given


def _post_only(given: Given) -> Given:
    if "basis" in given.facts and not given.by_post:
        raise CannotAnswerError("a notice given at the kerb is not served by post")
    return given


def _representations(given: Given) -> Answer:
    start = given.served("nto") or (given.notice_served if given.by_post else None)
    if start is None:
        start = given.need_served("nto", "reg10_pcn")
    return _last(given, Clock.MAKE_REPRESENTATIONS, start)


def _certificate(given: Given) -> Answer:
    """Take the branch of the latest thing that happened: a case may tell its whole history."""
    branches = (
        (given.day("appeal_withdrawn_on"), Clock.CERTIFICATE_AFTER_APPEAL_WITHDRAWN),
        (given.served("recommendation_refusal"), Clock.CERTIFICATE_AFTER_RECOMMENDATION_REFUSED),
        (given.served("appeal_decision"), Clock.CERTIFICATE_AFTER_APPEAL_REFUSED),
        (given.served("nor"), Clock.CERTIFICATE_AFTER_REJECTION),
        (given.served("nto"), Clock.CERTIFICATE_NO_REPRESENTATIONS),
    )
    for start, clock in branches:
        if start is not None:
            return _after(given, clock, start)
    if given.by_post:
        return _after(given, Clock.CERTIFICATE_NO_REPRESENTATIONS, given.notice_served)
    raise CannotAnswerError(
        "needs nto, nor, appeal_decision, recommendation_refusal or reg10_pcn with _served_on or _posted_on, "
        "or appeal_withdrawn_on"
    )


def _received(given: Given, paper: str) -> date:
    return given.need(f"{paper}_received_on", f"{paper}_served_on")


def _grace(given: Given) -> Answer:
    until = given.instant("permitted_until")
    aware = until if until.tzinfo else clocks.at_local(until.date(), until.hour, until.minute, until.second)
    law = law_at(clocks.day_of(aware), given.regime)
    ends = law.grace_ends(aware)
    shown = ends.astimezone(until.tzinfo) if until.tzinfo else clocks.local(ends).replace(tzinfo=None)
    return Answer(shown, law.grace.provision)


QUESTIONS: dict[str, Question] = {
    "appeal_last_day": lambda g: _last(g, Clock.APPEAL, g.need_served("nor")),
    "authority_documents_to_tribunal_last_day": lambda g: _last(
        g, Clock.TRIBUNAL_DOCUMENTS, _received(g, "appeal_notice")
    ),
    "charge_certificate_earliest_service": _certificate,
    "charge_certificate_payment_last_day": lambda g: _last(
        g, Clock.CERTIFICATE_PAYMENT, g.need_served("charge_certificate")
    ),
    "debt_registration_earliest": lambda g: _after(
        g, Clock.DEBT_REGISTRATION, g.need_served("charge_certificate")
    ),
    "decision_latest_posting": lambda g: _posting(
        g, Clock.DECIDE_REPRESENTATIONS, _received(g, "representations")
    ),
    "decision_latest_service": lambda g: _last(
        g, Clock.DECIDE_REPRESENTATIONS, _received(g, "representations")
    ),
    "deemed_service": _deemed_service,
    "discount_last_day": _discount,
    "enforcement_stage_earliest_visit": lambda g: _after(
        g, Clock.NOTICE_OF_ENFORCEMENT, g.need_served("notice_of_enforcement")
    ),
    "full_charge_last_day": _full_charge,
    "grace_last_instant": _grace,
    "is_working_day": lambda g: Answer(g.calendar.is_working_day(g.need("day")), None),
    "nto_earliest_issue": lambda g: _after(g, Clock.NOTICE_TO_OWNER_EARLIEST, _kerb_only(g).contravention),
    "nto_latest_posting": lambda g: _posting(g, Clock.NOTICE_TO_OWNER_LATEST, _relevant_date(g)),
    "nto_latest_service": lambda g: _last(g, Clock.NOTICE_TO_OWNER_LATEST, _relevant_date(g)),
    "order_for_recovery_deemed_service": lambda g: _deemed(
        g, "order", g.posted("order") or g.need("order_sent_on", "order_posted_on")
    ),
    "order_for_recovery_serve_by": lambda g: _last(
        g, Clock.ORDER_SERVE_BY, g.need("sealed_request_received_on", "registered_on")
    ),
    "recommendation_response_last_day": lambda g: _last(
        g, Clock.ANSWER_RECOMMENDATION, g.need_served("recommendation")
    ),
    "reg10_extended_latest_service": lambda g: _last(
        g, Clock.POSTAL_EXTENDED_SERVICE, _post_only(g).need("contravention_on")
    ),
    "reg10_keeper_request_last_day": lambda g: _last(
        g, Clock.POSTAL_KEEPER_REQUEST, _post_only(g).need("contravention_on")
    ),
    "reg10_latest_posting": lambda g: _posting(
        g, Clock.POSTAL_SERVICE, _post_only(g).need("contravention_on")
    ),
    "reg10_latest_service": lambda g: _last(g, Clock.POSTAL_SERVICE, _post_only(g).need("contravention_on")),
    "representations_last_day": _representations,
    "warrant_last_valid_day": lambda g: _last(g, Clock.WARRANT_VALID, g.need("warrant_issued_on")),
    "witness_statement_in_time_cutoff_at_court": lambda g: _last(
        g, Clock.WITNESS_STATEMENT_CUTOFF, g.need("registered_on")
    ),
    "witness_statement_last_day": lambda g: _last(g, Clock.WITNESS_STATEMENT, g.need_served("order")),
}
