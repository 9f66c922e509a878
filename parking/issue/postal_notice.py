"""The PCN by post of a case: its facts from the history, the law's statements, drawn and checked."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.access import access_code
from parking.cases.history.issue import PcnPrepared
from parking.cases.queries import case, pcn_began
from parking.evidence.queries import photographs_of
from parking.issue.postal_papers import PostalPcnFacts, postal_pcn
from parking.issue.postal_service import serve_by_post, withdraw_postal
from parking.keepers.queries import addressee
from parking.law.prescribed import PaperKind
from parking.law.steps import Step
from parking.law.timeline import Clock
from parking.notices.drawing.letter import draw
from parking.notices.drawing.paper import Drawn
from parking.notices.errors import PaperFaultError
from parking.notices.letterheads import paper_letterhead, site_address, ways_to_pay
from parking.notices.lint import faults
from parking.notices.queries import PaperRow
from parking.notices.registry import PaperRoom
from parking.values import clock
from parking.values.mark import Mark
from parking.values.pcn_number import PcnNumber


def draw_postal(session: Session, council: Council, paper: PaperRow, posting_on: date) -> Drawn:
    """Draw a PCN dated for its posting day; raises PaperFaultError if the file is not right."""
    if paper.party_id is None:
        raise PaperFaultError("A penalty charge notice by post needs the person it is addressed to.")
    began = pcn_began(session, authority=council.id, case_id=paper.case_id)
    if not isinstance(began, PcnPrepared):
        raise PaperFaultError("This penalty charge notice was given at the kerb: it does not go by post.")
    words = council.law(posting_on).prescribed(PaperKind.PCN_POSTAL, began.basis)
    made = postal_pcn(
        _facts(session, council, paper, began, posting_on),
        words,
        paper_letterhead(council.letterhead(posting_on)),
        addressee=addressee(session, authority=council.id, party_id=paper.party_id),
        demonstration=council.is_demonstration,
    )
    drawn = draw(made)
    found = faults(drawn, made, words)
    if found:
        raise PaperFaultError("; ".join(f"{fault.lacks}: {fault.what}" for fault in found))
    return drawn


def _facts(
    session: Session, council: Council, paper: PaperRow, began: PcnPrepared, posting_on: date
) -> PostalPcnFacts:
    row = case(session, authority=council.id, case_id=paper.case_id)
    letterhead = council.letterhead(posting_on)
    deemed = council.law(posting_on).deemed_service(posting_on, council.calendar)
    law = council.law(deemed)  # every period of this notice begins with its service
    full, discount = law.full_charge(began.basis).period, law.discount(began.basis).period
    represent = law.period(Clock.MAKE_REPRESENTATIONS)
    listed = council.law(clock.day_of(began.contravention_at)).contraventions
    return PostalPcnFacts(
        number=PcnNumber.read(row.number),
        access_code=access_code(session, authority=council.id, number=row.number),
        mark=Mark.read(row.mark),
        vehicle=f"{row.colour.lower()} {row.make.title()}".strip(),
        code=began.code,
        suffix=began.suffix,
        description=listed.describe(began.code, began.suffix),
        place=f"{row.place}, {row.town}",
        contravention_at=began.contravention_at,
        posted_on=posting_on,
        deemed_served_on=deemed,
        full_period=full.phrase,
        pay_by=full.last_day(deemed),
        discount_period=discount.phrase,
        discount_until=discount.last_day(deemed),
        representations_period=represent.phrase,
        representations_by=represent.last_day(deemed),
        authority=began.enforcement_authority,
        full=began.full,
        discounted=began.discounted,
        increased=began.increased,
        photographs=len(photographs_of(session, authority=council.id, case_id=paper.case_id)),
        grounds=law.grounds.open_to(began.basis),
        tribunal="Traffic Penalty Tribunal",
        ways_to_pay=ways_to_pay(letterhead),
        payable_to=letterhead.name,
        site=letterhead.website,
        payment_url=site_address(letterhead),
        representations_email=letterhead.email,
        representations_address=(letterhead.name, *letterhead.postal_address),
    )


POSTAL_PCN_ROOM = PaperRoom(
    step=Step.SERVE_PCN_BY_POST,
    draw=draw_postal,
    post=lambda session, council, paper, on, by: serve_by_post(
        session, council=council, paper=paper, posted_on=on, by=by
    ),
    take_back=lambda session, council, paper, by: withdraw_postal(
        session, council=council, paper=paper, by=by
    ),
)
