"""A second opinion, written from domain/law.md alone: what the authority may do on a day, and what is owed.

It keeps its own few facts and counts its own days. Nothing here comes from parking.law or the fold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.proof.days import last_of_days, last_of_months, order_served, served, working_days_after

# Band 2, lower level (1.1), in pence; and the court's fee.
FULL, EARLY, INCREASED, FEE = 5000, 2500, 7500, 1000
DISCOUNT_DAYS = {"kerb": 14, "drive_away": 14, "prevented": 14, "approved_device": 21}


@dataclass
class Model:
    """What is known of one case."""

    by_post: bool
    basis: str
    contravened: date
    pcn_served: date | None = None
    notice: date | None = None  # the enforcement notice: notice to owner, or the postal PCN itself
    relevant: date | None = None  # 1.8: where the time for a notice begins again
    extended: bool = False
    liable: bool = False
    challenges: set[Any] = field(default_factory=set)
    represented: date | None = None  # received, and not decided
    late_waiting: bool = False
    rejected: date | None = None
    appeal: bool = False
    recommended: date | None = None
    relevant_period: tuple[date, int] | None = None  # 1.12: from which day, how many days
    runs_from: str = ""  # 1.12: of what that day is
    certificate: date | None = None
    asked_tribunal: date | None = None
    asked_court: bool = False
    registered: date | None = None
    order: date | None = None
    order_astray: bool = False
    notice_astray: bool = False
    application: date | None = None
    revoked: str | None = None
    warrant: date | None = None
    agent: bool = False
    doubted: date | None = None
    checked: date | None = None
    holds: dict[Any, str] = field(default_factory=dict)
    closed: str | None = None
    discount: date | None = None
    offered: date | None = None
    # Money: what came, what bounced, what was sent back, what is held apart, what counts as paid.
    came: int = 0
    bounced: int = 0
    sent_back: int = 0
    held: int = 0

    # -- what is open (1.7, 1.9, 1.11, 1.13, 1.14a; failure modes 1, 2, 9, 14)

    def open_things(self) -> bool:
        """Whether anything waits for an answer, a decision or a person."""
        return bool(
            self.challenges or self.represented or self.late_waiting or self.appeal or self.recommended
            or self.application or self.holds or self.held or self.revoked or self.closed
        )  # fmt: skip

    def address_sure(self) -> bool:
        """Failure mode 12: checked on or after the day of the last doubt."""
        return self.doubted is None or (self.checked is not None and self.checked >= self.doubted)

    # -- what the authority may do on a day

    def may(self, act: str, on: date) -> bool:
        """Whether the law, as domain/law.md has it, lets the authority do this on this day."""
        return bool(getattr(self, f"_may_{act}")(on))

    def _may_ask_keeper(self, on: date) -> bool:
        """1.8: kerb, only after the 28 days and unpaid; by post, the same day."""
        if self.closed or self.notice or self.challenges:
            return False
        return self.by_post or on > last_of_days(self.contravened, 28)

    def _may_serve_notice(self, on: date) -> bool:
        """1.8: after the 28 days, unpaid, to somebody liable, served within six months."""
        if self.by_post or self.closed or self.notice or self.challenges or self.holds or not self.liable:
            return False
        if self.appeal or self.represented or self.revoked:
            return False
        start = self.relevant or self.pcn_served
        return (
            start is not None
            and on > last_of_days(self.contravened, 28)
            and served(on) <= last_of_months(start, 6)
        )

    def _may_serve_postal_pcn(self, on: date) -> bool:
        """1.6: served within 28 days beginning with the contravention, or on an extension."""
        if not self.by_post or self.notice or self.closed or self.holds or not self.liable or self.revoked:
            return False
        if self.relevant is not None:
            return served(on) <= last_of_days(self.relevant, 28)
        limit = last_of_months(self.contravened, 6) if self.extended else last_of_days(self.contravened, 28)
        return served(on) <= limit

    def _may_reject(self, on: date) -> bool:
        """1.10: served inside 56 days beginning with receipt."""
        return self.represented is not None and served(on) <= last_of_days(self.represented, 56)

    def _may_treat_as_accepted(self, on: date) -> bool:
        """1.10: on day 57 and after."""
        return self.represented is not None and on > last_of_days(self.represented, 56)

    def _may_refuse_recommendation(self, on: date) -> bool:
        """1.11: the refusal is notified within 35 days."""
        return self.recommended is not None and served(on) <= last_of_days(self.recommended, 35)

    def _may_treat_recommendation_as_accepted(self, on: date) -> bool:
        """1.11: silence for 35 days."""
        return self.recommended is not None and on > last_of_days(self.recommended, 35)

    def _may_serve_certificate(self, on: date) -> bool:
        """1.12: after the relevant period, posted and served, the tribunal asked since, nothing open."""
        if self.open_things() or self.certificate or self.notice is None or self.relevant_period is None:
            return False
        ended = last_of_days(*self.relevant_period)
        asked = self.asked_tribunal is not None and self.asked_tribunal > ended
        return on > ended and asked and self.address_sure() and not self.notice_astray

    def _may_ask_for_registration(self, on: date) -> bool:
        """1.12, 1.13: after 14 days beginning with service of the certificate, unpaid, nothing open."""
        if self.open_things() or self.certificate is None or self.registered or self.relevant_period is None:
            return False
        early = self.certificate <= last_of_days(*self.relevant_period)
        ended = last_of_days(self.certificate, 14)
        asked = self.asked_tribunal is not None and self.asked_tribunal > ended
        return on > ended and asked and self.address_sure() and not self.notice_astray and not early

    def _may_send_order(self, on: date) -> bool:
        """1.13: within 15 days of the sealed request, unless it went to a wrong address."""
        if self.open_things() or self.registered is None:
            return False
        return self.order_astray or on <= last_of_days(self.registered, 16)  # after the day, not with it

    def _may_ask_for_warrant(self, on: date) -> bool:
        """1.14: after the 21 days, nothing filed, address sure."""
        if self.open_things() or self.order is None or self.order_astray or not self.address_sure():
            return False
        return on > last_of_days(self.order, 21)

    def _may_instruct_agent(self, on: date) -> bool:
        """1.14: while the warrant's twelve months run."""
        if self.open_things() or self.warrant is None or self.order_astray or not self.address_sure():
            return False
        return on <= last_of_months(self.warrant, 12)

    def _may_object(self, on: date) -> bool:
        """1.13: 19 working days after the court told the authority."""
        return self.application is not None and on <= working_days_after(self.application, 19)

    def _may_serve_afresh(self, on: date) -> bool:
        """1.13: on ground (a) only, in the time that begins with the court's notice."""
        if self.revoked != "notice_not_received" or self.relevant is None:
            return False
        limit = last_of_days(self.relevant, 28) if self.by_post else last_of_months(self.relevant, 6)
        return served(on) <= limit

    def _may_refer(self, _on: date) -> bool:
        """1.13: grounds (b) to (d)."""
        return self.revoked is not None and self.revoked != "notice_not_received"

    # -- money

    @property
    def kept(self) -> int:
        """What the authority has of what came in."""
        return self.came - self.bounced - self.sent_back

    def charge(self) -> int:
        """1.1: the charge as it stands, without the discount."""
        if self.pcn_served is None:
            return 0
        return (INCREASED if self.certificate else FULL) + (FEE if self.registered else 0)

    def owed(self, on: date, paid: int) -> tuple[int, int]:
        """Return the least and the most that may be asked for on a day, of somebody who paid so much."""
        if self.closed or self.pcn_served is None:
            return 0, 0
        most = max(self.charge() - paid, 0)
        if self.certificate:
            return most, most
        early = max(EARLY - paid, 0)
        if self.discount is not None and on <= self.discount:
            return early, early  # 1.3: the discount is a right until its last day
        return (early if self.offered is not None and on <= self.offered else most), most

    # -- what happened

    def served_with_pcn(self, on: date) -> None:
        """1.1, 1.3, 1.6: the discount runs from service."""
        self.pcn_served, self.discount = on, last_of_days(on, DISCOUNT_DAYS[self.basis])
        if self.by_post:
            self.served_with_notice(on)

    def served_with_notice(self, on: date) -> None:
        """1.8, 1.12: with no representations, 28 days beginning with service."""
        self.notice, self.relevant_period, self.asked_tribunal = on, (on, 28), None
        self.runs_from = "notice"

    def represents(self, on: date) -> None:
        """1.9: receipt stops the clock; a certificate served meanwhile falls."""
        self.represented, self.late_waiting, self.rejected = on, False, None
        self.certificate, self.asked_court = None, False

    def rejects(self, on: date) -> None:
        """1.12: 28 days beginning with service of the rejection."""
        self.represented, self.rejected, self.relevant_period = None, on, (on, 28)
        self.runs_from = "rejection"

    def appeals(self) -> None:
        """1.11: an appeal stops all; a certificate served meanwhile is cancelled."""
        self.appeal, self.certificate, self.asked_court, self.revoked = True, None, False, None

    def appeal_ends(self, on: date, days: int) -> None:
        """1.12: 28 days from a refusal, 14 from a withdrawal."""
        self.appeal, self.relevant_period, self.runs_from = False, (on, days), "appeal"

    def notice_falls(self, on: date | None) -> None:
        """1.8, 1.10, 1.13: the notice is cancelled; the time for another begins on a day, where it does."""
        self.notice = self.relevant_period = self.represented = self.rejected = None
        self.late_waiting = self.appeal = self.notice_astray = False
        self.asked_tribunal = self.revoked = None
        self.relevant = on or self.relevant
        if self.by_post:
            self.pcn_served = None

    def certificate_falls(self) -> None:
        """1.13: order, certificate and warrant go together."""
        self.certificate = self.registered = self.order = self.warrant = self.application = None
        self.order_astray = self.asked_court = False
        self.asked_tribunal = None

    def order_sent(self, on: date) -> None:
        """0.1 item 5."""
        self.order, self.order_astray = order_served(on), False

    def ends(self, how: str) -> None:
        """The case closes."""
        self.closed = how
