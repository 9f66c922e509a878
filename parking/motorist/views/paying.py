"""Paying: one page that says what is paid, then the payment service, then how it ended."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council
from parking.cases import doors
from parking.motorist import grants
from parking.motorist.forms import PayForm
from parking.motorist.outcome import TOLD, Ended, ended
from parking.motorist.pages import notice_page
from parking.motorist.queries import Notice
from parking.motorist.rules import payment_key
from parking.motorist.views.blueprint import ONLY_THE_FINDER, opened, pages
from parking.payments.current import pay_gateway
from parking.payments.errors import NothingOwedError
from parking.payments.flow import PayPage, begin_paying, look_again
from parking.payments.gateway.errors import PayError
from parking.payments.queries import PaymentRow
from parking.values import clock
from parking.values.ids import new_id
from parking.web.access import public, writes


@pages.get("/pcn/<uuid:case>/pay")
@public(because=ONLY_THE_FINDER)
def confirm(case: UUID) -> ResponseReturnValue:
    """Say what will be paid and what paying means, before anyone is sent to pay."""
    return _confirm(opened(case), changed=False)


@pages.post("/pcn/<uuid:case>/pay")
@public(because=ONLY_THE_FINDER)
def pay(case: UUID) -> ResponseReturnValue:
    """Begin to pay what the page showed, and send the payer to the payment service."""
    found, form = opened(case), PayForm()
    owed = found.state.owed(clock.today())
    if not form.validate_on_submit() or (owed and not form.shows(owed.pence)):
        return _confirm(found, changed=True)
    try:
        going = _begin(found, UUID(form.key.data))
    except NothingOwedError:
        return redirect(url_for("motorist.notice", case=case), 303)
    except PayError:
        return render_template("motorist/pay_unreachable.html", case_id=case), 503
    return redirect(going, 303)


@pages.get("/pay/<uuid:payment>/done")
@public(because="only the session that began this payment hears how it ended")
@writes("hears the payment service")
def done(payment: UUID) -> ResponseReturnValue:
    """Ask the payment service how the payment ended, record it, and say so."""
    if not grants.has_begun(payment, clock.now()):
        return redirect(url_for("motorist.find", after="payment"), 303)
    by = doors.public("portal")
    try:
        row = look_again(pay_gateway(), council=current_council(), payment_id=payment, by=by)
    except PayError:
        return render_template("motorist/pay_unknown.html"), 503
    grants.open_case(row.subject_id, by.at)
    how = ended(row)
    if how is Ended.SUCCEEDED:
        return redirect(url_for("motorist.receipt", case=row.subject_id), 303)
    return render_template("motorist/pay_ended.html", told=TOLD[how], case_id=row.subject_id)


def _confirm(found: Notice, *, changed: bool) -> ResponseReturnValue:
    page = notice_page(found, council=current_council(), today=clock.today())
    if not page.can_pay:
        return redirect(url_for("motorist.notice", case=page.case_id), 303)
    form = PayForm(formdata=None, key=str(new_id()), pence=str(page.owed.pence))
    return render_template("motorist/pay.html", notice=page, form=form, changed=changed)


def _begin(found: Notice, page_key: UUID) -> str:
    """Begin to pay; return where the payer goes next: the payment service, or how it ended already."""
    by, case_id = doors.public("portal"), found.row.id
    begun = begin_paying(
        pay_gateway(),
        council=current_council(),
        case_id=case_id,
        reference=found.row.number,
        key=payment_key(case_id, page_key),
        return_url=url_for("motorist.done", payment="PAYMENT", _external=True),
        by=by,
    )
    payment_id = begun.id if isinstance(begun, PaymentRow) else begun.payment_id
    grants.open_case(case_id, by.at)
    grants.began_payment(payment_id, by.at)
    return begun.address if isinstance(begun, PayPage) else url_for("motorist.done", payment=payment_id)
