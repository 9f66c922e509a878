"""Where a notice stands and what that means for its reader, in plain words, at every stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from parking.law.guards.recovery import certificate_branch
from parking.law.state import Stage, State, WitnessGround
from parking.law.timeline import Clock
from parking.motorist.rules import LawOn
from parking.web.filters import long_date

WRITTEN = "Our letter says what can be done, and by when."
CONTEST_ENDS_IN = "You do not need to pay while this goes on."


@dataclass(frozen=True, slots=True)
class Standing:
    """What is so now, the last day to pay where there is one, and what that day is the last before."""

    says: tuple[str, ...]
    pay_by: date | None = None
    before: str = ""


Rule = Callable[[State, LawOn], Standing]


def standing(state: State, law_on: LawOn) -> Standing:
    """Return what a stage means for its reader; nothing where the amounts and dates say it all."""
    rule = RULES.get(state.stage)
    return rule(state, law_on) if rule else Standing(())


def _prepared(_: State, _law_on: LawOn) -> Standing:
    return Standing((
        "We have not sent this notice yet, so there is nothing to pay.",
        "If it is sent, it comes by post and says what can be done, and by when.",
    ))  # fmt: skip


def _by_post(state: State, law_on: LawOn) -> Standing:
    last = _last(law_on, Clock.MAKE_REPRESENTATIONS, state.served_on)
    return Standing((
        "This notice came by post, so it is the formal notice already.",
        f"The person it is addressed to can object in the way it says{_until(last)}.",
    ), *_certificate(state, law_on))  # fmt: skip


def _challenged(_: State, _law_on: LawOn) -> Standing:
    return Standing((
        "We have a challenge to this notice and have not answered it yet.",
        "We take the notice no further until we have.",
        "You can still pay. That closes the case as paid.",
        "We answer the challenge all the same, and send the money back if we accept it.",
    ))  # fmt: skip


def _represented(state: State, law_on: LawOn) -> Standing:
    last = _last(law_on, Clock.DECIDE_REPRESENTATIONS, state.representations_received_on)
    return Standing((
        f"We are looking at representations about this notice. Our answer is due{_by(last)}.",
        f"If we do not answer by then, we cancel the notice. {CONTEST_ENDS_IN}",
    ))  # fmt: skip


def _rejected(state: State, law_on: LawOn) -> Standing:
    last = _last(law_on, Clock.APPEAL, state.decision_served_on)
    return Standing((
        "We did not accept the representations about this notice.",
        f"The person we answered can pay, or appeal to the independent tribunal{_until(last)}. {WRITTEN}",
    ), *_certificate(state, law_on))  # fmt: skip


def _appealed(_: State, _law_on: LawOn) -> Standing:
    return Standing((
        "The independent tribunal has this case. We wait for its decision, and so does the charge.",
        CONTEST_ENDS_IN,
    ))  # fmt: skip


def _appeal_over(state: State, law_on: LawOn) -> Standing:
    how = "was refused" if state.stage is Stage.APPEAL_REFUSED else "was taken back"
    last, before = _certificate(state, law_on)
    return Standing((f"The appeal {how}, so the charge is to be paid{_by(last)}.",), last, before)


def _recommended(state: State, law_on: LawOn) -> Standing:
    if state.recommendation_refused_on is not None:
        last, before = _certificate(state, law_on)
        said = "The tribunal asked us to think again. We did, and decided that the charge stands."
        return Standing((said, f"It is to be paid{_by(last)}. {WRITTEN}"), last, before)
    due = _last(law_on, Clock.ANSWER_RECOMMENDATION, state.recommendation_given_on)
    return Standing((
        f"The tribunal asked us to think again about this notice. Our answer is due{_by(due)}.",
        f"If we do not answer by then, we cancel the notice. {CONTEST_ENDS_IN}",
    ))  # fmt: skip


def _increased(state: State, law_on: LawOn) -> Standing:
    last = _last(law_on, Clock.CERTIFICATE_PAYMENT, state.certificate_served_on)
    return Standing((
        f"The charge went up to {state.increased}, because it was not paid in time.",
        "If it is not paid, we may ask the court to register it as a debt.",
        "If you did not get our notice, or have already objected, call us now.",
    ), last, "we may go to the court")  # fmt: skip


def _registered(_: State, _law_on: LawOn) -> Standing:
    return Standing((
        "The court registered this charge as a debt, and added its own fee.",
        "We are sending a court order. It says what can be done, and by when. You can pay now.",
    ))  # fmt: skip


def _ordered(state: State, law_on: LawOn) -> Standing:
    last = _last(law_on, Clock.WITNESS_STATEMENT, state.order_served_on)
    return Standing((
        "A court order for this charge was sent.",
        f"Pay it, or send the court the statement that came with the order{_by(last)}.",
        "After that day, the court may still accept a late statement. Call us if you need help with this.",
    ), last, "we may ask the court for a warrant")  # fmt: skip


def _revoked(state: State, _law_on: LawOn) -> Standing:
    if state.witness_ground is WitnessGround.NOTICE_NOT_RECEIVED:
        next_ = "We decide whether to send a new notice or to cancel the charge, and write to you."
    else:
        next_ = "We send the case to the independent tribunal, or cancel the charge, and write to you."
    return Standing((
        f"The court cancelled its order. {next_}",
        "You do not need to do anything, or to pay, until you hear from us.",
    ))  # fmt: skip


def _warrant(state: State, _law_on: LawOn) -> Standing:
    agent = (
        "An enforcement agent has this case and may add fees set by law to the amount here. "
        "Call us or the agent before you pay."
        if state.agent_instructed_on
        else "We may ask an enforcement agent to collect it. Fees set by law are then added."
    )
    return Standing((
        "The court issued a warrant for this charge.",
        agent,
        "If paying is hard for you, or something is wrong, call us now. We would rather hear from you.",
    ))  # fmt: skip


RULES: Mapping[Stage, Rule] = {
    Stage.PREPARED: _prepared,
    Stage.SERVED_BY_POST: _by_post,
    Stage.CHALLENGED: _challenged,
    Stage.REPRESENTED: _represented,
    Stage.REJECTED: _rejected,
    Stage.APPEALED: _appealed,
    Stage.APPEAL_REFUSED: _appeal_over,
    Stage.APPEAL_WITHDRAWN: _appeal_over,
    Stage.RECOMMENDED: _recommended,
    Stage.CHARGE_CERTIFICATE: _increased,
    Stage.REGISTERED: _registered,
    Stage.ORDER_FOR_RECOVERY: _ordered,
    Stage.WITNESS_STATEMENT: _revoked,
    Stage.WARRANT: _warrant,
}
"""A notice given at the kerb, or followed by a notice to owner, is told by its amounts and dates."""


def _certificate(state: State, law_on: LawOn) -> tuple[date | None, str]:
    branch = certificate_branch(state)
    if branch is None:
        return None, ""
    return _last(law_on, *branch), f"the charge may go up to {state.increased}"


def _last(law_on: LawOn, clock: Clock, start: date | None) -> date | None:
    return law_on(start).period(clock).last_day(start) if start else None


def _by(last: date | None) -> str:
    return f" by the end of {long_date(last)}" if last else ""


def _until(last: date | None) -> str:
    return f" until the end of {long_date(last)}" if last else ""
