"""What the charge certificate says: the increase, why it is served, and how each earlier paper was served."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.keepers.queries import addressee
from parking.law.guards.recovery import certificate_branch
from parking.law.prescribed import PaperKind
from parking.law.state import State
from parking.law.timeline import Clock
from parking.notices.drawing.letter import draw
from parking.notices.drawing.paper import (
    Amount,
    Definitions,
    Drawn,
    Figures,
    Heading,
    Letterhead,
    Paper,
    Para,
)
from parking.notices.drawing.text import Strong
from parking.notices.errors import PaperFaultError
from parking.notices.letterheads import paper_letterhead, site_address, ways_to_pay
from parking.notices.lint import faults
from parking.notices.parts import check_and_help, particulars, pay_block, payment_slip, running
from parking.notices.queries import PaperRow
from parking.notices.statements import Fact, RequiredStatement, day_in_words, say, shows, taken
from parking.recovery.about import About, about
from parking.recovery.service import Proof
from parking.values.money import Money

TITLE = "Charge certificate"
LANG = "en-GB"
_AMOUNT, _HOW, _NEXT = "amount", "how", "next"
PARTS = {
    "increased": _AMOUNT,
    "original": _AMOUNT,
    "why": _AMOUNT,
    "pay_within": _AMOUNT,
    "how_to_pay": _HOW,
    "court_may_follow": _NEXT,
}
_WHY: dict[Clock, str] = {
    Clock.CERTIFICATE_NO_REPRESENTATIONS: (
        "the notice we sent you was served on {start}, no representations stand against it, and the charge "
        "was not paid by {last}"
    ),
    Clock.CERTIFICATE_AFTER_REJECTION: (
        "our notice of rejection was served on {start}, nobody appealed, and the charge was not paid by "
        "{last}"
    ),
    Clock.CERTIFICATE_AFTER_APPEAL_REFUSED: (
        "the adjudicator refused the appeal, that decision was served on {start}, and the charge was not "
        "paid by {last}"
    ),
    Clock.CERTIFICATE_AFTER_RECOMMENDATION_REFUSED: (
        "on {start} we told you that we do not accept the adjudicator's recommendation, and the charge was "
        "not paid by {last}"
    ),
    Clock.CERTIFICATE_AFTER_APPEAL_WITHDRAWN: (
        "the appeal was withdrawn on {start}, and the charge was not paid by {last}"
    ),
}


def draw_certificate(session: Session, council: Council, paper: PaperRow, posting_on: date) -> Drawn:
    """Draw a charge certificate dated for its posting day; raises PaperFaultError if it is not right."""
    if paper.party_id is None:
        raise PaperFaultError("A charge certificate needs the person it is addressed to.")
    known = about(session, council=council, case_id=paper.case_id)
    words = council.law(posting_on).prescribed(PaperKind.CHARGE_CERTIFICATE, known.state.basis)
    to = addressee(session, authority=council.id, party_id=paper.party_id)
    made = charge_certificate(council, known, words, to, posting_on)
    drawn = draw(made)
    found = faults(drawn, made, words)
    if found:
        raise PaperFaultError("; ".join(f"{fault.lacks}: {fault.what}" for fault in found))
    return drawn


def charge_certificate(
    council: Council, known: About, words: Sequence[RequiredStatement], to: tuple[str, ...], posting_on: date
) -> Paper:
    """Return the certificate with every prescribed statement in its place."""
    letterhead, law = council.letterhead(posting_on), council.law(posting_on)
    head, identity, state = paper_letterhead(letterhead), known.identity, known.state
    served_on = law.deemed_service(posting_on, council.calendar)
    period = law.period(Clock.CERTIFICATE_PAYMENT)
    pay_by = period.last_day(served_on)
    pay = pay_block(site_address(letterhead), letterhead.website, identity, ways_to_pay(letterhead))
    facts: dict[str, Fact] = {
        "surcharge": state.increased - state.full,
        "increased": state.increased,
        "full": state.full,
        "payment_period": period.phrase,
        "served_on": served_on,
        "payment_last_day": pay_by,
        "why": why(state, council, posting_on),
        "court_fee": law.court_fee.amount,
        "how_to_pay": pay,
    }
    said = say(words, facts, lang=LANG)
    to_pay = Amount(str(state.increased - state.paid), "to pay by", day_in_words(pay_by, lang=LANG))
    return Paper(
        kind="charge_certificate",
        title=TITLE,
        reference=identity.number,
        printed_on=posting_on,
        letterhead=head,
        addressee=to,
        acting_for=_acting_for(known, head),
        lang=LANG,
        demonstration=council.is_demonstration,
        blocks=(
            _figures(known, to_pay, posting_on),
            Para("You have this because the penalty charge below was not paid in time. It is now higher."),
            Heading("What to pay, and by when"),
            *running(taken(said, PARTS, _AMOUNT, otherwise=_NEXT), {"increased", "why", "pay_within"}),
            *_paid(state.paid),
            Heading("How to pay"),
            *shows(pay, taken(said, PARTS, _HOW, otherwise=_NEXT)),
            Heading("What it is about"),
            particulars(
                identity, known.vehicle, known.contravention, known.description, known.place, known.at,
                lang=LANG,
            ),
            Heading("What we sent before"),
            *proof_blocks(known.proofs),
            Heading("What happens next"),
            *taken(said, PARTS, _NEXT, otherwise=_NEXT),
            *check_and_help(identity, letterhead.website, head),
            payment_slip(identity, letterhead.name, head, (to_pay,)),
        ),
    )  # fmt: skip


def why(state: State, council: Council, posting_on: date) -> str:
    """Return why the certificate is served, in the words of the branch that led to it."""
    branch = certificate_branch(state)
    if branch is None:
        raise PaperFaultError("No notice was served that a charge certificate can follow.")
    clock, start = branch
    last = council.law(posting_on).period(clock).last_day(start, council.calendar)
    return _WHY[clock].format(start=day_in_words(start, lang=LANG), last=day_in_words(last, lang=LANG))


def proof_blocks(found: Sequence[Proof]) -> tuple[Para | Definitions, ...]:
    """Return how each earlier paper was served; one that was posted needs its file (failure mode 13)."""
    unproven = [one.title for one in found if one.posted_on is not None and not one.sha256]
    if not found or unproven:
        raise PaperFaultError(
            f"There is no proof that this was posted: {', '.join(unproven) or 'any notice'}."
        )
    return (
        Para("If you did not get one of these, call us before you do anything else."),
        Definitions(tuple((one.title, _proof(one)) for one in found)),
    )


def _proof(one: Proof) -> str:
    served = day_in_words(one.served_on, lang=LANG)
    if one.posted_on is None or one.sha256 is None:
        return f"Fixed to the vehicle or handed to its driver on {served}."
    posted = day_in_words(one.posted_on, lang=LANG)
    return f"Posted on {posted}, taken as served on {served}. Our record of it: {one.sha256[:12]}."


def _paid(paid: Money) -> tuple[Para, ...]:
    if not paid:
        return ()
    return (Para(("You have paid ", Strong(str(paid)), ". It is taken off what you have to pay.")),)


def _acting_for(known: About, head: Letterhead) -> str | None:
    authority = known.began.enforcement_authority
    return None if authority == head.council else authority


def _figures(known: About, to_pay: Amount, posting_on: date) -> Figures:
    return Figures(
        label=TITLE,
        rows=(
            ("Number", known.identity.number),
            ("Vehicle", known.identity.mark),
            ("Access code", known.identity.access_code),
            ("Date", day_in_words(posting_on, lang=LANG)),
        ),
        amounts=(to_pay,),
        objection=(
            Strong("Never heard of this before?"),
            " Call us. You can no longer make representations, but we look at every case.",
        ),
    )
