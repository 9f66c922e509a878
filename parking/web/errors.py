"""One handler for what goes wrong: a page in plain English for people, RFC 9457 JSON for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from apiflask.exceptions import HTTPError
from flask import Flask, Response, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from parking.web.pages import Council

API = "/api/"
PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Words:
    """What a person reads: a heading and what to do now."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """Whatever went wrong, in one shape."""

    status: int
    code: str
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    words: Words | None = None


CSRF = "csrf"
WORDS: dict[int | str, Words] = {
    400: Words(
        "Sorry, we could not read that",
        ("Something in the address or the form did not reach us whole.", "Go back and try again."),
    ),
    401: Words(
        "Sign in to see this page", ("You are not signed in, or your session ended. Sign in and try again.",)
    ),
    403: Words(
        "You cannot use this page",
        (
            "Your sign-in does not allow it.",
            "If your work needs this page, ask the person who manages your team's permissions.",
        ),
    ),
    404: Words(
        "Page not found",
        (
            "If you typed the web address, check it is correct.",
            "If you pasted the web address, check you copied all of it.",
        ),
    ),
    405: Words(
        "This page cannot be opened that way",
        ("Go back to the page you came from and use its button or link.",),
    ),
    409: Words(
        "Somebody else changed this first",
        ("Nothing of yours was saved.", "Go back, look at what changed, and try again if you still need to."),
    ),
    413: Words(
        "That file is too large",
        ("Nothing was saved. Go back and choose a smaller file, or send fewer files at a time.",),
    ),
    429: Words(
        "Too many tries",
        ("Wait a few minutes, then try again.", "This protects everybody's details. Nothing has been lost."),
    ),
    500: Words(
        "Sorry, there is a problem with the service",
        (
            "Try again in a few minutes.",
            "If you were paying, look at your penalty charge notice here before you pay again.",
            "A payment that went through is always recorded.",
        ),
    ),
    503: Words(
        "Sorry, the service is closed for a short time",
        ("We are working on it. Try again in a few minutes.", "Nothing you have already sent is lost."),
    ),
    CSRF: Words(
        "Your session timed out",
        (
            "You were away from this page for a while, so we did not save it. Nothing was saved twice.",
            "Go back, reload the page and send it again.",
        ),
    ),
}


def init_errors(
    app: Flask, *, council: Callable[[], Council | None], fallback: Council, demonstration: bool = False
) -> None:
    """Answer every error of the app.

    `council` gives whose page it is, None where the host is unknown; it is not asked after a failure
    of our own (500 and above), because what it needs may be what failed.
    """

    def page(failure: Failure) -> str:
        known = council() if failure.status < HTTPStatus.INTERNAL_SERVER_ERROR else None
        # Rendered without the context processors: a failing one would hide the error behind its own.
        return app.jinja_env.get_template("errors/page.html").render(
            council=known or fallback,
            demonstration=demonstration,
            words=_words(failure),
            status=failure.status,
        )

    def answer(failure: Failure) -> Response:
        if request.path.startswith(API):
            response = Response(json.dumps(problem(failure)), failure.status, mimetype=PROBLEM)
        else:
            response = Response(page(failure), failure.status, mimetype="text/html")
        response.headers.update(failure.headers)
        return response

    def handle(error: Exception) -> ResponseReturnValue:
        if isinstance(error, HTTPException) and (
            error.response or (error.code or 0) < HTTPStatus.BAD_REQUEST
        ):
            return error
        failure = failure_of(error)
        if failure is None:
            raise error  # unforeseen: Flask logs it and comes back with a 500
        return answer(failure)

    # The most specific handler wins, so a library's own for its base has to be replaced by name.
    for kind in (Exception, HTTPException, HTTPError):
        app.register_error_handler(kind, handle)


def failure_of(error: Exception) -> Failure | None:
    """Return what an error means to whoever asked, or None for one nobody foresaw."""
    if isinstance(error, CSRFError):
        return Failure(400, CSRF, WORDS[CSRF].heading)
    if isinstance(error, HTTPException):
        dropped = {"content-type", "content-length"}
        headers = {name: value for name, value in error.get_headers() if name.lower() not in dropped}
        status = error.code or 500
        return Failure(status, _kebab(HTTPStatus(status).phrase), error.description or "", headers)
    if isinstance(error, HTTPError):
        extra: Mapping[str, Any] = {"errors": error.detail} if error.detail else {}
        phrase = HTTPStatus(error.status_code).phrase
        return Failure(
            error.status_code, _kebab(phrase), error.message or phrase, _headers(error.headers), extra
        )
    own = getattr(error, "status", None)
    if not isinstance(own, int) or not HTTPStatus.BAD_REQUEST <= own < 600:
        return None
    wait = getattr(error, "retry_after", None)
    return Failure(
        int(own),
        _kebab(type(error).__name__.removesuffix("Error")),
        str(error) or (type(error).__doc__ or "").strip(),
        {"Retry-After": str(wait)} if wait is not None else {},
        getattr(error, "problem", {}),
        getattr(error, "words", None),
    )


def problem(failure: Failure) -> dict[str, Any]:
    """Return the failure as an RFC 9457 problem; `extra` adds members but cannot replace these."""
    return {
        **failure.extra,
        "type": f"urn:parking:problem:{failure.code}",
        "title": HTTPStatus(failure.status).phrase,
        "status": failure.status,
        "detail": failure.detail,
    }


def _words(failure: Failure) -> Words:
    if failure.words is not None:
        return failure.words
    if failure.code == CSRF:
        return WORDS[CSRF]
    if failure.status in WORDS:
        return WORDS[failure.status]
    if failure.status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return Words("We could not do that", (failure.detail or "Go back and try again.",))
    return WORDS[500]


def _headers(given: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in dict(given or {}).items()}


def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+", "-", name).strip("-").lower()
