"""The steps of a night for one authority: each safe to run twice, in small transactions of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.errors import StepRefusedError
from parking.cases.heads import seal_days
from parking.cases.queries import due
from parking.cases.record import By
from parking.keepers.actions import ask_keeper, record_reply, request_notice, sent, time_out
from parking.keepers.gateway import KeeperQuestion, KeeperRegister, KeeperReply
from parking.keepers.queries import EnquiryRow, waiting_enquiries
from parking.law.reasons import Reason
from parking.law.steps import Step
from parking.notices.run import spoil_late_runs
from parking.payments.flow import act_on_messages, sweep
from parking.payments.gateway.protocol import PayGateway
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.mark import Mark

BATCH = 200


@dataclass(slots=True)
class Night:
    """What a night did: how many of each step, and which steps the law no longer allows."""

    done: dict[str, int] = field(default_factory=dict)
    too_late: list[tuple[UUID, Reason]] = field(default_factory=list)
    waiting: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, count: int) -> None:
        """Count something done."""
        if count:
            self.done[what] = self.done.get(what, 0) + count


def settle_payments(gateway: PayGateway, *, council: Council, by: By, night: Night) -> None:
    """Hear the end of every payment that has none yet, so that nobody who paid is chased."""
    night.add("webhooks acted on", act_on_messages(gateway, council=council, by=by))
    swept = sweep(gateway, council=council, by=by)
    night.add("payments read again", swept.looked_at)
    if swept.unreachable:
        night.waiting["payments the service could not be asked about"] = swept.unreachable


def spoil_runs(*, council: Council, by: By, night: Night) -> None:
    """Spoil print runs whose day has passed: their papers carry a date that is no longer true."""
    with writing(authority=council.id) as session:
        night.add("papers spoiled, to be drawn again", spoil_late_runs(session, council=council, by=by))


def ask_keepers(*, council: Council, by: By, night: Night) -> None:
    """Intend a keeper enquiry for every unpaid PCN past its days and the authority's tolerance."""
    night.add(
        "keeper enquiries",
        _each_due(
            Step.ASK_KEEPER,
            lambda session, case: ask_keeper(session, council=council, case_id=case, by=by),
            council=council, by=by, night=night,
        ),
    )  # fmt: skip


def hear_keepers(register: KeeperRegister, *, council: Council, by: By, night: Night) -> None:
    """Send enquiries and record the answers; one unanswered too long is timed out and asked again."""
    with reading(authority=council.id) as session:
        waiting = waiting_enquiries(session, authority=council.id)
    if not waiting:
        return
    replies = register.ask(
        [KeeperQuestion(row.id, Mark.read(row.mark), row.contravention_on, row.tries) for row in waiting]
    )
    patience = council.policies.value(PolicyKind.KEEPER_WAIT_DAYS, clock.day_of(by.at))
    for batch in _batches(waiting):
        with writing(authority=council.id) as session:
            for row in batch:
                _hear(session, council, row, replies, patience, by, night)


def request_notices(*, council: Council, by: By, night: Night) -> None:
    """Request a notice to owner for every PCN whose keeper is known."""
    night.add(
        "notices to owner requested",
        _each_due(
            Step.REQUEST_NOTICE_TO_OWNER,
            lambda session, case: request_notice(session, council=council, case_id=case, by=by),
            council=council, by=by, night=night,
        ),
    )  # fmt: skip


def seal_history(*, council: Council, by: By, night: Night) -> None:
    """Seal the heads of every day before today, so that a chain cut short shows."""
    with writing(authority=council.id) as session:
        days = seal_days(session, authority=council.id, before=clock.day_of(by.at))
    night.add("days of history sealed", len(days))


def _each_due(
    step: Step,
    take: Callable[[Session, UUID], object],
    *,
    council: Council,
    by: By,
    night: Night,
) -> int:
    taken, after, today = 0, None, clock.day_of(by.at)
    while True:
        with writing(authority=council.id) as session:
            cases = due(session, authority=council.id, step=step, on=today, after=after, most=BATCH)
            for case in cases:
                taken += _take(session, take, case, night)
        if len(cases) < BATCH:
            return taken
        after = cases[-1]


def _take(session: Session, take: Callable[[Session, UUID], object], case: UUID, night: Night) -> int:
    try:
        take(session, case)
    except StepRefusedError as refused:
        night.too_late += [(case, reason) for reason in refused.reasons if reason.code in TOO_LATE]
        return 0
    return 1


TOO_LATE = frozenset({"notice_to_owner_too_late", "decision_too_late"})


def _hear(
    session: Session,
    council: Council,
    row: EnquiryRow,
    replies: Mapping[UUID, KeeperReply],
    patience: int,
    by: By,
    night: Night,
) -> None:
    reply, case = replies.get(row.id), row.case_id
    try:
        if reply is not None:
            record_reply(session, council=council, case_id=case, enquiry_id=row.id, reply=reply, by=by)
            night.add("keeper answers", 1)
        elif (by.at - row.asked_at).days >= patience:
            time_out(session, council=council, case_id=case, enquiry_id=row.id, by=by)
            night.add("keeper enquiries timed out", 1)
        elif row.state == "intended":
            sent(session, council=council, enquiry_id=row.id)
    except StepRefusedError:
        return  # another run of the same night heard this one first


def _batches(rows: Sequence[EnquiryRow]) -> list[Sequence[EnquiryRow]]:
    return [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
