"""Guards about who is liable: no paper goes to anybody without evidence that they are."""

from __future__ import annotations

from parking.law.question import ALLOWED, Question, refused
from parking.law.reasons import Verdict
from parking.law.state import MarkDeclared
from parking.law.timeline import Clock


def keeper_can_be_asked(question: Question) -> Verdict:
    """The mark is one the keeper register answers for."""
    if question.state.mark is not MarkDeclared.UNITED_KINGDOM:
        return refused("no_keeper_register", declared=question.state.mark.value)
    return ALLOWED


def keeper_not_asked(question: Question) -> Verdict:
    """One enquiry a contravention: a second needs the first to have gone unanswered."""
    state = question.state
    if state.keeper_answer is not None:
        return refused("keeper_already_answered", answer=state.keeper_answer.value)
    if state.keeper_asked_on is not None:
        return refused("keeper_already_asked", asked_on=state.keeper_asked_on)
    return ALLOWED


def keeper_is_being_asked(question: Question) -> Verdict:
    """An enquiry is out: its answer, or its silence, is recorded once."""
    if question.state.keeper_asked_on is None or question.state.keeper_answer is not None:
        return refused("no_enquiry_out")
    return ALLOWED


def may_ask_keeper_now(question: Question) -> Verdict:
    """A kerb PCN's keeper is asked for only after its 28 days, and only if unpaid (law 1.8)."""
    if question.state.basis.by_post:
        return ALLOWED
    return full_charge_period_has_ended(question)


def full_charge_period_has_ended(question: Question) -> Verdict:
    """The 28 days beginning with the contravention, and the tolerance for late post, have ended."""
    state = question.state
    if state.contravention_on is None:
        return refused("no_pcn_yet")
    last = question.last_day(Clock.KERB_FULL_CHARGE, state.contravention_on)
    if question.on <= last:
        return refused("still_in_time_to_pay", question.under(Clock.KERB_FULL_CHARGE), last_day=last)
    days = (question.on - last).days
    if days <= question.tolerances.late_post:
        return refused(
            "waiting_for_late_post", policy=True, last_day=last, tolerance=question.tolerances.late_post
        )
    return ALLOWED


def somebody_is_liable(question: Question) -> Verdict:
    """A keeper's answer, or a statement, names the person the notice is addressed to."""
    if question.state.liable_party is None:
        return refused("nobody_liable_yet")
    return ALLOWED


def notice_not_out(question: Question) -> Verdict:
    """No notice to owner is requested or served already."""
    state = question.state
    if state.notice_served_on is not None:
        return refused("notice_already_served", served_on=state.notice_served_on)
    if state.notice_requested_on is not None:
        return refused("notice_already_requested", requested_on=state.notice_requested_on)
    return ALLOWED


def notice_was_requested(question: Question) -> Verdict:
    """A notice to owner was asked for, so there is one to post."""
    if question.state.notice_requested_on is None:
        return refused("notice_not_requested")
    return ALLOWED


def notice_served_in_time(question: Question) -> Verdict:
    """Posted on this day, the notice to owner would be served within its six months."""
    start = question.state.relevant_on or question.state.served_on
    if start is None:
        return refused("no_pcn_yet")
    latest = question.last_day(Clock.NOTICE_TO_OWNER_LATEST, start)
    served = question.deemed_service(question.on)
    if served > latest:
        return refused(
            "notice_to_owner_too_late",
            question.under(Clock.NOTICE_TO_OWNER_LATEST),
            latest=latest,
            served_on=served,
        )
    return ALLOWED


def address_is_right(question: Question) -> Verdict:
    """No different address was found since the notice was served."""
    if question.state.address_differs:
        return refused(
            "notice_went_to_wrong_address", checked_on=question.state.address_checked_on or question.on
        )
    return ALLOWED


def address_is_wrong(question: Question) -> Verdict:
    """A check found a different address from the one the notice went to."""
    return ALLOWED if question.state.address_differs else refused("address_is_as_served")


def registration_not_asked_for(question: Question) -> Verdict:
    """The court has not been asked to register the debt; else that is dropped first."""
    asked = question.state.registration_requested_on
    return ALLOWED if asked is None else refused("registration_asked_for", requested_on=asked)
