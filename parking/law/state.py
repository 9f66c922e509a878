"""The state of a case as the law sees it: what happened and when, folded from its history."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from parking.law.basis import Basis
from parking.values.money import NOTHING, Money


class Stage(StrEnum):
    """Where a case stands between the kerb and the warrant (domain law, state map 1.2)."""

    NEW = "new"
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
    PRINT_RUN_UNRECONCILED = "print_run_unreconciled"
    STAFF = "staff"


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
    discount_until: date | None = None
    discount_offered_until: date | None = None  # policy: a re-offer after a challenge
    paid: Money = NOTHING
    mark: MarkDeclared = MarkDeclared.UNITED_KINGDOM
    holds: dict[UUID, HoldKind] = field(default_factory=dict)

    keeper_asked_on: date | None = None
    keeper_answer: KeeperAnswer | None = None
    keeper_tries: int = 0
    liable_party: UUID | None = None
    notice_requested_on: date | None = None
    notice_posted_on: date | None = None
    notice_served_on: date | None = None
    notices_to_owner: int = 0

    challenges: int = 0
    representations_received_on: date | None = None
    decision_served_on: date | None = None
    appealed_on: date | None = None
    appeal_decision_served_on: date | None = None
    appeal_withdrawn_on: date | None = None
    recommendation_given_on: date | None = None
    recommendation_refused_on: date | None = None
    no_appeal_confirmed_on: date | None = None
    certificate_served_on: date | None = None
    registered_on: date | None = None
    order_sent_on: date | None = None
    order_served_on: date | None = None
    witness_statement_on: date | None = None
    warrant_issued_on: date | None = None
    address_doubted_on: date | None = None
    address_checked_on: date | None = None
    closed_on: date | None = None

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

    def charge(self) -> Money:
        """Return the whole charge at this stage: increased once a certificate was served."""
        return (self.increased if self.certificate_served_on else self.full) + self.court_fee

    def owed(self, on: date) -> Money:
        """Return what is still to pay on a day, in pence, discount included where it still runs.

        The discount is kept until the last day of the discount, or of a re-offer the authority
        made as policy. A payment of the discounted sum in time settles the whole charge.
        """
        if self.is_closed:
            return NOTHING
        last = max(filter(None, (self.discount_until, self.discount_offered_until)), default=None)
        in_time = last is not None and on <= last and not self.certificate_served_on
        due = (self.discounted if in_time else self.charge()) - self.paid
        return max(due, NOTHING)
