"""The payment service's webhooks: checked, stored, answered, and only then acted on."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Flask, Response, abort, current_app, request

from parking.authorities.current import current_council
from parking.authorities.queries import Council, council
from parking.cases.doors import system
from parking.payments.actions import keep_message
from parking.payments.current import pay_gateway
from parking.payments.flow import act_on_messages
from parking.payments.gateway.errors import PayError
from parking.payments.gateway.webhooks import (
    SIGNATURE_HEADER,
    WebhookUnreadableError,
    read_webhook,
    signature_is_right,
)
from parking.payments.queries import authority_of_provider_payment
from parking.store.current import settings
from parking.store.session import reading, writing
from parking.values import clock
from parking.web.access import public

pages = Blueprint("payments", __name__)


@pages.post("/payments/webhook")
@public(because="the payment service signs every message; an unsigned one is refused")
def webhook() -> Response:
    """Store a signed message, answer at once, and read its payment again after the answer."""
    body = request.get_data()
    given = request.headers.get(SIGNATURE_HEADER, "")
    if not signature_is_right(settings().pay_webhook_secret, body, given):
        abort(403, "The signature is not right.")
    try:
        message = read_webhook(body)
    except WebhookUnreadableError as unreadable:
        abort(400, str(unreadable))
    with reading() as session:
        found = authority_of_provider_payment(session, provider_id=message.resource_id)
        whose = council(session, authority=found[0] if found else current_council().id)
    with writing(authority=whose.id) as session:
        keep_message(session, authority=whose.id, message=message, at=clock.now())
    answer = Response(status=204)
    answer.call_on_close(_act_later(whose))
    return answer


def _act_later(whose: Council) -> Callable[[], None]:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001

    def act() -> None:
        with app.app_context():
            try:
                act_on_messages(pay_gateway(), council=whose, by=system("webhook"))
            except PayError as trouble:
                app.logger.warning("a payment could not be read again: %s", type(trouble).__name__)

    return act
