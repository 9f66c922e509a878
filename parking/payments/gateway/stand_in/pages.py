"""The stand-in's hosted page, where the payer types a card number and is then sent back."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from parking.payments.gateway.protocol import PayState
from parking.payments.gateway.stand_in.book import is_visitor
from parking.payments.gateway.stand_in.cards import CARDS, card_of
from parking.payments.gateway.stand_in.machine import stand_in
from parking.payments.gateway.stand_in.record import WITH_PAYER, KeptPayment
from parking.payments.gateway.stand_in.refusals import StandInRefusalError
from parking.values.money import Money

pages = Blueprint("pages", __name__)
NO_MOCK_CARD = "Enter one of the mock card numbers on this page"
VISITOR = "pay_stand_in_visitor"


@pages.get("/secure/<token>")
def secure(token: str) -> ResponseReturnValue:
    """Use up a payment's link and show its page; a used link works only in the browser that used it."""
    return _enter(token)


@pages.post("/secure")
def secure_post() -> ResponseReturnValue:
    """Do the same for a service that posts the token instead."""
    return _enter(request.form.get("chargeTokenId", ""))


@pages.get("/card_details/<payment_id>")
def card_details(payment_id: str) -> ResponseReturnValue:
    """Ask for a card number, or send the payer back when the payment is over."""
    kept = _mine(payment_id)
    if kept is None:
        return _not_yours()
    return _form(kept) if kept.state.status in WITH_PAYER else _ended(kept)


@pages.post("/card_details/<payment_id>")
def pay(payment_id: str) -> ResponseReturnValue:
    """Put the payment through, or cancel it, and send the payer back. Twice does no more than once."""
    kept = _mine(payment_id)
    if kept is None:
        return _not_yours()
    if kept.state.status not in WITH_PAYER:
        return _ended(kept)
    if request.form.get("action") == "cancel":
        stand_in().book.payer_cancels(kept)
        return _ended(kept)
    card = card_of(request.form.get("card_number", ""))
    if card is None:  # asked again by redirect, so that the back button never sends the form twice
        return redirect(url_for("pages.card_details", payment_id=payment_id, problem="card_number"), 303)
    stand_in().book.pay(kept, card, stand_in().faults.of(payment_id).settle_seconds)
    return _ended(kept)


@pages.after_request
def seal(response: Response) -> Response:
    """Let the page load its one style sheet and post to itself and, by redirect, to the service."""
    back = g.get("return_to", "")
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'self'; img-src data:; form-action 'self' {back}".rstrip()
        + "; base-uri 'none'; frame-ancestors 'none'"
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _enter(token: str) -> ResponseReturnValue:
    kept = stand_in().book.use_token(token, request.cookies.get(VISITOR))
    if kept is None:
        return _not_yours()
    response = redirect(url_for("pages.card_details", payment_id=kept.payment_id), 303)
    # Cookies don't tell ports apart: the path keeps this one from the service beside us.
    response.set_cookie(VISITOR, kept.visitor or "", path="/card_details", httponly=True, samesite="Lax")
    response.set_cookie(VISITOR, kept.visitor or "", path="/secure", httponly=True, samesite="Lax")
    return response


def _mine(payment_id: str) -> KeptPayment | None:
    try:
        kept = stand_in().book.get(payment_id)
    except StandInRefusalError:
        return None
    if not is_visitor(kept, request.cookies.get(VISITOR)):
        return None
    parts = urlsplit(kept.return_url)
    g.return_to = f"{parts.scheme}://{parts.netloc}"
    return kept


def _form(kept: KeptPayment) -> str:
    error = NO_MOCK_CARD if request.args.get("problem") else ""
    return render_template("card.html", payment=kept, amount=Money(kept.amount), cards=CARDS, error=error)


def _ended(kept: KeptPayment) -> ResponseReturnValue:
    """Send the payer back, unless the time ran out: then say so first, as Pay does."""
    if kept.state.code == "P0020" and kept.state.status is PayState.FAILED:
        return render_template("expired.html", payment=kept), 410
    return redirect(kept.return_url, 303)


def _not_yours() -> ResponseReturnValue:
    return render_template("not_yours.html"), 403
