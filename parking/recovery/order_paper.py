"""The order for recovery: our text of the order, and the sheet that stands before the court's own form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.keepers.queries import addressee
from parking.law.prescribed import PaperKind
from parking.law.timeline import Clock
from parking.notices.drawing.letter import draw
from parking.notices.drawing.paper import (
    Amount,
    Drawn,
    Figures,
    Form,
    Heading,
    ListBlock,
    Paper,
    Para,
)
from parking.notices.drawing.text import Strong
from parking.notices.errors import PaperFaultError
from parking.notices.letterheads import paper_letterhead, site_address, ways_to_pay
from parking.notices.lint import faults
from parking.notices.parts import check_and_help, particulars, pay_block, payment_slip, running
from parking.notices.queries import PaperRow
from parking.notices.statements import Fact, RequiredStatement, day_in_words, say, taken
from parking.recovery.about import About, about
from parking.recovery.certificate_paper import LANG, proof_blocks
from parking.values.money import NOTHING

TITLE = "Order for recovery"
COURT = "Traffic Enforcement Centre"
_ORDER, _NEXT = "order", "next"
PARTS = {"amount": _ORDER, "pay_or_state": _ORDER, "last_date": _ORDER, "statement_enclosed": _ORDER}


def draw_order(session: Session, council: Council, paper: PaperRow, posting_on: date) -> Drawn:
    """Draw an order for recovery dated for its posting day; raises PaperFaultError if it is not right."""
    if paper.party_id is None:
        raise PaperFaultError("An order for recovery needs the person it is addressed to.")
    known = about(session, council=council, case_id=paper.case_id)
    words = council.law(posting_on).prescribed(PaperKind.ORDER_FOR_RECOVERY, known.state.basis)
    to = addressee(session, authority=council.id, party_id=paper.party_id)
    made = order_for_recovery(council, known, words, to, posting_on)
    drawn = draw(made)
    found = faults(drawn, made, words)
    if found:
        raise PaperFaultError("; ".join(f"{fault.lacks}: {fault.what}" for fault in found))
    return drawn


def order_for_recovery(
    council: Council, known: About, words: Sequence[RequiredStatement], to: tuple[str, ...], posting_on: date
) -> Paper:
    """Return the letter and the order with every prescribed statement in its place."""
    letterhead, law = council.letterhead(posting_on), council.law(posting_on)
    head, identity, state = paper_letterhead(letterhead), known.identity, known.state
    served_on = law.period(Clock.ORDER_DEEMED_SERVICE).last_day(posting_on, council.calendar)
    period = law.period(Clock.WITNESS_STATEMENT)
    last = period.last_day(served_on)
    ordered = state.owed(posting_on)
    facts: dict[str, Fact] = {
        "ordered": ordered,
        "increased": max(ordered - state.court_fee, NOTHING),
        "court_fee": min(state.court_fee, ordered),
        "statement_period": period.phrase,
        "statement_last_day": last,
    }
    said = say(words, facts, lang=LANG)
    to_pay = Amount(str(ordered), "to pay by", day_in_words(last, lang=LANG))
    registered = day_in_words(state.registered_on or posting_on, lang=LANG)
    authority = known.began.enforcement_authority
    return Paper(
        kind="order_for_recovery",
        title=TITLE,
        reference=identity.number,
        printed_on=posting_on,
        letterhead=head,
        addressee=to,
        acting_for=None if authority == head.council else authority,
        lang=LANG,
        demonstration=council.is_demonstration,
        blocks=(
            _figures(known, to_pay, posting_on),
            Para((
                f"The {COURT} at the county court registered this penalty charge as a debt on ",
                Strong(registered), ". It is not a county court judgment and does not go on a credit record.",
            )),
            Heading("The order"),
            *running(taken(said, PARTS, _ORDER, otherwise=_ORDER), {"amount", "pay_or_state"}),
            Para((
                "We take this order as served on ", Strong(day_in_words(served_on, lang=LANG)),
                ".",
            )),
            Heading("How to pay"),
            pay_block(site_address(letterhead), letterhead.website, identity, ways_to_pay(letterhead)),
            Heading("If one of these is true"),
            Para(
                f"Do not send the witness statement to us. Send it to the {COURT}. State one ground, and one "
                "only. We must stop while the court looks at it."
            ),
            ListBlock(
                tuple(ground.says for ground in law.grounds.witness_statement),
                tuple(ground.letter for ground in law.grounds.witness_statement),
            ),
            Heading("What it is about"),
            particulars(
                identity, known.vehicle, known.contravention, known.description, known.place, known.at,
                lang=LANG,
            ),
            Heading("What we sent before"),
            *proof_blocks(known.proofs),
            Heading("What happens next"),
            Para((
                "If you neither pay nor send a witness statement by ", Strong(day_in_words(last, lang=LANG)),
                ", we may ask the court for a warrant. An enforcement agent may then call, and adds fees.",
            )),
            Para(
                "If you can't pay it all, or somebody in your home is ill, disabled or in difficulty, tell "
                "us now. We can agree payments and we can stop."
            ),
            *check_and_help(identity, letterhead.website, head),
            payment_slip(identity, letterhead.name, head, (to_pay,)),
            _cover(known, last),
        ),
    )  # fmt: skip


def _cover(known: About, last: date) -> Form:
    """Return the sheet that stands before the court's own form; it claims to be no form of the court."""
    return Form(
        title="Witness statement: the court's form follows",
        instruction=(
            (
                "The court's own form, TE9, is behind this sheet. This sheet is not the form. Fill the form "
                "in, state one ground, sign it, and send it to the address on it so that it arrives by "
            ),
            Strong(day_in_words(last, lang=LANG)),
            ". If that day has passed, ask the court for form TE7 as well.",
        ),
        rows=(("Number", known.identity.number), ("Vehicle", known.identity.mark)),
        questions=(),
    )


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
            Strong("Did our notices never reach you?"),
            " You can tell the court. The form is enclosed.",
        ),
    )
