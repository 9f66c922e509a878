"""A webhook is believed only when Pay signed exactly these bytes, and says only what to read again."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from parking.payments.gateway.webhooks import (
    WebhookUnreadableError,
    read_webhook,
    signature_is_right,
    signature_of,
)

SECRET = "shared between us"
BODY = b'{"webhook_message_id": "m1", "resource_id": "p1"}'
MESSAGE = {
    "webhook_message_id": "m1",
    "created_date": "2026-03-03T14:05:00.123Z",
    "resource_id": "hu20sqlact5260q2nanm0q8u93",
    "event_type": "card_payment_succeeded",
}


def test_the_signature_is_hmac_sha256_in_small_hexadecimal() -> None:
    """The second test case of RFC 4231, worked by others."""
    assert (
        signature_of("Jefe", b"what do ya want for nothing?")
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


def test_what_pay_signed_is_right() -> None:
    assert signature_is_right(SECRET, BODY, signature_of(SECRET, BODY))


@pytest.mark.parametrize(
    ("secret", "body", "header"),
    [
        ("another secret", BODY, signature_of(SECRET, BODY)),
        (SECRET, BODY + b" ", signature_of(SECRET, BODY)),
        (SECRET, BODY, signature_of(SECRET, BODY).upper()),
        (SECRET, BODY, signature_of(SECRET, BODY)[:-1]),
        (SECRET, BODY, ""),
        (SECRET, BODY, "é€\udc80"),
        ("", BODY, signature_of("", BODY)),
    ],
)
def test_anything_else_is_a_forgery(secret: str, body: bytes, header: str) -> None:
    assert not signature_is_right(secret, body, header)


def test_a_message_says_which_payment_to_read_again() -> None:
    message = read_webhook(json.dumps(MESSAGE | {"resource": {"new": "thing"}}).encode())
    assert (message.message_id, message.resource_id) == ("m1", "hu20sqlact5260q2nanm0q8u93")
    assert message.event_type == "card_payment_succeeded"
    assert message.created == datetime(2026, 3, 3, 14, 5, 0, 123_000, tzinfo=UTC)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"[" * 100_000,
        b"{}",
        json.dumps(MESSAGE | {"resource_id": 7}).encode(),
        json.dumps(MESSAGE | {"webhook_message_id": ""}).encode(),
        json.dumps(MESSAGE | {"created_date": "yesterday"}).encode(),
        json.dumps(MESSAGE | {"created_date": "2026-03-03T14:05:00"}).encode(),
    ],
)
def test_what_is_no_message_is_unreadable(body: bytes) -> None:
    with pytest.raises(WebhookUnreadableError):
        read_webhook(body)
