"""The notice to owner of a case: its facts from the history, the law's statements, drawn and checked."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.access import access_code
from parking.cases.queries import case, pcn_served
from parking.evidence.queries import photographs_of
from parking.keepers.actions import serve_notice, withdraw_notice
from parking.keepers.papers import NoticeToOwnerFacts, notice_to_owner
from parking.keepers.queries import addressee
from parking.law.basis import Basis
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


def draw_notice(session: Session, council: Council, paper: PaperRow, posting_on: date) -> Drawn:
    """Draw a notice to owner dated for its posting day; raises PaperFaultError if the file is not right."""
    if paper.party_id is None:
        raise PaperFaultError("A notice to owner needs the person it is addressed to.")
    words = council.law(posting_on).prescribed(PaperKind.NOTICE_TO_OWNER, Basis.KERB)
    letterhead = council.letterhead(posting_on)
    made = notice_to_owner(
        _facts(session, council, paper, posting_on),
        words,
        paper_letterhead(letterhead),
        addressee=addressee(session, authority=council.id, party_id=paper.party_id),
        demonstration=council.is_demonstration,
    )
    drawn = draw(made)
    found = faults(drawn, made, words)
    if found:
        raise PaperFaultError("; ".join(f"{fault.lacks}: {fault.what}" for fault in found))
    return drawn


def _facts(session: Session, council: Council, paper: PaperRow, posting_on: date) -> NoticeToOwnerFacts:
    row = case(session, authority=council.id, case_id=paper.case_id)
    served = pcn_served(session, authority=council.id, case_id=paper.case_id)
    letterhead, law = council.letterhead(posting_on), council.law(posting_on)
    deemed = law.deemed_service(posting_on, council.calendar)
    listed = council.law(clock.day_of(served.contravention_at)).contraventions
    return NoticeToOwnerFacts(
        number=PcnNumber.read(row.number),
        access_code=access_code(session, authority=council.id, number=row.number),
        mark=Mark.read(row.mark),
        vehicle=f"{row.colour.lower()} {row.make.title()}".strip(),
        code=served.code,
        suffix=served.suffix,
        description=listed.describe(served.code, served.suffix),
        place=f"{row.place}, {row.town}",
        contravention_at=served.contravention_at,
        pcn_served_on=clock.day_of(served.served_at),
        posted_on=posting_on,
        deemed_served_on=deemed,
        payment_period=law.period(Clock.NOTICE_TO_OWNER_PAYMENT).phrase,
        pay_by=law.period(Clock.NOTICE_TO_OWNER_PAYMENT).last_day(deemed),
        representations_period=law.period(Clock.MAKE_REPRESENTATIONS).phrase,
        representations_by=law.period(Clock.MAKE_REPRESENTATIONS).last_day(deemed),
        authority=served.enforcement_authority,
        full=served.full,
        increased=served.increased,
        photographs=len(photographs_of(session, authority=council.id, case_id=paper.case_id)),
        grounds=law.grounds.open_to(Basis.KERB),
        tribunal="Traffic Penalty Tribunal",
        ways_to_pay=ways_to_pay(letterhead),
        payable_to=letterhead.name,
        site=letterhead.website,
        payment_url=site_address(letterhead),
        representations_online=letterhead.website,
        representations_email=letterhead.email,
        representations_address=(letterhead.name, *letterhead.postal_address),
    )


NOTICE_TO_OWNER_ROOM = PaperRoom(
    step=Step.SERVE_NOTICE_TO_OWNER,
    draw=draw_notice,
    post=lambda session, council, paper, on, by: serve_notice(
        session, council=council, paper=paper, posted_on=on, by=by
    ),
    take_back=lambda session, council, paper, by: withdraw_notice(
        session, council=council, paper=paper, by=by
    ),
)
