"""The real client of GOV.UK Pay: a question is one HTTP request, an answer is checked before use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

import requests
from requests.auth import AuthBase

from parking.payments.gateway.answers import read_payment, read_refund, read_refunds
from parking.payments.gateway.errors import (
    PayAnswerUnreadableError,
    PayConflictError,
    PaymentNotWellFormedError,
    PayRefusedError,
    PayThrottledError,
    PayUnavailableError,
)
from parking.payments.gateway.limits import without_refused
from parking.payments.gateway.loopback import NotLoopbackError, is_safe
from parking.payments.gateway.protocol import CreatePayment, Payment, Refund
from parking.values.money import Money

KEY_USED_BEFORE = "P0191"
LONGEST_DESCRIPTION = 300


class BearerKey(AuthBase):
    """Puts the key on a request; as `auth` it also keeps a .netrc file from replacing it."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._key}"
        return request


class GovukPay:
    """GOV.UK Pay over HTTP. Safe to share between threads: it keeps no connection."""

    def __init__(
        self, *, base_url: str, api_key: str, connect_timeout: float = 3.0, read_timeout: float = 10.0
    ) -> None:
        if not is_safe(base_url):
            raise NotLoopbackError("the key of GOV.UK Pay travels over https, or inside this machine")
        self._base = base_url.rstrip("/")
        self._auth = BearerKey(api_key)
        self._timeouts = (connect_timeout, read_timeout)

    def create(self, payment: CreatePayment) -> Payment:
        """Return a new payment, or the first one when the same key and facts came before."""
        body: dict[str, Any] = {
            "amount": payment.amount.pence,
            "reference": payment.reference,
            "description": without_refused(payment.description),
            "return_url": payment.return_url,
            "language": payment.language.value,
        }
        if payment.metadata:
            body["metadata"] = dict(payment.metadata)
        if payment.email:
            body["email"] = payment.email
        answer = self._ask(
            "POST", "/v1/payments", body=body, headers={"Idempotency-Key": payment.idempotency_key}
        )
        made = read_payment(_json(answer))
        if made.amount != payment.amount or made.reference != payment.reference:
            raise PayAnswerUnreadableError("GOV.UK Pay answered with another payment")
        return made

    def get(self, payment_id: str) -> Payment:
        """Return the payment as it stands now."""
        found = read_payment(_json(self._ask("GET", _path(payment_id))))
        if found.id != payment_id:
            raise PayAnswerUnreadableError("GOV.UK Pay answered with another payment")
        return found

    def cancel(self, payment_id: str) -> None:
        """Stop a payment nobody has finished."""
        self._ask("POST", f"{_path(payment_id)}/cancel", body={})

    def refund(self, payment_id: str, amount: Money, available: Money) -> Refund:
        """Send money back, if Pay agrees on what is left to refund."""
        body = {"amount": amount.pence, "refund_amount_available": available.pence}
        return read_refund(_json(self._ask("POST", f"{_path(payment_id)}/refunds", body=body)))

    def refunds(self, payment_id: str) -> tuple[Refund, ...]:
        """Return every refund of a payment, oldest first."""
        return read_refunds(_json(self._ask("GET", f"{_path(payment_id)}/refunds")))

    def _ask(
        self,
        method: Literal["GET", "POST"],
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> requests.Response:
        try:
            answer = requests.request(
                method,
                self._base + path,
                json=body,
                headers={"Accept": "application/json", "Content-Type": "application/json", **(headers or {})},
                auth=self._auth,
                timeout=self._timeouts,
                allow_redirects=False,  # a redirect would carry the key to a place nobody chose
            )
        except requests.RequestException as failure:
            # The library's own error holds the request with its key: it must not travel on.
            cause = type(failure).__name__
        else:
            _refuse_failure(answer)
            return answer
        raise PayUnavailableError(f"no answer from GOV.UK Pay ({cause})")


def _path(payment_id: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9]{1,64}", payment_id):
        raise PaymentNotWellFormedError("a payment id has letters and digits only")
    return f"/v1/payments/{payment_id}"


def _json(answer: requests.Response) -> Mapping[str, Any]:
    try:
        found = answer.json()
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise PayAnswerUnreadableError("GOV.UK Pay's answer is not a JSON object")
    return found


def _refuse_failure(answer: requests.Response) -> None:
    status = answer.status_code
    if status in {200, 201, 202, 204}:
        return
    if status >= 500:
        raise PayUnavailableError(f"GOV.UK Pay answered {status}")
    if status == 429:
        raise PayThrottledError("GOV.UK Pay asks us to slow down")
    if status == 401:
        raise PayRefusedError("HTTP 401", "the API key is missing or invalid")
    if status < 400:
        raise PayAnswerUnreadableError(f"GOV.UK Pay answered {status}, which it does not promise")
    found = _json(answer)
    code, text = str(found.get("code", "")), str(found.get("description", ""))
    if not re.fullmatch(r"P\d{4}", code):
        raise PayAnswerUnreadableError(f"GOV.UK Pay answered {status} without a code")
    if code == KEY_USED_BEFORE:
        raise PayConflictError("GOV.UK Pay has another payment under this key")
    where = str(found.get("field") or found.get("header") or "")
    raise PayRefusedError(code, text[:LONGEST_DESCRIPTION], field=where[:LONGEST_DESCRIPTION])
