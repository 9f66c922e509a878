"""The roads of the law from a beginning to its far ends: from every moment on them the walk sets out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from parking.cases.history.registry import Event, evolve
from parking.cases.proving.acts import Act, acts_of
from parking.cases.proving.beginnings import FIRST_DAY, beginnings
from parking.cases.proving.days import next_boundary
from parking.cases.proving.moment import Moment
from parking.law.counting import Calendar
from parking.law.question import Tolerances
from parking.law.state import State
from parking.law.steps import Step

S = Step
KERB, POST = "a PCN at the kerb", "a PCN by post"
TO_KEEPER = (S.ASK_KEEPER, S.RECORD_KEEPER)
TO_NOTICE = (*TO_KEEPER, S.REQUEST_NOTICE_TO_OWNER, S.SERVE_NOTICE_TO_OWNER)
TO_CERTIFICATE = (S.CONFIRM_NO_APPEAL, S.REQUEST_CHARGE_CERTIFICATE, S.SERVE_CHARGE_CERTIFICATE)
TO_ORDER = (S.CONFIRM_NO_APPEAL, S.REQUEST_REGISTRATION, S.REGISTER_DEBT, S.REQUEST_ORDER, S.SERVE_ORDER)
TO_AGENT = (S.REQUEST_WARRANT, S.ISSUE_WARRANT, S.INSTRUCT_AGENT)
TO_REJECTION = (S.REPRESENT, S.LIST_CLAIM, S.ANSWER_CLAIM, S.REQUEST_REJECTION, S.REJECT_REPRESENTATIONS)
TO_REFUSED_RECOMMENDATION = (S.APPEAL, S.RECOMMEND, S.REQUEST_RECOMMENDATION_REFUSAL, S.REFUSE_RECOMMENDATION)

ROADS: Mapping[str, tuple[str, tuple[S, ...]]] = {
    "challenged and refused": (KERB, (S.CHALLENGE, S.REFUSE_CHALLENGE, *TO_NOTICE)),
    "to the agent": (KERB, (*TO_NOTICE, *TO_CERTIFICATE, *TO_ORDER, *TO_AGENT, S.ADD_AGENT_FEE)),
    "rejected": (KERB, (*TO_NOTICE, *TO_REJECTION, *TO_CERTIFICATE, *TO_ORDER)),
    "appeal refused": (KERB, (*TO_NOTICE, *TO_REJECTION, S.APPEAL, S.REFUSE_APPEAL, *TO_CERTIFICATE)),
    "appeal withdrawn": (KERB, (*TO_NOTICE, *TO_REJECTION, S.APPEAL, S.WITHDRAW_APPEAL, *TO_CERTIFICATE)),
    "recommendation refused": (
        KERB, (*TO_NOTICE, *TO_REJECTION, *TO_REFUSED_RECOMMENDATION, *TO_CERTIFICATE, *TO_ORDER),
    ),
    "revoked and served afresh": (
        KERB,
        (*TO_NOTICE, *TO_CERTIFICATE, *TO_ORDER, *TO_AGENT, S.REVOKE_ORDER, S.RESTART_AT_NOTICE,
         S.CHECK_ADDRESS, S.REQUEST_NOTICE_TO_OWNER, S.SERVE_NOTICE_TO_OWNER),
    ),
    "held and reviewed": (KERB, (S.HOLD,)),
    "money nobody explains": (KERB, (S.HOLD_MONEY, S.RETURN_HELD_MONEY)),
    "paid at once": (KERB, (S.PAY,)),
    "cancelled by a slip": (KERB, (S.CANCEL,)),
    "late representations": (KERB, (*TO_NOTICE, S.REPRESENT_LATE)),
    "the agent recalled": (KERB, (*TO_NOTICE, *TO_CERTIFICATE, *TO_ORDER, *TO_AGENT, S.RECALL_AGENT)),
    "a late statement": (
        KERB, (*TO_NOTICE, *TO_CERTIFICATE, *TO_ORDER, S.REQUEST_WARRANT, S.ISSUE_WARRANT, S.APPLY_TO_COURT,
               S.ANSWER_APPLICATION, S.REFUSE_APPLICATION),
    ),
    "liability moved": (KERB, (*TO_NOTICE, S.REPRESENT, S.TRANSFER_LIABILITY, S.REQUEST_NOTICE_TO_OWNER)),
    "by post": (
        POST, (*TO_KEEPER, S.REQUEST_POSTAL_PCN, S.SERVE_PCN_BY_POST, *TO_CERTIFICATE, *TO_ORDER, *TO_AGENT),
    ),
    "by post, rejected": (
        POST, (*TO_KEEPER, S.REQUEST_POSTAL_PCN, S.SERVE_PCN_BY_POST, *TO_REJECTION, *TO_CERTIFICATE),
    ),
}  # fmt: skip


class NoWayError(LookupError):
    """A road has a step that the journey never allows from where it comes."""


@dataclass(frozen=True, slots=True)
class Node:
    """A moment with the history that led to it."""

    now: Moment
    history: tuple[tuple[date, Event], ...]

    def after(self, act: Act) -> Node:
        """Return the moment after an act, on the same day."""
        state = evolve(self.now.state, act.event)
        return Node(replace(self.now, state=state), (*self.history, (self.now.on, act.event)))


def waypoints(calendar: Calendar, tolerances: Tolerances) -> Iterator[Node]:
    """Yield every moment on every road, each step taken on its first lawful day."""
    begun = beginnings(FIRST_DAY, calendar)
    for beginning, steps in ROADS.values():
        event = begun[beginning]
        state = evolve(State(), event)
        yield from along(Node(Moment(state, FIRST_DAY, calendar, tolerances), ((FIRST_DAY, event),)), steps)


def along(node: Node, steps: Sequence[S]) -> Iterator[Node]:
    """Yield a moment and each that follows along the steps of a road."""
    yield node
    for place, step in enumerate(steps):
        rest = steps[place + 1 : place + 2] if step is S.CONFIRM_NO_APPEAL else ()
        node = _first(node, step, rest)
        yield node


def _first(node: Node, step: S, then: Sequence[S]) -> Node:
    """Return the moment after a step on the first day that allows it, and what must follow it at once."""
    now: Moment | None = node.now
    while now is not None:
        for act in acts_of(step, now):
            after = Node(now, node.history).after(act)
            if all(any(acts_of(following, after.now)) for following in then):
                return after
        day = next_boundary(now)
        now = replace(now, on=day) if day is not None else None
    raise NoWayError(f"never allowed from {node.now.state.stage}: {step}")
