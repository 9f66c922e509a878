"""What stands before and after the stand-in's API: the key, the firewall, and the faults switched on."""

from __future__ import annotations

import secrets

from flask import Blueprint, Response, g, jsonify, request
from flask.typing import ResponseReturnValue

from parking.payments.gateway.stand_in import checks
from parking.payments.gateway.stand_in.faults import Answer, Faults
from parking.payments.gateway.stand_in.machine import stand_in
from parking.payments.gateway.stand_in.refusals import StandInRefusalError


def guard(api: Blueprint) -> None:
    """Put the gate around the API."""
    api.before_request(_firewall)
    api.before_request(_key)
    api.before_request(_fault_before)
    api.after_request(_fault_after)


def refused(refusal: StandInRefusalError) -> ResponseReturnValue:
    """Answer as Pay answers a request it refuses."""
    return jsonify(refusal.body), refusal.status


def _firewall() -> None:
    accept = request.headers.get("Accept", "")
    if request.method == "POST":
        checks.check_firewall(request.get_data(), request.headers.get("Content-Type", ""), accept)
    else:
        checks.check_accept(accept)


def _key() -> ResponseReturnValue | None:
    given = request.headers.get("Authorization", "")
    wanted = f"Bearer {stand_in().settings.api_key}"
    if secrets.compare_digest(given.encode(), wanted.encode()):
        return None
    return Response(
        "No key, or not the right one", 401, {"WWW-Authenticate": "Bearer"}, mimetype="text/plain"
    )


def _fault_before() -> None:
    payment_id = (request.view_args or {}).get("payment_id")
    g.faults = faults = stand_in().faults.for_request(payment_id)
    if faults.answer is Answer.HANG:
        stand_in().closing.wait(faults.seconds)
    if faults.answer in (Answer.ERROR_BEFORE, Answer.HANG):
        raise StandInRefusalError(500, "P0198", "Downstream system error")
    if faults.answer is Answer.THROTTLED:
        raise StandInRefusalError(429, "P0900", "Too many requests")
    if faults.answer is Answer.DOWN:
        raise StandInRefusalError(503, "P0999", "GOV.UK Pay is temporarily unavailable")


def _fault_after(response: Response) -> Response:
    faults: Faults = g.get("faults", Faults())
    if faults.answer is Answer.LATE:
        stand_in().closing.wait(faults.seconds)
    if faults.answer is Answer.GARBLED:
        response.set_data('{"payment_id": "cut o')
    if faults.answer is Answer.ERROR_AFTER:
        response = jsonify({"code": "P0198", "description": "Downstream system error"})
        response.status_code = 500
    return response
