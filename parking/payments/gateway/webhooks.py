"""GOV.UK Pay's webhooks: is the signature right, and which payment should be read again?

A message says only that something happened. It may come twice, late, out of order or not at all,
and its signature holds no time. Keep it by `message_id`, answer 2xx at once, then read the payment.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime

SIGNATURE_HEADER = "Pay-Signature"


class WebhookUnreadableError(ValueError):
    """A body that is no webhook message. Answer 400 and change nothing; the sweep finds what it meant."""


@dataclass(frozen=True, slots=True)
class WebhookMessage:
    """One message of Pay's: its own id, the payment it is about, what happened and when it was made."""

    message_id: str
    resource_id: str
    event_type: str
    created: datetime


def signature_of(secret: str, body: bytes) -> str:
    """Return the signature Pay would send: lower-case hexadecimal HMAC-SHA256 of the raw body."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def signature_is_right(secret: str, body: bytes, header: str) -> bool:
    """Tell, in constant time, whether Pay signed exactly these bytes; never without a secret."""
    if not secret:
        return False
    return hmac.compare_digest(signature_of(secret, body).encode(), header.encode("utf-8", "replace"))


def read_webhook(body: bytes) -> WebhookMessage:
    """Return the message in a body whose signature was found right."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise WebhookUnreadableError("the body is not JSON") from None
    if not isinstance(found, dict):
        raise WebhookUnreadableError("the body is not an object")
    message_id, resource_id, event_type, created = (
        _text(found, key) for key in ("webhook_message_id", "resource_id", "event_type", "created_date")
    )
    try:
        instant = datetime.fromisoformat(created)
    except ValueError:
        raise WebhookUnreadableError("created_date is not an instant") from None
    if instant.tzinfo is None:
        raise WebhookUnreadableError("created_date has no time zone")
    return WebhookMessage(message_id, resource_id, event_type, instant)


def _text(found: dict[str, object], key: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not value:
        raise WebhookUnreadableError(f"{key} is missing")
    return value
