"""The blueprint of the API: how a message that can't be read is answered, and what the document says."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from apiflask import APIBlueprint
from apiflask.exceptions import HTTPError
from flask import Response
from pydantic import ValidationError

from parking.patrol.api.openapi import finish
from parking.patrol.api.reading import field_errors
from parking.patrol.errors import UnreadableMessageError
from parking.web.errors import PROBLEM, failure_of, problem

api = APIBlueprint("handheld", __name__, url_prefix="/api/v1", tag="Handheld")


@api.record_once
def describe(state: Any) -> None:
    """Have the OpenAPI document finished when it is asked for."""
    state.app.spec_processor(finish)


@api.errorhandler(HTTPError)
def unreadable(error: HTTPError) -> Response:
    """Answer a message that can't be read with each field and what to send instead."""
    cause: Exception = error
    if isinstance(error.__cause__, ValidationError):
        cause = UnreadableMessageError(*field_errors(error.__cause__))
    failure = failure_of(cause)
    if failure is None:
        raise error
    return Response(json.dumps(problem(failure)), failure.status, failure.headers, mimetype=PROBLEM)


@api.after_request
def challenge(response: Response) -> Response:
    """Say how to sign in where a device has not (RFC 9110)."""
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        response.headers.setdefault("WWW-Authenticate", "Bearer")
    return response
