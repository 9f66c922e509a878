"""What the enforcement agents tell us: acknowledgements, fees, money and returns, brought to their cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import assert_never
from uuid import UUID, uuid5

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.history.court import AgentFeeAdded, AgentReturned, RecallAcknowledged
from parking.cases.history.holds import HoldSet
from parking.cases.history.keepers import AddressDoubted
from parking.cases.history.payments import PaymentReceived
from parking.cases.history.registry import Event
from parking.cases.record import By, append, load, record
from parking.law.state import HoldKind
from parking.recovery.agents.gateway import Agents
from parking.recovery.agents.messages import Collected, FeeAdded, FromAgent, NotTaken, Returned, Taken
from parking.recovery.agents.models import AgentInstruction, AgentMessage
from parking.recovery.agents.returns import ReturnLeads, ReturnReason, load_returns
from parking.recovery.agents.telling import AGENT_CHANNEL
from parking.recovery.instructing import agents_to_tell
from parking.recovery.kept import facts_of
from parking.recovery.reports import Heard, MisfitError, keep_problem, take_in
from parking.store.session import writing
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import NOTHING, Money

SOURCE = "agents"
_CARE = {
    "VULNERABLE": HoldKind.VULNERABILITY,
    "DECEASED": HoldKind.DECEASED,
    "INSOLVENT": HoldKind.INSOLVENCY,
}
_NAMES = UUID("7c8a3d0e-64f5-5b1c-9a52-1f0d8e3b6a77")  # made up: one payment an agent reports has one id


def hear_agents(
    agents: Agents, *, council: Council, by: By, returns: Mapping[str, ReturnReason] | None = None
) -> Heard:
    """Collect what the agents sent, act on each message in a transaction of its own, then put it away."""
    heard, arrived, reasons = Heard(), agents.collect(), returns or load_returns()
    for message in arrived.messages:
        with writing(authority=council.id) as session:
            take_in(
                session, council=council, source=SOURCE, message_id=message.id, kind=message.kind,
                number=message.number, facts=_facts(message),
                act=partial(_act, session, council, message, by, reasons), by=by, heard=heard,
            )  # fmt: skip
    with writing(authority=council.id) as session:
        for problem in arrived.problems:
            keep_problem(session, council=council, source=SOURCE, problem=problem, by=by, heard=heard)
    agents.put_away(arrived.receipts)
    return heard


def _act(
    session: Session,
    council: Council,
    message: FromAgent,
    by: By,
    reasons: Mapping[str, ReturnReason],
    case_id: UUID,
) -> None:
    match message:
        case Taken():
            _taken(session, council, message, by, case_id)
        case NotTaken():
            _not_taken(session, council, message, by, case_id)
        case FeeAdded():
            _fee(session, council, message, by, case_id)
        case Collected():
            _collected(session, council, message, by, case_id)
        case Returned():
            _returned(session, council, message, by, case_id, reasons[message.reason])
        case _:
            assert_never(message)
    agents_to_tell(session, council=council, by=by, case_id=case_id)


def _taken(session: Session, council: Council, message: Taken, by: By, case_id: UUID) -> None:
    told = _told(session, council, message.answers, case_id)
    _answered(session, council, message.answers, by, declined=None)
    instruction = _instruction(session, council, case_id)
    if told != "recall" or instruction is None or instruction.state != "recalled":
        return
    event = RecallAcknowledged(instruction.id, clock.day_of(message.at))
    record(session, council=council, case_id=case_id, event=event, by=by)
    _set(session, council, instruction.id, state="back", acknowledged_on=clock.day_of(message.at))


def _not_taken(session: Session, council: Council, message: NotTaken, by: By, case_id: UUID) -> None:
    told = _told(session, council, message.answers, case_id)
    _answered(session, council, message.answers, by, declined=message.why.value)
    instruction = _instruction(session, council, case_id)
    on = clock.day_of(by.at)
    if told == "instruct" and instruction is not None:
        event = AgentReturned(instruction.id, on, f"declined_{message.why.value}")
        record(session, council=council, case_id=case_id, event=event, by=by)
        _set(session, council, instruction.id, state="back", back_on=on, back_reason="DECLINED")
        return
    if told == "recall":
        raise MisfitError("The agent did not take our recall. Telephone the agent now: nobody may call.")
    raise MisfitError("The agent did not take what we told them. Telephone the agent.")


def _fee(session: Session, council: Council, message: FeeAdded, by: By, case_id: UUID) -> None:
    instruction = _instruction(session, council, case_id)
    if instruction is None:
        raise MisfitError("No agent holds this case, so no fee may be added. Tell the agent to take it off.")
    debt, stage = Money(instruction.debt_pence), message.stage
    allowed = council.law(message.added_on).agent_fees.fee(stage, debt)
    if message.fee > allowed:
        says = f"The agent added {message.fee} for the {stage.value} stage. The scale allows {allowed}."
        raise MisfitError(f"{says} Tell the agent to take it off.")
    if stage.value in instruction.stages:
        raise MisfitError(
            f"The fee of the {stage.value} stage was added before. Tell the agent to take it off."
        )
    event = AgentFeeAdded(instruction.id, stage, message.fee, message.added_on)
    record(session, council=council, case_id=case_id, event=event, by=by)
    _set(
        session, council, instruction.id,
        fees_pence=instruction.fees_pence + message.fee.pence, stages=[*instruction.stages, stage.value],
    )  # fmt: skip


def _collected(session: Session, council: Council, message: Collected, by: By, case_id: UUID) -> None:
    """Credit the part of a payment that is the authority's; the agent keeps the fees, and we count them."""
    amount = message.paid - message.of_which_fees
    instruction = _newest(session, council, case_id)
    if instruction is None:
        raise MisfitError("No agent ever held this case. Ask the agent where this money came from.")
    if amount > NOTHING:
        payment_id = uuid5(_NAMES, f"{council.id} {message.id}")
        on = clock.day_of(by.at)
        event = PaymentReceived(payment_id, amount, message.collected_on, on, AGENT_CHANNEL)
        record(session, council=council, case_id=case_id, event=event, by=by)
    _set(
        session, council, instruction.id,
        collected_pence=instruction.collected_pence + amount.pence,
        collected_fees_pence=instruction.collected_fees_pence + message.of_which_fees.pence,
    )  # fmt: skip


def _returned(
    session: Session, council: Council, message: Returned, by: By, case_id: UUID, reason: ReturnReason
) -> None:
    """Take a case back; an address nobody lives at is doubted, and who needs care is left in peace."""
    newest = _newest(session, council, case_id)
    if newest is not None and newest.state == "back" and newest.acknowledged_on is not None:
        _set(session, council, newest.id, back_on=message.returned_on, back_reason=message.reason)
        return  # the recall was acknowledged before: the case is back already
    if newest is None:
        raise MisfitError("No agent ever held this case. Ask the agent why it was sent back.")
    loaded = load(session, authority=council.id, case_id=case_id)
    events: list[Event] = [AgentReturned(newest.id, message.returned_on, message.reason)]
    if not loaded.state.is_closed:
        events += _consequences(council, by, reason)
    append(session, council=council, loaded=loaded, events=events, by=by)
    _set(session, council, newest.id, state="back", back_on=message.returned_on, back_reason=message.reason)


def _consequences(council: Council, by: By, reason: ReturnReason) -> list[Event]:
    on = clock.day_of(by.at)
    look_again = timedelta(days=council.policies.value(PolicyKind.CARE_REVIEW_DAYS, on))
    if reason.leads is ReturnLeads.ADDRESS:
        return [AddressDoubted(on, "agent", None, None)]
    if reason.leads is ReturnLeads.CARE:
        kind = _CARE.get(reason.code, HoldKind.VULNERABILITY)
        return [HoldSet(new_id(), kind, by.actor, on + look_again, None, None)]
    return []


def _told(session: Session, council: Council, message_id: UUID, case_id: UUID) -> str:
    found = session.scalar(
        select(AgentMessage.kind).where(
            AgentMessage.authority_id == council.id,
            AgentMessage.id == message_id,
            AgentMessage.case_id == case_id,
        )
    )
    if found is None:
        raise MisfitError("This answers nothing that we told the agent of this case.")
    return found


def _answered(session: Session, council: Council, message_id: UUID, by: By, *, declined: str | None) -> None:
    """Note an answer; what a batch said is forgotten once nothing in it can have to be sent again."""
    mine, one = AgentMessage.authority_id == council.id, AgentMessage.id == message_id
    batch_id = session.scalar(select(AgentMessage.batch_id).where(mine, one))
    session.execute(
        update(AgentMessage)
        .where(mine, one)
        .values(answered_at=by.at, declined=declined)
        .execution_options(synchronize_session=False)
    )
    batch = (mine, AgentMessage.batch_id == batch_id)
    if session.scalar(select(AgentMessage.id).where(*batch, AgentMessage.answered_at.is_(None)).limit(1)):
        return
    session.execute(
        update(AgentMessage).where(*batch).values(body=None).execution_options(synchronize_session=False)
    )


def _instruction(session: Session, council: Council, case_id: UUID) -> AgentInstruction | None:
    newest = _newest(session, council, case_id)
    return newest if newest is not None and newest.state != "back" else None


def _newest(session: Session, council: Council, case_id: UUID) -> AgentInstruction | None:
    return session.scalars(
        select(AgentInstruction)
        .where(AgentInstruction.authority_id == council.id, AgentInstruction.case_id == case_id)
        .order_by(AgentInstruction.instructed_on.desc(), AgentInstruction.id.desc())
    ).first()


def _set(session: Session, council: Council, instruction_id: UUID, **values: object) -> None:
    session.execute(
        update(AgentInstruction)
        .where(AgentInstruction.authority_id == council.id, AgentInstruction.id == instruction_id)
        .values(**values)
        .execution_options(synchronize_session="fetch")
    )


def _facts(message: FromAgent) -> dict[str, object]:
    facts = facts_of(message)
    return {
        name: value if isinstance(value, str | int | bool | None) else str(value)
        for name, value in facts.items()
    }
