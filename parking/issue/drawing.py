"""The PCN's paper from its history: the facts, the law's statements of that day, the letterhead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.access import access_code
from parking.cases.history.issue import HowServed, PcnServed
from parking.issue.papers import PcnFacts, Served, pcn_paper
from parking.issue.queries import pcn_served
from parking.law.basis import Basis
from parking.law.contraventions import UnknownContraventionError, UnknownSuffixError
from parking.law.prescribed import PaperKind
from parking.notices.drawing import letter, ticket
from parking.notices.drawing.paper import Drawn, Paper
from parking.notices.errors import PaperFaultError
from parking.notices.letterheads import paper_letterhead, site_address, ways_to_pay
from parking.notices.lint import faults
from parking.parties.models import Vehicle
from parking.people.queries import badge_of
from parking.places.queries import enforceable, order_behind
from parking.places.rules import UNKNOWN_PLACES
from parking.values import clock
from parking.values.mark import Mark
from parking.values.pcn_number import PcnNumber


class Shape(StrEnum):
    """What the PCN is printed on."""

    A4 = "a4"
    ROLL = "80mm"


DRAW: dict[Shape, Callable[[Paper], Drawn]] = {Shape.A4: letter.draw, Shape.ROLL: ticket.draw}
SERVED = {HowServed.AFFIXED: Served.FIXED, HowServed.HANDED: Served.HANDED}
NOT_LISTED = "a contravention whose code is being checked"


def pcn_paper_for(session: Session, council: Council, case_id: UUID, shape: Shape) -> Drawn:
    """Return a case's PCN drawn as it was given: the same history always gives the same bytes.

    Raises PaperFaultError when the finished file lacks anything it must have.
    """
    served = pcn_served(session, authority=council.id, case_id=case_id)
    on = clock.day_of(served.served_at)
    words = council.law(on).prescribed(PaperKind.PCN_KERB, Basis.KERB)
    paper = pcn_paper(
        facts_of(session, council, served),
        words,
        paper_letterhead(council.letterhead(on)),
        demonstration=council.is_demonstration,
    )
    drawn = DRAW[shape](paper)
    found = faults(drawn, paper, words)
    if found:
        raise PaperFaultError("; ".join(f"{fault.lacks}: {fault.what}" for fault in found))
    return drawn


def facts_of(session: Session, council: Council, served: PcnServed) -> PcnFacts:
    """Return everything the paper says of a case; days by the law of the day each clock starts."""
    contravention_on, served_on = clock.day_of(served.contravention_at), clock.day_of(served.served_at)
    full_charge = council.law(contravention_on).full_charge(Basis.KERB)
    vehicle = session.execute(
        select(Vehicle.mark, Vehicle.make, Vehicle.colour).where(
            Vehicle.authority_id == council.id, Vehicle.id == served.vehicle_id
        )
    ).one()
    head = council.letterhead(served_on)
    return PcnFacts(
        number=PcnNumber(served.number),
        access_code=access_code(session, authority=council.id, number=served.number),
        mark=Mark(vehicle.mark),
        vehicle=" ".join(filter(None, (vehicle.colour.lower(), vehicle.make.title()))),
        code=served.code,
        suffix=served.suffix,
        description=description(council, served.code, served.suffix, contravention_on),
        place=_place(session, council, served),
        contravention_at=served.contravention_at,
        observed_from=served.observed_from,
        observed_until=served.observed_until,
        served_at=served.served_at,
        served=SERVED[served.how],
        officer=badge_of(session, authority=council.id, user_id=served.officer_id),
        authority=served.enforcement_authority,
        full=served.full,
        full_period=full_charge.period.phrase,
        pay_by=full_charge.last_day(contravention_on),
        discounted=served.discounted,
        discount_period=council.law(served_on).discount(Basis.KERB).period.phrase,
        discount_until=served.discount_until,
        photographs=len(served.photographs),
        ways_to_pay=ways_to_pay(head),
        payable_to=head.name,
        site=head.website,
        payment_url=site_address(head),
        challenge_online=head.website,
        challenge_address=head.postal_address,
        order=_order(session, council, served),
    )


def description(council: Council, code: str, suffix: str, on: date) -> str:
    """Return a contravention in the words of that day's list, even for a PCN given under no listed code."""
    listed = council.law(on).contraventions
    try:
        return listed.describe(code, suffix)
    except UnknownSuffixError:
        return listed.get(code).description
    except UnknownContraventionError:
        return NOT_LISTED


def _place(session: Session, council: Council, served: PcnServed) -> str:
    here = enforceable(session, authority=council.id, place_id=served.place_id)
    if here.code in {code for code, _ in UNKNOWN_PLACES.values()}:
        return here.name.lower()
    return ", ".join(filter(None, (here.name, here.town)))


def _order(session: Session, council: Council, served: PcnServed) -> str:
    if served.restriction_id is None:
        return ""
    found = order_behind(session, authority=council.id, restriction_id=served.restriction_id)
    return f"{found.article} of the {found.reference}" if found else ""
