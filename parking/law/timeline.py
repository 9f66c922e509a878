"""Every clock of a case: who may or must do what, within how long of what, and where that is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parking.law.basis import Basis
from parking.law.counting import Calendar, Counted, Period, Unit
from parking.law.dated import Dated, LawDataError, Table, Version
from parking.law.reasons import Provision, Standing


class Clock(StrEnum):
    """The name of each clock: its row in timeline.toml has the same name."""

    GRACE = "grace"
    DEEMED_SERVICE = "deemed_service"
    KERB_DISCOUNT = "kerb_discount"
    KERB_FULL_CHARGE = "kerb_full_charge"
    KERB_KEEPER_ENQUIRY = "kerb_keeper_enquiry"
    CHALLENGE_REPLY = "challenge_reply"
    CHALLENGE_REOFFER = "challenge_reoffer"
    POSTAL_DISCOUNT_DEVICE = "postal_discount_device"
    POSTAL_DISCOUNT_OTHER = "postal_discount_other"
    POSTAL_FULL_CHARGE = "postal_full_charge"
    POSTAL_SERVICE = "postal_service"
    POSTAL_KEEPER_REQUEST = "postal_keeper_request"
    POSTAL_EXTENDED_SERVICE = "postal_extended_service"
    POSTAL_FRESH_NOTICE = "postal_fresh_notice"
    NOTICE_TO_OWNER_EARLIEST = "notice_to_owner_earliest"
    NOTICE_TO_OWNER_LATEST = "notice_to_owner_latest"
    NOTICE_TO_OWNER_PROMPT = "notice_to_owner_prompt"
    NOTICE_TO_OWNER_PAYMENT = "notice_to_owner_payment"
    MAKE_REPRESENTATIONS = "make_representations"
    DECIDE_REPRESENTATIONS = "decide_representations"
    DECIDE_PROMPTLY = "decide_promptly"
    APPEAL = "appeal"
    TRIBUNAL_DOCUMENTS = "tribunal_documents"
    TRIBUNAL_REVIEW = "tribunal_review"
    ANSWER_RECOMMENDATION = "answer_recommendation"
    CERTIFICATE_NO_REPRESENTATIONS = "certificate_no_representations"
    CERTIFICATE_AFTER_REJECTION = "certificate_after_rejection"
    CERTIFICATE_AFTER_APPEAL_REFUSED = "certificate_after_appeal_refused"
    CERTIFICATE_AFTER_RECOMMENDATION_REFUSED = "certificate_after_recommendation_refused"
    CERTIFICATE_AFTER_APPEAL_WITHDRAWN = "certificate_after_appeal_withdrawn"
    CERTIFICATE_PAYMENT = "certificate_payment"
    DEBT_REGISTRATION = "debt_registration"
    ORDER_SERVE_BY = "order_serve_by"
    ORDER_DEEMED_SERVICE = "order_deemed_service"
    WITNESS_STATEMENT = "witness_statement"
    WITNESS_STATEMENT_CUTOFF = "witness_statement_cutoff"
    LATE_STATEMENT_OBJECTION = "late_statement_objection"
    LATE_STATEMENT_REVIEW = "late_statement_review"
    REFER_TO_ADJUDICATOR = "refer_to_adjudicator"
    WARRANT_REQUEST = "warrant_request"
    WARRANT_PREPARE = "warrant_prepare"
    WARRANT_VALID = "warrant_valid"
    NOTICE_OF_ENFORCEMENT = "notice_of_enforcement"
    BREATHING_SPACE = "breathing_space"
    BREATHING_SPACE_CRISIS = "breathing_space_crisis"
    BREATHING_SPACE_REVIEW = "breathing_space_review"


class Force(StrEnum):
    """How the rule binds: a power, a duty, or guidance the authority must have regard to."""

    MAY = "may"
    MUST = "must"
    SHOULD = "should"


@dataclass(frozen=True, slots=True)
class Term:
    """What a clock says from one day on."""

    period: Period
    provision: Provision
    says: str
    since: date

    @property
    def standing(self) -> Standing:
        """How far the row has been checked."""
        return self.provision.standing


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One clock with every version of its term."""

    clock: Clock
    who: str
    force: Force
    does: str
    starts: str
    terms: Dated[Term]


@dataclass(frozen=True, slots=True)
class ClockInForce:
    """One clock as it runs on the day asked about."""

    clock: Clock
    who: str
    force: Force
    does: str
    starts: str
    period: Period
    provision: Provision
    says: str
    since: date

    @property
    def standing(self) -> Standing:
        """How far the row has been checked."""
        return self.provision.standing

    def last_day(self, start: date, calendar: Calendar | None = None) -> date:
        """Return the last day of the period."""
        return self.period.last_day(start, calendar)

    def first_day_after(self, start: date, calendar: Calendar | None = None) -> date:
        """Return the first day on which the period is over."""
        return self.period.first_day_after(start, calendar)


DISCOUNT: dict[Basis, Clock] = {
    Basis.KERB: Clock.KERB_DISCOUNT,
    Basis.APPROVED_DEVICE: Clock.POSTAL_DISCOUNT_DEVICE,
    Basis.DRIVE_AWAY: Clock.POSTAL_DISCOUNT_OTHER,
    Basis.PREVENTED: Clock.POSTAL_DISCOUNT_OTHER,
}
FULL_CHARGE: dict[Basis, Clock] = {
    basis: Clock.POSTAL_FULL_CHARGE if basis.by_post else Clock.KERB_FULL_CHARGE for basis in Basis
}


def read_timeline(table: Table) -> dict[Clock, ClockRow]:
    """Return every clock of a regime; a missing or a strange one is refused."""
    rows = {}
    for name, row in table.named_tables():
        if name not in set(Clock):
            raise LawDataError(f"{table.where}: {name} is not a clock")
        rows[Clock(name)] = _read_row(Clock(name), row)
    missing = [clock for clock in Clock if clock not in rows]
    if missing:
        raise LawDataError(f"{table.where}: no row for {', '.join(missing)}")
    return {clock: rows[clock] for clock in Clock}


def in_force(row: ClockRow, day: date) -> ClockInForce:
    """Return a clock as it runs on a day."""
    term = row.terms.at(day)
    return ClockInForce(
        row.clock,
        row.who,
        row.force,
        row.does,
        row.starts,
        period=term.period,
        provision=term.provision,
        says=term.says,
        since=term.since,
    )


def _read_row(clock: Clock, table: Table) -> ClockRow:
    forces = [force for force in Force if table.has(force)]
    if len(forces) != 1:
        raise LawDataError(f"{table.where}: exactly one of {', '.join(Force)}")
    terms = tuple(Version(term.since, term) for term in map(_read_term, table.tables("law")))
    row = ClockRow(
        clock=clock,
        who=table.text("who"),
        force=forces[0],
        does=table.text(forces[0]),
        starts=table.text("starts"),
        terms=Dated(f"the clock {clock}", terms),
    )
    table.done()
    return row


def _read_term(table: Table) -> Term:
    units = [unit for unit in Unit if table.has(unit)]
    if len(units) != 1:
        raise LawDataError(f"{table.where}: exactly one of {', '.join(Unit)}")
    period = Period(table.whole(units[0]), units[0], table.one_of("counted", Counted))
    term = Term(period, table.provision(), table.text("says"), table.day("from"))
    table.done()
    return term
