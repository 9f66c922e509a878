"""The state of a case as the law sees it: what happened and when, folded from its history."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from parking.law.basis import Basis
from parking.values.money import NOTHING, Money


class Stage(StrEnum):
    """Where a case stands between the kerb and the warrant (domain law, state map 1.2)."""

    NEW = "new"
    PREPARED = "prepared"
    SERVED = "served"
    SERVED_BY_POST = "served_by_post"
    CHALLENGED = "challenged"
    NOTICE_TO_OWNER = "notice_to_owner"
    REPRESENTED = "represented"
    REJECTED = "rejected"
    APPEALED = "appealed"
    APPEAL_REFUSED = "appeal_refused"
    APPEAL_WITHDRAWN = "appeal_withdrawn"
    RECOMMENDED = "recommended"
    CHARGE_CERTIFICATE = "charge_certificate"
    REGISTERED = "registered"
    ORDER_FOR_RECOVERY = "order_for_recovery"
    WITNESS_STATEMENT = "witness_statement"
    WARRANT = "warrant"
    PAID = "paid"
    CANCELLED = "cancelled"
    WRITTEN_OFF = "written_off"

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is asked of anybody."""
        return self in {Stage.PAID, Stage.CANCELLED, Stage.WRITTEN_OFF}


class KeeperAnswer(StrEnum):
    """What the keeper register said; anything but FOUND leaves nobody to write to."""

    FOUND = "found"
    NO_KEEPER = "no_keeper"
    EXPORTED = "exported"
    REFUSED = "refused"


class MarkDeclared(StrEnum):
    """What an officer declared of an unusual mark; no keeper enquiry follows any but UNITED_KINGDOM."""

    UNITED_KINGDOM = "united_kingdom"
    FOREIGN = "foreign"
    DIPLOMATIC = "diplomatic"
    MILITARY = "military"
    TRADE = "trade"
    DAMAGED = "damaged"
    NONE = "none"
    VIN = "vin"


class HoldKind(StrEnum):
    """Why a case stands still; each is set and released by an event (ground rule 14)."""

    CHECKS_FAILED = "checks_failed"
    ORDER_NOT_ATTACHED = "order_not_attached"
    SUSPENSION = "suspension"
    PAYMENT_PENDING = "payment_pending"
    UNMATCHED_MONEY = "unmatched_money"
    CHALLENGE_OPEN = "challenge_open"
    ADDRESS_IN_DOUBT = "address_in_doubt"
    COURT_APPLICATION = "court_application"
    BREATHING_SPACE = "breathing_space"
    BREATHING_SPACE_CRISIS = "breathing_space_crisis"
    PRINT_RUN_UNRECONCILED = "print_run_unreconciled"
    PAYMENT_ARRANGEMENT = "payment_arrangement"
    CORPORATE_DEBT = "corporate_debt"
    INSOLVENCY = "insolvency"
    DECEASED = "deceased"
    CRIME = "crime"
    OMBUDSMAN = "ombudsman"
    VULNERABILITY = "vulnerability"
    RECALL = "recall"
    LEGAL = "legal"
    STAFF = "staff"


class Capacity(StrEnum):
    """In whose name formal representations were made (SI 2022/576 reg 5)."""

    UNDECIDED = "undecided"
    RECIPIENT = "recipient"
    AGENT = "agent"
    OTHER = "other"


class WitnessGround(StrEnum):
    """The one ground a witness statement stands on (SI 2022/71 reg 23(2))."""

    NOTICE_NOT_RECEIVED = "notice_not_received"
    NO_REJECTION = "no_rejection"
    APPEALED = "appealed"
    PAID = "paid"


class Ending(StrEnum):
    """Why a case ended: some endings can never be undone."""

    PAID = "paid"
    CHALLENGE_ACCEPTED = "challenge_accepted"
    REPRESENTATIONS_ACCEPTED = "representations_accepted"
    TREATED_AS_ACCEPTED = "treated_as_accepted"
    APPEAL_ALLOWED = "appeal_allowed"
    NOT_CONTESTED = "not_contested"
    RECOMMENDATION_ACCEPTED = "recommendation_accepted"
    CONSENT = "consent"
    DISCRETION = "discretion"
    WRITTEN_OFF = "written_off"


@dataclass(frozen=True, slots=True)
class State:
    """Facts of one case; money in pence, days in Europe/London."""

    stage: Stage = Stage.NEW
    basis: Basis = Basis.KERB
    regime: str = "england"
    contravention_at: datetime | None = None
    contravention_on: date | None = None
    served_on: date | None = None
    code: str = ""
    full: Money = NOTHING
    discounted: Money = NOTHING
    increased: Money = NOTHING
    court_fee: Money = NOTHING
    agent_fees: Money = NOTHING  # the agent's own, never part of what the authority is owed
    discount_until: date | None = None
    discount_offered_until: date | None = None  # policy: a re-offer after a challenge
    mark: MarkDeclared = MarkDeclared.UNITED_KINGDOM
    holds: dict[UUID, HoldKind] = field(default_factory=dict)
    reviews: dict[UUID, date] = field(default_factory=dict)  # when each hold is looked at again

    # Money that came in is in exactly one of these four, save what bounced after it was refunded.
    paid: Money = NOTHING
    held_money: Money = NOTHING
    held_payments: frozenset[UUID] = frozenset()  # whose money `held_money` is
    refund_due: Money = NOTHING
    refunded: Money = NOTHING
    lost: Money = NOTHING  # sent back to somebody whose own payment then bounced
    given_back: Money = NOTHING  # a part of `refund_due`: what the ending gave back
    paid_since_certificate: Money = NOTHING  # a part of `paid`

    keeper_asked_on: date | None = None
    keeper_first_asked_on: date | None = None
    keeper_answer: KeeperAnswer | None = None
    keeper_tries: int = 0
    liable_party: UUID | None = None
    notice_requested_on: date | None = None
    notice_posted_on: date | None = None
    notice_served_on: date | None = None
    notices_to_owner: int = 0
    relevant_on: date | None = None  # where the time to serve a notice begins anew (reg 20(4))
    postal_extension_on: date | None = None

    challenges: int = 0
    challenges_open: frozenset[UUID] = frozenset()
    representation: UUID | None = None
    representations_received_on: date | None = None
    late_representations_on: date | None = None
    capacity: Capacity | None = None
    claims: int = 0
    claims_open: frozenset[UUID] = frozenset()
    rejection_requested_on: date | None = None
    decision_served_on: date | None = None

    appealed_on: date | None = None
    appeal_is_referred: bool = False
    appeal_at_legal: bool = False
    appeal_documents_on: date | None = None
    appeal_decision_served_on: date | None = None
    appeal_withdrawn_on: date | None = None
    recommendation_given_on: date | None = None
    recommendation_refusal_requested_on: date | None = None
    recommendation_refused_on: date | None = None
    no_appeal_confirmed_on: date | None = None

    certificate_from: Stage | None = None
    certificate_requested_on: date | None = None
    certificate_served_on: date | None = None
    registration_requested_on: date | None = None
    registered_on: date | None = None
    order_requested_on: date | None = None
    order_sent_on: date | None = None
    order_served_on: date | None = None
    order_address_wrong: bool = False
    late_statement_on: date | None = None
    late_statement_answered_on: date | None = None
    witness_statement_on: date | None = None
    witness_ground: WitnessGround | None = None
    warrant_requested_on: date | None = None
    warrant_issued_on: date | None = None
    warrants: int = 0
    agent_instructed_on: date | None = None
    recall_asked_on: date | None = None
    address_doubted_on: date | None = None
    address_checked_on: date | None = None
    address_differs: bool = False

    closed_on: date | None = None
    closed_from: Stage | None = None
    ending: Ending | None = None
    told_on: date | None = None  # when the motorist learned that the case ended

    @property
    def is_closed(self) -> bool:
        """Whether the case has ended."""
        return self.stage.is_closed

    @property
    def enforcement_notice_served_on(self) -> date | None:
        """When the notice to owner, or the postal PCN that is its own notice, was served."""
        if self.basis is Basis.KERB:
            return self.notice_served_on
        return self.served_on

    @property
    def received(self) -> Money:
        """All money that came in and was not taken back."""
        return self.paid + self.held_money + self.refund_due + self.refunded - self.lost

    def charge(self) -> Money:
        """Return the whole charge at this stage: increased once a certificate was served."""
        if self.stage in {Stage.NEW, Stage.PREPARED}:
            return NOTHING
        return (self.increased if self.certificate_served_on else self.full) + self.court_fee

    def owed(self, on: date) -> Money:
        """Return what is still to pay on a day, in pence, discount included where it still runs.

        A re-offer is the authority's policy. The discounted sum paid in time settles the whole charge.
        """
        if self.is_closed or self.stage in {Stage.NEW, Stage.PREPARED}:
            return NOTHING
        last = max(filter(None, (self.discount_until, self.discount_offered_until)), default=None)
        in_time = last is not None and on <= last and not self.certificate_served_on
        due = (self.discounted if in_time else self.charge()) - self.paid
        return max(due, NOTHING)

    def settled(self, on: date) -> State:
        """Return the state closed as paid where what was paid already covers the whole charge."""
        charge = self.charge()
        if self.is_closed or not charge or self.paid < charge:
            return self
        return self.closed(Stage.PAID, Ending.PAID, on)

    def without_increase(self) -> State:
        """Return the state with no certificate; what was paid on top of the charge goes back."""
        over = max(self.paid - self.full, NOTHING)
        return replace(
            self,
            certificate_from=None,
            certificate_requested_on=None,
            certificate_served_on=None,
            registration_requested_on=None,
            no_appeal_confirmed_on=None,
            paid=self.paid - over,
            paid_since_certificate=NOTHING,
            refund_due=self.refund_due + over,
        )

    def closed(self, stage: Stage, ending: Ending, on: date) -> State:
        """Return the state ended; cancelling gives back all that was paid. What was open is kept."""
        cancelled = stage is Stage.CANCELLED
        return replace(
            self,
            stage=stage,
            ending=ending,
            closed_on=on,
            closed_from=self.stage if not self.is_closed else self.closed_from,
            paid=NOTHING if cancelled else self.paid,
            paid_since_certificate=NOTHING if cancelled else self.paid_since_certificate,
            refund_due=self.refund_due + self.paid if cancelled else self.refund_due,
            given_back=self.paid if cancelled else NOTHING,
            notice_requested_on=None,
            rejection_requested_on=None,
            recommendation_refusal_requested_on=None,
            certificate_requested_on=None,
            order_requested_on=None,
            told_on=None,
        )

    @property
    def stood_at(self) -> Stage:
        """Where a closed case stood, as it would stand now: its challenges may be answered since."""
        before = self.closed_from or self.stage
        return Stage.SERVED if before is Stage.CHALLENGED and not self.challenges_open else before
