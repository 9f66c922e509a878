"""What goes wrong is said in plain English to people and as RFC 9457 to machines."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from parking.web.errors import failure_of, problem
from parking.web.pages import Council

from .specimen import make_app


class WaitError(Exception):
    """Wait a minute."""

    status = 429
    retry_after = 60
    problem = {"tries": 5, "status": 200}  # noqa: RUF012 - a fake


@pytest.mark.parametrize(
    ("code", "heading"),
    [
        (400, "Sorry, we could not read that"),
        (403, "You cannot use this page"),
        (404, "Page not found"),
        (413, "That file is too large"),
        (429, "Too many tries"),
        (500, "Sorry, there is a problem with the service"),
        (503, "Sorry, the service is closed for a short time"),
        (418, "We could not do that"),
    ],
)
def test_a_person_reads_a_page(visitor: FlaskClient, code: int, heading: str) -> None:
    answer = visitor.get(f"/fail/{code}")
    assert answer.status_code == code
    assert answer.mimetype == "text/html"
    assert f'<h1 class="govuk-heading-l">{heading}</h1>' in answer.get_data(as_text=True)


@pytest.mark.parametrize("code", [400, 404, 429, 503])
def test_a_machine_reads_a_problem(visitor: FlaskClient, code: int) -> None:
    answer = visitor.get(f"/api/fail/{code}")
    assert (answer.status_code, answer.mimetype) == (code, "application/problem+json")
    assert answer.get_json()["status"] == code


def test_our_own_errors_carry_their_status_and_words(visitor: FlaskClient) -> None:
    assert visitor.get("/api/locked").get_json() == {
        "type": "urn:parking:problem:locked",
        "title": "Locked",
        "status": 423,
        "detail": "The case is closed.",
    }
    page = visitor.get("/locked")
    assert page.status_code == 423
    assert "The case is closed." in page.get_data(as_text=True)


def test_our_own_errors_may_bring_their_own_page(visitor: FlaskClient) -> None:
    page = visitor.get("/away")
    assert page.status_code == 503
    assert "Look at the vehicle again in 5 minutes." in page.get_data(as_text=True)


def test_an_own_error_may_say_when_to_try_again_and_cannot_lie_about_its_status() -> None:
    failure = failure_of(WaitError())
    assert failure is not None
    assert failure.headers == {"Retry-After": "60"}
    assert problem(failure) | {"type": ""} == {
        "type": "",
        "title": "Too Many Requests",
        "status": 429,
        "detail": "Wait a minute.",
        "tries": 5,
    }


def test_an_unforeseen_error_is_a_500_that_tells_nothing(specimen: Flask) -> None:
    specimen.config["PROPAGATE_EXCEPTIONS"] = False
    for path in ("/broken", "/api/broken"):
        answer = specimen.test_client().get(path)
        assert answer.status_code == 500
        assert "unforeseen" not in answer.get_data(as_text=True)


def test_a_session_that_timed_out_says_that_nothing_was_saved_twice() -> None:
    answer = make_app(csrf=True).test_client().post("/form", data={})
    assert answer.status_code == 400
    assert "Nothing was saved twice" in answer.get_data(as_text=True)


def test_a_wrong_method_says_which_are_right(visitor: FlaskClient) -> None:
    answer = visitor.post("/notice")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_after_a_failure_of_ours_nothing_is_looked_up(specimen: Flask) -> None:
    # The frame would fail too: the page is drawn from the fallback alone.
    @specimen.context_processor
    def failing() -> dict[str, Council]:
        raise RuntimeError("the database is away")

    assert "01234 567 890" in specimen.test_client().get("/fail/500").get_data(as_text=True)
