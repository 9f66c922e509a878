"""The stand-in's API refuses what Pay refuses, with Pay's codes and body."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests

from parking.payments.gateway.stand_in.serve import Served

GOOD: dict[str, Any] = {
    "amount": 3500,
    "reference": "RU00000012",
    "description": "Penalty charge",
    "return_url": "https://council.example/back",
}


def post(served: Served, path: str, body: object, headers: dict[str, str]) -> requests.Response:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return requests.post(served.url + path, data=data, headers=headers, timeout=5)


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"amount": None}, 400, "P0101", "amount"),
        ({"reference": ""}, 400, "P0101", "reference"),
        ({"return_url": None}, 400, "P0101", "return_url"),
        ({"amount": 10_000_001}, 422, "P0102", "amount"),
        ({"amount": -1}, 422, "P0102", "amount"),
        ({"amount": 35.5}, 422, "P0102", "amount"),
        ({"amount": True}, 422, "P0102", "amount"),
        ({"description": "d" * 256}, 422, "P0102", "description"),
        ({"language": "fr"}, 422, "P0102", "language"),
        ({"email": "nobody"}, 422, "P0102", "email"),
        ({"moto": "yes"}, 422, "P0102", "moto"),
        ({"metadata": {}}, 422, "P0102", "metadata"),
        ({"metadata": {f"k{n}": n for n in range(16)}}, 422, "P0102", "metadata"),
        ({"metadata": {"Pcn": 1, "pcn": 2}}, 422, "P0102", "metadata"),
        ({"metadata": {"k" * 31: 1}}, 422, "P0102", "metadata"),
        ({"metadata": {"k": "v" * 101}}, 422, "P0102", "metadata"),
        ({"metadata": {"k": None}}, 422, "P0102", "metadata"),
        ({"authorisation_mode": "moto_api"}, 400, "P0104", "return_url"),
        ({"set_up_agreement": "a" * 26}, 422, "P0196", None),
        ({"description": "a|b"}, 400, "P0920", None),
        ({"return_url": "http://council.example/back"}, 400, "P0920", None),
    ],
)
def test_a_wrong_create_is_refused(
    served: Served, bearer: dict[str, str], change: dict[str, Any], status: int, code: str, field: str | None
) -> None:
    answer = post(served, "/v1/payments", GOOD | change, bearer)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json().get("field") == field
    assert answer.json()["description"]


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b"{", {}, 400, "P0197"),
        (b"[]", {}, 400, "P0197"),
        (b"", {}, 400, "P0920"),
        (GOOD, {"Accept": "text/html"}, 400, "P0920"),
        (GOOD, {"Content-Type": "text/plain"}, 400, "P0920"),
        (GOOD, {"Idempotency-Key": "two words"}, 422, "P0102"),
        (GOOD, {"Idempotency-Key": "k" * 256}, 422, "P0102"),
    ],
)
def test_a_request_the_firewall_or_the_parser_stops(
    served: Served, bearer: dict[str, str], body: object, headers: dict[str, str], status: int, code: str
) -> None:
    answer = post(served, "/v1/payments", body, bearer | headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("given", [None, "", "Bearer another", "Basic YTpi"])
def test_no_right_key_no_answer(served: Served, bearer: dict[str, str], given: str | None) -> None:
    headers = {name: value for name, value in bearer.items() if name != "Authorization"}
    if given is not None:
        headers["Authorization"] = given
    answer = post(served, "/v1/payments", GOOD, headers)
    assert answer.status_code == 401
    assert served.stand_in.book.all() == []


def test_a_create_answers_201_and_its_repeat_200(served: Served, bearer: dict[str, str]) -> None:
    headers = bearer | {"Idempotency-Key": "intent-1"}
    first, again = (post(served, "/v1/payments", GOOD, headers) for _ in range(2))
    other = post(served, "/v1/payments", GOOD | {"amount": 7000}, headers)
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 409)
    assert other.json() == {
        "code": "P0191",
        "description": "The Idempotency-Key was used for another payment",
        "header": "Idempotency-Key",
    }
    made = first.json()
    assert len(made["payment_id"]) == 26
    assert first.headers["Location"] == made["_links"]["self"]["href"]
    assert set(made["_links"]) == {"self", "events", "refunds", "next_url", "next_url_post", "cancel"}
    assert made["_links"]["next_url_post"]["type"] == "application/x-www-form-urlencoded"


def test_events_tell_each_state_in_turn(served: Served, bearer: dict[str, str]) -> None:
    made = post(served, "/v1/payments", GOOD, bearer).json()
    assert post(served, f"/v1/payments/{made['payment_id']}/cancel", {}, bearer).status_code == 204
    found = requests.get(made["_links"]["events"]["href"], headers=bearer, timeout=5).json()
    assert [one["state"]["status"] for one in found["events"]] == ["created", "cancelled"]
    assert found["events"][-1]["state"]["code"] == "P0040"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "P0601"),
        ({"amount": 0}, 422, "P0602"),
        ({"amount": "1"}, 422, "P0602"),
        ({"amount": 1, "refund_amount_available": -1}, 422, "P0602"),
        ({"amount": 1, "refund_amount_available": 3500}, 400, "P0603"),
        (b"{", 400, "P0697"),
    ],
)
def test_a_wrong_refund_is_refused(
    served: Served, bearer: dict[str, str], body: object, status: int, code: str
) -> None:
    made = post(served, "/v1/payments", GOOD, bearer).json()
    answer = post(served, f"/v1/payments/{made['payment_id']}/refunds", body, bearer)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("path", "code"),
    [("", "P0200"), ("/events", "P0300"), ("/refunds", "P0800"), ("/refunds/nothing", "P0700")],
)
def test_an_unknown_payment_is_404(served: Served, bearer: dict[str, str], path: str, code: str) -> None:
    answer = requests.get(f"{served.url}/v1/payments/nothing{path}", headers=bearer, timeout=5)
    assert (answer.status_code, answer.json()["code"]) == (404, code)
