"""Money at the desk: recorded, held, bounced, placed and sent back, and the lists of what waits."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council
from parking.cases.queries import CaseRow
from parking.cases.queries import case as find_case
from parking.cases.record import load_unlocked
from parking.challenges.money import Wish, settle_held, take_money
from parking.desk.money_forms import (
    NONE_OF_THEM,
    AgreeForm,
    BouncedForm,
    HeldMoneyForm,
    MoneyForm,
    PlaceMoneyForm,
    RefundForm,
    UnmatchedForm,
)
from parking.desk.offers import offer
from parking.desk.queries.cases import cases_named
from parking.desk.views.attempting import attempt
from parking.desk.views.money_tables import due_table, held_table, second_table, unmatched_table
from parking.desk.views.room import at_the_desk, pages
from parking.law.steps import Step
from parking.payments.by_hand import Landed, reverse_payment
from parking.payments.received import Standing, money_of
from parking.payments.refunds import agree_refund, asked_refund, asked_refunds, decline_refund, refund
from parking.payments.unmatched import (
    candidates_for,
    keep_unmatched,
    match_receipt,
    release_candidates,
    unmatched_receipt,
    unmatched_receipts,
)
from parking.payments.worklists import held_money, refunds_due
from parking.people.permissions import Permission
from parking.store.base import db
from parking.values import clock
from parking.web.access import allow
from parking.web.fields import choice
from parking.web.filters import plate, short_date

MONEY = Permission.HANDLE_MONEY
offer(Step.PAY, "desk.record_payment", MONEY, "Record a payment")
offer(Step.REVERSE_PAYMENT, "desk.bounced", MONEY, "Take back a payment that bounced")
offer(Step.CREDIT_HELD_MONEY, "desk.settle_money", MONEY, "Say what the money is for")
offer(Step.RETURN_HELD_MONEY, "desk.settle_money", MONEY, "Send held money back")
offer(Step.REFUND, "desk.send_back", MONEY, "Send money back")


@pages.get("/desk/money")
@allow(MONEY)
def money_waiting() -> str:
    """List money due back, money that is held, and money nobody can place."""
    session, council, today = db.session(), current_council(), clock.today()
    due = refunds_due(session, council=council, on=today)
    second = asked_refunds(session, authority=council.id)
    held = held_money(session, authority=council.id)
    ids = [*(row.case_id for row in due), *(row.case_id for row in second), *(row.case_id for row in held)]
    named = cases_named(session, authority=council.id, ids=ids)
    return render_template(
        "desk/money.html",
        late=sum(row.is_late for row in due),
        due=due_table(due, named),
        second=second_table(second, named),
        held=held_table(held, named),
        unmatched=unmatched_table(unmatched_receipts(session, authority=council.id)),
    )


@pages.route("/desk/cases/<uuid:case>/payment", methods=["GET", "POST"])
@allow(MONEY)
def record_payment(case: UUID) -> ResponseReturnValue:
    """Record money that came for a case otherwise than online."""
    row, form, landed = _case(case), MoneyForm(), list[Landed]()
    done = form.validate_on_submit() and attempt(
        form,
        lambda: landed.append(
            take_money(
                db.session(), council=current_council(), case_id=case, came=form.came, by=at_the_desk()
            )
        ),
    )
    if done:
        flash(
            "The money is held: a challenge is open. We ask by letter whether to pay or to contest."
            if landed[0].is_held
            else "The payment is recorded."
        )
        return redirect(url_for("desk.case_page", case=case), 303)
    intro = (
        "A payment by post is taken as on time as long as our policy for late post says.",
        "While a challenge is open, tell anybody at the telephone or counter that paying does not answer it.",
    )
    return render_template("desk/act.html", form=form, row=row, heading="Record a payment", intro=intro)


@pages.route("/desk/cases/<uuid:case>/bounced", methods=["GET", "POST"])
@allow(MONEY)
def bounced(case: UUID) -> ResponseReturnValue:
    """Take back a payment that bounced."""
    row, form = _case(case), BouncedForm()
    form.payment.choices = _sums(case, Standing.CREDITED, Standing.HELD)
    done = form.validate_on_submit() and attempt(
        form,
        lambda: reverse_payment(
            db.session(), council=current_council(), case_id=case, payment_id=UUID(form.payment.data),
            told_on=form.told_on.data, by=at_the_desk(),
        ),
    )  # fmt: skip
    if done:
        flash("The payment is taken back. What it closed is open again.")
        return redirect(url_for("desk.case_page", case=case), 303)
    return render_template("desk/act.html", form=form, row=row, heading="A payment bounced", intro=())


@pages.route("/desk/cases/<uuid:case>/held-money", methods=["GET", "POST"])
@allow(MONEY)
def settle_money(case: UUID) -> ResponseReturnValue:
    """Do with held money what its sender says."""
    row, form = _case(case), HeldMoneyForm()
    form.payment.choices = _sums(case, Standing.HELD)
    done = form.validate_on_submit() and attempt(
        form,
        lambda: settle_held(
            db.session(), council=current_council(), case_id=case, payment_id=UUID(form.payment.data),
            wish=Wish(form.wish.data), by=at_the_desk(),
        ),
    )  # fmt: skip
    if done:
        flash("The money went where its sender wants it.")
        return redirect(url_for("desk.case_page", case=case), 303)
    intro = ("Record only what the sender told us. Money is never used to end a challenge without asking.",)
    return render_template("desk/act.html", form=form, row=row, heading="Pay or contest?", intro=intro)


@pages.route("/desk/cases/<uuid:case>/refund", methods=["GET", "POST"])
@allow(MONEY)
def send_back(case: UUID) -> ResponseReturnValue:
    """Send back all that is due on a case."""
    row, form = _case(case), RefundForm()
    done = form.validate_on_submit() and attempt(
        form,
        lambda: refund(
            db.session(), council=current_council(), case_id=case, channel=form.channel.data, by=at_the_desk()
        ),
    )
    if done:
        flash("The refund is recorded. A large one waits for a second person: see Money.")
        return redirect(url_for("desk.case_page", case=case), 303)
    state = load_unlocked(db.session(), authority=current_council().id, case_id=case).state
    intro = (f"{state.refund_due} is due back.",)
    return render_template("desk/act.html", form=form, row=row, heading="Send money back", intro=intro)


@pages.route("/desk/money/refunds/<uuid:refund_id>", methods=["GET", "POST"])
@allow(MONEY)
def second_person(refund_id: UUID) -> ResponseReturnValue:
    """Let somebody else than the first person agree to a large refund, or stop it."""
    waits = asked_refund(db.session(), authority=current_council().id, refund_id=refund_id)
    row, form = _case(waits.case_id), AgreeForm()
    act = agree_refund if form.agree.data == "yes" else decline_refund
    done = form.validate_on_submit() and attempt(
        form, lambda: act(db.session(), council=current_council(), refund_id=refund_id, by=at_the_desk())
    )
    if done:
        flash("The refund went." if form.agree.data == "yes" else "The refund is stopped.")
        return redirect(url_for("desk.money_waiting"), 303)
    intro = (f"{waits.amount} by {waits.channel}. It is above what one person may send back alone.",)
    return render_template("desk/act.html", form=form, row=row, heading="Agree to a refund", intro=intro)


@pages.route("/desk/money/unmatched", methods=["GET", "POST"])
@allow(MONEY)
def new_unmatched() -> ResponseReturnValue:
    """Record money nobody can place; every case it could be for stands still meanwhile."""
    form = UnmatchedForm()
    if form.validate_on_submit() and attempt(form, lambda: _keep(form)):
        flash("The money is recorded. The cases it could be for are held until it is placed.")
        return redirect(url_for("desk.money_waiting"), 303)
    return render_template(
        "desk/numbered.html", form=form, heading="Money we can't place", back="desk.money_waiting"
    )


@pages.route("/desk/money/unmatched/<uuid:receipt>", methods=["GET", "POST"])
@allow(MONEY)
def place_money(receipt: UUID) -> ResponseReturnValue:
    """Place money on one of the cases it could be for, or let them all go on."""
    session, council = db.session(), current_council()
    waits, form = unmatched_receipt(session, authority=council.id, receipt_id=receipt), PlaceMoneyForm()
    named = cases_named(session, authority=council.id, ids=waits.candidates)
    form.case.choices = [
        *(choice(str(case), f"{one.number}, {plate(one.mark)}") for case, one in named.items()),
        choice(NONE_OF_THEM, "None of them: let them go on", divider="or" if named else ""),
    ]
    if form.validate_on_submit() and attempt(form, lambda: _place(receipt, form.case.data)):
        flash("The cases go on." if form.case.data == NONE_OF_THEM else "The money is placed.")
        return redirect(url_for("desk.money_waiting"), 303)
    heading = f"Place {waits.amount}"
    return render_template("desk/numbered.html", form=form, heading=heading, back="desk.money_waiting")


def _keep(form: UnmatchedForm) -> None:
    session, council, came = db.session(), current_council(), form.came
    found = candidates_for(
        session, authority=council.id, number=form.number.data or "", mark=form.mark.data or "",
        amount=came.amount,
    )  # fmt: skip
    keep_unmatched(session, council=council, came=came, candidates=found, by=at_the_desk())


def _place(receipt: UUID, chosen: str) -> None:
    session, council, by = db.session(), current_council(), at_the_desk()
    if chosen == NONE_OF_THEM:
        release_candidates(session, council=council, receipt_id=receipt, by=by)
    else:
        match_receipt(session, council=council, receipt_id=receipt, case_id=UUID(chosen), by=by)


def _sums(case: UUID, *standing: Standing) -> list[object]:
    return [
        choice(str(each.payment_id), f"{each.amount}, {each.channel}, {short_date(each.received_on)}")
        for each in money_of(db.session(), authority=current_council().id, case_id=case)
        if each.standing in standing
    ]


def _case(case_id: UUID) -> CaseRow:
    return find_case(db.session(), authority=current_council().id, case_id=case_id)
