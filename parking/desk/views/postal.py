"""PCNs by post at the desk: what must be posted by when, and the longer time a supervisor relies on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from parking.authorities.current import current_council
from parking.authorities.queries import Council
from parking.cases.queries import case as find_case
from parking.cases.record import By
from parking.desk.offers import offer
from parking.desk.postal_forms import ExtendServiceForm
from parking.desk.views.acting import act_page
from parking.desk.views.room import pages
from parking.issue.postal_queries import Unserved, unserved
from parking.issue.postal_service import extend_service
from parking.law.basis import Basis
from parking.law.reasons import Standing
from parking.law.regimes import Law
from parking.law.steps import Step
from parking.law.timeline import Clock
from parking.people.permissions import Permission
from parking.store.base import db
from parking.values import clock
from parking.web.access import allow
from parking.web.components import Cell, Column, Row, Table
from parking.web.filters import long_date, plate, plural, short_date

COLUMNS = (
    Column("PCN number", sort="none"),
    Column("Mark"),
    Column("Why by post"),
    Column("Seen", sort="none"),
    Column("Post by", sort="ascending"),
    Column("Served by", sort="none"),
    Column("What it waits for"),
)
WHY = {
    Basis.DRIVE_AWAY: "Driven away",
    Basis.PREVENTED: "Prevented",
    Basis.APPROVED_DEVICE: "Approved device",
}
WAITS = {
    Step.ASK_KEEPER: "The keeper register, asked tonight",
    Step.RECORD_KEEPER: "The keeper register's answer",
    Step.REQUEST_POSTAL_PCN: "The print room, asked tonight",
    Step.SERVE_PCN_BY_POST: "The print room",
    Step.WRITE_OFF: "Writing off: no keeper is known",
}
STANDINGS = {
    Standing.VERIFIED: "This rule was read in the statute.",
    Standing.CORROBORATED: "This rule was not read in the statute itself, but other sources agree.",
    Standing.UNVERIFIED: "Nobody has checked this rule in the statute.",
}


@pages.get("/desk/postal")
@allow(Permission.SEE_CASE)
def postal() -> str:
    """List the PCNs that still have to be served by post, by the last day they can be posted."""
    council, today = current_council(), clock.today()
    waiting = unserved(db.session(), council=council, on=today)
    return render_template(
        "desk/postal.html",
        alarms=sum(row.alarms(today) and not row.is_too_late(today) for row in waiting),
        too_late=sum(row.is_too_late(today) for row in waiting),
        waiting=Table(
            f"{plural(len(waiting), 'PCN')} to serve by post",
            COLUMNS,
            tuple(_row(row, today) for row in waiting),
        ),
    )


@pages.route("/desk/cases/<uuid:case>/extend-service", methods=["GET", "POST"])
@allow(Permission.EXTEND_SERVICE)
def extend_postal_service(case: UUID) -> ResponseReturnValue:
    """Show the rule as far as it is known, then record that a supervisor relies on it."""
    form, council = ExtendServiceForm(), current_council()
    row = find_case(db.session(), authority=council.id, case_id=case)

    def extend(session: Session, council: Council, by: By) -> None:
        extend_service(session, council=council, case_id=case, why=form.why.data, by=by)

    return act_page(
        case, form, extend,
        heading="Rely on the longer time to serve by post",
        intro=_rule(council.law(clock.today()), clock.day_of(row.contravention_at)),
        done="The time to serve is extended. The PCN is asked for as soon as the keeper is known.",
    )  # fmt: skip


def _rule(law: Law, seen_on: date) -> tuple[str, ...]:
    """Say a rule that is not certain, with its standing, and the days as counted with most caution."""
    longer, asked = law.clock(Clock.POSTAL_EXTENDED_SERVICE), law.clock(Clock.POSTAL_KEEPER_REQUEST)
    return (
        f"The rule, as we hold it: {longer.says} ({longer.provision}).",
        STANDINGS[longer.provision.standing],
        f"We count it with most caution, from the day of the contravention, {long_date(seen_on)}.",
        f"The keeper register had to be asked by {long_date(asked.period.last_day(seen_on))}.",
        f"The PCN would have to be served by {long_date(longer.period.last_day(seen_on))}.",
        "If you would rather not rely on it, write the case off.",
    )


def _row(row: Unserved, today: date) -> Row:
    return Row((
        Cell(row.number, href=url_for("desk.case_page", case=row.case_id)),
        Cell(plate(row.mark)),
        Cell(WHY[Basis(row.basis)]),
        _day(row.contravention_on),
        _post_by(row, today),
        _day(row.serve_by),
        Cell(_waits_for(row)),
    ))  # fmt: skip


def _post_by(row: Unserved, today: date) -> Cell:
    if row.post_by is None:
        return Cell("Not known", key=row.serve_by.isoformat(), note="bank holidays not entered")
    late = "too late to post: extend the time or write it off"
    soon = "post it now" if row.alarms(today) else ""
    return _day(row.post_by, note=late if row.is_too_late(today) else soon)


def _waits_for(row: Unserved) -> str:
    said = (
        WAITS.get(row.next_step, "A person") if row.next_step else "A person: its mark has no keeper register"
    )
    return f"{said}.{' Held.' if row.held else ''}"


def _day(day: date, note: str = "") -> Cell:
    return Cell(short_date(day), key=day.isoformat(), note=note)


offer(
    Step.EXTEND_POSTAL_SERVICE, "desk.extend_postal_service", Permission.EXTEND_SERVICE,
    "Rely on the longer time to serve",
)  # fmt: skip
