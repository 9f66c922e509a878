"""The steps of a night for one authority: each safe to run twice, in small transactions of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.heads import seal_days
from parking.cases.night import NightStep, Tonight
from parking.cases.record import By
from parking.challenges.receiving import attach_waiting
from parking.keepers.gateway import KeeperQuestion, KeeperRegister
from parking.keepers.hearing import hear
from parking.keepers.queries import waiting_enquiries
from parking.law.reasons import Reason
from parking.nightly.taking import BATCH, take
from parking.notices.run import spoil_late_runs
from parking.payments.flow import act_on_messages, sweep
from parking.payments.gateway.protocol import PayGateway
from parking.payments.worklists import refunds_due
from parking.store.files import FileStore
from parking.store.session import reading, writing
from parking.tribunal.current import TribunalOf
from parking.tribunal.night import accept_silence, note_compliance
from parking.tribunal.sending import send_now
from parking.tribunal.sweeping import Swept, speak_with_tribunal
from parking.values import clock
from parking.values.mark import Mark


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


def take_step(step: NightStep, *, council: Council, by: By, night: Night) -> None:
    """Take one step in every case where it is due, and note the steps that came too late."""
    taken = take(step, Tonight(council, by, clock.day_of(by.at)))
    night.add(step.counted_as, taken.done)
    night.too_late += [
        (case, refused.because)
        for case, reasons in taken.refused
        for refused in reasons
        if refused.because.code in TOO_LATE
    ]


def hear_keepers(register: KeeperRegister, *, council: Council, by: By, night: Night) -> None:
    """Send enquiries and record the answers; one unanswered too long is timed out and asked again."""
    tonight, last = Tonight(council, by, clock.day_of(by.at)), None
    patience = council.policies.value(PolicyKind.KEEPER_WAIT_DAYS, tonight.on)
    while True:
        with reading(authority=council.id) as session:
            waiting = waiting_enquiries(session, authority=council.id, after=last, most=BATCH)
        if not waiting:
            return
        replies = register.ask(
            [KeeperQuestion(row.id, Mark.read(row.mark), row.contravention_on, row.tries) for row in waiting]
        )
        with writing(authority=council.id) as session:
            heard = hear(session, tonight=tonight, waiting=waiting, replies=replies, patience=patience)
        night.add("keeper answers", heard.answered)
        night.add("keeper enquiries timed out", heard.timed_out)
        last = waiting[-1]


def attach_challenges(*, council: Council, by: By, night: Night) -> None:
    """Attach challenges to the PCNs that have arrived since, before any step is taken in those cases."""
    with writing(authority=council.id) as session:
        night.add("challenges attached to their PCN", attach_waiting(session, council=council, by=by))


def count_late_refunds(*, council: Council, by: By, night: Night) -> None:
    """Raise the alarm for money that has been due back longer than the policy allows."""
    with reading(authority=council.id) as session:
        due = refunds_due(session, council=council, on=clock.day_of(by.at))
    late = sum(row.is_late for row in due)
    if late:
        night.waiting["refunds due for too long"] = late


def follow_tribunal(
    tribunals: TribunalOf | None, *, files: FileStore | None, council: Council, by: By, night: Night
) -> None:
    """Hear and ask the tribunal, follow recommendations left unanswered, and tell it so the same night."""
    if tribunals is not None and files is not None:
        _hear(speak_with_tribunal(tribunals(council), council=council, files=files, by=by), night)
    with reading(authority=council.id) as session:
        step = accept_silence(session, council=council)
    take_step(step, council=council, by=by, night=night)
    with writing(authority=council.id) as session:
        night.add("directions of the tribunal done", note_compliance(session, council=council, by=by))
    if tribunals is not None and files is not None:
        send_now(tribunals(council), council=council, files=files, by=by)


def _hear(swept: Swept, night: Night) -> None:
    night.add("messages of the tribunal acted on", swept.acted)
    night.add("messages of the tribunal for a person", swept.exceptions)
    night.add("questions to the tribunal", swept.asked)
    night.add("questions to the tribunal given up", swept.given_up)
    night.add("cases without an appeal confirmed", swept.confirmed)
    if swept.unreachable:
        night.waiting["messages the tribunal could not be sent"] = swept.waiting


def seal_history(*, council: Council, by: By, night: Night) -> None:
    """Seal the heads of every day before today, so that a chain cut short shows."""
    with writing(authority=council.id) as session:
        days = seal_days(session, authority=council.id, before=clock.day_of(by.at))
    night.add("days of history sealed", len(days))


TOO_LATE = frozenset(
    {"notice_to_owner_too_late", "postal_pcn_too_late", "decision_too_late", "order_too_late"}
)
